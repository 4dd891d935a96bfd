/* page_public.c: progress, tools, health: no account needed. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

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

/* limit=10d: a whole number and a unit. */
static bool
limit_split(struct visit *v, const char *limit, char amount[8], char unit[2])
{
	size_t n = strspn(limit, "0123456789");

	if (n == 0 || n > 5 || strlen(limit + n) != 1 ||
	    strchr("dwmy", limit[n]) == NULL) {
		err_arg(&v->err, limit);
		return err_fail(&v->err, ERR_INPUT, "limit-form", "%s", limit);
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

/* A list may be longer than an address: the form sends it. */
void
page_draw(struct visit *v)
{
	static const char *const names[] = {"list", "value", "take", "without"};
	bool ok = serve_method(v->r) != SERVE_POST || visit_post(v);

	for (size_t i = 0; i < sizeof(names) / sizeof(*names); i++)
		if (post_get(&v->post, names[i]) != NULL)
			visit_set(v, names[i], post_get(&v->post, names[i]));
	if (ok && visit_read(v, "tool_draw"))
		visit_show(v, "tool_draw");
	else
		visit_fail(v);
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
	if (a.code && v->xml)
		visit_error(v, n, a.code, a.arg);
	if (a.ok) {
		kind_show(
		    &rule, a.canonical, strcmp(v->lang, "en") == 0, &show);
		node_set(n, "show", show.data ? show.data : "");
	}
	buf_clear(&show);
	visit_show(v, "tool_check");
}

/* Figures in any width, and no Chinese character: somebody copied a number. */
static bool
number_like(const char *q)
{
	size_t digits = 0;

	for (; *q; q++) {
		if (*q >= '0' && *q <= '9')
			digits++;
		else if (strncmp(q, "\xef\xbc", 2) == 0 &&
			 (unsigned char)q[2] >= 0x90 &&
			 (unsigned char)q[2] <= 0x99)
			digits++, q += 2;
		else if ((*q & 0x80) && strncmp(q, "\xef\xbc", 2) != 0)
			return false;
	}
	return digits >= 7;
}

/* What is wrong with a number that was asked for; it is looked for anyway, by
 * what does not depend on its check digit. */
static void
search_hint(struct visit *v, const char *kind, const char *const *codes)
{
	const struct kind_rule rule = {.kind = kind};
	struct kind_answer a;
	xmlNode *n;

	kind_check(&rule, visit_param(v, "q"), &a, NULL);
	while (a.code && *codes && strcmp(*codes, a.code) != 0)
		codes++;
	if (a.code == NULL || *codes == NULL)
		return;
	n = node_add(v->page, "hint", NULL);
	node_set(n, "kind", kind);
	node_set(n, "code", a.code);
	node_set(n, "arg", a.arg);
}

/* Nothing but spaces, those of Chinese writing too. */
static bool
blank(const char *q)
{
	while (q != NULL && (*q == ' ' || strncmp(q, "\u3000", 3) == 0))
		q += *q == ' ' ? 1 : 3;
	return q != NULL && *q == '\0';
}

void
page_search(struct visit *v)
{
	static const char *const patent[] = {"patent-check", "patent-length",
	    "patent-year", "patent-type", "patent-publication", NULL};
	static const char *const uscc[] = {"uscc-check", NULL};

	if (blank(visit_param(v, "q")))
		visit_set(v, "q", "");
	if (!visit_read(v, "search")) {
		visit_fail(v);
		return;
	}
	if (visit_param(v, "q") && number_like(visit_param(v, "q"))) {
		search_hint(v, "patent", patent);
		search_hint(v, "uscc", uscc);
	}
	visit_show(v, "search");
}
