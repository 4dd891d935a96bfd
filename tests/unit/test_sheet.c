/* test_sheet.c: lib/xml/sheet.c, func.c, texts.c, date.c, html.c. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "temp.h"
#include "xml/doc.h"
#include "xml/mem.h"
#include "xml/sheet.h"

#define XSL(body)                                                              \
	"<xsl:stylesheet version='1.0' xmlns:kb='urn:kuaibao:xslt' "           \
	"xmlns:xsl='http://www.w3.org/1999/XSL/Transform' "                    \
	"exclude-result-prefixes='kb'><xsl:param name='lang'/>"                \
	"<xsl:param name='p'/>" body "</xsl:stylesheet>"
#define MAIN(body) XSL("<xsl:template match='/'>" body "</xsl:template>")

/* What the sheet makes of the input; `err` filled when it fails. */
static char *
made(const char *sheet, const char *in, const char *lang, struct err *err)
{
	static char out[65536];
	const char *params[] = {"lang", lang, "p", "it's \"<&", NULL};
	struct sheets *all = sheets_new(err);
	struct sheet *s = sheet_load(all, temp_file("t.xsl", sheet), err);
	xmlDoc *d = doc_parse(in, strlen(in), NULL, err);
	struct buf b;
	bool ok;

	buf_init(&b, 0);
	ok = s != NULL && d != NULL && sheet_html(s, d, params, &b, err);
	snprintf(out, sizeof(out), "%s", b.len > 0 ? b.data : "");
	buf_clear(&b);
	xmlFreeDoc(d);
	sheets_free(all);
	return ok ? out : NULL;
}

static void
assert_made(
    const char *sheet, const char *in, const char *lang, const char *want)
{
	struct err e = {0};
	const char *got = made(sheet, in, lang, &e);

	if (got == NULL)
		fail_msg("%s", e.detail);
	assert_string_equal(got, want);
}

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
passes_parameters_as_strings(void **state)
{
	(void)state;
	assert_made(MAIN("<i title='{$p}'><xsl:value-of select='$p'/></i>"),
	    "<a/>", "en",
	    "<i title=\"it's &quot;&lt;&amp;\">it's \"&lt;&amp;"
	    "</i>");
}

static void
writes_html_as_browsers_read_it(void **state)
{
	static const char *const rows[][2] = {
	    {"<html><head><meta charset='u'/></head><body/></html>",
		"<!doctype html>\n<html><head><meta charset=\"u\"></head>"
		"<body></body></html>"},
	    {"<p>a<br/>b<hr/><img src='x' alt=''/><wbr/></p>",
		"<p>a<br>b<hr><img src=\"x\" alt=\"\"><wbr></p>"},
	    {"<div/><span></span><title/>",
		"<div></div><span></span><title></title>"},
	    {"<input disabled='disabled' checked='' required='required' "
	     "value='' name='disabled'/>",
		"<input disabled checked required value=\"\" "
		"name=\"disabled\">"},
	    {"<p hidden='until-found' title='title'/>",
		"<p hidden=\"until-found\" title=\"title\"></p>"},
	    {"<a href='/x?a=1&amp;b=%20'>&lt;&amp;&gt;\"&#160;'</a>",
		"<a href=\"/x?a=1&amp;b=%20\">&lt;&amp;&gt;\"\u00a0'</a>"},
	    {"<pre>\nx</pre><pre>x</pre><textarea>\n\ny</textarea>",
		"<pre>\n\nx</pre><pre>x</pre><textarea>\n\n\ny</textarea>"},
	    {"<script src='/a.js' defer='defer'/>",
		"<script src=\"/a.js\" defer></script>"},
	    {"a<xsl:comment>no</xsl:comment>b", "ab"},
	    {"<b> <i> </i> </b><xsl:text>  x  </xsl:text>",
		"<b><i></i></b>  x  "}};
	char sheet[2000];

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		snprintf(sheet, sizeof(sheet), "%s%s%s",
		    "<xsl:stylesheet version='1.0' xmlns:xsl="
		    "'http://www.w3.org/1999/XSL/Transform'><xsl:output "
		    "method='html'/><xsl:template match='/'>",
		    rows[i][0], "</xsl:template></xsl:stylesheet>");
		assert_made(sheet, "<a/>", "en", rows[i][1]);
	}
}

