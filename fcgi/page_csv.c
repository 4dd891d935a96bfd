/* page_csv.c: a page's list for spreadsheets, as CSV (RFC 4180) or XLSX. */
#include <string.h>

#include "base/xlsx.h"
#include "fcgi/portal.h"
#include "xml/doc.h"

enum { CSV_COLUMNS = 64 };

struct csv {
	const xmlChar *row; /* name of the rows */
	const xmlChar *column[CSV_COLUMNS];
	size_t n;
};

static bool
same(const xmlNode *n, const xmlChar *name)
{
	return n->type == XML_ELEMENT_NODE && xmlStrEqual(n->name, name);
}

/* ?list=: which of a page's lists is meant. */
static const char *
list_asked(const xmlNode *page)
{
	const xmlNode *p = node_child(node_child(page, "query"), "p");

	for (; p; p = node_next(p))
		if (strcmp(node_attr(p, "name"), "list") == 0)
			return node_text(p);
	return "";
}

/* The rows of the list that is asked for, or of the last statement that gave
 * any; `found` only counts. */
static void
rows_choose(struct csv *c, const xmlNode *page)
{
	const char *list = list_asked(page);
	const xmlNode *n;

	for (n = page->last; n && c->row == NULL; n = n->prev)
		if (n->type == XML_ELEMENT_NODE && !same(n, BAD_CAST "query") &&
		    !same(n, BAD_CAST "site") && !same(n, BAD_CAST "actor") &&
		    !same(n, BAD_CAST "found") &&
		    (*list == '\0' || same(n, BAD_CAST list)))
			c->row = n->name;
}

static void
column_add(struct csv *c, const xmlChar *name)
{
	size_t i;

	for (i = 0; i < c->n; i++)
		if (xmlStrEqual(c->column[i], name))
			return;
	if (c->n < CSV_COLUMNS)
		c->column[c->n++] = name;
}

/* Columns hold text; a grafted document gives its own leaves. */
static void
columns_add(struct csv *c, const xmlNode *n)
{
	const xmlNode *m;

	for (m = n->children; m; m = m->next) {
		if (m->type != XML_ELEMENT_NODE)
			continue;
		if (xmlFirstElementChild((xmlNode *)m))
			columns_add(c, m);
		else
			column_add(c, m->name);
	}
}

static const xmlNode *
cell_find(const xmlNode *n, const xmlChar *name)
{
	const xmlNode *m, *found;

	for (m = n->children; m; m = m->next) {
		if (m->type != XML_ELEMENT_NODE)
			continue;
		if (xmlFirstElementChild((xmlNode *)m) == NULL) {
			if (xmlStrEqual(m->name, name))
				return m;
		} else if ((found = cell_find(m, name)) != NULL) {
			return found;
		}
	}
	return NULL;
}

/* A spreadsheet must not take text for a formula; numbers stay numbers. */
static void
cell_write(struct buf *b, const char *s)
{
	bool formula = *s && strchr("=+-@\t\r", *s) &&
		       s[strspn(s, "+-0123456789.")] != '\0';

	buf_addc(b, '"');
	if (formula)
		buf_addc(b, '\'');
	for (; *s; s++) {
		if (*s == '"')
			buf_addc(b, '"');
		buf_addc(b, *s);
	}
	buf_addc(b, '"');
}

/* The i-th cell; without a row, the column's name. */
static const char *
cell_text(const struct csv *c, const xmlNode *row, size_t i)
{
	return row ? node_text(cell_find(row, c->column[i]))
		   : (const char *)c->column[i];
}

static void
row_write(struct buf *b, const struct csv *c, const xmlNode *row)
{
	size_t i;

	for (i = 0; i < c->n; i++) {
		if (i)
			buf_addc(b, ',');
		cell_write(b, cell_text(c, row, i));
	}
	buf_adds(b, "\r\n");
}

static void
row_fill(struct xlsx *x, const struct csv *c, const xmlNode *row)
{
	size_t i;

	xlsx_row(x);
	for (i = 0; i < c->n; i++)
		xlsx_cell(x, cell_text(c, row, i));
}

static void
columns_choose(struct csv *c, const xmlNode *page)
{
	const xmlNode *n;

	rows_choose(c, page);
	for (n = page->children; n && c->row; n = n->next)
		if (same(n, c->row))
			columns_add(c, n);
}

void
csv_write(const xmlNode *page, struct buf *b)
{
	struct csv c = {0};
	const xmlNode *n;

	buf_adds(b, "\xef\xbb\xbf"); /* or Excel takes UTF-8 for GBK */
	columns_choose(&c, page);
	if (c.row == NULL)
		return;
	row_write(b, &c, NULL);
	for (n = page->children; n; n = n->next)
		if (same(n, c.row))
			row_write(b, &c, n);
}

void
csv_write_xlsx(const xmlNode *page, struct buf *b)
{
	struct csv c = {0};
	const xmlNode *n;
	struct xlsx x;

	columns_choose(&c, page);
	xlsx_open(&x);
	row_fill(&x, &c, NULL);
	for (n = page->children; n && c.row; n = n->next)
		if (same(n, c.row))
			row_fill(&x, &c, n);
	xlsx_close(&x, b);
}
