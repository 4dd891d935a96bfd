/* example_step.c: a step of an example, made as a person or the engine. */
#include <stdio.h>
#include <string.h>

#include "base/file.h"
#include "flow/example_private.h"
#include "flow/flow_private.h"
#include "xml/doc.h"

/* Copies elements without their namespace: data of a form has none. */
void
example_copy(xmlNode *to, const xmlNode *from)
{
	const xmlNode *n;
	const xmlAttr *a;
	xmlNode *copy;

	for (n = from->children; n; n = n->next) {
		if (n->type == XML_TEXT_NODE && from->children->next == NULL)
			xmlNodeAddContent(to, n->content);
		if (n->type != XML_ELEMENT_NODE)
			continue;
		copy = node_add(to, (const char *)n->name, NULL);
		for (a = n->properties; a; a = a->next)
			node_set(copy, (const char *)a->name,
			    (const char *)a->children->content);
		example_copy(copy, n);
	}
}

static bool
attach(struct run *run, const struct draft *d, xmlNode *n, const char *name)
{
	const char *paper = run->paper ? run->paper : "", *id;
	size_t length = strlen(paper);
	char sha[65], size[24];

	sha256_hex(paper, length, sha);
	snprintf(size, sizeof(size), "%zu", length);
	if (!run_call(run, "put_attachment", 3,
		(const char *[]){d->id, (const char *)n->name, name}, &id) ||
	    (length &&
		!db_call_bytes(run->db, "put_chunk", 2,
		    (const char *[]){id, "0"}, paper, length, run->err)) ||
	    !run_call(run, "end_attachment", 4,
		(const char *[]){id, "application/pdf", size, sha}, NULL))
		return false;
	node_set(n, "ref", id);
	node_set(n, "type", "application/pdf");
	node_set(n, "size", size);
	node_set(n, "sha256", sha);
	return true;
}

/* <plan name="x.pdf"/> without a ref: another file stands in for it. */
static bool
attach_missing(struct run *run, const struct draft *d, xmlNode *n)
{
	const char *name;
	xmlNode *c;

	for (c = n->children; c; c = c->next) {
		if (c->type != XML_ELEMENT_NODE)
			continue;
		if (!attach_missing(run, d, c))
			return false;
		name = node_attr(c, "name");
		if (name && node_attr(c, "ref") == NULL &&
		    !attach(run, d, c, name))
			return false;
	}
	return true;
}

static bool
step_fill(struct run *run, struct draft *d, const xmlNode *step)
{
	const xmlNode *data = node_child(step, "data");
	const xmlNode *n;
	xmlNode *old;

	if (d->data == NULL || data == NULL)
		return true;
	for (n = data->children; n; n = n->next)
		while (n->type == XML_ELEMENT_NODE &&
		       (old = node_child(d->data, (const char *)n->name))) {
			xmlUnlinkNode(old);
			xmlFreeNode(old);
		}
	example_copy(d->data, data);
	return attach_missing(run, d, d->data);
}

/* The first thing that blocks, as the error of the step. */
static bool
step_check(struct run *run, struct draft *d, xmlNode **clean)
{
	struct form_error *e = NULL;

	*clean = NULL;
	if (d->form == NULL)
		return true;
	if (!form_check(d->form, form_pages(d->form), d->data, d->today, run->a,
		&e, clean, run->err))
		return false;
	while (e && e->warning)
		e = e->next;
	if (e == NULL)
		return true;
	err_arg(run->err, e->xpath ? e->xpath : e->path);
	return err_fail(run->err, ERR_INPUT, e->code, "%s %s", e->path,
	    e->arg ? e->arg : "");
}

