/* test_letter_set.c: pages: measures of GB/T 9704-2012 on the laid-out list. */
#include "tests/unit/letter.h"

#include <math.h>

#include "letter/check.h"
#include "letter/measure.h"

#define P "<p>保护中心应当落实机构人员经费和场地保障。</p>"

/* Edges of the ink of a tag's items on the first page that has it. */
static double
top_of(const struct layout *l, const char *tag)
{
	return check_top(&l->pages[page_of(l, tag) - 1], tag);
}

static double
bottom_of(const struct layout *l, const char *tag)
{
	return check_bottom(&l->pages[page_of(l, tag) - 1], tag);
}

static bool
conforms(const struct layout *l)
{
	return letter_check(l, NULL, NULL);
}

static void
a_document_keeps_its_measures(void **state)
{
	struct layout *l = set(HEAD("document",
	    "国知发保字〔2026〕1号") "<body>" P "</body>" SIGN
				     "<imprint><issuer>办公室</"
				     "issuer><date>2026-03-05</date></imprint>"
				     "</letter>");

	(void)state;
	near(72, top_of(l, "mark"));
	near(20.78, top_of(l, "number") - bottom_of(l, "mark"));
	near(4, find(l, "red-rule", 0)->y - bottom_of(l, "number"));
	near(156, find(l, "red-rule", 0)->w);
	near(28 + 2 * 156.0 / 28, find(l, "p", 0)->x);
	near(262, item_bottom(find(l, "imprint-rule", 1)));
	assert_int_equal(page_of(l, "imprint-rule"), 2);
	assert_int_equal(l->n, 2);
	assert_true(l->pages[1].numbered); /* no blank page before it: 7.5 */
	assert_true(conforms(l));
	layout_free(l);
}

static void
a_letter_keeps_its_measures(void **state)
{
	struct layout *l = set(HEAD("letter",
	    "国知保函〔2026〕1号") "<body>" P "</body>" SIGN "</letter>");

	(void)state;
	near(30, top_of(l, "mark"));
	near(20, find(l, "double-rule", 0)->x);
	near(170, find(l, "double-rule", 0)->w);
	near(4, find(l, "double-rule", 0)->y - bottom_of(l, "mark"));
	near(277, item_bottom(find(l, "double-rule", 2)));
	near(184, item_right(find(l, "number", 0)));
	assert_null(find(l, "page-number", 0));
	assert_true(conforms(l));
	layout_free(l);
}

static void
an_order_keeps_its_measures(void **state)
{
	struct layout *l = set(
	    "<letter xmlns='" NS "' form='order'><head><mark>国家知识产权局令"
	    "</mark><number>第77号</number></head><body>" P "</body><sign>"
	    "<organ>局长 某某某</organ><date>2023-12-21</date></sign>"
	    "</letter>");

	(void)state;
	near(57, top_of(l, "mark"));
	near(20.78, top_of(l, "p") - bottom_of(l, "number"));
	near(184 - 4 * 156.0 / 28, item_right(find(l, "date", 0)));
	assert_true(conforms(l));
	layout_free(l);
}

/* A letter with n paragraphs of one line. */
static struct layout *
long_letter(int n, const char *organ)
{
	static char xml[65536];
	char *p = xml;

	p += sprintf(p, HEAD("document", "国知发保字〔2026〕1号") "<body>");
	while (n-- > 0)
		p += sprintf(p, P);
	sprintf(p,
	    "</body><sign><organ%s>国家知识产权局</organ><date>2026-03-"
	    "05</date></sign></letter>",
	    organ);
	return set(xml);
}

static void
a_page_has_22_lines(void **state)
{
	struct layout *l = long_letter(60, "");
	size_t rows = 0;

	(void)state;
	for (size_t k = 0; k < l->pages[1].n; k++)
		rows += strcmp(l->pages[1].items[k].tag, "p") == 0;
	assert_int_equal(rows, 22);
	near(37, item_top(&l->pages[1].items[0]));
	near(10.447, l->pages[1].items[1].y - l->pages[1].items[0].y);
	layout_free(l);
}

