/* test_call.c: lib/db/conn.c, call.c, state.c. Needs KB_TEST_DSN. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include "db.h"
#include "db/call.h"
#include "db/conn.h"

static const char setup_sql[] = DB_ENTER
    "create table t (n int primary key, unique (n) deferrable initially "
    "deferred);"
    "create function api.add_number(p_n int) returns int language sql as "
    "'insert into public.t values (p_n) returning n';"
    "create function api.numbers() returns table(n int, twice int, nil text) "
    "language sql as 'select n, n * 2, null::text from public.t order by n';"
    "create function api.who() returns table(actor text, ticket text) language "
    "sql as $$select current_setting('kb.actor'), "
    "current_setting('kb.ticket')$$;"
    "create function api.refuse(p_state text, p_message text, p_hint text) "
    "returns void language plpgsql as $$ begin raise exception using errcode "
    "= p_state, message = p_message, hint = p_hint, detail = 'the detail'; "
    "end $$;"
    "create function api.warn() returns void language plpgsql as $$ begin "
    "raise warning 'careful'; end $$;"
    "create function api.put(p_name text, p_bytes bytea) returns int language "
    "sql as 'select length(p_bytes)';"
    "create function api.get(p_n int) returns bytea language sql as $$select "
    "case when p_n < 0 then null else decode(repeat('00ff', p_n), 'hex') end"
    "$$;"
    "create function api.sleep(p_s numeric) returns void language sql as "
    "'select pg_sleep(p_s::float8)';"
    "create function api.leave() returns void language sql as 'select "
    "pg_terminate_backend(pg_backend_pid())';"
    "create function api.echo(p_a text, p_b text) returns table(a text, b "
    "text) language sql as 'select p_a, p_b';"
    "create function warn_late() returns trigger language plpgsql as $$ begin "
    "if new.n = 13 then raise warning 'unlucky'; elsif new.n = 14 then raise "
    "exception 'error.letter' using errcode = 'KB409', hint = 'h'; elsif "
    "new.n = 15 then perform pg_terminate_backend(pg_backend_pid()); end if; "
    "return null; end $$;"
    "create constraint trigger late after insert on t deferrable initially "
    "deferred for each row execute function warn_late();";

static struct db *
opened(void)
{
	struct err e = {0};
	struct db *db = db_open(db_dsn, &e);

	if (db == NULL)
		fail_msg("%s", e.detail);
	return db;
}

static void
begin(struct db *db, const char *token, bool write)
{
	const struct actor who = {token, NULL};
	struct err e = {0};

	if (!db_begin(db, &who, write, &e))
		fail_msg("%s", e.detail);
}

/* Calls with one argument, in a transaction of its own that is not kept. */
static void
refused(struct db *db, const char *state, const char *message, struct err *e)
{
	const char *args[] = {state, message, "the hint"};

	begin(db, NULL, true);
	memset(e, 0, sizeof(*e));
	assert_false(db_call(db, "refuse", 3, args, NULL, e));
	db_rollback(db);
	assert_true(db_alive(db));
}

static void
calls_and_reads_columns(void **state)
{
	struct db *db;
	struct rows *r;
	struct err e = {0};
	const char *args[] = {"快", NULL};

	(void)state;
	NEED_DB();
	db = opened();
	for (int i = 0; i < 3; i++) {
		begin(db, NULL, false);
		assert_true(db_call(db, "echo", 2, args, &r, &e));
		assert_int_equal(rows_count(r), 1);
		assert_string_equal(rows_get(r, 0, "a"), "快");
		assert_string_equal(rows_get(r, 0, "b"), "");
		assert_false(rows_null(r, 0, "a"));
		assert_true(rows_null(r, 0, "b"));
		assert_string_equal(rows_get(r, 0, "A"), "");
		assert_string_equal(rows_get(r, 1, "a"), "");
		assert_true(rows_null(r, 0, "nosuch"));
		rows_free(r);
		assert_true(db_commit(db, &e));
	}
	assert_int_equal(rows_count(NULL), 0);
	rows_free(NULL);
	db_close(db);
	db_close(NULL);
}

