/* line.h: lines of text in the grid: 避头尾 by squeezing punctuation. */
#ifndef LETTER_LINE_H
#define LETTER_LINE_H

#include "letter/text.h"

/* The measure that lines must fill. All in mm. */
struct measure {
	double em;    /* room of one full-width character: MM_CELL in text */
	double width; /* of the measure */
	double first; /* indent of the first line */
	double rest;  /* indent of the other lines */
	bool justify; /* full lines reach the edge */
};

struct line {
	size_t from, to; /* cells, trailing space and <br/> left out */
	size_t next;     /* where the next line starts */
	double indent;   /* mm */
	double natural;  /* mm */
	double slack;    /* mm to spread (>0) or to squeeze out (<0) */
};

/*
 * The line that starts at cell `from` (from < t->n). Breaks where text_glue
 * allows: before the cell that overflows, or behind it when the punctuation of
 * the line gives way by at most half its width and that is the smaller change.
 * A run longer than the measure is broken anyway.
 */
struct line line_next(
    const struct text *t, size_t from, const struct measure *m);

/* Writes for each cell of the line its origin (from the measure's left edge)
 * and room into x and w, mm; both have line->to - line->from places. */
void line_place(const struct text *t, const struct line *l,
    const struct measure *m, double *x, double *w);

#endif
