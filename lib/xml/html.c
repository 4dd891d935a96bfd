/* html.c: see html.h. */
#include "xml/html.h"

#include <stdint.h>
#include <string.h>

enum { PIECE = 4096 };

const xmlChar html_ready[] = "html";

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

bool
html_is_void(const char *element)
{
	return is_void(element, strlen(element));
}

bool
html_is_boolean(const char *name)
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

/*
 * The writer keeps its own end of the buffer, so that a tag costs one look for
 * room and not ten.
 */
struct out {
	struct buf *b;
	char *at, *end;
};

static void
room_start(struct out *o, struct buf *b)
{
	o->b = b;
	o->at = b->data != NULL ? b->data + b->len : NULL;
	o->end = b->data != NULL ? b->data + b->cap : NULL;
}

static void
room_end(struct out *o)
{
	if (o->at == NULL)
		return;
	o->b->len = (size_t)(o->at - o->b->data);
	if (o->b->max != 0 && o->b->len > o->b->max)
		o->b->failed = true;
	*o->at = '\0';
}

/* Room for n bytes and a NUL; false when the buffer failed. */
static bool
more_room(struct out *o, size_t n)
{
	room_end(o);
	buf_reserve(o->b, n);
	room_start(o, o->b);
	return !o->b->failed;
}

static inline bool
room(struct out *o, size_t n)
{
	return (size_t)(o->end - o->at) > n || more_room(o, n);
}

static inline void
put(struct out *o, const void *p, size_t n)
{
	o->at = (char *)memcpy(o->at, p, n) + n;
}

/* 1: to escape in text and in attributes; 2: in attributes only; 4: the end. */
static const unsigned char special[256] = {
    ['&'] = 1, ['<'] = 1, ['>'] = 1, ['"'] = 2, [0] = 4};

static void
put_entity(struct out *o, xmlChar c)
{
	switch (c) {
	case '&':
		put(o, "&amp;", 5);
		break;
	case '<':
		put(o, "&lt;", 4);
		break;
	case '>':
		put(o, "&gt;", 4);
		break;
	default:
		put(o, "&quot;", 6);
	}
}

static inline bool
has(uint64_t word, char c)
{
	uint64_t x = word ^ (0x0101010101010101u * (unsigned char)c);

	return ((x - 0x0101010101010101u) & ~x & 0x8080808080808080u) != 0;
}

/* Copies words of eight bytes while none of them needs a look. */
static size_t
put_words(struct out *o, const xmlChar *s, size_t n)
{
	size_t i = 0;
	uint64_t word;

	for (; i + 8 <= n; i += 8) {
		memcpy(&word, s + i, 8);
		if (has(word, '&') || has(word, '<') || has(word, '>') ||
		    has(word, '"'))
			break;
		memcpy(o->at + i, &word, 8);
	}
	o->at += i;
	return i;
}

/* At most PIECE bytes, for which there is room sixfold. */
static void
put_piece(struct out *o, const xmlChar *s, size_t n, unsigned which)
{
	for (size_t i = 0; i < n;) {
		size_t end;

		i += put_words(o, s + i, n - i);
		for (end = i + 8 < n ? i + 8 : n; i < end; i++)
			if ((special[s[i]] & which) != 0)
				put_entity(o, s[i]);
			else
				*o->at++ = (char)s[i];
	}
}

static void
put_escaped(struct out *o, const xmlChar *s, size_t n, unsigned which)
{
	while (n > 0) {
		size_t piece = n < PIECE ? n : PIECE;

		if (!room(o, 6 * piece))
			return;
		put_piece(o, s, piece, which);
		s += piece;
		n -= piece;
	}
}

