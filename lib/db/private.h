/* private.h: private to lib/db: the connection's inside, shared by its files. */
#ifndef DB_PRIVATE_H
#define DB_PRIVATE_H

#include <libpq-fe.h>

#include "base/buf.h"
#include "db/conn.h"

/* Statements prepared on this connection: names, as a hash set. */
struct prepared {
	char **slot;
	size_t slots, n;
};

/* Rows of a page's statement that is the same for everybody. */
struct kept {
	char *id; /* NULL: free */
	PGresult *rows;
	long since; /* steady_seconds */
};

enum { KEPT = 16, KEPT_SECONDS = 10 };

struct db {
	PGconn *conn;
	struct prepared prepared;
	struct kept kept[KEPT];
	PGresult *enter;  /* api.enter's answer in this transaction */
	char notice[400]; /* first warning since it was emptied */
	int silence;      /* seconds without a byte, then it is given up */
	bool entering;    /* api.enter is in the running pipeline */
	bool preparing;   /* and PREPARE before it */
	bool reading;     /* a page's statement: bad casts are the asker's */
	bool broken;      /* nobody knows what state it is in: to be closed */
};

/* Whether `name` was prepared here; and that it is from now on. */
bool prepared_has(const struct db *db, const char *name);
bool prepared_add(struct db *db, const char *name, struct err *err) MUST_CHECK;
void prepared_clear(struct db *db);

/* Rows kept of that statement, when they are not too old; NULL: none. View,
 * until the next kept_set of the same. */
const PGresult *kept_get(const struct db *db, const char *id);
/* Takes the rows over; false, and they stay the caller's: no place. */
bool kept_set(struct db *db, const char *id, PGresult *rows) MUST_CHECK;
void kept_clear(struct db *db);

/* The column's number; -1: none. */
int conn_column(const PGresult *r, const char *name);
/*
 * A pipeline: conn_pipeline, then statements sent and PQpipelineSync, then
 * conn_take for each in order, then conn_drain in any case.
 */
bool conn_pipeline(struct db *db, struct err *err) MUST_CHECK;
/* api.enter, which begins what the pipeline's end commits: read only, unless
 * BEGIN was sent before; false: half sent, the connection is broken. */
bool conn_send_enter(struct db *db, const struct actor *who) MUST_CHECK;
/* Its answer. */
bool conn_take_enter(struct db *db, struct err *err) MUST_CHECK;
/* BEGIN, and api.enter where somebody asks (who not NULL: the session begins
 * as nobody's), and their answers; false as conn_send_enter. */
bool conn_send_begin(
    struct db *db, const struct actor *who, bool write) MUST_CHECK;
bool conn_take_begin(struct db *db, struct err *err) MUST_CHECK;
/* Sending failed in a pipeline: the connection is of no more use. False. */
bool conn_half_sent(struct db *db, const char *what, struct err *err);
/* As PQgetResult, but gives a server up that says nothing for longer than any
 * statement may take (it is paused, its machine is gone): the connection is
 * lost then. */
PGresult *conn_result(struct db *db);
/* As PQexec, by conn_result: what the statements that were sent came to; sent:
 * what PQsend... said. */
PGresult *conn_last(struct db *db, int sent);
/* The next statement's result; *out (may be NULL) only of a success. */
bool conn_take(struct db *db, const char *what, PGresult **out,
    struct err *err) MUST_CHECK;
/* Passes what is left up to the synchronisation point; leaves the pipeline. */
bool conn_drain(struct db *db, struct err *err) MUST_CHECK;

/* An error result, or the connection's error when r is NULL, as kind and text
 * key. False. */
bool conn_fail(
    struct db *db, const PGresult *r, const char *what, struct err *err);
/* True when r is a success of one of the usual kinds; else conn_fail. */
bool conn_ok(
    struct db *db, const PGresult *r, const char *what, struct err *err);
/* Whether COMMIT's result promises anything: see db_commit. */
bool conn_committed(struct db *db, const PGresult *r, struct err *err);

#endif
