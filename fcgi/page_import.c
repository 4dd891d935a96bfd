/* page_import.c: a message, or its payload, opened as a filled form: what fits
 * stands in a draft, what does not is told with its line. */
#include <stdio.h>
#include <string.h>

#include "base/file.h"
#include "exchange/envelope.h"
#include "fcgi/page_draft.h"
#include "xml/doc.h"

enum { IMPORT_BYTES = 1 << 20 };

struct import {
	struct visit *v;
	struct buf file;
	struct draft d;
	xmlNode *told; /* <import taken=><left name= why= line= value=/>* */
	int taken;
};

static bool
import_piece(void *ctx, const struct file_part *part, const void *p, size_t n,
    struct err *err)
{
	struct import *x = ctx;

	(void)part;
	if (p != NULL)
		buf_add(&x->file, p, n);
	return !x->file.failed ||
	       err_fail(err, ERR_LARGE, "body-large", "import");
}

static bool
import_body(struct import *x)
{
	static const struct post_limits limits = {
	    .file = IMPORT_BYTES, .total = IMPORT_BYTES + (64 << 10)};
	struct visit *v = x->v;
	struct multipart *m;
	const char *body;
	size_t n;
	bool ok;

	m = multipart_new(serve_env(v->r, "CONTENT_TYPE"), &limits, v->a,
	    import_piece, x, &v->err);
	ok = m && serve_body(v->r, limits.total, &body, &n, &v->err) &&
	     multipart_add(m, body, n, &v->err) &&
	     multipart_end(m, &v->post, &v->err);
	multipart_free(m);
	return ok && visit_genuine(v, post_get(&v->post, "csrf"));
}

/* The first element below n. */
static const xmlNode *
first_element(const xmlNode *n)
{
	for (n = n ? n->children : NULL; n; n = n->next)
		if (n->type == XML_ELEMENT_NODE)
			break;
	return n;
}

/* What of the message speaks of a case: the body of an envelope, or all. */
static const xmlNode *
import_payload(struct import *x, xmlDoc *doc, const char *procedure)
{
	const xmlNode *n = xmlDocGetRootElement(doc);
	const char *of;

	if (n->ns != NULL &&
	    strcmp((const char *)n->ns->href, EXCHANGE_NS) == 0)
		n = first_element(node_child(n, "body"));
	of = n != NULL ? node_attr(n, "procedure") : NULL;
	if (of == NULL || node_child(n, "record") == NULL) {
		err_arg(&x->v->err, n ? (const char *)n->name : "");
		err_fail(&x->v->err, ERR_INPUT, "import-none", "no payload");
		return NULL;
	}
	if (strcmp(of, procedure) == 0)
		return n;
	err_arg(&x->v->err, of);
	err_fail(&x->v->err, ERR_INPUT, "import-procedure", "%s", of);
	return NULL;
}

static void
left(struct import *x, const xmlNode *n, const char *why)
{
	xmlNode *l = node_add(x->told, "left", node_text(n));
	const char *file = node_attr(n, "name");
	char line[24];

	snprintf(line, sizeof(line), "%ld", xmlGetLineNo((xmlNode *)n));
	node_set(l, "name", (const char *)n->name);
	node_set(l, "why", why);
	node_set(l, "line", line);
	if (file != NULL)
		node_set(l, "file", file);
}

/* What the form says of the element: on any of its pages, or in a repeat. */
static const xmlNode *
described(const xmlNode *def, const char *name)
{
	const xmlNode *n, *found;
	const char *a;

	for (n = def->children; n; n = n->next) {
		if (n->type != XML_ELEMENT_NODE)
			continue;
		if (node_is(n, "page") && (found = described(n, name)) != NULL)
			return found;
		a = node_is(n, "page") ? NULL : node_attr(n, "name");
		if (a != NULL && strcmp(a, name) == 0)
			return n;
	}
	return NULL;
}

static void fill(struct import *, const xmlNode *, const xmlNode *, xmlNode *);

static void
fill_one(struct import *x, const xmlNode *def, const xmlNode *n, xmlNode *to)
{
	const char *name = (const char *)n->name;

	if (def == NULL || (!node_is(def, "repeat") && first_element(n)))
		left(x, n, "unknown");
	else if (node_is(def, "attachment"))
		left(x, n, "file");
	else if (node_attr(def, "calculate") || node_attr(def, "readonly"))
		left(x, n, "calculated");
	else if (node_is(def, "repeat"))
		fill(x, def, n, node_add(to, name, NULL));
	else if (node_child(to, name) != NULL)
		left(x, n, "doubled");
	else if (node_add(to, name, node_text(n)) != NULL)
		x->taken++;
}