static void
tells_the_database_who_asks(void **state)
{
	const struct actor person = {"tok", "tick"};
	struct db *db;
	struct rows *r;
	struct err e = {0};

	(void)state;
	NEED_DB();
	db = opened();
	assert_true(db_begin(db, &person, false, &e));
	assert_string_equal(db_actor(db, "csrf"), "c-tok");
	assert_string_equal(db_actor(db, "name"), "李");
	assert_string_equal(db_actor(db, "nosuch"), "");
	assert_true(db_call(db, "who", 0, NULL, &r, &e));
	assert_string_equal(rows_get(r, 0, "actor"), "tok");
	assert_string_equal(rows_get(r, 0, "ticket"), "tick");
	rows_free(r);
	assert_true(db_commit(db, &e));
	assert_true(db_begin(db, NULL, false, &e));
	assert_string_equal(db_actor(db, "csrf"), "");
	assert_true(db_call(db, "who", 0, NULL, &r, &e));
	assert_string_equal(rows_get(r, 0, "actor"), "");
	rows_free(r);
	db_rollback(db);
	db_close(db);
}

static void
refuses_to_begin_when_entering_fails(void **state)
{
	const struct actor person = {"wrong", NULL};
	struct db *db;
	struct err e = {0};

	(void)state;
	NEED_DB();
	db = opened();
	for (int i = 0; i < 3; i++) {
		err_clear(&e);
		assert_false(db_begin(db, &person, true, &e));
		assert_int_equal(e.kind, ERR_SIGNIN);
		assert_string_equal(e.code, "sign-in");
		assert_true(db_alive(db));
		begin(db, "right", true);
		db_rollback(db);
	}
	db_close(db);
}

static void
makes_kinds_of_sqlstates(void **state)
{
	static const struct {
		const char *state;
		enum err_kind kind;
	} rows[] = {{"KB401", ERR_SIGNIN}, {"KB403", ERR_DENIED},
	    {"KB404", ERR_NOTFOUND}, {"KB409", ERR_CONFLICT},
	    {"KB413", ERR_LARGE}, {"KB422", ERR_INPUT}, {"KB503", ERR_BUSY},
	    {"40001", ERR_BUSY}, {"40P01", ERR_BUSY}, {"55P03", ERR_BUSY},
	    {"57014", ERR_BUSY}, {"53300", ERR_BUSY}, {"08006", ERR_BUSY},
	    {"25006", ERR_BUSY}, {"KB999", ERR_BUG}, {"23505", ERR_BUG},
	    {"22P02", ERR_BUG}, {"42501", ERR_BUG}, {"P0001", ERR_BUG},
	    {"XX000", ERR_BUG}};
	struct db *db;
	struct err e;

	(void)state;
	NEED_DB();
	db = opened();
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		refused(db, rows[i].state, "error.some-key", &e);
		if (e.kind != rows[i].kind)
			fail_msg("%s gave %d", rows[i].state, (int)e.kind);
	}
	db_close(db);
}

static void
takes_key_and_argument_from_our_refusals_only(void **state)
{
	struct db *db;
	struct err e;

	(void)state;
	NEED_DB();
	db = opened();
	refused(db, "KB422", "error.case-changed", &e);
	assert_string_equal(e.code, "case-changed");
	assert_string_equal(e.arg, "the hint");
	assert_non_null(strstr(e.detail, "the detail"));
	refused(db, "KB422", "no key at all", &e);
	assert_string_equal(e.code, "input");
	refused(db, "KB403", "error.Not<A>Key", &e);
	assert_string_equal(e.code, "denied");
	refused(db, "KB404", "error.", &e);
	assert_string_equal(e.code, "not-found");
	refused(db, "40001", "error.some-key", &e);
	assert_string_equal(e.code, "busy");
	assert_string_equal(e.arg, "");
	refused(db, "23505", "error.some-key", &e);
	assert_string_equal(e.code, "bug");
	db_close(db);
}

static void
commits_what_it_promises(void **state)
{
	const char *args[] = {"1"};
	struct db *db;
	struct rows *r;
	struct err e = {0};

	(void)state;
	NEED_DB();
	db = opened();
	begin(db, NULL, true);
	assert_true(db_call(db, "add_number", 1, args, NULL, &e));
	assert_true(db_commit(db, &e));
	begin(db, NULL, true);
	args[0] = "2";
	assert_true(db_call(db, "add_number", 1, args, NULL, &e));
	db_rollback(db);
	db_rollback(db);
	begin(db, NULL, false);
	assert_true(db_call(db, "numbers", 0, NULL, &r, &e));
	assert_int_equal(rows_count(r), 1);
	assert_string_equal(rows_get(r, 0, "twice"), "2");
	rows_free(r);
	db_close(db); /* in the middle of a transaction */
}