static bool
step_enter(struct run *run, const xmlNode *step)
{
	const char *by = node_attr(step, "by");
	const char *organ = run_organ(run, by), *role;
	const xmlNode *move;
	char first[32];

	if (organ == NULL)
		return err_fail(
		    run->err, ERR_INPUT, "example", "nobody plays %s", by);
	role = node_attr(step, "role");
	move = procedure_move(run->procedure, node_attr(step, "move"));
	if (role == NULL && move)
		role = node_attr(move, "role");
	snprintf(first, sizeof(first), "%.*s",
	    (int)strcspn(role ? role : "handler", " "),
	    role ? role : "handler");
	return run_call(run, "example_enter", 3,
	    (const char *[]){organ, first, node_attr(step, "person")}, NULL);
}

static bool
step_make(struct run *run, const xmlNode *step, const char *number)
{
	const char *move = node_attr(step, "move"), *id;
	struct moved moved;
	xmlNode *clean;
	struct draft d;
	char request[37];

	uuid_new(request);
	if (!run_call(run, "begin_draft", 4,
		(const char *[]){request,
		    number ? "" : procedure_name(run->procedure), move,
		    number ? number : ""},
		&id) ||
	    !draft_load(run->flow, run->db, id, &d, run->err))
		return false;
	uuid_new(request);
	if (!step_fill(run, &d, step) || !draft_ask(run->db, &d, run->err) ||
	    !step_check(run, &d, &clean) ||
	    !draft_submit(
		run->flow, run->db, &d, clean, request, &moved, run->err))
		return false;
	if (run->number == NULL)
		run->number = arena_strdup(run->a, moved.case_number);
	return true;
}

/* Opened by the engine, as another procedure's <open> would. */
static bool
step_open(struct run *run, const xmlNode *step)
{
	const xmlNode *root = procedure_root(run->procedure);
	const char *subject = NULL;
	const xmlNode *p, *data = node_child(step, "data");
	xmlDoc *doc = xmlNewDoc((const xmlChar *)"1.0");
	xmlNode *record =
	    xmlNewDocNode(doc, NULL, (const xmlChar *)"record", NULL);
	struct buf b = {0};
	bool ok;

	xmlDocSetRootElement(doc, record);
	if (data)
		example_copy(record, data);
	for (p = node_child(node_child(root, "parties"), "party"); p;
	     p = node_next(p))
		if (strcmp(node_attr(p, "is"), "subject") == 0)
			subject = run_organ(run, node_attr(p, "name"));
	ok = node_write(record, &b, run->err) &&
	     run_call(run, "example_open", 5,
		 (const char *[]){procedure_name(run->procedure),
		     node_attr(root, "version"), node_attr(step, "move"),
		     subject, b.data},
		 &run->number);
	buf_clear(&b);
	return ok;
}

bool
run_refused(struct run *run, const char *expect, bool ok)
{
	char code[64];

	if (expect == NULL || strcmp(expect, "ok") == 0)
		return ok;
	if (ok)
		return err_fail(run->err, ERR_INPUT, "example",
		    "made, but expected to be refused: %s", expect);
	snprintf(code, sizeof(code), "%s", run->err->code);
	if (strcmp(code, expect) != 0)
		return false;
	err_clear(run->err);
	return db_restore(run->db, run->err);
}

bool
run_step(struct run *run, const xmlNode *step)
{
	const char *expect = node_attr(step, "expect"), *number;
	bool ok;

	if (!run_clock(run, node_attr(step, "at")) ||
	    (expect && !db_savepoint(run->db, run->err)))
		return false;
	if (node_attr(step, "by") == NULL)
		return step_open(run, step);
	ok = run_which(run, step, &number) && step_enter(run, step) &&
	     step_make(run, step, number);
	return run_refused(run, expect, ok);
}

/* What the keeper does: one due move after another, and their letters. */
bool
run_due(struct run *run, const xmlNode *due)
{
	const char *id = NULL;
	size_t letters;

	if (!run_clock(run, node_attr(due, "at")))
		return false;
	do {
		if (!run_call(run, "run_due", 0, NULL, &id))
			return false;
		if (*id &&
		    !flow_sign(run->flow, run->db, id, &letters, run->err))
			return false;
	} while (*id);
	return true;
}
