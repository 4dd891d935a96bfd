/* test_page.c: lib/db/page.c, run.c, tree.c. Running needs KB_TEST_DSN. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include "db.h"
#include "db/call.h"
#include "db/page.h"
#include "db/private.h"
#include "db/statement.h"
#include "temp.h"
#include "xml/doc.h"
#include "xml/mem.h"

static const char setup_sql[] = DB_ENTER
    "create table t (n int, name text, ok boolean, doc xml, at date);"
    "insert into t values (1, '一 <&>', true, '<d a=\"1\">x</d>tail', "
    "'2026-11-21'), (2, '', false, null, null), (3, E'c\\x01\\t\\x1f', null, "
    "'', null);"
    "create function api.leave() returns void language sql as 'select "
    "pg_terminate_backend(pg_backend_pid())';";

static struct page_sql *
loaded(const char *sql)
{
	struct err e = {0};
	struct page_sql *p = page_load(temp_file("page.sql", sql), &e);

	if (p == NULL)
		fail_msg("%s", e.detail);
	return p;
}

static void
finds_statements_and_parameters(void **state)
{
	struct page_sql *p = loaded(
	    "-- page.sql: page /x, <x>\n"
	    "-- a remark: oneself\n"
	    "-- first: one\nselect 1 where :a::int = :b and :a = 'x';\n"
	    "\n-- second-thing: many  \n"
	    "select ':no', \":no\", 'it''s :no', a::text, x[1:2] -- :no\n"
	    "from t;\n"
	    "-- third: many\nselect :_x1");

	(void)state;
	assert_int_equal(p->n, 3);
	assert_string_equal(p->list[0].name, "first");
	assert_true(p->list[0].one);
	assert_string_equal(p->list[0].id, "page.page.first");
	assert_string_equal(
	    p->list[0].sql, "select 1 where $1::int = $2 and $1 = 'x'");
	assert_int_equal(p->list[0].n, 2);
	assert_string_equal(p->list[0].params[1], "b");
	assert_false(p->list[1].one);
	assert_string_equal(p->list[1].sql,
	    "select ':no', \":no\", 'it''s :no', a::text, x[1:2] \nfrom t");
	assert_int_equal(p->list[1].n, 0);
	assert_string_equal(p->list[2].sql, "select $1");
	page_free(p);
	page_free(NULL);
}

static void
reads_when_a_statement_is_wanted(void **state)
{
	struct page_sql *p = loaded(
	    "-- a: many if q state_1\nselect :q;\n"
	    "-- a: many unless q  state_1 \nselect 2;\n"
	    "-- b: one kept\nselect 3;\n-- c: one if q kept\nselect 4;\n");

	(void)state;
	assert_int_equal(p->n, 4);
	assert_string_equal(p->list[0].when, "q state_1");
	assert_false(p->list[0].unless);
	assert_string_equal(p->list[0].id, "page.page.a.if");
	assert_string_equal(p->list[1].when, "q  state_1");
	assert_true(p->list[1].unless);
	assert_string_equal(p->list[1].id, "page.page.a.unless");
	assert_null(p->list[2].when);
	assert_true(p->list[2].kept);
	assert_string_equal(p->list[3].when, "q");
	assert_true(p->list[3].kept);
	page_free(p);
}

static void
takes_an_empty_page(void **state)
{
	struct page_sql *p = loaded("-- only words\n");

	(void)state;
	assert_int_equal(p->n, 0);
	page_free(p);
	page_free(loaded(""));
}

static void
refuses_pages_that_are_wrong_by_line(void **state)
{
	static const struct {
		const char *sql, *where;
	} rows[] = {{"select 1;", "bad.sql:1"},
	    {"-- a: one\nselect 1; select 2;", "bad.sql:2"},
	    {"-- a: one\n\n-- b: one\nselect 1;", "bad.sql:"},
	    {"-- a: one\nselect 1;\n-- a: many\nselect 2;", "bad.sql:"},
	    {"-- a: one\nselect 'open;\n", "bad.sql:2"},
	    {"-- a: one\nselect $1;\n", "bad.sql:2"},
	    {"-- a: one\nselect /* :x */ 1;\n", "bad.sql:2"},
	    {"-- a: one\n", "bad.sql:"}, {"-- a: one\n  ;\n", "bad.sql:"},
	    {"-- an-extremely-long-name-of-a-statement-that-nobody-can-"
	     "remember: one\nselect 1;",
		"bad.sql:1"}};

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		struct err e = {0};

		if (page_load(temp_file("bad.sql", rows[i].sql), &e) != NULL)
			fail_msg("taken: %s", rows[i].sql);
		assert_int_equal(e.kind, ERR_BUG);
		if (strstr(e.detail, rows[i].where) == NULL)
			fail_msg("%s: %s", rows[i].sql, e.detail);
	}
	{
		struct err e = {0};

		assert_null(page_load("/nonexistent.sql", &e));
	}
}

