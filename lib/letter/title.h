/* title.h: where a title breaks: at sense, in the shape of 梯形 or 菱形. */
#ifndef LETTER_TITLE_H
#define LETTER_TITLE_H

#include "letter/text.h"

enum { TITLE_LINES = 40 };

/*
 * Breaks the title (GB/T 9704-2012 7.3.1) into at most TITLE_LINES lines of at
 * most `width` em: ends[i] is the cell behind line i. A <br/> is obeyed; else
 * words of official titles stay whole, no line has one character alone, and
 * lines grow, shrink, or swell in the middle. Returns the number of lines.
 */
size_t title_break(
    const struct text *t, double width, size_t ends[TITLE_LINES]);

/* Whether line widths form 梯形 or 菱形 (or one line); for the check. */
bool title_shape(const double *widths, size_t n);

#endif
