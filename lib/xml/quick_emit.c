/* quick_emit.c: see quick_emit.h. */
#include "xml/quick_emit.h"

#include <string.h>

#include "xml/html.h"
#include "xml/quick_walk.h"

enum emit_kind {
	EMIT_BYTES,
	EMIT_TEXT,  /* an expression's string, escaped for text */
	EMIT_VALUE, /* for an attribute */
	EMIT_IF,
	EMIT_CHOOSE, /* kids are EMIT_IF, the last perhaps without a test */
	EMIT_EACH,
};

struct emit {
	enum emit_kind kind;
	struct str bytes;
	const struct expr *x;
	struct emit *kids, *next;
};

/* A list while it is made; bytes that follow one another become one piece. */
struct maker {
	struct arena *a;
	struct buf bytes;
	struct emit **last;
	bool failed;
};

static bool is_content(const struct op *list);

/* Attributes and choices between attributes. */
static bool
is_attribute(const struct op *o)
{
	if (o->kind == OP_ATTRIBUTE)
		return true;
	if (o->whole ||
	    (o->kind != OP_IF && o->kind != OP_CHOOSE && o->kind != OP_ALL))
		return false;
	for (const struct op *k = o->kids; k != NULL; k = k->next)
		if (!is_attribute(k))
			return false;
	return true;
}

static bool
has_attribute(const struct op *list, const xmlChar *name)
{
	for (const struct op *o = list; o != NULL; o = o->next)
		if (o->kind == OP_ATTRIBUTE
			? o->name == name
			: o->kind != OP_ELEMENT && has_attribute(o->kids, name))
			return true;
	return false;
}

static bool
is_constant(const struct op *attribute)
{
	for (const struct op *k = attribute->kids; k != NULL; k = k->next)
		if (k->kind != OP_TEXT)
			return false;
	return true;
}

/* Whether one of these attributes could replace another: in the start tag, or
 * of those after it, outside of its own branch. */
static bool
may_replace(const struct op *o, const struct op *rest, const struct attr *tag)
{
	bool choose = o->kind == OP_CHOOSE;

	if (o->kind == OP_ATTRIBUTE) {
		if (html_is_boolean((const char *)o->name) && !is_constant(o))
			return true; /* its value decides how it is written */
		for (const struct attr *a = tag; a != NULL; a = a->next)
			if (a->name == o->name)
				return true;
		return has_attribute(rest, o->name);
	}
	for (const struct op *k = o->kids; k != NULL; k = k->next)
		if (may_replace(k, rest, tag) ||
		    (!choose && may_replace(k, k->next, NULL)))
			return true;
	return false;
}

static bool
tag_is_plain(const struct op *o)
{
	for (const struct attr *a = o->attrs; a != NULL; a = a->next)
		if (html_is_boolean((const char *)a->name))
			for (const struct part *p = a->parts; p; p = p->next)
				if (p->x != NULL)
					return false;
	return true;
}

/* The first child behind the attributes. */
static const struct op *
content_of(const struct op *o)
{
	const struct op *k = o->kids;

	while (k != NULL && is_attribute(k))
		k = k->next;
	return k;
}

static bool
is_plain(const struct op *o)
{
	const struct op *content = content_of(o);
	const char *name = (const char *)o->name;

	if (o->whole || !tag_is_plain(o) ||
	    (content != NULL && (html_is_void(name) || html_is_special(name))))
		return false;
	for (const struct op *k = o->kids; k != content; k = k->next)
		if (may_replace(k, k->next, o->attrs))
			return false;
	return is_content(content);
}

static bool
is_content(const struct op *list)
{
	for (const struct op *o = list; o != NULL; o = o->next)
		switch (o->kind) {
		case OP_TEXT:
		case OP_VALUE:
			break;
		case OP_ELEMENT:
			if (!is_plain(o))
				return false;
			break;
		case OP_IF:
		case OP_ALL:
		case OP_CHOOSE:
		case OP_EACH:
			if (o->whole || !is_content(o->kids))
				return false;
			break;
		default:
			return false;
		}
	return true;
}

static struct emit *
add(struct maker *m, enum emit_kind kind, const struct expr *x)
{
	struct emit *made = arena_alloc(m->a, sizeof(*made));

	if (made == NULL) {
		m->failed = true;
		return NULL;
	}
	*made = (struct emit){.kind = kind, .x = x};
	*m->last = made;
	m->last = &made->next;
	return made;
}

static void
flush(struct maker *m)
{
	struct emit *made;
	size_t n = m->bytes.len;

	if (n == 0 || (made = add(m, EMIT_BYTES, NULL)) == NULL)
		return;
	made->bytes = (struct str){arena_strndup(m->a, m->bytes.data, n), n};
	m->failed = m->failed || made->bytes.p == NULL || m->bytes.failed;
	buf_empty(&m->bytes);
}

static void
add_value(struct maker *m, const struct expr *x, bool attribute)
{
	flush(m);
	add(m, attribute ? EMIT_VALUE : EMIT_TEXT, x);
}

static void make_list(struct maker *m, const struct op *list, bool attribute);

/* One with a list of its own. */
static void
add_branch(
    struct maker *m, enum emit_kind kind, const struct op *o, bool attribute)
{
	struct emit *made, **last;

	flush(m);
	if ((made = add(m, kind, o->x)) == NULL)
		return;
	last = m->last;
	m->last = &made->kids;
	make_list(m, o->kids, attribute);
	flush(m);
	m->last = last;
}

static void
start_value(struct maker *m, const xmlChar *name)
{
	buf_addf(&m->bytes, " %s=\"", (const char *)name);
}