static void
writes_nothing_in_a_reading_transaction(void **state)
{
	const char *args[] = {"3"};
	struct db *db;
	struct err e = {0};

	(void)state;
	NEED_DB();
	db = opened();
	begin(db, NULL, false);
	assert_false(db_call(db, "add_number", 1, args, NULL, &e));
	assert_int_equal(e.kind, ERR_BUSY);
	err_clear(&e);
	assert_false(db_commit(db, &e)); /* the transaction has failed */
	db_rollback(db);
	db_close(db);
}

static void
calls_a_warning_at_commit_doubt(void **state)
{
	const char *args[] = {"13"};
	struct db *db;
	struct err e = {0};

	(void)state;
	NEED_DB();
	db = opened();
	begin(db, NULL, true);
	assert_true(db_call(db, "add_number", 1, args, NULL, &e));
	assert_false(db_commit(db, &e));
	assert_int_equal(e.kind, ERR_BUSY);
	assert_string_equal(e.code, "in-doubt");
	assert_non_null(strstr(e.detail, "unlucky"));
	err_clear(&e);
	begin(db, NULL, true); /* a warning before COMMIT is none */
	assert_true(db_call(db, "warn", 0, NULL, NULL, &e));
	assert_true(db_commit(db, &e));
	db_close(db);
}

static void
calls_a_refused_commit_what_it_is(void **state)
{
	const char *args[] = {"14"};
	struct db *db;
	struct err e = {0};

	(void)state;
	NEED_DB();
	db = opened();
	begin(db, NULL, true);
	assert_true(db_call(db, "add_number", 1, args, NULL, &e));
	assert_false(db_commit(db, &e));
	assert_int_equal(e.kind, ERR_CONFLICT);
	assert_string_equal(e.code, "letter");
	assert_string_equal(e.arg, "h");
	assert_true(db_alive(db));
	begin(db, NULL, true);
	db_close(db);
}

static void
calls_a_connection_lost_at_commit_doubt(void **state)
{
	const char *args[] = {"15"};
	struct db *db;
	struct err e = {0};

	(void)state;
	NEED_DB();
	db = opened();
	begin(db, NULL, true);
	assert_true(db_call(db, "add_number", 1, args, NULL, &e));
	assert_false(db_commit(db, &e));
	assert_int_equal(e.kind, ERR_BUSY);
	assert_string_equal(e.code, "in-doubt");
	assert_false(db_alive(db));
	db_close(db);
}

static void
says_busy_when_the_connection_is_lost(void **state)
{
	struct db *db;
	struct err e = {0};

	(void)state;
	NEED_DB();
	db = opened();
	begin(db, NULL, true);
	assert_false(db_call(db, "leave", 0, NULL, NULL, &e));
	assert_int_equal(e.kind, ERR_BUSY);
	assert_false(db_alive(db));
	db_rollback(db);
	err_clear(&e);
	assert_false(db_begin(db, NULL, true, &e));
	assert_int_equal(e.kind, ERR_BUSY);
	err_clear(&e);
	assert_false(db_commit(db, &e));
	assert_int_equal(e.kind, ERR_BUSY);
	db_close(db);
}

static void
begins_no_transaction_inside_another(void **state)
{
	struct db *db;
	struct err e = {0};

	(void)state;
	NEED_DB();
	db = opened();
	begin(db, NULL, true);
	assert_false(db_begin(db, NULL, true, &e));
	assert_int_equal(e.kind, ERR_BUSY);
	db_rollback(db);
	begin(db, NULL, true);
	err_clear(&e);
	assert_true(db_commit(db, &e));
	assert_false(db_commit(db, &e)); /* nothing to commit */
	db_close(db);
}

