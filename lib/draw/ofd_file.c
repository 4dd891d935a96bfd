/* ofd_file.c: the package, its resources and pages; see ofd_file.h. */
#include "draw/ofd_file.h"

#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "draw/ofd_in.h"
#include "draw/png.h"
#include "xml/doc.h"

#define ROOM ((size_t)512 << 20) /* of addresses: pictures, marks, fonts */

/* The part's bytes, kept as long as the file. */
static const void *
part_keep(struct ofd_in *in, const char *part, size_t *n)
{
	const struct unzip_file *f = unzip_find(&in->zip, part);
	struct buf b = {0};
	void *p = NULL;

	*n = 0;
	if (f == NULL) {
		ofd_wrong(in, part);
	} else if (unzip_read(f, &b, in->err) &&
		   (p = ofd_alloc(in, b.len)) != NULL) {
		memcpy(p, b.data, b.len);
		*n = b.len;
	}
	buf_clear(&b);
	return p;
}

/* Where the file of a resource is: in the folder that the list names. */
static bool
resource_path(
    const char *part, const char *folder, const char *loc, char out[256])
{
	char at[256];

	if (folder == NULL || *folder == '\0' || *loc == '/')
		return ofd_path(part, loc, out);
	if (!ofd_path(part, folder, at) || strlen(at) > 250)
		return false;
	strcat(at, "/");
	return ofd_path(at, loc, out);
}

static bool
font_read(
    struct ofd_in *in, const char *part, const char *folder, const xmlNode *n)
{
	const char *file = node_text(node_child(n, "FontFile"));
	const char *name = node_attr(n, "FontName");
	struct ofd_font *f = &in->file->fonts[in->file->fonts_n];
	char path[256];

	if (in->file->fonts_n == OFD_FILE_FONTS)
		return ofd_wrong(in, part);
	f->id = ofd_id_of(node_attr(n, "ID"));
	f->name = arena_strdup(in->file->arena, name != NULL ? name : "");
	if (*file != '\0') {
		if (!resource_path(part, folder, file, path))
			return ofd_wrong(in, part);
		if ((f->data = part_keep(in, path, &f->n)) == NULL)
			return false;
	}
	in->file->fonts_n++;
	return true;
}

/* An image that is no PNG is passed over where it stands. */
static bool
image_read(
    struct ofd_in *in, const char *part, const char *folder, const xmlNode *n)
{
	const char *file = node_text(node_child(n, "MediaFile"));
	struct ofd_image *im = &in->file->images[in->file->images_n];
	const struct unzip_file *f;
	struct buf b = {0};
	char path[256];
	bool ok;

	if (in->file->images_n == OFD_FILE_IMAGES ||
	    !resource_path(part, folder, file, path) ||
	    (f = unzip_find(&in->zip, path)) == NULL)
		return ofd_wrong(in, part);
	if ((ok = unzip_read(f, &b, in->err))) {
		im->id = ofd_id_of(node_attr(n, "ID"));
		im->picture = picture_decode(in->file->arena, b.data, b.len);
		in->file->images_n++;
	}
	buf_clear(&b);
	return ok;
}

/* Fonts and images of a list of resources. */
static bool
resources_read(struct ofd_in *in, const char *base, const char *loc)
{
	const char *folder;
	const xmlNode *n;
	char part[256];
	bool ok = true;
	xmlDoc *doc;

	if (!ofd_path(base, loc, part))
		return ofd_wrong(in, base);
	if ((doc = ofd_doc(in, part, "Res")) == NULL)
		return false;
	folder = node_attr(xmlDocGetRootElement(doc), "BaseLoc");
	n = node_child(xmlDocGetRootElement(doc), "Fonts");
	for (n = node_child(n, "Font"); ok && n != NULL; n = node_next(n))
		ok = font_read(in, part, folder, n);
	n = node_child(xmlDocGetRootElement(doc), "MultiMedias");
	for (n = node_child(n, "MultiMedia"); ok && n != NULL; n = node_next(n))
		if (node_attr(n, "Type") != NULL &&
		    strcmp(node_attr(n, "Type"), "Image") == 0)
			ok = image_read(in, part, folder, n);
	xmlFreeDoc(doc);
	return ok;
}

static bool
page_read(struct ofd_in *in, const char *base, const xmlNode *n,
    struct ofd_page *page)
{
	const char *loc = node_attr(n, "BaseLoc");
	const xmlNode *root, *layer;
	char part[256];
	bool ok = true;
	xmlDoc *doc;

