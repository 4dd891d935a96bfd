/* form.c: see form.h; from the <form> of a procedure file to rules. */
#include "form/form.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "form/form_private.h"
#include "xml/doc.h"

static bool PRINTF(3, 4)
    wrong(struct err *err, const xmlNode *n, const char *fmt, ...)
{
	char text[400], line[512];
	va_list ap;

	va_start(ap, fmt);
	vsnprintf(text, sizeof(text), fmt, ap);
	va_end(ap);
	snprintf(line, sizeof(line), "line %ld: %s", xmlGetLineNo(n), text);
	err_fail(err, ERR_INPUT, "procedure-form", "%s", line);
	err_arg(err, line);
	return false;
}

bool
is_element(const xmlNode *n, const char *name)
{
	return n->type == XML_ELEMENT_NODE &&
	       strcmp((const char *)n->name, name) == 0;
}

static bool
compile(const xmlNode *n, const char *attr, struct xpath **out, struct err *err)
{
	const char *expr = node_attr(n, attr);
	struct err inner = {0};

	if (expr == NULL)
		return true;
	*out = xpath_new(expr, &inner);
	return *out != NULL || wrong(err, n, "%s: %s", attr, inner.detail);
}

static bool
compile_binds(struct part *p, struct err *err)
{
	static const char *const names[BINDS] = {[BIND_RELEVANT] = "relevant",
	    [BIND_REQUIRED] = "required",
	    [BIND_READONLY] = "readonly",
	    [BIND_CONSTRAINT] = "constraint",
	    [BIND_WARN] = "warn",
	    [BIND_CALCULATE] = "calculate",
	    [BIND_DEFAULT] = "default"};

	for (int i = 0; i < BINDS; i++)
		if (names[i] != NULL &&
		    !compile(p->node, names[i], &p->bind[i], err))
			return false;
	return true;
}

static bool
read_count(const xmlNode *n, const char *attr, size_t *out, struct err *err)
{
	const char *s = node_attr(n, attr);
	char *end;

	if (s == NULL)
		return true;
	*out = strtoul(s, &end, 10);
	if (*s < '0' || *s > '9' || *end != '\0' || *out > 10000)
		return wrong(err, n, "%s: not a number to 10,000: %s", attr, s);
	return true;
}

/* A field of kind register that names a party of the case must find it: the
 * party stands in the document as soon as it does. */
static bool
party_new(struct part *p, struct err *err)
{
	const xmlNode *root = xmlDocGetRootElement(p->node->doc), *party;
	const xmlNode *form = p->node->parent->parent;
	char path[200], rule[100];

	if (strcmp(p->rule.kind, "register") != 0)
		return true;
	snprintf(path, sizeof(path), "record/%s/%s", node_attr(form, "name"),
	    p->name);
	for (party = node_child(node_child(root, "parties"), "party"); party;
	     party = node_next(party))
		if (node_attr(party, "value") != NULL &&
		    strcmp(node_attr(party, "value"), path) == 0) {
			snprintf(rule, sizeof(rule), "boolean(/case/party/%s)",
			    node_attr(party, "name"));
			p->bind[BIND_PARTY] = xpath_new(rule, err);
			return p->bind[BIND_PARTY] != NULL;
		}
	return true;
}

static bool
field_new(struct part *p, struct err *err)
{
	const char *kind = node_attr(p->node, "kind");

	if (kind == NULL || !kind_known(kind))
		return wrong(err, p->node, "field %s: no such kind: %s",
		    p->name, kind != NULL ? kind : "");
	p->rule = (struct kind_rule){.kind = kind,
	    .min = node_attr(p->node, "min"),
	    .max = node_attr(p->node, "max"),
	    .level = node_attr(p->node, "level"),
	    .unit = node_attr(p->node, "unit")};
	if (strncmp(kind, "choice", 6) == 0 &&
	    node_child(p->node, "option") == NULL)
		return wrong(
		    err, p->node, "field %s: a choice of nothing", p->name);
	return party_new(p, err);
}

static bool parts_new(const xmlNode *at, bool fields_only, struct part **out,
    size_t *n, struct err *err);

