/* quick_expr.h: private to lib/xml: the part of XPath that quick.c knows. */
#ifndef XML_QUICK_EXPR_H
#define XML_QUICK_EXPR_H

#include <libxslt/xsltInternals.h>
#include <stdbool.h>

#include "base/arena.h"
#include "xml/func.h"
#include "xml/quick.h"

enum expr_kind {
	EXPR_STRING,
	EXPR_NUMBER,
	EXPR_VAR,
	EXPR_PATH,
	EXPR_UNION,
	EXPR_OR,
	EXPR_AND,
	EXPR_EQ,
	EXPR_NE,
	EXPR_LT,
	EXPR_LE,
	EXPR_GT,
	EXPR_GE,
	EXPR_ADD,
	EXPR_SUB,
	EXPR_NEG,
	EXPR_CALL,
};

enum expr_call {
	CALL_STRING,
	CALL_CONCAT,
	CALL_NOT,
	CALL_BOOLEAN,
	CALL_NUMBER,
	CALL_TRUE,
	CALL_FALSE,
	CALL_COUNT,
	CALL_STARTS_WITH,
	CALL_CONTAINS,
	CALL_POSITION,
	CALL_TEXT, /* kb: from here on */
	CALL_HAS_TEXT,
	CALL_DATE,
	CALL_DATE_LONG,
	CALL_DATE_TIME,
	CALL_MONEY,
	CALL_FIGURE,
};

enum { EXPR_ARGS = 10, EXPR_STEPS = 8, STEP_PREDICATES = 2 };

enum step_axis { STEP_CHILD, STEP_ATTRIBUTE, STEP_SELF, STEP_PARENT };

struct step {
	enum step_axis axis;
	const xmlChar *name; /* of the sheet's dictionary; NULL: any */
	int n;
	struct expr *predicate[STEP_PREDICATES];
};

struct expr {
	enum expr_kind kind;
	enum expr_call call;
	bool absolute; /* path: from the document */
	int n;         /* steps or arguments */
	union {
		struct expr **arg; /* operands too */
		struct step *step;
		const xmlChar *name; /* variable; text of a literal */
		double number;
	};
	size_t len; /* of the literal */
};

/* NULL: beyond what is known here. Lives in `a`; names in `dict`. */
struct expr *expr_new(const char *text, struct arena *a, xmlDict *dict);

/* A view into the tree, the sheet, the texts or the run's pieces. */
struct str {
	const char *p;
	size_t n;
};

struct eval {
	xsltTransformContext *t;
	const struct func_run *run;
	int position; /* of the context node in a predicate; 0: libxslt's */
};

struct str expr_string(struct eval *e, const struct expr *x, xmlNode *at);
bool expr_boolean(struct eval *e, const struct expr *x, xmlNode *at);

/* n + 1 bytes that live as long as the transformation; NULL: none left. */
char *quick_take(struct quick_run *r, size_t n);

#endif
