/* page_public.c: progress, verification, tools, health: no account needed. */
#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "fcgi/portal.h"
#include "form/kind.h"
#include "xml/doc.h"

void
page_health(struct visit *v)
{
	static const char ok[] = "{\"status\":\"ok\"}\n";

	if (!db_begin(v->site->db, &v->who, false, &v->err) ||
	    !db_commit(v->site->db, &v->err)) {
		visit_fail(v);
		return;
	}
	serve_header(v->r, "Cache-Control", "no-store");
	serve_send(v->r, 200, "application/json", ok, sizeof(ok) - 1);
}

/* The one cookie before sign-in, and only because somebody asked for it. */
void
page_view(struct visit *v)
{
	const char *back = visit_param(v, "back");

	if (back == NULL || back[0] != '/' || back[1] == '/' || back[1] == '\\')
		back = "/";
	serve_header(v->r, "Set-Cookie",
	    visit_printf(v,
		"kb_view=%s.%s; Path=/; SameSite=Lax; Max-Age=31536000",
		v->lang, v->view));
	visit_go(v, "%s", back);
}

/* Letters and digits only, upper case: however the code was typed. */
static char *
code_clean(struct visit *v, const char *typed)
{
	char *out = arena_strdup(v->a, typed ? typed : ""), *o = out;
	const char *s;

	for (s = out; *s; s++)
		if (isalnum((unsigned char)*s))
			*o++ = (char)toupper((unsigned char)*s);
	*o = '\0';
	return out;
}

/* The number and the query code together give the ticket, which is a right to
 * see that case's progress; false (ERR_NOTFOUND) when they do not fit. */
static bool
track_ticket(struct visit *v, const char *number, const char *code)
{
	const char *args[] = {number, code};
	struct rows *r = NULL;

	if (!db_begin(v->site->db, &v->who, false, &v->err) ||
	    !db_call(v->site->db, "track", 2, args, &r, &v->err) ||
	    !db_commit(v->site->db, &v->err)) {
		rows_free(r);
		return false;
	}
	v->who.ticket = arena_strdup(v->a, rows_get(r, 0, "ticket"));
	visit_set(
	    v, "number", arena_strdup(v->a, rows_get(r, 0, "case_number")));
	rows_free(r);
	return true;
}

void
page_track(struct visit *v)
{
	const char *number, *code;
	struct err why = {0};

	if (serve_method(v->r) == SERVE_POST && !visit_post(v)) {
		visit_fail(v);
		return;
	}
	if ((number = post_get(&v->post, "number")) == NULL)
		number = visit_param(v, "number");
	if ((code = post_get(&v->post, "code")) == NULL)
		code = visit_param(v, "code");
	if (number)
		visit_set(v, "number", number);
	if (number && code && !track_ticket(v, number, code)) {
		db_rollback(v->site->db);
		why = v->err;
		err_clear(&v->err);
	}
	if ((why.kind && why.kind != ERR_NOTFOUND) || !visit_read(v, "track")) {
		if (why.kind)
			v->err = why;
		visit_fail(v);
		return;
	}
	if (why.kind) {
		visit_error(v, v->page, "track-none", why.arg);
		v->status = 404;
	}
	visit_show(v, "track");
}

void
page_verify(struct visit *v)
{
	const char *code = visit_param(v, "code");

	if (code)
		visit_set(v, "code", code_clean(v, code));
	if (visit_read(v, "verify"))
		visit_show(v, "verify");
	else
		visit_fail(v);
}

struct verify { /* a file brought to be compared */
	struct buf file;
	bool whole; /* its end came */
};

static bool
verify_piece(void *ctx, const struct file_part *part, const void *p, size_t n,
    struct err *err)
{
	struct verify *f = ctx;

	if (n && f->whole) {
		err_arg(err, part->field);
		return err_fail(err, ERR_INPUT, "field-doubled", "file");
	}
	if (p)
		buf_add(&f->file, p, n);
	else
		f->whole = f->file.len > 0;
	return !f->file.failed ||
	       err_fail(err, ERR_LARGE, "body-large", "verify");
}

