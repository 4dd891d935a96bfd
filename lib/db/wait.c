/* wait.c: see conn.h, private.h: what the database says, as it comes. */
#include <assert.h>
#include <errno.h>
#include <poll.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>

#include "base/log.h"
#include "db/private.h"

PGresult *
conn_result(struct db *db)
{
	struct pollfd fd = {.fd = PQsocket(db->conn), .events = POLLIN};

	while (PQisBusy(db->conn)) {
		int n = poll(&fd, 1, db->silence * 1000);

		if (n < 0 && errno == EINTR)
			continue;
		if (n <= 0) { /* what libpq reads next is the end */
			log_line(
			    LOG_WARN, "database: silent for %d s", db->silence);
			shutdown(fd.fd, SHUT_RDWR);
			break;
		}
		if (PQconsumeInput(db->conn) != 1)
			break;
	}
	return PQgetResult(db->conn);
}

PGresult *
conn_last(struct db *db, int sent)
{
	PGresult *r = NULL, *more;

	while (sent == 1 && (more = conn_result(db)) != NULL) {
		PQclear(r);
		r = more;
		if (PQstatus(db->conn) != CONNECTION_OK)
			break;
	}
	return r;
}

bool
db_listen(struct db *db, const char *channel, struct err *err)
{
	char sql[80];
	PGresult *r;
	bool ok;

	assert(
	    strspn(channel, "abcdefghijklmnopqrstuvwxyz_") == strlen(channel) &&
	    strlen(channel) < 64);
	snprintf(sql, sizeof(sql), "listen %s", channel);
	r = conn_last(db, PQsendQuery(db->conn, sql));
	ok = conn_ok(db, r, "listen", err);
	PQclear(r);
	return ok;
}

/* Whether anything was told since it was asked last. */
static bool
heard(struct db *db)
{
	PGnotify *note;
	bool any = false;

	while ((note = PQnotifies(db->conn)) != NULL) {
		PQfreemem(note);
		any = true;
	}
	return any;
}

bool
db_wait(struct db *db, int seconds, struct err *err)
{
	struct pollfd fd = {.fd = PQsocket(db->conn), .events = POLLIN};

	if (heard(db))
		return true;
	if (poll(&fd, 1, seconds * 1000) > 0 && PQconsumeInput(db->conn) != 1) {
		db->broken = true;
		return conn_fail(db, NULL, "wait", err);
	}
	heard(db);
	return true;
}
