/* test_form_take.c: what was posted becomes data. */
#include "form.h"

static void
stores_canonical_or_as_typed(void **state)
{
	struct bench b;

	(void)state;
	bench_open(&b,
	    PAGE(
		"<field name='code' kind='uscc'/>"
		"<field name='day' kind='date'/><field name='sum' kind='money' "
		"unit='万元'/><field name='note' kind='longtext'/>"),
	    "");
	take(&b, "code=9135+0100m000100y43&day=2026/11/21&sum=150&"
		 "note=+a%0D%0Ab+");
	data_is(&b, "<apply><code>91350100M000100Y43</code><day>2026-11-21"
		    "</day><sum>150000000</sum><note>a\nb</note></apply>");
	check(&b, "");
	take(&b, "code=91350100M000100Y44&day=2026-02-30&sum=%2B1x&note=c");
	data_is(&b,
	    "<apply><code bad=\"yes\">91350100M000100Y44</code>"
	    "<day bad=\"yes\">2026-02-30</day><sum bad=\"yes\">+1x</sum>"
	    "<note>c</note></apply>");
	check(&b, "code uscc-check 3;day date-real 28;sum money-form 万元;");
	assert_null(b.clean);
	take(&b, "code=&day=20261121&sum=1.5&note=c");
	data_is(&b, "<apply><code/><day>2026-11-21</day><sum>1500000</sum>"
		    "<note>c</note></apply>");
	check(&b, "");
	/* Checked twice, money is not multiplied twice. */
	check(&b, "");
	clean_is(&b, "<apply><day>2026-11-21</day><sum>1500000</sum>"
		     "<note>c</note></apply>");
	bench_close(&b);
}

static void
refuses_names_it_does_not_know(void **state)
{
	static const char *const bad[][2] = {{"b=1", "field-unknown"},
	    {"a[1]=1", "field-unknown"}, {"r=1", "field-unknown"},
	    {"r[0]/x=1", "field-unknown"}, {"r[01]/x=1", "field-unknown"},
	    {"r[1]/y=1", "field-unknown"}, {"r[1]x=1", "field-unknown"},
	    {"r[1]/=1", "field-unknown"}, {"r[4]/x=1", "field-unknown"},
	    {"r[-1]/x=1", "field-unknown"}, {"r[1/x=1", "field-unknown"},
	    {"=1", "field-unknown"},
	    {"r[99999999999999999999]/x=1", "field-unknown"},
	    {"other=1", "field-unknown"}, {"A=1", "field-unknown"},
	    {"a=1&a=1", "field-doubled"},
	    {"r[1]/x=1&r[1]/x=2", "field-doubled"},
	    {"do=add:a", "field-unknown"}, {"do=remove:r", "field-unknown"},
	    {"do=remove:r:x", "field-unknown"}, {"do=add:", "field-unknown"}};
	struct bench b;

	(void)state;
	bench_open(&b,
	    PAGES("<page name='p'><field name='a' kind='text'/>"
		  "<repeat name='r' max='3'><field name='x' kind='integer'/>"
		  "</repeat></page><page name='q'><field name='other' "
		  "kind='text'/>"
		  "</page>"),
	    "");
	for (size_t i = 0; i < sizeof(bad) / sizeof(bad[0]); i++) {
		if (take_page(&b, 0, bad[i][0]))
			fail_msg("taken: %s", bad[i][0]);
		assert_int_equal(b.err.kind, ERR_INPUT);
		assert_string_equal(b.err.code, bad[i][1]);
	}
	take(&b, "a=1&csrf=x&request=y&do=next&revision=3&page=p&_any=1&"
		 "r[3]/x=7");
	data_is(&b, "<apply><a>1</a><r><x>1</x></r><r/><r><x>7</x></r>"
		    "</apply>");
	bench_close(&b);
}

