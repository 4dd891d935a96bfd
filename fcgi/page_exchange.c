/* page_exchange.c: dead letters and alarms dealt with; a case as its message. */
#include <stdio.h>
#include <string.h>

#include "fcgi/portal.h"
#include "flow/message.h"
#include "xml/doc.h"

/* What an operator may do, with a reason. */
static const struct act {
	const char *verb, *what, *function;
} acts[] = {
    {"retry", "message", "message_retry"},
    {"skip", "message", "message_skip"},
    {"close", "alarm", "alarm_close"},
};

static const struct act *
act_of(const char *verb)
{
	for (size_t i = 0; i < sizeof(acts) / sizeof(*acts); i++)
		if (verb != NULL && strcmp(acts[i].verb, verb) == 0)
			return &acts[i];
	return NULL;
}

/* Each that is ticked, in one transaction. */
static bool
act_each(struct visit *v, const struct act *t, const char *picked)
{
	const char *args[2] = {NULL, post_get(&v->post, "reason")};

	if (*picked == '\0')
		return err_fail(
		    &v->err, ERR_INPUT, "exchange-none", "nothing ticked");
	for (size_t i = 0; i < v->post.n; i++) {
		args[0] = v->post.pairs[i].value;
		if (strcmp(v->post.pairs[i].name, t->what) == 0 &&
		    !db_call(v->site->db, t->function, 2, args, NULL, &v->err))
			return false;
	}
	return true;
}

/* do=retry|skip|close with messages or alarms, and a reason; what is refused
 * stays as it was ticked and typed. */
void
page_exchange_post(struct visit *v)
{
	const struct act *t;
	const char *picked;
	struct err why;

	if (!visit_post(v)) {
		visit_fail(v);
		return;
	}
	if ((t = act_of(post_get(&v->post, "do"))) == NULL) {
		err_fail(&v->err, ERR_INPUT, "bad-parameter", "do");
		visit_fail(v);
		return;
	}
	if ((picked = visit_ticked(v, t->what)) == NULL ||
	    !db_begin(v->site->db, &v->who, true, &v->err)) {
		visit_fail(v);
		return;
	}
	if (act_each(v, t, picked) && db_commit(v->site->db, &v->err)) {
		visit_go(v, "/exchange?done=%s", t->verb);
		return;
	}
	db_rollback(v->site->db);
	why = v->err;
	err_clear(&v->err);
	visit_set(v, "what", t->what);
	visit_set(v, "picked", picked);
	visit_set(v, "reason", post_get(&v->post, "reason"));
	if (why.kind != ERR_INPUT || !visit_read(v, "exchange")) {
		v->err = why;
		visit_fail(v);
		return;
	}
	visit_error(v, v->page, why.code, why.arg);
	v->status = 422;
	visit_show(v, "exchange");
}

/* /case/NUMBER/message/NAME.xml: the payload, as far as the asker reads the
 * case. */
void
page_message(struct visit *v)
{
	const char *given = visit_param(v, "name");
	const char *args[2] = {visit_param(v, "number"),
	    arena_strndup(v->a, given, strcspn(given, "."))};
	struct rows *r = NULL;
	struct buf b = {0};
	xmlDoc *doc;

	if (!db_begin(v->site->db, &v->who, false, &v->err) ||
	    !db_call(v->site->db, "message_source", 2, args, &r, &v->err) ||
	    !db_commit(v->site->db, &v->err) ||
	    (rows_count(r) == 0 && !err_fail(&v->err, ERR_NOTFOUND, "page",
				       "message %s", args[1]))) {
		visit_fail(v);
	} else if ((doc = message_make(
			v->site->flow, r, NULL, NULL, 0, &v->err)) == NULL ||
		   !node_write(xmlDocGetRootElement(doc), &b, &v->err)) {
		visit_fail(v);
	} else {
		serve_header(v->r, "Cache-Control", "private, no-store");
		serve_header(v->r, "Content-Disposition",
		    visit_printf(v, "attachment; filename=\"%s-%s.xml\"",
			args[0], args[1]));
		serve_send(
		    v->r, 200, "application/xml; charset=utf-8", b.data, b.len);
	}
	rows_free(r);
	buf_clear(&b);
}
