/* table.c: ruled tables, upright or turned; see set.h. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "letter/set.h"
#include "letter/table.h"
#include "xml/doc.h"

#define PAD 1.5  /* between rule and text */
#define LEAD 2.4 /* between lines of a cell */

static unsigned
cell_span(const xmlNode *cell)
{
	const char *span = node_attr(cell, "span");
	int n = span != NULL ? atoi(span) : 1;

	return n > 0 && n < TABLE_COLUMNS ? (unsigned)n : 1;
}

static unsigned
row_columns(const xmlNode *row)
{
	unsigned n = 0;

	for (const xmlNode *c = node_child(row, "cell"); c; c = node_next(c))
		n += cell_span(c);
	return n < TABLE_COLUMNS ? n : TABLE_COLUMNS;
}

/* widths="1 3 2": shares of the whole; columns without one are as the last. */
static void
grid_columns(struct grid *g, const xmlNode *table)
{
	const char *p = node_attr(table, "widths");
	double share = 1, sum = 0;
	char *end;

	for (const xmlNode *r = node_child(table, "row"); r; r = node_next(r))
		if (row_columns(r) > g->n)
			g->n = row_columns(r);
	for (unsigned i = 0; i < g->n; i++) {
		double v = p != NULL ? strtod(p, &end) : 0;

		if (v > 0) {
			share = v;
			p = end;
		}
		g->edge[i] = sum;
		sum += share;
	}
	g->edge[g->n] = sum;
	for (unsigned i = 0; i <= g->n; i++)
		g->edge[i] *= g->width / sum;
}

static double
edge_after(const struct grid *g, unsigned column, const xmlNode *cell)
{
	unsigned next = column + cell_span(cell);

	return node_next(cell) == NULL || next > g->n ? g->width
						      : g->edge[next];
}

static enum align
cell_align(const xmlNode *cell, bool head)
{
	const char *a = node_attr(cell, "align");

	if (a == NULL)
		return head ? ALIGN_CENTRE : ALIGN_LEFT;
	if (strcmp(a, "right") == 0)
		return ALIGN_RIGHT;
	return strcmp(a, "centre") == 0 ? ALIGN_CENTRE : ALIGN_LEFT;
}

static bool
is_head_cell(const xmlNode *cell)
{
	const char *head = node_attr(cell, "head");

	return head != NULL && strcmp(head, "yes") == 0;
}

/* Lines [*from, ...) of a cell into rows of the grid; it may go on in the next
 * slice of the row. */
static bool
cell_read(struct grid *g, const xmlNode *cell, struct table_cell *c)
{
	struct setter *s = g->s;
	bool head = is_head_cell(cell);

	set_tag(s, "cell", cell);
	c->align = cell_align(cell, head);
	if (!text_add_node(
		&s->src, &c->text, cell, head ? FONT_HEI : FONT_FANGSONG))
		return false;
	text_glue(&c->text);
	return true;
}

/* As many lines as fit a slice; from its top. */
static void
cell_lines(struct grid *g, struct row *row, struct table_cell *c)
{
	double size = g->s->k->size4, y = PAD, left, spare;
	struct measure m = {.em = size, .width = c->width - 2 * PAD};
	double *at = list_alloc(g->s->l, 2 * (c->text.n + 1) * sizeof(*at));

	c->first = row->n;
	while (at != NULL && c->at < c->text.n && y + size + PAD <= g->most) {
		struct line l = line_next(&c->text, c->at, &m);

		spare = fmax(0, m.width - l.natural);
		left = c->x + PAD;
		if (c->align != ALIGN_LEFT)
			left += c->align == ALIGN_RIGHT ? spare : spare / 2;
		line_place(&c->text, &l, &m, at, at + c->text.n);
		row_line(g->s, row, &c->text, &l, at, g->x + left, y, size,
		    COLOR_BLACK);
		c->at = l.next;
		y += size + LEAD;
	}
	c->last = row->n;
	c->h = y - LEAD + PAD;
	row->h = fmax(row->h, c->h);
}

/* The text of a row that stands on one page is in the middle of its height. */
static void
cells_centre(struct row *row, const struct table_cell *cells, size_t n)
{
	for (size_t i = 0; i < n; i++)
		for (size_t k = cells[i].first; k < cells[i].last; k++)
			row->items[k].y += (row->h - cells[i].h) / 2;
}

