/* quick_eval.c: values of quick_expr.h's expressions; XPath 1.0, 3.4 and 4. */
#include <libxml/xpath.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "xml/quick_walk.h"

enum type { TYPE_STRING, TYPE_NUMBER, TYPE_BOOLEAN, TYPE_SET };

static struct str
number_string(struct eval *e, double d)
{
	char text[24];
	xmlChar *s;
	struct str out;

	if (d == floor(d) && fabs(d) < 1e9)
		return str_keep(e, text,
		    (size_t)snprintf(text, sizeof(text), "%d", (int)d));
	s = xmlXPathCastNumberToString(d);
	out = s == NULL ? str_empty : str_keep(e, (char *)s, strlen((char *)s));
	xmlFree(s);
	return out;
}

static double
string_number(struct str s)
{
	size_t sign = s.n > 0 && s.p[0] == '-';
	int n = 0;

	if (s.n == sign || s.n - sign > 9)
		return xmlXPathCastStringToNumber(BAD_CAST s.p);
	for (size_t i = sign; i < s.n; i++) {
		if (s.p[i] < '0' || s.p[i] > '9')
			return xmlXPathCastStringToNumber(BAD_CAST s.p);
		n = n * 10 + (s.p[i] - '0');
	}
	return sign ? -(double)n : n;
}

static bool
count_one(void *ctx, xmlNode *n)
{
	(void)n;
	++*(int *)ctx;
	return false;
}

static enum type
type_of(struct eval *e, const struct expr *x)
{
	const xmlXPathObject *v;

	switch (x->kind) {
	case EXPR_PATH:
	case EXPR_UNION:
		return TYPE_SET;
	case EXPR_STRING:
		return TYPE_STRING;
	case EXPR_NUMBER:
	case EXPR_ADD:
	case EXPR_SUB:
	case EXPR_NEG:
		return TYPE_NUMBER;
	case EXPR_VAR:
		v = expr_variable(e, x->name);
		if (v == NULL || v->type == XPATH_STRING)
			return TYPE_STRING;
		return v->type == XPATH_NUMBER    ? TYPE_NUMBER
		       : v->type == XPATH_BOOLEAN ? TYPE_BOOLEAN
						  : TYPE_SET;
	case EXPR_CALL:
		if (x->call == CALL_NUMBER || x->call == CALL_COUNT ||
		    x->call == CALL_POSITION)
			return TYPE_NUMBER;
		if (x->call == CALL_NOT || x->call == CALL_BOOLEAN ||
		    x->call == CALL_TRUE || x->call == CALL_FALSE ||
		    x->call == CALL_STARTS_WITH || x->call == CALL_CONTAINS ||
		    x->call == CALL_HAS_TEXT)
			return TYPE_BOOLEAN;
		return TYPE_STRING;
	default:
		return TYPE_BOOLEAN;
	}
}

static double number_of(struct eval *e, const struct expr *x, xmlNode *at);

static bool
numbers_compare(enum expr_kind op, double a, double b)
{
	switch (op) {
	case EXPR_EQ:
		return a == b;
	case EXPR_NE:
		return a != b;
	case EXPR_LT:
		return a < b;
	case EXPR_LE:
		return a <= b;
	case EXPR_GT:
		return a > b;
	default:
		return a >= b;
	}
}

static bool
strings_compare(enum expr_kind op, struct str a, struct str b)
{
	bool same = a.n == b.n && memcmp(a.p, b.p, a.n) == 0;

	if (op == EXPR_EQ || op == EXPR_NE)
		return same == (op == EXPR_EQ);
	return numbers_compare(op, string_number(a), string_number(b));
}

/* One node of a set against the other side, which is no set. */
struct against {
	struct eval *e;
	enum expr_kind op;
	bool left; /* the set stood on the left */
	bool as_number;
	double number;
	struct str string;
	/* both are sets: */
	const struct expr *other;
	xmlNode *at;
};

static bool
node_compares(void *ctx, xmlNode *n)
{
	const struct against *a = ctx;
	struct str s = str_of_node(a->e, n);

	if (a->as_number)
		return a->left
			   ? numbers_compare(a->op, string_number(s), a->number)
			   : numbers_compare(
				 a->op, a->number, string_number(s));
	return a->left ? strings_compare(a->op, s, a->string)
		       : strings_compare(a->op, a->string, s);
}

