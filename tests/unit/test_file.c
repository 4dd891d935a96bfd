/* test_file.c: lib/base/file.c. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/file.h"

static void
reads_a_whole_file(void **state)
{
	char path[] = "/tmp/kb-file-XXXXXX";
	int fd = mkstemp(path);
	struct buf b;
	struct err e = {0};

	(void)state;
	assert_true(fd >= 0);
	for (int i = 0; i < 10000; i++)
		assert_int_equal(write(fd, "0123456789", 10), 10);
	close(fd);
	buf_init(&b, 0);
	assert_true(file_read(path, &b, &e));
	assert_int_equal(b.len, 100000);
	buf_clear(&b);
	buf_init(&b, 99999);
	assert_false(file_read(path, &b, &e));
	assert_int_equal(e.kind, ERR_LARGE);
	buf_clear(&b);
	unlink(path);
}

static void
tells_a_missing_file_from_an_unreadable_one(void **state)
{
	struct buf b;
	struct err e = {0};

	(void)state;
	buf_init(&b, 0);
	assert_false(file_read("/nonexistent/x", &b, &e));
	assert_int_equal(e.kind, ERR_NOTFOUND);
	assert_non_null(strstr(e.detail, "/nonexistent/x"));
	err_clear(&e);
	assert_false(file_read("/tmp", &b, &e)); /* a folder */
	assert_int_equal(e.kind, ERR_BUG);
	buf_clear(&b);
}

static void
digests_as_fips_180_says(void **state)
{
	char hex[65];

	(void)state;
	sha256_hex("abc", 3, hex);
	assert_string_equal(hex, "ba7816bf8f01cfea414140de5dae2223"
				 "b00361a396177a9cb410ff61f20015ad");
	sha256_hex("", 0, hex);
	assert_string_equal(hex, "e3b0c44298fc1c149afbf4c8996fb924"
				 "27ae41e4649b934ca495991b7852b855");
}

static void
makes_version_4_identifiers(void **state)
{
	char a[37], b[37];

	(void)state;
	for (int i = 0; i < 100; i++) {
		uuid_new(a);
		uuid_new(b);
		assert_true(uuid_valid(a));
		assert_int_equal(a[14], '4');
		assert_non_null(strchr("89ab", a[19]));
		assert_string_not_equal(a, b);
	}
}

static void
refuses_what_is_no_identifier(void **state)
{
	static const char *const bad[] = {"", "x",
	    "123e4567-e89b-12d3-a456-42661417400",
	    "123e4567-e89b-12d3-a456-4266141740000",
	    "123e4567e89b-12d3-a456-4266141740000",
	    "123e4567-e89b-12d3-a456-42661417400g",
	    "{23e4567-e89b-12d3-a456-426614174000"};

	(void)state;
	for (size_t i = 0; i < sizeof(bad) / sizeof(bad[0]); i++)
		assert_false(uuid_valid(bad[i]));
	assert_true(uuid_valid("123E4567-e89b-12d3-a456-426614174000"));
}

static void
makes_tokens_fit_for_urls(void **state)
{
	static const char ok[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
				 "abcdefghijklmnopqrstuvwxyz0123456789-_";
	char a[80], b[80];

	(void)state;
	for (size_t n = 1; n < 40; n++) {
		token_new(n, a);
		assert_int_equal(strlen(a), (n * 8 + 5) / 6);
		assert_int_equal(strspn(a, ok), strlen(a));
	}
	token_new(16, a);
	token_new(16, b);
	assert_string_not_equal(a, b);
	token_new(0, a);
	assert_string_equal(a, "");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(reads_a_whole_file),
	    cmocka_unit_test(tells_a_missing_file_from_an_unreadable_one),
	    cmocka_unit_test(digests_as_fips_180_says),
	    cmocka_unit_test(makes_version_4_identifiers),
	    cmocka_unit_test(refuses_what_is_no_identifier),
	    cmocka_unit_test(makes_tokens_fit_for_urls),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