	if (loc == NULL || !ofd_path(base, loc, part))
		return ofd_wrong(in, base);
	if ((doc = ofd_doc(in, part, "Page")) == NULL)
		return false;
	root = xmlDocGetRootElement(doc);
	(void)!ofd_numbers(
	    node_text(node_child(node_child(root, "Area"), "PhysicalBox")),
	    page->box, 4);
	in->file->passed += node_child(root, "Template") != NULL;
	layer = node_child(node_child(root, "Content"), "Layer");
	for (; ok && layer != NULL; layer = node_next(layer))
		ok = ofd_objects(in, layer, page, 0);
	xmlFreeDoc(doc);
	return ok;
}

static bool
pages_read(struct ofd_in *in, const char *part, const xmlNode *root)
{
	const xmlNode *area =
	    node_child(node_child(root, "CommonData"), "PageArea");
	const xmlNode *n = node_child(node_child(root, "Pages"), "Page");
	struct ofd_file *f = in->file;
	double box[4];
	size_t most = 0;

	if (!ofd_numbers(node_text(node_child(area, "PhysicalBox")), box, 4))
		return ofd_wrong(in, part);
	for (const xmlNode *p = n; p != NULL; p = node_next(p))
		most++;
	if (most == 0 || most > OFD_FILE_PAGES)
		return ofd_wrong(in, part);
	if ((f->pages = ofd_alloc(in, most * sizeof(*f->pages))) == NULL)
		return false;
	for (; n != NULL; n = node_next(n)) {
		memcpy(f->pages[f->n].box, box, sizeof(box));
		if (!page_read(in, part, n, &f->pages[f->n]))
			return false;
		f->n++;
	}
	return true;
}

static bool
document_read(struct ofd_in *in, const char *part)
{
	static const char *const lists[] = {"PublicRes", "DocumentRes"};
	xmlDoc *doc = ofd_doc(in, part, "Document");
	const xmlNode *root, *n;
	bool ok = doc != NULL;

	if (!ok)
		return false;
	root = xmlDocGetRootElement(doc);
	for (size_t i = 0; i < sizeof(lists) / sizeof(*lists); i++) {
		n = node_child(node_child(root, "CommonData"), lists[i]);
		for (; ok && n != NULL; n = node_next(n))
			ok = resources_read(in, part, node_text(n));
	}
	ok = ok && pages_read(in, part, root);
	xmlFreeDoc(doc);
	return ok;
}

static bool
package_read(struct ofd_in *in)
{
	xmlDoc *doc = ofd_doc(in, "OFD.xml", "OFD");
	const xmlNode *body, *title;
	char part[256];
	bool ok;

	if (doc == NULL)
		return false;
	body = node_child(xmlDocGetRootElement(doc), "DocBody");
	title = node_child(node_child(body, "DocInfo"), "Title");
	in->file->title = arena_strdup(in->file->arena, node_text(title));
	ok = ofd_path("", node_text(node_child(body, "DocRoot")), part);
	xmlFreeDoc(doc);
	if (!ok || in->file->title == NULL)
		return ofd_wrong(in, "OFD.xml");
	return document_read(in, part);
}

struct ofd_file *
ofd_file_open(const void *p, size_t n, struct err *err)
{
	struct arena *arena = arena_new(ROOM);
	struct ofd_in in = {.err = err};
	bool ok = false;

	if (arena != NULL)
		in.file = arena_alloc(arena, sizeof(*in.file));
	if (in.file == NULL) {
		arena_free(arena);
		err_fail(err, ERR_BUSY, "busy", "ofd: out of memory");
		return NULL;
	}
	*in.file = (struct ofd_file){.arena = arena};
	if (unzip_open(&in.zip, p, n, err))
		ok = package_read(&in);
	unzip_close(&in.zip);
	if (ok)
		return in.file;
	arena_free(arena);
	return NULL;
}

void
ofd_file_close(struct ofd_file *f)
{
	if (f != NULL)
		arena_free(f->arena);
}

void
ofd_file_text(const struct ofd_file *f, size_t page, struct buf *out)
{
	const struct ofd_page *p = &f->pages[page];
	char utf8[4];

	for (size_t i = 0; i < p->n; i++) {
		if (p->marks[i].kind != OFD_TEXT)
			continue;
		for (size_t k = 0; k < p->marks[i].n; k++)
			buf_add(
			    out, utf8, utf8_put(p->marks[i].codes[k].ch, utf8));
		buf_addc(out, '\n');
	}
}
