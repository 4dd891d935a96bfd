/* page_visit.c: one request from route to answer, the parts all pages share. */
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <sys/types.h>
#include <time.h>

#include "base/file.h"
#include "base/log.h"
#include "base/utf8.h"
#include "fcgi/portal.h"
#include "xml/doc.h"

const char *
visit_param(const struct visit *v, const char *name)
{
	size_t i;

	for (i = 0; i < v->n_params; i++)
		if (strcmp(v->params[i].name, name) == 0)
			return v->params[i].value;
	return NULL;
}

void
visit_set(struct visit *v, const char *name, const char *value)
{
	size_t i;

	for (i = 0; i < v->n_params; i++)
		if (strcmp(v->params[i].name, name) == 0)
			break;
	if (i == VISIT_PARAMS)
		return;
	v->params[i] = (struct param){name, value};
	if (i == v->n_params)
		v->n_params++;
}

const char *
visit_printf(struct visit *v, const char *fmt, ...)
{
	char text[2048];
	va_list ap;

	va_start(ap, fmt);
	vsnprintf(text, sizeof(text), fmt, ap);
	va_end(ap);
	return arena_strdup(v->a, text);
}

void
visit_go(struct visit *v, const char *fmt, ...)
{
	char path[2048];
	va_list ap;

	va_start(ap, fmt);
	vsnprintf(path, sizeof(path), fmt, ap);
	va_end(ap);
	serve_redirect(v->r, path);
}

/* The query's pairs become parameters; the route's own names win. */
static bool
query_take(struct visit *v)
{
	static const struct post_limits limits = {
	    .pairs = VISIT_PARAMS - 8, .value = 2048, .total = 16384};
	const char *q = serve_query(v->r);
	struct post post;
	size_t i;

	if (!post_urlenc(q, strlen(q), &limits, v->a, &post, &v->err))
		return false;
	for (i = 0; i < post.n; i++) {
		if (visit_param(v, post.pairs[i].name) != NULL) {
			err_arg(&v->err, post.pairs[i].name);
			return err_fail(&v->err, ERR_INPUT, "field-doubled",
			    "query");
		}
		if (post.pairs[i].value[0])
			visit_set(v, post.pairs[i].name,
			    post.pairs[i].value);
	}
	return true;
}

/* The cookie kb_view ("en.elder") is set only when somebody chose. */
static void
look_choose(struct visit *v)
{
	const char *c = serve_cookie(v->r, "kb_view");
	const char *lang = visit_param(v, "lang");

	if (c == NULL)
		c = "";
	if (lang == NULL)
		lang = strncmp(c, "en", 2) == 0 ? "en" : "zh-CN";
	v->lang = strcmp(lang, "en") == 0 ? "en" : "zh-CN";
	v->view = strstr(c, "elder") ? "elder" : "normal";
	if (visit_param(v, "view"))
		v->view = strcmp(visit_param(v, "view"), "elder") == 0
		    ? "elder"
		    : "normal";
}

/* The form's token is a digest of the session's: nothing to store, nothing to
 * guess without the cookie. */
static void
csrf_make(struct visit *v)
{
	char text[256];
	int n;

	v->csrf[0] = '\0';
	if (v->who.token == NULL)
		return;
	n = snprintf(text, sizeof(text), "kuaibao csrf %s", v->who.token);
	sha256_hex(text, (size_t)n, v->csrf);
}

bool
visit_begin(struct visit *v)
{
	const char *format, *accept = serve_env(v->r, "HTTP_ACCEPT");

	v->lang = "zh-CN";
	v->view = "normal";
	v->who.token = serve_cookie(v->r, "kb_session");
	csrf_make(v);
	v->route = route_find(v, serve_path(v->r));
	if (!query_take(v))
		return false;
	look_choose(v);
	format = visit_param(v, "format");
	v->xml = format ? strcmp(format, "xml") == 0
			: strncmp(accept, "application/xml", 15) == 0;
	v->csv = format && strcmp(format, "csv") == 0;
	if (v->route == NULL)
		return err_fail(&v->err, ERR_NOTFOUND, "page", "no route");
	return true;
}

static void
page_stamp(struct visit *v)
{
	char day[16], uuid[37];
	time_t now = time(NULL);
	struct tm tm;

	localtime_r(&now, &tm);
	strftime(day, sizeof(day), "%Y-%m-%d", &tm);
	node_set(v->page, "today", day);
	if (v->who.token == NULL && (v->route == NULL ||
	    (v->route->flags & ROUTE_PUBLIC)))
		return;
	uuid_new(uuid);
	node_set(v->page, "request", uuid);
	if (v->csrf[0])
		node_set(v->page, "csrf", v->csrf);
}

