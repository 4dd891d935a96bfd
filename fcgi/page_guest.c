/* page_guest.c: who has no account begins, and comes back by query code. */
#include <string.h>

#include "base/file.h"
#include "fcgi/portal.h"

/* A new session of the person whom `function` (begin_guest, resume_guest)
 * makes or finds by its first n arguments. */
static bool
guest_session(
    struct visit *v, const char *function, size_t n, const char *args[4])
{
	char token[64], digest[65];

	token_new(32, token);
	sha256_hex(token, strlen(token), digest);
	args[n] = digest;
	args[n + 1] = serve_env(v->r, "REMOTE_ADDR");
	if (!db_begin(v->site->db, &v->who, true, &v->err) ||
	    !db_call(v->site->db, function, n + 2, args, NULL, &v->err) ||
	    !db_commit(v->site->db, &v->err))
		return false;
	visit_cookie(v, token, false);
	visit_session(v, arena_strdup(v->a, token));
	return true;
}

/* Who has a session begins with it. */
void
page_begin(struct visit *v)
{
	const char *name = visit_param(v, "name");

	if (!visit_post(v) ||
	    (v->who.token == NULL &&
		!guest_session(v, "begin_guest", 1, (const char *[4]){name})))
		visit_fail(v);
	else
		draft_begin(v, name, "", "");
}

void
page_resume(struct visit *v)
{
	const char *number, *code;

	visit_session(v, NULL); /* whoever that was is not asking */
	if (!visit_post(v)) {
		visit_fail(v);
		return;
	}
	number = post_get(&v->post, "number");
	code = post_get(&v->post, "code");
	if (guest_session(
		v, "resume_guest", 2, (const char *[4]){number, code}))
		visit_go(v, "/case/%s", number);
	else
		visit_fail(v);
}
