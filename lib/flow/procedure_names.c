/* procedure_names.c: names are unique, and refer to what exists. */
#include <stdio.h>
#include <string.h>

#include "flow/procedure_private.h"
#include "xml/doc.h"

/* An attribute that names something in a section of the same file. */
struct reference {
	const char *parent;  /* NULL: any */
	const char *element; /* NULL: any */
	const char *attr, *section, *what;
};

static const struct reference references[] = {
    {NULL, NULL, "clause", "basis", "clause"},
    {"parties", "party", "of", "parties", "party"},
    {"parties", "party", "withheld", "parties", "party"},
    {"states", "state", "holder", "parties", "party"},
    {"moves", "move", "from", "states", "state"},
    {"moves", "move", "to", "states", "state"},
    {"moves", "move", "by", "parties", "party"},
    {"moves", "move", "form", "forms", "form"},
    {"moves", "move", "unlike", "moves", "move"},
    {"move", "start", "limit", "limits", "limit"},
    {"move", "meet", "limit", "limits", "limit"},
    {"move", "suspend", "limit", "limits", "limit"},
    {"move", "resume", "limit", "limits", "limit"},
    {"move", "cancel", "limit", "limits", "limit"},
    {"move", "lookup", "register", "registers", "register"},
    {"move", "enter", "register", "registers", "register"},
    {"move", "leave", "register", "registers", "register"},
    {"move", "organ", "parent", "parties", "party"},
    {"facts", "fact", "register", "registers", "register"},
    {"procedure", "likeness", "for", "parties", "party"},
    {"procedure", "likeness", "register", "registers", "register"},
    {"parameters", "local", "party", "parties", "party"},
    {"local", "value", "parameter", "parameters", "parameter"},
    {"statistics", "measure", "on", "moves", "move"},
    {"statistics", "measure", "over", "statistics", "measure"},
    {"statistics", "measure", "under", "statistics", "measure"},
    {"move", "letter", "name", "letters", "letter"},
    {"move", "letter", "to", "parties", "party"},
    {"move", "publish", "letter", "letters", "letter"},
    {"move", "notify", "party", "parties", "party"},
    {"letters", "letter", "by", "parties", "party"},
    {"messages", "message", "by", "parties", "party"},
    {"message", "form", "name", "forms", "form"},
    {"message", "letter", "name", "letters", "letter"},
    {"move", "send", "message", "messages", "message"},
    {"move", "send", "to", "parties", "party"},
    {NULL, "field", "register", "registers", "register"},
    {NULL, "field", "withheld", "parties", "party"},
    {"example", "organ", "party", "parties", "party"},
    {"example", "step", "move", "moves", "move"},
    {"example", "step", "by", "parties", "party"},
    {"example", "expect", "state", "states", "state"},
    {"example", "expect", "limit", "limits", "limit"},
    {"example", "expect", "letter", "letters", "letter"},
    {"example", "expect", "sent", "messages", "message"},
    {"example", "expect", "told", "parties", "party"},
    {"example", "receive", "message", "messages", "message"},
};

static bool
applies(const struct reference *r, const xmlNode *n)
{
	if (r->element != NULL && !check_is(n, r->element))
		return false;
	if (r->parent != NULL && !check_is(n->parent, r->parent))
		return false;
	/* Of a linked case: that procedure's file is not here. */
	return r->parent == NULL || strcmp(r->parent, "example") != 0 ||
	       node_attr(n, "child") == NULL;
}

/* Each word of the attribute; "." is the state where the case stands, "*" is
 * every peer. */
static void
check_reference(struct check *c, const struct reference *r, const xmlNode *n)
{
	const char *v = check_attr(n, r->attr);
	size_t k;

	for (v += strspn(v, " "); *v != '\0'; v += strspn(v, " ")) {
		k = strcspn(v, " ");
		if (!(k == 1 && (*v == '.' || *v == '*')) &&
		    check_find(c, r->section, v, k) == NULL)
			check_wrong(c, n, "%s %s: no such %s: %.*s",
			    (const char *)n->name, check_attr(n, "name"),
			    r->what, (int)k, v);
		v += k;
	}
}

static void
check_each(struct check *c, const xmlNode *n)
{
	const char *each = check_attr(n, "each");

	if (strncmp(each, "register:", 9) == 0 &&
	    check_find(c, "registers", each + 9, strlen(each + 9)) == NULL)
		check_wrong(c, n, "%s: no such register: %s",
		    (const char *)n->name, each + 9);
}

