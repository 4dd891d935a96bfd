/* doc.c: see doc.h; parsing is in load.c, node_write in write.c. */
#include "xml/doc.h"

#include <libxml/xmlIO.h>
#include <string.h>

/* Whether an element has elements and nothing else but blanks. */
static bool
is_list(const xmlNode *n)
{
	bool element = false;

	for (n = n->children; n != NULL; n = n->next) {
		if (n->type == XML_ELEMENT_NODE)
			element = true;
		else if (!xmlIsBlankNode(n))
			return false;
	}
	return element;
}

void
node_trim(xmlNode *n)
{
	bool list = is_list(n);

	for (xmlNode *c = n->children, *next; c != NULL; c = next) {
		next = c->next;
		if (c->type == XML_ELEMENT_NODE) {
			node_trim(c);
		} else if (list) {
			xmlUnlinkNode(c);
			xmlFreeNode(c);
		}
	}
}

bool
node_is(const xmlNode *n, const char *name)
{
	return n->type == XML_ELEMENT_NODE &&
	       strcmp((const char *)n->name, name) == 0;
}

xmlNode *
node_child(const xmlNode *n, const char *name)
{
	if (n == NULL)
		return NULL;
	for (xmlNode *c = n->children; c != NULL; c = c->next)
		if (node_is(c, name))
			return c;
	return NULL;
}

xmlNode *
node_next(const xmlNode *n)
{
	if (n == NULL)
		return NULL;
	for (xmlNode *c = n->next; c != NULL; c = c->next)
		if (node_is(c, (const char *)n->name))
			return c;
	return NULL;
}

static const char *
first_text(const xmlNode *c)
{
	if (c == NULL || c->content == NULL ||
	    (c->type != XML_TEXT_NODE && c->type != XML_CDATA_SECTION_NODE))
		return "";
	return (const char *)c->content;
}

const char *
node_text(const xmlNode *n)
{
	return n == NULL ? "" : first_text(n->children);
}

const char *
node_attr(const xmlNode *n, const char *name)
{
	if (n == NULL || n->type != XML_ELEMENT_NODE)
		return NULL;
	for (const xmlAttr *a = n->properties; a != NULL; a = a->next)
		if (a->ns == NULL && strcmp((const char *)a->name, name) == 0)
			return first_text(a->children);
	return NULL;
}

xmlNode *
node_add(xmlNode *parent, const char *name, const char *text)
{
	xmlNode *n = NULL, *t = NULL;

	if (parent != NULL)
		n = xmlNewDocNode(parent->doc, NULL, BAD_CAST name, NULL);
	if (n == NULL)
		return NULL;
	if (text != NULL && *text != '\0' &&
	    ((t = xmlNewDocText(parent->doc, BAD_CAST text)) == NULL ||
		xmlAddChild(n, t) == NULL)) {
		xmlFreeNode(t);
		xmlFreeNode(n);
		return NULL;
	}
	return xmlAddChild(parent, n);
}

xmlNode *
node_add_in(xmlNode *parent, const char *name, const char *text)
{
	if (parent == NULL)
		return NULL;
	if (text == NULL)
		return xmlNewChild(parent, parent->ns, BAD_CAST name, NULL);
	return xmlNewTextChild(
	    parent, parent->ns, BAD_CAST name, BAD_CAST text);
}

void
node_set(xmlNode *n, const char *attr, const char *value)
{
	if (n == NULL)
		return;
	if (value != NULL)
		xmlSetNsProp(n, NULL, BAD_CAST attr, BAD_CAST value);
	else
		xmlUnsetNsProp(n, NULL, BAD_CAST attr);
}

static xmlNode *
graft(xmlNode *parent, const xmlNode *n, int how)
{
	xmlNode *copy = NULL;

	if (parent != NULL)
		copy = xmlDocCopyNode((xmlNode *)n, parent->doc, how);
	return copy == NULL ? NULL : xmlAddChild(parent, copy);
}

xmlNode *
node_graft(xmlNode *parent, const xmlNode *n)
{
	return graft(parent, n, 1);
}

xmlNode *
node_graft_bare(xmlNode *parent, const xmlNode *n)
{
	return graft(parent, n, 2);
}

static int
to_buf(void *ctx, const char *p, int n)
{
	struct buf *b = ctx;

	buf_add(b, p, (size_t)n);
	return b->failed ? -1 : n;
}

static bool
written(const struct buf *b, bool ok, struct err *err)
{
	if (b->failed)
		return err_fail(err, ERR_LARGE, "too-large",
		    "output past %zu bytes or out of memory", b->max);
	return ok || err_fail(err, ERR_BUSY, "busy", "out of memory");
}

bool
doc_c14n(xmlDoc *d, xmlC14NIsVisibleCallback visible, void *ctx, bool inclusive,
    struct buf *b)
{
	int mode = inclusive ? XML_C14N_1_0 : XML_C14N_EXCLUSIVE_1_0;
	xmlOutputBuffer *o = xmlOutputBufferCreateIO(to_buf, NULL, b, NULL);
	bool ok =
	    o != NULL && xmlC14NExecute(d, visible, ctx, mode, NULL, 0, o) >= 0;

	if (o != NULL && xmlOutputBufferClose(o) < 0)
		ok = false;
	return ok && !b->failed;
}

bool
doc_canonical(xmlDoc *d, struct buf *b, struct err *err)
{
	return written(b, doc_c14n(d, NULL, NULL, true, b), err);
}
