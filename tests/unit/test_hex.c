/* test_hex.c: lib/base/hex.c. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include <string.h>

#include "base/hex.h"

static void
writes_lower_case(void **state)
{
	char out[9];

	(void)state;
	hex_put("\x00\x7f\xab\xff", 4, out);
	assert_string_equal(out, "007fabff");
	hex_put("", 0, out);
	assert_string_equal(out, "");
}

static void
reads_either_case(void **state)
{
	unsigned char out[3];

	(void)state;
	assert_true(hex_get("00aBFf", out, 3));
	assert_memory_equal(out, "\x00\xab\xff", 3);
	assert_true(hex_get("", out, 0));
}

/* What sscanf's %2x would take. */
static void
refuses_what_is_no_digit(void **state)
{
	static const char *const bad[] = {"0", "0g", "g0", " 1", "+1", "-1",
	    "0x", "012", "01 ", "\xef\xbc\x91"};
	unsigned char out[1];

	(void)state;
	for (size_t i = 0; i < sizeof(bad) / sizeof(*bad); i++)
		if (hex_get(bad[i], out, 1))
			fail_msg("took '%s'", bad[i]);
}

static void
escapes_all_but_what_is_kept(void **state)
{
	struct arena *a = arena_new(1 << 20);

	(void)state;
	assert_string_equal(url_escape(a, "aZ09", ""), "aZ09");
	assert_string_equal(url_escape(a, "/a?b=c&d", "/"), "/a%3Fb%3Dc%26d");
	assert_string_equal(
	    url_escape(a, "\xe6\x96\x87 \r\n%", "/"), "%E6%96%87%20%0D%0A%25");
	assert_string_equal(url_escape(a, "", "/"), "");
	arena_free(a);
}

static void
knows_a_full_arena(void **state)
{
	struct arena *a = arena_new(1);
	char text[600000];

	(void)state;
	memset(text, '%', sizeof(text) - 1);
	text[sizeof(text) - 1] = '\0';
	assert_null(url_escape(a, text, ""));
	arena_free(a);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(writes_lower_case),
	    cmocka_unit_test(reads_either_case),
	    cmocka_unit_test(refuses_what_is_no_digit),
	    cmocka_unit_test(escapes_all_but_what_is_kept),
	    cmocka_unit_test(knows_a_full_arena),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
