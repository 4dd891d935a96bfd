/* test_canonical.c: lib/dsig/canonical.c beside libxml2's canonical form. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "dsig/private.h"
#include "xml/doc.h"
#include "xml/mem.h"

static void
same(const char *s, size_t n)
{
	struct err err = {0};
	struct buf a = {0}, b = {0};
	xmlDoc *d = doc_parse(s, n, NULL, &err);

	if (d == NULL)
		return;
	assert_true(doc_c14n(d, NULL, NULL, false, &a));
	assert_true(dsig_exclusive(xmlDocGetRootElement(d), &b));
	assert_int_equal(a.len, b.len);
	assert_memory_equal(a.data, b.data, a.len);
	buf_clear(&a);
	buf_clear(&b);
	xmlFreeDoc(d);
}

static void
it_writes_what_libxml2_writes(void **state)
{
	static const char *const docs[] = {"<a/>", "<a xmlns='x:u'/>",
	    "<a xmlns='x:u'><b xmlns=''><c xmlns='x:u'/></b></a>",
	    "<a><b xmlns=''/></a>", "<p:a xmlns:p='x:u'><b/><p:b/></p:a>",
	    "<a xmlns:p='x:u' xmlns:q='x:u' q:z='1' p:a='2' b='3' a='4'/>",
	    "<a xmlns:p='x:v' xmlns:q='x:u' q:z='1' p:a='2' xml:lang='zh'/>",
	    "<a xmlns:p='x:u'><p:b xmlns:p='x:v'><p:c "
	    "xmlns:p='x:u'/></p:b></a>",
	    "<p:a xmlns:p='x:u' p:x='&lt;&amp;&gt;&quot;&#9;&#10;&#13;'>"
	    "&lt;&amp;&gt;\"&#9;&#13;\n</p:a>",
	    "<a xmlns:p='x:u' xmlns:q='x:v'><b><p:c q:d=''/><p:c/></b></a>",
	    "<a xmlns='x:u' xmlns:p='x:u' p:b='1'><p:a xmlns:q='x:u'/></a>",
	    "<a xml:space='preserve'> <b xml:id='c'/> </a>",
	    "<a xmlns='x:u'><p:b xmlns:p='x:v' xmlns=''><c/></p:b></a>",
	    "<a><![CDATA[<&>]]>\r\n<!-- not there -->x</a>",
	    "<a xmlns:b='x:u&amp;&#34;v'><b:c/></a>",
	    "<\xe6\xb5\x8b b='\xe8\xaf\x95'>\xf0\x9f\x98\x80</\xe6\xb5\x8b>"};

	(void)state;
	for (size_t i = 0; i < sizeof(docs) / sizeof(*docs); i++)
		same(docs[i], strlen(docs[i]));
}

/* A tree of few names, so that prefixes meet and part often. */
static void
grow(struct buf *b, unsigned *seed, int depth)
{
	static const char *const uris[] = {"x:u", "x:v", "x:w"};
	unsigned k = rand_r(seed) % 4, n = rand_r(seed) % 4;
	char prefix[4] = {(char)('p' + (char)(k % 3)), ':', '\0'};

	if (k == 3)
		*prefix = '\0';
	buf_addf(b, "<%se xmlns:p='%s' xmlns:q='%s' xmlns:r='%s'", prefix,
	    uris[rand_r(seed) % 3], uris[rand_r(seed) % 3],
	    uris[rand_r(seed) % 3]);
	if (rand_r(seed) % 2)
		buf_addf(b, " xmlns='%s'",
		    rand_r(seed) % 2 ? "" : uris[rand_r(seed) % 3]);
	if (rand_r(seed) % 2)
		buf_addf(b, " p:a='1' q:b='&lt;' c='3' xml:d='4' r:%c='x'",
		    'a' + (int)(rand_r(seed) % 5));
	buf_adds(b, ">t&amp;");
	while (depth > 0 && n-- > 0)
		grow(b, seed, depth - 1);
	buf_addf(b, "</%se>", prefix);
}

static void
it_does_so_for_ten_thousand_trees(void **state)
{
	unsigned seed = 1;

	(void)state;
	for (int i = 0; i < 10000; i++) {
		struct buf b = {0};

		grow(&b, &seed, 4);
		same(b.data, b.len);
		buf_clear(&b);
	}
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
	    cmocka_unit_test(it_writes_what_libxml2_writes),
	    cmocka_unit_test(it_does_so_for_ten_thousand_trees)};

	return cmocka_run_group_tests(tests, start, NULL);
}
