/* gallery.h: sample letters of each form, set once when the program starts. */
#ifndef LETTER_GALLERY_H
#define LETTER_GALLERY_H

#include "base/buf.h"
#include "letter/letter.h"

/* A text in the gallery's file, see gallery_data. */
struct kept_text {
	size_t at, len;
};

struct sample {
	char *name;  /* of the file, without .xml */
	char *title; /* of the letter, or its mark */
	size_t pages;
	struct kept_text xml, pdf, ofd;
	struct kept_text shown; /* <preview/><report/> */
};

/* The texts lie in a file without a name, mapped: who shows no sample holds
 * none of them in memory. */
struct gallery {
	struct sample *samples; /* by name */
	size_t n;
	int fd;
	char *map;
	size_t size;
};

/*
 * Sets every letter document of the folder; their seals stand beside them.
 * NULL when one cannot be set. A folder that is not there is an empty gallery.
 */
struct gallery *gallery_open(
    const char *dir, const struct fonts *f, struct err *err) MUST_CHECK;
void gallery_close(struct gallery *g); /* NULL-safe */
/* View, of t->len bytes without a NUL, until gallery_close. */
const char *gallery_data(const struct gallery *g, const struct kept_text *t);
const struct sample *gallery_find(const struct gallery *g, const char *name);

/* Appends <preview> with the pages drawn and <report> with a <rule clause
 * wanted measured ok>text</rule> each, to a page that shows a letter. */
bool letter_show(
    const struct layout *l, xmlNode *parent, struct err *err) MUST_CHECK;

#endif