/* 16 pt at 28.95 pt: 22 lines, half a lead above the first. */
static void
office_programs_grid_is_an_option(void **state)
{
	static char xml[65536];
	struct layout *l;
	char *p = xml;
	size_t rows = 0;

	(void)state;
	p += sprintf(
	    p, HEAD("document' grid='word", "国知〔2026〕1号") "<body>");
	for (int i = 0; i < 60; i++)
		p += sprintf(p, P);
	sprintf(p, "</body>" SIGN "</letter>");
	l = set(xml);
	for (size_t k = 0; k < l->pages[1].n; k++)
		rows += strcmp(l->pages[1].items[k].tag, "p") == 0;
	assert_int_equal(rows, 22);
	near(16 * MM_PT, l->pages[1].items[0].h);
	near(37 + 2.284, item_top(&l->pages[1].items[0]));
	near(28.95 * MM_PT, l->pages[1].items[1].y - l->pages[1].items[0].y);
	assert_true(conforms(l));
	layout_free(l);
}

/* 9704 7.3.7: what is bound apart follows the imprint, counts from 1, and says
 * whose annex it is. */
static void
an_annex_apart_counts_from_one(void **state)
{
	struct layout *l = set(HEAD("document",
	    "国知发保字〔2026〕1号") "<body>" P "</body><annex-note>表</"
				     "annex-note>" SIGN "<annex title='表' "
				     "separate='yes'>" P "</annex><imprint>"
				     "<issuer>办公室</issuer></imprint>"
				     "</letter>");
	const struct item *it = find(l, "annex", 0);

	(void)state;
	assert_int_equal(l->n, 3);
	assert_int_equal(l->bound, 2);
	assert_int_equal(l->pages[2].number, 1);
	assert_int_equal(it->glyphs[0].ch, U'国');
	assert_true(conforms(l));
	layout_free(l);
}

/* 9704 10.3: names wrap behind the colon. */
static void
minutes_name_who_was_there(void **state)
{
	struct layout *l = set(
	    "<letter xmlns='" NS "' form='minutes'><head><mark>某市联席会议"
	    "纪要</mark><number>第3期</number></head><body>" P "</body>"
	    "<attendance label='出席'>某局某某某，某厅某某某，某院某某某，某委"
	    "某某某，某办某某某</attendance></letter>");

	(void)state;
	near(28 + 2 * MM_CELL, find(l, "attendance", 0)->x);
	assert_int_equal(find(l, "attendance", 0)->role, FONT_HEI);
	near(28 + 5 * MM_CELL, find(l, "attendance", 2)->x);
	assert_true(conforms(l));
	layout_free(l);
}

/* 9704 7.3.5.3: office 2 characters left of the stamp, about its middle. */
static void
a_stamp_stands_by_the_rule(void **state)
{
	struct layout *l =
	    set("<letter xmlns='" NS "' form='order'><head><mark>某省人民政府令"
		"</mark><number>第1号</number></head><body>" P "</body><sign>"
		"<organ stamp='' stamp-width='30'>省长</organ><date>2026-03-05"
		"</date></sign></letter>");
	const struct item *stamp = find(l, "stamp", 0);
	const struct item *office = find(l, "organ", 0);

	(void)state;
	near(184 - 4 * MM_CELL, item_right(stamp));
	near(stamp->x - 2 * MM_CELL, item_right(office));
	near(stamp->y + stamp->h / 2, item_top(office) + office->h / 2);
	near(20.78, stamp->y - bottom_of(l, "p"));
	near(10.39, top_of(l, "date") - item_bottom(stamp));
	assert_true(conforms(l));
	layout_free(l);
}

