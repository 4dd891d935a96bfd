/* imprint.c: 版记 at the foot of the last, even page: GB/T 9704-2012 7.4. */
#include <math.h>
#include <string.h>

#include "letter/set.h"
#include "xml/doc.h"

#define PAD (MM_78 / 2) /* above and below a line: 33476.2 */

/* Its rows are made in a galley of their own, from the top down. */
struct imprint {
	struct row row; /* all items, y from the block's top */
	double h;
	bool ruled; /* 信函 has no rules and no 印发: 9704 10.1 */
};

/* Label and end as they must be: 抄送：…。 */
static bool
list_text(struct setter *s, struct text *t, const xmlNode *n, const char *label,
    size_t *head)
{
	*head = 0;
	for (const char *p = label; *p != '\0'; p += 3)
		(*head)++;
	if (!text_add_node(&s->src, t, n, FONT_FANGSONG))
		return false;
	if (!text_at(t, 0, label)) {
		struct text with = {0};

		if (!text_add(&s->src, &with, label, FONT_FANGSONG) ||
		    !text_add_node(&s->src, &with, n, FONT_FANGSONG))
			return false;
		*t = with;
	}
	while (t->n > *head && (t->cells[t->n - 1].ch == 0xff1a ||
				   t->cells[t->n - 1].ch == 0x3002))
		t->n--;
	return text_add(&s->src, t, "。", FONT_FANGSONG);
}

/* 抄送 or 主送: one character free on both sides, wrapped behind the colon:
 * 9704 7.4.2. */
static bool
imprint_list(struct setter *s, struct imprint *im, const xmlNode *n,
    const char *tag, const char *label)
{
	struct measure m = {.em = s->k->size4,
	    .width = MM_WIDTH - 2 * s->k->size4,
	    .justify = true};
	struct text t = {0};
	size_t head;
	double *at;

	set_tag(s, tag, n);
	if (!list_text(s, &t, n, label, &head))
		return false;
	text_glue(&t);
	m.rest = text_width(&t, 0, head) * s->k->size4;
	if ((at = list_alloc(s->l, 2 * t.n * sizeof(*at))) == NULL)
		return set_busy(s);
	for (size_t i = 0; i < t.n;) {
		struct line l = line_next(&t, i, &m);

		line_place(&t, &l, &m, at, at + t.n);
		row_line(s, &im->row, &t, &l, at, MM_LEFT + s->k->size4,
		    im->h + PAD, s->k->size4, COLOR_BLACK);
		im->h += s->k->size4 + 2 * PAD;
		i = l.next;
	}
	return true;
}

static void
imprint_rule(struct setter *s, struct imprint *im, double thick)
{
	if (!im->ruled)
		return;
	row_rule(s, &im->row, "imprint-rule", MM_LEFT, im->h, MM_WIDTH, thick,
	    COLOR_BLACK);
	im->h += thick;
}

/* 印发机关 left, date 印发 right: 9704 7.4.3. */
static bool
imprint_issuer(struct setter *s, struct imprint *im, const xmlNode *imprint)
{
	const xmlNode *issuer = node_child(imprint, "issuer");
	const xmlNode *date = node_child(imprint, "date");
	struct text left = {0}, right = {0};

	set_tag(s, "issuer", issuer);
	if (issuer != NULL &&
	    !text_add_node(&s->src, &left, issuer, FONT_FANGSONG))
		return false;
	row_text(s, &im->row, &left, MM_LEFT + s->k->size4, im->h + PAD,
	    s->k->size4, s->k->size4, ALIGN_LEFT, COLOR_BLACK);
	set_tag(s, "imprint-date", date);
	if (date != NULL &&
	    (!text_add(&s->src, &right, set_date(s, date), FONT_FANGSONG) ||
		!text_add(&s->src, &right, "印发", FONT_FANGSONG)))
		return false;
	row_text(s, &im->row, &right, MM_RIGHT - s->k->size4, im->h + PAD,
	    s->k->size4, s->k->size4, ALIGN_RIGHT, COLOR_BLACK);
	im->h += s->k->size4 + 2 * PAD;
	return true;
}

static bool
imprint_make(struct setter *s, struct imprint *im, const xmlNode *imprint)
{
	const xmlNode *copy = node_child(imprint, "copy-to");
	const xmlNode *to = s->to_moved ? node_child(s->root, "to") : NULL;
	bool issued = im->ruled && (node_child(imprint, "issuer") != NULL ||
				       node_child(imprint, "date") != NULL);

	imprint_rule(s, im, MM_RULE_THICK);
	if (to != NULL && !imprint_list(s, im, to, "to", "主送："))
		return false;
	if (copy != NULL && !imprint_list(s, im, copy, "copy-to", "抄送："))
		return false;
	if (issued) {
		if (to != NULL || copy != NULL)
			imprint_rule(s, im, MM_RULE_THIN);
		if (!imprint_issuer(s, im, imprint))
			return false;
	}
	imprint_rule(s, im, MM_RULE_THICK);
	return true;
}

/* The page for it: the last when there is room and (文件) it is even; else the
 * next that is. A blank page on the way bears no number, nor does then the
 * imprint's: 9704 7.5. */
static struct page *
imprint_page(struct setter *s, const struct imprint *im)
{
	struct layout *l = s->l;
	struct page *p = &l->pages[l->n - 1];
	double low = MM_TOP;
	size_t added = 0;

	for (size_t i = 0; i < p->n; i++)
		if (item_bottom(&p->items[i]) > low)
			low = item_bottom(&p->items[i]);
	if ((!im->ruled || p->number % 2 == 0) &&
	    low + s->k->pitch - s->k->size3 <= MM_BOTTOM - im->h)
		return p;
	do {
		if ((p = list_page(l)) == NULL)
			return NULL;
		added++;
	} while (im->ruled && p->number % 2 != 0);
	for (size_t i = 1; i <= added; i++)
		l->pages[l->n - i].numbered = added == 1;
	return p;
}

bool
imprint_set(struct setter *s)
{
	const xmlNode *n = node_child(s->root, "imprint");
	struct imprint im = {.ruled = s->l->form != FORM_LETTER};
	struct page *p;

	if ((n == NULL && !s->to_moved) || s->l->n == 0)
		return true;
	if (!imprint_make(s, &im, n))
		return false;
	if (im.h == 0)
		return true;
	if (!im.ruled)
		im.h -= PAD; /* text touches the foot of the type area */
	if ((p = imprint_page(s, &im)) == NULL)
		return set_busy(s);
	for (size_t i = 0; i < im.row.n; i++) {
		im.row.items[i].y += MM_BOTTOM - im.h;
		list_item(s->l, p, &im.row.items[i]);
	}
	return !s->l->failed || set_busy(s);
}
