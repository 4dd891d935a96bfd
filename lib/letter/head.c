/* head.c: what stands above the title; see set.h. Distances are from ink to
 * ink, so each row is made at 0 and moved to where its ink must begin. */
#include <math.h>
#include <string.h>

#include "base/utf8.h"
#include "letter/set.h"
#include "xml/doc.h"

/* Moves a row into the head so that its ink begins at `top`; its ink's end. */
static double
head_join(struct setter *s, struct row *row, double top)
{
	const double *ink = row_ink(row);
	double y = top - ink[0];

	row_join(s, &s->head, row, y);
	return y + ink[1];
}

/* An element of the head in one line. */
static bool
head_text(struct setter *s, struct row *row, const xmlNode *n,
    enum font_role role, double x, double top, enum align a)
{
	const char *period = node_attr(n, "period");
	struct text t = {0};

	set_tag(s, (const char *)n->name, n);
	if (!text_add_node(&s->src, &t, n, role))
		return false;
	/* 秘密★1年: 9704 7.2.2; the star is convention. */
	if (period != NULL && *period != '\0' &&
	    (!text_add(&s->src, &t, "★", role) ||
		!text_add(&s->src, &t, period, role)))
		return false;
	row_text(s, row, &t, x, top, s->k->size3, MM_CELL, a, COLOR_BLACK);
	return true;
}

/* 份号, 密级, 紧急程度, one row each from 0: 9704 7.2.1-3. */
static bool
head_flags(struct setter *s, struct row *row, const xmlNode *head)
{
	static const struct {
		const char *name;
		enum font_role role;
	} flags[] = {{"copy-number", FONT_FANGSONG},
	    {"classification", FONT_HEI}, {"urgency", FONT_HEI}};
	double top = 0;

	for (size_t i = 0; i < sizeof(flags) / sizeof(*flags); i++) {
		const xmlNode *n = node_child(head, flags[i].name);

		if (n == NULL)
			continue;
		if (!head_text(
			s, row, n, flags[i].role, MM_LEFT, top, ALIGN_LEFT))
			return false;
		top += s->k->pitch;
	}
	return true;
}

enum { MARKS = 24 };

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

		set_tag(s, "mark", n);
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
mark_row(struct setter *s, struct row *row, struct text *t, double x,
    double top, double size, double em)
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
	row_line(s, row, t, &l, at, x, top, size, COLOR_RED);
}

#define MARK_GAP 0.25   /* between names, of their size */
#define MARK_WORD 0.4   /* before 文件 */
#define MARKS_MOST 62.0 /* mm of several names, so that text follows */
#define MARKS_TIGHT 36.0

/* 发文机关标志: 9704 7.2.4; returns the bottom edge of its ink. */
static double
marks_place(struct setter *s, struct marks *m, double top)
{
	double word = m->word.n > 0 ? 2 + MARK_WORD : 0;
	double size = fmin(MM_MARK_SIZE, MM_WIDTH / (m->longest + word));
	double most = s->tight ? MARKS_TIGHT : MARKS_MOST, x, h;
	struct row row = {0};
	const double *ink;

	if (m->n == 0)
		return top;
	if (m->n > 1)
		size = fmin(size, most / ((double)m->n * (1 + MARK_GAP)));
	x = s->l->form == FORM_LETTER ? MM_PAGE_W / 2 : MM_MIDDLE;
	x -= (m->longest + word) * size / 2;
	for (size_t i = 0; i < m->n; i++)
		mark_row(s, &row, &m->name[i], x,
		    (double)i * (1 + MARK_GAP) * size, size, m->longest);
	if (m->word.n > 0) {
		struct row last = {0};

		row_text(s, &last, &m->word,
		    x + (m->longest + MARK_WORD) * size, 0, size, size,
		    ALIGN_LEFT, COLOR_RED);
		ink = row_ink(&row);
		h = (ink[0] + ink[1]) / 2;
		ink = row_ink(&last);
		row_join(s, &row, &last, h - (ink[0] + ink[1]) / 2);
	}
	return head_join(s, &row, top);
}

