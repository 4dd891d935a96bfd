/* page_visit.c: one request from its route to its page document. */
#include <sodium.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <time.h>

#include "base/file.h"
#include "base/utf8.h"
#include "fcgi/portal.h"
#include "xml/doc.h"

/* Where the parameter stands, n_params when it is absent. */
static size_t
param_find(const struct visit *v, const char *name)
{
	size_t i;

	for (i = 0; i < v->n_params; i++)
		if (strcmp(v->params[i].name, name) == 0)
			break;
	return i;
}

const char *
visit_param(const struct visit *v, const char *name)
{
	size_t i = param_find(v, name);

	return i < v->n_params ? v->params[i].value : NULL;
}

void
visit_set(struct visit *v, const char *name, const char *value)
{
	size_t i = param_find(v, name);

	if (i == VISIT_PARAMS)
		return;
	v->params[i] = (struct param){name, value};
	if (i == v->n_params)
		v->n_params++;
}

const char *
visit_ticked(struct visit *v, const char *name)
{
	struct buf b = {0};
	const char *all = NULL;

	for (size_t i = 0; i < v->post.n; i++)
		if (strcmp(v->post.pairs[i].name, name) == 0)
			buf_addf(&b, "%s%s", b.len > 0 ? " " : "",
			    v->post.pairs[i].value);
	if (!b.failed)
		all = arena_strdup(v->a, b.len > 0 ? b.data : "");
	if (all == NULL)
		err_fail(&v->err, ERR_BUSY, "memory", "ticked");
	buf_clear(&b);
	return all;
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
			return err_fail(
			    &v->err, ERR_INPUT, "field-doubled", "query");
		}
		if (post.pairs[i].value[0])
			visit_set(v, post.pairs[i].name, post.pairs[i].value);
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
 * guess without the cookie. A cookie that cannot be ours is none. */
void
visit_session(struct visit *v, const char *token)
{
	char text[32 + TOKEN_MAX];
	int n;

	v->who.token = NULL;
	v->csrf[0] = '\0';
	if (token == NULL || *token == '\0' || strlen(token) > TOKEN_MAX)
		return;
	v->who.token = token;
	n = snprintf(text, sizeof(text), "kuaibao csrf %s", token);
	sha256_hex(text, (size_t)n, v->csrf);
}

bool
visit_begin(struct visit *v)
{
	const char *format, *accept = serve_env(v->r, "HTTP_ACCEPT");

	v->lang = "zh-CN";
	v->view = "normal";
	visit_session(v, serve_cookie(v->r, "kb_session"));
	v->route = route_find(v, serve_path(v->r));
	if (!query_take(v))
		return false;
	look_choose(v);
	format = visit_param(v, "format");
	v->xml = format ? strcmp(format, "xml") == 0
			: strncmp(accept, "application/xml", 15) == 0;
	if (format &&
	    (strcmp(format, "csv") == 0 || strcmp(format, "xlsx") == 0))
		v->list = format;
	if (v->route == NULL)
		return err_fail(&v->err, ERR_NOTFOUND, "page", "no route");
	return true;
}

bool
visit_trim(struct visit *v)
{
	const char *path = serve_path(v->r), *q = serve_query(v->r);
	size_t n = strlen(path);
	char *page;

	if (n < 2 || path[n - 1] != '/' || serve_method(v->r) != SERVE_GET ||
	    (page = arena_strndup(v->a, path, n - 1)) == NULL ||
	    route_find(NULL, page) == NULL)
		return false;
	page = arena_printf(v->a, "%s%s%s", page, *q ? "?" : "", q);
	if (page)
		serve_redirect(v->r, page);
	return page != NULL;
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
	if (v->who.token == NULL &&
	    (v->route == NULL || (v->route->flags & ROUTE_PUBLIC)))
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
	const xmlDoc *settings = v->site->settings;

	return settings == NULL || node_graft(v->page, settings->children) ||
	       err_fail(&v->err, ERR_BUSY, "memory", "settings");
}

/* The address with its query, but for what only chooses the look of it. */
const char *
visit_uri(struct visit *v)
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

bool
visit_page(struct visit *v, const char *name)
{
	v->doc = sheets_input(v->site->sheets, &v->err);
	v->page =
	    v->doc ? xmlNewDocNode(v->doc, NULL, (const xmlChar *)"page", NULL)
		   : NULL;
	if (v->page == NULL)
		return err_fail(&v->err, ERR_BUSY, "memory", "page");
	xmlDocSetRootElement(v->doc, v->page);
	node_set(v->page, "name", name);
	node_set(v->page, "path", serve_path(v->r));
	node_set(v->page, "uri", visit_uri(v));
	node_set(v->page, "lang", v->lang);
	node_set(v->page, "view", v->view);
	page_stamp(v);
	page_query(v);
	return page_site(v);
}

/* What is not there, or not for the asker. */
static const char *
missing_code(const char *statement)
{
	if (strcmp(statement, "draft") == 0)
		return "draft";
	return strcmp(statement, "case") == 0 ? "not-found" : "page";
}

bool
visit_read(struct visit *v, const char *name)
{
	const struct look *look = site_look(v->site, name);
	const char *missing = NULL;

	if (look == NULL)
		return err_fail(&v->err, ERR_BUG, "page", "no look %s", name);
	if (!visit_page(v, name))
		return false;
	if (look->sql && !page_run(v->site->db, look->sql, &v->who, v->params,
			     v->n_params, v->page, v->a, &missing, &v->err))
		return false;
	v->signed_in = node_child(v->page, "actor") != NULL;
	if (v->route && (v->route->flags & ROUTE_SIGNED) && !v->signed_in)
		return err_fail(&v->err, ERR_SIGNIN, "sign-in", "%s", name);
	if (missing)
		return err_fail(&v->err, ERR_NOTFOUND, missing_code(missing),
		    "%s: no %s", name, missing);
	return true;
}

/* What the browser says of where the form stood; old ones say nothing. */
static bool
origin_ours(struct visit *v)
{
	const char *site = serve_env(v->r, "HTTP_SEC_FETCH_SITE");
	const char *origin = serve_env(v->r, "HTTP_ORIGIN");
	const char *at = strstr(origin, "://");

	if (strcmp(site, "cross-site") == 0)
		return err_fail(&v->err, ERR_DENIED, "forged", "cross-site");
	if (at ? strcmp(at + 3, serve_env(v->r, "HTTP_HOST")) != 0
	       : *origin && *site == '\0')
		return err_fail(
		    &v->err, ERR_DENIED, "forged", "origin %s", origin);
	return true;
}

bool
visit_genuine(struct visit *v, const char *csrf)
{
	if (!origin_ours(v))
		return false;
	if (v->who.token == NULL)
		return !(v->route->flags & ROUTE_SIGNED) ||
		       err_fail(&v->err, ERR_SIGNIN, "sign-in", "no session");
	if (csrf == NULL || strlen(csrf) != 64 ||
	    sodium_memcmp(csrf, v->csrf, 64) != 0)
		return err_fail(&v->err, ERR_SIGNIN, "session-changed", "csrf");
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
