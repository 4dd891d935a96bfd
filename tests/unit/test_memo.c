/* test_memo.c: lib/base/memo.c. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include <stdint.h>
#include <string.h>

#include "base/memo.h"

static void
put(struct memo *m, char kind, const char *key, const char *value)
{
	struct buf b = {0};

	buf_adds(&b, value);
	memo_put(m, kind, key, strlen(key), &b);
	buf_clear(&b);
}

static const char *
get(const struct memo *m, char kind, const char *key)
{
	const struct buf *b = memo_get(m, kind, key, strlen(key));

	return b != NULL ? b->data : NULL;
}

static void
gives_only_what_was_put_under_just_that_key(void **state)
{
	struct memo *m = memo_new(4);

	(void)state;
	assert_non_null(m);
	put(m, 'a', "key", "one");
	put(m, 'b', "key", "two");
	assert_string_equal(get(m, 'a', "key"), "one");
	assert_string_equal(get(m, 'b', "key"), "two");
	assert_null(get(m, 'c', "key"));
	assert_null(get(m, 'a', "ke"));
	assert_null(get(m, 'a', "keys"));
	assert_null(get(m, 'a', "kez"));
	memo_free(m);
}

static void
lets_the_oldest_go(void **state)
{
	struct memo *m = memo_new(2);

	(void)state;
	put(m, 'a', "1", "one");
	put(m, 'a', "2", "two");
	put(m, 'a', "3", "three");
	assert_null(get(m, 'a', "1"));
	assert_string_equal(get(m, 'a', "2"), "two");
	assert_string_equal(get(m, 'a', "3"), "three");
	memo_free(m);
}

static void
keeps_nothing_of_what_failed(void **state)
{
	struct memo *m = memo_new(2);
	struct buf b = {0};

	(void)state;
	buf_adds(&b, "half");
	b.failed = true;
	memo_put(m, 'a', "1", 1, &b);
	assert_null(get(m, 'a', "1"));
	buf_clear(&b);
	memo_free(m);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(gives_only_what_was_put_under_just_that_key),
	    cmocka_unit_test(lets_the_oldest_go),
	    cmocka_unit_test(keeps_nothing_of_what_failed),
	};

	return cmocka_run_group_tests_name("memo", tests, NULL, NULL);
}
