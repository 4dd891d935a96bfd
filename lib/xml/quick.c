/* quick.c: see quick.h. */
#include "xml/quick.h"

#include <libxml/parserInternals.h>
#include <stdlib.h>
#include <string.h>

#include "xml/doc.h"
#include "xml/quick_emit.h"

enum { MEMORY = 32 << 20 };

struct quick {
	struct arena *a;
	xmlDict *dict; /* the sheet's */
};

/* Marks literal elements for libxslt as extension elements of ours. */
static xmlNs mark = {
    .type = XML_LOCAL_NAMESPACE, .href = BAD_CAST "urn:kuaibao:quick"};

static xsltElemPreComp element_comp = {.func = quick_enter};

static bool
is_xsl(const xmlNode *n, const char *name)
{
	return n->type == XML_ELEMENT_NODE && n->ns != NULL &&
	       xmlStrEqual(n->ns->href, XSLT_NAMESPACE) &&
	       (name == NULL || strcmp((const char *)n->name, name) == 0);
}

static struct op *
op_make(struct quick *q, enum op_kind kind, xmlNode *inst)
{
	struct op *o = arena_alloc(q->a, sizeof(*o));

	if (o != NULL)
		*o = (struct op){.kind = kind, .inst = inst};
	return o;
}

static const struct expr *
expression(struct quick *q, const xmlNode *n, const char *name)
{
	const char *text = node_attr(n, name);

	return text == NULL ? NULL : expr_new(text, q->a, q->dict);
}

/* Ends of the braces of an attribute value template; NULL: none. */
static const char *
closing(const char *p)
{
	for (; *p != '\0' && *p != '}'; p++)
		if (*p == '\'' || *p == '"') {
			if ((p = strchr(p + 1, *p)) == NULL)
				return NULL;
		}
	return *p == '}' ? p : NULL;
}

static struct part *
part_make(struct quick *q, const char *p, size_t n)
{
	struct part *part = arena_alloc(q->a, sizeof(*part));
	char *copy = arena_strndup(q->a, p, n);

	if (part == NULL || copy == NULL)
		return NULL;
	*part = (struct part){.text = {copy, n}};
	return part;
}

/* One part from *p on, which is moved; NULL: not known here. */
static struct part *
next_part(struct quick *q, const char **p)
{
	size_t n = strcspn(*p, "{}");
	const char *at = *p, *end;
	struct part *part;

	if (n > 0 || at[0] == at[1]) { /* a doubled brace is one */
		n = n > 0 ? n : 1;
		*p = at + n + (at[0] == '{' || at[0] == '}');
		return part_make(q, at, n);
	}
	if (at[0] == '}' || (end = closing(at + 1)) == NULL ||
	    (part = part_make(q, at + 1, (size_t)(end - at - 1))) == NULL)
		return NULL;
	*p = end + 1;
	part->x = expr_new(part->text.p, q->a, q->dict);
	return part->x == NULL ? NULL : part;
}

static bool
parse_parts(struct quick *q, const char *text, struct part **list)
{
	int n = 0;

	for (*list = NULL; *text != '\0'; list = &(*list)->next)
		if (n++ == ATTR_PARTS || (*list = next_part(q, &text)) == NULL)
			return false;
	return true;
}

static bool
parse_attributes(struct quick *q, struct op *o)
{
	struct attr **last = &o->attrs;

	for (xmlAttr *a = o->inst->properties; a != NULL; a = a->next) {
		struct attr *x = arena_alloc(q->a, sizeof(*x));

		if (x == NULL || a->ns != NULL)
			return false;
		*x = (struct attr){.name = xmlDictLookup(q->dict, a->name, -1)};
		if (x->name == NULL ||
		    !parse_parts(q,
			a->children == NULL ? "" : (char *)a->children->content,
			&x->parts))
			return false;
		*last = x;
		last = &x->next;
	}
	return true;
}

static struct op *compile(struct quick *q, xmlNode *n);

