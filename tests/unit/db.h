/* db.h: a database of its own for one test program, below KB_TEST_DSN or
 * KB_DSN (a superuser's); without either the tests are skipped. */
#ifndef UNIT_DB_H
#define UNIT_DB_H

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static char db_dsn[500]; /* "" when there is none */

static inline const char *
db_parent(void)
{
	const char *dsn = getenv("KB_TEST_DSN");

	return dsn != NULL ? dsn : getenv("KB_DSN");
}

static inline int
db_psql(const char *dsn, const char *sql)
{
	char command[8000];

	if ((size_t)snprintf(command, sizeof(command),
		"psql -qX -v ON_ERROR_STOP=1 -d '%s' >/dev/null <<'END'\n%s\n"
		"END\n",
		dsn, sql) >= sizeof(command))
		abort();
	return system(command);
}

/* Makes the database and runs `sql` in it; 0 or -1 as cmocka wants it. */
static inline int
db_make(const char *sql)
{
	char create[100];

	if (db_parent() == NULL) {
		fprintf(stderr, "skipped: set KB_TEST_DSN to a superuser's "
				"connection to run these tests\n");
		return 0;
	}
	snprintf(create, sizeof(create), "create database kb_unit_%d",
	    (int)getpid());
	if (db_psql(db_parent(), create) != 0)
		return -1;
	snprintf(db_dsn, sizeof(db_dsn), "%s dbname=kb_unit_%d", db_parent(),
	    (int)getpid());
	return db_psql(db_dsn, sql) == 0 ? 0 : -1;
}

static inline int
db_drop(void **state)
{
	char drop[100];

	(void)state;
	snprintf(drop, sizeof(drop), "drop database kb_unit_%d with (force)",
	    (int)getpid());
	return db_dsn[0] == '\0' ? 0 : db_psql(db_parent(), drop);
}

#define NEED_DB()                                                              \
	do {                                                                   \
		if (db_dsn[0] == '\0')                                         \
			skip();                                                \
	} while (0)

/* The least that conn.c needs: a guest has no row. */
#define DB_ENTER                                                               \
	"create schema api;"                                                   \
	"create function api.enter(p_token text, p_ticket text) returns "      \
	"table("                                                               \
	"person_id bigint, name text, csrf text) language plpgsql as $$ "      \
	"begin "                                                               \
	"perform set_config('kb.actor', coalesce(p_token, ''), true);"         \
	"perform set_config('kb.ticket', coalesce(p_ticket, ''), true);"       \
	"if p_token = 'wrong' then raise exception 'error.sign-in' using "     \
	"errcode = 'KB401'; end if;"                                           \
	"if p_token is not null then return query select 7::bigint, "          \
	"'李'::text, 'c-' || p_token; end if; end $$;"

#endif
