/* call.c: see call.h; SQLSTATEs are read in state.c. */
#include "db/call.h"

#include <assert.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/log.h"
#include "db/private.h"

enum { ARGS = 16, NAME = 80, STATEMENT = 256 };

struct rows {
	PGresult *r;
};

/* One call: text arguments, and perhaps bytes last. */
struct call {
	const char *function;
	size_t n;
	const char *const *args;
	const void *bytes; /* NULL: none */
	size_t len;
	int binary; /* the answer's format */
};

/* What libpq takes of it. */
struct bound {
	char name[NAME];
	int n, lengths[ARGS + 1], formats[ARGS + 1];
	const char *values[ARGS + 1];
};

static bool
bind_call(const struct call *c, struct bound *b, struct err *err)
{
	size_t n = c->n;

	assert(n <= ARGS && strlen(c->function) < 64);
	assert(c->function[strspn(c->function,
		   "abcdefghijklmnopqrstuvwxyz_0123456789")] == '\0');
	if (c->bytes != NULL && c->len > 1u << 30)
		return err_fail(err, ERR_LARGE, "too-large", "%zu", c->len);
	memset(b->lengths, 0, sizeof(b->lengths));
	memset(b->formats, 0, sizeof(b->formats));
	if (n > 0)
		memcpy(b->values, c->args, n * sizeof(*b->values));
	if (c->bytes != NULL) {
		b->values[n] = c->bytes;
		b->lengths[n] = (int)c->len;
		b->formats[n++] = 1;
	}
	b->n = (int)n;
	snprintf(b->name, sizeof(b->name), "api.%s/%zu", c->function, n);
	return true;
}

static void
statement_of(const struct call *c, int n, char sql[STATEMENT])
{
	size_t at = (size_t)snprintf(
	    sql, STATEMENT, "select * from api.%s(", c->function);

	for (int i = 1; i <= n; i++)
		at += (size_t)snprintf(
		    sql + at, STATEMENT - at, "%s$%d", i > 1 ? ", " : "", i);
	snprintf(sql + at, STATEMENT - at, ")");
}

static bool
prepare(
    struct db *db, const struct call *c, const struct bound *b, struct err *err)
{
	char sql[STATEMENT];
	PGresult *r;
	bool ok;

	if (prepared_has(db, b->name))
		return true;
	statement_of(c, b->n, sql);
	r = conn_last(db, PQsendPrepare(db->conn, b->name, sql, 0, NULL));
	ok = conn_ok(db, r, c->function, err) && prepared_add(db, b->name, err);
	PQclear(r);
	return ok;
}

/* Owns r. */
static bool
rows_take(PGresult *r, struct rows **out, struct err *err)
{
	if (out != NULL && (*out = malloc(sizeof(**out))) != NULL) {
		(*out)->r = r;
		return true;
	}
	PQclear(r);
	return out == NULL || err_fail(err, ERR_BUSY, "busy", "out of memory");
}

static bool
run(struct db *db, const struct call *c, struct rows **out, struct err *err)
{
	struct bound b;
	PGresult *r;

	if (!bind_call(c, &b, err) || !prepare(db, c, &b, err))
		return false;
	r = conn_last(db, PQsendQueryPrepared(db->conn, b.name, b.n, b.values,
			      b.lengths, b.formats, c->binary));
	if (conn_ok(db, r, c->function, err))
		return rows_take(r, out, err);
	PQclear(r);
	return false;
}

/* The same in a pipeline, in two steps. *prepares: PREPARE goes first. */
static bool
call_send(
    struct db *db, const struct call *c, const struct bound *b, bool *prepares)
{
	char sql[STATEMENT];

	*prepares = !prepared_has(db, b->name);
	if (*prepares) {
		statement_of(c, b->n, sql);
		if (PQsendPrepare(db->conn, b->name, sql, 0, NULL) != 1)
			return false;
	}
	return PQsendQueryPrepared(db->conn, b->name, b->n, b->values,
		   b->lengths, b->formats, c->binary) == 1;
}

static bool
call_take(struct db *db, const struct call *c, const struct bound *b,
    bool prepares, struct rows **out, struct err *err)
{
	PGresult *r;

	if (prepares && (!conn_take(db, c->function, NULL, err) ||
			    !prepared_add(db, b->name, err)))
		return false;
	return conn_take(db, c->function, &r, err) && rows_take(r, out, err);
}

bool
db_begin_call(struct db *db, const char *function, size_t n,
    const char *const *args, const void *p, size_t len, struct rows **out,
    struct err *err)
{
	struct call c = {function, n, args, p, len, 0};
	struct bound b;
	bool ok, prepares;

