/* test_unzip.c: lib/base/unzip.c: zips as they should be, and hostile ones. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include <stdint.h>
#include <string.h>

#include "base/pack.h"
#include "base/unzip.h"

static void
make(struct buf *b, const char *first, const char *second)
{
	static char zeros[100000];
	struct zip z;

	*b = (struct buf){0};
	zip_open(&z, b);
	zip_add(&z, first, "hello", 5);
	zip_add(&z, second, zeros, sizeof(zeros));
	zip_close(&z);
	assert_false(b->failed);
}

/* The n-th place of those four bytes. */
static char *
mark(const struct buf *b, const char *what, int n)
{
	char *p = b->data;

	for (;; p++) {
		p = memmem(p, b->len - (size_t)(p - b->data), what, 4);
		assert_non_null(p);
		if (n-- == 0)
			return p;
	}
}

static void
refused(struct buf *b, const char *code)
{
	struct err err = {0};
	struct unzip z;

	assert_false(unzip_open(&z, b->data, b->len, &err));
	assert_string_equal(err.code, code);
	assert_int_equal(z.n, 0);
	buf_clear(b);
}

static void
files_come_out_as_they_went_in(void **state)
{
	struct buf b, out = {0};
	struct err err = {0};
	struct unzip z;

	(void)state;
	make(&b, "a/b.xml", "zeros");
	assert_true(unzip_open(&z, b.data, b.len, &err));
	assert_int_equal(z.n, 2);
	assert_null(unzip_find(&z, "a"));
	assert_true(unzip_read(unzip_find(&z, "a/b.xml"), &out, &err));
	assert_string_equal(out.data, "hello");
	assert_true(unzip_read(unzip_find(&z, "zeros"), &out, &err));
	assert_int_equal(out.len, 100005);
	assert_int_equal(out.data[100004], 0);
	buf_clear(&out);
	unzip_close(&z);
	buf_clear(&b);
}

static void
bad_names_are_refused(void **state)
{
	static const char *const names[] = {
	    "../a", "a/../b", "/a", "a\\b", "", "..", "\xff"};
	struct buf b;

	(void)state;
	for (size_t i = 0; i < sizeof(names) / sizeof(*names); i++) {
		make(&b, names[i], "zeros");
		refused(&b, "zip-damaged");
	}
	make(&b, "same", "same");
	refused(&b, "zip-damaged");
}

static void
bad_cut_off_or_altered(void **state)
{
	struct buf b, out = {0};
	struct err err = {0};
	struct unzip z;
	size_t whole;

	(void)state;
	make(&b, "a", "zeros");
	whole = b.len;
	for (size_t n = 0; n < whole; n++) {
		err_clear(&err);
		assert_false(unzip_open(&z, b.data, n, &err));
	}
	buf_clear(&b);
	make(&b, "a", "zeros");
	mark(&b, "PK\3\4", 0)[30] = 'x';
	refused(&b, "zip-damaged");
	make(&b, "a", "zeros");
	mark(&b, "PK\1\2", 0)[8] |= 1; /* encrypted */
	refused(&b, "zip-damaged");
	make(&b, "a", "zeros");
	mark(&b, "PK\1\2", 1)[16] ^= 1; /* its sum */
	err_clear(&err);
	assert_true(unzip_open(&z, b.data, b.len, &err));
	assert_false(unzip_read(unzip_find(&z, "zeros"), &out, &err));
	assert_string_equal(err.code, "zip-damaged");
	unzip_close(&z);
	buf_clear(&out);
	buf_clear(&b);
}

/* Two entries of the directory that unpack the same bytes. */
static void
bad_bomb_of_shared_bytes(void **state)
{
	struct buf b;
	char *p, *q;

	(void)state;
	make(&b, "zeros", "zerot");
	p = mark(&b, "PK\1\2", 0);
	q = mark(&b, "PK\1\2", 1);
	memcpy(p, q, 46);
	memcpy(p + 46, "zerot", 5);
	q[46 + 4] = 's'; /* the head now differs from the directory */
	refused(&b, "zip-damaged");
	make(&b, "zeros", "zerot");
	p = mark(&b, "PK\1\2", 0);
	q = mark(&b, "PK\1\2", 1);
	memcpy(p, q, 46 + 5);
	refused(&b, "zip-damaged");
}

static void
bad_too_large(void **state)
{
	struct buf b;
	char *p;

	(void)state;
	make(&b, "a", "zeros");
	p = mark(&b, "PK\1\2", 1);
	memcpy(p + 24, "\0\0\0\x7f", 4);
	refused(&b, "zip-too-large");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(files_come_out_as_they_went_in),
	    cmocka_unit_test(bad_names_are_refused),
	    cmocka_unit_test(bad_cut_off_or_altered),
	    cmocka_unit_test(bad_bomb_of_shared_bytes),
	    cmocka_unit_test(bad_too_large),
	};

	return cmocka_run_group_tests_name("unzip", tests, NULL, NULL);
}
