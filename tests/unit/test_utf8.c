/* test_utf8.c: lib/base/utf8.c; RFC 3629 and XML 1.0, 2.2. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include <string.h>

#include "base/utf8.h"

static void
takes_every_length_and_its_borders(void **state)
{
	static const char *const ok[] = {"", "a", "\x7f", "\xc2\x80",
	    "\xdf\xbf", "\xe0\xa0\x80", "\xed\x9f\xbf", "\xee\x80\x80",
	    "\xef\xbf\xbf", "\xf0\x90\x80\x80", "\xf4\x8f\xbf\xbf",
	    "知识产权保护中心", "12345678快12345678"};

	(void)state;
	for (size_t i = 0; i < sizeof(ok) / sizeof(ok[0]); i++)
		assert_true(utf8_valid(ok[i], strlen(ok[i])));
	assert_true(utf8_valid("a\0b", 3));
}

static void
refuses_overlong_surrogates_and_beyond(void **state)
{
	static const char *const bad[] = {"\x80", "\xbf", "\xc0\x80",
	    "\xc1\xbf", "\xe0\x80\x80", "\xe0\x9f\xbf", "\xed\xa0\x80",
	    "\xed\xbf\xbf", "\xf0\x80\x80\x80", "\xf0\x8f\xbf\xbf",
	    "\xf4\x90\x80\x80", "\xf5\x80\x80\x80", "\xff", "\xfe",
	    "12345678\xc0\xaf", "ok\xed\xa0\x80ok"};

	(void)state;
	for (size_t i = 0; i < sizeof(bad) / sizeof(bad[0]); i++)
		assert_false(utf8_valid(bad[i], strlen(bad[i])));
}

static void
refuses_what_ends_too_early(void **state)
{
	static const char *const bad[] = {"\xc2", "\xe4\xb8", "\xe4",
	    "\xf0\x9f\x98", "\xf0\x9f", "\xf0", "\xe4 \xb8", "\xc2 "};

	(void)state;
	for (size_t i = 0; i < sizeof(bad) / sizeof(bad[0]); i++)
		assert_false(utf8_valid(bad[i], strlen(bad[i])));
}

static void
takes_for_xml_what_xml_can_hold(void **state)
{
	static const char *const ok[] = {"a\tb\nc\rd", " ", "\xef\xbf\xbd",
	    "\xee\x80\x80", "\x7f", "中\n文"};

	(void)state;
	for (size_t i = 0; i < sizeof(ok) / sizeof(ok[0]); i++)
		assert_true(utf8_valid_xml(ok[i], strlen(ok[i])));
}

static void
refuses_for_xml_controls_and_noncharacters(void **state)
{
	static const char *const bad[] = {"\x01", "a\x0b", "\x1f",
	    "\xef\xbf\xbe", "\xef\xbf\xbf", "1234567\x02", "12345678\x03",
	    "中\x0c"};

	(void)state;
	for (size_t i = 0; i < sizeof(bad) / sizeof(bad[0]); i++)
		assert_false(utf8_valid_xml(bad[i], strlen(bad[i])));
	assert_false(utf8_valid_xml("a\0b", 3));
	assert_false(utf8_valid_xml("12345678\0", 9));
}

static void
finds_a_control_at_every_place_of_a_word(void **state)
{
	char text[33];

	(void)state;
	for (size_t i = 0; i < 32; i++) {
		memset(text, 'x', 32);
		assert_true(utf8_valid_xml(text, 32));
		text[i] = '\x05';
		assert_false(utf8_valid_xml(text, 32));
		assert_true(utf8_valid(text, 32));
	}
}

static void
reads_and_writes_each_character_alike(void **state)
{
	(void)state;
	for (uint32_t c = 1; c < 0x110000; c += c < 0x3000 ? 1 : 97) {
		char text[5] = "";
		const char *p = text;
		size_t n;

		if (c >= 0xd800 && c < 0xe000)
			continue;
		n = utf8_put(c, text);
		assert_int_equal(utf8_next(&p), c);
		assert_int_equal(p - text, n);
		assert_true(utf8_valid(text, n));
		assert_int_equal(utf8_next(&p), 0);
		assert_int_equal(p - text, n);
	}
}

static void
counts_characters(void **state)
{
	(void)state;
	assert_int_equal(utf8_length(""), 0);
	assert_int_equal(utf8_length("a快保b"), 4);
	assert_int_equal(utf8_length("\xf0\x9f\x98\x80"), 1);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(takes_every_length_and_its_borders),
	    cmocka_unit_test(refuses_overlong_surrogates_and_beyond),
	    cmocka_unit_test(refuses_what_ends_too_early),
	    cmocka_unit_test(takes_for_xml_what_xml_can_hold),
	    cmocka_unit_test(refuses_for_xml_controls_and_noncharacters),
	    cmocka_unit_test(finds_a_control_at_every_place_of_a_word),
	    cmocka_unit_test(reads_and_writes_each_character_alike),
	    cmocka_unit_test(counts_characters),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
