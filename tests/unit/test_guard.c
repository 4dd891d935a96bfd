/* test_guard.c: lib/xml/guard.c, by way of doc_parse. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "xml/doc.h"
#include "xml/mem.h"

/* "" when the bytes are taken, else the error's code. */
static const char *
verdict_of(const char *p, size_t n, const struct guard *g)
{
	static char code[64];
	struct err e = {0};
	xmlDoc *d = doc_parse(p, n, g, &e);

	assert_true((d != NULL) == (e.kind == ERR_NONE));
	xmlFreeDoc(d);
	strcpy(code, e.code);
	return code;
}

static const char *
verdict(const char *s)
{
	return verdict_of(s, strlen(s), NULL);
}

static void
takes_plain_documents(void **state)
{
	static const char *const ok[] = {"<a/>", "<?xml version='1.0'?><a/>",
	    "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<a>快</a>",
	    "\xef\xbb\xbf<a/>", "<a b='>' c=\"/>\">x &amp; &#x5feb;</a>",
	    "<!-- <!DOCTYPE x> --><a><![CDATA[<!DOCTYPE b> <c>]]></a>",
	    "<a xmlns='u' xmlns:p='v'><p:b p:c=''/></a>",
	    "<a><?pi <!ENTITY ?></a>", "<a\n\tb='1'\r\n/>"};

	(void)state;
	for (size_t i = 0; i < sizeof(ok) / sizeof(ok[0]); i++)
		assert_string_equal(verdict(ok[i]), "");
}

static void
refuses_every_declaration(void **state)
{
	static const char *const bad[] = {"<!DOCTYPE a><a/>",
	    "<?xml version='1.0'?>\n<!DOCTYPE a [<!ENTITY x 'y'>]><a>&x;</a>",
	    "<!-- c --><!DOCTYPE a SYSTEM 'file:///etc/passwd'><a/>",
	    "<a><!ELEMENT b ANY></a>", "<a/><!DOCTYPE a>", "<!doctype a><a/>",
	    "<a><![INCLUDE[x]]></a>"};

	(void)state;
	for (size_t i = 0; i < sizeof(bad) / sizeof(bad[0]); i++)
		assert_string_equal(verdict(bad[i]), "xml-doctype");
}

static void
refuses_what_is_not_well_formed(void **state)
{
	static const char *const bad[] = {"", " ", "x", "<a>", "<a></b>",
	    "<a b='1' b='2'/>", "<a b=1/>", "<a/><b/>", "<a>&x;</a>",
	    "<a>&#0;</a>", "<a>&#xd800;</a>", "<a b='<'/>", "<a", "<a b='",
	    "<!--", "<![CDATA[", "<a>]]></a>", "<1/>", "< a/>"};

	(void)state;
	for (size_t i = 0; i < sizeof(bad) / sizeof(bad[0]); i++)
		assert_string_equal(verdict(bad[i]), "xml-malformed");
}

static void
refuses_prefixes_without_a_namespace(void **state)
{
	static const char *const bad[] = {"<p:a/>", "<a p:b=''/>",
	    "<a xmlns:p=''/>", "<a xmlns:p='u' xmlns:q='u' p:b='' q:b=''/>"};

	(void)state;
	for (size_t i = 0; i < sizeof(bad) / sizeof(bad[0]); i++)
		assert_int_not_equal(verdict(bad[i])[0], '\0');
	assert_string_equal(verdict("<p:a/>"), "xml-namespace");
}

static void
refuses_bytes_that_are_not_utf8(void **state)
{
	static const char *const bad[] = {"<a>\xc0\x80</a>",
	    "<a>\xed\xa0\x80</a>", "<a>\x01</a>", "<a>\xef\xbf\xbf</a>",
	    "<a>\xff</a>", "<a>\xe4\xb8",
	    "<?xml version='1.0' encoding='GB2312'?><a/>",
	    "<?xml version='1.0' encoding='UTF-7'?><a/>",
	    "<?xml version='1.0' encoding='UTF-16'?><a/>",
	    "<?xml version='1.0' encoding='UTF-80'?><a/>"};

	(void)state;
	for (size_t i = 0; i < sizeof(bad) / sizeof(bad[0]); i++)
		assert_string_equal(verdict(bad[i]), "xml-encoding");
	assert_string_equal(verdict_of("<a>\0</a>", 8, NULL), "xml-nul");
	assert_string_equal(verdict_of("<a/>\0", 5, NULL), "xml-nul");
}

