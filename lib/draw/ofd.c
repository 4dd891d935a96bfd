/* ofd.c: the package: what is in it, its entry and its document; see letter.h
 * and ofd.h. The rules of OFD-A (GB/T 42133-2022) hold: all fonts inside, no
 * permissions, preferences, extensions, actions or encryption. DocType stays
 * "OFD", which is what the schema of GB/T 33190 allows. */
#include "draw/ofd.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "base/pack.h"
#include "draw/draw.h"
#include "draw/put.h"

/* `name` may hold one %zu for n. */
struct buf *
ofd_part(struct ofd *o, const char *name, size_t n)
{
	struct ofd_part *part = calloc(1, sizeof(*part));
	const char *mark = strstr(name, "%zu");

	if (part == NULL) {
		o->failed = true;
		return &o->last->b;
	}
	if (mark == NULL)
		snprintf(part->name, sizeof(part->name), "%s", name);
	else
		snprintf(part->name, sizeof(part->name), "%.*s%zu%s",
		    (int)(mark - name), name, n, mark + 3);
	if (o->last != NULL)
		o->last->next = part;
	else
		o->first = part;
	o->last = part;
	return &part->b;
}

unsigned
ofd_id(struct ofd *o)
{
	return ++o->id;
}

static void
put_field(struct buf *b, const char *name, const char *text)
{
	if (*text == '\0')
		return;
	buf_addf(b, "<ofd:%s>", name);
	put_text(b, text);
	buf_addf(b, "</ofd:%s>", name);
}

/* The id is of the content, so that the same letter gives the same file; the
 * glyphs follow from the rest. */
static void
ofd_entry(struct ofd *o, struct buf *b)
{
	struct buf all = {0};
	char id[65], digest[65];

	for (const struct ofd_part *p = o->first->next; p; p = p->next) {
		o->failed |= p->b.failed;
		if (p->packed.len > 0 || p->b.len == 0)
			continue;
		sha256_hex(p->b.data, p->b.len, digest);
		buf_adds(&all, digest);
	}
	sha256_hex(all.len > 0 ? all.data : "", all.len, id);
	o->failed |= all.failed;
	buf_clear(&all);
	buf_addf(b,
	    OFD_XML "<ofd:OFD xmlns:ofd=\"" OFD_NS "\" Version=\"1.0\" "
		    "DocType=\"OFD\"><ofd:DocBody><ofd:DocInfo>"
		    "<ofd:DocID>%.32s</ofd:DocID>",
	    id);
	put_field(b, "Title", o->l->title);
	put_field(b, "Author", o->l->organ);
	put_field(b, "Subject", o->l->number);
	if (strlen(o->l->date) == 10)
		put_field(b, "CreationDate", o->l->date);
	buf_adds(b, "<ofd:DocUsage>Normal</ofd:DocUsage>"
		    "<ofd:Creator>kuaibao</ofd:Creator></ofd:DocInfo>"
		    "<ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot>");
	if (o->to_sign)
		buf_adds(
		    b, "<ofd:Signatures>" OFD_SIGNATURES "</ofd:Signatures>");
	buf_adds(b, "</ofd:DocBody></ofd:OFD>\n");
}

static void
ofd_document(struct ofd *o, struct buf *b)
{
	buf_addf(b,
	    OFD_XML "<ofd:Document xmlns:ofd=\"" OFD_NS "\"><ofd:CommonData>"
		    "<ofd:MaxUnitID>%u</ofd:MaxUnitID><ofd:PageArea>"
		    "<ofd:PhysicalBox>0 0 %g %g</ofd:PhysicalBox>"
		    "<ofd:ContentBox>%g %g %g %g</ofd:ContentBox>"
		    "</ofd:PageArea>"
		    "<ofd:PublicRes>PublicRes.xml</ofd:PublicRes>",
	    o->id, MM_PAGE_W, MM_PAGE_H, o->l->area[0], o->l->area[1],
	    o->l->area[2], o->l->area[3]);
	if (o->images_n > 0)
		buf_adds(
		    b, "<ofd:DocumentRes>DocumentRes.xml</ofd:DocumentRes>");
	buf_adds(b, "</ofd:CommonData><ofd:Pages>");
	for (size_t i = 0; i < o->l->n && o->pages != NULL; i++)
		buf_addf(b,
		    "<ofd:Page ID=\"%u\" "
		    "BaseLoc=\"Pages/Page_%zu/Content.xml\"/>",
		    o->pages[i], i);
	buf_adds(b, "</ofd:Pages>"
		    "<ofd:CustomTags>Tags/CustomTags.xml</ofd:CustomTags>"
		    "</ofd:Document>\n");
}

bool
ofd_zip(struct ofd *o, struct buf *out, struct err *err)
{
	struct zip z;

	zip_open(&z, out);
	for (const struct ofd_part *p = o->first; p != NULL; p = p->next) {
		o->failed |= p->b.failed;
		if (p->packed.len > 0 || p->stored)
			zip_add_packed(
			    &z, p->name, p->b.data, p->b.len, &p->packed);
		else
			zip_add(&z, p->name, p->b.len > 0 ? p->b.data : "",
			    p->b.len);
	}
	zip_close(&z);
	return (!o->failed && !out->failed) ||
	       err_fail(err, ERR_BUSY, "busy", "ofd: out of memory");
}

void
ofd_clear(struct ofd *o)
{
	struct ofd_part *next;

	for (struct ofd_part *p = o->first; p != NULL; p = next) {
		next = p->next;
		buf_clear(&p->b);
		buf_clear(&p->packed);
		free(p);
	}
	buf_clear(&o->signature_list);
	uses_clear(&o->uses);
	free(o->pages);
	free(o->refs);
}

bool
ofd_make(struct ofd *o, bool to_sign, struct err *err)
{
	struct buf *entry = ofd_part(o, "OFD.xml", 0), *document;

	if (o->failed)
		return err_fail(err, ERR_BUSY, "busy", "ofd: out of memory");
	o->to_sign = to_sign;
	document = ofd_part(o, "Doc_0/Document.xml", 0);
	list_uses(o->l, &o->uses);
	o->failed |= o->uses.failed;
	o->pages = calloc(o->l->n + 1, sizeof(*o->pages));
	if (o->pages != NULL && !o->failed) {
		ofd_resources(o);
		ofd_pages(o);
		ofd_tags(o);
		ofd_document(o, document);
		ofd_entry(o, entry);
	}
	return (o->pages != NULL && !o->failed) ||
	       err_fail(err, ERR_BUSY, "busy", "ofd: out of memory");
}

bool
ofd_write(const struct layout *l, struct buf *out, struct err *err)
{
	struct ofd o = {.l = l};
	bool ok = ofd_make(&o, false, err) && ofd_zip(&o, out, err);

	ofd_clear(&o);
	return ok;
}
