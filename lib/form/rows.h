/* rows.h: a table that somebody pastes, read into items of a repeat. */
#ifndef FORM_ROWS_H
#define FORM_ROWS_H

#include "form/form_private.h"

/* One cell: rows count from 1, the value is UTF-8; options and yes-no come as
 * their values where a label was written. Empty cells do not come. */
typedef bool rows_cell(void *ctx, size_t row, const struct part *field,
    const char *value, struct err *err);

/*
 * Reads lines with tabs or commas (RFC 4180 quotes), as spreadsheets copy
 * them, or XML <rows><row><FIELD/></row></rows>. A first line that names fields
 * or labels orders the columns; without one they stand as in the file.
 * ERR_INPUT rows-column (arg: no such column), rows-width (arg: row with too
 * many cells), rows-none; what `cell` returns.
 */
bool rows_read(const struct part *repeat, const char *text, rows_cell *cell,
    void *ctx, struct arena *a, struct err *err) MUST_CHECK;

#endif
