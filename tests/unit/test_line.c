/* test_line.c: lines in the grid, titles at sense. */
#include "tests/unit/letter.h"

#include "base/utf8.h"
#include "letter/line.h"
#include "letter/measure.h"
#include "letter/text.h"
#include "letter/title.h"

static struct layout layout;

static struct text
text_of(const char *utf8)
{
	struct err err = {0};
	struct text_source src = {.layout = &layout, .err = &err, .tag = "p"};
	struct text t = {0};

	layout.fonts = fonts;
	if (layout.arena == NULL)
		layout.arena = arena_new(16 << 20);
	assert_true(text_add(&src, &t, utf8, FONT_FANGSONG));
	text_glue(&t);
	return t;
}

static struct measure
measure_of(double chars)
{
	return (struct measure){.em = 1, .width = chars, .justify = true};
}

/* The text with | where lines end. */
static const char *
broken(const char *utf8, double chars, char *out)
{
	struct text t = text_of(utf8);
	struct measure m = measure_of(chars);
	char *p = out;

	for (size_t at = 0; at < t.n;) {
		struct line l = line_next(&t, at, &m);

		for (; at < l.to; at++)
			p += utf8_put(t.cells[at].ch, p);
		at = l.next;
		if (at < t.n)
			*p++ = '|';
	}
	*p = '\0';
	return out;
}

static void
full_lines_keep_the_grid(void **state)
{
	struct text t = text_of("一二三四五六七八九十甲乙丙");
	struct measure m = measure_of(10);
	struct line l = line_next(&t, 0, &m);
	double x[10], w[10];

	(void)state;
	assert_int_equal(l.to, 10);
	line_place(&t, &l, &m, x, w);
	for (int i = 0; i < 10; i++)
		assert_float_equal(x[i], i, 1e-9);
}

static void
no_line_begins_with_a_closing_mark(void **state)
{
	char out[256];

	(void)state;
	/* another mark gives way: both fit */
	assert_string_equal(broken("一二，四五六七八九，乙丙", 9, out),
	    "一二，四五六七八九，|乙丙");
	/* nothing gives way: a character goes over */
	assert_string_equal(broken("一二三四五六七八九十，乙", 10, out),
	    "一二三四五六七八九|十，乙");
	assert_string_equal(broken("一二三四五六七八九》，乙", 9, out),
	    "一二三四五六七八|九》，乙");
}

static void
no_line_ends_with_an_opening_mark(void **state)
{
	char out[256];

	(void)state;
	assert_string_equal(broken("一二三四五六七八九（甲乙）", 10, out),
	    "一二三四五六七八九|（甲乙）");
}

static void
numbers_dates_and_words_stay_whole(void **state)
{
	char out[256];

	(void)state;
	assert_string_equal(broken("一二三四五六2026年3月5日施行", 10, out),
	    "一二三四五六|2026年3月5日施行");
	assert_string_equal(broken("一二三四五发〔2020〕34号文", 8, out),
	    "一二三四五|发〔2020〕34号文");
	assert_string_equal(broken("一二三四五六七八1,234.5件", 10, out),
	    "一二三四五六七八|1,234.5件");
	assert_string_equal(broken("一二三四五六七八九Patent", 10, out),
	    "一二三四五六七八九|Patent");
	assert_string_equal(
	    broken("一二三四五六七八——九", 9, out), "一二三四五六七|八——九");
}

static void
marks_in_a_row_share_a_place(void **state)
{
	static const struct {
		const char *text;
		double wide;
	} rows[] = {{"《甲》《乙》", 5.5}, {"“甲”）、乙", 5}, {"甲：“乙。”", 5},
	    {"（“甲”）", 4}, {"甲、乙", 3}, {"甲……。", 4}};

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		struct text t = text_of(rows[i].text);

		near(rows[i].wide, text_width(&t, 0, t.n));
	}
}

static void
addresses_break_where_they_may(void **state)
{
	char out[256];

	(void)state;
	assert_string_equal(
	    broken("见https://a.example.cn/form/b?id=2026&step=2", 12, out),
	    "见https://a.example.cn/|form/b?id=2026&step=2");
	assert_string_equal(broken("一二三四五六七八九Communication", 12, out),
	    "一二三四五六七八九|Communication");
}

static void
short_brackets_stay_whole(void **state)
{
	char out[256];

	(void)state;
	assert_string_equal(
	    broken("一二三四五六七八九十一二三四五六七八九十中国（青岛）中心",
		24, out),
	    "一二三四五六七八九十一二三四五六七八九十|中国（青岛）中心");
	assert_string_equal(
	    broken("一二三四五六七八九十一二三四五六七八（试行）九", 20, out),
	    "一二三四五六七八九十一二三四五六七八|（试行）九");
	/* but not where the line would come apart */
	assert_string_equal(broken("一二三四五六七中国（青岛）中心", 10, out),
	    "一二三四五六七中国|（青岛）中心");
}

