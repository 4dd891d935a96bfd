/* pdf_page.c: pages and what is drawn on them; see pdf.h. */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/pack.h"
#include "base/utf8.h"
#include "draw/pdf.h"
#include "draw/png.h"

#define PT(mm) ((mm) / MM_PT)
#define WIDE 0.12  /* em of extra room that readers take for a space */
#define TIGHT 0.08 /* em of overlap that they take for another line */

/* Y80 M80 of 9704 6 as sRGB; a page begins in black. */
static void
put_color(struct buf *b, enum item_color color, enum item_color *now)
{
	if (color != *now)
		buf_adds(b, color == COLOR_RED ? "1 0.2 0.2 rg\n" : "0 g\n");
	*now = color;
}

/* A code of two bytes, in a string in brackets. */
static void
put_code(struct buf *b, uint32_t cid)
{
	for (int shift = 8; shift >= 0; shift -= 8) {
		char c = (char)(cid >> shift & 0xff);

		if (c == '(' || c == ')' || c == '\\' || c == '\r')
			buf_addc(b, '\\');
		buf_addc(b, c == '\r' ? 'r' : c);
	}
}

/*
 * Whether the run's codes alone would be read as other text: a glyph that
 * stands for two characters, or glyphs so far apart, or so close after
 * squeezed punctuation, that a reader sees two words.
 */
static bool
run_needs_text(const struct pdf *p, const struct item *it)
{
	double extra;
	size_t font;

	for (size_t i = 0; i < it->n; i++) {
		const struct glyph *g = &it->glyphs[i];
		const struct pdf_glyph *have =
		    pdf_glyph_get(p, it->face, g->gid, &font);

		if (have->ch != g->ch)
			return true;
		if (i + 1 == it->n || g->ch == ' ' || g[1].ch == ' ')
			continue;
		extra = (g[1].x - g->x) / it->h - have->width / 1000.0;
		if (extra > WIDE || extra < -TIGHT)
			return true;
	}
	return false;
}

static void
put_actual_text(struct buf *b, const struct item *it)
{
	struct buf text = {0};
	char utf8[4];

	for (size_t i = 0; i < it->n; i++)
		buf_add(&text, utf8, utf8_put(it->glyphs[i].ch, utf8));
	buf_adds(b, "/Span<</ActualText");
	pdf_string(b, text.len > 0 ? text.data : "");
	buf_adds(b, ">>BDC\n");
	b->failed |= text.failed;
	buf_clear(&text);
}

/* Codes with the places between them, in thousandths of an em. */
static void
put_codes(
    const struct pdf *p, struct buf *b, const struct item *it, double spread)
{
	double at = 0, want;
	size_t font;

	buf_adds(b, "[(");
	for (size_t i = 0; i < it->n; i++) {
		const struct pdf_glyph *g =
		    pdf_glyph_get(p, it->face, it->glyphs[i].gid, &font);

		want = it->glyphs[i].x / it->h * 1000;
		if (fabs(want - at) > 0.5) {
			buf_addc(b, ')');
			put_int(b, lround(at - want));
			buf_addc(b, '(');
			at -= (double)lround(at - want);
		}
		put_code(b, g->cid);
		at += g->width + spread;
	}
	buf_adds(b, ")]TJ\n");
}

static void
put_run(const struct pdf *p, struct buf *b, const struct item *it)
{
	const struct pdf_glyph *first;
	double spread = 0;
	size_t font;

	if (it->n == 0)
		return;
	first = pdf_glyph_get(p, it->face, it->glyphs[0].gid, &font);
	if (it->n > 2)
		spread = it->glyphs[1].x / it->h * 1000 - first->width;
	buf_adds(b, "BT/F");
	put_int(b, (long)font);
	buf_addc(b, ' ');
	put_number(b, PT(it->h));
	buf_adds(b, " Tf ");
	put_number(b, PT(spread / 1000 * it->h));
	buf_adds(b, it->turned ? " Tc 0 1 -1 0 " : " Tc 1 0 0 1 ");
	put_number(b, PT(it->x));
	buf_addc(b, ' ');
	put_number(b, PT(MM_PAGE_H - it->y));
	buf_adds(b, " Tm\n");
	put_codes(p, b, it, spread);
	buf_adds(b, "ET\n");
}

