/* galley.c: texts into rows; see set.h. */
#include <string.h>

#include "letter/set.h"

struct row *
row_new(struct setter *s, enum row_kind kind, double gap, double h)
{
	struct galley *g = &s->flow;
	struct row *rows;
	size_t cap = g->cap > 0 ? g->cap * 2 : 64;

	if (g->n == g->cap) {
		if ((rows = list_alloc(s->l, cap * sizeof(*rows))) == NULL)
			return NULL;
		if (g->n > 0)
			memcpy(rows, g->rows, g->n * sizeof(*rows));
		g->rows = rows;
		g->cap = cap;
	}
	g->rows[g->n] = (struct row){.kind = kind, .gap = gap, .h = h};
	return &g->rows[g->n++];
}

void
row_item(struct setter *s, struct row *row, const struct item *it)
{
	size_t cap = row->cap > 0 ? row->cap * 2 : 4;
	struct item *items;

	if (row->n == row->cap) {
		if ((items = list_alloc(s->l, cap * sizeof(*items))) == NULL)
			return;
		if (row->n > 0)
			memcpy(items, row->items, row->n * sizeof(*items));
		row->items = items;
		row->cap = cap;
	}
	row->items[row->n++] = *it;
}

void
row_rule(struct setter *s, struct row *row, const char *tag, double x, double y,
    double w, double h, enum item_color color)
{
	struct item it = {.kind = ITEM_RULE,
	    .tag = tag,
	    .x = x,
	    .y = y,
	    .w = w,
	    .h = h,
	    .color = color};

	row_item(s, row, &it);
}

static bool
same_run(const struct cell *a, const struct cell *b)
{
	return a->face == b->face && a->shift == b->shift &&
	       a->role == b->role && a->node == b->node;
}

/* Quotation marks that the face sets narrow stand in a full place: the opening
 * ones to its right; the middle dot stands in the middle of half a place. */
static double
glyph_inset(const struct cell *c, double w, double size)
{
	double own = face_advance(c->face, c->gid) * size;

	if (c->ch == 0xb7)
		return (w - own) / 2;
	if (c->ch == 0x2014 || own > 0.9 * w || c->advance < 1)
		return 0;
	return c->kind == CELL_OPEN ? w - own : 0;
}

static void
row_run(struct setter *s, struct row *row, const struct cell *c, size_t n,
    const double *x, const double *w, struct item it)
{
	if ((it.glyphs = list_alloc(s->l, n * sizeof(*it.glyphs))) == NULL)
		return;
	it.n = n;
	for (size_t i = 0; i < n; i++) {
		it.glyphs[i].gid = c[i].gid;
		it.glyphs[i].ch = c[i].ch;
		it.glyphs[i].x = x[i] - x[0] + glyph_inset(&c[i], w[i], it.h);
		it.glyphs[i].w = w[i];
	}
	it.x += x[0];
	it.w = x[n - 1] + w[n - 1] - x[0];
	if (c->shift != 0) {
		it.y -= it.h * (c->shift > 0 ? 0.35 : -0.15);
		it.h *= 0.6;
	}
	row_item(s, row, &it);
}

void
row_cells(struct setter *s, struct row *row, const struct text *t, size_t from,
    size_t to, const double *x, const double *w, double left, double top,
    double size, enum item_color color)
{
	size_t i, start;

	for (start = from; start < to; start = i) {
		const struct cell *c = &t->cells[start];
		struct item it = {.kind = ITEM_RUN,
		    .tag = c->tag,
		    .node = c->node,
		    .color = color,
		    .x = left,
		    .y = top + EM_ASCENT * size,
		    .h = size,
		    .face = c->face,
		    .role = c->role};

		if (c->kind == CELL_BREAK) {
			i = start + 1;
			continue;
		}
		for (i = start + 1; i < to; i++)
			if (t->cells[i].kind == CELL_BREAK ||
			    !same_run(c, &t->cells[i]))
				break;
		row_run(s, row, c, i - start, x + (start - from),
		    w + (start - from), it);
	}
}

double
row_text(struct setter *s, struct row *row, const struct text *t, double x,
    double top, double size, double em, enum align a, enum item_color color)
{
	struct measure m = {.em = em, .width = 1e6};
	struct line l;
	double *at;

	if (t->n == 0 ||
	    (at = list_alloc(s->l, 2 * t->n * sizeof(*at))) == NULL)
		return 0;
	l = line_next(t, 0, &m);
	line_place(t, &l, &m, at, at + t->n);
	if (a == ALIGN_CENTRE)
		x -= l.natural / 2;
	else if (a == ALIGN_RIGHT)
		x -= l.natural;
	row_cells(s, row, t, l.from, l.to, at, at + t->n, x, top, size, color);
	return l.natural;
}

static double
para_left(const struct para *p, const struct line *l)
{
	double spare = p->m.width - l->indent - l->natural;

	if (p->align == ALIGN_CENTRE)
		return p->x + spare / 2;
	return p->align == ALIGN_RIGHT ? p->x + spare : p->x;
}

bool
flow_para(struct setter *s, struct text *t, const struct para *p)
{
	double *x = list_alloc(s->l, 2 * (t->n + 1) * sizeof(*x)), *w;
	double lead = p->lead > 0 ? p->lead : GAP_LEAD;

	if (x == NULL)
		return set_busy(s);
	w = x + t->n;
	text_glue(t);
	for (size_t at = 0; at < t->n;) {
		struct line l = line_next(t, at, &p->m);
		struct row *row =
		    row_new(s, p->kind, at == 0 ? p->gap : lead, p->size);

		if (row == NULL)
			return set_busy(s);
		row->keep = p->keep || (p->follow && at == 0);
		line_place(t, &l, &p->m, x, w);
		row_cells(s, row, t, l.from, l.to, x, w, para_left(p, &l), 0,
		    p->size, p->color);
		at = l.next;
	}
	return true;
}
