/* test_form.c: compiling a form, describing its fields. */
#include "form.h"

#define PLAIN " relevant=\"true\" required=\"false\" readonly=\"false\" "

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

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(describes_fields_for_the_sheet),
	    cmocka_unit_test(stops_rules_that_run_in_a_circle),
	    cmocka_unit_test(refuses_broken_forms),
	};
	return cmocka_run_group_tests(tests, open_arena, close_arena);
}
