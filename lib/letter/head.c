/* head.c: what stands above the title; see set.h. */
#include <math.h>
#include <string.h>

#include "base/utf8.h"
#include "letter/set.h"
#include "xml/doc.h"

/* An element of the head in one line, into s->head; advances nothing when the
 * element is absent. Returns its width. */
static bool
head_text(struct setter *s, const xmlNode *n, enum font_role role, double x,
    double top, enum align a)
{
	struct text t = {0};

	set_tag(s, (const char *)n->name);
	if (!text_add_node(&s->src, &t, n, role))
		return false;
	row_text(s, &s->head, &t, x, top, MM_SIZE_3, MM_CELL, a, COLOR_BLACK);
	return true;
}

/* 秘密★1年: 9704 7.2.2; the star is convention. */
static bool
head_class(struct setter *s, const xmlNode *n, double top)
{
	const char *period = node_attr(n, "period");
	struct text t = {0};

	set_tag(s, "classification");
	if (!text_add_node(&s->src, &t, n, FONT_HEI))
		return false;
	if (period != NULL && *period != '\0' &&
	    (!text_add(&s->src, &t, "★", FONT_HEI) ||
		!text_add(&s->src, &t, period, FONT_HEI)))
		return false;
	row_text(s, &s->head, &t, MM_LEFT, top, MM_SIZE_3, MM_CELL, ALIGN_LEFT,
	    COLOR_BLACK);
	return true;
}

/* 份号, 密级, 紧急程度, one row each from `top`: 9704 7.2.1-3. Returns the
 * bottom edge of the last, or top when there is none; < 0 on failure. */
static double
head_flags(struct setter *s, const xmlNode *head, double top)
{
	const xmlNode *n = node_child(head, "copy-number");
	double bottom = top;

	if (n != NULL) {
		if (!head_text(s, n, FONT_FANGSONG, MM_LEFT, top, ALIGN_LEFT))
			return -1;
		bottom = top + MM_SIZE_3;
		top += MM_PITCH;
	}
	if ((n = node_child(head, "classification")) != NULL) {
		if (!head_class(s, n, top))
			return -1;
		bottom = top + MM_SIZE_3;
		top += MM_PITCH;
	}
	if ((n = node_child(head, "urgency")) != NULL) {
		if (!head_text(s, n, FONT_HEI, MM_LEFT, top, ALIGN_LEFT))
			return -1;
		bottom = top + MM_SIZE_3;
	}
	return bottom;
}

enum { MARKS = 12 };

struct marks {
	struct text name[MARKS], word; /* word: 文件, or empty */
	size_t n;
	double longest; /* em */
};

/* 文件 is taken off the names and stands once, to their right. */
static bool
marks_read(struct setter *s, const xmlNode *head, struct marks *m)
{
	const xmlNode *n = node_child(head, "mark");
	bool joint = n != NULL && node_next(n) != NULL, word = false;

	for (; n != NULL && m->n < MARKS; n = node_next(n)) {
		struct text *t = &m->name[m->n];

		set_tag(s, "mark");
		if (!text_add_node(&s->src, t, n, FONT_XBS))
			return false;
		if (joint && t->n > 2 && text_at(t, t->n - 2, "文件")) {
			t->n -= 2;
			word = true;
		}
		m->longest = fmax(m->longest, text_width(t, 0, t->n));
		m->n++;
		if (s->l->form == FORM_LETTER)
			break; /* 主办's name only: 9704 10.1 */
	}
	return !word || text_add(&s->src, &m->word, "文件", FONT_XBS);
}

/* One name over the width of `em` full characters, both ends flush. */
static void
mark_row(struct setter *s, struct text *t, double x, double top, double size,
    double em)
{
	struct measure m = {
	    .em = size, .width = em * size + 1e-6, .justify = true};
	double *at = list_alloc(s->l, 2 * (t->n + 1) * sizeof(*at));
	struct line l;

	if (at == NULL || t->n == 0)
		return;
	l = line_next(t, 0, &m);
	l.slack = em * size - l.natural;
	line_place(t, &l, &m, at, at + t->n);
	row_cells(s, &s->head, t, l.from, l.to, at, at + t->n, x, top, size,
	    COLOR_RED);
}

/* 发文机关标志: 9704 7.2.4; returns its bottom edge. */
static double
marks_place(struct setter *s, struct marks *m, double top)
{
	double word = m->word.n > 0 ? 2.4 : 0, gap = 0.25;
	double size = fmin(MM_MARK_SIZE, MM_WIDTH / (m->longest + word));
	double x, h;

	if (m->n > 1) /* four rows of names leave the page to the text */
		size = fmin(size, 62.0 / (double)m->n / (1 + gap));
	x = s->l->form == FORM_LETTER ? MM_PAGE_W / 2 : MM_MIDDLE;
	x -= (m->longest + word) * size / 2;
	h = ((double)m->n * (1 + gap) - gap) * size;
	for (size_t i = 0; i < m->n; i++)
		mark_row(s, &m->name[i], x, top + (double)i * (1 + gap) * size,
		    size, m->longest);
	if (m->word.n > 0)
		row_text(s, &s->head, &m->word, x + (m->longest + 0.4) * size,
		    top + h / 2 - size / 2, size, size, ALIGN_LEFT, COLOR_RED);
	return top + (m->n > 0 ? h : 0);
}

