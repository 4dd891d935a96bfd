/* check_foot.c: signature, seals, page numbers, rules, imprint; see check.h. */
#include <math.h>
#include <string.h>

#include "letter/check.h"
#include "letter/measure.h"

/* Lowest ink of text above y on the page. */
static double
text_above(const struct page *p, double y)
{
	double low = 0, top, bottom;

	for (size_t i = 0; i < p->n; i++) {
		const struct item *it = &p->items[i];

		if ((it->kind == ITEM_RUN || it->kind == ITEM_RULE) &&
		    strcmp(it->tag, "organ") != 0 &&
		    strcmp(it->tag, "date") != 0 && item_bottom(it) <= y &&
		    item_ink(it, &top, &bottom))
			low = fmax(low, bottom);
	}
	return low;
}

/* 7.3.5.1: the first seals close below the text. A first organ without a seal
 * may stand on a page of its own. */
static void
check_seal_top(struct check *c, const struct page *p)
{
	const struct item *seal = check_first(p, "seal");
	double above = text_above(p, item_top(check_first(p, "organ")));

	if (seal == NULL)
		return;
	check_most(c, "GB/T 9704 7.3.5.1", "印章顶端距正文（一行之内）",
	    MM_SEAL_TOP, seal->y - above);
	check_least(c, "GB/T 9704 7.3.5.1", "印章不压正文", 0, seal->y - above);
}

/* 7.3.5.1: the last seal on both, which stand below its middle. */
static void
check_sealed(struct check *c, const struct page *p, const struct item *date)
{
	const struct item *last = check_last(p, "seal");
	struct item row = check_row(p, check_last(p, "organ"));
	const struct item *organ = &row;
	double middle = last->x + last->w / 2;

	if (last == check_first(p, "seal") &&
	    item_right(last) < MM_RIGHT - MM_NEAR &&
	    item_right(organ) < MM_RIGHT - MM_NEAR)
		check_equal(c, "GB/T 9704 7.3.5.1", "成文日期右空四字",
		    MM_RIGHT - SIGN_RIGHT_SEAL * MM_CELL, item_right(date),
		    MM_NEAR);
	check_equal(c, "GB/T 9704 7.3.5.1", "署名与成文日期居中",
	    date->x + date->w / 2, organ->x + organ->w / 2, MM_NEAR);
	check_equal(c, "GB/T 9704 7.3.5.1", "印章居中下压日期", middle,
	    date->x + date->w / 2, MM_NEAR);
	check_least(c, "GB/T 9704 7.3.5.1", "署名在印章中心以下",
	    last->y + last->h / 2, item_top(organ));
	check_most(c, "GB/T 9704 7.3.5.1", "印章压住成文日期",
	    item_bottom(last), item_bottom(date));
	check_most(
	    c, "GB/T 9704 7.3.5.1", "印章不出版心", MM_RIGHT, item_right(last));
}

/* 7.3.5.1: joint seals neither touch nor cross. */
static void
check_seals_apart(struct check *c, const struct page *p)
{
	double least = MM_PAGE_H;
	bool any = false;

	for (size_t i = 0; i < p->n; i++)
		for (size_t k = 0; k < i; k++) {
			const struct item *a = &p->items[i], *b = &p->items[k];

			if (strcmp(a->tag, "seal") != 0 ||
			    strcmp(b->tag, "seal") != 0)
				continue;
			any = true;
			least =
			    fmin(least, hypot(a->x + a->w / 2 - b->x - b->w / 2,
					    a->y + a->h / 2 - b->y - b->h / 2) -
					    (a->w + b->w) / 2);
		}
	if (any)
		check_least(
		    c, "GB/T 9704 7.3.5.1", "印章互不相交或相切", 0.1, least);
}

/* 7.3.5.2: organ right 2 characters, date 2 characters right of its start. */
static void
check_plain(struct check *c, const struct page *p, const struct item *date)
{
	struct item row = check_row(p, check_first(p, "organ"));
	const struct item *organ = &row;
	double right = MM_RIGHT - SIGN_RIGHT_PLAIN * MM_CELL, above;
	const struct item *edge = date->w > organ->w ? date : organ;

	if (check_last(p, "organ")->node == row.node)
		check_equal(c, "GB/T 9704 7.3.5.2",
		    "署名（或长于它的日期）右空二字", right, item_right(edge),
		    MM_NEAR);
	check_equal(c, "GB/T 9704 7.3.5.2", "日期首字比署名首字右移二字",
	    2 * MM_CELL, date->x - organ->x, MM_NEAR);
	above = text_above(p, item_top(organ));
	if (above > MM_TOP)
		check_equal(c, "GB/T 9704 7.3.5.2", "署名距正文（空一行）",
		    MM_LINE, check_top(p, "organ") - above, MM_NEAR);
}