static void
writes_inline_svg_with_its_case_and_ends(void **state)
{
	(void)state;
	assert_made(MAIN("<p><svg xmlns='http://www.w3.org/2000/svg' "
			 "viewBox='0 0 1 1'><g><linearGradient id='a'/>"
			 "<path d='M0'/><text>快&lt;</text><title/></g></svg>"
			 "<br/></p>"),
	    "<a/>", "en",
	    "<p><svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 1 1\">"
	    "<g><linearGradient id=\"a\"/><path d=\"M0\"/><text>快&lt;</text>"
	    "<title/></g></svg><br></p>");
	assert_made(MAIN("<svg xmlns='http://www.w3.org/2000/svg' xmlns:xlink="
			 "'http://www.w3.org/1999/xlink'><use xlink:href='#a' "
			 "xml:lang='en'/></svg>"),
	    "<a/>", "en",
	    "<svg xmlns=\"http://www.w3.org/2000/svg\"><use xlink:href=\"#a\" "
	    "xml:lang=\"en\"/></svg>");
}

static void
ignores_disabled_escaping(void **state)
{
	(void)state;
	assert_made(MAIN("<b><xsl:value-of select='\"&lt;i>\"' "
			 "disable-output-escaping='yes'/></b>"),
	    "<a/>", "en", "<b>&lt;i&gt;</b>");
}

static void
refuses_scripts_styles_and_full_void_elements(void **state)
{
	static const char *const bad[] = {MAIN("<script>alert(1)</script>"),
	    MAIN("<style>a{}</style>"), MAIN("<p><br>x</br></p>"),
	    MAIN("<script><b/></script>")};

	(void)state;
	for (size_t i = 0; i < sizeof(bad) / sizeof(bad[0]); i++) {
		struct err e = {0};

		assert_null(made(bad[i], "<a/>", "en", &e));
		assert_int_equal(e.kind, ERR_BUG);
	}
}

static void
reaches_no_file_and_no_network(void **state)
{
	static const char *const rows[] = {
	    MAIN("[<xsl:copy-of select='document(\"/etc/hostname\")'/>]"),
	    MAIN("[<xsl:copy-of select='document(\"file:///etc/passwd\")'/>]"),
	    MAIN("[<xsl:copy-of select='document(\"http://127.0.0.1/\")'/>]"),
	    MAIN("[<xsl:copy-of select='document(\"text:zh-CN\")'/>]")};

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		struct err e = {0};
		const char *got = made(rows[i], "<a/>", "en", &e);

		if (got != NULL)
			assert_string_equal(got, "[]");
	}
}

static void
writes_no_file(void **state)
{
	static const char sheet[] =
	    "<xsl:stylesheet version='1.1' xmlns:xsl="
	    "'http://www.w3.org/1999/XSL/Transform' xmlns:e="
	    "'http://exslt.org/common' extension-element-prefixes='e'>"
	    "<xsl:template match='/'><e:document href='/tmp/kb-written'>"
	    "<x/></e:document><xsl:document href='/tmp/kb-written'><x/>"
	    "</xsl:document></xsl:template></xsl:stylesheet>";
	struct err e = {0};

	(void)state;
	unlink("/tmp/kb-written");
	made(sheet, "<a/>", "en", &e);
	assert_int_equal(access("/tmp/kb-written", F_OK), -1);
}

static void
knows_no_exslt(void **state)
{
	static const char sheet[] =
	    "<xsl:stylesheet version='1.0' xmlns:xsl="
	    "'http://www.w3.org/1999/XSL/Transform' xmlns:e="
	    "'http://exslt.org/strings'><xsl:template match='/'>"
	    "<xsl:value-of select='e:concat(/)'/></xsl:template>"
	    "</xsl:stylesheet>";
	struct err e = {0};

	(void)state;
	assert_null(made(sheet, "<a/>", "en", &e));
}

