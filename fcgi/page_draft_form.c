/* page_draft_form.c: a draft as elements for its sheets. */
#include <stdio.h>
#include <string.h>

#include "fcgi/page_draft.h"
#include "xml/doc.h"

/* Of a list (forms, moves) only the one that is called `name`. */
static void
graft_one(xmlNode *to, const xmlNode *list, const char *name)
{
	xmlNode *copy = node_graft_bare(to, list);
	const xmlNode *n;
	const char *a;

	for (n = list->children; copy && n; n = n->next) {
		if (n->type != XML_ELEMENT_NODE)
			continue;
		a = node_attr(n, "name");
		if (a && name && strcmp(a, name) == 0)
			node_graft(copy, n);
	}
}

/* What the sheets need of the procedure file: its names, this form, this
 * move, the letters; not the whole of it on every page. */
static void
graft_procedure(xmlNode *form, const struct draft *d)
{
	const xmlNode *root = procedure_root(d->procedure), *n;
	xmlNode *copy = node_graft_bare(form, root);

	for (n = root->children; copy && n; n = n->next) {
		if (node_is(n, "forms"))
			graft_one(copy, n, d->form ? form_name(d->form) : NULL);
		else if (node_is(n, "moves"))
			graft_one(copy, n, d->move);
		else if (node_is(n, "title") || node_is(n, "parameters") ||
			 node_is(n, "letters") || node_is(n, "basis"))
			node_graft(copy, n);
	}
}

/* The element of that name, however deep; name ends at '[' or NUL. */
static const xmlNode *
part_find(const xmlNode *in, const char *name)
{
	const xmlNode *n, *found;
	size_t k = strcspn(name, "[");
	const char *a;

	for (n = in ? in->children : NULL; n; n = n->next) {
		if (n->type != XML_ELEMENT_NODE)
			continue;
		a = node_attr(n, "name");
		if (a && !node_is(n, "page") && strlen(a) == k &&
		    memcmp(a, name, k) == 0)
			return n;
		if ((found = part_find(n, name)) != NULL)
			return found;
	}
	return NULL;
}

/* What the procedure itself says of it: <alert> or <warning> of the field. */
static void
add_own_text(xmlNode *to, const struct draft *d, const struct form_error *e)
{
	const char *slash = strchr(e->path, '/');
	const xmlNode *n;

	n = node_child(procedure_root(d->procedure), "forms");
	n = part_find(part_find(n, form_name(d->form)), e->path);
	if (slash)
		n = part_find(n, slash + 1);
	for (n = node_child(n, e->code); n; n = node_next(n))
		xmlNodeSetLang(
		    node_add(to, "text", node_text(n)), xmlNodeGetLang(n));
}

static void
add_errors(struct visit *v, xmlNode *form, const struct draft *d,
    const struct form_error *e)
{
	xmlNode *n;
	bool own;

	for (; e; e = e->next) {
		own = strcmp(e->code, "alert") == 0 ||
		      strcmp(e->code, "warning") == 0;
		n = own ? node_add(form, "error", NULL)
			: visit_error(v, form, e->code, e->arg);
		if (n == NULL)
			return; /* visit_show will not send such a page */
		if (own) {
			node_set(n, "code", e->code);
			node_set(n, "arg", e->arg ? e->arg : "");
		}
		if (own && v->xml)
			add_own_text(n, d, e);
		if (e->warning)
			xmlNodeSetName(n, (const xmlChar *)"warning");
		node_set(n, "field", e->path);
		node_set(n, "page", e->page);
		node_set(n, "xpath", e->xpath ? e->xpath : "");
	}
}

/* <pages>: every page's name, whether it counts now, which is this. */
static void
add_pages(xmlNode *form, const struct draft *d, size_t page)
{
	size_t i, n = form_pages(d->form), step = 0, of = 0;
	xmlNode *p;
	char s[16];
	bool on;

	for (i = 0; i < n; i++) {
		on = form_page_relevant(d->form, i, d->data);
		p = node_add(form, "page", NULL);
		node_set(p, "name", form_page_name(d->form, i));
		node_set(p, "relevant", on ? "true" : "false");
		if (i == page)
			node_set(p, "current", "true");
		of += on;
		if (i <= page)
			step += on;
	}
	snprintf(s, sizeof(s), "%zu", step);
	node_set(form, "step", s);
	snprintf(s, sizeof(s), "%zu", of);
	node_set(form, "of", s);
}

bool
draft_show(struct visit *v, const struct draft *d, size_t page,
    const struct form_error *errors)
{
	xmlNode *form = node_add(v->page, "form", NULL), *data;
	size_t n = d->form ? form_pages(d->form) : 0, i;
	char revision[16];

	node_set(form, "draft", d->id);
	node_set(form, "move", d->move);
	node_set(form, "case", d->case_number);
	snprintf(revision, sizeof(revision), "%d", d->revision);
	node_set(form, "revision", revision);
	graft_procedure(form, d);
	if (d->form) {
		node_set(form, "name", form_name(d->form));
		add_pages(form, d, page);
		if (page < n)
			node_set(form, "page", form_page_name(d->form, page));
		data = node_add(form, "data", NULL);
		node_graft(data, d->data);
		for (i = 0; i < n; i++)
			if ((page == n &&
				form_page_relevant(d->form, i, d->data)) ||
			    page == i)
				if (!form_describe(d->form, i, d->data, form,
					v->a, &v->err))
					return false;
	}
	add_errors(v, form, d, errors);
	return true;
}
