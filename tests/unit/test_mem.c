/* test_mem.c: lib/xml/mem.c: thousands of requests, nothing dangling. The
 * arena is poisoned when it is reset, so that the address sanitizer sees every
 * use of what a request left behind. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include <libxml/xpath.h>
#include <libxml/xpathInternals.h>
#include <stdint.h>
#include <string.h>
#include <sys/mman.h>

#include "temp.h"
#include "xml/doc.h"
#include "xml/mem.h"
#include "xml/schema.h"
#include "xml/sheet.h"
#include "xml/xpath.h"

static const char sheet_text_[] =
    "<xsl:stylesheet version='1.0' "
    "xmlns:xsl='http://www.w3.org/1999/XSL/Transform' "
    "xmlns:kb='urn:kuaibao:xslt' exclude-result-prefixes='kb'>"
    "<xsl:strip-space elements='*'/><xsl:param name='lang'/>"
    "<xsl:key name='k' match='r' use='@n'/>"
    "<xsl:variable name='g' select='count(//r)'/>"
    "<xsl:template match='/'><html><xsl:apply-templates select='//r'>"
    "<xsl:sort select='@n' order='descending' data-type='number'/>"
    "</xsl:apply-templates><b><xsl:value-of select='$g'/></b></html>"
    "</xsl:template>"
    "<xsl:template match='r[@n mod 2 = 0]'><p class='{@n}'>"
    "<xsl:number value='@n' format='i'/>"
    "<xsl:value-of select='kb:date(\"2026-11-21\")'/>"
    "<xsl:variable name='v'><q><xsl:copy-of select='.'/></q></xsl:variable>"
    "<xsl:copy-of select='$v'/><xsl:value-of select=\"key('k', '3')\"/>"
    "<xsl:value-of select=\"format-number(@n, '#,##0.00')\"/></p>"
    "</xsl:template>"
    "<xsl:template match='r'><xsl:element name='e{@n}'><xsl:attribute "
    "name='a'><xsl:number/></xsl:attribute></xsl:element></xsl:template>"
    "</xsl:stylesheet>";

static const char input[] =
    "<list> <r n='1'>one</r> <r n='2'>快</r>"
    "<r n='3'>drei</r> <r n='4'>vier<i/></r> <!-- c --></list>";

static struct sheets *sheets;
static struct sheet *sheet;

static void
transform_once(const char *want)
{
	static const char *const params[] = {"lang", "en", NULL};
	struct err e = {0};
	struct buf b;
	xmlDoc *d = doc_parse(input, sizeof(input) - 1, NULL, &e);

	buf_init(&b, 0);
	assert_non_null(d);
	if (!sheet_html(sheet, d, params, &b, &e))
		fail_msg("%s", e.detail);
	if (want != NULL)
		assert_string_equal(b.data, want);
	assert_non_null(strstr(b.data, "<p class=\"4\">iv21 Nov 2026<q>"));
	buf_clear(&b);
	xmlFreeDoc(d);
}

static void
fail_in_every_way(void)
{
	struct err e = {0};
	struct xpath *x = xpath_new("sum(1)", &e);
	xmlDoc *d;
	bool yes;

	assert_null(doc_parse("<a><b></a>", 10, NULL, &e));
	err_clear(&e);
	assert_null(doc_parse("<!DOCTYPE a>", 12, NULL, &e));
	err_clear(&e);
	assert_null(xpath_new("a[", &e));
	err_clear(&e);
	d = doc_parse("<a/>", 4, NULL, &e);
	assert_non_null(d);
	assert_false(xpath_test(x, xmlDocGetRootElement(d), &yes, &e));
	xpath_free(x);
	xmlFreeDoc(d);
}

/* libxml2 has no sanitizer inside: with the arena's pages out of reach any use
 * of what the request left behind stops the program. */
static void
work_with_the_arena_out_of_reach(const struct arena *a)
{
	const char *from;
	size_t n;

	arena_range(a, &from, &n);
	assert_int_equal(mprotect((void *)from, n, PROT_NONE), 0);
	transform_once(NULL);
	fail_in_every_way();
	assert_int_equal(mprotect((void *)from, n, PROT_READ | PROT_WRITE), 0);
}

static void
serves_thousands_of_requests(void **state)
{
	struct arena *a = arena_new(16 << 20);
	size_t used = 0;

	(void)state;
	for (int i = 0; i < 3000; i++) {
		xmlmem_enter(a);
		transform_once(NULL);
		if (i % 10 == 0)
			fail_in_every_way();
		xmlmem_leave();
		if (i % 10 == 0)
			used = arena_used(a);
		else
			assert_true(arena_used(a) <= used);
		arena_reset(a);
		if (i % 100 < 2)
			work_with_the_arena_out_of_reach(a);
	}
	arena_free(a);
}

static void
answers_in_the_arena_as_on_the_heap(void **state)
{
	static const char *const params[] = {"lang", "en", NULL};
	struct arena *a = arena_new(16 << 20);
	struct err e = {0};
	struct buf b;
	xmlDoc *d = doc_parse(input, sizeof(input) - 1, NULL, &e);

	(void)state;
	buf_init(&b, 0);
	assert_true(sheet_html(sheet, d, params, &b, &e));
	xmlmem_enter(a);
	transform_once(b.data);
	xmlmem_leave();
	arena_free(a);
	buf_clear(&b);
	xmlFreeDoc(d);
}

