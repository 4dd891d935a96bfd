/* xlsx.h: a spreadsheet file (ECMA-376) of one sheet, cell by cell. */
#ifndef BASE_XLSX_H
#define BASE_XLSX_H

#include "base/buf.h"

struct xlsx {
	struct buf sheet; /* the sheet's XML so far */
	unsigned row;     /* rows begun; the first one stays in sight */
};

void xlsx_open(struct xlsx *x);
void xlsx_row(struct xlsx *x); /* begins the next row */
/*
 * The next cell of the row. A plain decimal number of at most 15 digits
 * ("12", "-0.5"; not "007") is a number, all else text, never a formula. UTF-8
 * that is no XML character is left out; more than 32,767 bytes are cut.
 */
void xlsx_cell(struct xlsx *x, const char *text);
/* Appends the file to `out`, where a failure is latched, and releases x. */
void xlsx_close(struct xlsx *x, struct buf *out);

#endif
