/* xpath.c: see xpath.h. */
#include "xml/xpath.h"

#include <ctype.h>
#include <libxml/xpath.h>
#include <libxml/xpathInternals.h>
#include <stdlib.h>
#include <string.h>

#include "xml/mem.h"

/* An expression that needs more steps than this is a mistake. */
enum { STEPS = 20 * 1000 * 1000 };

struct xpath {
	xmlXPathCompExpr *comp;
	char expr[];
};

/*
 * One context serves all expressions, for registering the core functions costs
 * more than most evaluations. It lives on the heap while any expression does,
 * and keeps nothing of an evaluation.
 */
static xmlXPathContext *context;
static size_t users;

static const char *const functions[] = {
    /* XPath 1.0, 4.1 to 4.4 */
    "last", "position", "count", "id", "local-name", "namespace-uri", "name",
    "string", "concat", "starts-with", "contains", "substring-before",
    "substring-after", "substring", "string-length", "normalize-space",
    "translate", "boolean", "not", "true", "false", "lang", "number", "sum",
    "floor", "ceiling", "round",
    /* node tests and operators that may stand before a parenthesis */
    "node", "text", "comment", "processing-instruction", "and", "or", "div",
    "mod", NULL};

static bool
is_name(char c)
{
	return isalnum((unsigned char)c) || c == '-' || c == '_' || c == '.' ||
	       (unsigned char)c >= 0x80;
}

static bool
known(const char *name, size_t n)
{
	for (const char *const *f = functions; *f != NULL; f++)
		if (strlen(*f) == n && memcmp(*f, name, n) == 0)
			return true;
	return false;
}

/* At a name: passes it; false when it is a foreign function or has a prefix. */
static bool
pass_name(const char **at)
{
	const char *name = *at, *p = name;
	size_t n;

	while (is_name(*p))
		p++;
	n = (size_t)(p - name);
	*at = p;
	if (p[0] == ':' && p[1] != ':')
		return n == 3 && memcmp(name, "xml", 3) == 0;
	p += strspn(p, " \t\r\n");
	return *p != '(' || known(name, n);
}

/* What libxml2 would take at compile time and stumble on at run time, or, like
 * "not(", never. */
static const char *
beyond_core(const char *p)
{
	int open = 0;

	while (*p != '\0') {
		if (*p == '\'' || *p == '"') {
			const char *end = strchr(p + 1, *p);

			if (end == NULL)
				return "unclosed literal";
			p = end + 1;
		} else if (*p == '$') {
			return "variables are not allowed";
		} else if (is_name(*p)) {
			if (!pass_name(&p))
				return "no such core function, or a prefix";
		} else {
			open += (*p == '(') - (*p == ')');
			p++;
		}
	}
	return open == 0 ? NULL : "a parenthesis is not closed";
}

static void
quiet(void *ctx, xmlErrorPtr e)
{
	(void)ctx;
	(void)e;
}

static struct xpath *
compile(const char *expr)
{
	size_t n = strlen(expr) + 1;
	struct xpath *x;

	if (context == NULL) {
		if ((context = xmlXPathNewContext(NULL)) == NULL)
			return NULL;
		context->error = quiet;
	}
	users++;
	if ((x = malloc(sizeof(*x) + n)) != NULL) {
		memcpy(x->expr, expr, n);
		x->comp = xmlXPathCtxtCompile(context, BAD_CAST expr);
		if (x->comp != NULL)
			return x;
	}
	free(x);
	if (--users == 0) {
		xmlXPathFreeContext(context);
		context = NULL;
	}
	return NULL;
}

struct xpath *
xpath_new(const char *expr, struct err *err)
{
	const char *why = beyond_core(expr);
	struct xpath *x = NULL;

	if (why == NULL) {
		/* The expression outlives the request that may be running. */
		struct arena *a = xmlmem_leave();

		x = compile(expr);
		if (a != NULL)
			xmlmem_enter(a);
		why = "not an XPath 1.0 expression";
	}
	if (x == NULL) {
		err_fail(err, ERR_INPUT, "xpath", "%s: %s", expr, why);
		err_arg(err, expr);
	}
	return x;
}

void
xpath_free(struct xpath *x)
{
	if (x == NULL)
		return;
	xmlXPathFreeCompExpr(x->comp);
	free(x);
	if (--users == 0) {
		xmlXPathFreeContext(context);
		context = NULL;
	}
}

static void
set_context(xmlNode *at)
{
	context->doc = at->doc;
	context->node = at;
	context->contextSize = context->proximityPosition = 1;
	context->opLimit = STEPS;
	context->opCount = 0;
}

/* Forgets whatever may lie in a request's arena. */
static void
unset_context(void)
{
	context->doc = NULL;
	context->node = NULL;
	xmlResetError(&context->lastError);
}

static bool
say_failed(const struct xpath *x, struct err *err)
{
	return err_fail(err, ERR_BUG, "bug", "xpath %s: error %d", x->expr,
	    context->lastError.code);
}

bool
xpath_test(const struct xpath *x, xmlNode *at, bool *out, struct err *err)
{
	int answer;

	set_context(at);
	answer = xmlXPathCompiledEvalToBoolean(x->comp, context);
	if (answer < 0)
		say_failed(x, err);
	unset_context();
	*out = answer == 1;
	return answer >= 0;
}

bool
xpath_nodes(const struct xpath *x, xmlNode *at, xmlNode ***out, size_t *n,
    struct err *err)
{
	xmlXPathObject *o;
	const xmlNodeSet *set;
	bool ok;

	*out = NULL;
	*n = 0;
	set_context(at);
	o = xmlXPathCompiledEval(x->comp, context);
	set = o != NULL && o->type == XPATH_NODESET ? o->nodesetval : NULL;
	ok = o != NULL;
	if (set != NULL && set->nodeNr > 0) {
		*out = calloc((size_t)set->nodeNr, sizeof(**out));
		ok = *out != NULL;
		for (int i = 0; ok && i < set->nodeNr; i++)
			if (set->nodeTab[i]->type == XML_ELEMENT_NODE)
				(*out)[(*n)++] = set->nodeTab[i];
	}
	if (!ok)
		say_failed(x, err);
	unset_context();
	xmlXPathFreeObject(o);
	return ok;
}

char *
xpath_string(const struct xpath *x, xmlNode *at, struct err *err)
{
	xmlXPathObject *o;
	xmlChar *text = NULL;
	char *s = NULL;

	set_context(at);
	o = xmlXPathCompiledEval(x->comp, context);
	if (o != NULL)
		text = xmlXPathCastToString(o);
	if (text != NULL)
		s = strdup((const char *)text);
	if (s == NULL)
		say_failed(x, err);
	unset_context();
	xmlFree(text);
	xmlXPathFreeObject(o);
	return s;
}