static void
page_query(struct visit *v)
{
	xmlNode *query = node_add(v->page, "query", NULL), *p;
	size_t i;

	for (i = 0; i < v->n_params; i++) {
		p = node_add(query, "p", v->params[i].value);
		node_set(p, "name", v->params[i].name);
	}
}

static bool
page_site(struct visit *v)
{
	const char *s = v->site->settings;
	xmlDoc *doc;

	if (s == NULL)
		return true;
	if ((doc = doc_parse(s, strlen(s), NULL, &v->err)) == NULL)
		return false;
	node_graft(v->page, xmlDocGetRootElement(doc));
	return true;
}

/* The address with its query, but for what only chooses the look of it. */
static const char *
page_uri(struct visit *v)
{
	const char *q = serve_query(v->r);
	char *uri = arena_alloc(v->a, strlen(q) + strlen(serve_path(v->r)) + 2);
	char *o = uri, sep = '?';
	size_t n;

	if (uri == NULL)
		return "";
	if (!utf8_valid_xml(q, strlen(q)))
		q = "";
	o += sprintf(o, "%s", serve_path(v->r));
	for (; *q; q += n + (q[n] == '&')) {
		n = strcspn(q, "&");
		if (strncmp(q, "lang=", 5) == 0 ||
		    strncmp(q, "view=", 5) == 0 ||
		    strncmp(q, "format=", 7) == 0 || n == 0)
			continue;
		o += sprintf(o, "%c%.*s", sep, (int)n, q);
		sep = '&';
	}
	return uri;
}

static bool
page_begin(struct visit *v, const char *name)
{
	v->doc = xmlNewDoc((const xmlChar *)"1.0");
	v->page = v->doc
	    ? xmlNewDocNode(v->doc, NULL, (const xmlChar *)"page", NULL)
	    : NULL;
	if (v->page == NULL)
		return err_fail(&v->err, ERR_BUSY, "memory", "page");
	xmlDocSetRootElement(v->doc, v->page);
	node_set(v->page, "name", name);
	node_set(v->page, "path", serve_path(v->r));
	node_set(v->page, "uri", page_uri(v));
	node_set(v->page, "lang", v->lang);
	node_set(v->page, "view", v->view);
	page_stamp(v);
	page_query(v);
	return page_site(v);
}

bool
visit_read(struct visit *v, const char *name)
{
	const struct look *look = site_look(v->site, name);
	const char *missing = NULL;

	if (look == NULL)
		return err_fail(&v->err, ERR_BUG, "page", "no look %s", name);
	if (!page_begin(v, name))
		return false;
	if (look->sql && !page_run(v->site->db, look->sql, &v->who, v->params,
	    v->n_params, v->page, v->a, &missing, &v->err))
		return false;
	v->signed_in = node_child(v->page, "actor") != NULL;
	if (v->route && (v->route->flags & ROUTE_SIGNED) && !v->signed_in)
		return err_fail(&v->err, ERR_SIGNIN, "sign-in", "%s", name);
	if (missing)
		return err_fail(&v->err, ERR_NOTFOUND, "page", "%s: no %s",
		    name, missing);
	return true;
}

/* A guest's public page carries its digest; who has it gets 304. */
static void
page_send(struct visit *v, const char *type, const struct buf *b)
{
	char tag[72] = "\"", hex[65];
	bool kept = v->route && (v->route->flags & ROUTE_PUBLIC) &&
	    !v->signed_in && v->status == 0;

	if (!kept) {
		serve_header(v->r, "Cache-Control", "no-store");
		serve_send(v->r, v->status ? v->status : 200, type, b->data,
		    b->len);
		return;
	}
	sha256_hex(b->data, b->len, hex);
	memcpy(tag + 1, hex, 32);
	strcpy(tag + 33, "\"");
	serve_header(v->r, "ETag", tag);
	serve_header(v->r, "Cache-Control", "public, max-age=10");
	serve_header(v->r, "Vary", "Cookie, Accept");
	if (strcmp(serve_env(v->r, "HTTP_IF_NONE_MATCH"), tag) == 0)
		serve_send(v->r, 304, NULL, "", 0);
	else
		serve_send(v->r, 200, type, b->data, b->len);
}

