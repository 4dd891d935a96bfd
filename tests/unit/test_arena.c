/* test_arena.c: lib/base/arena.c. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"

static int order[8], calls;

static void
note(void *p)
{
	order[calls++] = *(int *)p;
}

static void
gives_aligned_pieces_apart(void **state)
{
	struct arena *a = arena_new(1 << 20);
	char *p = arena_alloc(a, 1), *q = arena_alloc(a, 17);

	(void)state;
	assert_non_null(p);
	assert_int_equal((uintptr_t)p % _Alignof(max_align_t), 0);
	assert_int_equal((uintptr_t)q % _Alignof(max_align_t), 0);
	assert_true(q >= p + 1);
	memset(p, 1, 1);
	memset(q, 2, 17);
	assert_int_equal(*p, 1);
	arena_free(a);
}

static void
refuses_past_its_limit(void **state)
{
	struct arena *a = arena_new(1 << 20);

	(void)state;
	assert_null(arena_alloc(a, (1 << 20) + 1));
	assert_null(arena_alloc(a, SIZE_MAX));
	assert_null(arena_alloc(a, SIZE_MAX - 8));
	assert_non_null(arena_alloc(a, 1 << 20));
	assert_null(arena_alloc(a, 1));
	arena_reset(a);
	assert_non_null(arena_alloc(a, 1));
	arena_free(a);
}

static void
refuses_limits_out_of_reason(void **state)
{
	(void)state;
	assert_null(arena_new(0));
	assert_null(arena_new(SIZE_MAX));
	arena_free(NULL);
}

static void
runs_deferred_calls_last_first_once(void **state)
{
	struct arena *a = arena_new(1 << 20);
	int one = 1, two = 2, three = 3;

	(void)state;
	calls = 0;
	assert_true(arena_defer(a, note, &one));
	assert_true(arena_defer(a, note, &two));
	assert_true(arena_defer(a, note, &three));
	arena_reset(a);
	assert_int_equal(calls, 3);
	assert_int_equal(order[0], 3);
	assert_int_equal(order[2], 1);
	arena_reset(a);
	arena_free(a);
	assert_int_equal(calls, 3);
}

static void
runs_deferred_calls_when_freed(void **state)
{
	struct arena *a = arena_new(1 << 20);

	(void)state;
	assert_true(arena_defer(a, free, malloc(10))); /* or it would leak */
	arena_free(a);
}

static void
calls_at_once_what_it_cannot_defer(void **state)
{
	struct arena *a = arena_new(1 << 20);
	int one = 1;

	(void)state;
	calls = 0;
	assert_non_null(arena_alloc(a, 1 << 20));
	assert_false(arena_defer(a, note, &one));
	assert_int_equal(calls, 1);
	arena_free(a);
	assert_int_equal(calls, 1);
}

static void
knows_its_own(void **state)
{
	struct arena *a = arena_new(1 << 20);
	char *p = arena_alloc(a, 10), here;
	const char *from;
	size_t n;

	(void)state;
	assert_true(arena_owns(a, p));
	assert_false(arena_owns(a, &here));
	assert_false(arena_owns(a, NULL));
	arena_range(a, &from, &n);
	assert_true(arena_owns(a, from) && arena_owns(a, from + n - 1));
	assert_false(arena_owns(a, from + n));
	arena_free(a);
}

static void
copies_strings_and_prints(void **state)
{
	struct arena *a = arena_new(1 << 20);

	(void)state;
	assert_string_equal(arena_strdup(a, "快保"), "快保");
	assert_string_equal(arena_strndup(a, "abc", 2), "ab");
	assert_string_equal(arena_strndup(a, "", 0), "");
	assert_string_equal(arena_printf(a, "%s-%d", "x", 7), "x-7");
	assert_null(arena_printf(a, "%*d", 2 << 20, 1));
	arena_free(a);
}

static void
gives_big_memory_back(void **state)
{
	struct arena *a = arena_new((size_t)256 << 20);
	char *p;

	(void)state;
	for (int i = 0; i < 20; i++) {
		p = arena_alloc(a, (size_t)200 << 20);
		assert_non_null(p);
		p[0] = p[100 << 20] = 1;
		arena_reset(a);
		assert_int_equal(arena_used(a), 0);
	}
	arena_free(a);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(gives_aligned_pieces_apart),
	    cmocka_unit_test(refuses_past_its_limit),
	    cmocka_unit_test(refuses_limits_out_of_reason),
	    cmocka_unit_test(runs_deferred_calls_last_first_once),
	    cmocka_unit_test(runs_deferred_calls_when_freed),
	    cmocka_unit_test(calls_at_once_what_it_cannot_defer),
	    cmocka_unit_test(knows_its_own),
	    cmocka_unit_test(copies_strings_and_prints),
	    cmocka_unit_test(gives_big_memory_back),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
