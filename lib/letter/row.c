/* row.c: rows of the flow and what is drawn in them; see set.h. */
#include <math.h>
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
		it.glyphs[i].x = x[i] - x[0] + c[i].inset * it.h;
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
row_line(struct setter *s, struct row *row, const struct text *t,
    const struct line *l, const double *x, double left, double top, double size,
    enum item_color color)
{
	const struct cell *c = t->cells + l->from;
	const double *w = x + t->n;
	size_t n = l->to - l->from, i, k;

	for (i = 0; i < n; i = k) {
		struct item it = {.kind = ITEM_RUN,
		    .tag = c[i].tag,
		    .node = c[i].node,
		    .color = color,
		    .x = left,
		    .y = top + EM_ASCENT * size,
		    .h = size,
		    .face = c[i].face,
		    .role = c[i].role};

		for (k = i + 1; k < n && same_run(&c[i], &c[k]); k++)
			;
		row_run(s, row, c + i, k - i, x + i, w + i, it);
	}
}

const double *
row_ink(struct row *row)
{
	double top, bottom;

	if (row->inked)
		return row->ink;
	row->inked = true;
	row->ink[0] = row->n > 0 ? 1e9 : 0;
	row->ink[1] = row->n > 0 ? -1e9 : row->h;
	for (size_t i = 0; i < row->n; i++) {
		if (!item_ink(&row->items[i], &top, &bottom))
			continue;
		row->ink[0] = fmin(row->ink[0], top);
		row->ink[1] = fmax(row->ink[1], bottom);
	}
	if (row->ink[0] > row->ink[1]) {
		row->ink[0] = 0;
		row->ink[1] = row->h;
	}
	return row->ink;
}

void
row_join(struct setter *s, struct row *row, struct row *from, double y)
{
	for (size_t i = 0; i < from->n; i++) {
		from->items[i].y += y;
		row_item(s, row, &from->items[i]);
	}
}