	*out = NULL;
	if (!bind_call(&c, &b, err) || !conn_pipeline(db, err))
		return false;
	if (!conn_send_begin(db, NULL, true) ||
	    !call_send(db, &c, &b, &prepares) || PQpipelineSync(db->conn) != 1)
		return conn_half_sent(db, function, err);
	ok = conn_take_begin(db, err) &&
	     call_take(db, &c, &b, prepares, out, err);
	ok = conn_drain(db, err) && ok;
	if (!ok) {
		db_rollback(db);
		rows_free(*out);
		*out = NULL;
	}
	return ok;
}

bool
db_call_commit(struct db *db, const char *function, size_t n,
    const char *const *args, const void *p, size_t len, struct err *err)
{
	struct call c = {function, n, args, p, len, 0};
	struct bound b;
	struct err why = {0};
	PGresult *r;
	bool ok, prepares;

	if (PQtransactionStatus(db->conn) != PQTRANS_INTRANS)
		return err_fail(err, ERR_BUSY, "busy", "nothing to commit");
	if (!bind_call(&c, &b, err) ||
	    (PQenterPipelineMode(db->conn) != 1 &&
		!conn_fail(db, NULL, "pipeline", err)))
		return false;
	if (!call_send(db, &c, &b, &prepares) ||
	    PQsendQueryParams(
		db->conn, "commit", 0, NULL, NULL, NULL, NULL, 0) != 1 ||
	    PQpipelineSync(db->conn) != 1) {
		db->broken = true; /* and what was sent, who knows */
		return err_fail(err, ERR_BUSY, "in-doubt", "%s", function);
	}
	ok = call_take(db, &c, &b, prepares, NULL, &why);
	db->notice[0] = '\0'; /* only what COMMIT itself says counts */
	if (ok || PQstatus(db->conn) != CONNECTION_OK) {
		r = conn_result(db);
		ok = conn_committed(db, r, err);
		PQclear(r);
	} else {
		*err = why;
	}
	if (!conn_drain(db, &why))
		log_err(LOG_WARN, function, &why); /* COMMIT was answered */
	return ok;
}

bool
db_call(struct db *db, const char *function, size_t n, const char *const *args,
    struct rows **out, struct err *err)
{
	struct call c = {.function = function, .n = n, .args = args};

	if (out != NULL)
		*out = NULL;
	return run(db, &c, out, err);
}

bool
db_call_with(struct db *db, const char *function, size_t n,
    const char *const *args, const void *p, size_t len, struct rows **out,
    struct err *err)
{
	struct call c = {.function = function,
	    .n = n,
	    .args = args,
	    .bytes = p != NULL ? p : "",
	    .len = len};

	if (out != NULL)
		*out = NULL;
	return run(db, &c, out, err);
}

bool
db_call_bytes(struct db *db, const char *function, size_t n,
    const char *const *args, const void *p, size_t len, struct err *err)
{
	return db_call_with(db, function, n, args, p, len, NULL, err);
}

bool
db_get_bytes(struct db *db, const char *function, size_t n,
    const char *const *args, struct rows **rows, const char **p, size_t *len,
    struct err *err)
{
	struct call c = {
	    .function = function, .n = n, .args = args, .binary = 1};
	const PGresult *r;

	*rows = NULL;
	*p = NULL;
	*len = 0;
	if (!run(db, &c, rows, err))
		return false;
	r = (*rows)->r;
	if (PQntuples(r) == 1 && PQnfields(r) >= 1 && !PQgetisnull(r, 0, 0)) {
		*p = PQgetvalue(r, 0, 0);
		*len = (size_t)PQgetlength(r, 0, 0);
		return true;
	}
	rows_free(*rows);
	*rows = NULL;
	return err_fail(
	    err, ERR_NOTFOUND, "not-found", "%s: no bytes", function);
}

size_t
rows_count(const struct rows *r)
{
	return r == NULL ? 0 : (size_t)PQntuples(r->r);
}

bool
rows_null(const struct rows *r, size_t row, const char *column)
{
	int i;

	if (row >= rows_count(r) || (i = conn_column(r->r, column)) < 0)
		return true;
	return PQgetisnull(r->r, (int)row, i) == 1;
}

const char *
rows_get(const struct rows *r, size_t row, const char *column)
{
	int i;

	if (row >= rows_count(r) || (i = conn_column(r->r, column)) < 0)
		return "";
	return PQgetvalue(r->r, (int)row, i);
}

const char *
rows_first(const struct rows *r)
{
	return rows_count(r) == 0 ? "" : PQgetvalue(r->r, 0, 0);
}

void
rows_free(struct rows *r)
{
	if (r == NULL)
		return;
	PQclear(r->r);
	free(r);
}
