/* table.c: simple tables: equal columns, ruled cells; see set.h. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "letter/set.h"
#include "xml/doc.h"

#define PAD 1.5  /* between rule and text */
#define LEAD 2.4 /* between lines of a cell */
#define SIZE MM_SIZE_4

struct grid {
	struct setter *s;
	double column; /* width */
	struct row *row;
	double height; /* of the row so far */
};

static unsigned
cell_span(const xmlNode *cell)
{
	const char *span = node_attr(cell, "span");
	int n = span != NULL ? atoi(span) : 1;

	return n > 0 && n < 40 ? (unsigned)n : 1;
}

static unsigned
row_columns(const xmlNode *row)
{
	unsigned n = 0;

	for (const xmlNode *c = node_child(row, "cell"); c; c = node_next(c))
		n += cell_span(c);
	return n;
}

/* The cell's lines from the row's top; rules come when the height is known. */
static bool
cell_text(struct grid *g, const xmlNode *cell, double x, double width)
{
	struct setter *s = g->s;
	const char *head = node_attr(cell, "head");
	bool bold = head != NULL && strcmp(head, "yes") == 0;
	struct measure m = {.em = SIZE, .width = width - 2 * PAD};
	struct text t = {0};
	double *at, y = PAD;

	set_tag(s, "cell");
	if (!text_add_node(&s->src, &t, cell, bold ? FONT_HEI : FONT_FANGSONG))
		return false;
	text_glue(&t);
	at = list_alloc(s->l, 2 * (t.n + 1) * sizeof(*at));
	for (size_t i = 0; at != NULL && i < t.n; y += SIZE + LEAD) {
		struct line l = line_next(&t, i, &m);
		double left = x + PAD;

		if (bold)
			left = x + (width - l.natural) / 2;
		line_place(&t, &l, &m, at, at + t.n);
		row_cells(s, g->row, &t, l.from, l.to, at, at + t.n, left, y,
		    SIZE, COLOR_BLACK);
		i = l.next;
	}
	g->height = fmax(g->height, y - LEAD + PAD);
	return true;
}

static void
row_frame(struct grid *g, const xmlNode *row, bool first)
{
	double x = MM_LEFT, h = g->height, thin = MM_RULE_THIN;

	if (first)
		row_rule(g->s, g->row, "table-rule", x, 0, MM_WIDTH, thin,
		    COLOR_BLACK);
	row_rule(g->s, g->row, "table-rule", x, h - thin, MM_WIDTH, thin,
	    COLOR_BLACK);
	row_rule(g->s, g->row, "table-rule", x, 0, thin, h, COLOR_BLACK);
	for (const xmlNode *c = node_child(row, "cell"); c; c = node_next(c)) {
		x += cell_span(c) * g->column;
		if (node_next(c) == NULL)
			x = MM_RIGHT;
		row_rule(g->s, g->row, "table-rule", x - thin, 0, thin, h,
		    COLOR_BLACK);
	}
}

static bool
table_row(struct grid *g, const xmlNode *row, bool first)
{
	struct setter *s = g->s;
	size_t parent = s->node;
	double x = MM_LEFT, w;

	g->height = SIZE + 2 * PAD;
	g->row = row_new(s, ROW_BODY, first ? GAP_LEAD : 0, 0);
	if (g->row == NULL)
		return set_busy(s);
	s->node = list_node(s->l, "row", parent);
	for (const xmlNode *c = node_child(row, "cell"); c; c = node_next(c)) {
		w = cell_span(c) * g->column;
		if (!cell_text(g, c, x, w))
			return false;
		x += w;
	}
	s->node = parent;
	row_frame(g, row, first);
	g->row->h = g->height;
	return true;
}

bool
table_set(struct setter *s, const xmlNode *table)
{
	struct grid g = {.s = s};
	size_t parent = s->node;
	unsigned columns = 1;
	bool first = true;

	for (const xmlNode *r = node_child(table, "row"); r; r = node_next(r))
		if (row_columns(r) > columns)
			columns = row_columns(r);
	g.column = MM_WIDTH / columns;
	s->node = list_node(s->l, "table", parent);
	for (const xmlNode *r = node_child(table, "row"); r; r = node_next(r)) {
		if (!table_row(&g, r, first))
			return false;
		first = false;
	}
	s->node = parent;
	return true;
}
