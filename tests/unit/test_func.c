/* test_func.c: lib/xml/func.c, texts.c, date.c: what sheets may call. */
#include "sheet.h"

static void
assert_value(const char *expr, const char *lang, const char *want)
{
	char sheet[2000];

	snprintf(sheet, sizeof(sheet), "%s<xsl:value-of select=\"%s\"/>%s",
	    "<xsl:stylesheet version='1.0' xmlns:kb='urn:kuaibao:xslt' "
	    "xmlns:xsl='http://www.w3.org/1999/XSL/Transform' "
	    "exclude-result-prefixes='kb'><xsl:param name='lang'/><xsl:param "
	    "name='p'/><xsl:template match='/'>",
	    expr, "</xsl:template></xsl:stylesheet>");
	assert_made(sheet, "<a>x</a>", lang, want);
}

static void
gives_texts_of_the_asked_language(void **state)
{
	(void)state;
	assert_value("kb:text('hello')", "zh-CN", "你好");
	assert_value("kb:text('hello')", "en", "Hello");
	assert_value("kb:text('hello')", "fr", "你好");
	assert_value("kb:has-text('hello')", "en", "true");
	assert_value("kb:has-text('no')", "en", "false");
	assert_value("kb:text(string(/a))", "en", "the x");
	assert_value("kb:text(/a)", "en", "the x");
	assert_string_equal(sheet_text("en", "hello"), "Hello");
	assert_null(sheet_text("en", "no"));
}

static void
fills_arguments_into_texts(void **state)
{
	(void)state;
	assert_value("kb:text('of', 3, 10)", "en", "3 of 10 {x} {9} 3");
	assert_value("kb:text('of', 3)", "zh-CN", "共  之 3");
	assert_value("kb:text('of', '{1}', '&lt;')", "zh-CN", "共 &lt; 之 {1}");
	assert_value("kb:text('hello', 'unused')", "en", "Hello");
	assert_value("kb:text('days', 1)", "en", "1 day a} b|c");
	assert_value("kb:text('days', 10)", "en", "10 days a} b|c");
	assert_value("kb:text('days')", "en", " days a} b|c");
}

static void
shows_the_key_of_a_missing_text(void **state)
{
	int was = dup(STDERR_FILENO), null;

	(void)state;
	null = fileno(tmpfile());
	dup2(null, STDERR_FILENO);
	assert_value("kb:text('no.such')", "en", "[no.such]");
	assert_value("kb:text('no', 'x')", "en", "[no]");
	assert_value("kb:text('')", "en", "[]");
	dup2(was, STDERR_FILENO);
	close(was);
}

static void
shows_dates(void **state)
{
	static const char *const rows[][3] = {
	    {"kb:date('2026-11-21')", "2026年11月21日", "21 Nov 2026"},
	    {"kb:date('2026-03-05T09:00:00+08:00')", "2026年3月5日",
		"5 Mar 2026"},
	    {"kb:date-long('2026-11-21')", "2026年11月21日（星期六）",
		"Saturday 21 November 2026"},
	    {"kb:date-long('2024-02-29')", "2024年2月29日（星期四）",
		"Thursday 29 February 2024"},
	    {"kb:date-long('1899-12-31')", "1899年12月31日（星期日）",
		"Sunday 31 December 1899"},
	    {"kb:date-time('2026-11-21 09:05:00+08')", "2026年11月21日 09:05",
		"21 Nov 2026, 09:05"},
	    {"kb:date-time('2026-11-21')", "2026年11月21日", "21 Nov 2026"}};

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		assert_value(rows[i][0], "zh-CN", rows[i][1]);
		assert_value(rows[i][0], "en", rows[i][2]);
	}
}

static void
gives_back_what_is_no_date(void **state)
{
	static const char *const bad[] = {"", "2026", "2026-13-01",
	    "2026-02-29", "2026-00-10", "2026-01-00", "2026-1-1", "20261121",
	    "2026-11-211", "soon", "２０２６-11-21"};
	char expr[100];

	(void)state;
	for (size_t i = 0; i < sizeof(bad) / sizeof(bad[0]); i++) {
		snprintf(expr, sizeof(expr), "kb:date('%s')", bad[i]);
		assert_value(expr, "zh-CN", bad[i]);
		snprintf(expr, sizeof(expr), "kb:date-long('%s')", bad[i]);
		assert_value(expr, "en", bad[i]);
	}
}

static void
shows_money_and_numbers(void **state)
{
	static const char *const rows[][2] = {
	    {"kb:money(150000000)", "1,500,000 元"}, {"kb:money(1)", "0.01 元"},
	    {"kb:money('0')", "0 元"}, {"kb:money('50')", "0.50 元"},
	    {"kb:money('-123456')", "-1,234.56 元"},
	    {"kb:money('00012300')", "000,123 元"},
	    {"kb:money(150000000, '万元')", "150 万元"},
	    {"kb:money('150000001', '万元')", "150.000001 万元"},
	    {"kb:money('5000', '万元')", "0.005 万元"},
	    {"kb:money('150000000', '元')", "1,500,000 元"},
	    {"kb:money(sum(//none))", "0 元"},
	    {"kb:money(1500000000000)", "15,000,000,000 元"},
	    {"kb:number(1234567)", "1,234,567"}, {"kb:number(12)", "12"},
	    {"kb:number('1234.5678')", "1,234.5678"},
	    {"kb:number('-123456')", "-123,456"},
	    {"kb:number(12345678901)", "12,345,678,901"}};

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++)
		assert_value(rows[i][0], "zh-CN", rows[i][1]);
	assert_value("kb:money('150000050')", "en", "CNY 1,500,000.50");
	assert_value("kb:money('-150000000', '万元')", "en", "CNY -1,500,000");
}

