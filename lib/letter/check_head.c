/* check_head.c: head, title, 主送, body on page 1; see check.h. */
#include <math.h>
#include <string.h>

#include "letter/check.h"
#include "letter/measure.h"
#include "letter/title.h"

static double
mark_top(enum letter_form form)
{
	if (form == FORM_LETTER)
		return MM_MARK_LETTER;
	return MM_TOP + (form == FORM_ORDER ? MM_MARK_ORDER : MM_MARK_DOCUMENT);
}

/* 7.2.6: one character free at the right; names of one column begin alike, so
 * a short name may leave more. */
static void
check_signers(struct check *c, const struct page *p)
{
	double right = 0;

	for (size_t i = 0; i < p->n; i++)
		if (strcmp(p->items[i].tag, "signer") == 0)
			right = fmax(right, item_right(&p->items[i]));
	check_equal(c, "GB/T 9704 7.2.6", "签发人姓名右空一字",
	    MM_RIGHT - MM_CELL, right, MM_CELL * 1.01);
}

/* Bottom edge of the number's row: 签发人 may stand in it. */
static double
number_bottom(const struct page *p)
{
	return fmax(check_bottom(p, "number"), check_bottom(p, "signer"));
}

static double
number_top(const struct page *p)
{
	double number = check_top(p, "number"), signer = check_top(p, "signer");

	return signer > 0 && signer < number ? signer : number;
}

/* 7.2.4-7: mark, number, red rule. */
static void
check_document(struct check *c, const struct page *p, double mark)
{
	const struct item *number = check_last(p, "number");
	const struct item *signer = check_first(p, "signer");
	const struct item *rule = check_first(p, "red-rule");
	struct item whole = {0};

	if (number != NULL) {
		whole = check_row(p, number);
		check_equal(c, "GB/T 33476.2", "发文字号距发文机关标志", MM_TWO,
		    number_top(p) - mark, MM_NEAR);
	}
	if (number != NULL && signer != NULL)
		check_equal(c, "GB/T 9704 7.2.5", "上行文发文字号左空一字",
		    MM_LEFT + MM_CELL, whole.x, MM_NEAR);
	else if (number != NULL)
		check_equal(c, "GB/T 9704 7.2.5", "发文字号居中", MM_MIDDLE,
		    whole.x + whole.w / 2, 0.2);
	if (signer != NULL)
		check_signers(c, p);
	if (rule == NULL)
		return;
	if (number != NULL)
		check_equal(c, "GB/T 9704 7.2.7", "红色分隔线距发文字号",
		    MM_RED_GAP, rule->y - number_bottom(p), MM_NEAR);
	check_equal(c, "GB/T 9704 7.2.7", "红色分隔线长（版心宽）", MM_WIDTH,
	    rule->w, MM_NEAR);
}

/* 信函: the number stands beside the first of 份号, 密级, 紧急程度. */
static double
flags_top(const struct page *p)
{
	static const char *const tags[] = {
	    "copy-number", "classification", "urgency"};
	double top = check_top(p, "number"), other;

	for (size_t i = 0; i < sizeof(tags) / sizeof(*tags); i++)
		if ((other = check_top(p, tags[i])) > 0)
			top = fmin(top, other);
	return top;
}

/* 10.1: the first double rule and the number flush right. */
static void
check_letter(struct check *c, const struct page *p, double mark)
{
	const struct item *rule = check_first(p, "double-rule");
	const struct item *number = check_first(p, "number");
	double low = rule != NULL ? item_bottom(rule + 1) : 0;

	if (rule == NULL)
		return;
	check_equal(c, "GB/T 9704 10.1", "第一条双线距标志", MM_RED_GAP,
	    rule->y - mark, MM_NEAR);
	check_equal(
	    c, "GB/T 9704 10.1", "双线长", MM_DOUBLE_WIDTH, rule->w, MM_NEAR);
	check_equal(c, "GB/T 9704 10.1", "双线左端（居中）", MM_DOUBLE_LEFT,
	    rule->x, MM_NEAR);
	if (number == NULL)
		return;
	check_equal(c, "GB/T 33476.2", "发文字号距第一条双线", MM_78,
	    flags_top(p) - low, MM_NEAR);
	check_equal(c, "GB/T 9704 10.1", "发文字号居版心右边缘", MM_RIGHT,
	    item_right(check_last(p, "number")), MM_NEAR);
}

