/* schema.h: RelaxNG schemas compiled once; errors with line and rule. */
#ifndef XML_SCHEMA_H
#define XML_SCHEMA_H

#include <libxml/tree.h>

#include "base/err.h"

struct schema;

struct schema *schema_load(const char *path, struct err *err) MUST_CHECK;
void schema_free(struct schema *s);

/* Calls report for each error (at most 50), in document order. */
typedef void schema_report(void *ctx, int line, const char *text);
bool schema_check(
    struct schema *s, xmlDoc *d, schema_report *report, void *ctx);

#endif
