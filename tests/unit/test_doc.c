/* test_doc.c: lib/xml/doc.c and load.c. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include <libxml/parser.h>
#include <locale.h>
#include <string.h>

#include "temp.h"
#include "xml/doc.h"
#include "xml/mem.h"

static xmlDoc *
parsed(const char *s)
{
	struct err e = {0};
	xmlDoc *d = doc_parse(s, strlen(s), NULL, &e);

	if (d == NULL)
		fail_msg("%s: %s", s, e.detail);
	return d;
}

static void
assert_written(const xmlNode *n, const char *want)
{
	struct buf b;
	struct err e = {0};

	buf_init(&b, 0);
	assert_true(node_write(n, &b, &e));
	assert_string_equal(b.data, want);
	buf_clear(&b);
}

static void
finds_children_text_and_attributes(void **state)
{
	xmlDoc *d = parsed("<a x='1' y=''><b>one</b><c/><b>two</b></a>");
	xmlNode *a = xmlDocGetRootElement(d), *b = node_child(a, "b");

	(void)state;
	assert_string_equal(node_text(b), "one");
	assert_string_equal(node_text(node_next(b)), "two");
	assert_null(node_next(node_next(b)));
	assert_string_equal(node_attr(a, "x"), "1");
	assert_string_equal(node_attr(a, "y"), "");
	assert_null(node_attr(a, "z"));
	assert_string_equal(node_text(node_child(a, "c")), "");
	assert_string_equal(node_text(a), "");
	xmlFreeDoc(d);
}

static void
answers_for_nothing_with_nothing(void **state)
{
	(void)state;
	assert_null(node_child(NULL, "x"));
	assert_null(node_next(NULL));
	assert_string_equal(node_text(NULL), "");
	assert_null(node_attr(NULL, "x"));
}

static void
lets_no_comment_cut_a_value(void **state)
{
	xmlDoc *d = parsed("<a>admin<!-- -->istrator<?x y?> of<![CDATA[ <b>"
			   "]]>!</a>");

	(void)state;
	assert_string_equal(
	    node_text(xmlDocGetRootElement(d)), "administrator of <b>!");
	xmlFreeDoc(d);
}

static void
builds_and_escapes(void **state)
{
	xmlDoc *d = parsed("<a/>");
	xmlNode *a = xmlDocGetRootElement(d);

	(void)state;
	node_set(a, "k", "\"<&快");
	node_set(a, "gone", "x");
	node_set(a, "gone", NULL);
	node_set(a, "never", NULL);
	assert_non_null(node_add(a, "b", "1 < 2 & &amp;"));
	assert_non_null(node_add(a, "c", NULL));
	assert_non_null(node_add(a, "d", ""));
	assert_written(a, "<a k=\"&quot;&lt;&amp;快\"><b>1 &lt; 2 &amp; "
			  "&amp;amp;</b><c/><d/></a>");
	node_set(a, "k", "2");
	assert_string_equal(node_attr(a, "k"), "2");
	xmlFreeDoc(d);
}

static void
grafts_copies(void **state)
{
	xmlDoc *from = parsed("<f xmlns='u'><g h='1'>t</g></f>");
	xmlDoc *to = parsed("<a/>");
	xmlNode *a = xmlDocGetRootElement(to);

	(void)state;
	assert_non_null(node_graft(a, xmlDocGetRootElement(from)));
	xmlFreeDoc(from);
	assert_written(a, "<a><f xmlns=\"u\"><g h=\"1\">t</g></f></a>");
	xmlFreeDoc(to);
}

static void
parses_content_below_a_node(void **state)
{
	xmlDoc *d = parsed("<a><first/></a>");
	xmlNode *a = xmlDocGetRootElement(d);
	struct err e = {0};
	const char *s = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>"
			"<b x='1'>t</b>tail<!-- c --><c xmlns='u'/>";

	(void)state;
	assert_true(node_parse(a, "col", s, strlen(s), &e));
	assert_true(node_parse(a, "none", "", 0, &e));
	assert_true(node_parse(a, "text", "1 &lt; 2", 8, &e));
	assert_written(a, "<a><first/><col><b x=\"1\">t</b>tail"
			  "<c xmlns=\"u\"/></col><none/><text>1 &lt; 2</text>"
			  "</a>");
	xmlFreeDoc(d);
}

static void
parses_content_of_any_length(void **state)
{
	static char s[8 * 5000 + 1];
	xmlDoc *d = parsed("<a/>");
	struct err e = {0};

	(void)state;
	for (size_t n = 0; n < 5000; n++)
		memcpy(s + 8 * n, "<b>t</b>", 8);
	assert_true(
	    node_parse(xmlDocGetRootElement(d), "col", s, strlen(s), &e));
	assert_int_equal(
	    xmlChildElementCount(node_child(xmlDocGetRootElement(d), "col")),
	    5000);
	xmlFreeDoc(d);
}

static void
leaves_a_node_as_it_was_when_content_is_wrong(void **state)
{
	static const char *const bad[] = {"<b>", "</a>", "<b/></col><col>",
	    "<b></c>", "&x;", "<p:b/>", "<b", "<!DOCTYPE b>"};
	xmlDoc *d = parsed("<a><first/></a>");
	xmlNode *a = xmlDocGetRootElement(d);

	(void)state;
	for (size_t i = 0; i < sizeof(bad) / sizeof(bad[0]); i++) {
		struct err e = {0};

		assert_false(node_parse(a, "col", bad[i], strlen(bad[i]), &e));
		assert_int_equal(e.kind, ERR_INPUT);
		assert_written(a, "<a><first/></a>");
	}
	xmlFreeDoc(d);
}

static void
writes_alike_in_every_locale(void **state)
{
	xmlDoc *d = parsed("<a b='快'>保&#13;&#x1f600;</a>");

	(void)state;
	setlocale(LC_ALL, "C");
	assert_written(xmlDocGetRootElement(d), "<a b=\"快\">保&#13;😀</a>");
	setlocale(LC_ALL, "C.UTF-8");
	assert_written(xmlDocGetRootElement(d), "<a b=\"快\">保&#13;😀</a>");
	xmlFreeDoc(d);
}

static void
writes_what_reads_back_the_same(void **state)
{
	const char *s = "<a xmlns=\"u\" xmlns:p=\"v\" p:k=\"&#9;&#10;&#13;"
			"&lt;&gt;&quot;'\"><p:b>&#13;\n\t]]&gt;</p:b><c xmlns="
			"\"\"/>x</a>";
	xmlDoc *d = parsed(s);

	(void)state;
	assert_written(xmlDocGetRootElement(d), s);
	assert_written(xmlDocGetRootElement(d)->children,
	    "<p:b xmlns=\"u\" xmlns:p=\"v\">&#13;\n\t]]&gt;</p:b>");
	xmlFreeDoc(d);
}

static void
writes_into_no_more_than_there_is(void **state)
{
	xmlDoc *d = parsed("<a>1234567890</a>");
	struct buf b;
	struct err e = {0};

	(void)state;
	buf_init(&b, 5);
	assert_false(node_write(xmlDocGetRootElement(d), &b, &e));
	assert_int_equal(e.kind, ERR_LARGE);
	err_clear(&e);
	buf_empty(&b);
	assert_false(doc_canonical(d, &b, &e));
	assert_int_equal(e.kind, ERR_LARGE);
	buf_clear(&b);
	xmlFreeDoc(d);
}

static void
canonises_alike_what_means_alike(void **state)
{
	xmlDoc *d =
	    parsed("<?xml version='1.0'?>\n<a  c='2' b=\"1\" ><d/><!-- -->"
		   "<![CDATA[<]]></a>\n");
	struct buf b;
	struct err e = {0};

	(void)state;
	buf_init(&b, 0);
	assert_true(doc_canonical(d, &b, &e));
	assert_string_equal(b.data, "<a b=\"1\" c=\"2\"><d></d>&lt;</a>");
	buf_clear(&b);
	xmlFreeDoc(d);
}

static void
loads_files_and_names_what_is_wrong(void **state)
{
	struct err e = {0};
	xmlDoc *d = doc_load(temp_file("ok.xml", "<a>\n<b/></a>"), &e);

	(void)state;
	assert_non_null(d);
	assert_int_equal(
	    xmlGetLineNo(node_child(xmlDocGetRootElement(d), "b")), 2);
	xmlFreeDoc(d);
	assert_null(doc_load(temp_file("bad.xml", "<a>\n<b></a>"), &e));
	assert_non_null(strstr(e.detail, "bad.xml"));
	assert_string_equal(e.arg, "2");
	err_clear(&e);
	assert_null(doc_load(temp_file("dtd.xml", "<!DOCTYPE a><a/>"), &e));
	assert_non_null(strstr(e.detail, "dtd.xml"));
	err_clear(&e);
	assert_null(doc_load("/nonexistent.xml", &e));
	assert_int_equal(e.kind, ERR_NOTFOUND);
}

static void
opens_no_door_of_libxml2(void **state)
{
	const char *path = temp_file("there.xml", "<a/>");
	char uri[220];
	xmlDoc *d;

	(void)state;
	snprintf(uri, sizeof(uri), "file://%s", path);
	d = xmlReadFile(uri, NULL, XML_PARSE_NOERROR);
	assert_null(d);
	assert_null(xmlReadFile(path, NULL, XML_PARSE_NOERROR));
}

static int
init(void **state)
{
	struct err e = {0};

	(void)state;
	return xmlmem_init(&e) ? 0 : -1;
}

static void
trims_blanks_between_elements_only(void **state)
{
	static const char text[] = "<a>\n <b> x </b>\n <c> </c><p>t <i>u</i> "
				   "<i>v</i></p>\n<d>\n</d></a>";
	struct err e = {0};
	struct buf b = {0};
	xmlDoc *d = doc_parse(text, sizeof(text) - 1, NULL, &e);

	(void)state;
	assert_non_null(d);
	node_trim(xmlDocGetRootElement(d));
	assert_true(node_write(xmlDocGetRootElement(d), &b, &e));
	assert_string_equal(b.data, "<a><b> x </b><c> </c><p>t <i>u</i> "
				    "<i>v</i></p><d>\n</d></a>");
	buf_clear(&b);
	xmlFreeDoc(d);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(finds_children_text_and_attributes),
	    cmocka_unit_test(answers_for_nothing_with_nothing),
	    cmocka_unit_test(lets_no_comment_cut_a_value),
	    cmocka_unit_test(builds_and_escapes),
	    cmocka_unit_test(grafts_copies),
	    cmocka_unit_test(parses_content_below_a_node),
	    cmocka_unit_test(parses_content_of_any_length),
	    cmocka_unit_test(leaves_a_node_as_it_was_when_content_is_wrong),
	    cmocka_unit_test(writes_alike_in_every_locale),
	    cmocka_unit_test(writes_what_reads_back_the_same),
	    cmocka_unit_test(writes_into_no_more_than_there_is),
	    cmocka_unit_test(canonises_alike_what_means_alike),
	    cmocka_unit_test(loads_files_and_names_what_is_wrong),
	    cmocka_unit_test(opens_no_door_of_libxml2),
	    cmocka_unit_test(trims_blanks_between_elements_only),
	};

	return cmocka_run_group_tests(tests, init, temp_remove);
}
