/* check_back.c: 附件说明, 附件, 附注, 版记's lines; see check.h. */
#include <math.h>
#include <string.h>

#include "letter/check.h"
#include "letter/measure.h"

/* Lowest ink of the text (not the seals) above y on the page; 0: none. */
static double
ink_above(const struct page *p, double y)
{
	double low = 0, top, bottom;

	for (size_t i = 0; i < p->n; i++) {
		const struct item *it = &p->items[i];

		if (it->kind != ITEM_IMAGE && item_ink(it, &top, &bottom) &&
		    bottom < y)
			low = fmax(low, bottom);
	}
	return low;
}

/* 7.3.4: one blank line below the text, 2 characters in. */
static void
check_annex_note(struct check *c)
{
	const struct page *p = check_page(c, "annex-note");
	const struct item *it = p != NULL ? check_first(p, "annex-note") : NULL;
	struct item row;
	double top, above;

	if (it == NULL)
		return;
	row = check_row(p, it);
	check_equal(c, "GB/T 9704 7.3.4", "附件说明左空二字",
	    MM_LEFT + 2 * MM_CELL, row.x, MM_NEAR);
	top = check_top(p, "annex-note");
	if ((above = ink_above(p, top)) > MM_TOP)
		check_equal(c, "GB/T 33476.2", "附件说明距正文（空一行）",
		    MM_LINE, top - above, MM_NEAR);
}

/* 7.3.7: 附件 on the first row, flush left, in size 3; the title on row 3. */
static void
check_annex(struct check *c, const struct page *p)
{
	const struct scale *k = c->l->scale;
	const struct item *label = check_first(p, "annex");
	const struct item *title = check_first(p, "title");

	if (label == NULL || label->turned || check_first(p, "mark") != NULL)
		return;
	check_equal(c, "GB/T 9704 7.3.7", "附件二字居第一行", MM_TOP + k->top,
	    item_top(label), MM_NEAR);
	check_equal(
	    c, "GB/T 9704 7.3.7", "附件二字顶格", MM_LEFT, label->x, MM_NEAR);
	check_equal(c, "GB/T 9704 7.3.7", "附件二字用3号黑体", FONT_HEI,
	    label->role, 0);
	if (title != NULL)
		check_equal(c, "GB/T 9704 7.3.7", "附件标题居第三行",
		    MM_TOP + k->top + 2 * k->pitch, item_top(title), MM_NEAR);
}

/* 7.4.2-3: size 4, one character free at both sides. */
static void
check_lines_of(struct check *c, const struct page *p, const char *tag,
    const char *rule, bool right)
{
	double size = c->l->scale->size4;
	const struct item *it = check_first(p, tag);
	struct item row;

	if (it == NULL || fabs(it->h - size) > 0.01)
		return;
	row = check_row(p, it);
	check_equal(c, "GB/T 9704 7.4", rule,
	    right ? MM_RIGHT - size : MM_LEFT + size,
	    right ? item_right(&row) : row.x, MM_NEAR);
}

void
check_back(struct check *c)
{
	const struct page *p = check_page(c, "note");

	check_annex_note(c);
	if (p != NULL)
		check_equal(c, "GB/T 9704 7.3.6", "附注居左空二字",
		    MM_LEFT + 2 * MM_CELL, check_first(p, "note")->x, MM_NEAR);
	for (size_t i = 0; i < c->l->n; i++) {
		p = &c->l->pages[i];
		check_annex(c, p);
		check_lines_of(c, p, "copy-to", "抄送左空一字", false);
		check_lines_of(c, p, "issuer", "印发机关左空一字", false);
		check_lines_of(c, p, "imprint-date", "印发日期右空一字", true);
	}
}
