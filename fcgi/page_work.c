/* page_work.c: several cases of a worklist at once; saved views of lists. */
#include <sodium.h>
#include <string.h>

#include "base/file.h"
#include "fcgi/portal.h"
#include "xml/doc.h"

enum { BATCH_MAX = 25 }; /* one page of the list */

struct batch {
	const char *number[BATCH_MAX];
	const char *code[BATCH_MAX], *arg[BATCH_MAX]; /* why it was refused */
	size_t n;
};

/* The ticked numbers, each once. */
static bool
batch_take(struct visit *v, struct batch *b)
{
	const char *s, *all = "";
	size_t i, k;

	for (i = 0; i < v->post.n; i++) {
		s = v->post.pairs[i].value;
		if (strcmp(v->post.pairs[i].name, "case") != 0)
			continue;
		for (k = 0; k < b->n && strcmp(b->number[k], s) != 0; k++)
			;
		if (k < b->n)
			continue;
		if (b->n == BATCH_MAX)
			return err_fail(
			    &v->err, ERR_INPUT, "batch-many", "cases");
		b->number[b->n++] = s;
		all = visit_printf(v, "%s %.64s", all, s);
	}
	visit_set(v, "cases", all);
	return b->n || err_fail(&v->err, ERR_INPUT, "batch-none", "cases");
}

/* Of the page's request and the number: a second try is the same request. */
static void
item_request(const char *page, const char *number, char uuid[37])
{
	static const char digits[] = "0123456789abcdef";
	unsigned char h[16];
	size_t i, o = 0;

	crypto_generichash(h, sizeof(h), (const unsigned char *)number,
	    strlen(number), (const unsigned char *)page, strlen(page));
	for (i = 0; i < sizeof(h); i++) {
		if (i == 4 || i == 6 || i == 8 || i == 10)
			uuid[o++] = '-';
		uuid[o++] = digits[h[i] >> 4];
		uuid[o++] = digits[h[i] & 15];
	}
	uuid[o] = '\0';
}

/* Whether that request was done already. */
static bool
item_done(struct visit *v, const char *uuid, bool *done)
{
	struct rows *r = NULL;
	bool ok =
	    db_begin(v->site->db, &v->who, false, &v->err) &&
	    db_call(v->site->db, "request_result", 1, &uuid, &r, &v->err) &&
	    db_commit(v->site->db, &v->err);

	*done = ok && rows_count(r) == 1;
	rows_free(r);
	return ok;
}

static bool
item_move(struct visit *v, const char *number, const char *move)
{
	const char *page = post_get(&v->post, "request"), *id;
	struct rows *r = NULL;
	struct moved moved;
	struct draft d;
	char uuid[37];
	bool done;

	item_request(page, number, uuid);
	if (!item_done(v, uuid, &done) || done)
		return done;
	if (!db_begin(v->site->db, &v->who, true, &v->err) ||
	    !db_call(v->site->db, "begin_draft", 4,
		(const char *[]){uuid, "", move, number}, &r, &v->err))
		return false;
	id = arena_strdup(v->a, rows_first(r));
	rows_free(r);
	if (!draft_load(v->site->flow, v->site->db, id, &d, &v->err))
		return false;
	if (d.form)
		return err_fail(&v->err, ERR_INPUT, "batch-form", "%s", move);
	return draft_submit(v->site->flow, v->site->db, &d, NULL, uuid, &moved,
		   &v->err) &&
	       db_commit(v->site->db, &v->err);
}

static bool
item_claim(struct visit *v, const char *number, const char *take)
{
	return db_begin(v->site->db, &v->who, true, &v->err) &&
	       db_call(v->site->db, "claim_case", 2,
		   (const char *[]){number, take}, NULL, &v->err) &&
	       db_commit(v->site->db, &v->err);
}

/* One case after the other, each in a transaction of its own: one that is
 * refused holds up no other. */
static void
batch_run(struct visit *v, struct batch *b, const char *what)
{
	size_t i;
	bool ok;

	for (i = 0; i < b->n; i++) {
		if (strcmp(what, "claim") == 0)
			ok = item_claim(v, b->number[i], "true");
		else if (strcmp(what, "release") == 0)
			ok = item_claim(v, b->number[i], "false");
		else
			ok = item_move(v, b->number[i], what + 5);
		db_rollback(v->site->db);
		if (!ok) {
			visit_log(v);
			b->code[i] = arena_strdup(v->a, v->err.code);
			b->arg[i] = arena_strdup(v->a, v->err.arg);
		}
		err_clear(&v->err);
	}
}

static bool
action_known(const char *run)
{
	return strcmp(run, "claim") == 0 || strcmp(run, "release") == 0 ||
	       strncmp(run, "move:", 5) == 0;
}

static void
batch_results(struct visit *v, const struct batch *b)
{
	xmlNode *n;
	size_t i;

	for (i = 0; i < b->n; i++) {
		n = node_add(v->page, "result", NULL);
		node_set(n, "case", b->number[i]);
		node_set(n, "ok", b->code[i] ? "false" : "true");
		if (b->code[i]) {
			node_set(n, "code", b->code[i]);
			node_set(n, "arg", b->arg[i]);
		}
	}
}

/* Buttons: none (choose), show=ACTION (what it would do), run=ACTION. ACTION
 * is claim, release or move:NAME. */
void
page_batch(struct visit *v)
{
	struct batch b = {0};
	const char *run, *request;

	if (!visit_post(v) || !batch_take(v, &b)) {
		visit_fail(v);
		return;
	}
	run = post_get(&v->post, "run");
	request = post_get(&v->post, "request");
	if (run && (request == NULL || !uuid_valid(request)))
		err_fail(&v->err, ERR_INPUT, "request-id", "no request id");
	else if (run && !action_known(run))
		err_fail(&v->err, ERR_INPUT, "button", "%s", run);
	else if (run)
		batch_run(v, &b, run);
	if (v->err.kind || !visit_read(v, "work_batch")) {
		visit_fail(v);
		return;
	}
	if (run)
		batch_results(v, &b);
	else
		node_set(v->page, "chosen", post_get(&v->post, "show"));
	visit_show(v, "work_batch");
}

/* do=save: the list's conditions under a name; do=drop:ID. */
void
page_saved_view(struct visit *v)
{
	const char *button, *page;
	bool ok;

	if (!visit_post(v) || !db_begin(v->site->db, &v->who, true, &v->err)) {
		visit_fail(v);
		return;
	}
	page = post_get(&v->post, "page");
	if (page == NULL || strcmp(page, "work") != 0)
		page = "cases";
	button = post_get(&v->post, "do");
	if (button && strncmp(button, "drop:", 5) == 0) {
		button += 5;
		ok = db_call(
		    v->site->db, "drop_view", 1, &button, NULL, &v->err);
	} else {
		ok = db_call(v->site->db, "save_view", 3,
		    (const char *[]){page, post_get(&v->post, "view-name"),
			post_get(&v->post, "query")},
		    NULL, &v->err);
	}
	if (ok && db_commit(v->site->db, &v->err))
		visit_go(v, "/%s", page);
	else
		visit_fail(v);
}