static bool
page_write(struct visit *v, const char *name, struct buf *b)
{
	const struct look *look = site_look(v->site, name);
	const char *params[] = {"lang", v->lang, NULL};

	if (v->csv && v->status == 0) {
		csv_write(v->page, b);
		return true;
	}
	if (v->xml) {
		buf_adds(b, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
		return node_write(v->page, b, &v->err);
	}
	if (look == NULL)
		return err_fail(&v->err, ERR_BUG, "page", "no look %s", name);
	return sheet_html(look->sheet, v->doc, params, b, &v->err);
}

void
visit_show(struct visit *v, const char *name)
{
	static const char plain[] = "500 出现内部错误。 Internal error.\n";
	char status[8];
	struct buf b = {0};

	if (v->status) {
		snprintf(status, sizeof(status), "%d", v->status);
		node_set(v->page, "status", status);
	}
	if (page_write(v, name, &b) && !b.failed) {
		if (v->csv && v->status == 0)
			serve_header(v->r, "Content-Disposition",
			    visit_printf(v, "attachment; filename=\"%s.csv\"",
				name));
		page_send(v,
		    v->csv && v->status == 0 ? "text/csv; charset=utf-8"
			: v->xml ? "application/xml; charset=utf-8"
				 : "text/html; charset=utf-8",
		    &b);
	} else {
		log_err(LOG_ERROR, name, &v->err);
		serve_send(v->r, 500, "text/plain; charset=utf-8", plain,
		    sizeof(plain) - 1);
	}
	buf_clear(&b);
}

/* Typed pairs travel on through the sign-in page: nothing is lost. */
static void
carry_post(struct visit *v)
{
	xmlNode *n;
	size_t i;

	for (i = 0; i < v->post.n; i++) {
		if (strcmp(v->post.pairs[i].name, "csrf") == 0 ||
		    strcmp(v->post.pairs[i].name, "password") == 0)
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
		visit_go(v, "/sign-in?next=%s", serve_path(v->r));
		return;
	}
	err_clear(&v->err);
	if (!page_begin(v, "sign_in")) {
		visit_show(v, "sign_in");
		return;
	}
	node_set(node_add(v->page, "error", NULL), "code", why.code);
	node_set(node_add(v->page, "next", serve_path(v->r)), "method",
	    "post");
	carry_post(v);
	v->status = 401;
	visit_show(v, "sign_in");
}

void
visit_fail(struct visit *v)
{
	struct err why = v->err;
	xmlNode *e;

	log_err(why.kind == ERR_BUG ? LOG_ERROR : LOG_INFO, serve_path(v->r),
	    &why);
	if (!db_alive(v->site->db))
		v->site->broken = true;
	if (why.kind == ERR_SIGNIN) {
		fail_sign_in(v);
		return;
	}
	err_clear(&v->err);
	v->status = serve_status(why.kind);
	if (!page_begin(v, "error"))
		log_err(LOG_ERROR, "error page", &v->err);
	if (v->page == NULL)
		return;
	e = node_add(v->page, "error", NULL);
	node_set(e, "code", why.code);
	node_set(e, "arg", why.arg);
	node_set(e, "request", serve_id(v->r));
	visit_show(v, "error");
}

bool
visit_genuine(struct visit *v, const char *csrf)
{
	const char *site = serve_env(v->r, "HTTP_SEC_FETCH_SITE");
	const char *origin = serve_env(v->r, "HTTP_ORIGIN");
	const char *host = serve_env(v->r, "HTTP_HOST"), *at;

	if (strcmp(site, "cross-site") == 0)
		return err_fail(&v->err, ERR_DENIED, "forged", "cross-site");
	at = strstr(origin, "://");
	if (at && strcmp(at + 3, host) != 0)
		return err_fail(&v->err, ERR_DENIED, "forged", "origin %s",
		    origin);
	if (v->who.token == NULL)
		return !(v->route->flags & ROUTE_SIGNED) ||
		    err_fail(&v->err, ERR_SIGNIN, "sign-in", "no session");
	if (csrf == NULL || strlen(csrf) != 64 ||
	    memcmp(csrf, v->csrf, 64) != 0)
		return err_fail(&v->err, ERR_SIGNIN, "session-changed",
		    "csrf");
	return true;
}

bool
visit_post(struct visit *v)
{
	static const struct post_limits limits = {.total = BODY_MAX};
	const char *body, *type = serve_env(v->r, "CONTENT_TYPE");
	size_t n;

	if (strncmp(type, "application/x-www-form-urlencoded", 33) != 0)
		return err_fail(&v->err, ERR_INPUT, "body-type", "%s", type);
	if (!serve_body(v->r, BODY_MAX, &body, &n, &v->err) ||
	    !post_urlenc(body, n, &limits, v->a, &v->post, &v->err))
		return false;
	return visit_genuine(v, post_get(&v->post, "csrf"));
}
