/* xpath.h: XPath 1.0 core over a case document, compiled once. */
#ifndef XML_XPATH_H
#define XML_XPATH_H

#include <libxml/tree.h>
#include <stdbool.h>

#include "base/err.h"

struct xpath;

/* Heap; ERR_INPUT with the expression in detail. No variables; no functions
 * beyond the core, so that PostgreSQL's xpath() answers the same. */
struct xpath *xpath_new(const char *expr, struct err *err) MUST_CHECK;
void xpath_free(struct xpath *x);

/* False (with err) only when the evaluation itself fails. */
bool xpath_test(
    const struct xpath *x, xmlNode *at, bool *out, struct err *err) MUST_CHECK;
/* The elements selected, in document order: malloc'd, the caller frees; NULL
 * and 0 when there are none or the result is no node-set. */
bool xpath_nodes(const struct xpath *x, xmlNode *at, xmlNode ***out, size_t *n,
    struct err *err) MUST_CHECK;
/* A string, malloc'd; the caller frees. */
char *xpath_string(
    const struct xpath *x, xmlNode *at, struct err *err) MUST_CHECK;

#endif
