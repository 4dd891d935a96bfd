/* call.c: see call.h; SQLSTATEs are read in state.c. */
#include "db/call.h"

#include <assert.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "db/private.h"

enum { ARGS = 16, NAME = 80 };

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

static bool
prepare(struct db *db, const struct call *c, size_t n, const char *name,
    struct err *err)
{
	char sql[256];
	size_t at;
	PGresult *r;
	bool ok;

	if (prepared_has(db, name))
		return true;
	at = (size_t)snprintf(
	    sql, sizeof(sql), "select * from api.%s(", c->function);
	for (size_t i = 1; i <= n; i++)
		at += (size_t)snprintf(
		    sql + at, sizeof(sql) - at, "%s$%zu", i > 1 ? ", " : "", i);
	snprintf(sql + at, sizeof(sql) - at, ")");
	r = PQprepare(db->conn, name, sql, 0, NULL);
	ok = conn_ok(db, r, c->function, err) && prepared_add(db, name, err);
	PQclear(r);
	return ok;
}

static bool
run(struct db *db, const struct call *c, struct rows **out, struct err *err)
{
	const char *values[ARGS + 1];
	int lengths[ARGS + 1] = {0}, formats[ARGS + 1] = {0};
	size_t n = c->n;
	char name[NAME];
	PGresult *r;

	assert(n <= ARGS && strlen(c->function) < 64);
	assert(c->function[strspn(c->function,
		   "abcdefghijklmnopqrstuvwxyz_0123456789")] == '\0');
	if (n > 0)
		memcpy(values, c->args, n * sizeof(*values));
	if (c->bytes != NULL) {
		if (c->len > 1u << 30)
			return err_fail(
			    err, ERR_LARGE, "too-large", "%zu", c->len);
		values[n] = c->bytes;
		lengths[n] = (int)c->len;
		formats[n++] = 1;
	}
	snprintf(name, sizeof(name), "api.%s/%zu", c->function, n);
	if (!prepare(db, c, n, name, err))
		return false;
	r = PQexecPrepared(
	    db->conn, name, (int)n, values, lengths, formats, c->binary);
	if (!conn_ok(db, r, c->function, err)) {
		PQclear(r);
		return false;
	}
	if (out != NULL && (*out = malloc(sizeof(**out))) != NULL) {
		(*out)->r = r;
		return true;
	}
	PQclear(r);
	return out == NULL || err_fail(err, ERR_BUSY, "busy", "out of memory");
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