/* 签发人, two a row, names in columns: 9704 7.2.6; gives the last row's top. */
static bool
signers_set(struct setter *s, const xmlNode *n, double *top)
{
	double right = MM_RIGHT - MM_CELL, name = 3 * MM_CELL, x;
	size_t i = 0, count = 0;
	struct text label = {0};

	for (const xmlNode *k = n; k != NULL; k = node_next(k), count++)
		name = fmax(name, (double)utf8_length(node_text(k)) * MM_CELL);
	x = right - (count > 1 ? 2 * name + MM_CELL : name);
	set_tag(s, "signer");
	if (!text_add(&s->src, &label, "签发人：", FONT_FANGSONG))
		return false;
	for (; n != NULL; n = node_next(n), i++) {
		struct text t = {0};

		if (!text_add_node(&s->src, &t, n, FONT_KAI))
			return false;
		if (count == 1)
			x = right - text_width(&t, 0, t.n) * MM_CELL;
		if (i == 0)
			row_text(s, &s->head, &label, x, *top, MM_SIZE_3,
			    MM_CELL, ALIGN_RIGHT, COLOR_BLACK);
		if (i > 0 && i % 2 == 0)
			*top += MM_PITCH;
		row_text(s, &s->head, &t,
		    x + (double)(i % 2) * (name + MM_CELL), *top, MM_SIZE_3,
		    MM_CELL, ALIGN_LEFT, COLOR_BLACK);
	}
	return true;
}

/* 发文字号 with 签发人 and the red rule below them: 9704 7.2.5-7. */
static bool
document_number(struct setter *s, const xmlNode *head, double bottom)
{
	const xmlNode *number = node_child(head, "number");
	const xmlNode *signer = node_child(head, "signer");
	double top = bottom + MM_TWO;

	if (signer != NULL && !signers_set(s, signer, &top))
		return false;
	if (number != NULL &&
	    !head_text(s, number, FONT_FANGSONG,
		signer != NULL ? MM_LEFT + MM_CELL : MM_MIDDLE, top,
		signer != NULL ? ALIGN_LEFT : ALIGN_CENTRE))
		return false;
	if (number != NULL || signer != NULL)
		bottom = top + MM_SIZE_3;
	if (s->l->form == FORM_ORDER) {
		s->start = bottom + MM_TWO;
		return true;
	}
	row_rule(s, &s->head, "red-rule", MM_LEFT, bottom + MM_RED_GAP,
	    MM_WIDTH, MM_RED_RULE, COLOR_RED);
	s->start = bottom + MM_RED_GAP + MM_RED_RULE + MM_TWO;
	return true;
}

/* 信函: 9704 10.1. */
static bool
letter_head(struct setter *s, const xmlNode *head, double bottom)
{
	const xmlNode *number = node_child(head, "number");
	double y = bottom + MM_RED_GAP, last;

	row_rule(s, &s->head, "double-rule", MM_DOUBLE_LEFT, y, MM_DOUBLE_WIDTH,
	    MM_DOUBLE_THICK, COLOR_RED);
	y += MM_DOUBLE_THICK + MM_DOUBLE_GAP;
	row_rule(s, &s->head, "double-rule", MM_DOUBLE_LEFT, y, MM_DOUBLE_WIDTH,
	    MM_DOUBLE_THIN, COLOR_RED);
	y += MM_DOUBLE_THIN + MM_78;
	if ((last = head_flags(s, head, y)) < 0)
		return false;
	if (number != NULL &&
	    !head_text(s, number, FONT_FANGSONG, MM_RIGHT, y, ALIGN_RIGHT))
		return false;
	s->start = fmax(last, y + MM_SIZE_3) + MM_TWO;
	return true;
}

bool
head_set(struct setter *s)
{
	const xmlNode *head = node_child(s->root, "head");
	double top = MM_TOP, bottom;
	struct marks m = {0};

	if (s->l->form == FORM_LETTER)
		top = MM_MARK_LETTER;
	else if (s->l->form == FORM_ORDER)
		top += MM_MARK_ORDER;
	else
		top += MM_MARK_DOCUMENT;
	if (s->l->form != FORM_LETTER && head_flags(s, head, MM_TOP) < 0)
		return false;
	if (!marks_read(s, head, &m))
		return false;
	bottom = marks_place(s, &m, top);
	return s->l->form == FORM_LETTER ? letter_head(s, head, bottom)
					 : document_number(s, head, bottom);
}
