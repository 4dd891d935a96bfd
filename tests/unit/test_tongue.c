/* test_tongue.c: Chinese words in pages of another language. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "xml/tongue.h"

static void
becomes(const char *page, const char *marked)
{
	struct buf b = {0};

	buf_adds(&b, page);
	tongue_mark(&b);
	assert_false(b.failed);
	assert_string_equal(b.data, marked);
	buf_clear(&b);
}

static void
stays(const char *page)
{
	becomes(page, page);
}

static void
marks_an_element_that_holds_nothing_else(void **state)
{
	(void)state;
	becomes("<p>青岛</p>", "<p lang=\"zh-CN\">青岛</p>");
	becomes("<p class=\"a\">\n 青岛 </p>",
	    "<p class=\"a\" lang=\"zh-CN\">\n 青岛 </p>");
	becomes("<td>国知发保字〔2025〕39号</td>",
	    "<td lang=\"zh-CN\">国知发保字〔2025〕39号</td>");
}

static void
marks_the_words_among_others(void **state)
{
	(void)state;
	becomes("<li>Sponsor: 青岛市, seat</li>",
	    "<li>Sponsor: <span lang=\"zh-CN\">青岛市</span>, seat</li>");
	becomes("<p>青岛<br>Qingdao</p>",
	    "<p><span lang=\"zh-CN\">青岛</span><br>Qingdao</p>");
	becomes("<p>Call 12330（演示）</p>",
	    "<p>Call <span lang=\"zh-CN\">12330（演示）</span></p>");
	becomes("<p>\xf0\xa0\x80\x80 and 京ICP备1</p>",
	    "<p><span lang=\"zh-CN\">\xf0\xa0\x80\x80</span> and "
	    "<span lang=\"zh-CN\">京ICP备</span>1</p>");
}

static void
puts_no_element_where_only_text_may_stand(void **state)
{
	(void)state;
	stays("<title>Search: 青岛 - Help</title>");
	becomes("<select><option value=\"1\">青岛 centre</option></select>",
	    "<select><option value=\"1\" lang=\"zh-CN\">青岛 centre</option>"
	    "</select>");
	becomes("<svg><text x=\"1\">青岛 1</text><g/><text>a</text></svg>",
	    "<svg><text x=\"1\" lang=\"zh-CN\">青岛 1</text><g/><text>a</text>"
	    "</svg>");
}

static void
leaves_what_says_its_language(void **state)
{
	(void)state;
	stays("<!doctype html>\n<html lang=\"en\"><p>a “b” – c·d €</p></html>");
	stays("<p lang=\"zh-CN\">青岛 <b>济南</b><br>烟台</p>");
	stays("<button name=\"lang\" value=\"青岛\">a</button>");
	becomes("<p lang=\"zh-CN\">青岛</p><p>济南</p>",
	    "<p lang=\"zh-CN\">青岛</p><p lang=\"zh-CN\">济南</p>");
	becomes("<p lang=\"en\">青岛</p>",
	    "<p lang=\"en\"><span lang=\"zh-CN\">青岛</span></p>");
}

static void
takes_what_is_cut_off(void **state)
{
	(void)state;
	stays("<");
	stays("<p>a\xe5");
	stays("</p></p>a");
	becomes("青", "<span lang=\"zh-CN\">青</span>");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(marks_an_element_that_holds_nothing_else),
	    cmocka_unit_test(marks_the_words_among_others),
	    cmocka_unit_test(puts_no_element_where_only_text_may_stand),
	    cmocka_unit_test(leaves_what_says_its_language),
	    cmocka_unit_test(takes_what_is_cut_off),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
