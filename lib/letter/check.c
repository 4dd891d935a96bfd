/* check.c: measured places against the clauses; see letter.h. */
#include "letter/check.h"

#include <math.h>
#include <string.h>

#include "letter/measure.h"

static void
check_say(struct check *c, const char *clause, const char *rule, double wanted,
    double measured, bool ok)
{
	c->ok &= ok;
	if (c->report != NULL)
		c->report(c->ctx, clause, rule, wanted, measured, ok);
}

void
check_equal(struct check *c, const char *clause, const char *rule,
    double wanted, double measured, double near)
{
	check_say(
	    c, clause, rule, wanted, measured, fabs(wanted - measured) <= near);
}

void
check_least(struct check *c, const char *clause, const char *rule, double least,
    double measured)
{
	check_say(
	    c, clause, rule, least, measured, measured >= least - MM_NEAR);
}

void
check_most(struct check *c, const char *clause, const char *rule, double most,
    double measured)
{
	check_say(c, clause, rule, most, measured, measured <= most + MM_NEAR);
}

const struct item *
check_first(const struct page *p, const char *tag)
{
	for (size_t i = 0; i < p->n; i++)
		if (strcmp(p->items[i].tag, tag) == 0)
			return &p->items[i];
	return NULL;
}

const struct item *
check_last(const struct page *p, const char *tag)
{
	for (size_t i = p->n; i-- > 0;)
		if (strcmp(p->items[i].tag, tag) == 0)
			return &p->items[i];
	return NULL;
}

const struct page *
check_page(const struct check *c, const char *tag)
{
	for (size_t i = 0; i < c->l->n; i++)
		if (check_first(&c->l->pages[i], tag) != NULL)
			return &c->l->pages[i];
	return NULL;
}

struct item
check_row(const struct page *p, const struct item *it)
{
	struct item row = *it;
	double right = item_right(it);

	for (size_t i = 0; i < p->n; i++) {
		const struct item *k = &p->items[i];

		if (k->node != it->node || fabs(k->y - it->y) > 0.01)
			continue;
		row.x = fmin(row.x, k->x);
		right = fmax(right, item_right(k));
	}
	row.w = right - row.x;
	return row;
}

static bool
is_body(const struct item *it)
{
	static const char *const tags[] = {"p", "h1", "h2", "h3", "h4"};

	for (size_t i = 0; i < sizeof(tags) / sizeof(*tags); i++)
		if (strcmp(it->tag, tags[i]) == 0)
			return true;
	return false;
}

/* Whether an item must keep inside the type area. */
static bool
is_inside(const struct item *it)
{
	static const char *const out[] = {
	    "mark", "double-rule", "page-number", "code", "qr", "seal"};

	for (size_t i = 0; i < sizeof(out) / sizeof(*out); i++)
		if (strcmp(it->tag, out[i]) == 0)
			return false;
	return true;
}

/* 5.2.1: 37 above, 28 left, 156 by 225. */
static void
check_area(struct check *c)
{
	double left = MM_PAGE_W, right = 0, top = MM_PAGE_H, bottom = 0;
	bool any = false;

	for (size_t i = 0; i < c->l->n; i++)
		for (size_t k = 0; k < c->l->pages[i].n; k++) {
			const struct item *it = &c->l->pages[i].items[k];

			if (!is_inside(it))
				continue;
			any = true;
			left = fmin(left, it->x);
			right = fmax(right, item_right(it));
			top = fmin(top, item_top(it));
			bottom = fmax(bottom, item_bottom(it));
		}
	if (!any)
		return;
	check_least(c, "GB/T 9704 5.2.1", "版心左边（订口28）", MM_LEFT, left);
	check_most(c, "GB/T 9704 5.2.1", "版心右边（宽156）", MM_RIGHT, right);
	check_least(c, "GB/T 9704 5.2.1", "版心上边（天头37）", MM_TOP, top);
	check_most(
	    c, "GB/T 9704 5.2.1", "版心下边（高225）", MM_BOTTOM, bottom);
}

/* Line distance of the body: the standard pitch, or on pages that 7.3.5.5
 * adjusts, between its bounds. */
static void
check_lines(struct check *c)
{
	double least = MM_PITCH, most = MM_PITCH, size = MM_SIZE_3;
	size_t rows = 0;

	for (size_t i = 0; i < c->l->n; i++) {
		const struct page *p = &c->l->pages[i];
		const struct item *last = NULL;
		size_t n = 0;

		for (size_t k = 0; k < p->n; k++) {
			const struct item *it = &p->items[k];

			if (!is_body(it) || it->kind != ITEM_RUN)
				continue;
			if (it->h > MM_SIZE_3 * 0.7)
				size = it->h; /* no raised or lowered text */
			if (last != NULL && it->y > last->y + 1 &&
			    it->h == last->h && it->y < last->y + 20) {
				least = fmin(least, it->y - last->y);
				most = fmax(most, it->y - last->y);
			}
			n += last == NULL || it->y > last->y + 1;
			last = it;
		}
		rows = n > rows ? n : rows;
	}
	check_equal(
	    c, "GB/T 9704 5.2.2", "正文字高（3号）", MM_SIZE_3, size, 0.01);
	check_least(c, "GB/T 33476.2 6.2", "正文行距下限",
	    most > MM_PITCH + MM_NEAR || least < MM_PITCH - MM_NEAR
		? MM_LEAD_LEAST + MM_SIZE_3
		: MM_PITCH,
	    least);
	check_most(c, "GB/T 33476.2 6.2", "正文行距上限",
	    most > MM_PITCH + MM_NEAR ? MM_LEAD_MOST + MM_SIZE_3 : MM_PITCH,
	    most);
	check_most(c, "GB/T 9704 5.2.3", "每面行数（22行，调整时25行）",
	    least < MM_PITCH - MM_NEAR ? 25 : GRID_LINES, (double)rows);
}

bool
letter_check(const struct layout *l, letter_report *report, void *ctx)
{
	struct check c = {.l = l, .report = report, .ctx = ctx, .ok = true};

	check_area(&c);
	check_lines(&c);
	check_head(&c);
	check_sign(&c);
	check_foot(&c);
	check_text(&c);
	return c.ok;
}
