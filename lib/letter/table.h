/* table.h: private to the setting of tables. */
#ifndef LETTER_TABLE_H
#define LETTER_TABLE_H

#include "letter/set.h"

enum { TABLE_COLUMNS = 40 };

struct table_cell {
	struct text text;
	size_t at;          /* cells of the text that are set */
	size_t first, last; /* items of the row at hand, [first, last) */
	double x, width, h;
	enum align align;
};

/* Rows go to the setter's flow from `from` on. */
struct grid {
	struct setter *s;
	double x, width; /* of the table */
	double most; /* height of a row; a taller one goes on in a new row */
	size_t from, rows_n, heads;
	unsigned n; /* columns */
	double edge[TABLE_COLUMNS + 1];
};

/* Sets all rows; the first `heads` are those that a new page repeats. */
bool table_rows(struct grid *g, const xmlNode *table) MUST_CHECK;
struct row *grid_row(struct grid *g);

/* turn.c: on pages of its own, read from the foot of the page upwards. */
bool table_turned(struct setter *s, const xmlNode *table) MUST_CHECK;

#endif
