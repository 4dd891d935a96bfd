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
void db_close(struct db *db);
bool db_alive(const struct db *db); /* false: the worker should exit */
int db_socket(const struct db *db);

/* BEGIN and api.enter in one trip. Read-only when `write` is false. */
bool db_begin(struct db *db, const struct actor *who, bool write,
    struct err *err) MUST_CHECK;
/* True only after COMMIT without an error or warning. A lost connection or a
 * warning here is ERR_BUSY: nobody knows. */
bool db_commit(struct db *db, struct err *err) MUST_CHECK;
void db_rollback(struct db *db); /* harmless outside a transaction */

#endif
