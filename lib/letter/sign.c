/* sign.c: 署名, date and seals: GB/T 9704-2012 7.3.5; see set.h. */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "draw/png.h"
#include "letter/set.h"
#include "xml/doc.h"

enum { ORGANS = 24 };

#define SEAL_BELOW 0.6 /* from a seal's middle down to the text's box */
#define SEAL_LEAST 0.5 /* between text and seal when room is short */
#define SEAL_APART 2.0 /* between seals */
#define STAMP_WIDTH 30.0

struct sign {
	struct text organ[ORGANS], date;
	const xmlNode *node[ORGANS];
	size_t n;
	double seal[ORGANS]; /* diameter, 0: no seal */
	bool sealed, stamped;
	bool many; /* more seals than fit beside text: they run over */
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

		set_tag(s, "organ", n);
		g->node[g->n] = n;
		if (!text_add_node(&s->src, &g->organ[g->n], n, FONT_FANGSONG))
			return false;
		if (node_attr(n, "seal") != NULL) {
			g->seal[g->n] = size != NULL ? atof(size) : MM_SEAL;
			g->sealed = true;
		}
		g->stamped |= node_attr(n, "stamp") != NULL;
		g->n++;
	}
	set_tag(s, "date", node_child(sign, "date"));
	return text_add(&s->src, &g->date,
	    set_date(s, node_child(sign, "date")), FONT_FANGSONG);
}

/* Text about x in its own row. */
static struct row *
sign_row(
    struct setter *s, const struct text *t, double gap, double x, enum align a)
{
	struct row *row = row_new(s, ROW_SIGN, gap, s->k->size3);

	if (row == NULL)
		return NULL;
	row->edge = gap > 0;
	row_text(s, row, t, x, 0, s->k->size3, MM_CELL, a, COLOR_BLACK);
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
	set_tag(s, "seal", g->node[i]);
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
	struct row *row = row_new(
	    s, ROW_SIGN, from > 0 ? SEAL_APART : MM_SEAL_TOP, s->k->size3);
	double half = 0;

	if (row == NULL)
		return set_busy(s);
	row->edge = true;
	row->keep = from > 0 && !g->many;
	for (size_t i = from; i < to; i++) {
		half = fmax(half, g->seal[i] / 2);
		row_text(s, row, &g->organ[i], x[i - from], 0, s->k->size3,
		    MM_CELL, ALIGN_CENTRE, COLOR_BLACK);
		if (g->seal[i] > 0 &&
		    !seal_place(s, row, g, i, x[i - from], -SEAL_BELOW))
			return false;
	}
	row->least = from > 0 ? SEAL_APART : SEAL_LEAST;
	row->foot = half - SEAL_BELOW - s->k->size3;
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
sign_sealed(struct setter *s, struct sign *g)
{
	double x[SEALS_A_ROW] = {seal_middle(g)}, widest = 0, column;
	size_t a_row, from, k = 1;
	struct row *row;

	for (size_t i = 0; i < g->n; i++)
		widest = fmax(widest,
		    fmax(width_mm(&g->organ[i]), g->seal[i]) + SEAL_APART);
	a_row = (size_t)fmin(SEALS_A_ROW, fmax(1, MM_WIDTH / widest));
	column = MM_WIDTH / (double)a_row;
	g->many =
	    (double)((g->n + a_row - 1) / a_row) * MM_SEAL > MM_HEIGHT / 2;
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

/* The image of a signature stamp, its right edge at x, its top at the row's;
 * gives its size. The place is kept when there is no image. */
static bool
stamp_place(
    struct setter *s, struct row *row, const xmlNode *organ, struct item *it)
{
	const char *name = node_attr(organ, "stamp");
	const char *width = node_attr(organ, "stamp-width");

	it->w = width != NULL ? atof(width) : STAMP_WIDTH;
	it->h = it->w / 2;
	if (s->dir != NULL && *name != '\0') {
		it->picture = picture_load(s->l, s->dir, name, s->err);
		if (it->picture == NULL)
			return false;
		it->h = it->w * it->picture->h / it->picture->w;
	}
	it->x -= it->w;
	set_tag(s, "stamp", organ);
	it->node = s->src.node;
	if (it->node > 0)
		s->l->nodes[it->node].text =
		    arena_strdup(s->l->arena, node_text(organ));
	row->h = fmax(row->h, it->h);
	row_item(s, row, it);
	return true;
}

/* The office before the name or the stamp: 局长 某某某. */
static void
office_cut(struct text *office, struct text *name)
{
	size_t i = office->n;

	while (i > 0 && office->cells[i - 1].kind != CELL_SPACE)
		i--;
	if (i == 0)
		return;
	*name = (struct text){office->cells + i, office->n - i, 0};
	office->n = i - 1;
}

/* One organ a row: the stamp (or the name) 4 characters from the right, the
 * office 2 characters left of it, about its middle: 7.3.5.3. */
static bool
sign_stamp_row(struct setter *s, const struct sign *g, size_t i)
{
	struct item it = {.kind = ITEM_IMAGE,
	    .tag = "stamp",
	    .x = MM_RIGHT - SIGN_RIGHT_SEAL * MM_CELL};
	struct row *row =
	    row_new(s, ROW_SIGN, i == 0 ? MM_TWO : MM_LINE, s->k->size3);
	struct text office = g->organ[i], name = {0};
	double top = 0;

	if (row == NULL)
		return set_busy(s);
	row->edge = true;
	row->keep = i > 0;
	if (node_attr(g->node[i], "stamp") != NULL) {
		if (!stamp_place(s, row, g->node[i], &it))
			return false;
		it.x -= 2 * MM_CELL;
		top = (row->h - s->k->size3) / 2;
	} else {
		office_cut(&office, &name);
		it.x -= row_text(s, row, &name, it.x, 0, s->k->size3, MM_CELL,
		    ALIGN_RIGHT, COLOR_BLACK);
		if (name.n > 0)
			it.x -= 2 * MM_CELL;
	}
	row_text(s, row, &office, it.x, top, s->k->size3, MM_CELL, ALIGN_RIGHT,
	    COLOR_BLACK);
	return !s->l->failed || set_busy(s);
}

static bool
sign_stamp(struct setter *s, const struct sign *g)
{
	struct row *row;

	for (size_t i = 0; i < g->n; i++)
		if (!sign_stamp_row(s, g, i))
			return false;
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
	if (s->l->form == FORM_ORDER || g.stamped)
		return sign_stamp(s, &g);
	return g.sealed ? sign_sealed(s, &g) : sign_plain(s, &g);
}