static void
refuses_too_many_of_anything(void **state)
{
	struct buf b;
	struct err e = {0};

	(void)state;
	buf_init(&b, 0);
	for (int i = 0; i < PAGE_STATEMENTS + 1; i++)
		buf_addf(&b, "-- s%d: one\nselect 1;\n", i);
	assert_null(page_load(temp_file("many.sql", b.data), &e));
	buf_empty(&b);
	buf_adds(&b, "-- s: one\nselect 1");
	for (int i = 0; i < PAGE_PARAMS + 1; i++)
		buf_addf(&b, ", :p%d", i);
	err_clear(&e);
	assert_null(page_load(temp_file("many.sql", b.data), &e));
	assert_non_null(strstr(e.detail, "too many parameters"));
	buf_clear(&b);
}

/* The page document of these statements, as text; "" when it fails. */
static const char *
run(struct db *db, const struct page_sql *p, const char *token,
    const struct param *params, size_t n, const char **missing, struct err *e)
{
	static char out[65536];
	const struct actor who = {token, NULL};
	struct arena *a = arena_new(16 << 20);
	struct buf b;
	xmlDoc *d;

	xmlmem_enter(a);
	buf_init(&b, 0);
	d = xmlNewDoc(BAD_CAST "1.0");
	xmlDocSetRootElement(d, xmlNewDocNode(d, NULL, BAD_CAST "page", NULL));
	out[0] = '\0';
	if (page_run(db, p, &who, params, n, xmlDocGetRootElement(d), a,
		missing, e)) {
		assert_true(node_write(xmlDocGetRootElement(d), &b, e));
		snprintf(out, sizeof(out), "%s", b.data);
	}
	buf_clear(&b);
	xmlFreeDoc(d);
	xmlmem_leave();
	arena_free(a);
	return out;
}

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
makes_elements_of_rows(void **state)
{
	static const char want[] =
	    "<page><row><n>1</n><name>一 &lt;&amp;&gt;</name><ok>t</ok>"
	    "<doc><d a=\"1\">x</d>tail</doc><at>2026-11-21</at></row>"
	    "<row><n>2</n><name/><ok>f</ok></row>"
	    "<row><n>3</n><name>c \t </name><doc/></row>"
	    "<only><n>1</n></only></page>";
	struct page_sql *p;
	struct db *db;

	(void)state;
	NEED_DB();
	p = loaded("-- row: many\nselect * from t order by n;\n"
		   "-- only: one\nselect n from t order by n;\n");
	db = opened();
	for (int i = 0; i < 3; i++) { /* prepared the first time only */
		struct err e = {0};
		const char *missing = "unset";

		assert_string_equal(
		    run(db, p, NULL, NULL, 0, &missing, &e), want);
		assert_null(missing);
	}
	db_close(db);
	page_free(p);
}

static void
passes_parameters_by_name(void **state)
{
	const struct param params[] = {{"n", "2"}, {"unused", "x"},
	    {"evil", "'; drop table t; --"}, {"nothing", NULL}};
	struct page_sql *p;
	struct db *db;
	struct err e = {0};

	(void)state;
	NEED_DB();
	p = loaded(
	    "-- r: many\nselect n, :evil as evil, :nothing as a, :absent "
	    "as b from t where n = :n::int or :absent is not null;");
	db = opened();
	assert_string_equal(run(db, p, NULL, params, 4, NULL, &e),
	    "<page><r><n>2</n><evil>'; drop table t; --</evil></r></page>");
	db_close(db);
	page_free(p);
}