static void
put_box(struct buf *b, const struct item *it)
{
	put_number(b, PT(it->x));
	buf_addc(b, ' ');
	put_number(b, PT(MM_PAGE_H - it->y - it->h));
	buf_addc(b, ' ');
	put_number(b, PT(it->w));
	buf_addc(b, ' ');
	put_number(b, PT(it->h));
	buf_adds(b, " re\n");
}

/* In modules, from the top left. */
static void
put_square(struct buf *b, const struct item *it)
{
	double side = PT(it->w / (double)it->side);
	struct bar bar = {0};

	buf_adds(b, "q ");
	put_number(b, side);
	buf_adds(b, " 0 0 ");
	put_number(b, -side);
	buf_addc(b, ' ');
	put_number(b, PT(it->x));
	buf_addc(b, ' ');
	put_number(b, PT(MM_PAGE_H - it->y));
	buf_adds(b, " cm\n");
	while (item_bar(it, &bar)) {
		put_int(b, (long)bar.from);
		buf_addc(b, ' ');
		put_int(b, (long)bar.row);
		buf_addc(b, ' ');
		put_int(b, (long)bar.n);
		buf_adds(b, " 1 re\n");
	}
	buf_adds(b, "f Q\n");
}

/* Multiplied onto the text below, as ink is. */
static void
put_image(const struct pdf *p, struct buf *b, const struct item *it)
{
	size_t i = 0;

	while (it->picture != NULL && i < p->images_n &&
	       !picture_same(p->images[i].picture, it->picture))
		i++;
	if (it->picture == NULL || i == p->images_n)
		return;
	buf_adds(b, "q/Ink gs ");
	put_number(b, PT(it->w));
	buf_adds(b, " 0 0 ");
	put_number(b, PT(it->h));
	buf_addc(b, ' ');
	put_number(b, PT(it->x));
	buf_addc(b, ' ');
	put_number(b, PT(MM_PAGE_H - it->y - it->h));
	buf_addf(b, " cm/I%zu Do Q\n", i);
}

static void
put_item(
    struct pdf *p, struct buf *b, const struct item *it, enum item_color *now)
{
	bool text = it->kind == ITEM_RUN && run_needs_text(p, it);

	put_color(b, it->color, now);
	if (text)
		put_actual_text(b, it);
	if (it->kind == ITEM_RUN)
		put_run(p, b, it);
	else if (it->kind == ITEM_IMAGE)
		put_image(p, b, it);
	else if (it->kind == ITEM_CODE)
		put_square(b, it);
	else
		put_box(b, it);
	if (text)
		buf_adds(b, "EMC\n");
}

/* Items of one element in a row share one mark. */
static void
page_content(struct pdf *p, size_t page, struct buf *b)
{
	const struct page *g = &p->l->pages[page];
	enum item_color now = COLOR_BLACK;
	size_t open = SIZE_MAX;

	for (size_t i = 0; i < g->n; i++) {
		const struct item *it = &g->items[i];

		if (it->kind == ITEM_IMAGE && it->picture == NULL)
			continue; /* a place kept for a stamp by hand */
		if (it->node != open) {
			if (open != SIZE_MAX)
				buf_adds(b, "EMC\n");
			open = it->node;
			if (open == 0)
				buf_adds(b, "/Artifact BMC\n");
			else
				buf_addf(b, "/%s<</MCID %u>>BDC\n",
				    pdf_mark_type(p->l->nodes[open].tag),
				    pdf_mark_add(p, page, open));
		}
		put_item(p, b, it, &now);
		if (it->kind == ITEM_RULE &&
		    (i + 1 == g->n || it[1].kind != ITEM_RULE ||
			it[1].node != it->node || it[1].color != it->color))
			buf_adds(b, "f\n"); /* all rules of a row at once */
	}
	if (open != SIZE_MAX)
		buf_adds(b, "EMC\n");
}

/* An image whose samples are deflated. */
static void
samples_write(struct pdf *p, unsigned id, const struct picture *g,
    const char *space, const struct buf *z)
{
	char dict[160];

	snprintf(dict, sizeof(dict),
	    "/Type/XObject/Subtype/Image/Width %u/Height %u/ColorSpace/%s"
	    "/BitsPerComponent 8",
	    g->w, g->h, space);
	pdf_begin(p, id);
	pdf_put_packed(p->out, dict, z);
	pdf_end(p);
}

