/* page_case.c: begin a procedure, begin a move, rate, void a number. */
#include <string.h>
#include <time.h>

#include "base/file.h"
#include "fcgi/portal.h"
#include "xml/doc.h"

/* Opens (or finds again) the draft of a move and goes to its first page. */
void
draft_begin(struct visit *v, const char *procedure, const char *move,
    const char *number)
{
	const char *request = post_get(&v->post, "request"), *id;
	struct rows *r = NULL;
	struct draft d;

	if (request == NULL || !uuid_valid(request)) {
		err_fail(&v->err, ERR_INPUT, "request-id", "no request id");
		visit_fail(v);
		return;
	}
	if (!db_begin(v->site->db, &v->who, true, &v->err) ||
	    !db_call(v->site->db, "begin_draft", 4,
		(const char *[]){request, procedure, move, number}, &r,
		&v->err)) {
		visit_fail(v);
		return;
	}
	id = arena_strdup(v->a, rows_first(r));
	rows_free(r);
	if (!draft_load(v->site->flow, v->site->db, id, &d, &v->err) ||
	    !db_commit(v->site->db, &v->err))
		visit_fail(v);
	else if (d.form && form_pages(d.form) > 0)
		visit_go(v, "/draft/%s/page/%s", id, form_page_name(d.form, 0));
	else
		visit_go(v, "/draft/%s/check", id);
}

void
page_apply(struct visit *v)
{
	if (visit_post(v))
		draft_begin(v, visit_param(v, "name"), "", "");
	else
		visit_fail(v);
}

void
page_case_do(struct visit *v)
{
	if (visit_post(v))
		draft_begin(
		    v, "", visit_param(v, "move"), visit_param(v, "number"));
	else
		visit_fail(v);
}

static bool
case_rate(struct visit *v, const char *number)
{
	return db_call(v->site->db, "rate_case", 4,
	    (const char *[]){number, post_get(&v->post, "level"),
		post_get(&v->post, "reasons"), post_get(&v->post, "text")},
	    NULL, &v->err);
}

static bool
case_claim(struct visit *v, const char *number, const char *take)
{
	return db_call(v->site->db, "claim_case", 2,
	    (const char *[]){number, take}, NULL, &v->err);
}

static bool
case_void(struct visit *v)
{
	return db_call(v->site->db, "void_letter", 2,
	    (const char *[]){
		post_get(&v->post, "letter"), post_get(&v->post, "reason")},
	    NULL, &v->err);
}

void
page_case_post(struct visit *v)
{
	const char *number = visit_param(v, "number"), *button;
	bool ok;

	if (!visit_post(v) || !db_begin(v->site->db, &v->who, true, &v->err)) {
		visit_fail(v);
		return;
	}
	button = post_get(&v->post, "do");
	if (button && strcmp(button, "rate") == 0)
		ok = case_rate(v, number);
	else if (button && strcmp(button, "claim") == 0)
		ok = case_claim(v, number, "true");
	else if (button && strcmp(button, "release") == 0)
		ok = case_claim(v, number, "false");
	else if (button && strcmp(button, "void") == 0)
		ok = case_void(v);
	else
		ok = err_fail(&v->err, ERR_INPUT, "button", "%s",
		    button ? button : "none");
	if (ok && db_commit(v->site->db, &v->err))
		visit_go(v, "/case/%s?done=%s", number, button);
	else
		visit_fail(v);
}
