/* galley.c: texts into lines; see set.h. */
#include "letter/set.h"

double
row_text(struct setter *s, struct row *row, const struct text *t, double x,
    double top, double size, double em, enum align a, enum item_color color)
{
	struct measure m = {.em = em, .width = 1e6};
	struct line l;
	double *at;

	if (t->n == 0 ||
	    (at = list_alloc(s->l, 2 * t->n * sizeof(*at))) == NULL)
		return 0;
	l = line_next(t, 0, &m);
	line_place(t, &l, &m, at, at + t->n);
	if (a == ALIGN_CENTRE)
		x -= l.natural / 2;
	else if (a == ALIGN_RIGHT)
		x -= l.natural;
	row_line(s, row, t, &l, at, x, top, size, color);
	return l.natural;
}

bool
flow_para(struct setter *s, struct text *t, const struct para *p)
{
	double *x = list_alloc(s->l, 2 * (t->n + 1) * sizeof(*x));

	if (x == NULL)
		return set_busy(s);
	text_glue(t);
	for (size_t at = 0; at < t->n;) {
		struct line l = line_next(t, at, &p->m);
		struct row *row =
		    row_new(s, p->kind, at == 0 ? p->gap : GAP_LEAD, p->size);

		if (row == NULL)
			return set_busy(s);
		row->edge = at == 0 && p->gap > 0;
		row->keep = p->keep || (p->follow && at == 0);
		line_place(t, &l, &p->m, x, x + t->n);
		row_line(s, row, t, &l, x, p->x, 0, p->size, COLOR_BLACK);
		at = l.next;
	}
	return true;
}
