/* test_xpath.c: lib/xml/xpath.c. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include <stdlib.h>
#include <string.h>

#include "xml/doc.h"
#include "xml/mem.h"
#include "xml/xpath.h"

static const char text[] =
    "<case today='2026-03-05'><record><apply><total>12.50</total><city xml:lang"
    "='en'>Jinan</city><n>1</n><n>2</n><n>3</n></apply></record></case>";

static xmlDoc *doc;

static char *
answer(const char *expr)
{
	struct err e = {0};
	struct xpath *x = xpath_new(expr, &e);
	char *s;

	if (x == NULL)
		fail_msg("%s: %s", expr, e.detail);
	s = xpath_string(x, xmlDocGetRootElement(doc), &e);
	xpath_free(x);
	return s;
}

static void
answers_strings_numbers_and_node_sets(void **state)
{
	static const char *const rows[][2] = {{"record/apply/total", "12.50"},
	    {"/case/@today", "2026-03-05"}, {"sum(record/apply/n)", "6"},
	    {"count(//n)", "3"}, {"record/apply/n[position() = last()]", "3"},
	    {"concat('a', \"$b()\")", "a$b()"}, {"1 div 0", "Infinity"},
	    {"string(nothing)", ""}, {"'北京'", "北京"}, {"7 mod (3)", "1"},
	    {"boolean(record) and (not(nothing))", "true"},
	    {"//*[@xml:lang = 'en']", "Jinan"}, {"position()", "1"},
	    {"record/apply/city[lang('en')]/text()", "Jinan"},
	    {"count(record/apply/child::node())", "5"},
	    {"substring-after(@today, '-')", "03-05"},
	    {"number(translate('1,000', ',', ''))", "1000"}};

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		char *s = answer(rows[i][0]);

		assert_non_null(s);
		assert_string_equal(s, rows[i][1]);
		free(s);
	}
}

static void
tests_from_the_given_node(void **state)
{
	struct err e = {0};
	struct xpath *x = xpath_new("total > 10 and city = 'Jinan'", &e);
	xmlNode *root = xmlDocGetRootElement(doc);
	bool yes;

	(void)state;
	assert_non_null(x);
	assert_true(xpath_test(x, root->children->children, &yes, &e));
	assert_true(yes);
	assert_true(xpath_test(x, root, &yes, &e));
	assert_false(yes);
	xpath_free(x);
	xpath_free(NULL);
}

static void
refuses_what_is_no_expression(void **state)
{
	static const char *const bad[] = {"", "a[", "a]", "1 +", "'open", "//",
	    "a b", "a::b", "(", "\"", "/case/", "not(", "..a"};

	(void)state;
	for (size_t i = 0; i < sizeof(bad) / sizeof(bad[0]); i++) {
		struct err e = {0};

		if (xpath_new(bad[i], &e) != NULL)
			fail_msg("taken: %s", bad[i]);
		assert_int_equal(e.kind, ERR_INPUT);
		assert_string_equal(e.code, "xpath");
	}
}

static void
refuses_variables_prefixes_and_other_functions(void **state)
{
	static const char *const bad[] = {"$x", "a[$x]", "p:a", "a/@p:b",
	    "document('x')", "key('a', 'b')", "current()", "here()", "foo ()",
	    "exslt:node-set(.)", "a[matches(., 'x')]", "generate-id(.)",
	    "system-property('x')", "string-join(a)", "here\n()"};

	(void)state;
	for (size_t i = 0; i < sizeof(bad) / sizeof(bad[0]); i++) {
		struct err e = {0};

		assert_null(xpath_new(bad[i], &e));
		assert_int_equal(e.kind, ERR_INPUT);
		assert_non_null(strstr(e.detail, bad[i]));
		assert_string_equal(e.arg, bad[i]);
	}
}

static void
tells_a_failed_evaluation_from_a_false_one(void **state)
{
	struct err e = {0};
	struct xpath *x = xpath_new("sum('a')", &e); /* no node set */
	bool yes = true;

	(void)state;
	assert_non_null(x);
	assert_false(xpath_test(x, xmlDocGetRootElement(doc), &yes, &e));
	assert_false(yes);
	assert_int_equal(e.kind, ERR_BUG);
	err_clear(&e);
	assert_null(xpath_string(x, xmlDocGetRootElement(doc), &e));
	assert_int_equal(e.kind, ERR_BUG);
	xpath_free(x);
}

static void
stops_an_expression_that_takes_too_many_steps(void **state)
{
	struct err e = {0};
	struct xpath *x;
	char expr[400] = "count(//node()";
	char wide[20000] = "<a>";
	xmlDoc *d;
	bool yes;

	(void)state;
	for (int i = 0; i < 1500; i++)
		strcat(wide, "<b/>");
	strcat(wide, "</a>");
	for (int i = 0; i < 5; i++)
		strcat(expr, "[count(//node()) > 0");
	strcat(expr, "]]]]])");
	d = doc_parse(wide, strlen(wide), NULL, &e);
	assert_non_null(d);
	x = xpath_new(expr, &e);
	assert_non_null(x);
	assert_false(xpath_test(x, xmlDocGetRootElement(d), &yes, &e));
	xpath_free(x);
	xmlFreeDoc(d);
}

static void
works_inside_a_request_and_after_it(void **state)
{
	struct arena *a = arena_new(8 << 20);
	struct err e = {0};
	struct xpath *made;
	bool yes;

	(void)state;
	xmlmem_enter(a);
	made = xpath_new("record/apply/n = 2", &e);
	assert_non_null(made);
	for (int i = 0; i < 3; i++) {
		struct xpath *wrong = xpath_new("sum('a')", &e);

		assert_true(
		    xpath_test(made, xmlDocGetRootElement(doc), &yes, &e));
		assert_true(yes);
		assert_false(
		    xpath_test(wrong, xmlDocGetRootElement(doc), &yes, &e));
		err_clear(&e);
		xpath_free(wrong);
		xmlmem_leave();
		arena_reset(a);
		xmlmem_enter(a);
	}
	xmlmem_leave();
	arena_free(a);
	assert_true(xpath_test(made, xmlDocGetRootElement(doc), &yes, &e));
	xpath_free(made);
}

static int
init(void **state)
{
	struct err e = {0};

	(void)state;
	if (!xmlmem_init(&e))
		return -1;
	doc = doc_parse(text, strlen(text), NULL, &e);
	return doc != NULL ? 0 : -1;
}

static int
end(void **state)
{
	(void)state;
	xmlFreeDoc(doc);
	return 0;
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(answers_strings_numbers_and_node_sets),
	    cmocka_unit_test(tests_from_the_given_node),
	    cmocka_unit_test(refuses_what_is_no_expression),
	    cmocka_unit_test(refuses_variables_prefixes_and_other_functions),
	    cmocka_unit_test(tells_a_failed_evaluation_from_a_false_one),
	    cmocka_unit_test(stops_an_expression_that_takes_too_many_steps),
	    cmocka_unit_test(works_inside_a_request_and_after_it),
	};

	return cmocka_run_group_tests(tests, init, end);
}
