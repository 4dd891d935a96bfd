/* procedure_papers.c: limits are started, letters signed, columns known. */
#include <string.h>

#include "flow/procedure_private.h"
#include "xml/doc.h"

/* Whether an effect of some move names it. */
static bool
used(const struct check *c, const char *effect, const char *attr,
    const char *name)
{
	const xmlNode *m = NULL, *e;

	while ((m = check_next(c, "moves", m)) != NULL)
		for (e = node_child(m, effect); e != NULL; e = node_next(e))
			if (strcmp(check_attr(e, attr), name) == 0)
				return true;
	return false;
}

static void
check_limits(struct check *c)
{
	const xmlNode *l = NULL;

	while ((l = check_next(c, "limits", l)) != NULL)
		if (!used(c, "start", "limit", check_attr(l, "name")))
			check_wrong(c, l, "limit %s: no move starts it",
			    check_attr(l, "name"));
}

/* Signed by the party whose letter it is, or by the engine in its name. */
static void
check_letter(struct check *c, const xmlNode *move, const xmlNode *letter)
{
	const char *name = check_attr(letter, "name");
	const xmlNode *l = check_find(c, "letters", name, strlen(name));
	const char *by = node_attr(move, "by");

	if (l != NULL && by != NULL && strcmp(by, check_attr(l, "by")) != 0)
		check_wrong(c, letter,
		    "letter %s: it is by %s, but %s makes "
		    "the move",
		    name, check_attr(l, "by"), by);
}

static void
check_letters(struct check *c)
{
	const xmlNode *l = NULL, *m = NULL, *e;

	while ((l = check_next(c, "letters", l)) != NULL)
		if (!used(c, "letter", "name", check_attr(l, "name")))
			check_wrong(c, l, "letter %s: no move signs it",
			    check_attr(l, "name"));
	while ((m = check_next(c, "moves", m)) != NULL)
		for (e = node_child(m, "letter"); e != NULL; e = node_next(e))
			check_letter(c, m, e);
}

static bool
has_column(const xmlNode *reg, const char *name)
{
	const xmlNode *n;

	for (n = node_child(reg, "column"); n != NULL; n = node_next(n))
		if (strcmp(check_attr(n, "name"), name) == 0)
			return true;
	return false;
}

/* Of registers that this file describes; others are another file's. */
static void
check_entry(struct check *c, const xmlNode *enter)
{
	const char *name = check_attr(enter, "register");
	const xmlNode *r = check_find(c, "registers", name, strlen(name)), *v;

	if (r == NULL || node_attr(r, "from") != NULL)
		return;
	for (v = node_child(enter, "value"); v != NULL; v = node_next(v))
		if (!has_column(r, check_attr(v, "name")))
			check_wrong(c, v, "enter %s: no such column: %s", name,
			    check_attr(v, "name"));
}

static void
check_registers(struct check *c)
{
	const char *self = check_attr(c->root, "name");
	const xmlNode *r = NULL, *m = NULL, *e;

	while ((r = check_next(c, "registers", r)) != NULL)
		if (strcmp(check_attr(r, "from"), self) == 0)
			check_wrong(c, r, "register %s: from this very file",
			    check_attr(r, "name"));
	while ((m = check_next(c, "moves", m)) != NULL)
		for (e = node_child(m, "enter"); e != NULL; e = node_next(e))
			check_entry(c, e);
}

void
check_papers(struct check *c)
{
	check_limits(c);
	check_letters(c);
	check_registers(c);
}
