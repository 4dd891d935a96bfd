/* test_foreign.c: lib/exchange/foreign.h, schema_of and mapping_of: others'
 * vocabularies, with their hands bound. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "exchange/foreign.h"
#include "xml/doc.h"
#include "xml/mem.h"

#define XSD "<xs:schema xmlns:xs='http://www.w3.org/2001/XMLSchema'"
#define XSL                                                                    \
	"<xsl:stylesheet version='1.0'"                                        \
	" xmlns:xsl='http://www.w3.org/1999/XSL/Transform'>"
#define ORDER                                                                  \
	XSD " targetNamespace='urn:o' elementFormDefault='qualified'"          \
	    " xmlns:o='urn:o'><xs:include schemaLocation='types.xsd'/>"        \
	    "<xs:element name='order'><xs:complexType><xs:sequence>"           \
	    "<xs:element name='n' type='o:count'/></xs:sequence>"              \
	    "</xs:complexType></xs:element></xs:schema>"
#define TYPES                                                                  \
	XSD " targetNamespace='urn:o'><xs:simpleType name='count'>"            \
	    "<xs:restriction base='xs:integer'><xs:maxInclusive value='9'/>"   \
	    "</xs:restriction></xs:simpleType></xs:schema>"

static xmlDoc *
doc(const char *s)
{
	struct err err = {0};
	xmlDoc *d = doc_parse(s, strlen(s), NULL, &err);

	assert_non_null(d);
	return d;
}

static void
keep(void *ctx, int line, const char *text)
{
	(void)text;
	*(int *)ctx = line;
}

static void
a_set_of_two_files_validates(void **state)
{
	const struct schema_file files[] = {
	    {"order.xsd", ORDER}, {"types.xsd", TYPES}};
	struct err err = {0};
	struct schema *s = schema_of(files, 2, "order.xsd", &err);
	xmlDoc *good = doc("<order xmlns='urn:o'><n>9</n></order>"),
	       *bad = doc("<order xmlns='urn:o'>\n<n>10</n></order>");
	int line = 0;

	(void)state;
	assert_non_null(s);
	assert_true(schema_check(s, good, keep, &line));
	assert_int_equal(line, 0);
	assert_false(schema_check(s, bad, keep, &line));
	assert_int_equal(line, 2);
	xmlFreeDoc(good);
	xmlFreeDoc(bad);
	schema_free(s);
}

static void
a_payload_names_no_schema_of_its_own(void **state)
{
	const struct schema_file files[] = {
	    {"order.xsd", ORDER}, {"types.xsd", TYPES}};
	struct err err = {0};
	struct schema *s = schema_of(files, 2, "order.xsd", &err);
	xmlDoc *d = doc("<order xmlns='urn:o' xmlns:i="
			"'http://www.w3.org/2001/XMLSchema-instance'"
			" i:schemaLocation='urn:o /etc/passwd'>"
			"<n>x</n></order>");
	int line = 0;

	(void)state;
	assert_non_null(s);
	assert_false(schema_check(s, d, keep, &line));
	xmlFreeDoc(d);
	schema_free(s);
}

static void
what_is_outside_of_the_set_is_refused(void **state)
{
#define RNG "<grammar xmlns='http://relaxng.org/ns/structure/1.0'>"
	static const struct {
		const char *text, *code;
	} bad[] = {
	    {ORDER, "schema-set-outside"},
	    {XSD "><xs:import namespace='u' "
		 "schemaLocation='http://127.0.0.1:1/x.xsd'/></xs:schema>",
		"schema-set-outside"},
	    {XSD "><xs:include schemaLocation='/etc/passwd'/></xs:schema>",
		"schema-set-outside"},
	    {XSD "><xs:redefine schemaLocation='../a.xsd'/></xs:schema>",
		"schema-set-outside"},
	    {RNG "<include href='file:///etc/passwd'/></grammar>",
		"schema-set-outside"},
	    {RNG "<start><externalRef href='b.rng'/></start></grammar>",
		"schema-set-outside"},
	    {"<!DOCTYPE a [<!ENTITY e SYSTEM 'file:///etc/passwd'>]><a>&e;</a>",
		"schema-set-file"},
	    {"<a", "schema-set-file"},
	    {XSD "><xs:element name='a' type='none'/></xs:schema>",
		"schema-set-wrong"},
	    {"<html/>", "schema-set-wrong"},
	};

	(void)state;
	for (size_t i = 0; i < sizeof(bad) / sizeof(*bad); i++) {
		struct schema_file f = {"main", bad[i].text};
		struct err err = {0};

		assert_null(schema_of(&f, 1, "main", &err));
		assert_int_equal(err.kind, ERR_INPUT);
		assert_string_equal(err.code, bad[i].code);
	}
}

static void
a_set_has_bounds(void **state)
{
	struct schema_file files[SCHEMA_FILES + 1];
	struct err err = {0};

	(void)state;
	for (size_t i = 0; i <= SCHEMA_FILES; i++)
		files[i] = (struct schema_file){"types.xsd", TYPES};
	assert_null(schema_of(files, SCHEMA_FILES + 1, "types.xsd", &err));
	assert_string_equal(err.code, "schema-set-large");
	err_clear(&err);
	assert_null(schema_of(files, 1, "other.xsd", &err));
	assert_string_equal(err.code, "schema-set-file");
}

static void
a_mapping_stands_alone(void **state)
{
	static const char *const bad[] = {XSL
	    "<xsl:import href='a.xsl'/></xsl:stylesheet>",
	    XSL "<xsl:include href='/etc/passwd'/></xsl:stylesheet>",
	    "<xsl:stylesheet version='1.0' extension-element-prefixes='e' "
	    "xmlns:xsl='http://www.w3.org/1999/XSL/Transform' "
	    "xmlns:e='http://exslt.org/common'/>",
	    XSL "<xsl:template match='///'/></xsl:stylesheet>", "<a/>", "<a"};

	(void)state;
	for (size_t i = 0; i < sizeof(bad) / sizeof(*bad); i++) {
		struct err err = {0};

		assert_null(mapping_of(bad[i], &err));
		assert_string_equal(err.code, "mapping-wrong");
	}
}

/* What the body of one template makes of <a/>; the code of its refusal. */
static const char *
run(const char *body, char arg[256])
{
	static const char shape[] =
	    XSL "<xsl:template match='/'>%s</xsl:template>"
		"<xsl:template name='again'><xsl:call-template name='again'/>"
		"</xsl:template><xsl:template name='more'>"
		"<xsl:param name='s'/><xsl:if test='string-length($s) &lt; "
		"1000000000'><xsl:call-template name='more'><xsl:with-param "
		"name='s' select='concat($s, $s)'/></xsl:call-template>"
		"</xsl:if></xsl:template></xsl:stylesheet>";
	static struct err err;
	char text[4096];
	struct mapping *m;
	xmlDoc *in = doc("<a/>"), *out;

	err = (struct err){0};
	snprintf(text, sizeof(text), shape, body);
	m = mapping_of(text, &err);
	assert_non_null(m);
	out = mapping_run(m, in, &err);
	xmlFreeDoc(out);
	xmlFreeDoc(in);
	mapping_free(m);
	strcpy(arg, err.arg);
	return out != NULL ? "" : err.code;
}

