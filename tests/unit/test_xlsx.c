/* test_xlsx.c: what stands in a spreadsheet file. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <string.h>

#include "base/unzip.h"
#include "base/xlsx.h"

/* The sheet of one row. */
static void
sheet_of(struct buf *out, const char *const *cells, size_t n)
{
	struct buf file = {0};
	struct err err = {0};
	struct xlsx x;
	struct unzip z;

	xlsx_open(&x);
	xlsx_row(&x);
	for (size_t i = 0; i < n; i++)
		xlsx_cell(&x, cells[i]);
	xlsx_close(&x, &file);
	assert_false(file.failed);
	assert_true(unzip_open(&z, file.data, file.len, &err));
	assert_int_equal(z.n, 5);
	assert_string_equal(z.files[0].name, "[Content_Types].xml");
	assert_true(
	    unzip_read(unzip_find(&z, "xl/worksheets/sheet1.xml"), out, &err));
	unzip_close(&z);
	buf_clear(&file);
}

static void
is_number(const char *text, bool number)
{
	struct buf b = {0};

	sheet_of(&b, &text, 1);
	assert_true((strstr(b.data, "<c><v>") != NULL) == number);
	assert_true((strstr(b.data, "inlineStr") != NULL) != number);
	buf_clear(&b);
}

static void
only_plain_numbers_are_numbers(void **state)
{
	static const char *const yes[] = {
	    "0", "7", "-1", "0.5", "-12.75", "123456789012345"};
	static const char *const no[] = {"007", "1.", ".5", "1e3", "+1", "-",
	    "2026-01", "1 000", "=1+1", "1234567890123456", "--1", "0x1", "１"};

	(void)state;
	for (size_t i = 0; i < sizeof(yes) / sizeof(*yes); i++)
		is_number(yes[i], true);
	for (size_t i = 0; i < sizeof(no) / sizeof(*no); i++)
		is_number(no[i], false);
}

static void
text_stands_as_it_is(void **state)
{
	static const char *const cells[] = {"a<b & c>\x01\"", "", "知识产权"};
	struct buf b = {0};

	(void)state;
	sheet_of(&b, cells, 3);
	assert_non_null(strstr(b.data, ">a&lt;b &amp; c&gt;\"</t>"));
	assert_non_null(strstr(b.data, "</c><c/><c "));
	assert_non_null(strstr(b.data, ">知识产权</t></is></c></row>"));
	buf_clear(&b);
}

static void
long_text_is_cut_between_characters(void **state)
{
	static char text[40001];
	const char *cell = text;
	struct buf b = {0};

	(void)state;
	text[0] = 'x'; /* so that 32,767 falls within a character */
	for (size_t i = 1; i + 2 < sizeof(text); i += 3)
		memcpy(text + i, "知", 3);
	sheet_of(&b, &cell, 1);
	assert_non_null(strstr(b.data, "知</t>"));
	assert_true(b.len < 33500);
	buf_clear(&b);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(only_plain_numbers_are_numbers),
	    cmocka_unit_test(text_stands_as_it_is),
	    cmocka_unit_test(long_text_is_cut_between_characters),
	};

	return cmocka_run_group_tests_name("base_xlsx", tests, NULL, NULL);
}
