/* courier_root.c: see courier.h: a day's messages compared with a peer's. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "base/log.h"
#include "exchange/root.h"
#include "fcgi/courier.h"
#include "xml/mem.h"

enum { ANSWER_MAX = 1 << 20 };

struct walk {
	struct courier *c;
	const char *peer_id, *code, *url, *direction, *day;
	struct buf found;  /* differences */
	struct buf answer; /* to the first question, which is kept */
	char count[24], hash[65];
	unsigned asked;
};

static bool
on_answer(void *ctx, int status, const char *type, const void *p, size_t n)
{
	struct buf *b = ctx;

	(void)status, (void)type;
	buf_add(b, p, n);
	return !b->failed;
}

/* The answer's bytes to a question of ours. */
static bool
ask(struct walk *w, const struct root *ours, struct root_route *way,
    char id[37], struct buf *answer, struct err *err)
{
	struct courier *c = w->c;
	struct buf question = {0};
	int status = 0;
	bool ok;

	ok = root_say(ours, way, c->site.signer, false, id, &question, err) &&
	     http_post(c->http, w->url, "/exchange/v1/root", &question,
		 on_answer, answer, &status, err);
	if (ok && status != 200)
		ok = err_fail(err, ERR_BUSY, "root", "HTTP %d", status);
	buf_clear(&question);
	way->refers_to = id;
	w->asked++;
	return ok;
}

static bool walk(struct walk *w, const char *prefix, struct err *err);

static bool
walk_below(struct walk *w, const char *prefix, struct err *err)
{
	char longer[ROOT_PREFIX + 1];
	bool ok = strlen(prefix) < ROOT_PREFIX;

	for (int i = 0; ok && i < 16; i++) {
		snprintf(longer, sizeof(longer), "%s%x", prefix, i);
		ok = walk(w, longer, err);
	}
	return ok;
}

/* What the peer says of the same messages, and on where they differ. */
static bool
meet(struct walk *w, const struct root *ours, struct err *err)
{
	struct courier *c = w->c;
	const struct peer *peer = peers_get(c->site.peers, c->db, w->code, err);
	struct root_route way = {c->site.self, w->code, NULL};
	struct buf answer = {.max = ANSWER_MAX};
	struct root theirs = {0};
	struct dsig_trust trust;
	struct report r;
	xmlDoc *d = NULL;
	char id[37];
	bool ok;

	report_init(&r, c->a);
	ok = peer != NULL && ask(w, ours, &way, id, &answer, err);
	if (ok) {
		trust = peer->trust;
		trust.now = time(NULL);
		ok = root_verify(
		    &answer, &trust, ours, &way, &d, &theirs, &r, err);
	}
	if (ok && *ours->prefix == '\0') {
		buf_add(&w->answer, answer.data, answer.len);
		snprintf(w->count, sizeof(w->count), "%s", theirs.count);
		snprintf(w->hash, sizeof(w->hash), "%s", theirs.hash);
	}
	if (ok && strcmp(ours->hash, theirs.hash) != 0) {
		if (atoll(ours->count) <= ROOT_FEW &&
		    atoll(theirs.count) <= ROOT_FEW)
			root_compare(ours->leaves, theirs.leaves, &w->found);
		else
			ok = walk_below(w, ours->prefix, err);
	}
	xmlFreeDoc(d);
	buf_clear(&answer);
	return ok;
}

static bool
walk(struct walk *w, const char *prefix, struct err *err)
{
	const char *args[] = {w->peer_id, w->direction, w->day, prefix};
	struct rows *r = NULL;
	bool ok = courier_call(w->c, "exchange_day_root", 4, args, &r, err);

	if (ok) {
		struct root ours = {w->direction, w->day, prefix,
		    rows_get(r, 0, "count"), rows_get(r, 0, "root"),
		    rows_get(r, 0, "leaves")};

		ok = meet(w, &ours, err);
	}
	rows_free(r);
	return ok;
}

static bool
keep(struct walk *w, struct rows **out, struct err *err)
{
	struct courier *c = w->c;
	const char *args[] = {w->peer_id, w->direction, w->day, w->count,
	    w->hash, w->found.len > 0 ? w->found.data : ""};

	if (w->found.failed || w->answer.failed)
		return err_fail(err, ERR_BUSY, "memory", "differences");
	if (db_begin(c->db, NULL, true, err) &&
	    db_call_with(c->db, "exchange_reconciled", 6, args, w->answer.data,
		w->answer.len, out, err) &&
	    db_commit(c->db, err))
		return true;
	db_rollback(c->db);
	return false;
}

static bool
compare(struct walk *w, struct err *err)
{
	struct rows *r = NULL;
	bool ok;

	xmlmem_enter(w->c->a);
	ok = walk(w, "", err) && keep(w, &r, err);
	xmlmem_leave();
	arena_reset(w->c->a);
	if (ok)
		log_line(*rows_first(r) != '\0' ? LOG_WARN : LOG_INFO,
		    "%s %s %s: %s there, %u questions, differences: %s",
		    w->code, w->direction, w->day, w->count, w->asked,
		    rows_first(r));
	rows_free(r);
	buf_clear(&w->found);
	buf_clear(&w->answer);
	return ok;
}

bool
courier_compare(struct courier *c, const char *peer, const char *day,
    volatile int *stop, struct err *err)
{
	const char *silent = ""; /* a peer that did not answer */
	struct rows *r = NULL;
	bool ok = courier_call(
	    c, "exchange_roots_due", 2, (const char *[]){peer, day}, &r, err);

	for (size_t i = 0; ok && i < rows_count(r) && !*stop; i++) {
		struct walk w = {.c = c,
		    .peer_id = rows_get(r, i, "peer_id"),
		    .code = rows_get(r, i, "peer"),
		    .url = rows_get(r, i, "url"),
		    .direction = rows_get(r, i, "direction"),
		    .day = rows_get(r, i, "day")};
		struct err why = {0};

		if (strcmp(w.code, silent) == 0)
			continue;
		if (!compare(&w, &why)) {
			log_err(LOG_WARN, w.code, &why);
			silent = w.code;
		}
		ok = db_alive(c->db) ||
		     err_fail(err, ERR_BUSY, "busy", "the database is lost");
	}
	if (ok && peer != NULL && *silent != '\0')
		ok = err_fail(err, ERR_BUSY, "peer", "%s: no answer", peer);
	rows_free(r);
	return ok;
}