static void
shows_who_asks_and_passes_it_to_the_statements(void **state)
{
	struct page_sql *p;
	struct db *db;
	struct err e = {0};

	(void)state;
	NEED_DB();
	p = loaded("-- r: one\nselect current_setting('kb.actor') as who, "
		   "current_setting('transaction_read_only') as ro, "
		   "current_setting('transaction_isolation') as level;");
	db = opened();
	assert_string_equal(run(db, p, "tok", NULL, 0, NULL, &e),
	    "<page><actor><person_id>7</person_id><name>李</name><csrf>c-tok"
	    "</csrf></actor><r><who>tok</who><ro>on</ro><level>repeatable read"
	    "</level></r></page>");
	assert_string_equal(run(db, p, NULL, NULL, 0, NULL, &e),
	    "<page><r><who/><ro>on</ro><level>repeatable read</level></r>"
	    "</page>");
	db_close(db);
	page_free(p);
}

static void
leaves_out_what_is_not_wanted(void **state)
{
	const struct param none[] = {{"q", ""}, {"r", NULL}},
			   one[] = {{"q", ""}, {"r", "x"}};
	struct page_sql *p;
	struct db *db;
	struct err e = {0};
	const char *missing = "unset";

	(void)state;
	NEED_DB();
	p = loaded("-- a: one if q r\nselect 1 as x;\n"
		   "-- a: one unless q r\nselect 2 as x;\n");
	db = opened();
	assert_string_equal(run(db, p, NULL, NULL, 0, &missing, &e),
	    "<page><a><x>2</x></a></page>");
	assert_null(missing);
	assert_string_equal(run(db, p, NULL, none, 2, NULL, &e),
	    "<page><a><x>2</x></a></page>");
	assert_string_equal(
	    run(db, p, NULL, one, 2, NULL, &e), "<page><a><x>1</x></a></page>");
	db_close(db);
	page_free(p);
}

static void
keeps_rows_for_a_while(void **state)
{
	static const char sql[] = "-- a: one\nselect count(*) as n from t;\n"
				  "-- b: one kept\nselect count(*) as n from "
				  "t;\n";
	struct page_sql *p;
	struct db *db;
	struct err e = {0};

	(void)state;
	NEED_DB();
	p = loaded(sql);
	db = opened();
	assert_string_equal(run(db, p, NULL, NULL, 0, NULL, &e),
	    "<page><a><n>3</n></a><b><n>3</n></b></page>");
	db_psql(db_dsn, "insert into t values (4)");
	assert_string_equal(run(db, p, NULL, NULL, 0, NULL, &e),
	    "<page><a><n>4</n></a><b><n>3</n></b></page>");
	page_free(p);
	p = loaded(sql); /* rows are the connection's, not the file's */
	for (size_t i = 0; i < KEPT; i++)
		db->kept[i].since -= KEPT_SECONDS;
	assert_string_equal(run(db, p, NULL, NULL, 0, NULL, &e),
	    "<page><a><n>4</n></a><b><n>4</n></b></page>");
	db_psql(db_dsn, "delete from t where n = 4");
	db_close(db);
	page_free(p);
}

static void
names_the_first_row_that_is_missing(void **state)
{
	struct page_sql *p;
	struct db *db;
	struct err e = {0};
	const char *missing = NULL;

	(void)state;
	NEED_DB();
	p = loaded("-- a: many\nselect 1 where false;\n-- b: one\nselect 1 as "
		   "x;\n-- c: one\nselect 1 where false;\n-- d: one\nselect 1 "
		   "where false;\n");
	db = opened();
	assert_string_equal(run(db, p, NULL, NULL, 0, &missing, &e),
	    "<page><b><x>1</x></b></page>");
	assert_string_equal(missing, "c");
	db_close(db);
	page_free(p);
}

static void
goes_on_after_statements_that_fail(void **state)
{
	static const struct {
		const char *sql, *token;
		enum err_kind kind;
	} rows[] = {
	    {"-- a: one\nselect :n::int as x;\n-- b: one\nselect 1 as x;", NULL,
		ERR_INPUT},
	    {"-- a: one\nselect 1 as x;\n-- b: one\nselect :n::uuid as x;",
		NULL, ERR_INPUT},
	    {"-- a: one\nselect nonsense;\n-- b: one\nselect 1 as x;", NULL,
		ERR_BUG},
	    {"-- a: one\nselect 1 / (0 * :n::int)", NULL, ERR_INPUT},
	    {"-- a: one\ninsert into t values (9) returning n;", NULL,
		ERR_BUSY},
	    {"-- a: one\nselect 1 as x;", "wrong", ERR_SIGNIN}};
	const struct param params[] = {{"n", "abc"}};
	struct page_sql *good, *p;
	struct db *db;

	(void)state;
	NEED_DB();
	good = page_load(temp_file("good.sql", "-- a: one\nselect 1 as x;"),
	    &(struct err){0});
	assert_non_null(good);
	db = opened();
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		struct err e = {0};

		p = loaded(rows[i].sql);
		for (size_t k = 0; k < p->n; k++) /* a file of its own each */
			p->list[k].id[0] = (char)('A' + i);
		assert_string_equal(
		    run(db, p, rows[i].token, params, 1, NULL, &e), "");
		if (e.kind != rows[i].kind)
			fail_msg("%s: %s", rows[i].sql, e.detail);
		err_clear(&e);
		assert_string_equal(run(db, good, NULL, NULL, 0, NULL, &e),
		    "<page><a><x>1</x></a></page>");
		page_free(p);
	}
	db_close(db);
	page_free(good);
}

