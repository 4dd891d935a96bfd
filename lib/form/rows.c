/* rows.c: a pasted table into items of a repeat: tabs, commas or XML. */
#include <stdlib.h>
#include <string.h>

#include "form/rows.h"
#include "xml/doc.h"

#define CELLS_MAX 64

struct reading {
	const struct part *repeat;
	const struct part *columns[CELLS_MAX]; /* NULL: passed over */
	size_t n;
	char sep;
	rows_cell *cell;
	void *ctx;
	struct arena *a;
};

static bool
refuse(struct err *err, const char *code, const char *arg)
{
	err_fail(err, ERR_INPUT, code, "%s", arg);
	err_arg(err, arg);
	return false;
}

static bool
same_word(const char *s, size_t n, const char *word)
{
	return strlen(word) == n && memcmp(s, word, n) == 0;
}

/* By the field's name or its label in either language. */
static const struct part *
column_named(const struct part *repeat, const char *s)
{
	size_t n = strlen(s);

	for (size_t i = 0; i < repeat->n; i++) {
		const struct part *p = &repeat->parts[i];

		if (same_word(s, n, p->name))
			return p;
		for (const xmlNode *l = node_child(p->node, "label"); l;
		     l = node_next(l))
			if (same_word(s, n, node_text(l)))
				return p;
	}
	return NULL;
}

/* What an option's label or 是, yes means is its value. */
static const char *
meant(const struct part *p, const char *s)
{
	size_t n = strlen(s);

	for (const xmlNode *o = node_child(p->node, "option"); o;
	     o = node_next(o))
		for (const xmlNode *l = node_child(o, "label"); l;
		     l = node_next(l))
			if (same_word(s, n, node_text(l)))
				return node_attr(o, "value");
	if (strcmp(p->rule.kind, "yes-no") == 0) {
		if (strcmp(s, "是") == 0 || strcmp(s, "Yes") == 0)
			return "yes";
		if (strcmp(s, "否") == 0 || strcmp(s, "No") == 0)
			return "no";
	}
	return s;
}

/* The next cell of a line, in place; *s stands behind it or at the line's
 * end. Quoted cells may hold separators, line ends and doubled quotes. */
static char *
cell_next(char **s, char sep, bool *last)
{
	char *from = *s, *to = *s, *p = *s, end;

	if (*p == '"') {
		for (p++; *p != '\0' && !(p[0] == '"' && p[1] != '"'); p++) {
			p += p[0] == '"';
			*to++ = *p;
		}
		p += *p == '"';
	} else {
		to = p + strcspn(p, sep == '\t' ? "\t\r\n" : ",\r\n");
		p = to;
	}
	p += strspn(p, sep == '\t' ? " " : " \t");
	end = *p;
	*last = end != sep;
	if (end == '\r' && p[1] == '\n')
		p++;
	*s = end == '\0' ? p : p + 1;
	*to = '\0';
	while (to > from && (to[-1] == ' ' || to[-1] == '\t'))
		*--to = '\0';
	return from + strspn(from, " ");
}

static size_t
line_split(struct reading *r, char **s, char **cells)
{
	bool last = false;
	size_t n = 0;
	char *cell;

	while (!last) {
		cell = cell_next(s, r->sep, &last);
		if (n < CELLS_MAX)
			cells[n++] = cell;
	}
	while (n > 0 && *cells[n - 1] == '\0')
		n--;
	return n;
}

/* Whether the first line names the columns; unknown names are an error. */
static bool
header_read(
    struct reading *r, char **cells, size_t n, bool *is, struct err *err)
{
	size_t known = 0;

