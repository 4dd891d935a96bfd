/* test_form.c: pages, pairs, rules, clean data; forms from small XML. */
#include "vectors.h"

#include "form/form.h"
#include "xml/doc.h"

static struct arena *arena;

/* A form, a case with its data element, and what came of the last check. */
struct bench {
	xmlDoc *procedure, *kase;
	struct form *form;
	xmlNode *data, *clean;
	struct form_error *errors;
	struct err err;
};

#define PAGES(s)                                                               \
	"<form xmlns='urn:kuaibao:procedure:1' name='apply'>" s "</form>"
#define PAGE(s) PAGES("<page name='p'>" s "</page>")

static void
bench_open(struct bench *b, const char *form, const char *data)
{
	struct buf kase;

	memset(b, 0, sizeof(*b));
	buf_init(&kase, 0);
	buf_addf(&kase,
	    "<case today='2026-11-21'><parameter><staff>20</staff>"
	    "</parameter><party><applicant region='370200' region-name='青岛市'"
	    "/></party><record><apply>%s</apply></record></case>",
	    data);
	b->procedure = doc_parse(form, strlen(form), NULL, &b->err);
	b->kase = doc_parse(kase.data, kase.len, NULL, &b->err);
	buf_clear(&kase);
	assert_non_null(b->procedure);
	assert_non_null(b->kase);
	b->data = node_child(
	    node_child(xmlDocGetRootElement(b->kase), "record"), "apply");
	b->form = form_new(xmlDocGetRootElement(b->procedure), &b->err);
	if (b->form == NULL)
		fail_msg("%s", b->err.detail);
}

static void
bench_close(struct bench *b)
{
	xmlFreeNode(b->clean);
	form_free(b->form);
	xmlFreeDoc(b->procedure);
	xmlFreeDoc(b->kase);
	arena_reset(arena);
}

static bool
take_page(struct bench *b, size_t page, const char *body)
{
	struct post post;

	err_clear(&b->err);
	assert_true(
	    post_urlenc(body, strlen(body), NULL, arena, &post, &b->err));
	return form_take(b->form, page, &post, b->data, arena, &b->err);
}

static void
take(struct bench *b, const char *body)
{
	if (!take_page(b, 0, body))
		fail_msg("%s: %s", b->err.code, b->err.arg);
}

static void
data_is(const struct bench *b, const char *want)
{
	struct err err = {0};
	struct buf out;

	buf_init(&out, 0);
	assert_true(node_write(b->data, &out, &err));
	assert_string_equal(out.data, want);
	buf_clear(&out);
}

/* The errors as "path code arg;"; warnings begin with "?". */
static void
check_page(struct bench *b, size_t page, const char *want)
{
	struct buf out;

	buf_init(&out, 0);
	xmlFreeNode(b->clean);
	b->clean = NULL;
	if (!form_check(b->form, page, b->data, "2026-11-21", arena, &b->errors,
		&b->clean, &b->err))
		fail_msg("%s: %s", b->err.code, b->err.detail);
	for (struct form_error *e = b->errors; e != NULL; e = e->next)
		buf_addf(&out, "%s%s %s %s;", e->warning ? "?" : "", e->path,
		    e->code, e->arg);
	assert_string_equal(out.len > 0 ? out.data : "", want);
	buf_clear(&out);
}

static void
check(struct bench *b, const char *want)
{
	check_page(b, form_pages(b->form), want);
}

static void
clean_is(const struct bench *b, const char *want)
{
	struct err err = {0};
	struct buf out;

	assert_non_null(b->clean);
	buf_init(&out, 0);
	assert_true(node_write(b->clean, &out, &err));
	assert_string_equal(out.data, want);
	buf_clear(&out);
}

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

static void
described_as(struct bench *b, const char *want)
{
	struct err err = {0};
	struct buf out;
	xmlDoc *doc = xmlNewDoc(BAD_CAST "1.0");
	xmlNode *into = xmlNewDocNode(doc, NULL, BAD_CAST "form", NULL);

	buf_init(&out, 0);
	xmlDocSetRootElement(doc, into);
	assert_true(form_describe(b->form, 0, b->data, into, arena, &err));
	assert_true(node_write(into, &out, &err));
	assert_string_equal(out.data, want);
	buf_clear(&out);
	xmlFreeDoc(doc);
}

#define PLAIN " relevant=\"true\" required=\"false\" readonly=\"false\" "

