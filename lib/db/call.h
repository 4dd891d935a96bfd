/* call.h: select * from api.NAME($1, ...), prepared once a connection. */
#ifndef DB_CALL_H
#define DB_CALL_H

#include <stddef.h>

#include "db/conn.h"

struct rows; /* a result; text values */

/*
 * Inside db_begin/db_commit. `function` names a function of schema api, a
 * constant of ours. args: text or NULL. An error of the database becomes a
 * kind by its SQLSTATE here and nowhere else (KB401 KB403 KB404 KB409 KB422,
 * 40001 and 40P01 -> ERR_BUSY, 08* 57* 53* -> ERR_BUSY, else ERR_BUG).
 * *out may be NULL. The caller frees rows.
 */
bool db_call(struct db *db, const char *function, size_t n,
    const char *const *args, struct rows **out, struct err *err) MUST_CHECK;
/* The same with one bytea argument, last, sent in binary. */
bool db_call_bytes(struct db *db, const char *function, size_t n,
    const char *const *args, const void *p, size_t len,
    struct err *err) MUST_CHECK;
/* The same with an answer. */
bool db_call_with(struct db *db, const char *function, size_t n,
    const char *const *args, const void *p, size_t len, struct rows **out,
    struct err *err) MUST_CHECK;
/* db_begin for a guest who writes, and that call: one trip. Where it fails, no
 * transaction is left running. */
bool db_begin_call(struct db *db, const char *function, size_t n,
    const char *const *args, const void *p, size_t len, struct rows **out,
    struct err *err) MUST_CHECK;
/* db_call_bytes and db_commit: one trip. ERR_BUSY "in-doubt" as db_commit; any
 * other error: nothing was committed. */
bool db_call_commit(struct db *db, const char *function, size_t n,
    const char *const *args, const void *p, size_t len,
    struct err *err) MUST_CHECK;
/* One bytea answer; *p points into rows, which the caller frees. */
bool db_get_bytes(struct db *db, const char *function, size_t n,
    const char *const *args, struct rows **rows, const char **p, size_t *len,
    struct err *err) MUST_CHECK;

size_t rows_count(const struct rows *r); /* NULL: 0 */
/* By column name; "" for NULL or no such column or row. View into r. */
const char *rows_get(const struct rows *r, size_t row, const char *column);
/* First column of the first row, "" when there is none: what a function with
 * one answer gives, whatever its column is called. */
const char *rows_first(const struct rows *r);
bool rows_null(const struct rows *r, size_t row, const char *column);
void rows_free(struct rows *r);

#endif
