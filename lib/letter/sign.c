/* sign.c: 署名, date and seals: GB/T 9704-2012 7.3.5; see set.h. */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "draw/png.h"
#include "letter/set.h"
#include "xml/doc.h"

enum { ORGANS = 24 };

struct sign {
	struct text organ[ORGANS], date;
	const xmlNode *node[ORGANS];
	size_t n;
	double seal[ORGANS]; /* diameter, 0: no seal */
	bool sealed;
};

static double
width_mm(const struct text *t)
{
	return text_width(t, 0, t->n) * MM_CELL;
}

static bool
sign_read(struct setter *s, const xmlNode *sign, struct sign *g)
{
	const xmlNode *n = node_child(sign, "organ");

	for (; n != NULL && g->n < ORGANS; n = node_next(n)) {
		const char *size = node_attr(n, "seal-size");

		set_tag(s, "organ");
		g->node[g->n] = n;
		if (!text_add_node(&s->src, &g->organ[g->n], n, FONT_FANGSONG))
			return false;
		if (node_attr(n, "seal") != NULL) {
			g->seal[g->n] = size != NULL ? atof(size) : MM_SEAL;
			g->sealed = true;
		}
		g->n++;
	}
	set_tag(s, "date");
	return text_add(&s->src, &g->date,
	    set_date(s, node_child(sign, "date")), FONT_FANGSONG);
}

/* Text about x in its own row. */
static struct row *
sign_row(
    struct setter *s, const struct text *t, double gap, double x, enum align a)
{
	struct row *row = row_new(s, ROW_SIGN, gap, MM_SIZE_3);

	if (row != NULL)
		row_text(s, row, t, x, 0, MM_SIZE_3, MM_CELL, a, COLOR_BLACK);
	return row;
}

/* Without seal: 9704 7.3.5.2. */
static bool
sign_plain(struct setter *s, const struct sign *g)
{
	double right = MM_RIGHT - SIGN_RIGHT_PLAIN * MM_CELL, organ = 0, x, dx;
	struct row *row;

	for (size_t i = 0; i < g->n; i++)
		organ = fmax(organ, width_mm(&g->organ[i]));
	x = right - organ;
	dx = x + 2 * MM_CELL;
	if (width_mm(&g->date) > organ) {
		dx = right - width_mm(&g->date);
		x = dx - 2 * MM_CELL;
	}
	for (size_t i = 0; i < g->n; i++) {
		row = sign_row(s, &g->organ[i], i == 0 ? MM_LINE : GAP_LEAD, x,
		    ALIGN_LEFT);
		if (row == NULL)
			return set_busy(s);
		row->keep = i > 0;
	}
	row = sign_row(
	    s, &g->date, g->n == 0 ? MM_LINE : GAP_LEAD, dx, ALIGN_LEFT);
	if (row == NULL)
		return set_busy(s);
	row->keep = g->n > 0;
	return true;
}

/* The image of organ i's seal upright about (x, y), y from the row's top; the
 * place is kept when there is no image. */
static bool
seal_place(struct setter *s, struct row *row, const struct sign *g, size_t i,
    double x, double y)
{
	struct item it = {.kind = ITEM_IMAGE,
	    .tag = "seal",
	    .x = x - g->seal[i] / 2,
	    .y = y - g->seal[i] / 2,
	    .w = g->seal[i],
	    .h = g->seal[i]};
	const char *name = node_attr(g->node[i], "seal");

	s->l->sealed = true;
	if (s->dir != NULL && *name != '\0' &&
	    (it.picture = picture_load(s->l, s->dir, name, s->err)) == NULL)
		return false;
	set_tag(s, "seal");
	it.node = s->src.node;
	if (it.node > 0)
		s->l->nodes[it.node].text = text_string(s->l, &g->organ[i]);
	row_item(s, row, &it);
	return !s->l->failed || set_busy(s);
}

/* Organs [from, to) beside each other; the text stands just below the middle
 * of the seals, which reach to at most one line below what is above. */
