/* test_phone.c: telephone numbers, e-mail, post codes, names. */
#include "vectors.h"

static void
passes_all_vectors(void **state)
{
	(void)state;
	vectors_run("phone", 15);
	vectors_run("email", 9);
	vectors_run("postcode", 3);
	vectors_run("name", 12);
}

static void
keeps_rare_characters_of_names(void **state)
{
	/* Planes 2 and 3, and the last of the first plane. */
	static const char *const names[] = {
	    "䶮", "𠀀", "𪚥", "𰻝", "鿿", "㐀"};
	struct kind_rule r = {.kind = "name"};
	struct kind_answer a;

	(void)state;
	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++) {
		kind_check(&r, names[i], &a, NULL);
		assert_true(a.ok && !a.warn);
		assert_string_equal(a.canonical, names[i]);
	}
}

static void
names_may_have_fifty_characters(void **state)
{
	struct kind_rule r = {.kind = "name"};
	struct kind_answer a;
	char s[51 * 4 + 1] = "";

	(void)state;
	for (int i = 0; i < 50; i++)
		strcat(s, "𠮷");
	kind_check(&r, s, &a, NULL);
	assert_true(a.ok);
	strcat(s, "𠮷");
	kind_check(&r, s, &a, NULL);
	assert_string_equal(a.code, "name-long");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(passes_all_vectors),
	    cmocka_unit_test(keeps_rare_characters_of_names),
	    cmocka_unit_test(names_may_have_fifty_characters),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
