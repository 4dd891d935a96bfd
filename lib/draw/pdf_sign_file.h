/* pdf_sign_file.h: a PDF file read as far as signatures ask: its objects by
 * number, dictionaries as slices of its bytes. Foreign bytes: all is bounded. */
#ifndef DRAW_PDF_SIGN_FILE_H
#define DRAW_PDF_SIGN_FILE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/err.h"

struct slice {
	const char *p;
	size_t n; /* 0: nothing there */
};

struct pdf_file {
	struct slice bytes;
	struct slice trailer; /* of the newest section */
	size_t xref;          /* where that section begins */
	size_t *offsets;      /* by object number, 0: free; heap */
	unsigned n;
};

/* Classic cross-reference tables only, newest section first; ERR_INPUT
 * "pdf-form" else. The bytes are borrowed. */
bool pdf_file_read(
    const char *p, size_t n, struct pdf_file *f, struct err *err) MUST_CHECK;
void pdf_file_clear(struct pdf_file *f);

/* The value of object `id`, empty when there is none. */
struct slice pdf_object(const struct pdf_file *f, unsigned id);
/* The next value (a whole dictionary, array, string, name, number or
 * reference) of *in, which moves behind it. */
struct slice pdf_next(struct slice *in);
/* The value of /key in a dictionary. */
struct slice pdf_get(struct slice dict, const char *key);
/* Goes through the entries: `at` begins as {0}. */
bool pdf_entry(struct slice dict, struct slice *at, struct slice *key,
    struct slice *value);
bool slice_is(struct slice s, const char *text);
bool slice_same(struct slice a, struct slice b);
/* "12 0 R" is 12; 0: no reference. */
unsigned pdf_reference(struct slice s);
/* The value, or the object that it refers to. */
struct slice pdf_follow(const struct pdf_file *f, struct slice s);
/* A whole number that is not negative; false: none. */
bool pdf_number(struct slice s, size_t *out);

#endif