static void
gives_back_what_is_no_figure(void **state)
{
	static const char *const bad[] = {"", "abc", "1.5", "-", "1e5", "１",
	    "1234567890123456789012345678901", " 1"};
	char expr[100];

	(void)state;
	for (size_t i = 0; i < sizeof(bad) / sizeof(bad[0]); i++) {
		snprintf(expr, sizeof(expr), "kb:money('%s')", bad[i]);
		assert_value(expr, "zh-CN", bad[i]);
	}
	assert_value("kb:number('1.')", "en", "1.");
	assert_value("kb:number('.5')", "en", ".5");
	assert_value("kb:number('--5')", "en", "--5");
	assert_value("kb:number('NaN')", "en", "NaN");
}

static void
counts_days(void **state)
{
	(void)state;
	assert_value("kb:days-between('2026-11-21', '2026-12-01')", "en", "10");
	assert_value("kb:days-between('2024-03-01', '2024-02-28')", "en", "-2");
	assert_value(
	    "kb:days-between('1970-01-01', '2026-11-21')", "en", "20778");
	assert_value("kb:days-between('', '2026-11-21')", "en", "NaN");
}

static void
refuses_calls_with_wrong_arguments(void **state)
{
	static const char *const bad[] = {"kb:text()", "kb:date()",
	    "kb:date('a', 'b')", "kb:money()", "kb:money(1, 2, 3)",
	    "kb:number()", "kb:days-between('2026-01-01')", "kb:none()",
	    "kb:text(1,2,3,4,5,6,7,8,9,10,11)", "nosuch()"};
	char sheet[1000];

	(void)state;
	for (size_t i = 0; i < sizeof(bad) / sizeof(bad[0]); i++) {
		struct err e = {0};

		snprintf(sheet, sizeof(sheet),
		    "%s<xsl:value-of select=\"%s\"/>"
		    "</xsl:template></xsl:stylesheet>",
		    "<xsl:stylesheet version='1.0' "
		    "xmlns:kb='urn:kuaibao:xslt' xmlns:xsl="
		    "'http://www.w3.org/1999/XSL/Transform'><xsl:template "
		    "match='/'>",
		    bad[i]);
		if (made(sheet, "<a/>", "en", &e) != NULL)
			fail_msg("taken: %s", bad[i]);
		assert_int_equal(e.kind, ERR_BUG);
	}
}

static void
refuses_texts_that_are_wrong(void **state)
{
	static const char *const bad[] = {"<texts><t>x</t></texts>",
	    "<texts><t k=''>x</t></texts>", "<texts><s k='a'/></texts>",
	    "<texts><t k='a'/><t k='a'/></texts>", "<texts>"};

	(void)state;
	for (size_t i = 0; i < sizeof(bad) / sizeof(bad[0]); i++) {
		struct err e = {0};

		assert_false(sheet_texts("en", temp_file("x.xml", bad[i]), &e));
		assert_int_equal(e.kind == ERR_NONE, false);
	}
	assert_string_equal(sheet_text("en", "hello"), "Hello");
}

static void
joins_and_replaces_the_files_of_a_language(void **state)
{
	struct err e = {0};

	(void)state;
	assert_true(sheet_texts("en",
	    temp_file("more.xml", "<texts><t k='more'>one</t></texts>"), &e));
	assert_string_equal(sheet_text("en", "more"), "one");
	assert_string_equal(sheet_text("en", "hello"), "Hello");
	assert_true(sheet_texts("en",
	    temp_file("more.xml", "<texts><t k='more'>two</t></texts>"), &e));
	assert_string_equal(sheet_text("en", "more"), "two");
	assert_false(sheet_texts("en",
	    temp_file("again.xml", "<texts><t k='hello'>Hi</t></texts>"), &e));
	assert_string_equal(sheet_text("en", "hello"), "Hello");
	err_clear(&e);
	assert_false(sheet_texts(
	    "a-language-of-no-country", temp_file("more.xml", "<texts/>"), &e));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(gives_texts_of_the_asked_language),
	    cmocka_unit_test(fills_arguments_into_texts),
	    cmocka_unit_test(shows_the_key_of_a_missing_text),
	    cmocka_unit_test(shows_dates),
	    cmocka_unit_test(gives_back_what_is_no_date),
	    cmocka_unit_test(shows_money_and_numbers),
	    cmocka_unit_test(gives_back_what_is_no_figure),
	    cmocka_unit_test(counts_days),
	    cmocka_unit_test(refuses_calls_with_wrong_arguments),
	    cmocka_unit_test(refuses_texts_that_are_wrong),
	    cmocka_unit_test(joins_and_replaces_the_files_of_a_language),
	};

	return cmocka_run_group_tests(tests, init, end);
}