static void
page_numbers_stand_outside(void **state)
{
	struct layout *l = long_letter(60, "");
	const struct item *it = find(l, "page-number", 0);
	double dash, low;

	(void)state;
	near(184 - 156.0 / 28, item_right(it));
	face_ink(it->face, it->glyphs[0].gid, &dash, &low);
	near(269, it->y - dash * it->h);
	near(28 + 156.0 / 28, find(l, "page-number", 1)->x);
	layout_free(l);
}

/* 7.3.5.5, whatever the length: the signature never stands alone. */
static void
no_signature_stands_alone(void **state)
{
	(void)state;
	for (int n = 1; n < 60; n++) {
		struct layout *l = long_letter(n, "");

		if (!conforms(l))
			fail_msg("%d paragraphs", n);
		layout_free(l);
	}
}

static void
a_seal_stands_by_the_rule(void **state)
{
	(void)state;
	for (int n = 1; n < 60; n++) {
		struct layout *l = long_letter(n, " seal=''");

		assert_true(l->sealed);
		if (!conforms(l))
			fail_msg("%d paragraphs", n);
		layout_free(l);
	}
}

/* A seal of 50 mm reaches below the next line; a long note gives way. */
static void
a_seal_does_not_cover_the_note(void **state)
{
	static char xml[4096];
	struct layout *l;

	(void)state;
	for (int wide = 0; wide < 2; wide++) {
		snprintf(xml, sizeof(xml),
		    HEAD("document",
			"国知发保字〔2026〕1号") "<body>" P
						 "</body><sign><organ seal='' "
						 "seal-size='50'>国家知识产权局"
						 "</organ><date>2026-03-05</"
						 "date></sign><note>%s</note>"
						 "</letter>",
		    wide ? "联系人及电话：某某某，010-62080000，62080001"
			 : "此件公开");
		l = set(xml);
		if (wide)
			assert_true(item_bottom(find(l, "seal", 0)) <
				    top_of(l, "note"));
		else
			near(scale_standard.pitch,
			    find(l, "note", 0)->y - find(l, "date", 0)->y);
		assert_true(conforms(l));
		layout_free(l);
	}
}

static void
joint_seals_do_not_touch(void **state)
{
	struct layout *l = set(HEAD("document",
	    "国知发保字〔2026〕1号") "<body>" P "</body><sign>"
				     "<organ "
				     "seal=''>国家知识产权局</organ><organ "
				     "seal=''>公安部</organ>"
				     "<organ seal=''>海关总署</organ><organ "
				     "seal=''>版权局</organ>"
				     "<date>2026-03-05</date></sign></letter>");
	const struct item *a, *b;

	(void)state;
	for (size_t i = 0; i < 4; i++)
		for (size_t k = 0; k < i; k++) {
			a = find(l, "seal", i);
			b = find(l, "seal", k);
			assert_true(fabs(a->x - b->x) > a->w ||
				    fabs(a->y - b->y) > a->w);
		}
	assert_true(conforms(l));
	layout_free(l);
}

static void
a_long_list_of_receivers_moves_to_the_imprint(void **state)
{
	static char xml[32768];
	char *p = xml;
	struct layout *l;

	(void)state;
	p += sprintf(p,
	    "<letter xmlns='" NS "' form='document'><head><mark>国家"
	    "知识产权局文件</mark><number>国知发保字〔2026〕1号</number></head>"
	    "<title>关于开展试点工作的通知</title><to>");
	for (int i = 0; i < 60; i++)
		p += sprintf(p, "%s某省某市知识产权局", i > 0 ? "、" : "");
	sprintf(p, "：</to><body>" P "</body>" SIGN "</letter>");
	l = set(xml);
	assert_true(l->to_moved);
	assert_int_equal(page_of(l, "p"), 1);
	assert_true(page_of(l, "to") % 2 == 0);
	assert_true(conforms(l));
	layout_free(l);
}

