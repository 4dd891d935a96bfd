/* install.c: see install.h. */
#include "db/install.h"

#include <libpq-fe.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/file.h"

#define LOCK "select pg_advisory_lock(hashtext('kuaibao install'))"
#define DONE "select sha256 from kb.migration where name = $1"
#define NOTE "insert into kb.migration (name, sha256) values ($1, $2)"
#define REFER "select api.load_reference($1, $2)"

struct install {
	PGconn *pg;
	const char *root;
	install_say *say;
	void *ctx;
	struct err *err;
	bool fresh;
};

static bool
install_done(struct install *in, PGresult *res, const char *what)
{
	ExecStatusType s = PQresultStatus(res);
	bool ok = s == PGRES_COMMAND_OK || s == PGRES_TUPLES_OK;

	if (!ok)
		err_fail(in->err, ERR_BUG, "migrate", "%s: %s", what,
		    PQerrorMessage(in->pg));
	PQclear(res);
	return ok;
}

static bool
install_exec(struct install *in, const char *sql, const char *what)
{
	return install_done(in, PQexec(in->pg, sql), what);
}

static bool
install_params(struct install *in, const char *sql, const char *a,
    const char *b, const char *what)
{
	const char *args[] = {a, b};

	return install_done(
	    in, PQexecParams(in->pg, sql, 2, NULL, args, NULL, NULL, 0), what);
}

static bool
install_read(struct install *in, const char *file, struct buf *b)
{
	char path[4096];

	snprintf(path, sizeof(path), "%s/%s", in->root, file);
	buf_empty(b);
	return file_read(path, b, in->err);
}

/* 1 applied and unchanged, 0 not yet, -1 changed since or failed. */
static int
migration_state(struct install *in, const char *name, const char *sum)
{
	PGresult *res =
	    PQexecParams(in->pg, DONE, 1, NULL, &name, NULL, NULL, 0);
	int state = 0;

	if (PQresultStatus(res) != PGRES_TUPLES_OK)
		state =
		    strcmp(PQresultErrorField(res, PG_DIAG_SQLSTATE),
			"42P01") == 0 ||
			    strcmp(PQresultErrorField(res, PG_DIAG_SQLSTATE),
				"3F000") == 0
			? 0
			: -1;
	else if (PQntuples(res) == 1)
		state = strcmp(PQgetvalue(res, 0, 0), sum) == 0 ? 1 : -1;
	if (state < 0)
		err_fail(in->err, ERR_CONFLICT, "migrate",
		    "%s was applied before and has changed since", name);
	PQclear(res);
	return state;
}

static bool
install_migration(struct install *in, const char *file, struct buf *b)
{
	const char *name;
	char sum[65];
	int state;

	if (!install_read(in, file, b))
		return false;
	sha256_hex(b->data, b->len, sum);
	name = strrchr(file, '/') + 1;
	if ((state = migration_state(in, name, sum)) != 0)
		return state == 1;
	in->say(in->ctx, "migration", name);
	if (install_exec(in, "begin", file) &&
	    install_exec(in, b->data, file) &&
	    install_params(in, NOTE, name, sum, file) &&
	    install_exec(in, "commit", file))
		return true;
	PQclear(PQexec(in->pg, "rollback"));
	return false;
}

static bool
install_reference(struct install *in, const char *file, struct buf *b)
{
	char name[128];
	const char *base = strrchr(file, '/') + 1;

	snprintf(name, sizeof(name), "%.*s", (int)strcspn(base, "."), base);
	in->say(in->ctx, "reference", name);
	return install_read(in, file, b) &&
	       install_params(in, REFER, name, b->data, file);
}

/* Every api file in one transaction: workers see the old or the new. */
static bool
install_api(struct install *in, const char *file, struct buf *b)
{
	if (in->fresh) {
		in->fresh = false;
		in->say(in->ctx, "functions", "sql/api");
		if (!install_exec(in, "begin", file))
			return false;
	}
	return install_read(in, file, b) && install_exec(in, b->data, file);
}

static bool
install_line(struct install *in, const char *file, struct buf *b)
{
	if (strncmp(file, "sql/migrate/", 12) == 0)
		return install_migration(in, file, b);
	if (strncmp(file, "sql/api/", 8) == 0)
		return install_api(in, file, b);
	if (!in->fresh) {
		in->fresh = true;
		if (!install_exec(in, "commit", "sql/api"))
			return false;
	}
	return install_reference(in, file, b);
}

static bool
install_list(struct install *in)
{
	struct buf list = {0}, b = {0};
	char *line, *at;
	bool ok;

	in->fresh = true;
	ok = install_read(in, "sql/install.sql", &list);
	for (line = ok ? strtok_r(list.data, "\n", &at) : NULL; ok && line;
	     line = strtok_r(NULL, "\n", &at))
		if (*line != '#' && *line != '\0')
			ok = install_line(in, line, &b);
	if (ok && !in->fresh)
		ok = install_exec(in, "commit", "sql/api");
	buf_clear(&list);
	buf_clear(&b);
	return ok;
}

bool
install_run(const char *dsn, const char *root, install_say *say, void *ctx,
    struct err *err)
{
	struct install in = {.root = root, .say = say, .ctx = ctx, .err = err};
	bool ok;

	in.pg = PQconnectdb(dsn);
	if (PQstatus(in.pg) != CONNECTION_OK)
		ok = err_fail(
		    err, ERR_BUSY, "database", "%s", PQerrorMessage(in.pg));
	else
		ok = install_exec(&in, "set client_min_messages = warning",
			 "settings") &&
		     install_exec(&in, LOCK, "lock") && install_list(&in);
	PQfinish(in.pg);
	return ok;
}