static bool
node_compares_with_set(void *ctx, xmlNode *n)
{
	const struct against *a = ctx;
	struct against one = {.e = a->e,
	    .op = a->op,
	    .left = false,
	    .string = str_of_node(a->e, n)};

	return expr_each(a->e, a->other, a->at, node_compares, &one);
}

static bool
set_compare(struct eval *e, const struct expr *x, xmlNode *at, enum type ta,
    enum type tb)
{
	bool left = ta == TYPE_SET;
	const struct expr *set = x->arg[left ? 0 : 1];
	const struct expr *other = x->arg[left ? 1 : 0];
	enum type t = left ? tb : ta;
	struct against a = {
	    .e = e, .op = x->kind, .left = left, .other = other, .at = at};

	if (t == TYPE_SET)
		return expr_each(e, set, at, node_compares_with_set, &a);
	if (t == TYPE_BOOLEAN)
		return numbers_compare(x->kind, expr_boolean(e, x->arg[0], at),
		    expr_boolean(e, x->arg[1], at));
	a.as_number = t == TYPE_NUMBER;
	if (a.as_number)
		a.number = number_of(e, other, at);
	else
		a.string = expr_string(e, other, at);
	return expr_each(e, set, at, node_compares, &a);
}

static bool
compare(struct eval *e, const struct expr *x, xmlNode *at)
{
	const struct expr *a = x->arg[0], *b = x->arg[1];
	enum type ta = type_of(e, a), tb = type_of(e, b);
	bool equality = x->kind == EXPR_EQ || x->kind == EXPR_NE;

	if (ta == TYPE_SET || tb == TYPE_SET)
		return set_compare(e, x, at, ta, tb);
	if (equality && (ta == TYPE_BOOLEAN || tb == TYPE_BOOLEAN))
		return numbers_compare(
		    x->kind, expr_boolean(e, a, at), expr_boolean(e, b, at));
	if (equality && ta == TYPE_STRING && tb == TYPE_STRING)
		return strings_compare(
		    x->kind, expr_string(e, a, at), expr_string(e, b, at));
	return numbers_compare(
	    x->kind, number_of(e, a, at), number_of(e, b, at));
}

static double
number_of(struct eval *e, const struct expr *x, xmlNode *at)
{
	int n = 0;

	switch (x->kind) {
	case EXPR_NUMBER:
		return x->number;
	case EXPR_ADD:
		return number_of(e, x->arg[0], at) +
		       number_of(e, x->arg[1], at);
	case EXPR_SUB:
		return number_of(e, x->arg[0], at) -
		       number_of(e, x->arg[1], at);
	case EXPR_NEG:
		return -number_of(e, x->arg[0], at);
	case EXPR_CALL:
		if (x->call == CALL_NUMBER)
			return number_of(e, x->arg[0], at);
		if (x->call == CALL_COUNT) {
			expr_each(e, x->arg[0], at, count_one, &n);
			return n;
		}
		if (x->call == CALL_POSITION)
			return e->position > 0
				   ? e->position
				   : e->t->xpathCtxt->proximityPosition;
		break;
	case EXPR_VAR:
		if (type_of(e, x) == TYPE_NUMBER)
			return expr_variable(e, x->name)->floatval;
		break;
	default:
		break;
	}
	if (type_of(e, x) == TYPE_BOOLEAN)
		return expr_boolean(e, x, at);
	return string_number(expr_string(e, x, at));
}

static bool
call_boolean(struct eval *e, const struct expr *x, xmlNode *at)
{
	struct str a, b;

	switch (x->call) {
	case CALL_NOT:
		return !expr_boolean(e, x->arg[0], at);
	case CALL_BOOLEAN:
		return expr_boolean(e, x->arg[0], at);
	case CALL_TRUE:
		return true;
	case CALL_FALSE:
		return false;
	case CALL_HAS_TEXT:
		return func_has_text(e->run, expr_string(e, x->arg[0], at).p);
	default:
		a = expr_string(e, x->arg[0], at);
		b = expr_string(e, x->arg[1], at);
		return x->call == CALL_CONTAINS
			   ? strstr(a.p, b.p) != NULL
			   : a.n >= b.n && memcmp(a.p, b.p, b.n) == 0;
	}
}

static bool
variable_boolean(const xmlXPathObject *v)
{
	return v != NULL && xmlXPathCastToBoolean((xmlXPathObject *)v) != 0;
}