/* Children in order; whole when one of them needs libxslt's frame. */
static void
compile_kids(struct quick *q, struct op *o)
{
	struct op **last = &o->kids;

	for (xmlNode *n = o->inst->children; n != NULL; n = n->next) {
		if (n->type == XML_COMMENT_NODE || n->type == XML_PI_NODE)
			continue;
		if ((*last = compile(q, n)) == NULL)
			o->whole = true;
		else
			last = &(*last)->next;
	}
}

/* Only what ends up as text: what an attribute's value may be made of. */
static bool
makes_text(const struct op *o)
{
	if (o->whole)
		return false;
	for (const struct op *k = o->kids; k != NULL; k = k->next)
		if (k->kind == OP_ELEMENT || k->kind == OP_LIBXSLT ||
		    k->kind == OP_EACH || k->kind == OP_ATTRIBUTE ||
		    !makes_text(k))
			return false;
	return true;
}

static struct op *
compile_choose(struct quick *q, xmlNode *n)
{
	struct op *o = op_make(q, OP_CHOOSE, n), **last;
	bool known = o != NULL;

	if (o == NULL)
		return NULL;
	last = &o->kids;
	for (xmlNode *c = n->children; c != NULL; c = c->next) {
		struct op *k;

		if (c->type != XML_ELEMENT_NODE)
			continue;
		k = op_make(q, is_xsl(c, "when") ? OP_IF : OP_ALL, c);
		if (k == NULL || (k->kind == OP_ALL && !is_xsl(c, "otherwise")))
			return NULL;
		if (k->kind == OP_IF)
			k->x = expression(q, c, "test");
		known = known && (k->kind == OP_ALL || k->x != NULL);
		compile_kids(q, k);
		*last = k;
		last = &k->next;
	}
	return known ? o : NULL;
}

static bool
has_sort(const xmlNode *n)
{
	for (const xmlNode *c = n->children; c != NULL; c = c->next)
		if (is_xsl(c, "sort"))
			return true;
	return false;
}

static struct op *
compile_known(struct quick *q, xmlNode *n)
{
	struct op *o = NULL;

	if (is_xsl(n, "value-of") && (o = op_make(q, OP_VALUE, n)) != NULL) {
		o->x = expression(q, n, "select");
		return o->x == NULL ||
			       node_attr(n, "disable-output-escaping") != NULL
			   ? NULL
			   : o;
	}
	if (is_xsl(n, "if") && (o = op_make(q, OP_IF, n)) != NULL) {
		o->x = expression(q, n, "test");
		compile_kids(q, o);
		return o->x == NULL ? NULL : o;
	}
	if (is_xsl(n, "choose"))
		return compile_choose(q, n);
	if (is_xsl(n, "for-each") && !has_sort(n) &&
	    (o = op_make(q, OP_EACH, n)) != NULL) {
		o->x = expression(q, n, "select");
		compile_kids(q, o);
		/* a path alone is sure to be in document order */
		return o->x == NULL || o->x->kind != EXPR_PATH ? NULL : o;
	}
	if (is_xsl(n, "attribute") &&
	    (o = op_make(q, OP_ATTRIBUTE, n)) != NULL) {
		const char *name = node_attr(n, "name");

		compile_kids(q, o);
		if (name == NULL || name[strcspn(name, "{}:")] != '\0' ||
		    node_attr(n, "namespace") != NULL || !makes_text(o))
			return NULL;
		o->name = xmlDictLookup(q->dict, BAD_CAST name, -1);
		return o;
	}
	return NULL;
}

static void
compile_below(struct quick *q, xmlNode *n)
{
	for (xmlNode *c = n->children; c != NULL; c = c->next)
		if (c->type == XML_ELEMENT_NODE)
			(void)compile(q, c);
}

/* libxslt's form of the expression, which nobody runs any more. */
static void
forget(const xmlNode *n)
{
	xsltStylePreComp *comp = n->psvi;

	if (comp == NULL)
		return;
	xmlXPathFreeCompExpr(comp->comp);
	comp->comp = NULL;
}

