/* html.c: see html.h. */
#include "xml/html.h"

#include <string.h>

static const char svg_ns[] = "http://www.w3.org/2000/svg";
static const char math_ns[] = "http://www.w3.org/1998/Math/MathML";

/* HTML 13.1.2: elements that have no end tag. */
static bool
is_void(const char *name, size_t n)
{
	static const char *const by_length[][6] = {[2] = {"br", "hr"},
	    [3] = {"img", "col", "wbr"},
	    [4] = {"meta", "link", "area", "base"},
	    [5] = {"input", "embed", "track"},
	    [6] = {"source"}};

	if (n < 2 || n > 6)
		return false;
	for (const char *const *v = by_length[n]; *v != NULL; v++)
		if (memcmp(*v, name, n) == 0)
			return true;
	return false;
}

/* HTML's boolean attributes: their presence is their value. */
static bool
is_boolean(const char *name)
{
	static const char *const all[] = {"allowfullscreen", "async",
	    "autofocus", "autoplay", "checked", "controls", "default", "defer",
	    "disabled", "formnovalidate", "hidden", "inert", "ismap",
	    "itemscope", "loop", "multiple", "muted", "nomodule", "novalidate",
	    "open", "playsinline", "readonly", "required", "reversed",
	    "selected"};

	for (size_t i = 0; i < sizeof(all) / sizeof(all[0]); i++)
		if (all[i][0] == name[0] && strcmp(all[i], name) == 0)
			return true;
	return false;
}

/* 1: to escape in text and in attributes; 2: in attributes only. */
static const unsigned char special[256] = {
    ['&'] = 1, ['<'] = 1, ['>'] = 1, ['"'] = 2, [0] = 4};

static void
add_entity(struct buf *b, char c)
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
	default:
		buf_add(b, "&quot;", 6);
	}
}

/* Copies spans between the characters of the classes in `which`. */
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
		add_entity(b, (char)*p);
		s = ++p;
	}
}

/* A document has no namespace, and other fields where an element has it. */
static bool
is_foreign(const xmlNode *n)
{
	const char *href;

	if (n == NULL || n->type != XML_ELEMENT_NODE || n->ns == NULL)
		return false;
	href = (const char *)n->ns->href;
	return strcmp(href, svg_ns) == 0 || strcmp(href, math_ns) == 0;
}

static void
add_attribute(struct buf *b, const xmlAttr *a, bool foreign)
{
	const xmlChar *value =
	    a->children == NULL ? BAD_CAST "" : a->children->content;
	const char *name = (const char *)a->name;

	buf_addc(b, ' ');
	if (a->ns != NULL && a->ns->prefix != NULL) {
		buf_adds(b, (const char *)a->ns->prefix);
		buf_addc(b, ':');
	}
	buf_adds(b, name);
	if (!foreign && (*value == '\0' || xmlStrEqual(value, a->name)) &&
	    is_boolean(name))
		return;
	buf_add(b, "=\"", 2);
	add_escaped(b, value, 1 | 2 | 4);
	buf_addc(b, '"');
}

/* A parser drops a line end that follows these tags at once. */
static bool
drops_newline(const char *name)
{
	return strcmp(name, "pre") == 0 || strcmp(name, "textarea") == 0 ||
	       strcmp(name, "listing") == 0;
}

static bool
is_raw(const char *name)
{
	return name[0] == 's' &&
	       (strcmp(name, "script") == 0 || strcmp(name, "style") == 0);
}

static void
add_tag(struct buf *b, const xmlNode *n, size_t len, bool foreign)
{
	buf_addc(b, '<');
	buf_add(b, n->name, len);
	if (foreign && !is_foreign(n->parent)) {
		buf_adds(b, " xmlns=\"");
		buf_adds(b, (const char *)n->ns->href);
		buf_addc(b, '"');
	}
	for (const xmlAttr *a = n->properties; a != NULL; a = a->next)
		add_attribute(b, a, foreign);
}

/* Writes the start; true when children and an end tag follow. */
static bool
start(struct buf *b, const xmlNode *n, struct err *err)
{
	const char *name = (const char *)n->name;
	size_t len = strlen(name);
	bool foreign = is_foreign(n);
	const xmlNode *c = n->children;

	add_tag(b, n, len, foreign);
	if (foreign && c == NULL) {
		buf_add(b, "/>", 2);
		return false;
	}
	buf_addc(b, '>');
	if (foreign)
		return true;
	if (is_void(name, len)) {
		if (c != NULL)
			err_fail(
			    err, ERR_BUG, "bug", "<%s> with content", name);
		return false;
	}
	if (c != NULL && is_raw(name))
		err_fail(err, ERR_BUG, "bug", "text inside <%s>", name);
	if (c != NULL && c->type == XML_TEXT_NODE && c->content[0] == '\n' &&
	    drops_newline(name))
		buf_addc(b, '\n');
	return true;
}

static void
end(struct buf *b, const xmlNode *n)
{
	buf_add(b, "</", 2);
	buf_adds(b, (const char *)n->name);
	buf_addc(b, '>');
}

/* Depth first without recursion: a deep tree costs no stack. */
static bool
walk(const xmlNode *top, struct buf *b, struct err *err)
{
	const xmlNode *n = top;

	for (;;) {
		if (n->type == XML_TEXT_NODE ||
		    n->type == XML_CDATA_SECTION_NODE) {
			add_escaped(b, n->content, 1 | 4);
		} else if (n->type == XML_ELEMENT_NODE) {
			bool open = start(b, n, err);

			if (err->kind != ERR_NONE)
				return false;
			if (open && n->children != NULL) {
				n = n->children;
				continue;
			}
			if (open)
				end(b, n);
		}
		while (n != top && n->next == NULL) {
			n = n->parent;
			end(b, n);
		}
		if (n == top)
			return true;
		n = n->next;
	}
}

bool
html_write(const xmlDoc *d, struct buf *out, struct err *err)
{
	const xmlNode *root = xmlDocGetRootElement((xmlDoc *)d);

	if (root != NULL && strcmp((const char *)root->name, "html") == 0)
		buf_adds(out, "<!doctype html>\n");
	for (const xmlNode *n = d->children; n != NULL; n = n->next)
		if (!walk(n, out, err))
			return false;
	if (out->failed)
		return err_fail(err, ERR_LARGE, "too-large",
		    "page past %zu bytes or out of memory", out->max);
	return true;
}
