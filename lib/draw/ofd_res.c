/* ofd_res.c: fonts (PublicRes) and images (DocumentRes); see ofd.h. */
#include <string.h>

#include "draw/ofd.h"
#include "draw/png.h"
#include "draw/put.h"
#include "font/sfnt.h"

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

static void
font_write(struct ofd *o, const struct face_use *use, size_t i)
{
	struct fontfile file = {0};

	ofd_part(o, "Doc_0/Res/font_%zu.ttf", i);
	sfnt_make(use, use->face->name, &file);
	fontfile_raw(&file, &o->last->packed);
	o->failed |= o->last->packed.failed;
	o->last->b = file.raw;
	bits_clear(&file.body);
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

			while (j < o->images_n && o->images[j] != g)
				j++;
			if (g == NULL || j < o->images_n || j == OFD_IMAGES)
				continue;
			o->images[o->images_n++] = g;
		}
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
		png_put(
		    ofd_part(o, "Doc_0/Res/image_%zu.png", i), o->images[i]);
	}
	buf_adds(b, "</ofd:MultiMedias></ofd:Res>\n");
}

void
ofd_resources(struct ofd *o)
{
	fonts_write(o);
	images_write(o);
}