static void
adds_and_removes_items(void **state)
{
	struct bench b;

	(void)state;
	bench_open(&b,
	    PAGE("<repeat name='r' min='1' max='3'><field name='x' "
		 "kind='text' required='true()'/></repeat>"),
	    "");
	check(&b, "r[1]/x field-required ;");
	take(&b, "r[1]/x=one&do=add:r");
	take(&b, "r[1]/x=one&r[2]/x=two&do=add:r");
	take(&b, "r[1]/x=one&r[2]/x=two&r[3]/x=&do=add:r");
	data_is(&b, "<apply><r><x>one</x></r><r><x>two</x></r><r><x/></r>"
		    "</apply>");
	check(&b, "r[3]/x field-required ;");
	take(&b, "r[1]/x=1&r[2]/x=2&r[3]/x=3&do=remove:r:2");
	data_is(&b, "<apply><r><x>1</x></r><r><x>3</x></r></apply>");
	take(&b, "do=remove:r:9");
	check(&b, "");
	clean_is(&b, "<apply><r><x>1</x></r><r><x>3</x></r></apply>");
	bench_close(&b);
	bench_open(&b,
	    PAGE("<repeat name='r' min='2' max='3'><field name='x' "
		 "kind='text'/></repeat>"),
	    "<r><x>1</x></r>");
	check(&b, "r repeat-few 2;");
	bench_close(&b);
	bench_open(&b,
	    PAGE("<repeat name='r' max='2'><field name='x' "
		 "kind='text'/></repeat>"),
	    "<r><x>1</x></r><r><x>2</x></r><r><x>3</x></r>");
	check(&b, "r repeat-many 2;");
	bench_close(&b);
}

static void
ignores_what_is_posted_to_readonly_fields(void **state)
{
	struct bench b;

	(void)state;
	bench_open(&b,
	    PAGE("<field name='lock' kind='yes-no'/><field name='a' "
		 "kind='text' readonly=\"lock='yes'\"/><field name='code' "
		 "kind='region' default='/case/party/applicant/@region' "
		 "readonly='true()'/><repeat name='r'><field name='x' "
		 "kind='text' "
		 "readonly='true()'/></repeat>"),
	    "");
	take(&b, "lock=no&a=1&code=110000&r[1]/x=forged");
	check(&b, "");
	clean_is(&b, "<apply><lock>no</lock><a>1</a><code>370200</code>"
		     "</apply>");
	take(&b, "lock=yes&a=2");
	take(&b, "lock=yes&a=3");
	check(&b, "");
	clean_is(&b, "<apply><lock>yes</lock><a>2</a><code>370200</code>"
		     "</apply>");
	bench_close(&b);
}

static void
joins_ticked_boxes(void **state)
{
	struct bench b;

	(void)state;
	bench_open(&b,
	    PAGE("<field name='on' kind='yes-no'/><field name='c' "
		 "kind='choices' relevant=\"on='yes'\" required='true()'>"
		 "<option value='a'/><option value='b'/><option value='c'/>"
		 "</field>"),
	    "");
	take(&b, "on=yes&c=a&c=c&c=a");
	check(&b, "");
	clean_is(&b, "<apply><on>yes</on><c>a c</c></apply>");
	take(&b, "on=yes&c=a&c=d");
	check(&b, "c choice-unknown d;");
	take(&b, "on=yes");
	check(&b, "c field-required ;");
	/* Not to be seen when the page was filled in: kept. */
	take(&b, "on=yes&c=b");
	take(&b, "on=no&c=b");
	take(&b, "on=yes");
	check(&b, "");
	clean_is(&b, "<apply><on>yes</on><c>b</c></apply>");
	bench_close(&b);
}

/* A message may bring what is right but not canonical, and what nobody knows:
 * the clean copy has the form's order and nothing else. */
static void
takes_xml_like_a_form(void **state)
{
	struct bench b;

	(void)state;
	bench_open(&b,
	    PAGE("<field name='code' kind='uscc'/><field name='d' "
		 "kind='date'/><field name='m' kind='money' unit='万元'/>"),
	    "<m>150000000</m><d>2026年11月21日</d><evil x='1'>?</evil>"
	    "<code a='b'>９１３５０１００m000100y43</code>");
	check(&b, "");
	clean_is(&b, "<apply><code>91350100M000100Y43</code><d>2026-11-21</d>"
		     "<m>150000000</m></apply>");
	bench_close(&b);
	bench_open(&b, PAGE("<field name='m' kind='money' unit='万元'/>"),
	    "<m>150.5万元</m>");
	check(&b, "m money-form 万元;");
	bench_close(&b);
}

/* A table pasted: header by label, options by label, quotes, wrong cells kept
 * with their row; the wrong rows dropped. */
