/* procedure_private.h: what the checks of a procedure file share. */
#ifndef FLOW_PROCEDURE_PRIVATE_H
#define FLOW_PROCEDURE_PRIVATE_H

#include <libxml/tree.h>
#include <stdbool.h>

#include "base/err.h"
#include "xml/schema.h"

struct check {
	const xmlNode *root; /* <procedure> */
	schema_report *report;
	void *ctx;
	unsigned wrong; /* how many were reported */
};

/* Reports one error at n's line. */
void check_wrong(struct check *c, const xmlNode *n, const char *fmt, ...)
    PRINTF(3, 4);

/* The element with that name (of basis: id) in a section; NULL if none. The
 * name need not be ended by NUL. */
const xmlNode *check_find(
    const struct check *c, const char *section, const char *name, size_t n);

/* Elements of a section in turn: NULL begins, NULL ends. */
const xmlNode *check_next(
    const struct check *c, const char *section, const xmlNode *last);

/* The next element in document order below root; NULL ends. */
const xmlNode *check_walk(const struct check *c, const xmlNode *n);

bool check_is(const xmlNode *n, const char *name);
/* Like node_attr, but "" when there is none. */
const char *check_attr(const xmlNode *n, const char *name);
/* Whether `word` stands in a list parted by blanks. */
bool check_listed(const char *list, const char *word);

/* One group of rules each; reports through c. */
void check_whole(struct check *c);  /* what readers take for granted */
void check_names(struct check *c);  /* names.c: unique, and refer to */
void check_flow(struct check *c);   /* states and moves */
void check_papers(struct check *c); /* limits, letters, registers */
void check_expressions(struct check *c);

#endif
