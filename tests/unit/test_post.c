/* test_post.c: application/x-www-form-urlencoded and query strings. */
#include "vectors.h"

#include "form/post.h"

static struct arena *arena;

static int
open_arena(void **state)
{
	(void)state;
	arena = arena_new(64 << 20);
	return arena != NULL ? 0 : -1;
}

static int
close_arena(void **state)
{
	(void)state;
	arena_free(arena);
	return 0;
}

/* Pairs as name=value| name=value| ... */
static void
expect(const char *in, const char *out)
{
	struct err err = {0};
	struct post post;
	struct buf b;

	buf_init(&b, 0);
	assert_true(post_urlenc(in, strlen(in), NULL, arena, &post, &err));
	for (size_t i = 0; i < post.n; i++)
		buf_addf(&b, "%s=%s|", post.pairs[i].name, post.pairs[i].value);
	assert_string_equal(b.len > 0 ? b.data : "", out);
	buf_clear(&b);
}

static void
refuse(const char *in, size_t n, const struct post_limits *l,
    enum err_kind kind, const char *code)
{
	struct err err = {0};
	struct post post;

	assert_false(post_urlenc(in, n, l, arena, &post, &err));
	assert_int_equal(err.kind, kind);
	assert_string_equal(err.code, code);
	assert_int_equal(post.n, 0);
	arena_reset(arena);
}

static void
reads_pairs_in_order(void **state)
{
	(void)state;
	expect("", "");
	expect("a=1&b=2", "a=1|b=2|");
	expect("a=1&a=2&a=1", "a=1|a=2|a=1|");
	expect("a&b=&=c", "a=|b=|=c|");
	expect("&&a=1&&", "a=1|");
	expect("a=b=c", "a=b=c|");
	expect("n=%E9%9D%92%E5%B2%9B", "n=青岛|");
	expect("n=%e9%9d%92+%2B", "n=青 +|");
	expect("year%5B2%5D%2Fcount=3", "year[2]/count=3|");
	expect("a=100%&b=%zz&c=%4", "a=100%|b=%zz|c=%4|");
	expect("t=1%0D%0A2%0D3%0A4", "t=1\n2\n3\n4|");
	expect("a=1;b=2", "a=1;b=2|");
}

static void
refuses_what_is_no_text(void **state)
{
	static const char *const bad[] = {"a=%00", "%00=a", "a=%FF", "a=%C0%AF",
	    "a=%ED%A0%80", "a=%EF%BF%BF", "a=%01", "%0B=1", "a=\xff",
	    "a=%E9%9D", "a=1&b=%F8%88%80%80%80"};

	(void)state;
	for (size_t i = 0; i < sizeof(bad) / sizeof(bad[0]); i++)
		refuse(bad[i], strlen(bad[i]), NULL, ERR_INPUT, "post-text");
	refuse("a=\0b", 4, NULL, ERR_INPUT, "post-text");
}

static void
keeps_its_limits(void **state)
{
	struct post_limits l = {.pairs = 2, .value = 3, .name = 2, .total = 20};

	(void)state;
	refuse("a&b&c", 5, &l, ERR_LARGE, "post-pairs");
	refuse("a=1234", 6, &l, ERR_LARGE, "post-value");
	refuse("abc=1", 5, &l, ERR_LARGE, "post-value");
	refuse("a=1&b=12&a=1&b=12&a=1", 21, &l, ERR_LARGE, "post-large");
	expect("a=%31%32%33&b", "a=123|b=|");
}

static void
refuses_a_pair_too_many(void **state)
{
	struct buf b;

	(void)state;
	buf_init(&b, 0);
	for (int i = 0; i < 2001; i++)
		buf_adds(&b, "a&");
	refuse(b.data, b.len, NULL, ERR_LARGE, "post-pairs");
	buf_clear(&b);
}

static void
gets_the_first_of_a_name(void **state)
{
	struct err err = {0};
	struct post post;

	(void)state;
	assert_true(post_urlenc("a=1&b=2&a=3", 11, NULL, arena, &post, &err));
	assert_string_equal(post_get(&post, "a"), "1");
	assert_string_equal(post_get(&post, "b"), "2");
	assert_null(post_get(&post, "c"));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(reads_pairs_in_order),
	    cmocka_unit_test(refuses_what_is_no_text),
	    cmocka_unit_test(keeps_its_limits),
	    cmocka_unit_test(refuses_a_pair_too_many),
	    cmocka_unit_test(gets_the_first_of_a_name),
	};
	return cmocka_run_group_tests(tests, open_arena, close_arena);
}
