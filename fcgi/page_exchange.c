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

/* do=retry|skip|close with message or alarm, and reason. */
void
page_exchange_post(struct visit *v)
{
	const struct act *t;
	const char *args[2];

	if (!visit_post(v)) {
		visit_fail(v);
		return;
	}
	if ((t = act_of(post_get(&v->post, "do"))) == NULL) {
		err_fail(&v->err, ERR_INPUT, "bad-parameter", "do");
		visit_fail(v);
		return;
	}
	args[0] = post_get(&v->post, t->what);
	args[1] = post_get(&v->post, "reason");
	if (db_begin(v->site->db, &v->who, true, &v->err) &&
	    db_call(v->site->db, t->function, 2, args, NULL, &v->err) &&
	    db_commit(v->site->db, &v->err))
		visit_go(v, "/exchange?done=%s", t->verb);
	else
		visit_fail(v);
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
