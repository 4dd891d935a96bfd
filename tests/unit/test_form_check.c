/* test_form_check.c: rules over data, errors, clean data. */
#include "form.h"

/* a opens b, b opens c: when a closes, both are gone though b still says yes;
 * what was typed stays in the data. */
static void
hides_what_is_not_relevant_from_all_rules(void **state)
{
	struct bench b;

	(void)state;
	bench_open(&b,
	    PAGE("<field name='c' kind='text' relevant=\"b='yes'\" "
		 "required='true()'/><field name='a' kind='yes-no'/>"
		 "<field name='b' kind='yes-no' relevant=\"a='yes'\"/>"
		 "<field name='n' kind='integer' calculate='count(b)'/>"),
	    "");
	take(&b, "a=yes&b=yes");
	check(&b, "c field-required ;");
	take(&b, "a=yes&b=yes&c=typed");
	check(&b, "");
	clean_is(&b, "<apply><c>typed</c><a>yes</a><b>yes</b><n>1</n></apply>");
	take(&b, "a=no");
	check(&b, "");
	clean_is(&b, "<apply><a>no</a><n>0</n></apply>");
	data_is(&b, "<apply><n>0</n><a>no</a><b>yes</b><c>typed</c></apply>");
	take(&b, "a=yes");
	check(&b, "");
	clean_is(&b, "<apply><c>typed</c><a>yes</a><b>yes</b><n>1</n></apply>");
	bench_close(&b);
}

/* The fixture's case has a party `applicant`, and none named `centre`. */
static void
finds_the_party_that_a_field_names(void **state)
{
	struct bench b;

	(void)state;
	bench_open(&b,
	    "<procedure xmlns='urn:kuaibao:procedure:1'><parties>"
	    "<party name='applicant' is='field' value='record/apply/a'/>"
	    "<party name='centre' is='field' value='record/apply/c'/>"
	    "</parties><form name='apply'><page name='p'>"
	    "<field name='a' kind='register' register='r'/>"
	    "<field name='c' kind='register' register='r'/>"
	    "<field name='d' kind='register' register='r'/>"
	    "</page></form></procedure>",
	    "");
	take(&b, "a=x&d=x");
	check(&b, "");
	take(&b, "a=x&c=nobody&d=x");
	check(&b, "c party-unknown nobody;");
	bench_close(&b);
}

static void
passes_over_pages_and_repeats_that_do_not_count(void **state)
{
	struct bench b;

	(void)state;
	bench_open(&b,
	    PAGES("<page name='p'><field name='type' kind='choice'>"
		  "<option value='design'/><option value='all'/></field></page>"
		  "<page name='q' relevant=\"type='design'\"><field name='x' "
		  "kind='integer' required='true()'/><attachment name='f' "
		  "required='true()'/></page><page name='s'><repeat name='r' "
		  "min='1' relevant=\"type='all'\"><field name='y' kind='text' "
		  "required='true()'/></repeat></page>"),
	    "");
	take(&b, "type=design");
	assert_true(form_page_relevant(b.form, 1, b.data));
	check(&b, "x field-required ;f attachment-required ;");
	check_page(&b, 2, "");
	take(&b, "type=all");
	assert_false(form_page_relevant(b.form, 1, b.data));
	assert_true(form_page_relevant(b.form, 2, b.data));
	check(&b, "r[1]/y field-required ;");
	check_page(&b, 1, "");
	take(&b, "type=none");
	check_page(&b, 0, "type choice-unknown none;");
	assert_null(form_page_name(b.form, 3));
	assert_int_equal(form_pages(b.form), 3);
	assert_string_equal(form_name(b.form), "apply");
	bench_close(&b);
}

static void
asks_constraints_of_values_only(void **state)
{
	struct bench b;

	(void)state;
	bench_open(&b,
	    PAGE(
		"<field name='staff' kind='integer' "
		"constraint='staff &gt;= /case/parameter/staff'/>"
		"<field name='end' kind='date' "
		"constraint=\"translate(end,'-','')"
		" &gt; translate(/case/@today,'-','')\" warn=\"not(starts-with("
		"end,'2030'))\"/><repeat name='r'><field name='year' "
		"kind='year' "
		"constraint='not(preceding-sibling::r/year = "
		"year)'/></repeat>"),
	    "");
	check(&b, "");
	take(&b, "staff=19&end=2026-11-21");
	check(&b, "staff alert 19;end alert 2026-11-21;");
	take(&b, "staff=20&end=2026-11-22");
	check(&b, "");
	take(&b, "staff=x&end=2030-01-01&r[1]/year=2024&r[2]/year=2024");
	check(&b, "staff integer-form ;?end warning 2030-01-01;"
		  "r[2]/year alert 2024;");
	take(&b, "staff=21&r[2]/year=2025");
	check(&b, "?end warning 2030-01-01;");
	clean_is(&b,
	    "<apply><staff>21</staff><end>2030-01-01</end>"
	    "<r><year>2024</year></r><r><year>2025</year></r></apply>");
	bench_close(&b);
}