void
html_escape(struct buf *out, const char *s, size_t n, bool attribute)
{
	struct out o;

	room_start(&o, out);
	put_escaped(&o, BAD_CAST s, n, attribute ? 1 | 2 : 1);
	room_end(&o);
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
put_attribute(struct out *o, const xmlAttr *a, bool foreign)
{
	const xmlChar *value =
	    a->children == NULL ? BAD_CAST "" : a->children->content;
	const char *name = (const char *)a->name;
	const char *prefix = a->ns == NULL ? NULL : (const char *)a->ns->prefix;
	size_t n = strlen(name), k = prefix == NULL ? 0 : strlen(prefix);

	if (!room(o, n + k + 8))
		return;
	*o->at++ = ' ';
	if (k > 0) {
		put(o, prefix, k);
		*o->at++ = ':';
	}
	put(o, name, n);
	if (!foreign && (*value == '\0' || xmlStrEqual(value, a->name)) &&
	    html_is_boolean(name))
		return;
	put(o, "=\"", 2);
	put_escaped(o, value, strlen((const char *)value), 1 | 2);
	if (room(o, 1))
		*o->at++ = '"';
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

bool
html_is_special(const char *element)
{
	return is_raw(element) || drops_newline(element);
}

/* Text, or what was written in the tree's place. */
static void
put_text(struct out *o, const xmlNode *n)
{
	size_t len = n->content == NULL ? 0 : strlen((const char *)n->content);

	if (n->name != html_ready)
		put_escaped(o, n->content, len, 1);
	else if (room(o, len))
		put(o, n->content, len);
}

static void
put_tag(struct out *o, const xmlNode *n, size_t len, bool foreign)
{
	if (!room(o, len + 64))
		return;
	*o->at++ = '<';
	put(o, n->name, len);
	if (foreign && !is_foreign(n->parent)) {
		put(o, " xmlns=\"", 8);
		put(o, n->ns->href, strlen((const char *)n->ns->href));
		*o->at++ = '"';
	}
	for (const xmlAttr *a = n->properties; a != NULL; a = a->next)
		put_attribute(o, a, foreign);
}

/* Writes the start; true when children and an end tag follow. */
static bool
start(struct out *o, const xmlNode *n, size_t len, struct err *err)
{
	const char *name = (const char *)n->name;
	bool foreign = is_foreign(n);
	const xmlNode *c = n->children;

	put_tag(o, n, len, foreign);
	if (!room(o, 4))
		return false;
	if (foreign && c == NULL) {
		put(o, "/>", 2);
		return false;
	}
	*o->at++ = '>';
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
		*o->at++ = '\n';
	return true;
}

static void
put_end(struct out *o, const xmlNode *n)
{
	size_t len = strlen((const char *)n->name);

	if (!room(o, len + 3))
		return;
	put(o, "</", 2);
	put(o, n->name, len);
	*o->at++ = '>';
}

/* Depth first without recursion: a deep tree costs no stack. */
static bool
walk(const xmlNode *top, struct out *o, struct err *err)
{
	const xmlNode *n = top;

	for (;;) {
		if (n->type == XML_TEXT_NODE ||
		    n->type == XML_CDATA_SECTION_NODE) {
			put_text(o, n);
		} else if (n->type == XML_ELEMENT_NODE) {
			bool open =
			    start(o, n, strlen((const char *)n->name), err);

			if (err->kind != ERR_NONE)
				return false;
			if (open && n->children != NULL) {
				n = n->children;
				continue;
			}
			if (open)
				put_end(o, n);
		}
		while (n != top && n->next == NULL) {
			n = n->parent;
			put_end(o, n);
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
	struct out o;
	bool ok = true;

	if (root != NULL && strcmp((const char *)root->name, "html") == 0)
		buf_adds(out, "<!doctype html>\n");
	room_start(&o, out);
	for (const xmlNode *n = d->children; ok && n != NULL; n = n->next)
		ok = walk(n, &o, err);
	room_end(&o);
	if (ok && out->failed)
		return err_fail(err, ERR_LARGE, "too-large",
		    "page past %zu bytes or out of memory", out->max);
	return ok;
}
