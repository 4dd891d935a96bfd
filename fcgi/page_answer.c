/* page_answer.c: the page document on its way out: page, error, sign-in. */
#include <stdio.h>
#include <string.h>

#include "base/file.h"
#include "base/hex.h"
#include "base/log.h"
#include "fcgi/portal.h"
#include "xml/doc.h"
#include "xml/tongue.h"

/* The language of an element's text. */
static void
node_lang(xmlNode *n, const char *lang)
{
	if (n)
		xmlNodeSetLang(n, (const xmlChar *)lang);
}

/* A guest's public page carries its digest; who has it gets 304. */
static void
page_send(struct visit *v, const char *type, const struct buf *b)
{
	char tag[72] = "\"", hex[65];
	bool kept = v->route && (v->route->flags & ROUTE_PUBLIC) &&
		    v->who.token == NULL && v->status == 0;
	const char *has = serve_env(v->r, "HTTP_IF_NONE_MATCH");

	if (!kept) {
		serve_header(v->r, "Cache-Control", "no-store");
		serve_send(
		    v->r, v->status ? v->status : 200, type, b->data, b->len);
		return;
	}
	sha256_hex(b->data, b->len, hex);
	memcpy(tag + 1, hex, 32);
	strcpy(tag + 33, "\"");
	serve_header(v->r, "ETag", tag);
	serve_header(v->r, "Cache-Control", "public, max-age=10");
	serve_header(v->r, "Vary", "Cookie, Accept");
	if (strncmp(has, "W/", 2) == 0) /* what nginx makes of it by gzip */
		has += 2;
	if (strcmp(has, tag) == 0)
		serve_send(v->r, 304, NULL, "", 0);
	else
		serve_send(v->r, 200, type, b->data, b->len);
}

static bool
page_write(struct visit *v, const char *name, struct buf *b)
{
	const struct look *look = site_look(v->site, name);
	const char *params[] = {"lang", v->lang, NULL};

	if (v->list && v->status == 0) {
		if (strcmp(v->list, "xlsx") == 0)
			csv_write_xlsx(v->page, b);
		else
			csv_write(v->page, b);
		return true;
	}
	if (v->xml) {
		buf_adds(b, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
		return node_write(v->page, b, &v->err);
	}
	if (look == NULL)
		return err_fail(&v->err, ERR_BUG, "page", "no look %s", name);
	if (!sheet_html(look->sheet, v->doc, params, b, &v->err))
		return false;
	if (strcmp(v->lang, "en") == 0)
		tongue_mark(b);
	return true;
}

/* When not even a page can be made. */
static void
answer_plain(struct visit *v, const char *name)
{
	static const char bug[] = "500 出现内部错误。 Internal error.\n";
	static const char busy[] = "503 系统繁忙，请稍后再试。 "
				   "Busy; please try again.\n";
	bool ours = v->err.kind == ERR_BUG;

	log_err(LOG_ERROR, name, &v->err);
	serve_send(v->r, ours ? 500 : 503, "text/plain; charset=utf-8",
	    ours ? bug : busy, ours ? sizeof(bug) - 1 : sizeof(busy) - 1);
}

static const char *
list_type(const struct visit *v)
{
	return strcmp(v->list, "csv") == 0
		   ? "text/csv; charset=utf-8"
		   : "application/vnd.openxmlformats-officedocument."
		     "spreadsheetml.sheet";
}

void
visit_show(struct visit *v, const char *name)
{
	bool list = v->list && v->status == 0;
	char status[8];
	struct buf b = {0};

	if (v->status) {
		snprintf(status, sizeof(status), "%d", v->status);
		node_set(v->page, "status", status);
	}
	if (!page_write(v, name, &b) || b.failed || arena_full(v->a)) {
		/* What did not fit may be missing anywhere in the page. */
		err_fail(&v->err, ERR_BUSY, "memory", "page");
		answer_plain(v, name);
	} else {
		if (list)
			serve_header(v->r, "Content-Disposition",
			    visit_printf(v, "attachment; filename=\"%s.%s\"",
				name, v->list));
		page_send(v,
		    list     ? list_type(v)
		    : v->xml ? "application/xml; charset=utf-8"
			     : "text/html; charset=utf-8",
		    &b);
	}
	buf_clear(&b);
}

xmlNode *
visit_error(struct visit *v, xmlNode *parent, const char *code, const char *arg)
{
	static const char *const langs[] = {"zh-CN", "en"};
	xmlNode *e = node_add(parent, "error", NULL);
	char key[80];
	size_t i;

	node_set(e, "code", code);
	node_set(e, "arg", arg ? arg : "");
	if (!v->xml)
		return e;
	snprintf(key, sizeof(key), "error.%s", code);
	for (i = 0; i < sizeof(langs) / sizeof(*langs); i++) {
		struct buf b = {0};

		sheet_say(langs[i], key, arg ? arg : "", &b);
		node_lang(node_add(e, "text", b.data), langs[i]);
		buf_clear(&b);
	}
	return e;
}

/* Typed pairs travel on through the sign-in page: nothing is lost. */
static void
carry_post(struct visit *v)
{
	xmlNode *n;
	size_t i;

	if (post_get(&v->post, "password"))
		return; /* secrets do not travel in pages */
	for (i = 0; i < v->post.n; i++) {
		if (strcmp(v->post.pairs[i].name, "csrf") == 0)
			continue;
		n = node_add(v->page, "carry", v->post.pairs[i].value);
		node_set(n, "name", v->post.pairs[i].name);
	}
}

static void
fail_sign_in(struct visit *v)
{
	struct err why = v->err;

	if (serve_method(v->r) == SERVE_GET && !v->xml) {
		visit_go(v, "/sign-in?next=%s",
		    url_escape(v->a, visit_uri(v), "/-._~"));
		return;
	}
	err_clear(&v->err);
	if (!visit_page(v, "sign_in")) {
		answer_plain(v, "sign_in");
		return;
	}
	visit_error(v, v->page, why.code, why.arg);
	node_set(node_add(v->page, "next", serve_path(v->r)), "method", "post");
	carry_post(v);
	v->status = 401;
	visit_show(v, "sign_in");
}

void
visit_log(struct visit *v)
{
	log_err(v->err.kind == ERR_BUG ? LOG_ERROR : LOG_INFO, serve_path(v->r),
	    &v->err);
}

/* The frame shows who is signed in, where the database can still say so. */
static bool
error_page(struct visit *v, enum err_kind why)
{
	bool asks =
	    v->who.token && (why == ERR_INPUT || why == ERR_DENIED ||
				why == ERR_NOTFOUND || why == ERR_CONFLICT);

	if (asks && db_alive(v->site->db)) {
		db_rollback(v->site->db);
		if (visit_read(v, "error"))
			return true;
		err_clear(&v->err);
	}
	return visit_page(v, "error");
}

void
visit_fail(struct visit *v)
{
	struct err why = v->err;

	visit_log(v);
	if (!db_alive(v->site->db))
		v->site->broken = true;
	if (why.kind == ERR_SIGNIN) {
		fail_sign_in(v);
		return;
	}
	err_clear(&v->err);
	v->status = serve_status(why.kind);
	if (!error_page(v, why.kind)) {
		answer_plain(v, "error");
		return;
	}
	node_set(visit_error(v, v->page, why.code, why.arg), "request",
	    serve_id(v->r));
	visit_show(v, "error");
}
