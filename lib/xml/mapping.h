/* mapping.h: one stylesheet of somebody else, run with its hands bound. */
#ifndef XML_MAPPING_H
#define XML_MAPPING_H

#include <libxml/tree.h>

#include "base/err.h"

/*
 * XSLT 1.0 in one file: no import or include, no extension elements, nothing
 * read or written, document() finds nothing, no functions but XPath's and
 * XSLT's. ERR_INPUT "mapping-wrong", arg the line where it is known.
 */
struct mapping;
struct mapping *mapping_of(const char *text, struct err *err) MUST_CHECK;
void mapping_free(struct mapping *m); /* NULL-safe */

/*
 * What it makes of `in`, which is not changed; the caller owns it. At most two
 * million steps, 200 templates deep. ERR_INPUT "mapping", arg what it said
 * itself (xsl:message terminate="yes"), or why it was stopped.
 */
xmlDoc *mapping_run(
    const struct mapping *m, xmlDoc *in, struct err *err) MUST_CHECK;

#endif
