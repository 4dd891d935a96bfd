/* line.c: see line.h. */
#include "letter/line.h"

#include "letter/character.h"
#include "letter/measure.h"

/* What a mark that stands in a full place may give, in em. */
static double
cell_give(const struct cell *c)
{
	return c->advance > 0.9 ? character_give(c->ch) : 0;
}

/* Whether a line may end before cell i; `soft`: within a name too. */
static bool
may_break(const struct text *t, size_t i, bool soft)
{
	return i == t->n || !t->cells[i].glued || (soft && t->cells[i].soft);
}

/* The first place at or after i where a line may end; not past a <br/>. */
static size_t
break_after(const struct text *t, size_t i)
{
	while (i < t->n && !may_break(t, i, false) &&
	       t->cells[i].kind != CELL_BREAK)
		i++;
	return i;
}

static size_t
break_before(const struct text *t, size_t from, size_t i, bool soft)
{
	while (i > from && !may_break(t, i, soft))
		i--;
	return i;
}

/* Drops what a line end swallows. */
static size_t
line_trim(const struct text *t, size_t from, size_t to)
{
	while (to > from && (t->cells[to - 1].kind == CELL_SPACE ||
				t->cells[to - 1].kind == CELL_BREAK))
		to--;
	return to;
}

static double
give_total(const struct text *t, size_t from, size_t to)
{
	double give = 0;

	for (; from < to; from++)
		give += cell_give(&t->cells[from]);
	return give;
}

/* Letters of one word or number are not pulled apart. */
static bool
gap_spreads(const struct cell *a, const struct cell *b)
{
	if (a->ch < 0x2000 && b->ch < 0x2000)
		return a->kind == CELL_SPACE || b->kind == CELL_SPACE;
	return !(a->ch == 0x2014 && b->ch == 0x2014);
}

/* Places of cells [from, to) at which letters may part. */
static size_t
gaps_count(const struct text *t, size_t from, size_t to)
{
	size_t gaps = 0;

	for (size_t i = from + 1; i < to; i++)
		gaps += gap_spreads(&t->cells[i - 1], &t->cells[i]);
	return gaps;
}

#define LOOSE 0.25 /* em that letters part before a name is broken */

/*
 * `over`: first cell past the edge. Chooses between the last break before it
 * (letters spread) and the next behind it (punctuation squeezed). A name is
 * broken only where the line would come apart.
 */
static size_t
line_end(const struct text *t, size_t from, size_t over, double room, double em)
{
	size_t back = break_before(t, from, over, false);
	size_t fore = break_after(t, over + 1), end;
	double need, spare;

	end = line_trim(t, from, fore);
	need = text_width(t, from, end) * em - room;
	spare = room - text_width(t, from, line_trim(t, from, back)) * em;
	if (need <= give_total(t, from, end) * em + 1e-9 &&
	    (back == from || (spare > 1e-6 && need <= spare * 1.5)))
		return fore;
	if (spare > (double)gaps_count(t, from, back) * LOOSE * em)
		back = break_before(t, from, over, true);
	return back > from ? back : over;
}

struct line
line_next(const struct text *t, size_t from, const struct measure *m)
{
	struct line l = {.from = from};
	double room, w = 0;
	size_t i;

	l.indent = from == 0 ? m->first : m->rest;
	room = m->width - l.indent;
	for (i = from; i < t->n && t->cells[i].kind != CELL_BREAK; i++) {
		w += t->cells[i].advance * m->em;
		if (w > room + 1e-6 && t->cells[i].kind != CELL_SPACE)
			break;
	}
	if (i < t->n && t->cells[i].kind != CELL_BREAK) {
		l.next = i > from ? line_end(t, from, i, room, m->em) : i + 1;
		l.slack = 1; /* full: set below */
	} else {
		l.next = i < t->n ? i + 1 : i;
	}
	l.to = line_trim(t, from, l.next);
	while (l.next < t->n && t->cells[l.next].kind == CELL_SPACE)
		l.next++;
	l.natural = text_width(t, from, l.to) * m->em;
	if (l.natural > room || (l.slack > 0 && m->justify))
		l.slack = room - l.natural;
	else
		l.slack = 0;
	return l;
}

static void
line_spread(const struct text *t, const struct line *l, double *w)
{
	size_t gaps = gaps_count(t, l->from, l->to), i;
	size_t n = l->to - l->from;
	const struct cell *c = t->cells + l->from;

	for (i = 1; i < n && gaps > 0; i++)
		if (gap_spreads(&c[i - 1], &c[i]))
			w[i - 1] += l->slack / (double)gaps;
}

/* The mark at the line's end gives first, then all alike. */
static void
line_squeeze(
    const struct text *t, const struct line *l, double em, double *x, double *w)
{
	size_t i, n = l->to - l->from;
	const struct cell *c = t->cells + l->from;
	double need = -l->slack, last, total, take;

	last = cell_give(&c[n - 1]) * em;
	if (last > need)
		last = need;
	total = give_total(t, l->from, l->to - 1) * em;
	for (i = 0; i < n; i++) {
		take = i == n - 1 ? last
		       : total > 0
			   ? cell_give(&c[i]) * em * (need - last) / total
			   : 0;
		w[i] -= take;
		if (c[i].kind == CELL_OPEN)
			x[i] -= take;
	}
}

void
line_place(const struct text *t, const struct line *l, const struct measure *m,
    double *x, double *w)
{
	size_t i, n = l->to - l->from;
	double at = l->indent;

	for (i = 0; i < n; i++) {
		const struct cell *c = &t->cells[l->from + i];

		w[i] = c->advance * m->em;
		x[i] = c->kind == CELL_OPEN ? -c->trim * m->em : 0;
	}
	if (n > 0 && l->slack > 1e-9)
		line_spread(t, l, w);
	else if (n > 0 && l->slack < -1e-9)
		line_squeeze(t, l, m->em, x, w);
	for (i = 0; i < n; i++) {
		x[i] += at;
		at += w[i];
	}
}
