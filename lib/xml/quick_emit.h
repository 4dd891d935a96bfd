/* quick_emit.h: private to lib/xml: elements straight to HTML, without a tree. */
#ifndef XML_QUICK_EMIT_H
#define XML_QUICK_EMIT_H

#include "xml/quick_op.h"

/*
 * A literal element all of whose content quick.c knows is written as HTML at
 * once: what stands in the sheet as ready bytes, between them the values. The
 * result tree gets one text node of it, named html_ready. Only where the result
 * is written by html_write, and not into a variable, which may be looked into.
 */

/* Builds what it can of the instructions in `list` and below. */
void emit_prepare(xmlNode *list, struct arena *a);

/* Appends what an op's `emit` says, `at` being the context node. */
void emit_run(
    struct eval *e, const struct emit *list, xmlNode *at, struct buf *out);

#endif