static void
says_busy_when_the_connection_breaks(void **state)
{
	struct page_sql *p;
	struct db *db;
	struct err e = {0};

	(void)state;
	NEED_DB();
	p = loaded("-- a: one\nselect 1 as x;\n-- b: one\nselect api.leave();\n"
		   "-- c: one\nselect 1 as x;\n");
	db = opened();
	assert_string_equal(run(db, p, NULL, NULL, 0, NULL, &e), "");
	assert_int_equal(e.kind, ERR_BUSY);
	assert_false(db_alive(db));
	err_clear(&e);
	assert_string_equal(run(db, p, NULL, NULL, 0, NULL, &e), "");
	assert_int_equal(e.kind, ERR_BUSY);
	db_close(db);
	page_free(p);
}

static void
carries_large_pages(void **state)
{
	struct page_sql *p;
	struct db *db;
	struct err e = {0};
	const char *s;
	size_t n = 0;

	(void)state;
	NEED_DB();
	p = loaded("-- r: many\nselect i as n, repeat('快', 20) as text from "
		   "generate_series(1, 500) i;");
	db = opened();
	s = run(db, p, NULL, NULL, 0, NULL, &e);
	for (; (s = strstr(s, "<r>")) != NULL; s++)
		n++;
	assert_int_equal(n, 500);
	db_close(db);
	page_free(p);
}

static void
builds_the_same_on_the_heap(void **state)
{
	struct page_sql *p;
	struct db *db;
	struct err e = {0};
	xmlDoc *d;

	(void)state;
	NEED_DB();
	p = loaded("-- row: many\nselect * from t order by n;\n");
	db = opened();
	d = xmlNewDoc(BAD_CAST "1.0");
	xmlDocSetRootElement(d, xmlNewDocNode(d, NULL, BAD_CAST "page", NULL));
	assert_true(page_run(
	    db, p, NULL, NULL, 0, xmlDocGetRootElement(d), NULL, NULL, &e));
	assert_string_equal(
	    node_text(
		node_child(node_child(xmlDocGetRootElement(d), "row"), "name")),
	    "一 <&>");
	xmlFreeDoc(d); /* the sanitizer sees what is left over */
	db_close(db);
	page_free(p);
}

static int
init(void **state)
{
	struct err e = {0};

	(void)state;
	return xmlmem_init(&e) ? db_make(setup_sql) : -1;
}

static int
end(void **state)
{
	temp_remove(state);
	return db_drop(state);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(finds_statements_and_parameters),
	    cmocka_unit_test(reads_when_a_statement_is_wanted),
	    cmocka_unit_test(takes_an_empty_page),
	    cmocka_unit_test(refuses_pages_that_are_wrong_by_line),
	    cmocka_unit_test(refuses_too_many_of_anything),
	    cmocka_unit_test(makes_elements_of_rows),
	    cmocka_unit_test(passes_parameters_by_name),
	    cmocka_unit_test(shows_who_asks_and_passes_it_to_the_statements),
	    cmocka_unit_test(leaves_out_what_is_not_wanted),
	    cmocka_unit_test(keeps_rows_for_a_while),
	    cmocka_unit_test(names_the_first_row_that_is_missing),
	    cmocka_unit_test(goes_on_after_statements_that_fail),
	    cmocka_unit_test(says_busy_when_the_connection_breaks),
	    cmocka_unit_test(carries_large_pages),
	    cmocka_unit_test(builds_the_same_on_the_heap),
	};

	return cmocka_run_group_tests(tests, init, end);
}