static void
an_annex_begins_a_page(void **state)
{
	struct layout *l = set(HEAD("document",
	    "国知发保字〔2026〕1号") "<body>" P "</body>"
				     "<annex-note>名单</"
				     "annex-note><annex-note>表</"
				     "annex-note>" SIGN "<annex title='名单'>" P
				     "</annex><annex title='表'><table><row>"
				     "<cell>甲</cell><cell "
				     "span='2'>乙</cell></row></table></annex>"
				     "</letter>");

	(void)state;
	assert_int_equal(page_of(l, "annex"), 2);
	near(37, item_top(find(l, "annex", 0)));
	near(37 + 2 * 10.447, item_top(find(l, "title", 1)));
	assert_true(conforms(l));
	layout_free(l);
}

static void
an_annex_may_be_a_letter(void **state)
{
	struct layout *l = set(HEAD("letter",
	    "国知保函〔2026〕1号") "<body>" P "</body>"
				   "<annex-note>关于开展试点工作的通知</"
				   "annex-note>" SIGN "<annex>" HEAD("document",
				       "国知发保字〔2020〕34号") "<body>" P
								 "</body>" SIGN
								 "</letter></"
								 "annex></"
								 "letter>");

	(void)state;
	assert_int_equal(l->form, FORM_LETTER);
	assert_int_equal(l->n, 2);
	near(37, item_top(find(l, "annex", 0)));
	assert_true(l->pages[1].numbered);
	layout_free(l);
}

static void
an_unknown_character_stops_the_letter(void **state)
{
	static const char xml[] = HEAD(
	    "letter", "国知保函〔2026〕1号") "<body><p>姓名\xf3\xb0\x80\x80</"
					     "p></body>" SIGN "</letter>";
	struct err err = {0};
	xmlDoc *doc = doc_parse(xml, strlen(xml), NULL, &err);

	(void)state;
	assert_non_null(doc);
	assert_null(letter_set(fonts, doc, NULL, &err));
	xmlFreeDoc(doc);
	assert_int_equal(err.kind, ERR_INPUT);
	assert_string_equal(err.code, "letter-glyph");
	assert_non_null(strstr(err.arg, "U+F0000, body/p"));
}

static void
rare_names_are_set_from_another_face(void **state)
{
	struct layout *l = set(HEAD("letter",
	    "国知保函〔2026〕1号") "<body><p>联系人陈喆、李堃。</p></body>" SIGN
				   "</letter>");

	(void)state;
	if (font_proper(fonts, FONT_FANGSONG) &&
	    strncmp(font_face(fonts, FONT_FANGSONG)->name, "Fandol", 6) == 0)
		assert_int_equal(l->fallbacks, 2);
	assert_true(conforms(l));
	layout_free(l);
}

static void
count_broken(void *ctx, const char *clause, const char *rule, double wanted,
    double measured, bool ok)
{
	(void)wanted;
	(void)measured;
	(void)clause;
	if (!ok)
		snprintf(ctx, 200, "%s", rule);
}

static void
wording_is_checked(void **state)
{
	static const struct {
		const char *number, *text, *rule;
	} bad[] = {
	    {"国知发保字[2026]1号", "甲。", "发文字号〔年份〕序号写法"},
	    {"国知发保字〔2026〕第1号", "甲。", "发文字号〔年份〕序号写法"},
	    {"国知发保字〔2026〕01号", "甲。", "发文字号〔年份〕序号写法"},
	    {"国知发保字〔2026〕1号", "自2026年03月5日起。",
		"日期月日不编虚位"},
	    {"国知发保字〔2026〕1号", "按国知发（2020）34号执行。",
		"引用文号的括号和序号"},
	    {"国知发保字〔2026〕1号", "按国知发〔2020〕第34号执行。",
		"引用文号的括号和序号"},
	    {"国知发保字〔2026〕1号", "机构,人员。", "汉字间用全角标点"},
	    {"国知发保字〔2026〕1号", "所称“甲，是乙。", "引号成对"},
	    {"国知发保字〔2026〕1号", "《甲》、《乙》。",
		"书名号、引号之间不用顿号"},
	};
	char xml[4096], rule[200];

	(void)state;
	for (size_t i = 0; i < sizeof(bad) / sizeof(*bad); i++) {
		struct layout *l;

		snprintf(xml, sizeof(xml),
		    HEAD("document", "%s") "<body><p>%s</p></body>" SIGN
					   "</letter>",
		    bad[i].number, bad[i].text);
		l = set(xml);
		rule[0] = '\0';
		assert_false(letter_check(l, count_broken, rule));
		assert_string_equal(rule, bad[i].rule);
		layout_free(l);
	}
}

