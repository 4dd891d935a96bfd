/* page_sign.c: sign in and out, own account, messages. */
#include <stdio.h>
#include <string.h>

#include "base/file.h"
#include "fcgi/portal.h"
#include "flow/password.h"
#include "xml/doc.h"

void
page_sign_in(struct visit *v)
{
	if (!visit_read(v, "sign_in")) {
		visit_fail(v);
		return;
	}
	if (visit_param(v, "next"))
		node_set(node_add(v->page, "next", visit_param(v, "next")),
		    "method", "get");
	visit_show(v, "sign_in");
}

/* Only a path of this site, never another's: browsers read \\ as / and pass
 * over tabs and line ends. */
static const char *
next_safe(const char *next)
{
	const char *p;

	if (next == NULL || next[0] != '/' || next[1] == '/')
		return "/work";
	for (p = next; *p; p++)
		if ((unsigned char)*p < 0x20 || *p == 0x7f || *p == '\\')
			return "/work";
	return next;
}

static void
carry(struct visit *v)
{
	xmlNode *n;
	size_t i;

	for (i = 0; i < v->post.n; i++) {
		if (strncmp(v->post.pairs[i].name, "carry:", 6) != 0)
			continue;
		n = node_add(v->page, "carry", v->post.pairs[i].value);
		node_set(n, "name", v->post.pairs[i].name + 6);
	}
}

static void
sign_in_again(struct visit *v, const char *code, const char *arg)
{
	const char *next = post_get(&v->post, "next");
	const char *method = post_get(&v->post, "method");

	db_rollback(v->site->db);
	err_clear(&v->err);
	if (!visit_read(v, "sign_in")) {
		visit_fail(v);
		return;
	}
	visit_error(v, v->page, code, arg);
	node_add(v->page, "account", post_get(&v->post, "account"));
	if (next)
		node_set(node_add(v->page, "next", next), "method",
		    method ? method : "get");
	carry(v);
	v->status = 422;
	visit_show(v, "sign_in");
}

/* What was typed before the session ended goes on with a new token. */
static void
sign_in_continue(struct visit *v, const char *token, const char *next)
{
	visit_session(v, token);
	if (!visit_read(v, "sign_in")) {
		visit_fail(v);
		return;
	}
	node_set(node_add(v->page, "continue", next), "method", "post");
	carry(v);
	visit_show(v, "sign_in");
}

void
visit_cookie(struct visit *v, const char *token, bool end)
{
	const char *https = serve_env(v->r, "HTTPS");

	serve_header(v->r, "Set-Cookie",
	    visit_printf(v, "kb_session=%s; Path=/; HttpOnly; SameSite=Lax%s%s",
		token, strcmp(https, "on") == 0 ? "; Secure" : "",
		end ? "; Max-Age=0" : ""));
}

/* Whether it is the account's; an unknown account takes as long. */
static bool
password_of(
    struct visit *v, const char *account, const char *password, bool *right)
{
	struct rows *r = NULL;

	if (!db_call(v->site->db, "sign_in_data", 1, &account, &r, &v->err))
		return false;
	*right = password_verify(
	    rows_count(r) == 1 ? rows_get(r, 0, "password_hash") : NULL,
	    password ? password : "");
	rows_free(r);
	return true;
}

/* Opens a session, or counts a failure: *out as api.sign_in answers, true once
 * it is committed. */
static bool
session_open(struct visit *v, const char *account, bool right, char token[64],
    struct rows **out)
{
	char digest[65];

	token_new(32, token);
	sha256_hex(token, strlen(token), digest);
	return db_call(v->site->db, "sign_in", 5,
		   (const char *[]){account, right ? "true" : "false", digest,
		       "", serve_env(v->r, "REMOTE_ADDR")},
		   out, &v->err) &&
	       db_commit(v->site->db, &v->err);
}

/* Failures are counted, and committed, before they are told. */
static bool
sign_in_try(struct visit *v, char token[64], struct rows **out)
{
	const char *account = post_get(&v->post, "account");
	const char *password = post_get(&v->post, "password");
	bool right;

	if (account == NULL || password == NULL)
		return err_fail(&v->err, ERR_INPUT, "sign-in-empty", "empty");
	return db_begin(v->site->db, &v->who, true, &v->err) &&
	       password_of(v, account, password, &right) &&
	       session_open(v, account, right, token, out);
}

void
page_sign_in_post(struct visit *v)
{
	const char *next, *method;
	struct rows *r = NULL;
	char token[64];

	visit_session(v, NULL); /* whoever that was is not asking */
	if (!visit_post(v)) {
		visit_fail(v);
		return;
	}
	next = next_safe(post_get(&v->post, "next"));
	method = post_get(&v->post, "method");
	if (!sign_in_try(v, token, &r)) {
		if (v->err.kind == ERR_INPUT)
			sign_in_again(v, v->err.code, "");
		else
			visit_fail(v);
	} else if (strcmp(rows_get(r, 0, "outcome"), "ok") == 0) {
		visit_cookie(v, token, false);
		if (method && strcmp(method, "post") == 0)
			sign_in_continue(v, token, next);
		else
			visit_go(v, "%s", next);
	} else if (strcmp(rows_get(r, 0, "outcome"), "locked") == 0) {
		sign_in_again(
		    v, "sign-in-locked", rows_get(r, 0, "locked_until"));
	} else {
		sign_in_again(v, "sign-in-bad", "");
	}
	rows_free(r);
}

