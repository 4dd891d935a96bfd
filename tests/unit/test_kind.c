/* test_kind.c: the table of kinds; texts, choices, numbers, classes. */
#include "vectors.h"

#include "base/file.h"
#include "form/region.h"

static void
each_kind_has_vectors_both_ways(void **state)
{
	const char *const *names = kind_names();

	struct err err = {0};

	(void)state;
	assert_true(region_load("tests/data/region.tsv", &err));
	assert_non_null(names[0]);
	for (size_t i = 0; names[i] != NULL; i++) {
		assert_true(kind_known(names[i]));
		vectors_run(names[i], 3);
	}
	assert_false(kind_known("colour"));
	assert_false(kind_known(""));
	region_unload();
}

static void
says_unknown_kind(void **state)
{
	struct kind_rule r = {.kind = "colour"};
	struct kind_answer a;

	(void)state;
	kind_check(&r, "red", &a, NULL);
	assert_false(a.ok);
	assert_string_equal(a.code, "kind-unknown");
}

static void
refuses_bytes_that_are_no_text(void **state)
{
	static const char *const bad[] = {"\xff", "a\xc0\xaf", "\xed\xa0\x80",
	    "a\x01", "\xef\xbf\xbf", "\xe4\xb8"};
	const char *const *names = kind_names();
	struct kind_answer a;

	(void)state;
	for (size_t i = 0; names[i] != NULL; i++)
		for (size_t k = 0; k < sizeof(bad) / sizeof(bad[0]); k++) {
			struct kind_rule r = {.kind = names[i]};

			kind_check(&r, bad[k], &a, NULL);
			assert_false(a.ok);
			assert_string_equal(a.code, "text-utf8");
		}
}

static void
keeps_long_text_whole(void **state)
{
	struct kind_rule r = {.kind = "longtext"};
	struct kind_answer a;
	struct buf in, out;

	(void)state;
	buf_init(&in, 0);
	buf_init(&out, 0);
	for (int i = 0; i < 5000; i++)
		buf_adds(&in, "知识产权");
	kind_check(&r, in.data, &a, &out);
	assert_true(a.ok);
	assert_string_equal(in.data, out.data);
	assert_int_equal(strlen(a.canonical), 1023 / 3 * 3);
	buf_clear(&out);
	r.kind = "uscc";
	kind_check(&r, in.data, &a, &out);
	assert_false(a.ok);
	assert_string_equal(a.code, "value-long");
	for (int i = 0; i < 5001; i++)
		buf_adds(&in, "一二三四五六七八九十二三四五六七八九二十");
	r.kind = "longtext";
	kind_check(&r, in.data, &a, NULL);
	assert_string_equal(a.code, "text-long");
	buf_clear(&in);
	buf_clear(&out);
}

struct shown {
	const char *kind, *unit, *stored, *zh, *en;
};

static void
shows_stored_values(void **state)
{
	static const struct shown rows[] = {
	    {"date", NULL, "2026-11-21", "2026年11月21日", "21 November 2026"},
	    {"date", NULL, "2026-01-05", "2026年1月5日", "5 January 2026"},
	    {"date", NULL, "what", "what", "what"},
	    {"money", "万元", "150000000", "150万元", "CNY 1,500,000"},
	    {"money", "万元", "150050000", "150.05万元", "CNY 1,500,500"},
	    {"money", NULL, "150000001", "1,500,000.01元", "CNY 1,500,000.01"},
	    {"money", NULL, "x", "x", "x"},
	    {"year", NULL, "2026", "2026年", "2026"},
	    {"integer", "件", "1600", "1,600件", "1,600"},
	    {"score", NULL, "87.5", "87.5", "87.5"},
	    {"yes-no", NULL, "yes", "是", "Yes"},
	    {"yes-no", NULL, "no", "否", "No"},
	    {"id", NULL, "11010519491231002X", "110105********002X",
		"110105********002X"},
	    {"id", NULL, "1101", "******", "******"},
	    {"patent", NULL, "202310123456.6", "ZL 2023 1 0123456.6",
		"ZL 2023 1 0123456.6"},
	    {"patent", NULL, "95115608.X", "ZL 95 1 15608.X",
		"ZL 95 1 15608.X"},
	    {"text", NULL, "原样", "原样", "原样"},
	    {"uscc", NULL, "", "", ""},
	};

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		struct kind_rule r = {
		    .kind = rows[i].kind, .unit = rows[i].unit};

		for (int en = 0; en < 2; en++) {
			struct buf b;

			buf_init(&b, 0);
			kind_show(&r, rows[i].stored, en, &b);
			assert_string_equal(b.len > 0 ? b.data : "",
			    en ? rows[i].en : rows[i].zh);
			buf_clear(&b);
		}
	}
}

/* The first table of vectors has four columns and its own reasons. */
static void
agrees_with_the_first_vectors(void **state)
{
	FILE *f = fopen("tests/data/id-vectors.tsv", "r");
	char line[500], *kind, *typed, *expect;
	struct kind_answer a;
	int n = 0;

	(void)state;
	assert_non_null(f);
	assert_non_null(fgets(line, sizeof(line), f));
	while (fgets(line, sizeof(line), f) != NULL) {
		struct kind_rule r = {.today = "2026-11-21"};

		kind = strtok(line, "\t");
		typed = strtok(NULL, "\t");
		expect = strtok(NULL, "\t\n");
		if (expect == NULL)
			continue;
		r.kind = kind;
		kind_check(&r, typed, &a, NULL);
		if (a.ok != (strcmp(expect, "ok") == 0))
			fail_msg("%s %s: not %s", kind, typed, expect);
		n++;
	}
	fclose(f);
	assert_int_equal(n, 19);
}

/* What a checker says must be there to be read, in both languages. */
static void
each_code_has_its_words(void **state)
{
	static const char *const paths[] = {
	    "xslt/common/text.form.zh-CN.xml", "xslt/common/text.form.en.xml"};
	FILE *f = fopen("tests/data/kind-vectors.tsv", "r");
	struct buf texts[2];
	struct err err = {0};
	struct vector v;
	char line[4096], key[100];

	(void)state;
	assert_non_null(f);
	for (int i = 0; i < 2; i++) {
		buf_init(&texts[i], 0);
		assert_true(file_read(paths[i], &texts[i], &err));
	}
	while (fgets(line, sizeof(line), f) != NULL) {
		if (!vector_split(line, &v) || strchr(v.expect, ':') == NULL)
			continue;
		snprintf(key, sizeof(key), "k=\"error.%s\"",
		    strchr(v.expect, ':') + 1);
		for (int i = 0; i < 2; i++)
			if (strstr(texts[i].data, key) == NULL)
				fail_msg("%s: no %s", paths[i], key);
	}
	buf_clear(&texts[0]);
	buf_clear(&texts[1]);
	fclose(f);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(each_kind_has_vectors_both_ways),
	    cmocka_unit_test(says_unknown_kind),
	    cmocka_unit_test(refuses_bytes_that_are_no_text),
	    cmocka_unit_test(keeps_long_text_whole),
	    cmocka_unit_test(shows_stored_values),
	    cmocka_unit_test(agrees_with_the_first_vectors),
	    cmocka_unit_test(each_code_has_its_words),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
