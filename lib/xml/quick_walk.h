/* quick_walk.h: private to lib/xml: strings and sets of nodes for quick_eval.c. */
#ifndef XML_QUICK_WALK_H
#define XML_QUICK_WALK_H

#include "xml/quick_expr.h"

extern const struct str str_empty;

/* A copy that lives as long as the transformation. */
struct str str_keep(struct eval *e, const char *p, size_t n);
/* A view of a string that is there anyway; NULL: empty. */
struct str str_view(const void *p);
/* A node's string value. */
struct str str_of_node(struct eval *e, const xmlNode *n);

/* libxslt's own value, not a copy of it; valid until a template is left. NULL:
 * no such variable. */
const xmlXPathObject *expr_variable(struct eval *e, const xmlChar *name);

/* Visits the nodes of a path, union or variable until the visitor says stop
 * (true), and gives that answer. A path comes in document order. */
typedef bool visitor(void *ctx, xmlNode *n);
bool expr_each(struct eval *e, const struct expr *x, xmlNode *at,
    visitor *visit, void *ctx);
/* Visitor: stops at the first node, which goes to *(xmlNode **)ctx. */
bool expr_stop(void *ctx, xmlNode *n);
/* First in document order; NULL: none. */
xmlNode *expr_first(struct eval *e, const struct expr *x, xmlNode *at);

#endif