/* Sets the stored letter anew: the same letter gives the same bytes. */
static bool
verify_compare(
    struct visit *v, const char *code, const struct buf *file, bool *same)
{
	struct layout *l = NULL;
	struct rows *r = NULL;
	struct buf b = {0};
	const char *source;
	xmlDoc *doc;
	bool ok = false,
	     ofd = file->len > 2 && memcmp(file->data, "PK", 2) == 0;

	*same = false;
	if (!db_begin(v->site->db, &v->who, false, &v->err) ||
	    !db_call(v->site->db, "verify_document", 1, &code, &r, &v->err) ||
	    !db_commit(v->site->db, &v->err))
		goto out;
	ok = true;
	if (rows_count(r) == 0)
		goto out;
	source = rows_get(r, 0, "document");
	ok = (doc = doc_parse(source, strlen(source), NULL, &v->err)) &&
	     (l = letter_set(flow_fonts(v->site->flow), doc, NULL, &v->err)) &&
	     (ofd ? ofd_write : pdf_write)(l, &b, &v->err);
	*same =
	    ok && b.len == file->len && memcmp(b.data, file->data, b.len) == 0;
	if (ok && file->len == strlen(source))
		*same |= memcmp(source, file->data, file->len) == 0;
out:
	layout_free(l);
	rows_free(r);
	buf_clear(&b);
	return ok;
}

static bool
verify_body(struct visit *v, struct verify *f)
{
	static const struct post_limits limits = {
	    .file = 8 << 20, .total = 9 << 20};
	struct multipart *m;
	const char *body;
	size_t n;
	bool ok;

	m = multipart_new(serve_env(v->r, "CONTENT_TYPE"), &limits, v->a,
	    verify_piece, f, &v->err);
	ok = m && serve_body(v->r, limits.total, &body, &n, &v->err) &&
	     multipart_add(m, body, n, &v->err) &&
	     multipart_end(m, &v->post, &v->err);
	multipart_free(m);
	return ok && visit_genuine(v, post_get(&v->post, "csrf"));
}

void
page_verify_post(struct visit *v)
{
	struct verify f = {.file = {.max = 8 << 20}};
	const char *type = serve_env(v->r, "CONTENT_TYPE"), *code;
	bool same = false, multipart;
	xmlNode *n;
	char hex[65];

	multipart = strncmp(type, "multipart/form-data", 19) == 0;
	if (!(multipart ? verify_body(v, &f) : visit_post(v))) {
		visit_fail(v);
		goto out;
	}
	code = code_clean(v, post_get(&v->post, "code"));
	visit_set(v, "code", code);
	if ((f.file.len && !verify_compare(v, code, &f.file, &same)) ||
	    !visit_read(v, "verify")) {
		visit_fail(v);
		goto out;
	}
	if (f.file.len) {
		sha256_hex(f.file.data, f.file.len, hex);
		n = node_add(v->page, "file", NULL);
		node_set(n, "sha256", hex);
		node_set(n, "same", same ? "true" : "false");
	}
	visit_show(v, "verify");
out:
	buf_clear(&f.file);
}

/* limit=10d: a whole number and a unit. */
static bool
limit_split(struct visit *v, const char *limit, char amount[8], char unit[2])
{
	size_t n = strspn(limit, "0123456789");

	if (n == 0 || n > 5 || strlen(limit + n) != 1 ||
	    strchr("dwmy", limit[n]) == NULL) {
		err_arg(&v->err, limit);
		return err_fail(&v->err, ERR_INPUT, "limit", "%s", limit);
	}
	memcpy(amount, limit, n);
	amount[n] = '\0';
	unit[0] = limit[n];
	unit[1] = '\0';
	return true;
}

