/* quick_parse.c: expr_new of quick_expr.h. */
#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "xml/quick_expr.h"

enum { DEPTH = 20 };

struct parser {
	const char *p;
	struct arena *a;
	xmlDict *dict;
	int depth;
};

static struct expr *parse_or(struct parser *s);

static struct expr *
expr_make(struct parser *s, enum expr_kind kind)
{
	struct expr *x = arena_alloc(s->a, sizeof(*x));

	if (x != NULL)
		*x = (struct expr){.kind = kind};
	return x;
}

/* An expression of n others. */
static struct expr *
expr_of(struct parser *s, enum expr_kind kind, struct expr *const *arg, int n)
{
	struct expr *x = expr_make(s, kind);

	if (x == NULL ||
	    (x->arg = arena_alloc(s->a, (size_t)n * sizeof(*arg))) == NULL)
		return NULL;
	for (int i = 0; i < n; i++)
		if ((x->arg[i] = arg[i]) == NULL)
			return NULL;
	x->n = n;
	return x;
}

static struct expr *
join(struct parser *s, enum expr_kind kind, struct expr *a, struct expr *b)
{
	struct expr *arg[] = {a, b};

	return expr_of(s, kind, arg, 2);
}

static void
space(struct parser *s)
{
	s->p += strspn(s->p, " \t\r\n");
}

static bool
takes(struct parser *s, const char *token)
{
	size_t n = strlen(token);

	space(s);
	if (strncmp(s->p, token, n) != 0)
		return false;
	s->p += n;
	return true;
}

static size_t
name_length(const char *p)
{
	size_t n = 0;

	if (!isalpha((unsigned char)*p) && *p != '_' && (*p & 0x80) == 0)
		return 0;
	while (isalnum((unsigned char)p[n]) || p[n] == '_' || p[n] == '-' ||
	       p[n] == '.' || (p[n] & 0x80) != 0)
		n++;
	return n;
}

/* An operator that is a name, where an operator may stand. */
static bool
takes_word(struct parser *s, const char *word)
{
	size_t n = strlen(word);

	space(s);
	if (name_length(s->p) != n || strncmp(s->p, word, n) != 0)
		return false;
	s->p += n;
	return true;
}

static const xmlChar *
intern(struct parser *s, const char *p, size_t n)
{
	return xmlDictLookup(s->dict, BAD_CAST p, (int)n);
}

static struct expr *
parse_literal(struct parser *s)
{
	const char *end = strchr(s->p + 1, *s->p);
	struct expr *x = end == NULL ? NULL : expr_make(s, EXPR_STRING);

	if (x == NULL)
		return NULL;
	x->len = (size_t)(end - s->p - 1);
	x->name = intern(s, s->p + 1, x->len);
	s->p = end + 1;
	return x->name == NULL ? NULL : x;
}

static struct expr *
parse_number(struct parser *s)
{
	size_t n = strspn(s->p, "0123456789");
	struct expr *x = expr_make(s, EXPR_NUMBER);

	if (x == NULL || n > 9 || s->p[n] == '.')
		return NULL;
	x->number = atoi(s->p);
	s->p += n;
	return x;
}

static const struct row {
	const char *name;
	enum expr_call call;
	int least, most;
} calls[] = {{"string", CALL_STRING, 0, 1}, {"concat", CALL_CONCAT, 2, 10},
    {"not", CALL_NOT, 1, 1}, {"boolean", CALL_BOOLEAN, 1, 1},
    {"number", CALL_NUMBER, 1, 1}, {"true", CALL_TRUE, 0, 0},
    {"false", CALL_FALSE, 0, 0}, {"count", CALL_COUNT, 1, 1},
    {"starts-with", CALL_STARTS_WITH, 2, 2}, {"contains", CALL_CONTAINS, 2, 2},
    {"position", CALL_POSITION, 0, 0}, {"kb:text", CALL_TEXT, 1, 10},
    {"kb:has-text", CALL_HAS_TEXT, 1, 1}, {"kb:date", CALL_DATE, 1, 1},
    {"kb:date-long", CALL_DATE_LONG, 1, 1},
    {"kb:date-time", CALL_DATE_TIME, 1, 1}, {"kb:money", CALL_MONEY, 1, 2},
    {"kb:number", CALL_FIGURE, 1, 1}};

