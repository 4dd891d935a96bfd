/* conn.c: see conn.h. */
#include "db/conn.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/log.h"
#include "db/private.h"

static const char enter_sql[] = "select * from api.enter($1, $2)";
static const char enter_id[] = "api.enter/2";

/* What each session needs; the texts of dates and times depend on the last
 * two. A DSN's own `options` come first, so these win. Statements of a pipeline
 * without BEGIN are one transaction, of these two kinds. */
static const char settings[] =
    "set default_transaction_isolation = 'repeatable read';"
    "set default_transaction_read_only = on;"
    "set statement_timeout = '10s';"
    "set lock_timeout = '5s';"
    "set idle_in_transaction_session_timeout = '60s';"
    "set timezone = 'Asia/Shanghai';"
    "set datestyle = 'ISO, YMD';"
    "set xmloption = 'content';"
    /* nobody asks, until api.enter says who */
    "set kb.actor = ''; set kb.organs = ''; set kb.roles = '';"
    "set kb.rights = ''; set kb.office = ''; set kb.ticket = ''";

/* Seconds without a byte after which a server is given up: longer than
 * statement_timeout. */
enum { SILENCE = 20, SILENCE_PATIENT = 620 };

static void
take_notice(void *ctx, const PGresult *r)
{
	struct db *db = ctx;
	const char *level =
	    PQresultErrorField(r, PG_DIAG_SEVERITY_NONLOCALIZED);
	const char *text = PQresultErrorField(r, PG_DIAG_MESSAGE_PRIMARY);

	if (level == NULL || strcmp(level, "WARNING") != 0) {
		log_line(LOG_DEBUG, "database: %s", text != NULL ? text : "");
		return;
	}
	log_line(LOG_WARN, "database: %s", text != NULL ? text : "");
	if (db->notice[0] == '\0')
		snprintf(db->notice, sizeof(db->notice), "%s",
		    text != NULL && *text != '\0' ? text : "warning");
}

static PGconn *
dial(const char *dsn)
{
	const char *const names[] = {"connect_timeout", "dbname",
	    "client_encoding", "fallback_application_name", NULL};
	const char *const values[] = {"10", dsn, "UTF8", "kuaibao", NULL};

	return PQconnectdbParams(names, values, 1);
}

struct db *
db_open(const char *dsn, struct err *err)
{
	struct db *db = calloc(1, sizeof(*db));
	PGresult *r = NULL;
	bool ok = false;

	if (db == NULL || (db->conn = dial(dsn)) == NULL) {
		err_fail(err, ERR_BUSY, "busy", "out of memory");
		goto out;
	}
	db->silence = SILENCE;
	if (PQstatus(db->conn) != CONNECTION_OK) {
		conn_fail(db, NULL, "connect", err);
		goto out;
	}
	PQsetNoticeReceiver(db->conn, take_notice, db);
	r = conn_last(db, PQsendQuery(db->conn, settings));
	ok = conn_ok(db, r, "settings", err);
out:
	PQclear(r);
	if (ok)
		return db;
	db_close(db);
	return NULL;
}

bool
db_patient(struct db *db, struct err *err)
{
	PGresult *r = conn_last(
	    db, PQsendQuery(db->conn, "set statement_timeout = '600s'"));
	bool ok = conn_ok(db, r, "settings", err);

	PQclear(r);
	if (ok)
		db->silence = SILENCE_PATIENT;
	return ok;
}

void
db_close(struct db *db)
{
	if (db == NULL)
		return;
	prepared_clear(db);
	kept_clear(db);
	PQclear(db->enter);
	PQfinish(db->conn);
	free(db);
}

bool
db_alive(const struct db *db)
{
	return !db->broken && PQstatus(db->conn) == CONNECTION_OK;
}

/* PQfnumber would fold case and allocate. */
int
conn_column(const PGresult *r, const char *name)
{
	for (int i = 0, n = PQnfields(r); i < n; i++)
		if (strcmp(PQfname(r, i), name) == 0)
			return i;
	return -1;
}

bool
conn_take(struct db *db, const char *what, PGresult **out, struct err *err)
{
	PGresult *r = conn_result(db), *more;
	bool ok;

	/* One result a statement, then the NULL that ends it. */
	while (r != NULL && PQstatus(db->conn) == CONNECTION_OK &&
	       (more = conn_result(db)) != NULL) {
		PQclear(r);
		r = more;
	}
	ok = r != NULL && conn_ok(db, r, what, err);
	if (r == NULL)
		conn_fail(db, NULL, what, err);
	if (ok && out != NULL)
		*out = r;
	else
		PQclear(r);
	return ok;
}

