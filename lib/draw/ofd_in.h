/* ofd_in.h: private to the reader: the package at hand, values of attributes. */
#ifndef DRAW_OFD_IN_H
#define DRAW_OFD_IN_H

#include <libxml/tree.h>

#include "base/unzip.h"
#include "draw/ofd_file.h"

struct ofd_in {
	struct ofd_file *file;
	struct unzip zip;
	struct err *err;
};

/* ofd_in.c */
void *ofd_alloc(struct ofd_in *in, size_t n); /* zeroed; NULL: err is set */
bool ofd_wrong(struct ofd_in *in, const char *what);
/* The part that `loc` names, seen from part `base`; false: leads outside. */
bool ofd_path(const char *base, const char *loc, char out[256]) MUST_CHECK;
xmlDoc *ofd_doc(struct ofd_in *in, const char *part, const char *root);
/* The next number of the text; false at its end or where none is. */
bool ofd_number(const char **s, double *v) MUST_CHECK;
/* Just n numbers. */
bool ofd_numbers(const char *s, double *v, size_t n) MUST_CHECK;
unsigned ofd_id_of(const char *s); /* 0: none */

/* ofd_object.c: the objects of one page. */
bool ofd_objects(struct ofd_in *in, const xmlNode *parent,
    struct ofd_page *page, unsigned depth) MUST_CHECK;

#endif