static void
computes_and_presets(void **state)
{
	struct bench b;

	(void)state;
	bench_open(&b,
	    PAGE(
		"<field name='city' kind='text' "
		"default='/case/party/applicant/@region-name'/>"
		"<field name='title' kind='text' readonly='true()' "
		"calculate=\"concat('中国（', city, '）')\"/>"
		"<repeat name='r' min='2'><field name='a' kind='money'/>"
		"<field name='half' kind='decimal' calculate='a div 200'/>"
		"</repeat><field name='all' kind='money' calculate='sum(r/a)'/>"
		"<field name='ratio' kind='decimal' calculate='1 div none'/>"),
	    "");
	check(&b, "r repeat-few 2;");
	data_is(&b, "<apply><r/><r/><city>青岛市</city><title>中国（青岛市）"
		    "</title><all>0</all></apply>");
	/* More than a double writes without an exponent; all is exact. */
	take(&b, "city=青岛&title=Nobody&r[1]/a=99999999999.99&r[2]/a=0.01&"
		 "all=5");
	check(&b, "");
	clean_is(&b, "<apply><city>青岛</city><title>中国（青岛）</title>"
		     "<r><a>9999999999999</a><half>49999999999.995</half></r>"
		     "<r><a>1</a><half>0.005</half></r>"
		     "<all>10000000000000</all></apply>");
	/* Emptied on purpose is not preset again. */
	take(&b, "city=");
	check(&b, "");
	assert_string_equal(node_text(node_child(b.data, "city")), "");
	bench_close(&b);
}

static void
judges_attachments(void **state)
{
	struct bench b;

	(void)state;
	bench_open(&b,
	    PAGE("<attachment name='plan' required='true()' "
		 "max='2' types='pdf jpg' megabytes='1'/>"),
	    "");
	check(&b, "plan attachment-required ;");
	take(&b, "plan=C%3A%5Cplan.pdf");
	data_is(&b, "<apply/>");
	bench_close(&b);
	bench_open(&b,
	    PAGE("<attachment name='plan' required='true()' "
		 "max='2' types='pdf jpg' megabytes='1'/>"),
	    "<plan ref='1' name='a.PDF' size='1048576'/>"
	    "<plan ref='2' name='b.jpeg' size='10'/>");
	check(&b, "");
	clean_is(&b, "<apply><plan ref=\"1\" name=\"a.PDF\" size=\"1048576\"/>"
		     "<plan ref=\"2\" name=\"b.jpeg\" size=\"10\"/></apply>");
	bench_close(&b);
	bench_open(&b,
	    PAGE("<attachment name='plan' max='2' types='pdf' "
		 "megabytes='1'/>"),
	    "<plan ref='1' name='a.exe' size='1'/>"
	    "<plan ref='2' name='pdf' size='1'/>"
	    "<plan ref='3' name='a.pdf' size='1048577'/>");
	check(&b, "plan attachment-type a.exe;plan attachment-type pdf;"
		  "plan attachment-large 1;plan attachment-many 2;");
	bench_close(&b);
}

static void
says_where_in_the_document(void **state)
{
	struct bench b;

	(void)state;
	bench_open(&b,
	    PAGE("<repeat name='r'><field name='x' kind='integer'/>"
		 "</repeat>"),
	    "<r><x>a</x></r>");
	check(&b, "r[1]/x integer-form ;");
	assert_string_equal(b.errors->xpath, "/case/record/apply/r[1]/x");
	assert_string_equal(b.errors->page, "p");
	bench_close(&b);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(hides_what_is_not_relevant_from_all_rules),
	    cmocka_unit_test(finds_the_party_that_a_field_names),
	    cmocka_unit_test(passes_over_pages_and_repeats_that_do_not_count),
	    cmocka_unit_test(asks_constraints_of_values_only),
	    cmocka_unit_test(computes_and_presets),
	    cmocka_unit_test(judges_attachments),
	    cmocka_unit_test(says_where_in_the_document),
	};
	return cmocka_run_group_tests(tests, open_arena, close_arena);
}