static void
frees_and_grows_in_either_mode(void **state)
{
	struct arena *a = arena_new(1 << 20);
	char *heap = xmlMalloc(10), *piece, *other;

	(void)state;
	strcpy(heap, "heap");
	xmlmem_enter(a);
	piece = xmlMalloc(10);
	strcpy(piece, "arena");
	assert_true(arena_owns(a, piece));
	heap = xmlRealloc(heap, 100000);
	assert_string_equal(heap, "heap");
	assert_false(arena_owns(a, heap));
	other = xmlMemStrdup("other");
	piece = xmlRealloc(piece, 50000); /* not the last one: moves */
	assert_string_equal(piece, "arena");
	piece = xmlRealloc(piece, 50010); /* the last one: grows in place */
	assert_string_equal(piece, "arena");
	assert_string_equal(other, "other");
	xmlFree(heap);
	xmlFree(other);
	xmlFree(NULL);
	xmlmem_leave();
	piece = xmlRealloc(piece, 100); /* shrinks where it is */
	assert_true(arena_owns(a, piece));
	piece = xmlRealloc(piece, 100000);
	assert_false(arena_owns(a, piece));
	assert_string_equal(piece, "arena");
	xmlFree(piece);
	arena_free(a);
}

static void
is_out_of_memory_past_the_limit(void **state)
{
	struct arena *a = arena_new(1 << 20);
	volatile size_t most = SIZE_MAX;

	(void)state;
	xmlmem_enter(a);
	assert_null(xmlMalloc(2 << 20));
	assert_null(xmlMalloc(most));
	assert_null(xmlMalloc(most - 8));
	assert_non_null(xmlMalloc(900 << 10));
	assert_null(xmlMalloc(900 << 10));
	assert_non_null(xmlMalloc(1));
	xmlmem_leave();
	arena_free(a);
}

static void
forgets_an_arena_that_is_reset_or_freed(void **state)
{
	struct arena *a = arena_new(1 << 20), *b = arena_new(1 << 20);
	char *p;

	(void)state;
	xmlmem_enter(a);
	assert_non_null(xmlMalloc(1));
	arena_free(a); /* without leaving */
	assert_false(xmlmem_inside());
	p = xmlMalloc(1);
	assert_false(arena_owns(b, p));
	xmlFree(p);
	xmlmem_enter(b);
	assert_true(xmlmem_inside());
	assert_true(arena_owns(b, xmlMalloc(1)));
	assert_ptr_equal(xmlmem_leave(), b);
	assert_null(xmlmem_leave());
	xmlmem_enter(b); /* again, in the same request */
	assert_true(arena_owns(b, xmlMalloc(1)));
	xmlmem_leave();
	arena_reset(b);
	arena_free(b);
}

static void
keeps_a_document_parsed_before_the_request(void **state)
{
	struct arena *a = arena_new(16 << 20);
	struct err e = {0};
	xmlDoc *d = doc_parse(input, sizeof(input) - 1, NULL, &e);
	struct buf b;

	(void)state;
	buf_init(&b, 0);
	for (int i = 0; i < 50; i++) {
		xmlDoc *copy;

		xmlmem_enter(a);
		copy = doc_parse("<c/>", 4, NULL, &e);
		node_graft(xmlDocGetRootElement(copy), xmlDocGetRootElement(d));
		xmlmem_leave();
		arena_reset(a);
	}
	assert_true(node_write(xmlDocGetRootElement(d), &b, &e));
	assert_non_null(strstr(b.data, "<r n=\"2\">快</r>"));
	buf_clear(&b);
	xmlFreeDoc(d);
	arena_free(a);
}

static void
shares_the_sheets_names_without_holding_them(void **state)
{
	static const char *const params[] = {"lang", "zh-CN", NULL};
	struct arena *a = arena_new(16 << 20);
	struct err e = {0};
	struct buf b;

	(void)state;
	buf_init(&b, 0);
	for (int i = 0; i < 300; i++) {
		xmlDoc *d;
		xmlNode *root;

		if (i != 7) /* once on the heap too */
			xmlmem_enter(a);
		d = sheets_input(sheets, &e);
		assert_non_null(d);
		root = xmlNewDocNode(d, NULL, BAD_CAST "list", NULL);
		xmlDocSetRootElement(d, root);
		node_set(node_add(root, "r", "x"), "n", "2");
		node_add(root, "unheard-of", "x");
		buf_empty(&b);
		assert_true(sheet_html(sheet, d, params, &b, &e));
		if (i % 2 == 1)
			xmlFreeDoc(d); /* or not: both are right in the arena */
		xmlmem_leave();
		arena_reset(a);
	}
	buf_clear(&b);
	arena_free(a);
}

static int
init(void **state)
{
	struct err e = {0};

	(void)state;
	if (!xmlmem_init(&e) || !xmlmem_init(&e))
		return -1;
	sheets = sheets_new(&e);
	if (sheets != NULL)
		sheet =
		    sheet_load(sheets, temp_file("mem.xsl", sheet_text_), &e);
	if (sheet == NULL)
		fprintf(stderr, "%s\n", e.detail);
	return sheet != NULL ? 0 : -1;
}

static int
end(void **state)
{
	sheets_free(sheets);
	return temp_remove(state);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(serves_thousands_of_requests),
	    cmocka_unit_test(answers_in_the_arena_as_on_the_heap),
	    cmocka_unit_test(frees_and_grows_in_either_mode),
	    cmocka_unit_test(is_out_of_memory_past_the_limit),
	    cmocka_unit_test(forgets_an_arena_that_is_reset_or_freed),
	    cmocka_unit_test(keeps_a_document_parsed_before_the_request),
	    cmocka_unit_test(shares_the_sheets_names_without_holding_them),
	};

	return cmocka_run_group_tests(tests, init, end);
}
