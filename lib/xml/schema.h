/* schema.h: RelaxNG and XML schemas compiled once; errors with line and rule. */
#ifndef XML_SCHEMA_H
#define XML_SCHEMA_H

#include <libxml/tree.h>

#include "base/err.h"

struct schema;

struct schema *schema_load(const char *path, struct err *err) MUST_CHECK;

/* A file of somebody else's schema, which refers to others of its set by their
 * names alone. */
struct schema_file {
	const char *name, *text; /* UTF-8 XML */
};
enum { SCHEMA_FILES = 64, SCHEMA_BYTES = 4 << 20 };
/*
 * The schema whose file is `main`: RelaxNG or XML Schema (W3C, 1.0), by its
 * root. ERR_INPUT, arg the file (and line): schema-set-file (not there, or not
 * to be read), schema-set-outside (imports or includes what is none of the
 * files), schema-set-large, schema-set-wrong (cannot be compiled: detail).
 */
struct schema *schema_of(const struct schema_file *files, size_t n,
    const char *main, struct err *err) MUST_CHECK;
void schema_free(struct schema *s);

/* Calls report for each error (at most 50), in document order. */
typedef void schema_report(void *ctx, int line, const char *text);
bool schema_check(
    struct schema *s, xmlDoc *d, schema_report *report, void *ctx);

#endif
