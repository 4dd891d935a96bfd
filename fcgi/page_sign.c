/* page_sign.c: sign in and out, own account, messages. */
#include <sodium.h>
#include <stdio.h>
#include <string.h>

#include "base/file.h"
#include "fcgi/portal.h"
#include "xml/doc.h"

/* Compared when the account does not exist, so that it takes as long. */
static const char nobody[] =
    "$argon2id$v=19$m=19456,t=2,p=1$"
    "c29tZXNhbHRzb21lc2FsdA$"
    "3Y5RZ3GmYm7i6mI9m0wT2Q7z1cX0lq5oVhKq8p0m1Zk";

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

/* Only a path of this site, never another's. */
static const char *
next_safe(const char *next)
{
	if (next == NULL || next[0] != '/' || next[1] == '/' ||
	    next[1] == '\\')
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
	xmlNode *e;

	db_rollback(v->site->db);
	err_clear(&v->err);
	if (!visit_read(v, "sign_in")) {
		visit_fail(v);
		return;
	}
	e = node_add(v->page, "error", NULL);
	node_set(e, "code", code);
	node_set(e, "arg", arg);
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
	char text[256];
	int n;

	v->who.token = token;
	n = snprintf(text, sizeof(text), "kuaibao csrf %s", token);
	sha256_hex(text, (size_t)n, v->csrf);
	if (!visit_read(v, "sign_in")) {
		visit_fail(v);
		return;
	}
	node_set(node_add(v->page, "continue", next), "method", "post");
	carry(v);
	visit_show(v, "sign_in");
}

static void
cookie_set(struct visit *v, const char *token, bool end)
{
	const char *https = serve_env(v->r, "HTTPS");

	serve_header(v->r, "Set-Cookie",
	    visit_printf(v,
		"kb_session=%s; Path=/; HttpOnly; SameSite=Lax%s%s", token,
		strcmp(https, "on") == 0 ? "; Secure" : "",
		end ? "; Max-Age=0" : ""));
}

/* Failures are counted, and committed, before they are told. */
static bool
sign_in_try(struct visit *v, char token[64], struct rows **out)
{
	const char *account = post_get(&v->post, "account");
	const char *password = post_get(&v->post, "password"), *hash;
	char digest[65];
	struct rows *r = NULL;
	bool right;

	if (account == NULL || password == NULL)
		return err_fail(&v->err, ERR_INPUT, "sign-in-empty", "empty");
	if (!db_begin(v->site->db, &v->who, true, &v->err) ||
	    !db_call(v->site->db, "sign_in_data", 1, &account, &r, &v->err))
		return false;
	hash = rows_count(r) == 1 ? rows_get(r, 0, "password_hash") : nobody;
	right = crypto_pwhash_str_verify(hash, password, strlen(password)) ==
	    0 && rows_count(r) == 1;
	rows_free(r);
	token_new(32, token);
	sha256_hex(token, strlen(token), digest);
	return db_call(v->site->db, "sign_in", 5,
		   (const char *[]){account, right ? "true" : "false", digest,
		       "", serve_env(v->r, "REMOTE_ADDR")},
		   out, &v->err) &&
	    db_commit(v->site->db, &v->err);
}

void
page_sign_in_post(struct visit *v)
{
	const char *next, *method;
	struct rows *r = NULL;
	char token[64];

	v->who.token = NULL;
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
		cookie_set(v, token, false);
		if (method && strcmp(method, "post") == 0)
			sign_in_continue(v, token, next);
		else
			visit_go(v, "%s", next);
	} else if (strcmp(rows_get(r, 0, "outcome"), "locked") == 0) {
		sign_in_again(v, "sign-in-locked",
		    rows_get(r, 0, "locked_until"));
	} else {
		sign_in_again(v, "sign-in-bad", "");
	}
	rows_free(r);
}

void
page_sign_out(struct visit *v)
{
	if (!visit_post(v) ||
	    !db_begin(v->site->db, &v->who, true, &v->err) ||
	    !db_call(v->site->db, "sign_out", 1, &v->who.token, NULL,
		&v->err) ||
	    !db_commit(v->site->db, &v->err)) {
		visit_fail(v);
		return;
	}
	cookie_set(v, "", true);
	visit_go(v, "/");
}

static bool
password_change(struct visit *v)
{
	const char *account, *now = post_get(&v->post, "password");
	const char *fresh = post_get(&v->post, "new"), *hash;
	char made[crypto_pwhash_STRBYTES];
	struct rows *who = NULL, *r = NULL;
	bool ok = false;

	if (now == NULL || fresh == NULL || strlen(fresh) < 12)
		return err_fail(&v->err, ERR_INPUT, "password-short", "new");
	if (!db_call(v->site->db, "whoami", 0, NULL, &who, &v->err))
		return false;
	account = rows_get(who, 0, "account");
	if (!db_call(v->site->db, "sign_in_data", 1, &account, &r, &v->err))
		goto out;
	hash = rows_get(r, 0, "password_hash");
	if (crypto_pwhash_str_verify(hash, now, strlen(now)) != 0)
		err_fail(&v->err, ERR_INPUT, "password-wrong", "old");
	else if (crypto_pwhash_str(made, fresh, strlen(fresh), 2, 19 << 20) !=
	    0)
		err_fail(&v->err, ERR_BUSY, "memory", "argon2id");
	else
		ok = db_call(v->site->db, "set_password", 1,
		    (const char *[]){made}, NULL, &v->err);
out:
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
	    NULL, &v->err);
}

/* Buttons: password, drop:ID (ends a substitution), substitute. */
static bool
account_change(struct visit *v, const char *button)
{
	const char *id;

	if (button && strcmp(button, "password") == 0)
		return password_change(v);
	if (button == NULL || strncmp(button, "drop:", 5) != 0)
		return substitute_set(v);
	id = button + 5;
	return db_call(v->site->db, "drop_substitute", 1, &id, NULL,
	    &v->err);
}

void
page_account(struct visit *v)
{
	const char *button;
	struct err why;
	xmlNode *e;
	bool ok;

	if (!visit_post(v) ||
	    !db_begin(v->site->db, &v->who, true, &v->err)) {
		visit_fail(v);
		return;
	}
	button = post_get(&v->post, "do");
	ok = account_change(v, button);
	if (ok && db_commit(v->site->db, &v->err)) {
		visit_go(v, "/account?done=%s",
		    !button ? "" : button[0] == 'd' ? "drop" : button);
		return;
	}
	db_rollback(v->site->db);
	why = v->err;
	err_clear(&v->err);
	if (why.kind != ERR_INPUT || !visit_read(v, "account")) {
		v->err = why;
		visit_fail(v);
		return;
	}
	e = node_add(v->page, "error", NULL);
	node_set(e, "code", why.code);
	node_set(e, "arg", why.arg);
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
	id = post_get(&v->post, "id");
	if (!db_begin(v->site->db, &v->who, true, &v->err) ||
	    !db_call(v->site->db, "read_notification", 1, &id, NULL,
		&v->err) ||
	    !db_commit(v->site->db, &v->err))
		visit_fail(v);
	else
		visit_go(v, "/messages");
}
