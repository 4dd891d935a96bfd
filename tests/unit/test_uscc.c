/* test_uscc.c: organisation codes, GB 32100-2015. */
#include "vectors.h"

static void
passes_all_vectors(void **state)
{
	(void)state;
	vectors_run("uscc", 10);
}

/* Any one wrong character, and any two neighbours exchanged, are caught. */
static void
catches_single_errors_and_swaps(void **state)
{
	static const char set[] = "0123456789ABCDEFGHJKLMNPQRTUWXY";
	static const char right[] = "91350100M000100Y43";
	struct kind_rule r = {.kind = "uscc"};
	struct kind_answer a;
	char s[19];

	(void)state;
	for (size_t i = 0; i < 18; i++)
		for (size_t k = 0; set[k] != '\0'; k++) {
			memcpy(s, right, sizeof(s));
			s[i] = set[k];
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

static void
names_the_digit_that_would_be_right(void **state)
{
	struct kind_rule r = {.kind = "uscc"};
	struct kind_answer a;
	char s[] = "12370200495570303A";

	(void)state;
	kind_check(&r, s, &a, NULL);
	assert_string_equal(a.code, "uscc-check");
	s[17] = a.arg[0];
	kind_check(&r, s, &a, NULL);
	assert_true(a.ok);
	assert_string_equal(s, "12370200495570303G");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(passes_all_vectors),
	    cmocka_unit_test(catches_single_errors_and_swaps),
	    cmocka_unit_test(names_the_digit_that_would_be_right),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
