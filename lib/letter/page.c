/* page.c: the flow into pages, then page numbers and rules; see set.h. */
#include <math.h>
#include <stdio.h>

#include "letter/set.h"

/* How one page departs from the standard line distance (9704 7.3.5.5). */
struct pace {
	size_t page; /* index in the plan; SIZE_MAX: none */
	double lead;
	size_t rows; /* at most; 0: as many as fit */
};

struct place {
	size_t page;
	double y;
};

struct plan {
	struct place *places; /* a place for each row of the flow */
	size_t pages;
};

struct pour {
	const struct setter *s;
	const struct pace *pace;
	size_t page, rows; /* current page, rows on it */
	double y;          /* bottom of the last row */
};

static double
page_top(const struct pour *p)
{
	return p->page == 0 ? p->s->start : MM_TOP;
}

static double
page_gap(const struct pour *p, const struct row *r)
{
	if (p->rows == 0)
		return 0;
	if (r->gap != GAP_LEAD)
		return r->gap;
	return p->page == p->pace->page ? p->pace->lead : MM_LEAD;
}

/* Rows from i on that must stand together. */
static size_t
group_end(const struct galley *g, size_t i)
{
	for (i++; i < g->n && g->rows[i].keep; i++)
		;
	return i;
}

/* Whether rows [i, end) fit below; *gap gets the first row's distance. */
static bool
group_fits(const struct pour *p, size_t i, size_t end, double *gap)
{
	const struct row *rows = p->s->flow.rows;
	double y = p->y, room = MM_BOTTOM + MM_NEAR, need = 0, spare;

	*gap = page_gap(p, &rows[i]);
	if (p->rows == 0)
		y = page_top(p);
	for (size_t k = i; k < end; k++) {
		struct pour later = *p;

		later.rows = k == i ? p->rows : 1;
		y += page_gap(&later, &rows[k]) + rows[k].h;
		need = fmax(need, y + rows[k].foot);
	}
	if (need <= room || p->rows == 0)
		return true;
	spare = rows[i].least > 0 ? *gap - rows[i].least : 0;
	if (need - spare > room)
		return false;
	*gap -= need - room;
	return true;
}

static void
pour_page(struct pour *p)
{
	p->page++;
	p->rows = 0;
	p->y = MM_TOP;
}

static void
plan_make(struct setter *s, const struct pace *pace, struct plan *plan)
{
	struct pour p = {.s = s, .pace = pace, .y = s->start};
	const struct galley *g = &s->flow;
	double gap;

	for (size_t i = 0, end; i < g->n; i = end) {
		end = group_end(g, i);
		if (g->rows[i].page && p.rows + p.page > 0)
			pour_page(&p);
		if (pace->rows > 0 && p.page == pace->page &&
		    p.rows >= pace->rows)
			pour_page(&p);
		if (!group_fits(&p, i, end, &gap)) {
			pour_page(&p);
			gap = 0;
		}
		for (size_t k = i; k < end; k++) {
			if (k > i)
				gap = page_gap(&p, &g->rows[k]);
			if (p.rows == 0)
				p.y = page_top(&p);
			if (p.rows == 0 && g->rows[k].least > 0)
				gap = g->rows[k].least;
			p.y += gap;
			plan->places[k] = (struct place){p.page, p.y};
			p.y += g->rows[k].h;
			p.rows++;
		}
	}
	plan->pages = p.page + 1;
}

/* Index of the first row of a kind; g->n: none. */
static size_t
first_row(const struct galley *g, enum row_kind kind)
{
	size_t i = 0;

	while (i < g->n && g->rows[i].kind != kind)
		i++;
	return i;
}

/* The signature stands on a page with text: never 此页无正文. */
static bool
sign_alone(const struct setter *s, const struct plan *plan)
{
	size_t sign = first_row(&s->flow, ROW_SIGN);

	if (sign == s->flow.n)
		return false;
	for (size_t i = 0; i < sign; i++)
		if (s->flow.rows[i].kind == ROW_BODY &&
		    plan->places[i].page == plan->places[sign].page)
			return false;
	return true;
}

/* The distance that spreads `fewer` rows over the room of `rows`. */
static double
lead_spread(size_t rows, size_t fewer)
{
	double lead = MM_LEAD;

	if (fewer > 1)
		lead += (double)(rows - fewer) * MM_PITCH / (double)(fewer - 1);
	return lead > MM_LEAD_MOST ? MM_LEAD : lead;
}

/* 9704 7.3.5.5: the lines of the page before come closer, so that all fits;
 * or they part, so that two lines or more go over to the signature. */
