/* write.c: node_write of doc.h: a tree as XML text. */
#include <libxml/tree.h>

#include "xml/doc.h"

/* libxml2's own serializer writes 快 in attributes as &#x5FEB; unless the
 * document names an encoding. */

/* 1: in text; 2: in attributes only; 4: the end. */
static const unsigned char special[256] = {[0] = 4,
    ['&'] = 1,
    ['<'] = 1,
    ['>'] = 1,
    ['\r'] = 1,
    ['"'] = 2,
    ['\t'] = 2,
    ['\n'] = 2};

static void
add_reference(struct buf *b, xmlChar c)
{
	switch (c) {
	case '&':
		buf_add(b, "&amp;", 5);
		break;
	case '<':
		buf_add(b, "&lt;", 4);
		break;
	case '>':
		buf_add(b, "&gt;", 4);
		break;
	case '"':
		buf_add(b, "&quot;", 6);
		break;
	default:
		buf_addf(b, "&#%d;", c);
	}
}

static void
add_escaped(struct buf *b, const xmlChar *s, unsigned which)
{
	const xmlChar *p = s;

	if (s == NULL)
		return;
	for (;;) {
		while ((special[*p] & which) == 0)
			p++;
		buf_add(b, s, (size_t)(p - s));
		if (*p == '\0')
			return;
		add_reference(b, *p);
		s = ++p;
	}
}

static void
add_name(struct buf *b, const xmlNs *ns, const xmlChar *name)
{
	if (ns != NULL && ns->prefix != NULL) {
		buf_adds(b, (const char *)ns->prefix);
		buf_addc(b, ':');
	}
	buf_adds(b, (const char *)name);
}

static void
add_declaration(struct buf *b, const xmlNs *ns)
{
	if (xmlStrEqual(ns->prefix, BAD_CAST "xml"))
		return;
	buf_adds(b, ns->prefix == NULL ? " xmlns" : " xmlns:");
	if (ns->prefix != NULL)
		buf_adds(b, (const char *)ns->prefix);
	buf_add(b, "=\"", 2);
	add_escaped(b, ns->href, 1 | 2 | 4);
	buf_addc(b, '"');
}

/* Of the topmost element those too that its ancestors declare. */
static void
add_declarations(struct buf *b, const xmlNode *n, bool top)
{
	xmlNs **all = NULL;

	if (top && n->parent != NULL && n->parent->type == XML_ELEMENT_NODE)
		all = xmlGetNsList(n->doc, n);
	for (xmlNs **one = all; one != NULL && *one != NULL; one++)
		add_declaration(b, *one);
	for (const xmlNs *ns = n->nsDef; all == NULL && ns != NULL;
	     ns = ns->next)
		add_declaration(b, ns);
	xmlFree(all);
}

/* An empty CDATA section leaves an empty text behind. */
static bool
has_content(const xmlNode *n)
{
	const xmlNode *c = n->children;

	return c != NULL && (c->next != NULL || c->type != XML_TEXT_NODE ||
				(c->content != NULL && *c->content != '\0'));
}

static void
add_start(struct buf *b, const xmlNode *n, bool top)
{
	buf_addc(b, '<');
	add_name(b, n->ns, n->name);
	add_declarations(b, n, top);
	for (const xmlAttr *a = n->properties; a != NULL; a = a->next) {
		buf_addc(b, ' ');
		add_name(b, a->ns, a->name);
		buf_add(b, "=\"", 2);
		for (const xmlNode *t = a->children; t != NULL; t = t->next)
			add_escaped(b, t->content, 1 | 2 | 4);
		buf_addc(b, '"');
	}
	buf_adds(b, has_content(n) ? ">" : "/>");
}

static void
add_end(struct buf *b, const xmlNode *n)
{
	buf_add(b, "</", 2);
	add_name(b, n->ns, n->name);
	buf_addc(b, '>');
}

static void
add_leaf(struct buf *b, const xmlNode *n)
{
	if (n->type == XML_TEXT_NODE || n->type == XML_CDATA_SECTION_NODE)
		add_escaped(b, n->content, 1 | 4);
	else if (n->type == XML_COMMENT_NODE)
		buf_addf(b, "<!--%s-->", (const char *)n->content);
	else if (n->type == XML_PI_NODE)
		buf_addf(b, "<?%s %s?>", (const char *)n->name,
		    n->content != NULL ? (const char *)n->content : "");
}

bool
node_write(const xmlNode *top, struct buf *b, struct err *err)
{
	const xmlNode *n = top;

	for (bool done = false; !done;) {
		if (n->type == XML_ELEMENT_NODE)
			add_start(b, n, n == top);
		else
			add_leaf(b, n);
		if (n->type == XML_ELEMENT_NODE && has_content(n)) {
			n = n->children;
			continue;
		}
		while (n != top && n->next == NULL) {
			n = n->parent;
			add_end(b, n);
		}
		done = n == top;
		n = n->next;
	}
	return !b->failed ||
	       err_fail(err, ERR_LARGE, "too-large",
		   "output past %zu bytes or out of memory", b->max);
}