void
page_sign_out(struct visit *v)
{
	if (!visit_post(v) || !db_begin(v->site->db, &v->who, true, &v->err) ||
	    !db_call(
		v->site->db, "sign_out", 1, &v->who.token, NULL, &v->err) ||
	    !db_commit(v->site->db, &v->err)) {
		visit_fail(v);
		return;
	}
	visit_cookie(v, "", true);
	visit_go(v, "/");
}

static bool
session_refused(struct visit *v, const struct rows *r)
{
	if (strcmp(rows_get(r, 0, "outcome"), "ok") == 0)
		return false;
	if (strcmp(rows_get(r, 0, "outcome"), "locked") == 0) {
		err_arg(&v->err, rows_get(r, 0, "locked_until"));
		err_fail(&v->err, ERR_INPUT, "sign-in-locked", "old");
	} else {
		err_fail(&v->err, ERR_INPUT, "password-wrong", "old");
	}
	return true;
}

/* Ends all sessions of the account and opens a fresh one here. A wrong guess
 * counts as one at the sign-in page. */
static bool
password_change(struct visit *v)
{
	const char *account, *fresh = post_get(&v->post, "new");
	struct rows *who = NULL, *r = NULL;
	char made[PASSWORD_HASH], token[64];
	bool right, ok;

	if (!db_call(v->site->db, "whoami", 0, NULL, &who, &v->err))
		return false;
	account = rows_get(who, 0, "account");
	ok = password_fit(fresh ? fresh : "", account, &v->err) &&
	     password_of(v, account, post_get(&v->post, "password"), &right) &&
	     (!right || (password_hash(fresh, made, &v->err) &&
			    db_call(v->site->db, "set_password", 1,
				(const char *[]){made}, NULL, &v->err))) &&
	     session_open(v, account, right, token, &r) &&
	     !session_refused(v, r);
	if (ok)
		visit_cookie(v, token, false);
	rows_free(r);
	rows_free(who);
	return ok;
}

static bool
substitute_set(struct visit *v)
{
	return db_call(v->site->db, "set_substitute", 3,
		   (const char *[]){post_get(&v->post, "substitute"),
		       post_get(&v->post, "from"), post_get(&v->post, "to")},
		   NULL, &v->err) &&
	       db_commit(v->site->db, &v->err);
}

static bool
substitute_drop(struct visit *v, const char *id)
{
	return db_call(v->site->db, "drop_substitute", 1, &id, NULL, &v->err) &&
	       db_commit(v->site->db, &v->err);
}

/* The name of this session: the first digits of its cookie's digest. */
static void
session_name(struct visit *v)
{
	char digest[65];

	sha256_hex(v->who.token, strlen(v->who.token), digest);
	visit_set(v, "session", arena_strndup(v->a, digest, 16));
}

/* `name` NULL: all but this one. */
static bool
session_end(struct visit *v, const char *name)
{
	const char *this = visit_param(v, "session");

	return db_call(v->site->db, name ? "end_session" : "end_sessions", 1,
		   name ? &name : &this, NULL, &v->err) &&
	       db_commit(v->site->db, &v->err);
}

/* Buttons: password, drop:ID (ends a substitution), end:SESSION, end-others,
 * substitute. True once it is committed; *done: what was. */
static bool
account_change(struct visit *v, const char *button, const char **done)
{
	*done = "password";
	if (strcmp(button, *done) == 0)
		return password_change(v);
	*done = "drop";
	if (strncmp(button, "drop:", 5) == 0)
		return substitute_drop(v, button + 5);
	*done = "end";
	if (strncmp(button, "end:", 4) == 0)
		return session_end(v, button + 4);
	if (strcmp(button, "end-others") == 0)
		return session_end(v, NULL);
	*done = "substitute";
	return substitute_set(v);
}

void
page_account(struct visit *v)
{
	if (v->who.token)
		session_name(v);
	if (visit_read(v, "account"))
		visit_show(v, "account");
	else
		visit_fail(v);
}

/* What was typed of a substitution that is refused. */
static void
account_typed(struct visit *v)
{
	static const char *const names[] = {"substitute", "from", "to"};
	size_t i;

	for (i = 0; i < sizeof(names) / sizeof(*names); i++)
		if (post_get(&v->post, names[i]))
			visit_set(v, names[i], post_get(&v->post, names[i]));
}

void
page_account_post(struct visit *v)
{
	const char *done, *button;
	struct err why;

	if (!visit_post(v) || !db_begin(v->site->db, &v->who, true, &v->err)) {
		visit_fail(v);
		return;
	}
	session_name(v);
	button = post_get(&v->post, "do");
	if (account_change(v, button ? button : "", &done)) {
		visit_go(v, "/account?done=%s", done);
		return;
	}
	db_rollback(v->site->db);
	why = v->err;
	err_clear(&v->err);
	account_typed(v);
	if (why.kind != ERR_INPUT || !visit_read(v, "account")) {
		v->err = why;
		visit_fail(v);
		return;
	}
	visit_error(v, v->page, why.code, why.arg);
	v->status = 422;
	visit_show(v, "account");
}

void
page_message_read(struct visit *v)
{
	const char *id;

	if (!visit_post(v)) {
		visit_fail(v);
		return;
	}
	id = post_get(&v->post, "id"); /* none: all of them */
	if (!db_begin(v->site->db, &v->who, true, &v->err) ||
	    !db_call(v->site->db,
		id ? "read_notification" : "read_notifications", id ? 1 : 0,
		&id, NULL, &v->err) ||
	    !db_commit(v->site->db, &v->err))
		visit_fail(v);
	else
		visit_go(v, "/messages");
}