/* Top of the ink of the first line of 主送. */
static double
to_top(const struct page *p, const struct item *to)
{
	double least = MM_PAGE_H, top, bottom;

	for (size_t i = 0; i < p->n; i++)
		if (strcmp(p->items[i].tag, "to") == 0 &&
		    fabs(p->items[i].y - to->y) < 0.01 &&
		    item_ink(&p->items[i], &top, &bottom))
			least = fmin(least, top);
	return least;
}

/* 7.3.1: two lines below the head; 梯形 or 菱形; no line of one character. */
static void
check_title(struct check *c, const struct page *p, double above)
{
	double widths[TITLE_LINES], least = MM_WIDTH;
	size_t n = 0;
	const struct item *to = check_first(p, "to"), *title = NULL;

	for (size_t i = 0; i < p->n; i++) {
		const struct item *it = &p->items[i];

		if (strcmp(it->tag, "title") != 0)
			continue;
		if (title != NULL && fabs(it->y - title->y) < 0.01) {
			widths[n - 1] += it->w / it->h;
		} else if (n < TITLE_LINES) {
			widths[n++] = it->w / it->h;
		}
		title = it;
	}
	if (title == NULL)
		return;
	for (size_t i = 0; i < n; i++)
		least = fmin(least, widths[i]);
	check_equal(c, "GB/T 33476.2", "标题距上一要素（空二行）", MM_TWO,
	    check_top(p, "title") - above, MM_NEAR);
	check_equal(c, "GB/T 9704 7.3.1", "标题字高（2号）", c->l->scale->size2,
	    title->h, 0.01);
	check_least(c, "GB/T 9704 7.3.1", "标题每行至少二字", 2, least);
	check_equal(c, "GB/T 9704 7.3.1", "标题呈梯形或菱形", 1,
	    title_shape(widths, n), 0);
	if (to == NULL || c->l->to_moved)
		return;
	check_equal(c, "GB/T 33476.2", "主送机关距标题（空一行）", MM_LINE,
	    to_top(p, to) - check_bottom(p, "title"), MM_NEAR);
	check_equal(
	    c, "GB/T 9704 7.3.2", "主送机关顶格", MM_LEFT, to->x, MM_NEAR);
}

/* 7.3.3: the first page shows text, indented by two characters. */
static void
check_start(struct check *c, const struct page *p)
{
	const double indent = MM_LEFT + 2 * MM_CELL;
	const struct item *body = NULL;

	for (size_t i = 0; i < p->n && body == NULL; i++)
		if (strcmp(p->items[i].tag, "p") == 0 ||
		    strcmp(p->items[i].tag, "h1") == 0 ||
		    strcmp(p->items[i].tag, "h2") == 0 ||
		    strcmp(p->items[i].tag, "cell") == 0)
			body = &p->items[i];
	check_equal(
	    c, "GB/T 9704 7.3.3", "公文首页必须显示正文", 1, body != NULL, 0);
	if (body != NULL && strcmp(body->tag, "cell") != 0)
		check_equal(c, "GB/T 9704 7.3.3", "段首左空二字", indent,
		    check_left(body, indent), MM_NEAR);
}

void
check_head(struct check *c)
{
	const struct page *p = c->l->n > 0 ? &c->l->pages[0] : NULL;
	const struct item *mark = p != NULL ? check_first(p, "mark") : NULL;
	static const char *const above[] = {"red-rule", "number", "signer",
	    "urgency", "classification", "copy-number"};
	double low = 0, foot;

	if (mark == NULL)
		return;
	foot = check_bottom(p, "mark");
	check_equal(c,
	    c->l->form == FORM_LETTER ? "GB/T 9704 10.1" : "GB/T 9704 7.2.4",
	    "发文机关标志上边缘", mark_top(c->l->form), check_top(p, "mark"),
	    MM_NEAR);
	if (c->l->form == FORM_LETTER)
		check_letter(c, p, foot);
	else
		check_document(c, p, foot);
	for (size_t i = 0; i < sizeof(above) / sizeof(*above); i++)
		low = fmax(low, check_bottom(p, above[i]));
	check_title(c, p, low);
	check_start(c, p);
}
