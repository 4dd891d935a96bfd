/* test_patent.c: patent numbers, IPC and Locarno classes, letter numbers. */
#include "vectors.h"

static void
passes_all_vectors(void **state)
{
	(void)state;
	vectors_run("patent", 12);
	vectors_run("ipc", 8);
	vectors_run("locarno", 6);
	vectors_run("wenhao", 10);
}

static void
catches_single_errors(void **state)
{
	static const char right[] = "202310123456.6";
	struct kind_rule r = {.kind = "patent"};
	struct kind_answer a;
	char s[15];

	(void)state;
	for (size_t i = 0; right[i] != '\0'; i++)
		for (char c = '0'; right[i] != '.' && c <= '9'; c++) {
			memcpy(s, right, sizeof(s));
			s[i] = c;
			kind_check(&r, s, &a, NULL);
			assert_int_equal(a.ok, s[i] == right[i]);
		}
}

static void
takes_the_digit_it_names(void **state)
{
	struct kind_rule r = {.kind = "patent"};
	struct kind_answer a;
	char s[40];

	(void)state;
	for (int i = 0; i < 1000; i++) {
		snprintf(s, sizeof(s), "20231%07d", i * 7919);
		kind_check(&r, s, &a, NULL);
		assert_string_equal(a.code, "patent-missing");
		strcat(s, ".");
		strcat(s, a.arg);
		kind_check(&r, s, &a, NULL);
		assert_true(a.ok);
		assert_string_equal(a.canonical, s);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(passes_all_vectors),
	    cmocka_unit_test(catches_single_errors),
	    cmocka_unit_test(takes_the_digit_it_names),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
