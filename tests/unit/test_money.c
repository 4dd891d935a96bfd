/* test_money.c: amounts: typed, stored, shown, in capitals. */
#include "vectors.h"

#include "form/money.h"
#include "form/number.h"

static void
passes_all_vectors(void **state)
{
	(void)state;
	vectors_run("money", 20);
	vectors_run("integer", 10);
	vectors_run("decimal", 10);
	vectors_run("score", 7);
}

static void
writes_capitals(void **state)
{
	static const struct {
		int64_t fen;
		const char *text;
	} rows[] = {
	    {150000000, "壹佰伍拾万元整"},
	    {0, "零元整"},
	    {1, "壹分"},
	    {10, "壹角整"},
	    {11, "壹角壹分"},
	    {100, "壹元整"},
	    {105, "壹元零伍分"},
	    {140950, "壹仟肆佰零玖元伍角整"},
	    {600714, "陆仟零柒元壹角肆分"},
	    {168032, "壹仟陆佰捌拾元叁角贰分"},
	    {10700053, "壹拾万柒仟元伍角叁分"},
	    {1640902, "壹万陆仟肆佰零玖元零贰分"},
	    {32504, "叁佰贰拾伍元零肆分"},
	    {1000000, "壹万元整"},
	    {1000100, "壹万零壹元整"},
	    {1010000, "壹万零壹佰元整"},
	    {10000000000, "壹亿元整"},
	    {10000000500, "壹亿零伍元整"},
	    {10000100000, "壹亿零壹仟元整"},
	    {10050000000, "壹亿零伍拾万元整"},
	    {100000000000000, "壹万亿元整"},
	    {999999999999999, "玖万玖仟玖佰玖拾玖亿玖仟玖佰玖拾玖万"
			      "玖仟玖佰玖拾玖元玖角玖分"},
	    {-150, "负壹元伍角整"},
	};

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		struct buf b;

		buf_init(&b, 0);
		money_capital(rows[i].fen, &b);
		assert_string_equal(b.data, rows[i].text);
		buf_clear(&b);
	}
}

static void
numbers_never_wrap_around(void **state)
{
	int64_t v;

	(void)state;
	assert_int_equal(
	    number_read("9223372036854775808", 0, INT64_MAX, &v), NUMBER_LARGE);
	assert_int_equal(
	    number_read("9223372036854775807", 0, INT64_MAX, &v), NUMBER_OK);
	assert_true(v == INT64_MAX);
	assert_int_equal(
	    number_read("922337203685477581", 1, INT64_MAX, &v), NUMBER_LARGE);
	assert_int_equal(number_read("", 0, 10, &v), NUMBER_FORM);
	assert_int_equal(number_read("1.10", 1, 100, &v), NUMBER_OK);
	assert_int_equal(number_read("1.11", 1, 100, &v), NUMBER_PLACES);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(passes_all_vectors),
	    cmocka_unit_test(writes_capitals),
	    cmocka_unit_test(numbers_never_wrap_around),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