static void
a_word_longer_than_the_line_is_cut(void **state)
{
	char out[256];

	(void)state;
	assert_non_null(strchr(broken("WWWWWWWWWWWWWWWWWWWWWW", 5, out), '|'));
}

static void
spread_lines_reach_the_edge(void **state)
{
	struct text t = text_of("一二三四五六2026年3月5日施行");
	struct measure m = measure_of(10);
	struct line l = line_next(&t, 0, &m);
	double x[10], w[10];

	(void)state;
	line_place(&t, &l, &m, x, w);
	assert_float_equal(x[l.to - 1] + w[l.to - 1], 10, 1e-9);
}

static void
squeezed_lines_reach_the_edge(void **state)
{
	struct text t = text_of("一二，四五六七八九，乙丙");
	struct measure m = measure_of(9);
	struct line l = line_next(&t, 0, &m);
	double x[10], w[10];

	(void)state;
	assert_true(l.slack < 0);
	line_place(&t, &l, &m, x, w);
	assert_float_equal(x[9] + w[9], 9, 1e-9);
	assert_true(w[2] >= 0.5 && w[9] >= 0.5); /* at most half */
	assert_float_equal(w[4], 1, 1e-9); /* characters keep their place */
}

static const char *
title_of(const char *utf8, char *out)
{
	struct text t = text_of(utf8);
	size_t ends[TITLE_LINES], n = title_break(&t, 21, ends), at = 0;
	double widths[TITLE_LINES];
	char *p = out;

	for (size_t i = 0; i < n; i++) {
		widths[i] = text_width(&t, at, ends[i]);
		for (; at < ends[i]; at++)
			p += utf8_put(t.cells[at].ch, p);
		*p++ = i + 1 < n ? '|' : '\0';
		assert_true(widths[i] <= 21);
		assert_true(widths[i] >= 2);
	}
	assert_true(title_shape(widths, n));
	return out;
}

static void
titles_break_at_sense(void **state)
{
	char out[512];

	(void)state;
	assert_string_equal(
	    title_of("关于开展试点工作的通知", out), "关于开展试点工作的通知");
	assert_string_equal(title_of("国家知识产权局关于进一步加强知识产权快速"
				     "维权中心建设工作的通知",
				out),
	    "国家知识产权局关于进一步加强|知识产权快速维权中心建设工作的通知");
	assert_string_equal(title_of("山东省市场监督管理局关于组织申报知识产权"
				     "快速维权中心的通知",
				out),
	    "山东省市场监督管理局|关于组织申报知识产权快速维权中心的通知");
	assert_string_equal(
	    title_of("示例省知识产权局办公室关于公文断行规则的说明", out),
	    "示例省知识产权局办公室关于公文|断行规则的说明");
	assert_null(strstr(title_of("国家知识产权局关于同意建设中国（青岛·海洋"
				    "装备）知识产权保护中心的批复",
			       out),
	    "·|"));
	assert_null(strstr(out, "中国|"));
}

static void
shapes_are_known(void **state)
{
	(void)state;
	assert_true(title_shape((double[]){10, 14}, 2));
	assert_true(title_shape((double[]){14, 10}, 2));
	assert_true(title_shape((double[]){8, 14, 10}, 3));
	assert_false(title_shape((double[]){14, 14}, 2));
	assert_false(title_shape((double[]){14, 8, 12}, 3));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(full_lines_keep_the_grid),
	    cmocka_unit_test(no_line_begins_with_a_closing_mark),
	    cmocka_unit_test(no_line_ends_with_an_opening_mark),
	    cmocka_unit_test(numbers_dates_and_words_stay_whole),
	    cmocka_unit_test(marks_in_a_row_share_a_place),
	    cmocka_unit_test(addresses_break_where_they_may),
	    cmocka_unit_test(short_brackets_stay_whole),
	    cmocka_unit_test(a_word_longer_than_the_line_is_cut),
	    cmocka_unit_test(spread_lines_reach_the_edge),
	    cmocka_unit_test(squeezed_lines_reach_the_edge),
	    cmocka_unit_test(titles_break_at_sense),
	    cmocka_unit_test(shapes_are_known),
	};
	int failed = cmocka_run_group_tests_name(
	    "letter_line", tests, fonts_setup, fonts_teardown);

	arena_free(layout.arena);
	return failed;
}