static void
names_what_is_wrong_with_a_sheet(void **state)
{
	static const char *const bad[] = {"<a", "<a/>", "",
	    XSL("<xsl:template match='a['/>"), XSL("<xsl:nonsense/>"),
	    XSL("<xsl:import href='none.xsl'/>"),
	    XSL("<xsl:include href='http://x.example/y.xsl'/>"),
	    MAIN("<xsl:value-of select='1 +'/>"), MAIN("<xsl:call-template/>")};

	(void)state;
	for (size_t i = 0; i < sizeof(bad) / sizeof(bad[0]); i++) {
		struct err e = {0};
		struct sheets *all = sheets_new(&e);

		if (sheet_load(all, temp_file("bad.xsl", bad[i]), &e) != NULL)
			fail_msg("taken: %s", bad[i]);
		sheets_free(all);
		assert_int_equal(e.kind, ERR_BUG);
		assert_non_null(strstr(e.detail, "bad.xsl"));
	}
}

static void
follows_imports_beside_it(void **state)
{
	(void)state;
	temp_file(
	    "part.xsl", XSL("<xsl:template match='a'>part</xsl:template>"));
	assert_made("<xsl:stylesheet version='1.0' xmlns:xsl="
		    "'http://www.w3.org/1999/XSL/Transform'><xsl:import href="
		    "'part.xsl'/></xsl:stylesheet>",
	    "<a/>", "en", "part");
}

/* What two sheets import is one file; each has its own parts and no others. */
static void
keeps_sheets_of_a_set_apart(void **state)
{
	static const char *const params[] = {"lang", "en", NULL};
	static const char *const main_[] = {
	    XSL("<xsl:import href='mid.xsl'/><xsl:template match='b'>first"
		"<xsl:apply-imports/></xsl:template>"
		"<xsl:variable name='v'>one</xsl:variable>"),
	    XSL("<xsl:import href='low.xsl'/><xsl:import href='mid.xsl'/>"
		"<xsl:template match='b[1]'>second</xsl:template>"
		"<xsl:variable name='v'>two</xsl:variable>")};
	static const char *const want[] = {"[first|mid onelow:c]",
	    "[second|mid twolow:c]", "[first|mid onelow:c]"};
	struct err e = {0};
	struct sheets *all = sheets_new(&e);
	struct sheet *s[3];

	(void)state;
	temp_file(
	    "low.xsl", XSL("<xsl:template match='/a'>[<xsl:apply-templates"
			   "/>]</xsl:template><xsl:template match='c[1]'>"
			   "low:<xsl:value-of select='name()'/>"
			   "</xsl:template>"));
	temp_file("mid.xsl", XSL("<xsl:import href='low.xsl'/>"
				 "<xsl:template match='b'>|mid <xsl:value-of "
				 "select='$v'/> </xsl:template>"));
	for (int i = 0; i < 2; i++)
		s[i] = sheet_load(all,
		    temp_file(i == 0 ? "one.xsl" : "two.xsl", main_[i]), &e);
	s[2] = s[0];
	for (int i = 0; i < 3; i++) {
		const char *in =
		    i == 1 ? "<a><b/><b/><c/></a>" : "<a><b/><c/></a>";
		xmlDoc *d = doc_parse(in, strlen(in), NULL, &e);
		struct buf b;

		if (s[i] == NULL)
			fail_msg("%s", e.detail);
		buf_init(&b, 0);
		assert_true(sheet_html(s[i], d, params, &b, &e));
		assert_string_equal(b.data, want[i]);
		buf_clear(&b);
		xmlFreeDoc(d);
	}
	sheets_free(all);
}