static void
forget_expressions(const struct op *o)
{
	if (o->kind != OP_EACH)
		forget(o->inst);
	if (o->kind == OP_CHOOSE)
		for (const struct op *k = o->kids; k != NULL; k = k->next)
			forget(k->inst);
}

/* Hooks the instruction; where it is not known, what is below it. */
static struct op *
compile_xsl(struct quick *q, xmlNode *n)
{
	xsltElemPreComp *comp = n->psvi;
	struct op *o;

	if (comp == NULL || comp->func == NULL || is_xsl(n, "variable") ||
	    is_xsl(n, "param") || is_xsl(n, "message")) {
		compile_below(q, n);
		return NULL;
	}
	if ((o = compile_known(q, n)) != NULL) {
		n->_private = o;
		o->was = comp->func;
		comp->func = quick_enter;
		forget_expressions(o);
		return o;
	}
	if (!is_xsl(n, "if") && !is_xsl(n, "choose") && !is_xsl(n, "attribute"))
		compile_below(q, n);
	if ((o = op_make(q, OP_LIBXSLT, n)) != NULL)
		o->was = comp->func;
	return o;
}

static struct op *
compile_element(struct quick *q, xmlNode *n)
{
	struct op *o;

	if (n->ns != NULL || n->psvi != NULL || n->nsDef != NULL ||
	    (o = op_make(q, OP_ELEMENT, n)) == NULL) {
		compile_below(q, n);
		return NULL;
	}
	o->name = xmlDictLookup(q->dict, n->name, -1);
	compile_kids(q, o);
	if (o->name == NULL || !parse_attributes(q, o))
		return NULL;
	n->_private = o;
	n->psvi = &element_comp;
	n->ns = &mark;
	return o;
}

static struct op *
compile(struct quick *q, xmlNode *n)
{
	struct op *o;

	if (n->type == XML_TEXT_NODE || n->type == XML_CDATA_SECTION_NODE) {
		if (n->name == xmlStringTextNoenc ||
		    (o = op_make(q, OP_TEXT, n)) == NULL)
			return NULL;
		o->name = xmlDictLookup(q->dict, n->content, -1);
		return o->name == NULL ? NULL : o;
	}
	if (n->type != XML_ELEMENT_NODE)
		return NULL;
	if (n->_private != NULL)
		return n->_private;
	return is_xsl(n, NULL) ? compile_xsl(q, n) : compile_element(q, n);
}

static bool
makes_html(const xmlNode *n)
{
	for (; n != NULL; n = n->next)
		if (n->type == XML_ELEMENT_NODE &&
		    (((n->ns == NULL || n->ns == &mark) &&
			 xmlStrEqual(n->name, BAD_CAST "html")) ||
			makes_html(n->children)))
			return true;
	return false;
}

bool
quick_serves(const xsltStylesheet *s)
{
	for (; s != NULL; s = s->next) {
		for (xsltTemplate *t = s->templates; t != NULL; t = t->next)
			if (makes_html(t->content))
				return true;
		if (quick_serves(s->imports))
			return true;
	}
	return false;
}

struct quick *
quick_new(xmlDict *dict)
{
	struct quick *q = calloc(1, sizeof(*q));

	if (q == NULL || (q->a = arena_new(MEMORY)) == NULL) {
		free(q);
		return NULL;
	}
	q->dict = dict;
	return q;
}

void
quick_take_over(struct quick *q, xsltStylesheet *file)
{
	for (xsltTemplate *t = file->templates; t != NULL; t = t->next) {
		for (xmlNode *n = t->content; n != NULL; n = n->next)
			(void)compile(q, n);
		emit_prepare(t->content, q->a);
	}
}

void
quick_free(struct quick *q)
{
	if (q == NULL)
		return;
	arena_free(q->a);
	free(q);
}
