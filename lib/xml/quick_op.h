/* quick_op.h: private to lib/xml: instructions as quick.c compiles them. */
#ifndef XML_QUICK_OP_H
#define XML_QUICK_OP_H

#include "xml/quick_expr.h"

enum op_kind {
	OP_TEXT,
	OP_ELEMENT,
	OP_VALUE,
	OP_IF,
	OP_CHOOSE, /* kids are OP_IF, the last perhaps OP_ALL */
	OP_ALL,    /* xsl:otherwise */
	OP_ATTRIBUTE,
	OP_EACH,    /* xsl:for-each; libxslt's, but where emit_run writes */
	OP_LIBXSLT, /* one instruction, as libxslt does it */
};

enum { ATTR_PARTS = 12 };

/* A piece of an attribute value template. */
struct part {
	struct str text; /* when there is no expression */
	const struct expr *x;
	struct part *next;
};

struct attr {
	const xmlChar *name;
	struct part *parts;
	struct attr *next;
};

struct op {
	enum op_kind kind;
	xmlNode *inst;
	const xmlChar *name; /* element, attribute; text */
	const struct expr *x;
	struct attr *attrs;
	struct op *kids, *next;
	const struct emit *emit; /* of an element: see quick_emit.h; or NULL */
	bool whole; /* kids have variables: libxslt runs them together */
	xsltTransformFunction was; /* libxslt's own, of a hooked instruction */
};

/* libxslt's entry to a hooked instruction or literal element. */
void quick_enter(
    xsltTransformContext *t, xmlNode *at, xmlNode *inst, xsltElemPreComp *comp);

#endif
