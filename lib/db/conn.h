/* conn.h: one connection a worker, one transaction at a time. */
#ifndef DB_CONN_H
#define DB_CONN_H

#include <stdbool.h>
#include <stddef.h>

#include "base/err.h"

struct db;

/* Who asks, for one transaction; both may be NULL (a guest). */
struct actor {
	const char *token;  /* session cookie in clear */
	const char *ticket; /* hex sha256(number + query code), see api.enter */
};

struct db *db_open(const char *dsn, struct err *err) MUST_CHECK;
/* For who waits at a console or loads much, as no browser would: a statement
 * may take ten minutes instead of ten seconds. */
bool db_patient(struct db *db, struct err *err) MUST_CHECK;
void db_close(struct db *db);
bool db_alive(const struct db *db); /* false: the worker should exit */

/* BEGIN and api.enter in one trip. Read-only when `write` is false. */
bool db_begin(struct db *db, const struct actor *who, bool write,
    struct err *err) MUST_CHECK;
/* A column of api.enter's row in the running transaction ("csrf", "name"); ""
 * for a guest. View, until the next db_begin or page_run. */
const char *db_actor(const struct db *db, const char *column);
/* True only after COMMIT without an error or warning. A lost connection or a
 * warning here is ERR_BUSY: nobody knows. */
bool db_commit(struct db *db, struct err *err) MUST_CHECK;
void db_rollback(struct db *db); /* harmless outside a transaction */

/* Outside a transaction: what api functions tell by NOTIFY is heard from now on.
 * `channel`: a constant of ours. */
bool db_listen(struct db *db, const char *channel, struct err *err) MUST_CHECK;
/* Waits, at most so long, until something was told, a signal came, or the
 * connection broke (false). Only a hint: who waits for news must also look. */
bool db_wait(struct db *db, int seconds, struct err *err) MUST_CHECK;

/* A mark inside the transaction, and back to the last one: for trials whose
 * refusal is expected. */
bool db_savepoint(struct db *db, struct err *err) MUST_CHECK;
bool db_restore(struct db *db, struct err *err) MUST_CHECK;

#endif
