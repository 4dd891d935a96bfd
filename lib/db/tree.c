/* tree.c: see tree.h. */
#include "db/tree.h"

#include <libxml/parserInternals.h>
#include <stdint.h>
#include <string.h>

#include "xml/doc.h"

enum { XML = 142 /* its oid in pg_type */, COLUMNS = 64 };

/* What a result's columns are, looked up once for all its rows. */
struct shape {
	xmlDoc *doc;
	const PGresult *r;
	const xmlChar *row; /* name of a row's element */
	int n;
	struct {
		const xmlChar *name;
		Oid type;
	} column[COLUMNS];
};

/* A character that XML cannot hold becomes a space; text of PostgreSQL holds
 * no NUL and is valid UTF-8. */
static void
tame(xmlChar *s, size_t n)
{
	uint64_t word;
	size_t i = 0;

	for (; i + 8 <= n; i += 8) {
		memcpy(&word, s + i, 8);
		if (((word - 0x2020202020202020u) & ~word &
			0x8080808080808080u) != 0)
			break;
	}
	for (; i < n; i++)
		if (s[i] < 0x20 && s[i] != '\t' && s[i] != '\n' && s[i] != '\r')
			s[i] = ' ';
}

/*
 * Nodes are filled by hand, for libxml2's own calls look up the name and copy
 * the text several times over. Names belong to the document's dictionary.
 */
static xmlNode *
node_new(xmlDoc *doc, xmlElementType type, const xmlChar *name)
{
	xmlNode *n = xmlMalloc(sizeof(*n));

	if (n == NULL)
		return NULL;
	memset(n, 0, sizeof(*n));
	n->type = type;
	n->name = name;
	n->doc = doc;
	return n;
}

static void
append(xmlNode *parent, xmlNode *n)
{
	n->parent = parent;
	n->prev = parent->last;
	if (parent->last != NULL)
		parent->last->next = n;
	else
		parent->children = n;
	parent->last = n;
}

static bool
add_text(xmlNode *parent, const char *s, size_t n)
{
	xmlNode *t;

	if (n == 0)
		return true;
	t = node_new(parent->doc, XML_TEXT_NODE, xmlStringText);
	if (t == NULL)
		return false;
	append(parent, t);
	if ((t->content = xmlMallocAtomic(n + 1)) == NULL)
		return false;
	memcpy(t->content, s, n);
	t->content[n] = '\0';
	tame(t->content, n);
	return true;
}

static bool
add_cell(xmlNode *row, const struct shape *s, int i, int c, struct err *err)
{
	const char *value = PQgetvalue(s->r, i, c);
	size_t n = (size_t)PQgetlength(s->r, i, c);
	xmlNode *cell;

	if (s->column[c].type == XML)
		return node_parse(
		    row, (const char *)s->column[c].name, value, n, err);
	cell = node_new(s->doc, XML_ELEMENT_NODE, s->column[c].name);
	if (cell == NULL)
		return err_fail(err, ERR_BUSY, "busy", "out of memory");
	append(row, cell);
	return add_text(cell, value, n) ||
	       err_fail(err, ERR_BUSY, "busy", "out of memory");
}

static bool
look_up(struct shape *s, const char *name, struct err *err)
{
	if (s->doc->dict == NULL)
		s->doc->dict = xmlDictCreate();
	s->n = PQnfields(s->r);
	if (s->n > COLUMNS)
		return err_fail(
		    err, ERR_BUG, "bug", "%s: %d columns", name, s->n);
	s->row = xmlDictLookup(s->doc->dict, BAD_CAST name, -1);
	for (int c = 0; c < s->n; c++) {
		s->column[c].type = PQftype(s->r, c);
		s->column[c].name =
		    xmlDictLookup(s->doc->dict, BAD_CAST PQfname(s->r, c), -1);
		if (s->column[c].name == NULL)
			s->row = NULL;
	}
	return s->row != NULL ||
	       err_fail(err, ERR_BUSY, "busy", "out of memory");
}

bool
tree_add_rows(xmlNode *root, const char *name, const PGresult *r, int most,
    struct err *err)
{
	struct shape s = {.doc = root->doc, .r = r};
	int rows = PQntuples(r);

	if (rows > most)
		rows = most;
	if (rows == 0)
		return true;
	if (!look_up(&s, name, err))
		return false;
	for (int i = 0; i < rows; i++) {
		xmlNode *row = node_new(s.doc, XML_ELEMENT_NODE, s.row);

		if (row == NULL)
			return err_fail(err, ERR_BUSY, "busy", "out of memory");
		append(root, row);
		for (int c = 0; c < s.n; c++)
			if (!PQgetisnull(r, i, c) &&
			    !add_cell(row, &s, i, c, err))
				return false;
	}
	return true;
}