/* Whether the attribute was written by its name alone. */
static bool
by_name(struct maker *m, const xmlChar *name, const char *value)
{
	if (!html_is_boolean((const char *)name) ||
	    (*value != '\0' && strcmp(value, (const char *)name) != 0))
		return false;
	buf_addf(&m->bytes, " %s", (const char *)name);
	return true;
}

static void
make_tag_attribute(struct maker *m, const struct attr *a)
{
	const struct part *only = a->parts;

	if (only == NULL || (only->next == NULL && only->x == NULL))
		if (by_name(m, a->name, only == NULL ? "" : only->text.p))
			return;
	start_value(m, a->name);
	for (const struct part *p = a->parts; p != NULL; p = p->next)
		if (p->x != NULL)
			add_value(m, p->x, true);
		else
			html_escape(&m->bytes, p->text.p, p->text.n, true);
	buf_addc(&m->bytes, '"');
}

static void
make_attribute(struct maker *m, const struct op *o)
{
	const struct op *only = o->kids;

	if ((only == NULL || (only->next == NULL && only->kind == OP_TEXT)) &&
	    by_name(m, o->name, only == NULL ? "" : (const char *)only->name))
		return;
	start_value(m, o->name);
	make_list(m, o->kids, true);
	buf_addc(&m->bytes, '"');
}

static void
make_element(struct maker *m, const struct op *o)
{
	const char *name = (const char *)o->name;

	buf_addf(&m->bytes, "<%s", name);
	for (const struct attr *a = o->attrs; a != NULL; a = a->next)
		make_tag_attribute(m, a);
	for (const struct op *k = o->kids; k != content_of(o); k = k->next) {
		struct op one = *k;

		one.next = NULL;
		make_list(m, &one, false);
	}
	buf_addc(&m->bytes, '>');
	if (html_is_void(name))
		return;
	make_list(m, content_of(o), false);
	buf_addf(&m->bytes, "</%s>", name);
}

static void
make_list(struct maker *m, const struct op *list, bool attribute)
{
	for (const struct op *o = list; o != NULL; o = o->next)
		switch (o->kind) {
		case OP_TEXT:
			html_escape(&m->bytes, (const char *)o->name,
			    strlen((const char *)o->name), attribute);
			break;
		case OP_VALUE:
			add_value(m, o->x, attribute);
			break;
		case OP_ELEMENT:
			make_element(m, o);
			break;
		case OP_ATTRIBUTE:
			make_attribute(m, o);
			break;
		case OP_CHOOSE:
			add_branch(m, EMIT_CHOOSE, o, attribute);
			break;
		case OP_EACH:
			add_branch(m, EMIT_EACH, o, attribute);
			break;
		default: /* OP_IF, OP_ALL: is_content() let nothing else in */
			add_branch(m, EMIT_IF, o, attribute);
		}
}

static const struct emit *
emit_new(const struct op *o, struct arena *a)
{
	struct emit *first = NULL;
	struct maker m = {.a = a, .last = &first};

	buf_init(&m.bytes, 0);
	make_element(&m, o);
	flush(&m);
	buf_clear(&m.bytes);
	return m.failed ? NULL : first;
}

void
emit_prepare(xmlNode *list, struct arena *a)
{
	for (xmlNode *n = list; n != NULL; n = n->next) {
		struct op *o = n->type == XML_ELEMENT_NODE ? n->_private : NULL;

		if (o != NULL && o->kind == OP_ELEMENT && is_plain(o) &&
		    !xmlStrEqual(
			o->name, BAD_CAST "html")) /* the tree's root */
			o->emit = emit_new(o, a);
		else if (n->type == XML_ELEMENT_NODE)
			emit_prepare(n->children, a);
	}
}

/* A node of xsl:for-each. */
struct each {
	struct eval *e;
	const struct emit *kids;
	struct buf *out;
	int position;
};

static bool
each_one(void *ctx, xmlNode *n)
{
	struct each *each = ctx;

	each->e->position = ++each->position;
	emit_run(each->e, each->kids, n, each->out);
	return each->out->failed;
}

static void
run_each(struct eval *e, const struct emit *o, xmlNode *at, struct buf *out)
{
	/* What chooses the nodes stands in the position outside. */
	struct each each = {&(struct eval){e->t, e->run, 0}, o->kids, out, 0};

	expr_each(e, o->x, at, each_one, &each);
}

static void
emit_one(struct eval *e, const struct emit *o, xmlNode *at, struct buf *out)
{
	struct str s;

	switch (o->kind) {
	case EMIT_BYTES:
		buf_add(out, o->bytes.p, o->bytes.n);
		break;
	case EMIT_TEXT:
	case EMIT_VALUE:
		s = expr_string(e, o->x, at);
		html_escape(out, s.p, s.n, o->kind == EMIT_VALUE);
		break;
	case EMIT_IF:
		if (o->x == NULL || expr_boolean(e, o->x, at))
			emit_run(e, o->kids, at, out);
		break;
	case EMIT_CHOOSE:
		for (const struct emit *k = o->kids; k != NULL; k = k->next)
			if (k->x == NULL || expr_boolean(e, k->x, at)) {
				emit_run(e, k->kids, at, out);
				break;
			}
		break;
	case EMIT_EACH:
		run_each(e, o, at, out);
	}
}

void
emit_run(struct eval *e, const struct emit *list, xmlNode *at, struct buf *out)
{
	for (const struct emit *o = list; o != NULL; o = o->next)
		emit_one(e, o, at, out);
}