static void
describes_fields_for_the_sheet(void **state)
{
	struct bench b;

	(void)state;
	bench_open(&b,
	    PAGE(
		"<field name='m' kind='money' unit='万元' "
		"required='true()'/><field name='i' kind='id'/><field name='t' "
		"kind='text' relevant='false()'/><repeat name='r' min='1' "
		"max='2'><field name='x' kind='integer' "
		"calculate='1'/></repeat>"
		"<attachment name='f' max='1'/>"),
	    "<t>kept</t><f ref='1'/>");
	take(&b, "m=150.5&i=11010519491231002X");
	described_as(&b,
	    "<form><field path=\"m\" relevant=\"true\" "
	    "required=\"true\" readonly=\"false\" kind=\"money\" "
	    "value=\"150.5\" show=\"150.5万元\" show-en=\"CNY 1,505,000\"/>"
	    "<field path=\"i\"" PLAIN "kind=\"id\" "
	    "value=\"11010519491231002X\" show=\"110105********002X\" "
	    "show-en=\"110105********002X\"/>"
	    "<field path=\"t\" relevant=\"false\" required=\"false\" "
	    "readonly=\"false\" kind=\"text\" value=\"kept\"/>"
	    "<field path=\"r\"" PLAIN "kind=\"repeat\" count=\"1\" "
	    "more=\"true\" fewer=\"false\"/>"
	    "<field path=\"r[1]/x\" relevant=\"true\" required=\"false\" "
	    "readonly=\"true\" kind=\"integer\" value=\"1\"/>"
	    "<field path=\"f\"" PLAIN "kind=\"attachment\" count=\"1\" "
	    "more=\"false\"/></form>");
	take(&b, "m=lots");
	described_as(&b,
	    "<form><field path=\"m\" relevant=\"true\" "
	    "required=\"true\" readonly=\"false\" kind=\"money\" bad=\"yes\" "
	    "value=\"lots\"/><field path=\"i\"" PLAIN "kind=\"id\" "
	    "value=\"11010519491231002X\" show=\"110105********002X\" "
	    "show-en=\"110105********002X\"/>"
	    "<field path=\"t\" relevant=\"false\" required=\"false\" "
	    "readonly=\"false\" kind=\"text\" value=\"kept\"/>"
	    "<field path=\"r\"" PLAIN "kind=\"repeat\" count=\"1\" "
	    "more=\"true\" fewer=\"false\"/>"
	    "<field path=\"r[1]/x\" relevant=\"true\" required=\"false\" "
	    "readonly=\"true\" kind=\"integer\" value=\"1\"/>"
	    "<field path=\"f\"" PLAIN "kind=\"attachment\" count=\"1\" "
	    "more=\"false\"/></form>");
	bench_close(&b);
}

static size_t
count_children(const xmlNode *n)
{
	size_t k = 0;

	for (n = n->children; n != NULL; n = n->next)
		k++;
	return k;
}

static void
stops_rules_that_run_in_a_circle(void **state)
{
	struct bench b;

	(void)state;
	bench_open(&b,
	    PAGE("<field name='a' kind='text' relevant='not(b)'/>"
		 "<field name='b' kind='text' relevant='not(a)'/>"
		 "<field name='n' kind='integer' "
		 "calculate=\"number(concat('0', n)) + 1\"/>"),
	    "<a>1</a><b>2</b>");
	assert_true(form_check(
	    b.form, 1, b.data, "2026-11-21", arena, &b.errors, NULL, &b.err));
	assert_int_equal(count_children(b.data), 2 + 1);
	bench_close(&b);
}

static void
refuses_broken_forms(void **state)
{
	static const char *const bad[][2] = {{PAGES(""), "without pages"},
	    {"<form><page name='p'/></form>", "without a name"},
	    {PAGES("<page/>"), "without a name"},
	    {PAGE("<field kind='text'/>"), "without a right name"},
	    {PAGE("<field name='_a' kind='text'/>"), "without a right name"},
	    {PAGE("<field name='a'/>"), "no such kind"},
	    {PAGE("<field name='a' kind='colour'/>"), "no such kind: colour"},
	    {PAGE("<field name='a' kind='choice'/>"), "choice of nothing"},
	    {PAGE("<field name='a' kind='text' required='1 +'/>"), "required"},
	    {PAGE("<field name='a' kind='text' constraint='$x'/>"),
		"constraint"},
	    {PAGE("<field name='a' kind='text' calculate='document(1)'/>"),
		"calculate"},
	    {PAGE("<repeat name='r' min='x'/>"), "not a number"},
	    {PAGE("<repeat name='r' min='3' max='2'/>"), "min above max"},
	    {PAGE("<repeat name='r'><repeat name='s'/></repeat>"),
		"hold fields only"},
	    {PAGE("<field name='a' kind='text'/><field name='a' "
		  "kind='text'/>"),
		"two parts named a"},
	    {PAGES("<page name='p'><field name='a' kind='text'/></page>"
		   "<page name='q'><field name='a' kind='text'/></page>"),
		"two parts named a"}};

	(void)state;
	for (size_t i = 0; i < sizeof(bad) / sizeof(bad[0]); i++) {
		struct err err = {0};
		xmlDoc *d = doc_parse(bad[i][0], strlen(bad[i][0]), NULL, &err);

		assert_non_null(d);
		assert_null(form_new(xmlDocGetRootElement(d), &err));
		assert_int_equal(err.kind, ERR_INPUT);
		if (strstr(err.arg, bad[i][1]) == NULL ||
		    strstr(err.arg, "line 1") == NULL)
			fail_msg("%s: not %s", err.arg, bad[i][1]);
		xmlFreeDoc(d);
	}
	form_free(NULL);
}

static int
open_arena(void **state)
{
	(void)state;
	arena = arena_new(64 << 20);
	return arena != NULL ? 0 : -1;
}

static int
close_arena(void **state)
{
	(void)state;
	arena_free(arena);
	return 0;
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

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(stores_canonical_or_as_typed),
	    cmocka_unit_test(refuses_names_it_does_not_know),
	    cmocka_unit_test(adds_and_removes_items),
	    cmocka_unit_test(hides_what_is_not_relevant_from_all_rules),
	    cmocka_unit_test(passes_over_pages_and_repeats_that_do_not_count),
	    cmocka_unit_test(asks_constraints_of_values_only),
	    cmocka_unit_test(computes_and_presets),
	    cmocka_unit_test(ignores_what_is_posted_to_readonly_fields),
	    cmocka_unit_test(joins_ticked_boxes),
	    cmocka_unit_test(judges_attachments),
	    cmocka_unit_test(takes_xml_like_a_form),
	    cmocka_unit_test(says_where_in_the_document),
	    cmocka_unit_test(describes_fields_for_the_sheet),
	    cmocka_unit_test(stops_rules_that_run_in_a_circle),
	    cmocka_unit_test(refuses_broken_forms),
	    cmocka_unit_test(takes_a_pasted_table),
	};
	return cmocka_run_group_tests(tests, open_arena, close_arena);
}