static bool
deadline_add(struct visit *v, const char *start, const char *limit,
    const char *amount, const char *unit)
{
	struct rows *r = NULL;
	const char *trace;
	xmlDoc *doc = NULL;
	xmlNode *n;
	bool ok;

	ok = db_begin(v->site->db, &v->who, false, &v->err) &&
	     db_call(v->site->db, "deadline", 3,
		 (const char *[]){start, amount, unit}, &r, &v->err) &&
	     db_commit(v->site->db, &v->err);
	if (ok) {
		n = node_add(v->page, "deadline", NULL);
		node_set(n, "start", start);
		node_set(n, "limit", limit);
		node_set(n, "due", rows_get(r, 0, "due"));
		node_set(n, "raw", rows_get(r, 0, "raw"));
		node_set(n, "provisional",
		    rows_get(r, 0, "provisional")[0] == 't' ? "yes" : "no");
		trace = rows_get(r, 0, "trace");
		doc = doc_parse(trace, strlen(trace), NULL, &v->err);
		if (doc)
			node_graft(n, xmlDocGetRootElement(doc));
	}
	rows_free(r);
	return ok && doc != NULL;
}

/* A tool's question that cannot be answered is told on the tool's page. */
static void
tool_wrong(struct visit *v, const char *look, const char *field)
{
	struct err why = v->err;

	if (why.kind != ERR_INPUT) {
		visit_fail(v);
		return;
	}
	db_rollback(v->site->db);
	err_clear(&v->err);
	node_set(visit_error(v, v->page, why.code, why.arg), "field", field);
	v->status = 422;
	visit_show(v, look);
}

void
page_deadline(struct visit *v)
{
	const struct kind_rule date = {.kind = "date"};
	const char *start = visit_param(v, "start");
	const char *limit = visit_param(v, "limit");
	struct kind_answer day;
	char amount[8], unit[2];

	if (!visit_read(v, "tool_deadline")) {
		visit_fail(v);
		return;
	}
	if (start == NULL && limit == NULL) {
		visit_show(v, "tool_deadline");
		return;
	}
	kind_check(&date, start ? start : "", &day, NULL);
	if (!day.ok || start == NULL) {
		err_arg(&v->err, day.arg);
		err_fail(&v->err, ERR_INPUT,
		    start && day.code ? day.code : "required", "start");
		tool_wrong(v, "tool_deadline", "start");
	} else if (!limit_split(v, limit ? limit : "", amount, unit) ||
		   !deadline_add(v, day.canonical, limit, amount, unit)) {
		tool_wrong(v, "tool_deadline", "limit");
	} else {
		visit_show(v, "tool_deadline");
	}
}

void
page_check(struct visit *v)
{
	const char *kind = visit_param(v, "kind");
	const char *value = visit_param(v, "value");
	struct kind_rule rule = {.kind = kind};
	struct kind_answer a;
	struct buf show = {0};
	xmlNode *n;

	if (!visit_read(v, "tool_check")) {
		visit_fail(v);
		return;
	}
	if (kind == NULL || value == NULL) {
		visit_show(v, "tool_check");
		return;
	}
	if (!kind_known(kind)) {
		err_arg(&v->err, kind);
		err_fail(&v->err, ERR_INPUT, "kind", "%s", kind);
		tool_wrong(v, "tool_check", "kind");
		return;
	}
	kind_check(&rule, value, &a, NULL);
	n = node_add(v->page, "check", NULL);
	node_set(n, "kind", kind);
	node_set(n, "value", value);
	node_set(n, "valid", a.ok ? "true" : "false");
	node_set(n, "canonical", a.ok ? a.canonical : "");
	if (a.code) {
		node_set(n, "code", a.code);
		node_set(n, "arg", a.arg);
	}
	if (a.ok) {
		kind_show(
		    &rule, a.canonical, strcmp(v->lang, "en") == 0, &show);
		node_set(n, "show", show.data ? show.data : "");
	}
	buf_clear(&show);
	visit_show(v, "tool_check");
}