/* 签发人, two a row, names in columns: 9704 7.2.6; gives the last row's top. */
static bool
signers_set(struct setter *s, struct row *row, const xmlNode *n, double *top)
{
	double right = MM_RIGHT - MM_CELL, name = 3 * MM_CELL, x;
	double size = s->k->size3;
	size_t i = 0, count = 0;
	struct text label = {0};

	for (const xmlNode *k = n; k != NULL; k = node_next(k), count++)
		name = fmax(name, (double)utf8_length(node_text(k)) * MM_CELL);
	x = right - (count > 1 ? 2 * name + MM_CELL : name);
	set_tag(s, "signer", n);
	if (!text_add(&s->src, &label, "签发人：", FONT_FANGSONG))
		return false;
	for (; n != NULL; n = node_next(n), i++) {
		struct text t = {0};

		if (!text_add_node(&s->src, &t, n, FONT_KAI))
			return false;
		if (count == 1)
			x = right - text_width(&t, 0, t.n) * MM_CELL;
		if (i == 0)
			row_text(s, row, &label, x, *top, size, MM_CELL,
			    ALIGN_RIGHT, COLOR_BLACK);
		if (i > 0 && i % 2 == 0)
			*top += s->k->pitch;
		row_text(s, row, &t, x + (double)(i % 2) * (name + MM_CELL),
		    *top, size, MM_CELL, ALIGN_LEFT, COLOR_BLACK);
	}
	return true;
}

/* 发文字号 with 签发人 and the red rule below them: 9704 7.2.5-7. */
static bool
document_number(struct setter *s, const xmlNode *head, double bottom)
{
	const xmlNode *number = node_child(head, "number");
	const xmlNode *signer = node_child(head, "signer");
	struct row row = {0};
	double top = 0;

	if (signer != NULL && !signers_set(s, &row, signer, &top))
		return false;
	if (number != NULL &&
	    !head_text(s, &row, number, FONT_FANGSONG,
		signer != NULL ? MM_LEFT + MM_CELL : MM_MIDDLE, top,
		signer != NULL ? ALIGN_LEFT : ALIGN_CENTRE))
		return false;
	if (row.n > 0)
		bottom = head_join(s, &row, bottom + MM_TWO);
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
	double y = bottom + MM_RED_GAP;
	struct row row = {0};

	row_rule(s, &s->head, "double-rule", MM_DOUBLE_LEFT, y, MM_DOUBLE_WIDTH,
	    MM_DOUBLE_THICK, COLOR_RED);
	y += MM_DOUBLE_THICK + MM_DOUBLE_GAP;
	row_rule(s, &s->head, "double-rule", MM_DOUBLE_LEFT, y, MM_DOUBLE_WIDTH,
	    MM_DOUBLE_THIN, COLOR_RED);
	y += MM_DOUBLE_THIN + MM_78;
	if (!head_flags(s, &row, head))
		return false;
	if (number != NULL && !head_text(s, &row, number, FONT_FANGSONG,
				  MM_RIGHT, 0, ALIGN_RIGHT))
		return false;
	if (row.n > 0)
		y = head_join(s, &row, y);
	s->start = y + MM_TWO;
	return true;
}

static double
mark_top(const struct setter *s)
{
	if (s->l->form == FORM_LETTER)
		return MM_MARK_LETTER;
	return MM_TOP +
	       (s->l->form == FORM_ORDER ? MM_MARK_ORDER : MM_MARK_DOCUMENT);
}

bool
head_set(struct setter *s)
{
	const xmlNode *head = node_child(s->root, "head");
	struct marks m = {0};
	struct row flags = {0};
	double bottom;

	if (s->l->form == FORM_SHEET) {
		s->start = MM_TOP + s->k->top;
		return true;
	}
	if (s->l->form != FORM_LETTER) {
		if (!head_flags(s, &flags, head))
			return false;
		row_join(s, &s->head, &flags, MM_TOP + s->k->top);
	}
	if (!marks_read(s, head, &m))
		return false;
	bottom = marks_place(s, &m, mark_top(s));
	return s->l->form == FORM_LETTER ? letter_head(s, head, bottom)
					 : document_number(s, head, bottom);
}
