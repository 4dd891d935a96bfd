/* quick_run.c: runs what quick.c compiled. */
#include <libxml/parserInternals.h>
#include <libxslt/transform.h>
#include <libxslt/xsltutils.h>
#include <string.h>

#include "xml/html.h"
#include "xml/quick_emit.h"

struct frame {
	struct eval e;
	xsltTransformContext *t;
	xmlNode *at; /* context node */
};

static void run_list(struct frame *f, const struct op *o, xmlNode *insert);

static void
out_of_memory(struct frame *f)
{
	xsltTransformError(f->t, NULL, f->t->inst, "out of memory\n");
	f->t->state = XSLT_STATE_STOPPED;
}

static xmlNode *
node_make(
    struct frame *f, xmlElementType type, const xmlChar *name, xmlNode *insert)
{
	xmlNode *n = xmlMalloc(sizeof(*n));

	if (n == NULL) {
		out_of_memory(f);
		return NULL;
	}
	memset(n, 0, sizeof(*n));
	n->type = type;
	n->name = name;
	n->doc = insert->doc;
	n->parent = insert;
	return n;
}

static void
append(xmlNode *parent, xmlNode *n)
{
	n->prev = parent->last;
	if (parent->last != NULL)
		parent->last->next = n;
	else
		parent->children = n;
	parent->last = n;
}

static xmlChar *
copy(struct frame *f, struct str s)
{
	xmlChar *p = xmlMallocAtomic(s.n + 1);

	if (p == NULL) {
		out_of_memory(f);
		return NULL;
	}
	memcpy(p, s.p, s.n);
	p[s.n] = '\0';
	return p;
}

/* Whether the tree may share strings of the sheet's dictionary. */
static bool
shares(const struct frame *f, const xmlNode *insert)
{
	return insert->doc != NULL && insert->doc->dict == f->t->dict;
}

/* `interned` (may be NULL) is s in the sheet's dictionary. */
static void
add_text(
    struct frame *f, struct str s, const xmlChar *interned, xmlNode *insert)
{
	xmlNode *n = insert->last;

	if (s.n == 0)
		return;
	/* libxslt remembers the end of the last text that it made. */
	f->t->lasttext = NULL;
	if (n != NULL && n->type == XML_TEXT_NODE && n->name != html_ready) {
		xmlTextConcat(n, BAD_CAST s.p, (int)s.n);
		return;
	}
	if ((n = node_make(f, XML_TEXT_NODE, xmlStringText, insert)) == NULL)
		return;
	append(insert, n);
	n->content = interned != NULL && shares(f, insert) ? (xmlChar *)interned
							   : copy(f, s);
}

/* The value as a text child; content is taken. */
static void
set_value(struct frame *f, xmlAttr *a, xmlChar *content)
{
	xmlNode *t;

	if (content == NULL || *content == '\0') {
		if (content != NULL)
			xmlFree(content);
		return;
	}
	t = node_make(f, XML_TEXT_NODE, xmlStringText, (xmlNode *)a);
	if (t == NULL)
		return;
	t->content = content;
	append((xmlNode *)a, t);
}

static xmlAttr *
attr_make(struct frame *f, const xmlChar *name, xmlNode *el)
{
	xmlAttr *a = xmlMalloc(sizeof(*a)), *last = el->properties;

	if (a == NULL) {
		out_of_memory(f);
		return NULL;
	}
	memset(a, 0, sizeof(*a));
	a->type = XML_ATTRIBUTE_NODE;
	a->name = shares(f, el) ? name : xmlStrdup(name);
	a->parent = el;
	a->doc = el->doc;
	while (last != NULL && last->next != NULL)
		last = last->next;
	a->prev = last;
	if (last != NULL)
		last->next = a;
	else
		el->properties = a;
	return a;
}

static xmlChar *
join(struct frame *f, const struct part *parts)
{
	struct str s[ATTR_PARTS];
	size_t n = 0, all = 0;
	xmlChar *p, *to;

	for (; parts != NULL; parts = parts->next, n++) {
		s[n] = parts->x != NULL ? expr_string(&f->e, parts->x, f->at)
					: parts->text;
		all += s[n].n;
	}
	if ((p = to = xmlMallocAtomic(all + 1)) == NULL) {
		out_of_memory(f);
		return NULL;
	}
	for (size_t i = 0; i < n; i++)
		to = mempcpy(to, s[i].p, s[i].n);
	*to = '\0';
	return p;
}

/* Whether html_write is what reads the result, and nobody before it. */
static bool
emits(const struct frame *f, const xmlNode *insert)
{
	return f->e.run->quick->html && insert->type == XML_ELEMENT_NODE &&
	       !XSLT_IS_RES_TREE_FRAG(insert->doc);
}

