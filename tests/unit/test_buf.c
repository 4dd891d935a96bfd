/* test_buf.c: lib/base/buf.c. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include <stdint.h>
#include <string.h>

#include "base/buf.h"

static void
grows_and_stays_terminated(void **state)
{
	struct buf b;

	(void)state;
	buf_init(&b, 0);
	for (int i = 0; i < 10000; i++)
		buf_addc(&b, (char)('a' + i % 26));
	assert_int_equal(b.len, 10000);
	assert_int_equal(strlen(b.data), 10000);
	assert_false(b.failed);
	buf_clear(&b);
	assert_null(b.data);
}

static void
adds_bytes_strings_and_formats(void **state)
{
	struct buf b;

	(void)state;
	buf_init(&b, 0);
	buf_add(&b, "a\0b", 3);
	buf_adds(&b, "快");
	buf_addf(&b, "[%d %s]", 42, "x");
	buf_addf(&b, "%s", "");
	buf_add(&b, NULL, 0);
	assert_int_equal(b.len, 3 + 3 + 6);
	assert_memory_equal(b.data, "a\0b快[42 x]", b.len + 1);
	buf_clear(&b);
}

static void
formats_longer_than_its_memory(void **state)
{
	struct buf b;

	(void)state;
	buf_init(&b, 0);
	buf_addf(&b, "%5000d", 1);
	assert_int_equal(b.len, 5000);
	assert_int_equal(b.data[4999], '1');
	buf_clear(&b);
}

static void
latches_the_failure_past_its_bound(void **state)
{
	struct buf b;

	(void)state;
	buf_init(&b, 10);
	buf_adds(&b, "0123456789");
	assert_false(b.failed);
	buf_addc(&b, 'x');
	assert_true(b.failed);
	assert_string_equal(b.data, "0123456789");
	buf_addf(&b, "%s", "");
	buf_adds(&b, "y");
	assert_string_equal(b.data, "0123456789");
	buf_clear(&b);
}

static void
refuses_a_length_that_wraps(void **state)
{
	volatile size_t most = SIZE_MAX; /* which no compiler sees */
	struct buf b;

	(void)state;
	buf_init(&b, 0);
	buf_adds(&b, "x");
	buf_add(&b, "y", most);
	assert_true(b.failed);
	assert_string_equal(b.data, "x");
	buf_clear(&b);
	buf_init(&b, 5);
	buf_add(&b, "y", most - 2);
	assert_true(b.failed);
	buf_clear(&b);
}

static void
is_emptied_for_another_use(void **state)
{
	struct buf b;

	(void)state;
	buf_init(&b, 4);
	buf_adds(&b, "abcde");
	assert_true(b.failed);
	buf_empty(&b);
	buf_adds(&b, "abc");
	assert_string_equal(b.data, "abc");
	buf_empty(&b);
	assert_int_equal(b.len, 0);
	assert_string_equal(b.data, "");
	buf_clear(&b);
	buf_empty(&b);
	buf_clear(&b);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(grows_and_stays_terminated),
	    cmocka_unit_test(adds_bytes_strings_and_formats),
	    cmocka_unit_test(formats_longer_than_its_memory),
	    cmocka_unit_test(latches_the_failure_past_its_bound),
	    cmocka_unit_test(refuses_a_length_that_wraps),
	    cmocka_unit_test(is_emptied_for_another_use),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