static void
fill(struct import *x, const xmlNode *def, const xmlNode *from, xmlNode *to)
{
	for (from = from->children; from; from = from->next)
		if (from->type == XML_ELEMENT_NODE)
			fill_one(x, described(def, (const char *)from->name),
			    from, to);
}

/* The opening form of the procedure, as its file has it. */
static const xmlNode *
form_of(const struct import *x)
{
	const xmlNode *f = node_child(procedure_root(x->d.procedure), "forms");

	for (f = node_child(f, "form"); f; f = node_next(f))
		if (strcmp(node_attr(f, "name"), form_name(x->d.form)) == 0)
			break;
	return f;
}

/* Into the draft, which must be a new one: nobody's words are overwritten. */
static bool
import_fill(struct import *x, const xmlNode *payload)
{
	const xmlNode *n, *record = node_child(payload, "record");
	const xmlNode *form =
	    x->d.form ? node_child(record, form_name(x->d.form)) : NULL;
	struct err *err = &x->v->err;

	if (form == NULL)
		return err_fail(err, ERR_INPUT, "import-form", "no form");
	if (first_element(x->d.data) != NULL)
		return err_fail(err, ERR_CONFLICT, "import-draft", "not new");
	fill(x, form_of(x), form, x->d.data);
	for (n = record->children; n; n = n->next)
		if (n->type == XML_ELEMENT_NODE && n != form)
			left(x, n, "part");
	for (n = node_child(payload, "letter"); n; n = node_next(n))
		left(x, n, "letter");
	return true;
}

static bool
import_draft(struct import *x, const xmlNode *payload, const char *procedure)
{
	struct visit *v = x->v;
	const char *request = post_get(&v->post, "request"), *id;
	struct rows *r = NULL;
	bool ok;

	if (request == NULL || !uuid_valid(request))
		return err_fail(
		    &v->err, ERR_INPUT, "request-id", "no request id");
	if (!db_begin(v->site->db, &v->who, true, &v->err) ||
	    !db_call(v->site->db, "begin_draft", 4,
		(const char *[]){request, procedure, "", ""}, &r, &v->err))
		return false;
	id = arena_strdup(v->a, rows_first(r));
	rows_free(r);
	ok = draft_load(v->site->flow, v->site->db, id, &x->d, &v->err) &&
	     import_fill(x, payload) &&
	     draft_ask(v->site->db, &x->d, &v->err) &&
	     draft_save(v->site->db, &x->d, "", &v->err) &&
	     db_commit(v->site->db, &v->err);
	visit_set(v, "draft", id);
	return ok;
}

/* Check your answers, and what of the message does not stand there. */
static bool
import_show(struct import *x)
{
	struct form_error *errors = NULL;
	struct visit *v = x->v;
	char taken[16];

	snprintf(taken, sizeof(taken), "%d", x->taken);
	if (!form_check(x->d.form, form_pages(x->d.form), x->d.data, x->d.today,
		v->a, &errors, NULL, &v->err) ||
	    !visit_read(v, "draft_check") ||
	    !draft_show(v, &x->d, form_pages(x->d.form), errors))
		return false;
	node_set(node_graft(v->page, x->told), "taken", taken);
	return true;
}

/* The page before beginning again, with why. */
static void
import_again(struct visit *v)
{
	struct err why = v->err;

	db_rollback(v->site->db);
	visit_log(v);
	err_clear(&v->err);
	if (why.kind == ERR_BUG || why.kind == ERR_BUSY ||
	    why.kind == ERR_SIGNIN || why.kind == ERR_DENIED ||
	    !visit_read_version(v, "apply", "procedure", false)) {
		v->err = why;
		visit_fail(v);
		return;
	}
	node_set(
	    visit_error(v, v->page, why.code, why.arg), "field", "message");
	v->status = serve_status(why.kind);
	visit_show(v, "apply");
}

void
page_import(struct visit *v)
{
	const char *procedure = visit_param(v, "name");
	struct import x = {.v = v, .file = {.max = IMPORT_BYTES}};
	xmlDoc *doc = NULL, *told = xmlNewDoc(BAD_CAST "1.0");
	const xmlNode *payload;

	x.told = xmlNewDocNode(told, NULL, BAD_CAST "import", NULL);
	xmlDocSetRootElement(told, x.told);
	if (import_body(&x) &&
	    (doc = doc_parse(x.file.len > 0 ? x.file.data : "", x.file.len,
		 NULL, &v->err)) != NULL &&
	    (payload = import_payload(&x, doc, procedure)) != NULL &&
	    import_draft(&x, payload, procedure) && import_show(&x))
		visit_show(v, "draft_check");
	else
		import_again(v);
	buf_clear(&x.file);
	xmlFreeDoc(doc);
	xmlFreeDoc(told);
}