static const struct row *
row_of(const char *name, size_t n)
{
	for (size_t i = 0; i < sizeof(calls) / sizeof(calls[0]); i++)
		if (strlen(calls[i].name) == n &&
		    strncmp(calls[i].name, name, n) == 0)
			return &calls[i];
	return NULL;
}

/* At a name before a parenthesis. */
static struct expr *
parse_call(struct parser *s, size_t name)
{
	const struct row *row = row_of(s->p, name);
	struct expr *arg[EXPR_ARGS], *x;
	int n = 0;

	s->p += name;
	if (row == NULL || !takes(s, "("))
		return NULL;
	while (!takes(s, ")")) {
		if ((n > 0 && !takes(s, ",")) || n == EXPR_ARGS)
			return NULL;
		if ((arg[n++] = parse_or(s)) == NULL)
			return NULL;
	}
	if (n < row->least || n > row->most ||
	    (x = expr_of(s, EXPR_CALL, arg, n)) == NULL)
		return NULL;
	x->call = row->call;
	/* Sets are counted one path after another. */
	return x->call == CALL_COUNT && x->arg[0]->kind != EXPR_PATH ? NULL : x;
}

/* A predicate that is a number would be a position. */
static bool
is_position(const struct expr *x)
{
	return x->kind == EXPR_NUMBER || x->kind == EXPR_ADD ||
	       x->kind == EXPR_SUB || x->kind == EXPR_NEG ||
	       (x->kind == EXPR_CALL &&
		   (x->call == CALL_POSITION || x->call == CALL_COUNT ||
		       x->call == CALL_NUMBER));
}

static bool
parse_predicates(struct parser *s, struct step *step)
{
	struct expr *x;

	while (takes(s, "[")) {
		if (step->n == STEP_PREDICATES || (x = parse_or(s)) == NULL ||
		    !takes(s, "]"))
			return false;
		if (x->kind == EXPR_NUMBER) {
			struct expr *here = expr_of(s, EXPR_CALL, NULL, 0);

			if (here != NULL)
				here->call = CALL_POSITION;
			x = join(s, EXPR_EQ, here, x);
			if (x == NULL)
				return false;
		} else if (is_position(x)) {
			return false;
		}
		step->predicate[step->n++] = x;
	}
	return true;
}

static bool
parse_step(struct parser *s, struct step *step)
{
	size_t n;

	space(s);
	*step = (struct step){.axis = STEP_CHILD};
	if (strncmp(s->p, "..", 2) == 0) {
		step->axis = STEP_PARENT;
		s->p += 2;
		return true;
	}
	if (*s->p == '.') {
		step->axis = STEP_SELF;
		s->p++;
		return true;
	}
	if (*s->p == '@') {
		step->axis = STEP_ATTRIBUTE;
		s->p++;
	}
	if (*s->p == '*') {
		s->p++;
		return step->axis == STEP_CHILD && parse_predicates(s, step);
	}
	if ((n = name_length(s->p)) == 0)
		return false;
	step->name = intern(s, s->p, n);
	s->p += n;
	space(s);
	if (step->name == NULL || *s->p == ':' || *s->p == '(')
		return false;
	return parse_predicates(s, step);
}

static bool
order_is_kept(const struct expr *x)
{
	/* From several nodes to their parents would meet one twice. */
	for (int i = 1; i < x->n; i++)
		if (x->step[i].axis == STEP_PARENT &&
		    x->step[i - 1].axis != STEP_PARENT)
			return false;
	return true;
}

static struct expr *
parse_path(struct parser *s)
{
	struct expr *x = expr_make(s, EXPR_PATH);
	struct step step[EXPR_STEPS];
	size_t size;

	if (x == NULL || takes(s, "//"))
		return NULL;
	x->absolute = takes(s, "/");
	do {
		if (x->n == EXPR_STEPS || !parse_step(s, &step[x->n++]))
			return NULL;
		if (takes(s, "//"))
			return NULL;
	} while (takes(s, "/"));
	size = (size_t)x->n * sizeof(*step);
	if ((x->step = arena_alloc(s->a, size)) == NULL)
		return NULL;
	memcpy(x->step, step, size);
	return order_is_kept(x) ? x : NULL;
}