static void
sign_mend(struct setter *s, struct plan *plan)
{
	size_t sign = first_row(&s->flow, ROW_SIGN), rows = 0, i;
	struct pace pace = {.page = plan->places[sign].page - 1};

	for (i = 0; i < sign; i++)
		rows += plan->places[i].page == pace.page;
	for (pace.lead = MM_LEAD; pace.lead > MM_LEAD_LEAST;
	     pace.lead -= 0.05) {
		plan_make(s, &pace, plan);
		if (!sign_alone(s, plan))
			return;
	}
	for (i = 2; i < 10 && i + 1 < rows; i++) {
		pace.rows = rows - i;
		pace.lead = lead_spread(rows, pace.rows);
		plan_make(s, &pace, plan);
		if (!sign_alone(s, plan))
			return;
	}
}

static void
plan_emit(struct setter *s, const struct plan *plan)
{
	struct layout *l = s->l;
	struct page *p = NULL;
	size_t have = 0;

	for (; have < plan->pages && !l->failed; have++)
		if ((p = list_page(l)) != NULL)
			p->numbered = have > 0 || l->form != FORM_LETTER;
	if (l->failed)
		return;
	p = &l->pages[s->first_page];
	for (size_t i = 0; i < s->head.n; i++)
		list_item(l, p, &s->head.items[i]);
	for (size_t i = 0; i < s->flow.n; i++) {
		const struct row *r = &s->flow.rows[i];

		p = &l->pages[s->first_page + plan->places[i].page];
		for (size_t k = 0; k < r->n; k++) {
			struct item it = r->items[k];

			it.y += plan->places[i].y;
			list_item(l, p, &it);
		}
	}
}

bool
pages_fill(struct setter *s)
{
	static const struct pace none = {.page = SIZE_MAX};
	struct plan plan = {0};
	size_t body = first_row(&s->flow, ROW_BODY);

	plan.places = list_alloc(s->l, (s->flow.n + 1) * sizeof(*plan.places));
	if (plan.places == NULL)
		return set_busy(s);
	plan_make(s, &none, &plan);
	if (body < s->flow.n && plan.places[body].page > 0 && !s->to_moved &&
	    first_row(&s->flow, ROW_TO) < s->flow.n) {
		s->to_moved = s->l->to_moved = true; /* set again */
		return true;
	}
	if (sign_alone(s, &plan) &&
	    plan.places[first_row(&s->flow, ROW_SIGN)].page > 0)
		sign_mend(s, &plan);
	plan_emit(s, &plan);
	return !s->l->failed || set_busy(s);
}

/* — 1 —: dash 7 mm below the type area, a character free outside: 7.5. */
static bool
page_number(struct setter *s, struct page *p)
{
	bool odd = p->number % 2 == 1;
	struct row row = {0};
	struct text t = {0};
	char text[32];
	double top;

	snprintf(text, sizeof(text), "— %u —", p->number);
	s->src.tag = "page-number";
	s->src.node = 0;
	if (!text_add(&s->src, &t, text, FONT_SONG))
		return false;
	top = MM_BOTTOM + MM_NUMBER_BELOW -
	      (EM_ASCENT - face_ink_top(t.cells[0].face, t.cells[0].gid)) *
		  MM_SIZE_4;
	row_text(s, &row, &t, odd ? MM_RIGHT - MM_CELL : MM_LEFT + MM_CELL, top,
	    MM_SIZE_4, MM_SIZE_4, odd ? ALIGN_RIGHT : ALIGN_LEFT, COLOR_BLACK);
	for (size_t i = 0; i < row.n; i++)
		list_item(s->l, p, &row.items[i]);
	return true;
}

/* 信函's second double rule, thin over thick, 20 above the paper's foot. */
static void
foot_rule(struct setter *s, struct page *p)
{
	double y = MM_PAGE_H - MM_DOUBLE_FOOT - MM_DOUBLE_THICK;
	struct item it = {.kind = ITEM_RULE,
	    .tag = "double-rule",
	    .x = MM_DOUBLE_LEFT,
	    .w = MM_DOUBLE_WIDTH,
	    .y = y,
	    .h = MM_DOUBLE_THICK,
	    .color = COLOR_RED};

	list_item(s->l, p, &it);
	it.y = y - MM_DOUBLE_GAP - MM_DOUBLE_THIN;
	it.h = MM_DOUBLE_THIN;
	list_item(s->l, p, &it);
}

bool
pages_furnish(struct setter *s)
{
	struct layout *l = s->l;

	if (l->form == FORM_LETTER && l->n > s->first_page)
		foot_rule(s, &l->pages[s->first_page]);
	for (size_t i = 0; i < l->n && s->nested == 0; i++)
		if (l->pages[i].numbered && !page_number(s, &l->pages[i]))
			return false;
	return !l->failed || set_busy(s);
}
