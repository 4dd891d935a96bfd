/* canonical.c: Exclusive XML Canonicalization 1.0 (W3C, without comments) of
 * trees as our parser makes them, in one pass: libxml2's takes five times as
 * long, most of what a verification costs. */
#include <stdlib.h>
#include <string.h>

#include "dsig/private.h"

/* Namespaces that elements around the place have written already. */
struct drawn {
	const char *prefix, *href; /* "" for none */
};

struct writer {
	struct buf *out;
	struct drawn *drawn;
	size_t n, cap;
	bool failed;
};

static void write_nodes(struct writer *w, const xmlNode *n);

static void
add(struct writer *w, const char *s)
{
	buf_add(w->out, s, strlen(s));
}

/* All but a few characters stand for themselves. */
static void
add_escaped(struct writer *w, const char *s, const char *special)
{
	for (;;) {
		size_t n = strcspn(s, special);

		buf_add(w->out, s, n);
		s += n;
		switch (*s++) {
		case '&':
			add(w, "&amp;");
			break;
		case '<':
			add(w, "&lt;");
			break;
		case '>':
			add(w, "&gt;");
			break;
		case '"':
			add(w, "&quot;");
			break;
		case '\t':
			add(w, "&#x9;");
			break;
		case '\n':
			add(w, "&#xA;");
			break;
		case '\r':
			add(w, "&#xD;");
			break;
		default:
			return;
		}
	}
}

static const char *
text_of(const xmlChar *s)
{
	return s != NULL ? (const char *)s : "";
}

/* Whether the nearest binding of that prefix says so already. */
static bool
stands(const struct writer *w, const char *prefix, const char *href)
{
	for (size_t i = w->n; i-- > 0;)
		if (strcmp(w->drawn[i].prefix, prefix) == 0)
			return strcmp(w->drawn[i].href, href) == 0;
	return *prefix == '\0' && *href == '\0';
}

static void
draw(struct writer *w, const char *prefix, const char *href)
{
	struct drawn *list = w->drawn;

	if (stands(w, prefix, href))
		return;
	if (w->n == w->cap) {
		w->cap = 2 * (w->cap + 8);
		list = realloc(w->drawn, w->cap * sizeof(*list));
	}
	if (list == NULL) {
		w->failed = true;
		w->cap = w->n;
		return;
	}
	w->drawn = list;
	w->drawn[w->n++] = (struct drawn){prefix, href};
}

static int
by_prefix(const void *a, const void *b)
{
	return strcmp(((const struct drawn *)a)->prefix,
	    ((const struct drawn *)b)->prefix);
}

/* What the element and its attributes use, and nothing else. */
static void
write_namespaces(struct writer *w, const xmlNode *e)
{
	const xmlNs *ns =
	    e->ns != NULL ? e->ns : xmlSearchNs(e->doc, (xmlNode *)e, NULL);
	size_t from = w->n;

	if (ns == NULL)
		draw(w, "", "");
	else if (strcmp(text_of(ns->prefix), "xml") != 0)
		draw(w, text_of(ns->prefix), text_of(ns->href));
	for (const xmlAttr *a = e->properties; a != NULL; a = a->next)
		if (a->ns != NULL && strcmp(text_of(a->ns->prefix), "xml") != 0)
			draw(w, text_of(a->ns->prefix), text_of(a->ns->href));
	if (w->n - from > 1)
		qsort(
		    w->drawn + from, w->n - from, sizeof(*w->drawn), by_prefix);
	for (size_t i = from; i < w->n; i++) {
		add(w, *w->drawn[i].prefix != '\0' ? " xmlns:" : " xmlns");
		add(w, w->drawn[i].prefix);
		add(w, "=\"");
		add_escaped(w, w->drawn[i].href, "&<\"\t\n\r");
		add(w, "\"");
	}
}

/* By namespace, those without one first; then by name. */
static int
by_name(const void *p, const void *q)
{
	const xmlAttr *a = *(const xmlAttr *const *)p,
		      *b = *(const xmlAttr *const *)q;
	int c = strcmp(a->ns != NULL ? text_of(a->ns->href) : "",
	    b->ns != NULL ? text_of(b->ns->href) : "");

	return c != 0 ? c
		      : strcmp((const char *)a->name, (const char *)b->name);
}

static void
write_name(struct writer *w, const xmlNs *ns, const xmlChar *name)
{
	if (ns != NULL && ns->prefix != NULL && *ns->prefix != '\0') {
		add(w, (const char *)ns->prefix);
		add(w, ":");
	}
	add(w, (const char *)name);
}

static void
write_attribute(struct writer *w, const xmlAttr *a)
{
	add(w, " ");
	write_name(w, a->ns, a->name);
	add(w, "=\"");
	for (const xmlNode *t = a->children; t != NULL; t = t->next)
		if (t->type == XML_TEXT_NODE)
			add_escaped(w, text_of(t->content), "&<\"\t\n\r");
		else
			w->failed = true;
	add(w, "\"");
}

static void
write_attributes(struct writer *w, const xmlNode *e)
{
	const xmlAttr **list, *a;
	size_t n = 0;

	for (a = e->properties; a != NULL; a = a->next)
		n++;
	if (n == 0)
		return;
	if (n == 1) {
		write_attribute(w, e->properties);
		return;
	}
	if ((list = malloc(n * sizeof(*list))) == NULL) {
		w->failed = true;
		return;
	}
	n = 0;
	for (a = e->properties; a != NULL; a = a->next)
		list[n++] = a;
	qsort(list, n, sizeof(*list), by_name);
	for (size_t i = 0; i < n; i++)
		write_attribute(w, list[i]);
	free(list);
}

static void
write_element(struct writer *w, const xmlNode *e)
{
	size_t from = w->n, at, n;

	add(w, "<");
	at = w->out->len;
	write_name(w, e->ns, e->name);
	n = w->out->len - at;
	write_namespaces(w, e);
	write_attributes(w, e);
	add(w, ">");
	write_nodes(w, e->children);
	add(w, "</");
	buf_reserve(w->out, n + 1);
	buf_add(w->out, w->out->data + at, n); /* the same name */
	add(w, ">");
	w->n = from;
}

static void
write_nodes(struct writer *w, const xmlNode *n)
{
	for (; n != NULL && !w->failed; n = n->next)
		switch (n->type) {
		case XML_ELEMENT_NODE:
			write_element(w, n);
			break;
		case XML_TEXT_NODE:
		case XML_CDATA_SECTION_NODE:
			add_escaped(w, text_of(n->content), "&<>\r");
			break;
		case XML_COMMENT_NODE:
			break;
		default: /* what our parser never makes */
			w->failed = true;
		}
}

bool
dsig_exclusive(const xmlNode *n, struct buf *out)
{
	struct writer w = {.out = out};

	write_element(&w, n);
	free(w.drawn);
	return !w.failed && !out->failed;
}