/* ASCII and a few others as UTF-16 with its mark. */
static size_t
utf16(const char *ascii, bool big, const char *tail, size_t n, char *out)
{
	char *p = out;

	memcpy(p, big ? "\xfe\xff" : "\xff\xfe", 2);
	for (p += 2; *ascii != '\0'; ascii++) {
		*p++ = big ? 0 : *ascii;
		*p++ = big ? *ascii : 0;
	}
	memcpy(p, tail, n);
	return (size_t)(p - out) + n;
}

static void
takes_utf16_with_its_mark(void **state)
{
	char b[200];
	size_t n;
	struct err e = {0};
	xmlDoc *d;

	(void)state;
	n = utf16("<a>x</a>", true, "", 0, b);
	assert_string_equal(verdict_of(b, n, NULL), "");
	n = utf16(
	    "<?xml version='1.0' encoding='UTF-16'?><a/>", false, "", 0, b);
	assert_string_equal(verdict_of(b, n, NULL), "");
	memcpy(b, "\xff\xfe<\0a\0>\0\xeb\x5f\x3d\xd8\x00\xde<\0/\0a\0>\0", 22);
	d = doc_parse(b, 22, NULL, &e);
	assert_non_null(d);
	assert_string_equal(node_text(xmlDocGetRootElement(d)), "快😀");
	xmlFreeDoc(d);
}

static void
refuses_broken_or_dressed_up_utf16(void **state)
{
	char b[200];
	size_t n;

	(void)state;
	n = utf16("<a>", true, "\xd8\x00\0<\0/\0a\0>", 10, b);
	assert_string_equal(verdict_of(b, n, NULL), "xml-encoding");
	n = utf16("<a>", true, "\xdc\x00\0<\0/\0a\0>", 10, b);
	assert_string_equal(verdict_of(b, n, NULL), "xml-encoding");
	n = utf16("<a/>", false, "x", 1, b);
	assert_string_equal(verdict_of(b, n, NULL), "xml-encoding");
	n = utf16("<a>", false, "\0\0", 2, b);
	assert_string_equal(verdict_of(b, n, NULL), "xml-nul");
	n = utf16("<!DOCTYPE a><a/>", true, "", 0, b);
	assert_string_equal(verdict_of(b, n, NULL), "xml-doctype");
	n = utf16("<?xml version='1.0' encoding='UTF-8'?><a/>", true, "", 0, b);
	assert_string_equal(verdict_of(b, n, NULL), "xml-encoding");
	assert_string_equal(verdict_of("\xff\xfe", 2, NULL), "xml-malformed");
	assert_string_equal(
	    verdict_of("\xff\xfe\x3c", 3, NULL), "xml-encoding");
}

/* head, then `piece` n times, then tail. */
static const char *
verdict_many(const char *head, const char *piece, int n, const char *tail,
    const struct guard *g)
{
	struct buf b;
	const char *v;

	buf_init(&b, 0);
	buf_adds(&b, head);
	for (int i = 0; i < n; i++) {
		/* '#' of the piece is the number */
		size_t at = strcspn(piece, "#");

		buf_add(&b, piece, at);
		if (piece[at] != '\0')
			buf_addf(&b, "%d%s", i, piece + at + 1);
	}
	buf_adds(&b, tail);
	v = verdict_of(b.data, b.len, g);
	buf_clear(&b);
	return v;
}

static void
takes_gb18030_and_gbk_by_their_name(void **state)
{
	static const char head[] = "<?xml version='1.0' encoding='";
	char b[200];
	struct err e = {0};
	xmlDoc *d;

	(void)state;
	/* \u5feb\u4fdd, then U+1F600 in four bytes */
	snprintf(b, sizeof(b), "%sGB18030'?><a>%s</a>", head,
	    "\xbf\xec\xb1\xa3\x94\x39\xfc\x36");
	d = doc_parse(b, strlen(b), NULL, &e);
	assert_non_null(d);
	assert_string_equal(node_text(xmlDocGetRootElement(d)),
	    "\xe5\xbf\xab\xe4\xbf\x9d\xf0\x9f\x98\x80");
	xmlFreeDoc(d);
	snprintf(b, sizeof(b), "%sgbk'?><a>\xbf\xec</a>", head);
	assert_string_equal(verdict(b), "");
	snprintf(b, sizeof(b), "%sGBK'?><a>\xbf</a>", head);
	assert_string_equal(verdict(b), "xml-encoding");
	snprintf(b, sizeof(b), "%sGBK'?><a>\xff\xff</a>", head);
	assert_string_equal(verdict(b), "xml-encoding");
	snprintf(b, sizeof(b), "\xef\xbb\xbf%sGBK'?><a/>", head);
	assert_string_equal(verdict(b), "xml-encoding");
	snprintf(b, sizeof(b), "%sGBK'?>\n<!DOCTYPE a><a>\xbf\xec</a>", head);
	assert_string_equal(verdict(b), "xml-doctype");
}