/* 7.3.5.5: never a page with the signature and no text; 附件说明 may fill
 * pages of its own. */
static void
check_company(struct check *c, const struct page *p)
{
	static const char *const tags[] = {
	    "p", "h1", "h2", "h3", "h4", "cell", "annex-note"};
	bool text = false;

	for (size_t i = 0; i < sizeof(tags) / sizeof(*tags); i++)
		text |= check_first(p, tags[i]) != NULL;
	check_equal(c, "GB/T 9704 7.3.5.5", "署名与正文同面", 1, text, 0);
}

void
check_sign(struct check *c)
{
	const struct page *first = check_page(c, "organ");
	const struct page *p = check_page(c, "date");
	struct item date;

	if (first == NULL || p == NULL || check_first(p, "organ") == NULL)
		return;
	date = check_row(p, check_last(p, "date"));
	check_company(c, first);
	if (c->l->form == FORM_ORDER || check_first(p, "stamp") != NULL) {
		check_equal(c, "GB/T 9704 7.3.5.3", "成文日期右空四字",
		    MM_RIGHT - SIGN_RIGHT_SEAL * MM_CELL, item_right(&date),
		    MM_NEAR);
	} else if (check_first(p, "seal") != NULL) {
		check_seal_top(c, first);
		check_sealed(c, p, &date);
		check_seals_apart(c, p);
	} else {
		check_plain(c, p, &date);
	}
}

/* 7.5: the dash 7 below the type area, odd right, even left. */
static void
check_number(struct check *c, const struct page *p)
{
	const struct item *it = check_first(p, "page-number");
	const struct item *last = check_last(p, "page-number");
	double dash, low, ink;

	if (c->l->form == FORM_LETTER && p == c->l->pages)
		check_equal(c, "GB/T 9704 10.1", "信函首页不显示页码", 0,
		    it != NULL, 0);
	if (it == NULL)
		return;
	face_ink(it->face, it->glyphs[0].gid, &dash, &low);
	ink = it->y - dash * it->h;
	check_equal(c, "GB/T 9704 7.5", "一字线距版心下边缘", MM_NUMBER_BELOW,
	    ink - MM_BOTTOM, MM_NEAR);
	if (p->number % 2 == 1)
		check_equal(c, "GB/T 9704 7.5", "单页码居右空一字",
		    MM_RIGHT - MM_CELL, item_right(last), MM_NEAR);
	else
		check_equal(c, "GB/T 9704 7.5", "双页码居左空一字",
		    MM_LEFT + MM_CELL, it->x, MM_NEAR);
}

/* 7.4.1: rules 0.35, 0.25 … 0.35; the last on the foot of an even page. */
static void
check_imprint(struct check *c, const struct page *p)
{
	const struct item *first = check_first(p, "imprint-rule");
	const struct item *last = check_last(p, "imprint-rule");

	if (first == NULL)
		return;
	check_equal(c, "GB/T 9704 7.4.1", "首条分隔线粗", MM_RULE_THICK,
	    first->h, 0.005);
	check_equal(c, "GB/T 9704 7.4.1", "末条分隔线粗", MM_RULE_THICK,
	    last->h, 0.005);
	check_equal(c, "GB/T 9704 7.4.1", "分隔线长（版心宽）", MM_WIDTH,
	    last->w, MM_NEAR);
	check_equal(c, "GB/T 9704 7.4.1", "末条分隔线与版心下边缘重合",
	    MM_BOTTOM, item_bottom(last), MM_NEAR);
	check_equal(
	    c, "GB/T 33476.2 7.3.1", "版记在偶数页", 0, p->number % 2, 0);
	check_equal(c, "GB/T 9704 7.4.1", "版记在最后一面", (double)c->l->bound,
	    p->number, 0);
}

/* 10.1: the second double rule, thin above thick. */
static void
check_second_rule(struct check *c, const struct page *p)
{
	const struct item *thin = check_last(p, "double-rule");
	double low = 0;

	if (thin == NULL)
		return;
	check_equal(c, "GB/T 9704 10.1", "第二条双线距下页边", MM_DOUBLE_FOOT,
	    MM_PAGE_H - item_bottom(thin - 1), MM_NEAR);
	check_most(
	    c, "GB/T 9704 10.1", "第二条双线上细下粗", thin[-1].h, thin->h);
	low = text_above(p, thin->y);
	check_least(
	    c, "GB/T 9704 10.1", "末行文字距第二条双线", MM_78, thin->y - low);
}

void
check_foot(struct check *c)
{
	for (size_t i = 0; i < c->l->n; i++) {
		const struct page *p = &c->l->pages[i];

		check_number(c, p);
		check_imprint(c, p);
		if (i == 0 && c->l->form == FORM_LETTER)
			check_second_rule(c, p);
	}
}
