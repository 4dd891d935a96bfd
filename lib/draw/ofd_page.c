/* ofd_page.c: pages and the objects on them; see ofd.h. Places are those of
 * the list: millimetres from the top left, as in OFD. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "draw/ofd.h"
#include "draw/png.h"
#include "draw/put.h"

#define MARGIN 0.1 /* em about a run, so that no reader cuts its ink */
#define NEAR 0.001 /* mm that a glyph may stand off, so that steps repeat */

static void
ref_add(struct ofd *o, size_t page, size_t node, unsigned id)
{
	size_t cap = o->refs_cap > 0 ? o->refs_cap * 2 : 64;
	struct ofd_ref *more;

	if (node == 0)
		return;
	if (o->refs_n == o->refs_cap) {
		if ((more = realloc(o->refs, cap * sizeof(*more))) == NULL) {
			o->failed = true;
			return;
		}
		o->refs = more;
		o->refs_cap = cap;
	}
	o->refs[o->refs_n++] = (struct ofd_ref){page, node, id};
}

static void
put_numbers(struct buf *b, const char *name, const double *v, int n)
{
	buf_addf(b, " %s=\"", name);
	for (int i = 0; i < n; i++) {
		if (i > 0)
			buf_addc(b, ' ');
		put_number(b, v[i]);
	}
	buf_addc(b, '"');
}

/* Y80 M80 of 9704 6 as sRGB */
static void
put_color(struct buf *b, enum item_color color)
{
	buf_addf(b, "<ofd:FillColor Value=\"%s\"/>",
	    color == COLOR_RED ? "255 51 51" : "0 0 0");
}

static double
in_steps(double mm)
{
	return round(mm * 1e4) / 1e4;
}

/* Steps from glyph to glyph, "g COUNT STEP" where one repeats. */
static void
put_steps(struct buf *b, const struct item *it)
{
	double at = it->glyphs[0].x;

	if (it->n < 2)
		return;
	buf_adds(b, " DeltaX=\"");
	for (size_t i = 1, k; i < it->n; i = k) {
		double step = in_steps(it->glyphs[i].x - it->glyphs[i - 1].x);

		if (fabs(at + step - it->glyphs[i].x) >= NEAR)
			step = in_steps(it->glyphs[i].x - at);
		for (k = i;
		     k < it->n && fabs(at + step - it->glyphs[k].x) < NEAR; k++)
			at += step;
		if (i > 1)
			buf_addc(b, ' ');
		if (k - i > 2)
			buf_addf(b, "g %zu ", k - i);
		put_number(b, step);
		if (k - i == 2) {
			buf_addc(b, ' ');
			put_number(b, step);
		}
	}
	buf_addc(b, '"');
}

static void
put_run(struct ofd *o, struct buf *b, const struct item *it, unsigned id)
{
	const struct glyph *last = &it->glyphs[it->n - 1];
	double m = MARGIN * it->h,
	       box[4] = {it->x - m, item_top(it) - m,
		   last->x + fmax(last->w, it->h) + 2 * m, it->h + 2 * m};
	double at[2] = {m + it->glyphs[0].x, it->y - box[1]};
	double turn[6] = {0, -1, 1, 0, 0, box[2]};

	if (it->turned) {
		box[0] = it->x - at[1];
		box[1] = it->y + m - box[2];
		box[2] = box[3];
		box[3] = turn[5];
	}
	buf_addf(b, "<ofd:TextObject ID=\"%u\"", id);
	put_numbers(b, "Boundary", box, 4);
	if (it->turned)
		put_numbers(b, "CTM", turn, 6);
	buf_addf(b, " Font=\"%u\"", o->fonts[uses_face(&o->uses, it->face)]);
	put_numbers(b, "Size", &it->h, 1);
	buf_addc(b, '>');
	put_color(b, it->color);
	buf_adds(b, "<ofd:TextCode");
	put_numbers(b, "X", at, 1);
	put_numbers(b, "Y", at + 1, 1);
	put_steps(b, it);
	buf_addc(b, '>');
	for (size_t i = 0; i < it->n; i++)
		put_char(b, it->glyphs[i].ch);
	buf_adds(b, "</ofd:TextCode></ofd:TextObject>\n");
}