static void
refuses_comments_and_instructions_where_plain(void **state)
{
	const struct guard g = {.plain = true};

	(void)state;
	assert_string_equal(
	    verdict_of("<a>x<!--c-->y</a>", 17, &g), "xml-comment");
	assert_string_equal(verdict_of("<!--c--><a/>", 12, &g), "xml-comment");
	assert_string_equal(
	    verdict_of("<a><?p q?></a>", 14, &g), "xml-instruction");
	assert_string_equal(
	    verdict_of("<?xml-stylesheet a?><a/>", 24, &g), "xml-instruction");
	assert_string_equal(
	    verdict_of("<?xml version='1.0'?><a/>", 25, &g), "");
	assert_string_equal(
	    verdict_of("<a><![CDATA[<!-- <?]]></a>", 26, &g), "");
}

static void
bounds_depth_exactly(void **state)
{
	const struct guard g = {.depth = 3};

	(void)state;
	assert_string_equal(verdict_of("<a><b><c/></b></a>", 18, &g), "");
	assert_string_equal(
	    verdict_of("<a><b><c><d/></c></b></a>", 25, &g), "xml-depth");
	assert_string_equal(verdict_many("<a>", "<b#/>", 500, "</a>", &g), "");
	assert_string_equal(
	    verdict_many("<a>", "<b x='#/>'></b>", 500, "</a>", &g), "");
	assert_string_equal(verdict_many("", "<a>", 65, "", NULL), "xml-depth");
}

static void
bounds_attributes_exactly(void **state)
{
	(void)state;
	assert_string_equal(verdict_many("<a", " b#='>'", 256, "/>", NULL), "");
	assert_string_equal(
	    verdict_many("<a", " b#=\"\"", 257, "/>", NULL), "xml-attributes");
	assert_string_equal(
	    verdict_many("<a", " b#='", 50000, "/>", NULL), "xml-attributes");
}

static void
bounds_namespace_declarations_exactly(void **state)
{
	(void)state;
	assert_string_equal(
	    verdict_many("<a", " xmlns:b#='u'", 64, "/>", NULL), "");
	assert_string_equal(
	    verdict_many("<a", "\nxmlns:b#='u'", 65, "/>", NULL),
	    "xml-namespaces");
}

static void
bounds_size_and_names_the_line(void **state)
{
	const struct guard g = {.bytes = 10};
	struct err e = {0};

	(void)state;
	assert_string_equal(verdict_of("<a>1234/a>", 10, &g), "xml-malformed");
	assert_null(doc_parse("<a>12345</a>", 12, &g, &e));
	assert_int_equal(e.kind, ERR_LARGE);
	err_clear(&e);
	assert_null(doc_parse("<a>\n\n<b></a>", 12, NULL, &e));
	assert_string_equal(e.arg, "3");
	err_clear(&e);
	assert_null(doc_parse("<a>\n<!X></a>", 12, NULL, &e));
	assert_string_equal(e.arg, "2");
	assert_int_equal(e.kind, ERR_INPUT);
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
	    cmocka_unit_test(takes_plain_documents),
	    cmocka_unit_test(refuses_every_declaration),
	    cmocka_unit_test(refuses_what_is_not_well_formed),
	    cmocka_unit_test(refuses_prefixes_without_a_namespace),
	    cmocka_unit_test(refuses_bytes_that_are_not_utf8),
	    cmocka_unit_test(takes_utf16_with_its_mark),
	    cmocka_unit_test(refuses_broken_or_dressed_up_utf16),
	    cmocka_unit_test(takes_gb18030_and_gbk_by_their_name),
	    cmocka_unit_test(refuses_comments_and_instructions_where_plain),
	    cmocka_unit_test(bounds_depth_exactly),
	    cmocka_unit_test(bounds_attributes_exactly),
	    cmocka_unit_test(bounds_namespace_declarations_exactly),
	    cmocka_unit_test(bounds_size_and_names_the_line),
	};

	return cmocka_run_group_tests(tests, init, NULL);
}
