/* quick_walk.c: see quick_walk.h. */
#include "xml/quick_walk.h"

#include <libxml/xpath.h>
#include <libxml/xpathInternals.h>
#include <libxslt/variables.h>
#include <stdint.h>
#include <string.h>

/* Each string made on the way has one in front of it. */
struct quick_piece {
	struct quick_piece *next;
};

const struct str str_empty = {"", 0};

char *
quick_take(struct quick_run *r, size_t n)
{
	struct quick_piece *p = xmlMallocAtomic(sizeof(*p) + n + 1);

	if (p == NULL)
		return NULL;
	p->next = r->pieces;
	r->pieces = p;
	return (char *)(p + 1);
}

void
quick_clear(struct quick_run *r)
{
	buf_clear(&r->out);
	while (r->pieces != NULL) {
		struct quick_piece *next = r->pieces->next;

		xmlFree(r->pieces);
		r->pieces = next;
	}
}

struct str
str_keep(struct eval *e, const char *p, size_t n)
{
	char *s = quick_take(e->run->quick, n);

	if (s == NULL)
		return str_empty;
	memcpy(s, p, n);
	s[n] = '\0';
	return (struct str){s, n};
}

struct str
str_view(const void *p)
{
	return p == NULL ? str_empty : (struct str){p, strlen(p)};
}

/* Texts below a node, in their order: counted, or copied when `to` is given. */
static size_t
gather(const xmlNode *top, char *to)
{
	const xmlNode *n = top->children;
	size_t all = 0;

	while (n != NULL) {
		if (n->type == XML_TEXT_NODE ||
		    n->type == XML_CDATA_SECTION_NODE) {
			size_t len = strlen((const char *)n->content);

			if (to != NULL)
				memcpy(to + all, n->content, len);
			all += len;
		}
		if (n->type == XML_ELEMENT_NODE && n->children != NULL) {
			n = n->children;
			continue;
		}
		while (n->next == NULL && n->parent != top)
			n = n->parent;
		n = n->next;
	}
	return all;
}

struct str
str_of_node(struct eval *e, const xmlNode *n)
{
	const xmlNode *c = n->children;
	size_t len;
	char *s;

	if (n->type == XML_TEXT_NODE || n->type == XML_CDATA_SECTION_NODE ||
	    n->type == XML_COMMENT_NODE || n->type == XML_PI_NODE)
		return str_view(n->content);
	if (c == NULL)
		return str_empty;
	if (c->next == NULL && c->type == XML_TEXT_NODE)
		return str_view(c->content);
	len = gather(n, NULL);
	if ((s = quick_take(e->run->quick, len)) == NULL)
		return str_empty;
	gather(n, s);
	s[len] = '\0';
	return (struct str){s, len};
}

/* Most names differ in their first letter, and names are alike by address. */
static inline bool
alike(const xmlChar *a, const xmlChar *b)
{
	return a == b || (*a == *b && xmlStrEqual(a, b));
}

/* A global variable: computed once, then at its address for good. */
static const xmlXPathObject *
global(xsltTransformContext *t, const xmlChar *name)
{
	xsltStackElem *v = t->globalVars == NULL
			       ? NULL
			       : xmlHashLookup2(t->globalVars, name, NULL);
	if (v == NULL || v->computed != 1)
		/* Computes it; what comes back is a copy. */
		xmlXPathFreeObject(xsltVariableLookup(t, name, NULL));
	v = t->globalVars == NULL ? NULL
				  : xmlHashLookup2(t->globalVars, name, NULL);
	return v == NULL ? NULL : v->value;
}

const xmlXPathObject *
expr_variable(struct eval *e, const xmlChar *name)
{
	struct quick_run *q = e->run->quick;
	size_t slot = (uintptr_t)name * 0x9e3779b97f4a7c15u >> 58;
	xsltTransformContext *t = e->t;

	for (int i = t->varsNr; i > t->varsBase; i--)
		for (xsltStackElem *v = t->varsTab[i - 1]; v; v = v->next)
			if (v->nameURI == NULL && alike(v->name, name))
				return v->value;
	if (q->global[slot].name != name)
		q->global[slot] = (struct quick_global){name, global(t, name)};
	return q->global[slot].value;
}

struct walk {
	struct eval *e;
	const struct expr *x;
	visitor *visit;
	void *ctx;
};

static bool walk_from(const struct walk *w, int i, xmlNode *at);

/* A number is a position, anything else is true or false. */
static bool
holds(struct eval *e, const struct expr *x, xmlNode *at, int position)
{
	int was = e->position;
	const xmlXPathObject *v;
	bool yes;

	e->position = position;
	if (x->kind == EXPR_VAR && (v = expr_variable(e, x->name)) != NULL &&
	    v->type == XPATH_NUMBER)
		yes = v->floatval == position;
	else
		yes = expr_boolean(e, x, at);
	e->position = was;
	return yes;
}