static void
image_write(struct pdf *p, struct pdf_image *im)
{
	const struct picture *g = im->picture;
	struct picture_packed made = {0};
	const struct picture_packed *z = g->packed;
	char space[48] = "DeviceRGB";

	if (z == NULL) {
		p->failed |= !picture_pack(g, &made);
		z = &made;
	}
	if (z->alpha.len > 0) {
		unsigned mask = pdf_new(p);

		samples_write(p, mask, g, "DeviceGray", &z->alpha);
		snprintf(space, sizeof(space), "DeviceRGB/SMask %u 0 R", mask);
	}
	im->object = pdf_new(p);
	samples_write(p, im->object, g, space, &z->rgb);
	buf_addf(&p->said, "%08x %08x", pack_crc(z->rgb.data, z->rgb.len),
	    pack_crc(z->alpha.data, z->alpha.len));
	picture_packed_clear(&made);
}

static void
images_write(struct pdf *p)
{
	for (size_t i = 0; i < p->l->n; i++)
		for (size_t k = 0; k < p->l->pages[i].n; k++) {
			const struct picture *g =
			    p->l->pages[i].items[k].picture;
			size_t j = 0;

			while (g != NULL && j < p->images_n &&
			       !picture_same(p->images[j].picture, g))
				j++;
			if (g == NULL || j < p->images_n || j == PDF_IMAGES)
				continue;
			p->images[p->images_n].picture = g;
			image_write(p, &p->images[p->images_n++]);
		}
}

static void
page_write(struct pdf *p, size_t i, unsigned resources)
{
	struct buf b = {0};
	unsigned content = pdf_new(p);

	page_content(p, i, &b);
	if (b.len > 0)
		buf_add(&p->said, b.data, b.len);
	pdf_stream(p, content, "", b.len > 0 ? b.data : "", b.len, false);
	p->failed |= b.failed;
	buf_clear(&b);
	pdf_begin(p, p->page_objects[i]);
	buf_addf(p->out,
	    "<</Type/Page/Parent %u 0 R/MediaBox[0 0 595.2756 "
	    "841.8898]/Resources %u 0 R/Contents %u 0 R/StructParents %zu"
	    "/Tabs/S/Group<</S/Transparency/CS/DeviceRGB>>>>",
	    p->pages, resources, content, i);
	pdf_end(p);
}

static void
resources_write(struct pdf *p, unsigned id)
{
	pdf_begin(p, id);
	buf_adds(p->out, "<</Font<<");
	for (size_t i = 0; i < p->fonts_n; i++)
		buf_addf(p->out, "/F%zu %u 0 R", i, p->fonts[i].object);
	buf_adds(p->out, ">>/ExtGState<</Ink<</Type/ExtGState/BM/Multiply>>>>");
	if (p->images_n > 0) {
		buf_adds(p->out, "/XObject<<");
		for (size_t i = 0; i < p->images_n; i++)
			buf_addf(
			    p->out, "/I%zu %u 0 R", i, p->images[i].object);
		buf_adds(p->out, ">>");
	}
	buf_adds(p->out, ">>");
	pdf_end(p);
}

bool
pdf_pages(struct pdf *p)
{
	unsigned resources = pdf_new(p);

	p->page_objects = calloc(p->l->n + 1, sizeof(*p->page_objects));
	if (p->page_objects == NULL) {
		p->failed = true;
		return true; /* told at the end */
	}
	images_write(p);
	resources_write(p, resources);
	for (size_t i = 0; i < p->l->n; i++)
		p->page_objects[i] = pdf_new(p);
	for (size_t i = 0; i < p->l->n; i++)
		page_write(p, i, resources);
	pdf_begin(p, p->pages);
	buf_adds(p->out, "<</Type/Pages/Kids[");
	for (size_t i = 0; i < p->l->n; i++)
		buf_addf(p->out, "%u 0 R ", p->page_objects[i]);
	buf_addf(p->out, "]/Count %zu>>", p->l->n);
	pdf_end(p);
	return true;
}
