/* check.c: measured places against the clauses; see letter.h. */
#include "letter/check.h"

#include <math.h>
#include <string.h>

#include "letter/character.h"
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

double
check_top(const struct page *p, const char *tag)
{
	double least = 0, top, bottom;

	for (size_t i = 0; i < p->n; i++)
		if (strcmp(p->items[i].tag, tag) == 0 &&
		    item_ink(&p->items[i], &top, &bottom) &&
		    (least <= 0 || top < least))
			least = top;
	return least;
}

double
check_bottom(const struct page *p, const char *tag)
{
	double most = 0, top, bottom;

	for (size_t i = 0; i < p->n; i++)
		if (strcmp(p->items[i].tag, tag) == 0 &&
		    item_ink(&p->items[i], &top, &bottom))
			most = fmax(most, bottom);
	return most;
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

double
check_left(const struct item *it, double edge)
{
	double blank = 0;

	if (it->kind == ITEM_RUN && it->n > 0 &&
	    character_kind(it->glyphs[0].ch) == CELL_OPEN)
		blank = character_give(it->glyphs[0].ch) * it->h;
	return fmax(it->x, fmin(edge, it->x + blank));
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
	static const char *const out[] = {"mark", "double-rule", "page-number",
	    "code", "qr", "seal", "stamp"};

	for (size_t i = 0; i < sizeof(out) / sizeof(*out); i++)
		if (strcmp(it->tag, out[i]) == 0)
			return false;
	return true;
}

/* Left, top, right and bottom of an item on its page. */
static void
item_box(const struct item *it, double box[4])
{
	box[0] =
	    it->turned ? it->x - EM_ASCENT * it->h : check_left(it, MM_LEFT);
	box[1] = it->turned ? it->y - it->w : item_top(it);
	box[2] = it->turned ? box[0] + it->h : item_right(it);
	box[3] = it->turned ? it->y : item_bottom(it);
}

/* 5.2.1: 37 above, 28 left, 156 by 225. */
static void
check_area(struct check *c)
{
	double a[4] = {MM_PAGE_W, MM_PAGE_H, 0, 0}, box[4];
	bool any = false;

	for (size_t i = 0; i < c->l->n; i++)
		for (size_t k = 0; k < c->l->pages[i].n; k++) {
			const struct item *it = &c->l->pages[i].items[k];

			if (!is_inside(it))
				continue;
			any = true;
			item_box(it, box);
			for (size_t e = 0; e < 4; e++)
				a[e] = e < 2 ? fmin(a[e], box[e])
					     : fmax(a[e], box[e]);
		}
	if (!any)
		return;
	check_least(c, "GB/T 9704 5.2.1", "版心左边（订口28）", MM_LEFT, a[0]);
	check_most(c, "GB/T 9704 5.2.1", "版心右边（宽156）", MM_RIGHT, a[2]);
	check_least(c, "GB/T 9704 5.2.1", "版心上边（天头37）", MM_TOP, a[1]);
	check_most(c, "GB/T 9704 5.2.1", "版心下边（高225）", MM_BOTTOM, a[3]);
}

/* What the lines of text on the pages come to. */
struct lines {
	double size, least, most; /* em height, distance of baselines */
	size_t rows, chars;       /* most on a page, on a line */
};

static void
lines_page(const struct page *p, struct lines *n)
{
	const struct item *last = NULL;
	size_t rows = 0, chars = 0;

	for (size_t k = 0; k < p->n; k++) {
		const struct item *it = &p->items[k];

		if (!is_body(it) || it->kind != ITEM_RUN)
			continue;
		if (last == NULL || it->h > last->h * 0.7)
			n->size = it->h; /* no raised or lowered text */
		if (last == NULL || it->y > last->y + 1) {
			rows++;
			chars = 0;
			if (last != NULL && it->y < last->y + 20) {
				n->least = fmin(n->least, it->y - last->y);
				n->most = fmax(n->most, it->y - last->y);
			}
		}
		for (size_t g = 0; g < it->n; g++)
			chars += it->glyphs[g].w > 0.9 * it->h;
		n->chars = chars > n->chars ? chars : n->chars;
		if (it->h > n->size * 0.7)
			last = it;
	}
	n->rows = rows > n->rows ? rows : n->rows;
}

/* Line distance of the body: the standard pitch, or on pages that 7.3.5.5
 * adjusts, between its bounds. */
static void
check_lines(struct check *c)
{
	double pitch = c->l->scale->pitch, size = c->l->scale->size3;
	struct lines n = {.size = size, .least = pitch, .most = pitch};
	bool near, wide;

	for (size_t i = 0; i < c->l->n; i++)
		lines_page(&c->l->pages[i], &n);
	near = n.least < pitch - MM_NEAR;
	wide = n.most > pitch + MM_NEAR;
	check_equal(
	    c, "GB/T 9704 5.2.2", "正文字高（3号）", size, n.size, 0.01);
	check_least(c, "GB/T 33476.2 6.2", "正文行距下限",
	    near || wide ? MM_LEAD_LEAST + size : pitch, n.least);
	check_most(c, "GB/T 33476.2 6.2", "正文行距上限",
	    wide ? MM_LEAD_MOST + size : pitch, n.most);
	check_most(c, "GB/T 9704 5.2.3", "每面行数（22行，调整时25行）",
	    near ? 25 : GRID_LINES, (double)n.rows);
	check_most(c, "GB/T 9704 5.2.3", "每行字数（28字，标点挤压时至30）",
	    GRID_CHARS + 2, (double)n.chars);
}

bool
letter_check(const struct layout *l, letter_report *report, void *ctx)
{
	struct check c = {.l = l, .report = report, .ctx = ctx, .ok = true};

	check_fonts(&c);
	check_area(&c);
	check_lines(&c);
	check_head(&c);
	check_sign(&c);
	check_foot(&c);
	check_back(&c);
	check_text(&c);
	return c.ok;
}
