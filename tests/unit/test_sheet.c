/* test_sheet.c: lib/xml/sheet.c, sheets.c, html.c. */
#include <unistd.h>

#include "sheet.h"

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

int
main(void)
{
	const struct CMUnitTest tests[] = {
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
	};

	return cmocka_run_group_tests(tests, init, end);
}
