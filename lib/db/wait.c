/* wait.c: see conn.h: news of the database, as it comes. */
#include <assert.h>
#include <poll.h>
#include <stdio.h>
#include <string.h>

#include "db/private.h"

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
	r = PQexec(db->conn, sql);
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