static void
takes_a_pasted_table(void **state)
{
	static const char form[] =
	    PAGE("<repeat name='row' min='1' max='4' import='yes'>"
		 "<label xml:lang='zh-CN'>行</label>"
		 "<field name='name' kind='text' required='true()'>"
		 "<label xml:lang='zh-CN'>名称</label></field>"
		 "<field name='day' kind='date'>"
		 "<label xml:lang='zh-CN'>日期</label></field>"
		 "<field name='tier' kind='choice'>"
		 "<label xml:lang='zh-CN'>等级</label>"
		 "<option value='a'><label xml:lang='zh-CN'>甲</label></option>"
		 "<option value='b'><label xml:lang='zh-CN'>乙</label></option>"
		 "</field></repeat>");
	struct bench b;

	(void)state;
	bench_open(&b, form, "<row/>");
	take(&b,
	    "do=import:row&_rows:row=%E7%AD%89%E7%BA%A7%09%E5%90%8D%E7%A7%B0%0D"
	    "%0A%E4%B9%99%09x%0D%0Ac%09%22y%20%22%22z%22%22%22%0D%0A%0D%0A");
	data_is(&b, "<apply><row><tier>b</tier><name>x</name></row>"
		    "<row><tier>c</tier><name>y \"z\"</name></row></apply>");
	take(
	    &b, "do=import:row&_rows:row=w,2026-01-02,%E7%94%B2%0Av,2026-13-1");
	check_page(&b, 0,
	    "row[2]/tier choice-unknown c;"
	    "row[4]/day date-month 13;");
	assert_int_equal(form_keep_right(b.data, "row", b.errors), 2);
	data_is(&b,
	    "<apply><row><tier>b</tier><name>x</name></row><row><name>w</name>"
	    "<day>2026-01-02</day><tier>a</tier></row></apply>");
	take(&b, "do=import:row&_rows:row=<rows><r><name>q</name></r></rows>");
	assert_false(
	    take_page(&b, 0, "do=import:row&_rows:row=name,odd%0Aa,b"));
	assert_string_equal(b.err.code, "rows-column");
	assert_string_equal(b.err.arg, "odd");
	assert_false(take_page(&b, 0, "do=import:row&_rows:row=a,b,c,d,e"));
	assert_string_equal(b.err.code, "rows-width");
	assert_false(take_page(&b, 0, "do=import:row&_rows:row=a%0Ab%0Ac"));
	assert_string_equal(b.err.code, "repeat-many");
	assert_false(take_page(&b, 0, "do=import:row&_rows:row=%20%0A"));
	assert_string_equal(b.err.code, "rows-none");
	bench_close(&b);
}

/* The same table once more, mended: in place of what was taken before; one that
 * cannot be read takes nothing away. */
static void
takes_a_table_in_place_of_another(void **state)
{
	static const char form[] =
	    PAGE("<repeat name='row' min='1' max='3' import='yes'>"
		 "<label xml:lang='zh-CN'>行</label>"
		 "<field name='name' kind='text' required='true()'>"
		 "<label xml:lang='zh-CN'>名称</label></field>"
		 "</repeat>");
	static const char two[] = "<apply><row><name>a</name></row>"
				  "<row><name>b</name></row></apply>";
	struct bench b;

	(void)state;
	bench_open(&b, form, "<row/>");
	take(&b, "do=import:row&_rows:row=a%0Ab");
	data_is(&b, two);
	assert_false(
	    take_page(&b, 0, "do=replace:row&_rows:row=name,odd%0Aa,b"));
	data_is(&b, two);
	assert_false(
	    take_page(&b, 0, "do=replace:row&_rows:row=c%0Ad%0Ae%0Af"));
	assert_string_equal(b.err.code, "repeat-many");
	data_is(&b, two);
	take(&b, "do=replace:row&_rows:row=c%0Ad%0Ae");
	data_is(&b, "<apply><row><name>c</name></row><row><name>d</name></row>"
		    "<row><name>e</name></row></apply>");
	bench_close(&b);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(stores_canonical_or_as_typed),
	    cmocka_unit_test(refuses_names_it_does_not_know),
	    cmocka_unit_test(adds_and_removes_items),
	    cmocka_unit_test(ignores_what_is_posted_to_readonly_fields),
	    cmocka_unit_test(joins_ticked_boxes),
	    cmocka_unit_test(takes_xml_like_a_form),
	    cmocka_unit_test(takes_a_pasted_table),
	    cmocka_unit_test(takes_a_table_in_place_of_another),
	};
	return cmocka_run_group_tests(tests, open_arena, close_arena);
}
