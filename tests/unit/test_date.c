/* test_date.c: dates and years. */
#include "vectors.h"

#include "base/day.h"
#include "form/date.h"

static void
passes_all_vectors(void **state)
{
	(void)state;
	vectors_run("date", 25);
	vectors_run("year", 8);
}

/* Every day of four centuries, and none more; 1800 to 2199. */
static void
knows_every_day(void **state)
{
	int n = 0;

	(void)state;
	for (int y = 1790; y < 2210; y++)
		for (int m = 0; m <= 13; m++)
			for (int d = 0; d <= 32; d++)
				n += date_real(y, m, d);
	assert_int_equal(n, 400 * 365 + 97);
}

/* Each day's number is the one before it and one, as the C library has it. */
static void
numbers_every_day(void **state)
{
	long number, last = 0;
	char text[11], again[11];
	struct day d;

	(void)state;
	for (d.year = 1600; d.year < 2400; d.year++)
		for (d.month = 1; d.month <= 12; d.month++)
			for (d.day = 1; d.day <= day_last(d.year, d.month);
			     d.day++) {
				number = day_number(&d);
				assert_true(last == 0 || number == last + 1);
				last = number;
				snprintf(again, sizeof(again), "%04u-%02u-%02u",
				    (unsigned)d.year % 10000,
				    (unsigned)d.month % 100,
				    (unsigned)d.day % 100);
				day_text(number, text);
				assert_string_equal(text, again);
				assert_true(day_read(text, &number));
				assert_int_equal(number, last);
			}
	assert_true(day_read("1970-01-01 08:00", &number));
	assert_int_equal(number, 0);
	assert_false(day_read("2026-02-29", &number));
	assert_false(day_read("2026-00-01", &number));
	assert_false(day_read("2026-1-01", &number));
	assert_false(day_read("2026-01-011", &number));
	assert_false(day_read("2026-01", &number));
}

static const char *const digit[] = {
    "〇", "一", "二", "三", "四", "五", "六", "七", "八", "九"};

static void
han_small(int v, char *out)
{
	*out = '\0';
	if (v >= 20)
		strcat(out, digit[v / 10]);
	if (v >= 10)
		strcat(out, "十");
	if (v % 10 != 0)
		strcat(out, digit[v % 10]);
}

static void
reads_each_day_written_in_han(void **state)
{
	char s[200], month[20], day[20], iso[40];
	struct kind_rule r = {.kind = "date"};
	struct kind_answer a;

	(void)state;
	for (int m = 1; m <= 12; m++)
		for (int d = 1; d <= day_last(2024, m); d++) {
			han_small(m, month);
			han_small(d, day);
			snprintf(
			    s, sizeof(s), "二〇二四年%s月%s日", month, day);
			snprintf(iso, sizeof(iso), "2024-%02d-%02d", m, d);
			kind_check(&r, s, &a, NULL);
			assert_string_equal(a.canonical, iso);
		}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(passes_all_vectors),
	    cmocka_unit_test(knows_every_day),
	    cmocka_unit_test(numbers_every_day),
	    cmocka_unit_test(reads_each_day_written_in_han),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