static void
carries_bytes_both_ways(void **state)
{
	static const char bytes[] = "\0\xff\0";
	const char *name[] = {"n"}, *n[] = {"1000"};
	struct db *db;
	struct rows *r;
	struct err e = {0};
	const char *p;
	size_t len;

	(void)state;
	NEED_DB();
	db = opened();
	begin(db, NULL, false);
	assert_true(db_call_bytes(db, "put", 1, name, bytes, 3, &e));
	assert_true(db_call_bytes(db, "put", 1, name, NULL, 0, &e));
	assert_true(db_get_bytes(db, "get", 1, n, &r, &p, &len, &e));
	assert_int_equal(len, 2000);
	assert_memory_equal(p + 1998, "\0\xff", 2);
	rows_free(r);
	n[0] = "0";
	assert_true(db_get_bytes(db, "get", 1, n, &r, &p, &len, &e));
	assert_int_equal(len, 0);
	rows_free(r);
	n[0] = "-1";
	assert_false(db_get_bytes(db, "get", 1, n, &r, &p, &len, &e));
	assert_int_equal(e.kind, ERR_NOTFOUND);
	assert_null(r);
	db_close(db);
}

static void
waits_for_nobody_without_end(void **state)
{
	const char *args[] = {"60"};
	struct db *db;
	struct err e = {0};

	(void)state;
	NEED_DB();
	if (getenv("KB_SLOW") == NULL)
		skip(); /* ten seconds */
	db = opened();
	begin(db, NULL, false);
	assert_false(db_call(db, "sleep", 1, args, NULL, &e));
	assert_int_equal(e.kind, ERR_BUSY);
	db_close(db);
}

static void
opens_nothing_that_is_not_there(void **state)
{
	static const char *const bad[] = {"host=/nonexistent", "nonsense",
	    "host=/nonexistent port=x", "unknown_word=1"};

	(void)state;
	for (size_t i = 0; i < sizeof(bad) / sizeof(bad[0]); i++) {
		struct err e = {0};

		assert_null(db_open(bad[i], &e));
		assert_int_equal(e.kind, ERR_BUSY);
		assert_true(strlen(e.detail) > 0);
	}
}

static void
knows_no_function_that_is_not_there(void **state)
{
	struct db *db;
	struct err e = {0};

	(void)state;
	NEED_DB();
	db = opened();
	begin(db, NULL, true);
	assert_false(db_call(db, "nosuch", 0, NULL, NULL, &e));
	assert_int_equal(e.kind, ERR_BUG);
	db_rollback(db);
	db_close(db);
}

static int
init(void **state)
{
	(void)state;
	return db_make(setup_sql);
}

/* What a person typed where a number was to be is no fault of ours. */
static void
tells_an_argument_that_cannot_be_cast(void **state)
{
	static const char *const typed[] = {"x", "", "12345678901234567890"};
	const char *twice[] = {"1"};
	struct db *db;

	(void)state;
	NEED_DB();
	db = opened();
	for (size_t i = 0; i < 3; i++) {
		struct err e = {0};

		begin(db, NULL, true);
		assert_false(db_call(db, "add_number", 1, &typed[i], NULL, &e));
		assert_int_equal(e.kind, ERR_INPUT);
		assert_string_equal(e.code, "bad-parameter");
		db_rollback(db);
	}
	begin(db, NULL, true);
	for (size_t i = 0; i < 2; i++) { /* 23505 the second time */
		struct err e = {0};

		if (!db_call(db, "add_number", 1, twice, NULL, &e))
			assert_int_equal(e.kind, ERR_BUG);
	}
	db_rollback(db);
	db_close(db);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(calls_and_reads_columns),
	    cmocka_unit_test(tells_the_database_who_asks),
	    cmocka_unit_test(refuses_to_begin_when_entering_fails),
	    cmocka_unit_test(makes_kinds_of_sqlstates),
	    cmocka_unit_test(takes_key_and_argument_from_our_refusals_only),
	    cmocka_unit_test(commits_what_it_promises),
	    cmocka_unit_test(writes_nothing_in_a_reading_transaction),
	    cmocka_unit_test(calls_a_warning_at_commit_doubt),
	    cmocka_unit_test(calls_a_refused_commit_what_it_is),
	    cmocka_unit_test(calls_a_connection_lost_at_commit_doubt),
	    cmocka_unit_test(says_busy_when_the_connection_is_lost),
	    cmocka_unit_test(begins_no_transaction_inside_another),
	    cmocka_unit_test(carries_bytes_both_ways),
	    cmocka_unit_test(waits_for_nobody_without_end),
	    cmocka_unit_test(opens_nothing_that_is_not_there),
	    cmocka_unit_test(knows_no_function_that_is_not_there),
	    cmocka_unit_test(tells_an_argument_that_cannot_be_cast),
	};

	return cmocka_run_group_tests(tests, init, db_drop);
}
