/* test_region.c: divisions, GB/T 2260. */
#include "vectors.h"

#include <unistd.h>

#include "form/region.h"

#define TABLE "tests/data/region.tsv"
#define ENGLISH "sql/reference/region-en.tsv"

static int
load(void **state)
{
	struct err err = {0};

	(void)state;
	return region_load(TABLE, &err) ? 0 : -1;
}

static int
unload(void **state)
{
	(void)state;
	region_unload();
	return 0;
}

static void
passes_all_vectors(void **state)
{
	(void)state;
	vectors_run("region", 12);
}

static void
finds_by_code_and_name(void **state)
{
	(void)state;
	assert_string_equal(region_find("370200")->name, "青岛市");
	assert_string_equal(region_find("370200")->parent, "370000");
	assert_null(region_find("370299"));
	assert_null(region_find("3702000"));
	assert_null(region_find(""));
	assert_string_equal(region_named("青岛")->code, "370200");
	assert_string_equal(region_named("湖北省仙桃市")->code, "429004");
	assert_null(region_named("吉林"));
	assert_null(region_named("海南"));
	assert_string_equal(region_named("海南省")->code, "460000");
	assert_null(region_named(""));
}

static void
shows_the_whole_path(void **state)
{
	static const char *const rows[][3] = {
	    {"370202", "山东省青岛市市南区", "市南区, Qingdao, Shandong"},
	    {"370200", "山东省青岛市", "Qingdao, Shandong"},
	    {"110101", "北京市东城区", "东城区, Beijing"},
	    {"429004", "湖北省仙桃市", "仙桃市, Hubei"},
	    {"110000", "北京市", "Beijing"}, {"990000", "990000", "990000"}};
	struct kind_rule r = {.kind = "region"};
	struct err err = {0};

	(void)state;
	assert_true(region_load_english(ENGLISH, &err));
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		struct buf b;

		buf_init(&b, 0);
		kind_show(&r, rows[i][0], false, &b);
		assert_string_equal(b.data, rows[i][1]);
		buf_clear(&b);
		kind_show(&r, rows[i][0], true, &b);
		assert_string_equal(b.data, rows[i][2]);
		buf_clear(&b);
	}
}

static void
refuses_broken_tables(void **state)
{
	static const char *const bad[] = {"", "code\tname\tlevel\tparent\n",
	    "37020\t青岛市\tprefecture\t370000\n", "370200\t青岛市\n",
	    "370200\t\tprefecture\t370000\n", "370200\t青岛市\tcity\t370000\n",
	    "370200\t青岛市\tprefecture\t37\n"};
	char path[] = "/tmp/region-XXXXXX";
	int fd = mkstemp(path);

	(void)state;
	assert_true(fd >= 0);
	for (size_t i = 0; i < sizeof(bad) / sizeof(bad[0]); i++) {
		struct err err = {0};
		FILE *f = fopen(path, "w");

		assert_non_null(f);
		fputs(bad[i], f);
		fclose(f);
		assert_false(region_load(path, &err));
		assert_false(region_loaded());
	}
	fclose(fdopen(fd, "r"));
	unlink(path);
	assert_int_equal(load(state), 0);
}

/* Before the table is there, shape and province still count. */
static void
judges_shape_without_a_table(void **state)
{
	struct kind_rule r = {.kind = "region", .level = "prefecture"};
	struct kind_answer a;

	region_unload();
	kind_check(&r, "370200", &a, NULL);
	assert_true(a.ok);
	kind_check(&r, "370202", &a, NULL);
	assert_string_equal(a.code, "region-prefecture");
	kind_check(&r, "990000", &a, NULL);
	assert_string_equal(a.code, "region-unknown");
	assert_int_equal(load(state), 0);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(passes_all_vectors),
	    cmocka_unit_test(finds_by_code_and_name),
	    cmocka_unit_test(shows_the_whole_path),
	    cmocka_unit_test(refuses_broken_tables),
	    cmocka_unit_test(judges_shape_without_a_table),
	};
	return cmocka_run_group_tests(tests, load, unload);
}