static struct expr *
parse_variable(struct parser *s)
{
	struct expr *x = expr_make(s, EXPR_VAR);
	size_t n = name_length(++s->p);

	if (x == NULL || n == 0)
		return NULL;
	x->name = intern(s, s->p, n);
	s->p += n;
	space(s);
	/* Prefixes, and steps from a variable. */
	if (*s->p == ':' || *s->p == '/' || *s->p == '[')
		return NULL;
	return x->name == NULL ? NULL : x;
}

static struct expr *
parse_primary(struct parser *s)
{
	struct expr *x;
	size_t n;

	space(s);
	if (*s->p == '\'' || *s->p == '"')
		return parse_literal(s);
	if (isdigit((unsigned char)*s->p))
		return parse_number(s);
	if (*s->p == '$')
		return parse_variable(s);
	if (takes(s, "(")) {
		x = parse_or(s);
		if (x == NULL || !takes(s, ")"))
			return NULL;
		space(s);
		return *s->p == '/' || *s->p == '[' ? NULL : x;
	}
	n = name_length(s->p);
	if (n > 0 && s->p[n] == ':' && s->p[n + 1] != ':')
		n += 1 + name_length(s->p + n + 1);
	if (n > 0 && s->p[n + strspn(s->p + n, " \t\r\n")] == '(') {
		x = parse_call(s, n);
		space(s);
		return *s->p == '/' || *s->p == '[' ? NULL : x;
	}
	return parse_path(s);
}

static struct expr *
parse_union(struct parser *s)
{
	struct expr *x = parse_primary(s);

	while (x != NULL && takes(s, "|")) {
		struct expr *y = parse_primary(s);

		if (y == NULL || y->kind != EXPR_PATH ||
		    (x->kind != EXPR_PATH && x->kind != EXPR_UNION))
			return NULL;
		x = join(s, EXPR_UNION, x, y);
	}
	return x;
}

static struct expr *
parse_unary(struct parser *s)
{
	struct expr *x;

	if (!takes(s, "-"))
		return parse_union(s);
	x = parse_unary(s);
	return expr_of(s, EXPR_NEG, &x, 1);
}

static struct expr *
parse_sum(struct parser *s)
{
	struct expr *x = parse_unary(s);

	while (x != NULL) {
		if (takes(s, "+"))
			x = join(s, EXPR_ADD, x, parse_unary(s));
		else if (takes(s, "-"))
			x = join(s, EXPR_SUB, x, parse_unary(s));
		else
			break;
	}
	return x;
}

static struct expr *
parse_relation(struct parser *s)
{
	struct expr *x = parse_sum(s);

	while (x != NULL) {
		if (takes(s, "<="))
			x = join(s, EXPR_LE, x, parse_sum(s));
		else if (takes(s, ">="))
			x = join(s, EXPR_GE, x, parse_sum(s));
		else if (takes(s, "<"))
			x = join(s, EXPR_LT, x, parse_sum(s));
		else if (takes(s, ">"))
			x = join(s, EXPR_GT, x, parse_sum(s));
		else
			break;
	}
	return x;
}

static struct expr *
parse_equality(struct parser *s)
{
	struct expr *x = parse_relation(s);

	while (x != NULL) {
		if (takes(s, "!="))
			x = join(s, EXPR_NE, x, parse_relation(s));
		else if (takes(s, "="))
			x = join(s, EXPR_EQ, x, parse_relation(s));
		else
			break;
	}
	return x;
}

static struct expr *
parse_and(struct parser *s)
{
	struct expr *x = parse_equality(s);

	while (x != NULL && takes_word(s, "and"))
		x = join(s, EXPR_AND, x, parse_equality(s));
	return x;
}

static struct expr *
parse_or(struct parser *s)
{
	struct expr *x = NULL;

	if (s->depth < DEPTH) {
		s->depth++;
		x = parse_and(s);
		while (x != NULL && takes_word(s, "or"))
			x = join(s, EXPR_OR, x, parse_and(s));
		s->depth--;
	}
	return x;
}

struct expr *
expr_new(const char *text, struct arena *a, xmlDict *dict)
{
	struct parser s = {.p = text, .a = a, .dict = dict};
	struct expr *x = parse_or(&s);

	space(&s);
	return *s.p == '\0' ? x : NULL;
}
