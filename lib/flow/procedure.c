/* procedure.c: see procedure.h. The checks are in procedure_*.c. */
#include "flow/procedure.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "flow/procedure_private.h"
#include "xml/doc.h"

struct procedure {
	xmlDoc *doc;
	struct form **forms;
	size_t n;
};

void
check_wrong(struct check *c, const xmlNode *n, const char *fmt, ...)
{
	char text[512];
	va_list ap;

	va_start(ap, fmt);
	vsnprintf(text, sizeof(text), fmt, ap);
	va_end(ap);
	c->wrong++;
	if (c->report != NULL)
		c->report(c->ctx, (int)xmlGetLineNo(n), text);
}

bool
check_is(const xmlNode *n, const char *name)
{
	return n->type == XML_ELEMENT_NODE &&
	       strcmp((const char *)n->name, name) == 0;
}

const char *
check_attr(const xmlNode *n, const char *name)
{
	const char *v = node_attr(n, name);

	return v != NULL ? v : "";
}

bool
check_listed(const char *list, const char *word)
{
	size_t n = strlen(word), k;

	for (; *list != '\0'; list += k) {
		list += strspn(list, " ");
		k = strcspn(list, " ");
		if (k == n && k > 0 && memcmp(list, word, n) == 0)
			return true;
	}
	return false;
}

const xmlNode *
check_next(const struct check *c, const char *section, const xmlNode *last)
{
	const xmlNode *n = node_child(c->root, section);

	if (last != NULL)
		n = last->next;
	else if (n != NULL)
		n = n->children;
	while (n != NULL && n->type != XML_ELEMENT_NODE)
		n = n->next;
	return n;
}

const xmlNode *
check_find(
    const struct check *c, const char *section, const char *name, size_t n)
{
	const char *key = strcmp(section, "basis") == 0 ? "id" : "name";
	const xmlNode *e = NULL;

	while ((e = check_next(c, section, e)) != NULL) {
		const char *v = check_attr(e, key);

		if (strlen(v) == n && memcmp(v, name, n) == 0)
			return e;
	}
	return NULL;
}

const xmlNode *
check_walk(const struct check *c, const xmlNode *n)
{
	do {
		if (n->children != NULL)
			n = n->children;
		else {
			while (n != c->root && n->next == NULL)
				n = n->parent;
			if (n == c->root)
				return NULL;
			n = n->next;
		}
	} while (n->type != XML_ELEMENT_NODE);
	return n;
}

/* In force from a day, until one that is not before it. */
static void
check_days(struct check *c)
{
	const char *until = node_attr(c->root, "until");

	if (until != NULL && strcmp(until, check_attr(c->root, "from")) < 0)
		check_wrong(c, c->root, "until %s is before from", until);
}

static bool
forms_new(struct procedure *p, struct check *c)
{
	const xmlNode *n = NULL;
	size_t max = 0;

	while ((n = check_next(c, "forms", n)) != NULL)
		max++;
	if ((p->forms = calloc(max + 1, sizeof(*p->forms))) == NULL)
		return false;
	while ((n = check_next(c, "forms", n)) != NULL) {
		struct err err = {0};

		if ((p->forms[p->n] = form_new(n, &err)) != NULL)
			p->n++;
		else
			check_wrong(c, n, "form %s: %s", check_attr(n, "name"),
			    err.detail);
	}
	return true;
}

struct procedure *
procedure_new(xmlDoc *doc, schema_report *report, void *ctx, struct err *err)
{
	struct check c = {
	    .root = xmlDocGetRootElement(doc), .report = report, .ctx = ctx};
	struct procedure *p = calloc(1, sizeof(*p));

	if (p == NULL) {
		xmlFreeDoc(doc);
		err_fail(err, ERR_BUSY, "busy", "out of memory");
		return NULL;
	}
	p->doc = doc;
	if (c.root == NULL || !check_is(c.root, "procedure")) {
		err_fail(err, ERR_INPUT, "procedure", "not a procedure file");
		goto bad;
	}
	check_whole(&c);
	check_days(&c);
	check_names(&c);
	check_flow(&c);
	check_papers(&c);
	check_expressions(&c);
	if (!forms_new(p, &c)) {
		err_fail(err, ERR_BUSY, "busy", "out of memory");
		goto bad;
	}
	if (c.wrong == 0)
		return p;
	err_fail(err, ERR_INPUT, "procedure", "%s: %u errors",
	    check_attr(c.root, "name"), c.wrong);
	err_arg(err, check_attr(c.root, "name"));
bad:
	procedure_free(p);
	return NULL;
}

void
procedure_free(struct procedure *p)
{
	if (p == NULL)
		return;
	for (size_t i = 0; i < p->n; i++)
		form_free(p->forms[i]);
	free(p->forms);
	xmlFreeDoc(p->doc);
	free(p);
}

const xmlNode *
procedure_root(const struct procedure *p)
{
	return xmlDocGetRootElement(p->doc);
}

const char *
procedure_name(const struct procedure *p)
{
	return check_attr(procedure_root(p), "name");
}

const struct form *
procedure_form(const struct procedure *p, const char *name)
{
	for (size_t i = 0; i < p->n; i++)
		if (strcmp(form_name(p->forms[i]), name) == 0)
			return p->forms[i];
	return NULL;
}

const xmlNode *
procedure_move(const struct procedure *p, const char *name)
{
	struct check c = {.root = procedure_root(p)};

	return check_find(&c, "moves", name, strlen(name));
}

const xmlNode *
procedure_letter(const struct procedure *p, const char *name)
{
	struct check c = {.root = procedure_root(p)};

	return check_find(&c, "letters", name, strlen(name));
}