bool
expr_boolean(struct eval *e, const struct expr *x, xmlNode *at)
{
	xmlNode *n = NULL;
	double d;

	switch (x->kind) {
	case EXPR_OR:
		return expr_boolean(e, x->arg[0], at) ||
		       expr_boolean(e, x->arg[1], at);
	case EXPR_AND:
		return expr_boolean(e, x->arg[0], at) &&
		       expr_boolean(e, x->arg[1], at);
	case EXPR_EQ:
	case EXPR_NE:
	case EXPR_LT:
	case EXPR_LE:
	case EXPR_GT:
	case EXPR_GE:
		return compare(e, x, at);
	case EXPR_PATH:
		return expr_first(e, x, at) != NULL;
	case EXPR_UNION:
		return expr_each(e, x, at, expr_stop, &n);
	case EXPR_VAR:
		return variable_boolean(expr_variable(e, x->name));
	default:
		break;
	}
	if (type_of(e, x) == TYPE_BOOLEAN)
		return call_boolean(e, x, at);
	if (type_of(e, x) == TYPE_STRING)
		return expr_string(e, x, at).n > 0;
	d = number_of(e, x, at);
	return d != 0 && !isnan(d);
}

/* A view that ends with the NUL that libc's functions need: all of ours do. */
static struct str
call_made(struct eval *e, const struct expr *x, xmlNode *at)
{
	const char *args[EXPR_ARGS] = {""};
	struct buf b;
	struct str s;

	for (int i = 0; i < x->n; i++)
		args[i] = expr_string(e, x->arg[i], at).p;
	buf_init(&b, 0);
	switch (x->call) {
	case CALL_CONCAT:
		for (int i = 0; i < x->n; i++)
			buf_adds(&b, args[i]);
		break;
	case CALL_TEXT:
		func_text(e->run, args[0], args + 1, x->n - 1, &b);
		break;
	case CALL_MONEY:
		func_money(e->run, args[0], x->n > 1 ? args[1] : "", &b);
		break;
	case CALL_FIGURE:
		func_number(args[0], &b);
		break;
	default:
		func_date(e->run, args[0],
		    x->call == CALL_DATE        ? FUNC_DATE
		    : x->call == CALL_DATE_LONG ? FUNC_DATE_LONG
						: FUNC_DATE_TIME,
		    &b);
	}
	s = b.len == 0 ? str_empty : str_keep(e, b.data, b.len);
	buf_clear(&b);
	return s;
}

static struct str
call_string(struct eval *e, const struct expr *x, xmlNode *at)
{
	const char *text;

	if (x->call == CALL_STRING)
		return x->n == 0 ? str_of_node(e, at)
				 : expr_string(e, x->arg[0], at);
	if (x->call == CALL_TEXT && x->n == 1) {
		text = func_plain_text(e->run, expr_string(e, x->arg[0], at).p);
		if (text != NULL)
			return str_view(text);
	}
	return call_made(e, x, at);
}

static struct str
variable_string(struct eval *e, const xmlXPathObject *v)
{
	xmlChar *s;
	struct str out;

	if (v == NULL)
		return str_empty;
	if (v->type == XPATH_STRING)
		return str_view(v->stringval);
	if (v->nodesetval != NULL && v->nodesetval->nodeNr == 1 &&
	    (v->type == XPATH_NODESET || v->type == XPATH_XSLT_TREE))
		return str_of_node(e, v->nodesetval->nodeTab[0]);
	if (v->type == XPATH_NUMBER)
		return number_string(e, v->floatval);
	s = xmlXPathCastToString((xmlXPathObject *)v);
	out = s == NULL ? str_empty : str_keep(e, (char *)s, strlen((char *)s));
	xmlFree(s);
	return out;
}

struct str
expr_string(struct eval *e, const struct expr *x, xmlNode *at)
{
	xmlNode *n;

	switch (x->kind) {
	case EXPR_STRING:
		return (struct str){(const char *)x->name, x->len};
	case EXPR_PATH:
	case EXPR_UNION:
		n = expr_first(e, x, at);
		return n == NULL ? str_empty : str_of_node(e, n);
	case EXPR_VAR:
		return variable_string(e, expr_variable(e, x->name));
	default:
		break;
	}
	switch (type_of(e, x)) {
	case TYPE_NUMBER:
		return number_string(e, number_of(e, x, at));
	case TYPE_BOOLEAN:
		return expr_boolean(e, x, at) ? (struct str){"true", 4}
					      : (struct str){"false", 5};
	default:
		return call_string(e, x, at);
	}
}