static bool
part_new(const xmlNode *n, bool fields_only, struct part *p, struct err *err)
{
	p->node = n;
	p->name = node_attr(n, "name");
	if (p->name == NULL || *p->name == '\0' || *p->name == '_')
		return wrong(err, n, "a part without a right name");
	p->type = is_element(n, "repeat")       ? PART_REPEAT
		  : is_element(n, "attachment") ? PART_ATTACHMENT
						: PART_FIELD;
	if (fields_only && p->type != PART_FIELD)
		return wrong(err, n, "%s: repeats hold fields only", p->name);
	if (!compile_binds(p, err))
		return false;
	if (p->type == PART_FIELD)
		return field_new(p, err);
	if (!read_count(n, "min", &p->min, err) ||
	    !read_count(n, "max", &p->max, err))
		return false;
	if (p->max != 0 && p->min > p->max)
		return wrong(err, n, "%s: min above max", p->name);
	return p->type != PART_REPEAT ||
	       parts_new(n, true, &p->parts, &p->n, err);
}

static bool
is_part(const xmlNode *n)
{
	return is_element(n, "field") || is_element(n, "repeat") ||
	       is_element(n, "attachment");
}

static bool
parts_new(const xmlNode *at, bool fields_only, struct part **out, size_t *n,
    struct err *err)
{
	size_t max = 0;

	for (const xmlNode *c = at->children; c != NULL; c = c->next)
		max += is_part(c);
	if ((*out = calloc(max + 1, sizeof(**out))) == NULL)
		return err_fail(err, ERR_BUSY, "busy", "out of memory");
	for (const xmlNode *c = at->children; c != NULL; c = c->next) {
		if (!is_part(c))
			continue;
		if (!part_new(c, fields_only, &(*out)[(*n)++], err))
			return false;
		for (size_t i = 0; i + 1 < *n; i++)
			if (strcmp((*out)[i].name, (*out)[*n - 1].name) == 0)
				return wrong(err, c, "two parts named %s",
				    (*out)[i].name);
	}
	return true;
}

/* The pages share one data element, so their names may not meet. */
static bool
names_apart(const struct form *f, struct err *err)
{
	for (size_t i = 0; i < f->n; i++)
		for (size_t k = 0; k < f->pages[i].n; k++) {
			const struct part *p = &f->pages[i].parts[k];

			for (size_t j = 0; j < i; j++)
				for (size_t m = 0; m < f->pages[j].n; m++)
					if (strcmp(f->pages[j].parts[m].name,
						p->name) == 0)
						return wrong(err, p->node,
						    "two parts named %s",
						    p->name);
		}
	return true;
}

static bool
pages_new(struct form *f, const xmlNode *form, struct err *err)
{
	size_t max = 0;

	for (const xmlNode *c = form->children; c != NULL; c = c->next)
		max += is_element(c, "page");
	if (max == 0)
		return wrong(err, form, "a form without pages");
	if ((f->pages = calloc(max, sizeof(*f->pages))) == NULL)
		return err_fail(err, ERR_BUSY, "busy", "out of memory");
	for (const xmlNode *c = form->children; c != NULL; c = c->next) {
		struct form_page *p = &f->pages[f->n];

		if (!is_element(c, "page"))
			continue;
		f->n++;
		if ((p->name = node_attr(c, "name")) == NULL)
			return wrong(err, c, "a page without a name");
		if (!compile(c, "relevant", &p->relevant, err) ||
		    !parts_new(c, false, &p->parts, &p->n, err))
			return false;
	}
	return names_apart(f, err);
}

struct form *
form_new(const xmlNode *form, struct err *err)
{
	struct form *f = calloc(1, sizeof(*f));

	if (f == NULL) {
		err_fail(err, ERR_BUSY, "busy", "out of memory");
		return NULL;
	}
	f->name = node_attr(form, "name");
	f->declares = node_child(form, "declaration") != NULL;
	if (f->name == NULL)
		wrong(err, form, "a form without a name");
	else if (pages_new(f, form, err))
		return f;
	form_free(f);
	return NULL;
}

static void
parts_free(struct part *parts, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		for (int b = 0; b < BINDS; b++)
			xpath_free(parts[i].bind[b]);
		parts_free(parts[i].parts, parts[i].n);
	}
	free(parts);
}

void
form_free(struct form *f)
{
	if (f == NULL)
		return;
	for (size_t i = 0; i < f->n; i++) {
		xpath_free(f->pages[i].relevant);
		parts_free(f->pages[i].parts, f->pages[i].n);
	}
	free(f->pages);
	free(f);
}

const char *
form_name(const struct form *f)
{
	return f->name;
}

size_t
form_pages(const struct form *f)
{
	return f->n;
}

const char *
form_page_name(const struct form *f, size_t page)
{
	return page < f->n ? f->pages[page].name : NULL;
}

bool
form_declares(const struct form *f)
{
	return f->declares;
}