static void
add_html(struct frame *f, const struct emit *list, xmlNode *insert)
{
	struct buf *b = &f->e.run->quick->out;
	xmlNode *n = node_make(f, XML_TEXT_NODE, html_ready, insert);

	if (n == NULL)
		return;
	append(insert, n);
	buf_empty(b);
	emit_run(&f->e, list, f->at, b);
	if (b->failed)
		out_of_memory(f);
	else
		n->content = copy(f, (struct str){b->data, b->len});
	f->t->lasttext = NULL;
}

static void
add_element(struct frame *f, const struct op *o, xmlNode *insert)
{
	xmlNode *n = node_make(f, XML_ELEMENT_NODE, o->name, insert);

	if (n == NULL)
		return;
	if (!shares(f, insert))
		n->name = xmlStrdup(o->name);
	append(insert, n);
	for (const struct attr *a = o->attrs; a != NULL; a = a->next) {
		xmlAttr *made = attr_make(f, a->name, n);

		if (made == NULL)
			return;
		set_value(f, made, join(f, a->parts));
	}
	run_list(f, o, n);
}

/* The texts of xsl:attribute's content, one after another. */
static void
gather(struct frame *f, const struct op *list, struct buf *b)
{
	for (const struct op *o = list; o != NULL; o = o->next) {
		struct str s;

		switch (o->kind) {
		case OP_TEXT:
			buf_adds(b, (const char *)o->name);
			break;
		case OP_VALUE:
			s = expr_string(&f->e, o->x, f->at);
			buf_add(b, s.p, s.n);
			break;
		case OP_IF:
			if (expr_boolean(&f->e, o->x, f->at))
				gather(f, o->kids, b);
			break;
		default: /* OP_CHOOSE: makes_text() let nothing else in */
			for (const struct op *k = o->kids; k != NULL;
			     k = k->next)
				if (k->kind == OP_ALL ||
				    expr_boolean(&f->e, k->x, f->at)) {
					gather(f, k->kids, b);
					break;
				}
		}
	}
}

static xmlAttr *
attr_named(const xmlNode *el, const xmlChar *name)
{
	for (xmlAttr *a = el->properties; a != NULL; a = a->next)
		if (a->ns == NULL && xmlStrEqual(a->name, name))
			return a;
	return NULL;
}

/* As XSLT 7.1.3 has it: replaces one of that name, not after children. */
static void
add_attribute(struct frame *f, const struct op *o, xmlNode *insert)
{
	struct buf b;
	xmlAttr *a;

	if (insert->type != XML_ELEMENT_NODE || insert->children != NULL) {
		f->t->insert = insert;
		o->was(f->t, f->at, o->inst, o->inst->psvi);
		return;
	}
	if ((a = attr_named(insert, o->name)) != NULL) {
		xmlFreeNodeList(a->children);
		a->children = a->last = NULL;
	} else if ((a = attr_make(f, o->name, insert)) == NULL) {
		return;
	}
	buf_init(&b, 0);
	gather(f, o->kids, &b);
	if (b.len > 0)
		set_value(f, a, copy(f, (struct str){b.data, b.len}));
	buf_clear(&b);
}

static void
run_choose(struct frame *f, const struct op *o, xmlNode *insert)
{
	for (const struct op *k = o->kids; k != NULL; k = k->next)
		if (k->kind == OP_ALL || expr_boolean(&f->e, k->x, f->at)) {
			run_list(f, k, insert);
			return;
		}
}

static void
run_one(struct frame *f, const struct op *o, xmlNode *insert)
{
	switch (o->kind) {
	case OP_TEXT:
		add_text(f,
		    (struct str){
			(const char *)o->name, strlen((const char *)o->name)},
		    o->name, insert);
		break;
	case OP_ELEMENT:
		if (o->emit != NULL && emits(f, insert))
			add_html(f, o->emit, insert);
		else
			add_element(f, o, insert);
		break;
	case OP_VALUE:
		add_text(f, expr_string(&f->e, o->x, f->at), NULL, insert);
		break;
	case OP_IF:
		if (expr_boolean(&f->e, o->x, f->at))
			run_list(f, o, insert);
		break;
	case OP_CHOOSE:
		run_choose(f, o, insert);
		break;
	case OP_ATTRIBUTE:
		add_attribute(f, o, insert);
		break;
	default:
		f->t->insert = insert;
		o->was(f->t, f->at, o->inst, o->inst->psvi);
	}
}

static void
run_list(struct frame *f, const struct op *o, xmlNode *insert)
{
	if (o->whole) {
		f->t->insert = insert;
		xsltApplyOneTemplate(
		    f->t, f->at, o->inst->children, NULL, NULL);
		return;
	}
	for (const struct op *k = o->kids;
	     k != NULL && f->t->state != XSLT_STATE_STOPPED; k = k->next)
		run_one(f, k, insert);
}

void
quick_enter(
    xsltTransformContext *t, xmlNode *at, xmlNode *inst, xsltElemPreComp *comp)
{
	xmlNode *insert = t->insert;
	struct frame f = {.e = {t, t->_private, 0}, .t = t, .at = at};

	(void)comp;
	run_one(&f, inst->_private, insert);
	t->insert = insert;
}