	for (size_t i = 0; i < n; i++)
		known += column_named(r->repeat, cells[i]) != NULL;
	*is = known > 0 && known * 2 >= n;
	if (!*is) {
		r->n = r->repeat->n < CELLS_MAX ? r->repeat->n : CELLS_MAX;
		for (size_t i = 0; i < r->n; i++)
			r->columns[i] = &r->repeat->parts[i];
		return true;
	}
	r->n = n;
	for (size_t i = 0; i < n; i++) {
		r->columns[i] = column_named(r->repeat, cells[i]);
		if (r->columns[i] == NULL && *cells[i] != '\0')
			return refuse(err, "rows-column", cells[i]);
	}
	return true;
}

static bool
line_take(
    struct reading *r, size_t row, char **cells, size_t n, struct err *err)
{
	if (n > r->n) {
		const char *line = arena_printf(r->a, "%zu", row);

		return refuse(err, "rows-width", line ? line : "");
	}
	for (size_t i = 0; i < n; i++)
		if (r->columns[i] != NULL && *cells[i] != '\0' &&
		    !r->cell(r->ctx, row, r->columns[i],
			meant(r->columns[i], cells[i]), err))
			return false;
	return true;
}

static bool
lines_read(struct reading *r, char *s, struct err *err)
{
	char *cells[CELLS_MAX];
	size_t row = 0, n;
	bool header;

	r->sep = memchr(s, '\t', strcspn(s, "\r\n")) ? '\t' : ',';
	while (*s != '\0') {
		if ((n = line_split(r, &s, cells)) == 0)
			continue;
		if (r->n == 0) {
			if (!header_read(r, cells, n, &header, err))
				return false;
			if (header)
				continue;
		}
		if (!line_take(r, ++row, cells, n, err))
			return false;
	}
	return row > 0 || refuse(err, "rows-none", "");
}

/* <rows><row><code>...</code></row></rows>, whatever the outer names. */
static bool
xml_read(struct reading *r, const char *s, struct err *err)
{
	xmlDoc *doc = doc_parse(s, strlen(s), NULL, err);
	const xmlNode *n, *c;
	const struct part *p;
	size_t row = 0;
	bool ok = doc != NULL;

	n = ok ? xmlDocGetRootElement(doc)->children : NULL;
	for (; ok && n; n = n->next) {
		if (n->type != XML_ELEMENT_NODE)
			continue;
		row++;
		for (c = n->children; ok && c; c = c->next) {
			if (c->type != XML_ELEMENT_NODE)
				continue;
			p = column_named(r->repeat, (const char *)c->name);
			ok = p != NULL ? *node_text(c) == '\0' ||
					     r->cell(r->ctx, row, p,
						 meant(p, node_text(c)), err)
				       : refuse(err, "rows-column",
					     (const char *)c->name);
		}
	}
	xmlFreeDoc(doc);
	return ok && (row > 0 || refuse(err, "rows-none", ""));
}

bool
rows_read(const struct part *repeat, const char *text, rows_cell *cell,
    void *ctx, struct arena *a, struct err *err)
{
	struct reading r = {.repeat = repeat, .cell = cell, .ctx = ctx, .a = a};
	char *s = arena_strdup(a, text + strspn(text, " \t\r\n"));

	if (s == NULL)
		return err_fail(err, ERR_BUSY, "busy", "out of memory");
	return *s == '<' ? xml_read(&r, s, err) : lines_read(&r, s, err);
}

/* Errors of one item stand together, in the order of items. */
size_t
form_keep_right(
    xmlNode *data, const char *repeat, const struct form_error *errors)
{
	size_t k = strlen(repeat), item, last = 0, gone = 0, i;
	xmlNode *n, *next;

	for (; errors != NULL; errors = errors->next) {
		if (errors->warning || strncmp(errors->path, repeat, k) != 0 ||
		    errors->path[k] != '[')
			continue;
		item = strtoul(errors->path + k + 1, NULL, 10);
		if (item == last)
			continue;
		last = item;
		for (i = gone, n = data->children; n != NULL; n = next) {
			next = n->next;
			if (!is_element(n, repeat) || ++i != item)
				continue;
			xmlUnlinkNode(n);
			xmlFreeNode(n);
			gone++;
			break;
		}
	}
	return gone;
}