static bool
sign_sealed_row(struct setter *s, const struct sign *g, size_t from, size_t to,
    const double *x)
{
	double half = 0, below = 0.6, gap = MM_SEAL_TOP, least = 0.5;
	struct row *row;

	if (from > 0) /* clear of the seals above */
		gap = least = s->flow.rows[s->flow.n - 1].foot + 2;
	for (size_t i = from; i < to; i++)
		half = fmax(half, g->seal[i] / 2);
	row = row_new(s, ROW_SIGN, gap + half + below, MM_SIZE_3);
	if (row == NULL)
		return set_busy(s);
	row->least = least + half + below;
	row->foot = half - below - MM_SIZE_3;
	row->keep = from > 0;
	for (size_t i = from; i < to; i++) {
		row_text(s, row, &g->organ[i], x[i - from], 0, MM_SIZE_3,
		    MM_CELL, ALIGN_CENTRE, COLOR_BLACK);
		if (g->seal[i] > 0 &&
		    !seal_place(s, row, g, i, x[i - from], -below))
			return false;
	}
	return true;
}

/* 署名 centred on the date, which is 4 characters from the right: 7.3.5.1; not
 * past the type area, though. */
static double
seal_middle(const struct sign *g)
{
	double x =
	    MM_RIGHT - SIGN_RIGHT_SEAL * MM_CELL - width_mm(&g->date) / 2;
	double half = fmax(width_mm(&g->organ[0]), g->seal[0]) / 2;

	return fmin(x, MM_RIGHT - half);
}

static bool
sign_sealed(struct setter *s, const struct sign *g)
{
	double x[SEALS_A_ROW] = {seal_middle(g)}, widest = 0, column;
	size_t a_row, from, k = 1;
	struct row *row;

	for (size_t i = 0; i < g->n; i++)
		widest =
		    fmax(widest, fmax(width_mm(&g->organ[i]), g->seal[i]) + 2);
	a_row = (size_t)fmin(SEALS_A_ROW, fmax(1, MM_WIDTH / widest));
	column = MM_WIDTH / (double)a_row;
	for (from = 0; from < g->n; from += k) {
		k = g->n - from < a_row ? g->n - from : a_row;
		for (size_t i = 0; g->n > 1 && i < k; i++)
			x[i] = MM_MIDDLE +
			       column * ((double)i - (double)(k - 1) / 2);
		if (!sign_sealed_row(s, g, from, from + k, x))
			return false;
	}
	row = sign_row(s, &g->date, GAP_LEAD, x[k - 1], ALIGN_CENTRE);
	if (row == NULL)
		return set_busy(s);
	row->keep = true;
	return true;
}

/* 命令: two lines down, the name (or its stamp) 4 characters from the right,
 * the office 2 characters left of it, the date a line below: 7.3.5.3. */
static bool
sign_order(struct setter *s, const struct sign *g)
{
	double right = MM_RIGHT - SIGN_RIGHT_SEAL * MM_CELL;
	struct text office = g->organ[0], name = {0};
	struct row *row = row_new(s, ROW_SIGN, MM_TWO, MM_SIZE_3);
	size_t i = office.n;

	if (row == NULL)
		return set_busy(s);
	while (i > 0 && office.cells[i - 1].kind != CELL_SPACE)
		i--;
	if (i > 0) {
		name = (struct text){office.cells + i, office.n - i, 0};
		office.n = i - 1;
		right -= row_text(s, row, &name, right, 0, MM_SIZE_3, MM_CELL,
			     ALIGN_RIGHT, COLOR_BLACK) +
			 2 * MM_CELL;
	}
	row_text(s, row, &office, right, 0, MM_SIZE_3, MM_CELL, ALIGN_RIGHT,
	    COLOR_BLACK);
	row = sign_row(s, &g->date, MM_LINE,
	    MM_RIGHT - SIGN_RIGHT_SEAL * MM_CELL, ALIGN_RIGHT);
	if (row == NULL)
		return set_busy(s);
	row->keep = true;
	return true;
}

bool
sign_set(struct setter *s, const xmlNode *sign)
{
	struct sign g = {0};

	if (!sign_read(s, sign, &g))
		return false;
	if (s->l->form == FORM_ORDER)
		return sign_order(s, &g);
	return g.sealed ? sign_sealed(s, &g) : sign_plain(s, &g);
}
