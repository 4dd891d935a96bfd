/* cmd_keep.c: the keeper: what falls due is done, what is new is sealed. */
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "base/file.h"
#include "base/log.h"
#include "fcgi/cmd.h"
#include "flow/audit.h"
#include "flow/flow.h"
#include "xml/mem.h"

static volatile sig_atomic_t stop;

static void
on_stop(int sig)
{
	(void)sig;
	stop = 1;
}

/* One due move a transaction, so that one that fails holds up no other. */
static bool
keep_due(struct flow *f, struct db *db, struct arena *a, struct err *err)
{
	struct actor nobody = {0};
	struct rows *r = NULL;
	const char *id = "";
	size_t letters;
	bool ok = true;

	while (ok && !stop && id) {
		ok = db_begin(db, &nobody, true, err) &&
		     db_call(db, "run_due", 0, NULL, &r, err);
		id = ok && rows_count(r) ? rows_first(r) : NULL;
		if (ok && id)
			log_line(LOG_INFO, "due move in case %s", id);
		xmlmem_enter(a);
		ok = ok && (!id || flow_sign(f, db, id, &letters, err)) &&
		     db_commit(db, err);
		xmlmem_leave();
		arena_reset(a);
		db_rollback(db);
		rows_free(r);
		r = NULL;
	}
	return ok;
}

/* Once an hour: the statistics' deltas become sums, the search learns what is
 * common, what has been kept long enough goes. */
static bool
keep_house(struct db *db, struct err *err)
{
	struct actor nobody = {0};

	return db_begin(db, &nobody, true, err) &&
	       db_call(db, "fold_tally", 0, NULL, NULL, err) &&
	       db_call(db, "sample_search", 0, NULL, NULL, err) &&
	       db_call(db, "prune", 0, NULL, NULL, err) && db_commit(db, err);
}

/* What was there before it could be searched, some of it each time. */
static bool
keep_search(struct db *db, struct err *err)
{
	struct actor nobody = {0};

	return db_begin(db, &nobody, true, err) &&
	       db_call(
		   db, "fill_search", 1, (const char *[]){"500"}, NULL, err) &&
	       db_commit(db, err);
}

static bool
keep_round(struct flow *f, struct db *db, struct arena *a, const char *key,
    struct err *err)
{
	return keep_due(f, db, a, err) && audit_seal(db, key, err) &&
	       keep_search(db, err);
}

/* Loses the database, finds it again; only a broken start ends it. */
static int
keep_loop(struct flow *f, const char *key, unsigned seconds)
{
	struct timespec pause = {seconds, 0};
	long folded = steady_seconds() - 3600;
	struct db *db = cmd_db();
	struct arena *a;
	struct err err;

	if (db == NULL)
		return 1;
	a = arena_new((size_t)64 << 20);
	while (!stop) {
		memset(&err, 0, sizeof(err));
		if (db == NULL)
			db = cmd_db();
		if (db && !keep_round(f, db, a, key, &err))
			log_err(LOG_ERROR, "keeper", &err);
		else if (db && steady_seconds() - folded >= 3600 &&
			 keep_house(db, &err))
			folded = steady_seconds();
		if (db && !db_alive(db)) {
			db_close(db);
			db = NULL;
		}
		nanosleep(&pause, NULL);
	}
	if (db)
		db_close(db);
	arena_free(a);
	return 0;
}

int
cmd_keep(int argc, char **argv)
{
	struct sigaction sa = {.sa_handler = on_stop};
	const char *key = getenv("KB_AUDIT_KEY");
	unsigned seconds = argc > 1 ? (unsigned)atoi(argv[1]) : 3;
	struct err err = {0};
	struct flow *f;
	int status;

	if (argc > 2 || seconds == 0)
		return cmd_usage("keep [SECONDS]   (KB_DSN; KB_AUDIT_KEY: "
				 "file of the signing key)");
	if (key == NULL)
		key = "audit.key";
	sigaction(SIGTERM, &sa, NULL);
	sigaction(SIGINT, &sa, NULL);
	if ((f = flow_open(cmd_root(), getenv("KB_FONTS"), &err)) == NULL)
		return cmd_failed("keep", &err);
	if (flow_use_agent(f, getenv("KB_SIGNER"), &err))
		status = keep_loop(f, key, seconds);
	else
		status = cmd_failed("keep", &err);
	flow_close(f);
	return status;
}