static void
a_mapping_reads_writes_and_runs_within_bounds(void **state)
{
	static const char *const bad[] = {
	    "<xsl:copy-of select=\"document('/etc/passwd')\"/>",
	    "<x><xsl:value-of select=\"document('http://127.0.0.1:1/')\"/></x>",
	    "<xsl:document href='/tmp/kb-mapping' "
	    "xmlns:xsl='http://www.w3.org/1999/XSL/Transform'><x/>"
	    "</xsl:document>",
	    "<x><xsl:call-template name='again'/></x>",
	    "<x><xsl:value-of select='none()'/></x>", ""};
	char arg[256];

	(void)state;
	for (size_t i = 0; i < sizeof(bad) / sizeof(*bad); i++)
		assert_string_equal(run(bad[i], arg), "mapping");
	assert_string_equal(run("<x/>", arg), "");
	assert_string_equal(
	    run("<xsl:message terminate='yes'>no such goods</xsl:message>",
		arg),
	    "mapping");
	assert_string_equal(arg, "no such goods");
}

/* As in a worker, whose memory is one request's. */
static void
a_mapping_that_swells_is_stopped(void **state)
{
	static const char more[] =
	    "<x><xsl:call-template name='more'>"
	    "<xsl:with-param name='s' select=\"'0123456789'\"/>"
	    "</xsl:call-template></x>";
	struct arena *a = arena_new(8 << 20);
	char arg[256];

	(void)state;
	xmlmem_enter(a);
	assert_string_equal(run(more, arg), "mapping");
	xmlmem_leave();
	arena_free(a);
}

static void
our_own_namespaces_are_not_to_be_had(void **state)
{
	struct foreign *f = foreign_new();
	const struct schema_file files[] = {
	    {"order.xsd", ORDER}, {"types.xsd", TYPES}};
	struct foreign_source s = {.ns = "urn:kuaibao:message:clue:1",
	    .version = "1",
	    .root = "order",
	    .means = "urn:kuaibao:message:clue:1",
	    .main = "order.xsd",
	    .mapping = XSL "</xsl:stylesheet>",
	    .files = files,
	    .n = 2};
	struct err err = {0};

	(void)state;
	assert_false(foreign_add(f, &s, &err));
	assert_string_equal(err.code, "schema-set-name");
	err_clear(&err);
	s.ns = "urn:o";
	assert_true(foreign_add(f, &s, &err));
	foreign_free(f);
}

static int
start(void **state)
{
	struct err err = {0};

	(void)state;
	return xmlmem_init(&err) ? 0 : -1;
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(a_set_of_two_files_validates),
	    cmocka_unit_test(a_payload_names_no_schema_of_its_own),
	    cmocka_unit_test(what_is_outside_of_the_set_is_refused),
	    cmocka_unit_test(a_set_has_bounds),
	    cmocka_unit_test(a_mapping_stands_alone),
	    cmocka_unit_test(a_mapping_reads_writes_and_runs_within_bounds),
	    cmocka_unit_test(a_mapping_that_swells_is_stopped),
	    cmocka_unit_test(our_own_namespaces_are_not_to_be_had)};

	return cmocka_run_group_tests(tests, start, NULL);
}
