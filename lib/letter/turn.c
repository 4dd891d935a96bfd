/* turn.c: tables set across (横排): GB/T 9704-2012 chapter 8. The head stands at
 * the binding edge of an odd page and at the cut edge of an even one: that is
 * the left edge of both. The page number keeps its place. */
#include "letter/table.h"

struct row *
grid_row(struct grid *g)
{
	struct row *row =
	    row_new(g->s, ROW_BODY, g->rows_n == 0 ? GAP_LEAD : 0, 0);

	if (row == NULL)
		return NULL;
	row->ruled = true;
	g->rows_n++;
	return row;
}

/* (x, y) of the table, from its top left: y goes to the right from the left
 * edge of the type area, x up from its foot. */
static struct item
item_turn(const struct item *it, double down)
{
	struct item out = *it;

	out.x = MM_LEFT + it->y + down;
	out.y = MM_BOTTOM - it->x;
	if (it->kind == ITEM_RUN) {
		out.turned = true;
		return out;
	}
	out.y -= it->w;
	out.w = it->h;
	out.h = it->w;
	return out;
}

static void
rows_turn(struct setter *s, struct row *page, const struct row *row,
    double down, bool again)
{
	for (size_t i = 0; i < row->n; i++) {
		struct item it = item_turn(&row->items[i], down);

		it.y -= MM_TOP;
		if (again)
			it.node = 0;
		row_item(s, page, &it);
	}
}

static void
rule_turn(struct setter *s, struct row *page, double down)
{
	row_rule(s, page, "table-rule", MM_LEFT + down, 0, MM_RULE_THIN,
	    MM_HEIGHT, COLOR_BLACK);
}

/* 附件n and the title of an annex that is one table stand above it; gives the
 * room that they take. */
static double
front_turn(struct setter *s, struct row *page, const struct galley *front)
{
	double down = 0, shift;
	struct row moved;

	for (size_t k = 0; k < front->n; k++) {
		const struct row *r = &front->rows[k];

		moved = (struct row){0};
		shift =
		    r->kind == ROW_TITLE ? MM_HEIGHT / 2 - MM_MIDDLE : -MM_LEFT;
		for (size_t i = 0; i < r->n; i++) {
			struct item it = r->items[i];

			it.x += shift;
			row_item(s, &moved, &it);
		}
		down += k > 0 ? r->gap : 0;
		rows_turn(s, page, &moved, down, false);
		down += r->h;
	}
	return front->n > 0 ? down + MM_LINE : 0;
}

/* Rows from *i on that fit one page, behind the front or the head; one row of
 * the flow. */
static bool
page_turn(struct setter *s, const struct galley *front, const struct grid *g,
    const struct row *rows, size_t *i)
{
	struct row *page = row_new(s, ROW_BODY, GAP_LEAD, MM_HEIGHT);
	size_t from = *i;
	double down, top;

	if (page == NULL)
		return set_busy(s);
	page->page = true;
	down = top = from == 0 ? front_turn(s, page, front) : 0;
	for (size_t k = 0; from > 0 && k < g->heads; down += rows[k++].h)
		rows_turn(s, page, &rows[k], down, true);
	for (; *i < g->rows_n && (*i == from || down + rows[*i].h <= MM_WIDTH);
	     ++*i) {
		rows_turn(s, page, &rows[*i], down, false);
		down += rows[*i].h;
	}
	rule_turn(s, page, top);
	rule_turn(s, page, down - MM_RULE_THIN);
	return !s->l->failed || set_busy(s);
}

static bool
is_front(const struct galley *g)
{
	for (size_t i = 0; i < g->n; i++)
		if (g->rows[i].kind != ROW_ANNEX &&
		    g->rows[i].kind != ROW_TITLE)
			return false;
	return g->n > 0 && g->rows[0].kind == ROW_ANNEX;
}

bool
table_turned(struct setter *s, const xmlNode *table)
{
	struct galley flow = s->flow, front = {0};
	struct grid g = {.s = s, .width = MM_HEIGHT, .most = MM_WIDTH / 2};
	const struct row *rows;
	double h = 0;

	if (is_front(&flow)) {
		front = flow;
		flow = (struct galley){0};
	}
	s->flow = (struct galley){0};
	if (!table_rows(&g, table))
		return false;
	rows = s->flow.rows;
	s->flow = flow;
	for (size_t k = 0; k < g.heads; k++)
		h += rows[k].h;
	if (h > MM_WIDTH / 3 || g.heads == g.rows_n)
		g.heads = 0;
	for (size_t i = 0; i < g.rows_n;)
		if (!page_turn(s, &front, &g, rows, &i))
			return false;
	return true;
}
