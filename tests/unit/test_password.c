/* test_password.c: lib/flow/password.c. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include <string.h>
#include <time.h>

#include "flow/password.h"

static int
begin(void **state)
{
	struct err err = {0};

	(void)state;
	return password_init(&err) ? 0 : -1;
}

static void
knows_the_right_password_only(void **state)
{
	char hash[PASSWORD_HASH];
	struct err err = {0};

	(void)state;
	assert_true(password_hash("correct horse", hash, &err));
	assert_memory_equal(hash, "$argon2id$v=19$m=19456,t=2,p=1$", 31);
	assert_true(password_verify(hash, "correct horse"));
	assert_false(password_verify(hash, "correct horsf"));
	assert_false(password_verify(hash, ""));
	assert_false(password_verify("", "correct horse"));
	assert_false(password_verify("$argon2id$broken", "correct horse"));
}

static double
seconds(const char *hash)
{
	struct timespec from, to;
	double best = 1e9, took;
	int i;

	for (i = 0; i < 7; i++) {
		clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &from);
		assert_false(password_verify(hash, "wrong password"));
		clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &to);
		took = (double)(to.tv_sec - from.tv_sec) +
		       1e-9 * (double)(to.tv_nsec - from.tv_nsec);
		best = took < best ? took : best;
	}
	return best;
}

static void
takes_as_long_for_nobody(void **state)
{
	char hash[PASSWORD_HASH];
	struct err err = {0};
	double real, none;

	(void)state;
	assert_true(password_hash("correct horse", hash, &err));
	real = seconds(hash);
	none = seconds(NULL);
	print_message("# %.1f ms, nobody %.1f ms\n", 1e3 * real, 1e3 * none);
	/* A machine shared with others is noisy; not to hash at all would be
	 * a thousand times faster. */
	assert_true(none > 0.5 * real && none < 2 * real);
	assert_true(none > 0.001);
}

static void
refuses_short_ones_and_the_account(void **state)
{
	static const struct {
		const char *password, *code;
	} rows[] = {{"kuaibao-demo", ""}, {"", "password-short"},
	    {"elevenchars", "password-short"},
	    {"四个汉字四个", "password-short"},
	    {"十二个汉字十二个汉字十二", ""},
	    {"Long-Account-Name", "password-account"}};

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		struct err err = {0};

		assert_int_equal(
		    password_fit(rows[i].password, "long-account-name", &err),
		    rows[i].code[0] == '\0');
		assert_string_equal(err.code, rows[i].code);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(knows_the_right_password_only),
	    cmocka_unit_test(takes_as_long_for_nobody),
	    cmocka_unit_test(refuses_short_ones_and_the_account),
	};

	return cmocka_run_group_tests(tests, begin, NULL);
}