static void
put_box(struct buf *b, const double at[2], double left, double w, bool first)
{
	double x[4] = {left, left + w, left + w, left};
	double y[4] = {at[0], at[0], at[1], at[1]};

	for (int c = 0; c < 4; c++) {
		buf_adds(b, c > 0 ? " L " : first ? "M " : " M ");
		put_number(b, x[c]);
		buf_addc(b, ' ');
		put_number(b, y[c]);
	}
	buf_adds(b, " C");
}

/* A rule, or a code drawn in modules: one path. */
static void
put_path(struct buf *b, const struct item *it, unsigned id)
{
	bool code = it->kind == ITEM_CODE;
	double box[4] = {it->x, it->y, it->w, it->h};
	double rule[2] = {0, it->h}, ctm[6] = {0};
	struct bar bar = {0};

	buf_addf(b, "<ofd:PathObject ID=\"%u\"", id);
	put_numbers(b, "Boundary", box, 4);
	if (code) {
		ctm[0] = ctm[3] = it->w / (double)it->side;
		put_numbers(b, "CTM", ctm, 6);
	}
	buf_adds(b, " Stroke=\"false\" Fill=\"true\">");
	put_color(b, it->color);
	buf_adds(b, "<ofd:AbbreviatedData>");
	if (!code)
		put_box(b, rule, 0, it->w, true);
	for (bool first = true; code && item_bar(it, &bar); first = false) {
		double row[2] = {(double)bar.row, (double)bar.row + 1};

		put_box(b, row, (double)bar.from, (double)bar.n, first);
	}
	buf_adds(b, "</ofd:AbbreviatedData></ofd:PathObject>\n");
}

static void
put_image(struct ofd *o, struct buf *b, const struct item *it, unsigned id)
{
	double box[4] = {it->x, it->y, it->w, it->h};
	double ctm[6] = {it->w, 0, 0, it->h, 0, 0};
	size_t i = 0;

	while (i < o->images_n && !picture_same(o->images[i], it->picture))
		i++;
	if (i == o->images_n)
		return;
	buf_addf(b, "<ofd:ImageObject ID=\"%u\"", id);
	put_numbers(b, "Boundary", box, 4);
	put_numbers(b, "CTM", ctm, 6);
	buf_addf(b, " ResourceID=\"%u\"/>\n", o->image_ids[i]);
}

/* Seals first: what is black stays black above them, as ink does; OFD has no
 * way to multiply colours. */
static void
page_images(struct ofd *o, struct buf *b, size_t page)
{
	const struct page *g = &o->l->pages[page];

	for (size_t i = 0; i < g->n; i++) {
		const struct item *it = &g->items[i];
		unsigned id;

		if (it->kind != ITEM_IMAGE || it->picture == NULL)
			continue;
		id = ofd_id(o);
		ref_add(o, page, it->node, id);
		put_image(o, b, it, id);
	}
}

static void
page_items(struct ofd *o, struct buf *b, size_t page)
{
	const struct page *g = &o->l->pages[page];

	for (size_t i = 0; i < g->n; i++) {
		const struct item *it = &g->items[i];
		unsigned id;

		if (it->kind == ITEM_IMAGE || (it->kind == ITEM_RUN && !it->n))
			continue;
		id = ofd_id(o);
		ref_add(o, page, it->node, id);
		if (it->kind == ITEM_RUN)
			put_run(o, b, it, id);
		else
			put_path(b, it, id);
	}
}

void
ofd_pages(struct ofd *o)
{
	for (size_t i = 0; i < o->l->n; i++) {
		struct buf *b =
		    ofd_part(o, "Doc_0/Pages/Page_%zu/Content.xml", i);

		o->pages[i] = ofd_id(o);
		buf_addf(b,
		    OFD_XML "<ofd:Page xmlns:ofd=\"" OFD_NS "\"><ofd:Content>"
			    "<ofd:Layer ID=\"%u\" Type=\"Body\">\n",
		    ofd_id(o));
		page_images(o, b, i);
		page_items(o, b, i);
		buf_adds(b, "</ofd:Layer></ofd:Content></ofd:Page>\n");
	}
}
