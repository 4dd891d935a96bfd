/* procedure_xpath.c: expressions compile, and name what exists. */
#include <ctype.h>
#include <stdio.h>
#include <string.h>

#include "flow/procedure_private.h"
#include "xml/doc.h"
#include "xml/xpath.h"

/* Attributes that hold expressions; forms compile their own (form_new). */
static const struct {
	const char *element, *attr;
} expressions[] = {
    {"move", "when"},
    {"start", "when"},
    {"start", "amount"},
    {"start", "from"},
    {"meet", "when"},
    {"suspend", "when"},
    {"resume", "when"},
    {"cancel", "when"},
    {"set", "when"},
    {"set", "value"},
    {"copy", "when"},
    {"copy", "select"},
    {"lookup", "when"},
    {"lookup", "key"},
    {"enter", "when"},
    {"enter", "key"},
    {"value", "select"},
    {"leave", "when"},
    {"leave", "key"},
    {"organ", "when"},
    {"organ", "name"},
    {"organ", "region"},
    {"open", "when"},
    {"open", "organ"},
    {"pool", "when"},
    {"draw", "when"},
    {"draw", "take"},
    {"draw", "seed"},
    {"draw", "without"},
    {"fact", "key"},
    {"fact", "prefix"},
    {"fact", "organ"},
    {"fact", "organs"},
    {"fact", "since"},
    {"fact", "until"},
    {"fact", "within"},
    {"fact", "when"},
    {"fact", "sum"},
    {"fact", "field"},
    {"measure", "when"},
    {"measure", "organ"},
    {"measure", "field"},
    {"measure", "value"},
    {"party", "value"},
    {"rank", "when"},
    {"rank", "value"},
    {"rank", "cut"},
    {"each", "when"},
    {"parent", "when"},
    {"letter", "when"},
    {"p", "when"},
    {"h1", "when"},
    {"h2", "when"},
    {"h3", "when"},
    {"table", "when"},
    {"annex-note", "when"},
    {"notify", "when"},
    {"notice", "when"},
    {"notice", "files"},
    {"retract", "when"},
    {"publish", "when"},
    {"redact", "select"},
    {"limit", "amount"},
    {"expect", "xpath"},
    {"expect", "entry"},
};

/* Those of forms, whose names are looked at here all the same. */
static const char *const binds[] = {"required", "relevant", "constraint",
    "warn", "calculate", "readonly", "default", NULL};

/* After `prefix/` a name must stand in the section. */
static void
check_step(struct check *c, const xmlNode *n, const char *expr,
    const char *prefix, const char *section)
{
	size_t k = strlen(prefix), len;
	const char *p = expr;

	while ((p = strstr(p, prefix)) != NULL) {
		bool whole = p == expr || (!isalnum((unsigned char)p[-1]) &&
					      p[-1] != '-' && p[-1] != '_');

		p += k;
		for (len = 0; islower((unsigned char)p[len]) ||
			      isdigit((unsigned char)p[len]) || p[len] == '-';
		     len++)
			;
		if (whole && len > 0 && check_find(c, section, p, len) == NULL)
			check_wrong(
			    c, n, "no such name: %s%.*s", prefix, (int)len, p);
		p += len;
	}
}

/* A letter tells what the record holds. */
static bool
in_letter(const xmlNode *n)
{
	while (n != NULL && !check_is(n, "letters"))
		n = n->parent;
	return n != NULL;
}

static void
check_steps(struct check *c, const xmlNode *n, const char *expr)
{
	if (strstr(expr, "fact/") != NULL && in_letter(n))
		check_wrong(c, n, "letters see no facts: %s", expr);
	check_step(c, n, expr, "parameter/", "parameters");
	check_step(c, n, expr, "party/", "parties");
	check_step(c, n, expr, "limit/", "limits");
	check_step(c, n, expr, "fact/", "facts");
}

static void
check_expression(struct check *c, const xmlNode *n, const char *expr)
{
	struct err err = {0};
	struct xpath *x = xpath_new(expr, &err);

	if (x == NULL)
		check_wrong(c, n, "%s %s: not an expression: %s",
		    (const char *)n->name, check_attr(n, "name"), expr);
	else
		check_steps(c, n, expr);
	xpath_free(x);
}

/* What stands in braces in a text. */
static void
check_text(struct check *c, const xmlNode *n)
{
	const char *p = node_text(n), *end;
	char expr[512];

	while ((p = strchr(p, '{')) != NULL) {
		if ((end = strchr(p, '}')) == NULL) {
			check_wrong(c, n, "a brace is not closed");
			return;
		}
		snprintf(expr, sizeof(expr), "%.*s", (int)(end - p - 1), p + 1);
		check_expression(c, n, expr);
		p = end;
	}
}

static bool
is_told(const xmlNode *n)
{
	return check_is(n->parent, "publish") ||
	       check_is(n->parent, "notify") || check_is(n->parent, "notice") ||
	       check_is(n->parent, "words") || check_is(n, "column");
}

/* An example is made of values, not of expressions. */
static bool
in_example(const xmlNode *n)
{
	return check_is(n->parent, "example") || check_is(n->parent, "entry");
}

static void
check_attributes(struct check *c, const xmlNode *n)
{
	const char *expr;
	size_t i;

	for (i = 0; i < sizeof(expressions) / sizeof(*expressions); i++)
		if (check_is(n, expressions[i].element) &&
		    (!in_example(n) || check_is(n, "expect")) &&
		    (expr = node_attr(n, expressions[i].attr)) != NULL)
			check_expression(c, n, expr);
	/* items of register:NAME, or of a path (check_names sees to names) */
	expr = node_attr(n, "each");
	if (expr != NULL && strncmp(expr, "register:", 9) != 0)
		check_expression(c, n, expr);
	for (i = 0; binds[i] != NULL; i++)
		if ((expr = node_attr(n, binds[i])) != NULL)
			check_steps(c, n, expr);
}

void
check_expressions(struct check *c)
{
	const xmlNode *n = c->root;

	while ((n = check_walk(c, n)) != NULL) {
		check_attributes(c, n);
		if (is_told(n))
			check_text(c, n);
	}
}
