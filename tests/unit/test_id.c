/* test_id.c: ID numbers of persons, GB 11643-1999. */
#include "vectors.h"

static void
passes_all_vectors(void **state)
{
	(void)state;
	vectors_run("id", 7);
}

static void
catches_single_errors_and_swaps(void **state)
{
	static const char right[] = "11010519491231002X";
	struct kind_rule r = {.kind = "id"};
	struct kind_answer a;
	char s[19];

	(void)state;
	for (size_t i = 0; i < 18; i++)
		for (char c = '0'; c <= '9'; c++) {
			memcpy(s, right, sizeof(s));
			s[i] = c;
			kind_check(&r, s, &a, NULL);
			assert_int_equal(a.ok, s[i] == right[i]);
		}
	for (size_t i = 0; i < 17; i++) {
		memcpy(s, right, sizeof(s));
		s[i] = right[i + 1];
		s[i + 1] = right[i];
		kind_check(&r, s, &a, NULL);
		assert_int_equal(a.ok, right[i] == right[i + 1]);
	}
}

/* Without a day called today nothing is too young or too old. */
static void
needs_today_for_ages(void **state)
{
	struct kind_rule r = {.kind = "id"};
	struct kind_answer a;

	(void)state;
	kind_check(&r, "110105202701010016", &a, NULL);
	assert_true(a.ok);
	r.today = "2026-12-31";
	kind_check(&r, "110105202701010016", &a, NULL);
	assert_string_equal(a.code, "id-future");
	r.today = "2027-01-01";
	kind_check(&r, "110105202701010016", &a, NULL);
	assert_true(a.ok && !a.warn);
}

static void
never_shows_the_day_of_birth(void **state)
{
	struct kind_rule r = {.kind = "id"};
	struct buf b;

	(void)state;
	buf_init(&b, 0);
	kind_show(&r, "11010519491231002X", false, &b);
	assert_null(strstr(b.data, "1949"));
	assert_null(strstr(b.data, "1231"));
	buf_clear(&b);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(passes_all_vectors),
	    cmocka_unit_test(catches_single_errors_and_swaps),
	    cmocka_unit_test(needs_today_for_ages),
	    cmocka_unit_test(never_shows_the_day_of_birth),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
