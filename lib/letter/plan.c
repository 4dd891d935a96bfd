/* plan.c: which page and place each row of the flow gets; see set.h. */
#include <math.h>

#include "letter/set.h"

/* How one page departs from the standard line distance (9704 7.3.5.5). */
struct pace {
	size_t page; /* index in the plan; SIZE_MAX: none */
	double lead;
	size_t rows; /* at most; 0: as many as fit */
};

static const struct pace unpaced = {.page = SIZE_MAX};

struct place {
	size_t page;
	double y;
	bool first;    /* of its page */
	double repeat; /* height of head rows repeated above it */
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
lead_of(const struct setter *s)
{
	return s->k->pitch - s->k->size3;
}

/* Where the first row of a page stands; below a head its ink begins there. */
static double
first_y(const struct pour *p, struct row *r)
{
	double y = MM_TOP + p->s->k->top;

	if (p->page == 0 && p->s->start > 0)
		return p->s->start - row_ink(r)[0];
	return r->least > 0 ? y + r->least - row_ink(r)[0] : y;
}

/* From box to box, from the row above. */
static double
gap_box(const struct pour *p, size_t i, bool first)
{
	struct row *r = &p->s->flow.rows[i];

	if (first)
		return 0;
	if (r->gap == GAP_LEAD)
		return p->page == p->pace->page ? p->pace->lead : lead_of(p->s);
	return r->edge ? r->gap - row_ink(r)[0] - r[-1].h + row_ink(r - 1)[1]
		       : r->gap;
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
	struct row *rows = p->s->flow.rows;
	double room = MM_BOTTOM + MM_NEAR, y = p->y, need = 0, spare = 0;

	*gap = gap_box(p, i, p->rows == 0);
	if (p->rows == 0)
		return true;
	for (size_t k = i; k < end; k++) {
		y += gap_box(p, k, false) + rows[k].h;
		need = fmax(need, y + rows[k].foot);
	}
	if (need <= room)
		return true;
	if (rows[i].least > 0)
		spare = rows[i].gap - rows[i].least;
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
}

/* Head rows of a table that stand again above its row i. */
static double
heads_height(const struct galley *g, size_t i)
{
	const struct row *r = &g->rows[i];
	double h = 0;

	if (r->head)
		return 0;
	for (size_t k = 0; k < r->heads; k++)
		h += g->rows[r->head_at + k].h;
	return h;
}

static void
pour_row(struct pour *p, size_t i, double gap, struct place *place)
{
	struct row *r = &p->s->flow.rows[i];

	*place = (struct place){.page = p->page, .first = p->rows == 0};
	if (place->first) {
		p->y = first_y(p, r);
		place->repeat = heads_height(&p->s->flow, i);
		gap = place->repeat;
	}
	place->y = p->y + gap;
	p->y = place->y + r->h;
	p->rows++;
}

static void
plan_make(struct setter *s, const struct pace *pace, struct plan *plan)
{
	struct pour p = {.s = s, .pace = pace};
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
		for (size_t k = i; k < end; k++)
			pour_row(&p, k,
			    k > i ? gap_box(&p, k, p.rows == 0) : gap,
			    &plan->places[k]);
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

/* The first page shows text: 9704 7.3.3. */
static bool
body_first(const struct setter *s, const struct plan *plan)
{
	size_t body = first_row(&s->flow, ROW_BODY);

	return s->start <= 0 || body == s->flow.n ||
	       plan->places[body].page == 0;
}

/* The signature stands on a page with text: never 此页无正文. */
static bool
sign_alone(const struct setter *s, const struct plan *plan)
{
	size_t sign = first_row(&s->flow, ROW_SIGN);

	if (sign == s->flow.n || plan->places[sign].page == 0)
		return false;
	for (size_t i = sign; i-- > 0;)
		if (s->flow.rows[i].kind == ROW_BODY)
			return plan->places[i].page != plan->places[sign].page;
	return true;
}

/* The distance that spreads `fewer` rows over the room of `rows`. */
static double
lead_spread(const struct setter *s, size_t rows, size_t fewer)
{
	double lead = lead_of(s);

	if (fewer > 1)
		lead +=
		    (double)(rows - fewer) * s->k->pitch / (double)(fewer - 1);
	return lead > MM_LEAD_MOST ? lead_of(s) : lead;
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
	for (pace.lead = lead_of(s); pace.lead > MM_LEAD_LEAST;
	     pace.lead -= 0.05) {
		plan_make(s, &pace, plan);
		if (!sign_alone(s, plan) && body_first(s, plan))
			return;
	}
	for (i = 2; i < 10 && i < rows; i++) {
		pace.rows = rows - i;
		pace.lead = lead_spread(s, rows, pace.rows);
		plan_make(s, &pace, plan);
		if (!sign_alone(s, plan) && body_first(s, plan))
			return;
	}
	plan_make(s, &unpaced, plan); /* 附件说明 or a table fills a page */
}

static void
row_emit(struct setter *s, struct page *p, const struct row *r, double y)
{
	for (size_t i = 0; i < r->n; i++) {
		struct item it = r->items[i];

		it.y += y;
		list_item(s->l, p, &it);
	}
}

static void
rule_emit(struct setter *s, struct page *p, double y)
{
	struct item it = {.kind = ITEM_RULE,
	    .tag = "table-rule",
	    .x = MM_LEFT,
	    .y = y,
	    .w = MM_WIDTH,
	    .h = MM_RULE_THIN};

	list_item(s->l, p, &it);
}

/* Where a page cuts a table, both parts are closed and the head stands again.
 * What is repeated is decoration: it is read once. */
static void
cut_emit(struct setter *s, struct page *p, const struct plan *plan, size_t i)
{
	const struct row *rows = s->flow.rows, *r = &rows[i];
	const struct place *at = &plan->places[i];
	double y = at->y - at->repeat;

	if (!r->ruled)
		return;
	if (at->first)
		rule_emit(s, p, y);
	for (size_t k = 0; at->repeat > 0 && k < r->heads; k++) {
		struct row again = rows[r->head_at + k];

		for (size_t j = 0; j < again.n; j++) {
			struct item it = again.items[j];

			it.y += y;
			it.node = 0;
			list_item(s->l, p, &it);
		}
		y += again.h;
	}
	if (i + 1 < s->flow.n && plan->places[i + 1].page != at->page &&
	    rows[i + 1].ruled)
		rule_emit(s, p, at->y + r->h - MM_RULE_THIN);
}

/* 信函's first page shows no number: 9704 10.1. */
static void
plan_emit(struct setter *s, const struct plan *plan)
{
	struct layout *l = s->l;
	bool bare = l->form == FORM_LETTER && s->nested == 0;
	struct page *p = NULL;

	for (size_t i = 0; i < plan->pages && !l->failed; i++)
		if ((p = list_page(l)) != NULL)
			p->numbered = i > 0 || !bare;
	if (l->failed)
		return;
	p = &l->pages[s->first_page];
	for (size_t i = 0; i < s->head.n; i++)
		list_item(l, p, &s->head.items[i]);
	for (size_t i = 0; i < s->flow.n; i++) {
		p = &l->pages[s->first_page + plan->places[i].page];
		cut_emit(s, p, plan, i);
		row_emit(s, p, &s->flow.rows[i], plan->places[i].y);
	}
}

/* 9704 7.3.2: room for the text, and some of it beside the signature: 主送 goes
 * to the imprint, then the marks get smaller. False: there is no more to do. */
static bool
make_room(struct setter *s)
{
	if (!s->to_moved && first_row(&s->flow, ROW_TO) < s->flow.n) {
		s->to_moved = true;
		s->l->to_moved |= s->nested == 0;
	} else if (!s->tight) {
		s->tight = true;
	} else {
		return false;
	}
	return s->again = true;
}

bool
pages_fill(struct setter *s)
{
	struct plan plan = {0};

	plan.places = list_alloc(s->l, (s->flow.n + 1) * sizeof(*plan.places));
	if (plan.places == NULL)
		return set_busy(s);
	plan_make(s, &unpaced, &plan);
	if (!body_first(s, &plan) && make_room(s))
		return true;
	if (sign_alone(s, &plan))
		sign_mend(s, &plan);
	plan_emit(s, &plan);
	return !s->l->failed || set_busy(s);
}
