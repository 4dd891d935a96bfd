/* state.c: SQLSTATE to kind: the only place that knows both. */
#include <string.h>

#include "db/private.h"

static const struct row {
	const char *state; /* or its first letters */
	enum err_kind kind;
	const char *code;
} rows[] = {
    /* refusals of our own functions: the message is the text key */
    {"KB401", ERR_SIGNIN, "sign-in"}, {"KB403", ERR_DENIED, "denied"},
    {"KB404", ERR_NOTFOUND, "not-found"}, {"KB409", ERR_CONFLICT, "conflict"},
    {"KB413", ERR_LARGE, "too-large"}, {"KB422", ERR_INPUT, "input"},
    {"KB503", ERR_BUSY, "busy"},
    /* asking again may help */
    {"40001", ERR_BUSY, "busy"},     /* serialization_failure */
    {"40P01", ERR_BUSY, "busy"},     /* deadlock_detected */
    {"55P03", ERR_BUSY, "busy"},     /* lock_not_available */
    {"40003", ERR_BUSY, "in-doubt"}, /* statement_completion_unknown */
    {"25006", ERR_BUSY, "busy"},     /* read_only_sql_transaction: a standby */
    {"08", ERR_BUSY, "busy"},        /* connection */
    {"53", ERR_BUSY, "busy"},        /* resources */
    {"57", ERR_BUSY, "busy"},        /* cancelled, shutting down */
};

/* 22P02 and its like: what a page casts is what the asker wrote. */
static const struct row bad_parameter = {"22", ERR_INPUT, "bad-parameter"};

static const struct row *
row_of(const char *state)
{
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++)
		if (strncmp(state, rows[i].state, strlen(rows[i].state)) == 0)
			return &rows[i];
	return NULL;
}

/* A text key is error.WORDS-LIKE-THIS; anything else is no key. */
static const char *
key_of(const char *message)
{
	const char *key;

	if (message == NULL || strncmp(message, "error.", 6) != 0)
		return NULL;
	key = message + 6;
	if (*key == '\0' || key[strspn(key, "abcdefghijklmnopqrstuvwxyz"
					    "0123456789-.")] != '\0')
		return NULL;
	return key;
}

/* An argument that is not of the function's type: told before anything ran, by
 * "portal parameter $1" (in whatever language) as the only context. */
static bool
is_argument(const char *state, const char *context)
{
	const char *p = strchr(context, '$');

	return strncmp(state, "22", 2) == 0 && p != NULL && p[1] >= '1' &&
	       p[1] <= '9' && strchr(context, '\n') == NULL &&
	       strstr(context, "PL/pgSQL") == NULL;
}

static const char *
field(const PGresult *r, int code)
{
	const char *s = PQresultErrorField(r, code);

	return s == NULL ? "" : s;
}

static bool
fail_lost(struct db *db, const char *what, struct err *err)
{
	const char *text = PQerrorMessage(db->conn);

	return err_fail(err, ERR_BUSY, "busy", "%s: %.*s", what,
	    (int)strcspn(text, "\n"), text);
}

bool
conn_fail(struct db *db, const PGresult *r, const char *what, struct err *err)
{
	const char *state, *key;
	const struct row *row;

	if (r == NULL || PQstatus(db->conn) == CONNECTION_BAD)
		return fail_lost(db, what, err);
	state = field(r, PG_DIAG_SQLSTATE);
	row = row_of(state);
	key = key_of(PQresultErrorField(r, PG_DIAG_MESSAGE_PRIMARY));
	if (row == NULL && ((db->reading && strncmp(state, "22", 2) == 0) ||
			       is_argument(state, field(r, PG_DIAG_CONTEXT))))
		row = &bad_parameter;
	if (row == NULL)
		return err_fail(err, ERR_BUG, "bug", "%s: %s %s %s (%s)", what,
		    state, field(r, PG_DIAG_MESSAGE_PRIMARY),
		    field(r, PG_DIAG_MESSAGE_DETAIL),
		    field(r, PG_DIAG_CONTEXT));
	if (err->kind != ERR_NONE)
		return false;
	err_fail(err, row->kind,
	    key != NULL && strncmp(state, "KB", 2) == 0 ? key : row->code,
	    "%s: %s %s %s", what, state, field(r, PG_DIAG_MESSAGE_PRIMARY),
	    field(r, PG_DIAG_MESSAGE_DETAIL));
	if (strncmp(state, "KB", 2) == 0)
		err_arg(err, field(r, PG_DIAG_MESSAGE_HINT));
	return false;
}

bool
conn_ok(struct db *db, const PGresult *r, const char *what, struct err *err)
{
	ExecStatusType s = PQresultStatus(r);

	return s == PGRES_TUPLES_OK || s == PGRES_COMMAND_OK ||
	       s == PGRES_PIPELINE_SYNC || conn_fail(db, r, what, err);
}

bool
conn_committed(struct db *db, const PGresult *r, struct err *err)
{
	if (r == NULL || PQstatus(db->conn) == CONNECTION_BAD) {
		db->broken = true;
		return err_fail(err, ERR_BUSY, "in-doubt", "commit: %.300s",
		    PQerrorMessage(db->conn));
	}
	if (PQresultStatus(r) != PGRES_COMMAND_OK) {
		/* A refusal of COMMIT itself is certain: nothing was done. */
		return conn_fail(db, r, "commit", err);
	}
	if (strcmp(PQcmdStatus((PGresult *)r), "COMMIT") != 0)
		return err_fail(err, ERR_BUG, "bug", "commit answered %s",
		    PQcmdStatus((PGresult *)r));
	if (db->notice[0] != '\0')
		return err_fail(
		    err, ERR_BUSY, "in-doubt", "commit: %s", db->notice);
	return true;
}