/* Goes on from one candidate if the predicates hold. */
static bool
walk_candidate(const struct walk *w, int i, xmlNode *n, int *counts)
{
	const struct step *s = &w->x->step[i];

	if (s->name != NULL && (n->ns != NULL || !alike(n->name, s->name)))
		return false;
	for (int k = 0; k < s->n; k++)
		if (!holds(w->e, s->predicate[k], n, ++counts[k]))
			return false;
	return walk_from(w, i + 1, n);
}

static bool
walk_children(const struct walk *w, int i, xmlNode *at)
{
	int counts[STEP_PREDICATES] = {0};

	if (at->type != XML_ELEMENT_NODE && at->type != XML_DOCUMENT_NODE &&
	    at->type != XML_HTML_DOCUMENT_NODE &&
	    at->type != XML_DOCUMENT_FRAG_NODE)
		return false;
	for (xmlNode *n = at->children; n != NULL; n = n->next)
		if (n->type == XML_ELEMENT_NODE &&
		    walk_candidate(w, i, n, counts))
			return true;
	return false;
}

static bool
walk_attributes(const struct walk *w, int i, xmlNode *at)
{
	const struct step *s = &w->x->step[i];

	if (at->type != XML_ELEMENT_NODE)
		return false;
	for (xmlAttr *a = at->properties; a != NULL; a = a->next) {
		int counts[STEP_PREDICATES] = {0};

		if (a->ns != NULL || !alike(a->name, s->name))
			continue;
		for (int k = 0; k < s->n; k++)
			if (!holds(w->e, s->predicate[k], (xmlNode *)a,
				++counts[k]))
				return false;
		return walk_from(w, i + 1, (xmlNode *)a);
	}
	return false;
}

/* True when the visitor said stop. */
static bool
walk_from(const struct walk *w, int i, xmlNode *at)
{
	if (i == w->x->n)
		return w->visit(w->ctx, at);
	switch (w->x->step[i].axis) {
	case STEP_CHILD:
		return walk_children(w, i, at);
	case STEP_ATTRIBUTE:
		return walk_attributes(w, i, at);
	case STEP_PARENT:
		return at->parent != NULL && walk_from(w, i + 1, at->parent);
	default:
		return walk_from(w, i + 1, at);
	}
}

bool
expr_each(struct eval *e, const struct expr *x, xmlNode *at, visitor *visit,
    void *ctx)
{
	const struct walk w = {e, x, visit, ctx};
	const xmlXPathObject *v;

	if (x->kind == EXPR_UNION)
		return expr_each(e, x->arg[0], at, visit, ctx) ||
		       expr_each(e, x->arg[1], at, visit, ctx);
	if (x->kind == EXPR_PATH)
		return walk_from(&w, 0, x->absolute ? (xmlNode *)at->doc : at);
	v = expr_variable(e, x->name);
	for (int i = 0;
	     v != NULL && v->nodesetval != NULL && i < v->nodesetval->nodeNr;
	     i++)
		if (visit(ctx, v->nodesetval->nodeTab[i]))
			return true;
	return false;
}

bool
expr_stop(void *ctx, xmlNode *n)
{
	*(xmlNode **)ctx = n;
	return true;
}

/* A path of one name, as most of them are. */
static bool
is_name(const struct expr *x)
{
	return x->kind == EXPR_PATH && !x->absolute && x->n == 1 &&
	       x->step->axis == STEP_CHILD && x->step->name != NULL &&
	       x->step->n == 0;
}

static xmlNode *
child_named(const xmlNode *at, const xmlChar *name)
{
	xmlNode *n = at->children;

	while (n != NULL && (!alike(n->name, name) ||
				n->type != XML_ELEMENT_NODE || n->ns != NULL))
		n = n->next;
	return n;
}

/* First in document order: of a path that is the first met. */
xmlNode *
expr_first(struct eval *e, const struct expr *x, xmlNode *at)
{
	xmlNode *a = NULL, *b;

	if (is_name(x) && at->type == XML_ELEMENT_NODE)
		return child_named(at, x->step->name);
	if (x->kind == EXPR_UNION) {
		a = expr_first(e, x->arg[0], at);
		b = expr_first(e, x->arg[1], at);
		if (a == NULL || b == NULL)
			return a == NULL ? b : a;
		return xmlXPathCmpNodes(a, b) == -1 ? b : a;
	}
	expr_each(e, x, at, expr_stop, &a);
	return a;
}