static void
check_references(struct check *c)
{
	const xmlNode *n = c->root;
	size_t i;

	while ((n = check_walk(c, n)) != NULL) {
		for (i = 0; i < sizeof(references) / sizeof(*references); i++)
			if (applies(&references[i], n))
				check_reference(c, &references[i], n);
		check_each(c, n);
	}
}

/* Among the elements of one name below a parent, no two share attr. */
static void
check_unique(
    struct check *c, const xmlNode *parent, const char *name, const char *attr)
{
	const xmlNode *a, *b;

	for (a = node_child(parent, name); a != NULL; a = node_next(a))
		for (b = node_child(parent, name); b != a; b = node_next(b))
			if (strcmp(check_attr(a, attr), check_attr(b, attr)) ==
			    0) {
				check_wrong(c, a, "two of %s %s", name,
				    check_attr(a, attr));
				break;
			}
}

static void
check_doubles(struct check *c)
{
	static const char *const sections[][3] = {{"basis", "clause", "id"},
	    {"parameters", "parameter", "name"}, {"parties", "party", "name"},
	    {"facts", "fact", "name"}, {"statistics", "measure", "name"},
	    {"forms", "form", "name"}, {"form", "page", "name"},
	    {"field", "option", "value"}, {"states", "state", "name"},
	    {"moves", "move", "name"}, {"limits", "limit", "name"},
	    {"letters", "letter", "name"}, {"messages", "message", "name"},
	    {"messages", "message", "profile"},
	    {"registers", "register", "name"}, {"register", "column", "name"},
	    {"enter", "value", "name"}, {"examples", "example", "name"}};
	const xmlNode *n = c->root;
	size_t i;

	while ((n = check_walk(c, n)) != NULL)
		for (i = 0; i < sizeof(sections) / sizeof(*sections); i++)
			if (check_is(n, sections[i][0]))
				check_unique(
				    c, n, sections[i][1], sections[i][2]);
}

/* One form may serve several moves, but not none; a given one serves none. */
static void
check_forms_used(struct check *c)
{
	const xmlNode *f = NULL, *m = NULL;

	while ((f = check_next(c, "forms", f)) != NULL) {
		while ((m = check_next(c, "moves", m)) != NULL)
			if (strcmp(check_attr(m, "form"),
				check_attr(f, "name")) == 0)
				break;
		if (m == NULL && *check_attr(f, "given") == '\0')
			check_wrong(c, f, "form %s: no move uses it",
			    check_attr(f, "name"));
		if (m != NULL && *check_attr(f, "given") != '\0')
			check_wrong(c, f, "form %s: given, but move %s uses it",
			    check_attr(f, "name"), check_attr(m, "name"));
		m = NULL;
	}
}

/* Options belong to choices, and only to them; form_new asks for one. */
static void
check_options(struct check *c)
{
	const xmlNode *n = c->root;

	while ((n = check_walk(c, n)) != NULL)
		if (check_is(n, "field") && node_child(n, "option") != NULL &&
		    strncmp(check_attr(n, "kind"), "choice", 6) != 0)
			check_wrong(c, n, "field %s: options, but no choice",
			    check_attr(n, "name"));
}

static bool
form_has(const xmlNode *form, const char *name)
{
	const xmlNode *p, *f;

	for (p = node_child(form, "page"); p != NULL; p = node_next(p))
		for (f = node_child(p, "field"); f != NULL; f = node_next(f))
			if (strcmp(check_attr(f, "name"), name) == 0)
				return true;
	return false;
}

/* Each FORM/FIELD of a likeness is a field of a form. */
static void
check_likeness(struct check *c)
{
	const xmlNode *n = node_child(c->root, "likeness");
	const char *v = n == NULL ? "" : check_attr(n, "fields");
	const xmlNode *form;
	char name[64];
	size_t k, m;

	for (; *v != '\0'; v += k + (v[k] == ' ')) {
		k = strcspn(v, " ");
		m = strcspn(v, "/");
		form = m < k ? check_find(c, "forms", v, m) : NULL;
		snprintf(name, sizeof(name), "%.*s", (int)(k - m - 1),
		    m < k ? v + m + 1 : "");
		if (form == NULL || !form_has(form, name))
			check_wrong(
			    c, n, "likeness: no such field: %.*s", (int)k, v);
	}
}

void
check_names(struct check *c)
{
	check_likeness(c);
	check_doubles(c);
	check_references(c);
	check_forms_used(c);
	check_options(c);
}
