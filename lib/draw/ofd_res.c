/* ofd_res.c: fonts (PublicRes) and images (DocumentRes); see ofd.h. */
#include <string.h>

#include "base/memo.h"
#include "draw/ofd.h"
#include "draw/png.h"
#include "draw/put.h"
#include "font/sfnt.h"
#include "font/shape.h"

enum { MADE_RAW = 't', MADE_PACKED = 'T' }; /* see font_write */

/* The role's own name where its first face stands, so that a reader that
 * ignores the file inside shows the right style; else the family's. */
static const char *
font_display(const struct ofd *o, const struct face_use *use)
{
	static const char *const names[FONT_ROLES] = {
	    "仿宋", "方正小标宋简体", "黑体", "楷体", "宋体"};

	for (int r = 0; r < FONT_ROLES; r++)
		if (font_face(o->l->fonts, (enum font_role)r) == use->face)
			return names[r];
	return use->face->family;
}

/* Made once for each set of the face's glyphs, as in PDF. */
static void
font_write(struct ofd *o, const struct face_use *use, size_t i)
{
	struct memo *memo = shape_memo(use->face);
	size_t n = use->n * sizeof(*use->uses);
	const struct buf *raw = memo_get(memo, MADE_RAW, use->uses, n);
	const struct buf *packed = memo_get(memo, MADE_PACKED, use->uses, n);
	struct buf *b = ofd_part(o, "Doc_0/Res/font_%zu.ttf", i);
	struct ofd_part *part = o->last;
	struct fontfile file = {0};

	if (raw != NULL && packed != NULL) {
		buf_add(b, raw->data, raw->len);
		buf_add(&part->packed, packed->data, packed->len);
	} else {
		sfnt_make(use, use->face->name, &file);
		fontfile_raw(&file, &part->packed);
		*b = file.raw;
		bits_clear(&file.body);
		memo_put(memo, MADE_RAW, use->uses, n, b);
		memo_put(memo, MADE_PACKED, use->uses, n, &part->packed);
	}
	o->failed |= part->packed.failed;
}

static void
fonts_write(struct ofd *o)
{
	struct buf *b = ofd_part(o, "Doc_0/PublicRes.xml", 0);

	buf_adds(b, OFD_XML "<ofd:Res xmlns:ofd=\"" OFD_NS
			    "\" BaseLoc=\"Res\"><ofd:Fonts>");
	for (size_t i = 0; i < o->uses.n && !o->failed; i++) {
		const struct face_use *use = &o->uses.faces[i];

		o->fonts[i] = ofd_id(o);
		buf_addf(b, "<ofd:Font ID=\"%u\" FontName=\"", o->fonts[i]);
		put_text(b, font_display(o, use));
		buf_adds(b, "\" FamilyName=\"");
		put_text(b, use->face->family);
		buf_addf(b,
		    "\"><ofd:FontFile>font_%zu.ttf</ofd:FontFile>"
		    "</ofd:Font>",
		    i);
		font_write(o, use, i);
	}
	buf_adds(b, "</ofd:Fonts></ofd:Res>\n");
}

static void
images_find(struct ofd *o)
{
	for (size_t i = 0; i < o->l->n; i++)
		for (size_t k = 0; k < o->l->pages[i].n; k++) {
			const struct picture *g =
			    o->l->pages[i].items[k].picture;
			size_t j = 0;

			while (g != NULL && j < o->images_n &&
			       !picture_same(o->images[j], g))
				j++;
			if (g == NULL || j < o->images_n || j == OFD_IMAGES)
				continue;
			o->images[o->images_n++] = g;
		}
}

static void
image_write(struct ofd *o, const struct picture *g, size_t i)
{
	struct buf *b = ofd_part(o, "Doc_0/Res/image_%zu.png", i);

	o->last->stored = true;
	if (g->packed != NULL)
		buf_add(b, g->packed->png.data, g->packed->png.len);
	else
		png_put(b, g);
}

static void
images_write(struct ofd *o)
{
	struct buf *b;

	images_find(o);
	if (o->images_n == 0)
		return;
	b = ofd_part(o, "Doc_0/DocumentRes.xml", 0);
	buf_adds(b, OFD_XML "<ofd:Res xmlns:ofd=\"" OFD_NS
			    "\" BaseLoc=\"Res\"><ofd:MultiMedias>");
	for (size_t i = 0; i < o->images_n; i++) {
		o->image_ids[i] = ofd_id(o);
		buf_addf(b,
		    "<ofd:MultiMedia ID=\"%u\" Type=\"Image\" Format=\"PNG\">"
		    "<ofd:MediaFile>image_%zu.png</ofd:MediaFile>"
		    "</ofd:MultiMedia>",
		    o->image_ids[i], i);
		image_write(o, o->images[i], i);
	}
	buf_adds(b, "</ofd:MultiMedias></ofd:Res>\n");
}

void
ofd_resources(struct ofd *o)
{
	fonts_write(o);
	images_write(o);
}