/* Longer than lines that grow by a character can be: full ones. The fuzzer
 * found it, as its corpus/letter/endless. */
static void
a_title_of_300_characters_comes_out_whole(void **state)
{
	struct buf in = {0};
	struct layout *l;
	size_t n = 0;

	(void)state;
	buf_adds(&in,
	    "<letter xmlns='" NS "' form='document'><head><mark>国家"
	    "知识产权局文件</mark><number>国知发〔2026〕1号</number></head>"
	    "<title>");
	for (int i = 0; i < 60; i++)
		buf_adds(&in, "知识产权局");
	buf_adds(
	    &in, "</title><body><p>现予批复。</p></body>" SIGN "</letter>");
	l = set(in.data);
	for (size_t i = 0; find(l, "title", i) != NULL; i++) {
		assert_in_range(find(l, "title", i)->n, 6, 21);
		n += find(l, "title", i)->n;
	}
	assert_int_equal(n, 300);
	layout_free(l);
	buf_clear(&in);
}

/* What lies behind a code's last module in memory is no part of it. */
static void
a_code_ends_with_its_last_module(void **state)
{
	static const uint8_t modules[] = {1, 0, 0, 0, 1, 1};
	const struct item it = {
	    .kind = ITEM_CODE, .modules = modules, .side = 2};
	struct bar bar = {0};

	(void)state;
	assert_true(item_bar(&it, &bar));
	assert_int_equal(bar.row, 0);
	assert_int_equal(bar.n, 1);
	assert_false(item_bar(&it, &bar));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(a_document_keeps_its_measures),
	    cmocka_unit_test(a_letter_keeps_its_measures),
	    cmocka_unit_test(an_order_keeps_its_measures),
	    cmocka_unit_test(a_page_has_22_lines),
	    cmocka_unit_test(office_programs_grid_is_an_option),
	    cmocka_unit_test(an_annex_apart_counts_from_one),
	    cmocka_unit_test(minutes_name_who_was_there),
	    cmocka_unit_test(a_stamp_stands_by_the_rule),
	    cmocka_unit_test(page_numbers_stand_outside),
	    cmocka_unit_test(no_signature_stands_alone),
	    cmocka_unit_test(a_seal_stands_by_the_rule),
	    cmocka_unit_test(a_seal_does_not_cover_the_note),
	    cmocka_unit_test(joint_seals_do_not_touch),
	    cmocka_unit_test(a_long_list_of_receivers_moves_to_the_imprint),
	    cmocka_unit_test(an_annex_begins_a_page),
	    cmocka_unit_test(an_annex_may_be_a_letter),
	    cmocka_unit_test(an_unknown_character_stops_the_letter),
	    cmocka_unit_test(rare_names_are_set_from_another_face),
	    cmocka_unit_test(wording_is_checked),
	    cmocka_unit_test(a_title_of_300_characters_comes_out_whole),
	    cmocka_unit_test(a_code_ends_with_its_last_module),
	};

	return cmocka_run_group_tests_name(
	    "letter_set", tests, fonts_setup, fonts_teardown);
}
