/* procedure.h: a procedure file in memory: document, forms, moves. */
#ifndef FLOW_PROCEDURE_H
#define FLOW_PROCEDURE_H

#include <libxml/tree.h>

#include "form/form.h"
#include "xml/schema.h"

struct procedure;

/* Heap. Checks beyond the schema: names refer to what exists, every XPath
 * compiles, every state can be reached and left, clauses exist. The doc is
 * taken. Errors are reported one by one with line and rule. */
struct procedure *procedure_new(
    xmlDoc *doc, schema_report *report, void *ctx, struct err *err) MUST_CHECK;
void procedure_free(struct procedure *p);

const char *procedure_name(const struct procedure *p);
const xmlNode *procedure_root(const struct procedure *p);
const struct form *procedure_form(
    const struct procedure *p, const char *name); /* NULL: none */
const xmlNode *procedure_move(const struct procedure *p, const char *name);
const xmlNode *procedure_letter(const struct procedure *p, const char *name);

#endif