bool
conn_drain(struct db *db, struct err *err)
{
	bool sync = false;

	/* Two NULLs in a row: nothing more will come. */
	for (int none = 0; !sync && none < 2;) {
		PGresult *r = conn_result(db);

		none = r == NULL ? none + 1 : 0;
		sync = r != NULL && PQresultStatus(r) == PGRES_PIPELINE_SYNC;
		PQclear(r);
	}
	if (sync && PQexitPipelineMode(db->conn) == 1)
		return true;
	db->broken = true;
	return conn_fail(db, NULL, "pipeline", err);
}

bool
conn_pipeline(struct db *db, struct err *err)
{
	PQclear(db->enter);
	db->enter = NULL;
	if (!db_alive(db) || PQtransactionStatus(db->conn) != PQTRANS_IDLE)
		return err_fail(err, ERR_BUSY, "busy",
		    "the connection is lost or not idle");
	return PQenterPipelineMode(db->conn) == 1 ||
	       conn_fail(db, NULL, "pipeline", err);
}

bool
conn_send_enter(struct db *db, const struct actor *who)
{
	const char *args[2] = {
	    who != NULL ? who->token : NULL, who != NULL ? who->ticket : NULL};
	const Oid text[2] = {25, 25};

	db->preparing = !prepared_has(db, enter_id);
	if (db->preparing &&
	    PQsendPrepare(db->conn, enter_id, enter_sql, 2, text) != 1)
		return false;
	return PQsendQueryPrepared(
		   db->conn, enter_id, 2, args, NULL, NULL, 0) == 1;
}

bool
conn_take_enter(struct db *db, struct err *err)
{
	if (db->preparing && (!conn_take(db, enter_id, NULL, err) ||
				 !prepared_add(db, enter_id, err)))
		return false;
	return conn_take(db, enter_id, &db->enter, err);
}

bool
conn_send_begin(struct db *db, const struct actor *who, bool write)
{
	/* What is read before a form is shown is of one moment. */
	const char *begin =
	    write ? "begin isolation level read committed read write"
		  : "begin isolation level repeatable read read only";

	db->entering = who != NULL;
	return PQsendQueryParams(
		   db->conn, begin, 0, NULL, NULL, NULL, NULL, 0) == 1 &&
	       (who == NULL || conn_send_enter(db, who));
}

bool
conn_take_begin(struct db *db, struct err *err)
{
	return conn_take(db, "begin", NULL, err) &&
	       (!db->entering || conn_take_enter(db, err));
}

bool
conn_half_sent(struct db *db, const char *what, struct err *err)
{
	db->broken = true;
	return conn_fail(db, NULL, what, err);
}

bool
db_begin(struct db *db, const struct actor *who, bool write, struct err *err)
{
	bool ok;

	if (!conn_pipeline(db, err))
		return false;
	if (!conn_send_begin(db, who, write) || PQpipelineSync(db->conn) != 1)
		return conn_half_sent(db, "begin", err);
	ok = conn_take_begin(db, err);
	if (!conn_drain(db, err))
		return false;
	if (!ok)
		db_rollback(db);
	return ok;
}

const char *
db_actor(const struct db *db, const char *column)
{
	int i;

	if (PQntuples(db->enter) != 1 ||
	    (i = conn_column(db->enter, column)) < 0)
		return "";
	return PQgetvalue(db->enter, 0, i);
}

bool
db_commit(struct db *db, struct err *err)
{
	PGresult *r;
	bool ok;

	if (PQtransactionStatus(db->conn) != PQTRANS_INTRANS)
		return err_fail(err, ERR_BUSY, "busy",
		    "nothing to commit: the transaction failed or is lost");
	db->notice[0] = '\0'; /* only what COMMIT itself says counts */
	r = conn_last(db, PQsendQuery(db->conn, "commit"));
	ok = conn_committed(db, r, err);
	PQclear(r);
	return ok;
}

void
db_rollback(struct db *db)
{
	if (PQtransactionStatus(db->conn) == PQTRANS_IDLE ||
	    PQstatus(db->conn) != CONNECTION_OK)
		return;
	PQclear(conn_last(db, PQsendQuery(db->conn, "rollback")));
}

static bool
command(struct db *db, const char *sql, struct err *err)
{
	PGresult *r = conn_last(db, PQsendQuery(db->conn, sql));
	bool ok = conn_ok(db, r, sql, err);

	PQclear(r);
	return ok;
}

bool
db_savepoint(struct db *db, struct err *err)
{
	return command(db, "savepoint trial", err);
}

bool
db_restore(struct db *db, struct err *err)
{
	return command(db, "rollback to savepoint trial", err);
}
