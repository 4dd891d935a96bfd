/* courier.c: brings messages to peers and fetches theirs, until stopped.
 *
 *   courier [-r ROOT] [-p SECONDS]      KB_DSN (role kb_exchange),
 *                                       KB_EXCHANGE_KEY, KB_FONTS
 *
 * Claims a message, commits, sends with no transaction open, keeps what came
 * of it where its lease still holds. NOTIFY only wakes it; it looks every
 * SECONDS (30) as well. SIGTERM: what is under way is ended, nothing begun. */
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "base/log.h"
#include "fcgi/courier.h"
#include "form/region.h"
#include "xml/mem.h"

enum {
	LEASE = 600,  /* seconds; a gibibyte at two megabytes a second */
	COMPARE = 600 /* seconds between looks for days to be compared */
};

static volatile int stop;

static void
on_stop(int sig)
{
	(void)sig;
	stop = 1;
}

/* Seconds of a clock that nobody can set, sleep of the machine included. */
static double
uptime(void)
{
	struct timespec t;

	clock_gettime(CLOCK_BOOTTIME, &t);
	return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

static bool
tick(struct courier *c, double *last, struct err *err)
{
	double now = uptime();
	char elapsed[32];

	snprintf(elapsed, sizeof(elapsed), "%.3f", now - *last);
	*last = now;
	return courier_call(
	    c, "exchange_tick", 1, (const char *[]){elapsed}, NULL, err);
}

/* What cannot be sealed waits like what cannot be sent: it is ours to mend. */
static bool
seal_failed(struct courier *c, const struct rows *claim, const struct err *why,
    struct err *err)
{
	struct parcel p = {
	    .claim = claim, .e.id = rows_get(claim, 0, "message_id")};
	struct attempt t = {.outcome = "bug", .wait = 60};

	log_err(LOG_ERROR, rows_get(claim, 0, "message_id"), why);
	if (!db_alive(c->db)) {
		*err = *why;
		return false;
	}
	snprintf(t.detail, sizeof(t.detail), "sealing: %.60s %.500s", why->code,
	    why->detail);
	return courier_settle(c, &p, &t, err);
}

/* One message from its claim to its answer. False: the database is lost. */
static bool
deliver(struct courier *c, const struct rows *claim, struct err *err)
{
	struct attempt t = {0};
	struct err why = {0};
	struct parcel p = {0};
	bool ok;

	xmlmem_enter(c->a);
	if ((rows_get(claim, 0, "sealed")[0] == 't' ||
		parcel_seal(c, claim, &why)) &&
	    parcel_load(c, claim, &p, &why)) {
		http_push(c, &p, &t);
		ok = courier_settle(c, &p, &t, err);
		if (!ok && err->kind == ERR_CONFLICT) {
			/* another has the lease by now: its word counts */
			log_err(LOG_WARN, p.e.id, err);
			err_clear(err);
			ok = true;
		}
	} else {
		ok = seal_failed(c, claim, &why, err);
	}
	parcel_clear(&p);
	buf_clear(&t.answer);
	xmlmem_leave();
	arena_reset(c->a);
	return ok;
}

static bool
push_due(struct courier *c, struct err *err)
{
	char lease[16];
	struct rows *r = NULL;
	bool ok = true, more = true;

	snprintf(lease, sizeof(lease), "%d", LEASE);
	while (ok && more && !stop) {
		ok = courier_call(
		    c, "exchange_claim", 1, (const char *[]){lease}, &r, err);
		more = ok && !rows_null(r, 0, "outbox_id");
		if (more)
			ok = deliver(c, r, err);
		rows_free(r);
		r = NULL;
	}
	return ok;
}

/* Seals what peers will fetch, so that it can be offered. */
static bool
seal_one(struct courier *c, const char *outbox, struct err *err)
{
	struct rows *r = NULL;
	struct err why = {0};
	bool ok;

	ok = courier_call(c, "exchange_claim_one", 2,
	    (const char *[]){outbox, "600"}, &r, err);
	if (ok && !rows_null(r, 0, "outbox_id")) {
		xmlmem_enter(c->a);
		ok =
		    parcel_seal(c, r, &why)
			? courier_call(c, "exchange_release", 2,
			      (const char *[]){outbox, rows_get(r, 0, "fence")},
			      NULL, err)
			: seal_failed(c, r, &why, err);
		xmlmem_leave();
		arena_reset(c->a);
	}
	rows_free(r);
	return ok;
}

static bool
seal_waiting(struct courier *c, struct err *err)
{
	struct rows *r = NULL;
	bool ok;

	ok = courier_call(c, "exchange_pending", 3,
	    (const char *[]){"fetch", NULL, "true"}, &r, err);
	for (size_t i = 0; ok && i < rows_count(r) && !stop; i++)
		ok = seal_one(c, rows_get(r, i, "outbox_id"), err);
	rows_free(r);
	return ok;
}

static bool
pull_all(struct courier *c, struct err *err)
{
	struct rows *r = NULL;
	struct err why;
	bool ok;

	ok = courier_call(
	    c, "exchange_peer", 1, (const char *[]){NULL}, &r, err);
	for (size_t i = 0; ok && i < rows_count(r) && !stop; i++) {
		if (rows_get(r, i, "pull")[0] != 't' ||
		    rows_get(r, i, "enabled")[0] != 't')
			continue;
		memset(&why, 0, sizeof(why));
		if (!courier_pull(c, r, i, &stop, &why))
			log_err(LOG_WARN, rows_get(r, i, "code"), &why);
		ok = db_alive(c->db) ||
		     err_fail(err, ERR_BUSY, "busy", "the database is lost");
	}
	rows_free(r);
	return ok;
}

/* Each day that ended is compared once. */
static bool
compare_days(struct courier *c, double *last, struct err *err)
{
	double now = uptime();

	if (now - *last < COMPARE)
		return true;
	*last = now;
	return courier_compare(c, NULL, NULL, &stop, err);
}

static bool
rest(struct courier *c, int poll, struct err *err)
{
	struct rows *r = NULL;
	int seconds = poll, next;

	if (!courier_call(c, "exchange_next", 0, NULL, &r, err))
		return false;
	if (!rows_null(r, 0, "wait") &&
	    (next = atoi(rows_get(r, 0, "wait"))) < seconds)
		seconds = next > 0 ? next : 1;
	rows_free(r);
	return db_wait(c->db, seconds, err);
}

/* Loses the database, finds it again. */
static void
work(struct courier *c, int poll)
{
	double last = uptime(), compared = last;
	struct err err;

	while (!stop) {
		memset(&err, 0, sizeof(err));
		if (c->db == NULL && !courier_connect(c, &err)) {
			log_err(LOG_WARN, "courier", &err);
			sleep(1);
			continue;
		}
		if (tick(c, &last, &err) && push_due(c, &err) &&
		    seal_waiting(c, &err) && pull_all(c, &err) &&
		    compare_days(c, &compared, &err) && !stop &&
		    rest(c, poll, &err))
			continue;
		if (err.kind != ERR_NONE)
			log_err(LOG_WARN, "courier", &err);
		if (!db_alive(c->db)) {
			db_close(c->db);
			c->db = NULL;
		}
		if (!stop)
			sleep(1);
	}
}

int
main(int argc, char **argv)
{
	struct sigaction sa = {.sa_handler = on_stop};
	const char *root = "/usr/share/kuaibao";
	struct courier c = {0};
	struct err err = {0};
	char regions[4200];
	int opt, poll = 30;

	setenv("TZ", "Asia/Shanghai", 1);
	setenv("PGTZ", "Asia/Shanghai", 1);
	log_name("courier");
	while ((opt = getopt(argc, argv, "r:p:")) != -1) {
		if (opt == 'r')
			root = optarg;
		else if (opt == 'p' && atoi(optarg) > 0)
			poll = atoi(optarg);
		else
			return 2;
	}
	sigaction(SIGTERM, &sa, NULL);
	sigaction(SIGINT, &sa, NULL);
	snprintf(regions, sizeof(regions), "%s/sql/reference/region.tsv", root);
	if (!xmlmem_init(&err) || !region_load(regions, &err) ||
	    !courier_open(&c, root, &err)) {
		log_err(LOG_ERROR, "start", &err);
		return 1;
	}
	work(&c, poll);
	courier_close(&c);
	region_unload();
	return 0;
}
