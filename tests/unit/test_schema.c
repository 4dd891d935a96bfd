/* test_schema.c: lib/xml/schema.c. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include <string.h>

#include "temp.h"
#include "xml/doc.h"
#include "xml/mem.h"
#include "xml/schema.h"

#define RNG                                                                    \
	"xmlns='http://relaxng.org/ns/structure/1.0' "                         \
	"datatypeLibrary='http://www.w3.org/2001/XMLSchema-datatypes'"

static const char grammar[] =
    "<element name='list' " RNG "><zeroOrMore><element name='item'>"
    "<attribute name='n'><data type='positiveInteger'/></attribute>"
    "<text/></element></zeroOrMore></element>";

struct seen {
	int n, lines[60];
	char text[200];
};

static void
note(void *ctx, int line, const char *text)
{
	struct seen *s = ctx;

	assert_true(s->n < 60);
	s->lines[s->n++] = line;
	snprintf(s->text, sizeof(s->text), "%s", text);
}

static bool
check(const char *xml, struct seen *seen)
{
	struct err e = {0};
	struct schema *s = schema_load(temp_file("list.rng", grammar), &e);
	xmlDoc *d = doc_parse(xml, strlen(xml), NULL, &e);
	bool ok;

	if (s == NULL || d == NULL)
		fail_msg("%s", e.detail);
	memset(seen, 0, sizeof(*seen));
	ok = schema_check(s, d, note, seen);
	assert_int_equal(ok, schema_check(s, d, NULL, NULL));
	xmlFreeDoc(d);
	schema_free(s);
	return ok;
}

static void
takes_what_fits(void **state)
{
	struct seen seen;

	(void)state;
	assert_true(check("<list/>", &seen));
	assert_true(
	    check("<list><item n='1'>x</item><item n='2'/></list>", &seen));
	assert_int_equal(seen.n, 0);
}

static void
names_line_and_rule_of_what_does_not(void **state)
{
	struct seen seen;

	(void)state;
	assert_false(
	    check("<list>\n<item n='1'/>\n<item n='0'/>\n</list>", &seen));
	assert_true(seen.n >= 1);
	assert_int_equal(seen.lines[0], 3);
	assert_true(strlen(seen.text) > 0);
	assert_null(strchr(seen.text, '\n'));
	assert_false(check("<list><other/></list>", &seen));
	assert_false(check("<list><item/></list>", &seen));
	assert_false(check("<lists/>", &seen));
	assert_false(check("<list xmlns='u'/>", &seen));
}

static void
reports_in_document_order_and_not_without_end(void **state)
{
	struct buf b;
	struct seen seen;

	(void)state;
	buf_init(&b, 0);
	buf_adds(&b, "<list>");
	for (int i = 0; i < 500; i++)
		buf_adds(&b, "\n<item n='x'/>");
	buf_adds(&b, "</list>");
	assert_false(check(b.data, &seen));
	assert_true(seen.n >= 1 && seen.n <= 50);
	for (int i = 1; i < seen.n; i++)
		assert_true(seen.lines[i - 1] <= seen.lines[i]);
	buf_clear(&b);
}

static void
follows_includes_beside_it(void **state)
{
	struct err e = {0};
	struct schema *s;

	(void)state;
	temp_file("part.rng", "<grammar " RNG "><define name='p'><element "
			      "name='p'><text/></element></define></grammar>");
	s = schema_load(
	    temp_file("whole.rng",
		"<grammar " RNG "><include href="
		"'part.rng'/><start><ref name='p'/></start></grammar>"),
	    &e);
	if (s == NULL)
		fail_msg("%s", e.detail);
	schema_free(s);
	schema_free(NULL);
}

static void
refuses_schemas_that_are_wrong(void **state)
{
	static const char *const bad[] = {"<element", "<a/>",
	    "<element name='a' " RNG "><ref name='none'/></element>",
	    "<element name='a' " RNG "><data type='nonsense'/></element>",
	    "<grammar " RNG "><include href='none.rng'/></grammar>",
	    "<grammar " RNG "><start><externalRef href='http://x.example/y'/>"
	    "</start></grammar>"};

	(void)state;
	for (size_t i = 0; i < sizeof(bad) / sizeof(bad[0]); i++) {
		struct err e = {0};

		assert_null(schema_load(temp_file("bad.rng", bad[i]), &e));
		assert_int_not_equal(e.kind, ERR_NONE);
		assert_true(strlen(e.detail) > 0);
	}
}

static void
checks_inside_a_request_many_times(void **state)
{
	struct arena *a = arena_new(16 << 20);
	struct err e = {0};
	struct schema *s = schema_load(temp_file("list.rng", grammar), &e);
	const char *bad = "<list><item n='x'/></list>";
	struct seen seen;

	(void)state;
	assert_non_null(s);
	for (int i = 0; i < 500; i++) {
		xmlDoc *d;

		xmlmem_enter(a);
		d = doc_parse(bad, strlen(bad), NULL, &e);
		memset(&seen, 0, sizeof(seen));
		assert_false(schema_check(s, d, note, &seen));
		assert_true(seen.n > 0);
		xmlmem_leave();
		arena_reset(a);
	}
	schema_free(s);
	arena_free(a);
}

static int
init(void **state)
{
	struct err e = {0};

	(void)state;
	return xmlmem_init(&e) ? 0 : -1;
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(takes_what_fits),
	    cmocka_unit_test(names_line_and_rule_of_what_does_not),
	    cmocka_unit_test(reports_in_document_order_and_not_without_end),
	    cmocka_unit_test(follows_includes_beside_it),
	    cmocka_unit_test(refuses_schemas_that_are_wrong),
	    cmocka_unit_test(checks_inside_a_request_many_times),
	};

	return cmocka_run_group_tests(tests, init, temp_remove);
}