/* Rules of a row: left, behind each cell, below when the row ends here. */
static void
row_frame(struct grid *g, struct row *row, const struct table_cell *cells,
    size_t n, bool end)
{
	double h = row->h, thin = MM_RULE_THIN;

	if (end)
		row_rule(g->s, row, "table-rule", g->x, h - thin, g->width,
		    thin, COLOR_BLACK);
	row_rule(g->s, row, "table-rule", g->x, 0, thin, h, COLOR_BLACK);
	for (size_t i = 0; i < n; i++)
		row_rule(g->s, row, "table-rule",
		    g->x + cells[i].x + cells[i].width - thin, 0, thin, h,
		    COLOR_BLACK);
}

static bool
cells_done(const struct table_cell *cells, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (cells[i].at < cells[i].text.n)
			return false;
	return true;
}

/* A row of the table: one row of the flow, or several when it is taller than a
 * page. */
static bool
table_row(struct grid *g, const xmlNode *node)
{
	struct setter *s = g->s;
	struct table_cell *cells =
	    list_alloc(s->l, TABLE_COLUMNS * sizeof(*cells));
	unsigned column = 0;
	size_t n = 0, parent = s->node;
	bool end = cells == NULL, cut = false;

	s->node = list_node(s->l, "row", parent);
	for (const xmlNode *c = node_child(node, "cell");
	     c != NULL && n < TABLE_COLUMNS && cells != NULL;
	     c = node_next(c), n++) {
		cells[n].x = g->edge[column < g->n ? column : g->n];
		cells[n].width = edge_after(g, column, c) - cells[n].x;
		column += cell_span(c);
		if (!cell_read(g, c, &cells[n]))
			return false;
	}
	s->node = parent;
	while (!end) {
		struct row *row = grid_row(g);

		if (row == NULL)
			return set_busy(s);
		row->h = s->k->size4 + 2 * PAD;
		for (size_t i = 0; i < n; i++)
			cell_lines(g, row, &cells[i]);
		end = cells_done(cells, n);
		if (end && !cut)
			cells_centre(row, cells, n);
		cut = true;
		row_frame(g, row, cells, n, end);
	}
	return cells != NULL || set_busy(s);
}

static bool
is_head_row(const xmlNode *row)
{
	const xmlNode *c = node_child(row, "cell");

	while (c != NULL && is_head_cell(c))
		c = node_next(c);
	return c == NULL;
}

bool
table_rows(struct grid *g, const xmlNode *table)
{
	bool head = true;

	grid_columns(g, table);
	for (const xmlNode *r = node_child(table, "row"); r; r = node_next(r)) {
		size_t from = g->rows_n;

		head = head && is_head_row(r);
		if (!table_row(g, r))
			return false;
		if (head)
			g->heads += g->rows_n - from;
	}
	return true;
}

/* Upright: rows of the flow. */
static bool
table_upright(struct setter *s, const xmlNode *table, double gap)
{
	struct grid g = {.s = s,
	    .x = MM_LEFT,
	    .width = MM_WIDTH,
	    .most = MM_HEIGHT / 2,
	    .from = s->flow.n};
	double h = 0;

	if (!table_rows(&g, table))
		return false;
	for (size_t i = 0; i < g.heads; i++)
		h += s->flow.rows[g.from + i].h;
	if (h > MM_HEIGHT / 3 || g.heads == g.rows_n)
		g.heads = 0; /* a head that leaves no room stands once */
	for (size_t i = 0; i < g.rows_n; i++) {
		struct row *r = &s->flow.rows[g.from + i];

		r->head = i < g.heads;
		r->head_at = g.from;
		r->heads = g.heads;
		r->keep = i > 0 && i <= g.heads; /* a head is not alone */
	}
	if (g.rows_n == 0)
		return true;
	s->flow.rows[g.from].gap = gap;
	s->flow.rows[g.from].edge = gap > 0;
	row_rule(s, &s->flow.rows[g.from], "table-rule", MM_LEFT, 0, MM_WIDTH,
	    MM_RULE_THIN, COLOR_BLACK);
	return true;
}

bool
table_set(struct setter *s, const xmlNode *table, double gap)
{
	const char *turned = node_attr(table, "turned");
	size_t parent = s->node;
	bool ok;

	s->node = list_node(s->l, "table", parent);
	ok = turned != NULL && strcmp(turned, "yes") == 0
		 ? table_turned(s, table)
		 : table_upright(s, table, gap);
	s->node = parent;
	return ok;
}