static void
refuses_a_template_name_that_stands_twice(void **state)
{
	static const char text[] =
	    XSL("<xsl:template name='twice'/><xsl:template match='/'/>");
	struct err e = {0};
	struct sheets *all = sheets_new(&e);

	(void)state;
	assert_non_null(sheet_load(all, temp_file("once.xsl", text), &e));
	assert_null(sheet_load(all, temp_file("again.xsl", text), &e));
	assert_non_null(strstr(e.detail, "twice"));
	sheets_free(all);
}

static void
fails_when_the_sheet_says_so_with_its_words(void **state)
{
	struct err e = {0};

	(void)state;
	assert_null(made(MAIN("<xsl:message terminate='yes'>no <xsl:value-of "
			      "select='name(*)'/></xsl:message>"),
	    "<foreign/>", "en", &e));
	assert_int_equal(e.kind, ERR_BUG);
	assert_non_null(strstr(e.detail, "no foreign"));
	assert_non_null(strstr(e.detail, "t.xsl"));
}

static void
stops_at_endless_recursion(void **state)
{
	struct err e = {0};

	(void)state;
	assert_null(made(XSL("<xsl:template match='/' name='n'>"
			     "<xsl:call-template name='n'/></xsl:template>"),
	    "<a/>", "en", &e));
	assert_int_equal(e.kind, ERR_BUG);
}

static void
makes_documents_too(void **state)
{
	struct err e = {0};
	struct sheets *all = sheets_new(&e);
	struct sheet *s = sheet_load(all,
	    temp_file("d.xsl",
		MAIN("<letter xmlns='u'><xsl:value-of select='a'/></letter>")),
	    &e);
	xmlDoc *d = doc_parse("<a>x</a>", 8, NULL, &e), *out;

	(void)state;
	out = sheet_doc(s, d, NULL, &e);
	assert_non_null(out);
	xmlFreeDoc(d);
	sheets_free(all);
	assert_string_equal(node_text(xmlDocGetRootElement(out)), "x");
	xmlFreeDoc(out);
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

static int
init(void **state)
{
	struct err e = {0};

	(void)state;
	return xmlmem_init(&e) &&
		       sheet_texts("zh-CN",
			   temp_file("zh.xml",
			       "<texts xml:lang='zh-CN'><!-- c -->"
			       "<t k='hello'>你好</t>"
			       "<t k='of'>共 {1} 之 {0}</t></texts>"),
			   &e) &&
		       sheet_texts("en",
			   temp_file("en.xml",
			       "<texts><t k='hello'>Hello</t>"
			       "<t k='x'>the x</t>"
			       "<t k='of'>{0} of {1} {x} {9} {0}</t>"
			       "</texts>"),
			   &e)
		   ? 0
		   : -1;
}

static int
end(void **state)
{
	sheet_texts_clear();
	return temp_remove(state);
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
	    cmocka_unit_test(passes_parameters_as_strings),
	    cmocka_unit_test(writes_html_as_browsers_read_it),
	    cmocka_unit_test(writes_inline_svg_with_its_case_and_ends),
	    cmocka_unit_test(ignores_disabled_escaping),
	    cmocka_unit_test(refuses_scripts_styles_and_full_void_elements),
	    cmocka_unit_test(reaches_no_file_and_no_network),
	    cmocka_unit_test(writes_no_file),
	    cmocka_unit_test(knows_no_exslt),
	    cmocka_unit_test(names_what_is_wrong_with_a_sheet),
	    cmocka_unit_test(follows_imports_beside_it),
	    cmocka_unit_test(keeps_sheets_of_a_set_apart),
	    cmocka_unit_test(refuses_a_template_name_that_stands_twice),
	    cmocka_unit_test(fails_when_the_sheet_says_so_with_its_words),
	    cmocka_unit_test(stops_at_endless_recursion),
	    cmocka_unit_test(makes_documents_too),
	    cmocka_unit_test(refuses_texts_that_are_wrong),
	    cmocka_unit_test(joins_and_replaces_the_files_of_a_language),
	};

	return cmocka_run_group_tests(tests, init, end);
}
