/* test_pack.c: what is packed by us comes out of zlib as it went in. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/huff.h"
#include "base/pack.h"
#include "draw/put.h"
#include "tests/unit/zip.h"

static void
comes_back(struct bits *s, const void *want, size_t n)
{
	struct buf out = {0};

	huff_last(s);
	assert_false(s->b.failed);
	zip_inflate(s->b.data, s->b.len, n + 1, &out);
	assert_int_equal(out.len, n);
	assert_memory_equal(out.data, want, n);
	buf_clear(&out);
	bits_clear(s);
}

static void
any_bytes_pass_a_block(void **state)
{
	static const size_t sizes[] = {0, 1, 7, 511, 512, 513, 5000, 60000};
	static uint8_t p[60000];
	unsigned seed = 1;

	(void)state;
	for (int kind = 0; kind < 3; kind++)
		for (size_t k = 0; k < sizeof(sizes) / sizeof(*sizes); k++) {
			struct bits s = {0};

			for (size_t i = 0; i < sizes[k]; i++) {
				seed = seed * 1103515245 + 12345;
				p[i] = (uint8_t)(kind == 0   ? 0
						 : kind == 1 ? i
							     : seed >> 24);
			}
			huff_block(p, sizes[k], &s);
			comes_back(&s, p, sizes[k]);
		}
}

/* Weights like Fibonacci's numbers make the longest codes. */
static void
codes_are_never_too_long(void **state)
{
	size_t often[256] = {0}, a = 1, b = 1, c;
	struct bits s = {0};
	uint8_t p[256];
	struct huff h;

	(void)state;
	for (int i = 0; i < 60; i++, c = a + b, a = b, b = c)
		often[i] = a;
	huff_make(&h, often);
	for (int i = 0; i < 256; i++) {
		p[i] = (uint8_t)i;
		assert_in_range(h.length[i], 1, 15);
	}
	huff_head(&h, &s);
	huff_put(&h, p, 256, &s);
	huff_end(&h, &s);
	comes_back(&s, p, 256);
}

/* Pieces coded alone and copied behind each other, whatever their bits. */
static void
pieces_join(void **state)
{
	size_t often[256] = {0};
	struct bits s = {0};
	uint8_t p[300 * 3];
	struct huff h;
	size_t n = 0;

	(void)state;
	huff_make(&h, often);
	huff_head(&h, &s);
	for (size_t i = 0; i < 300; i++) {
		struct bits piece = {0};
		size_t from = n, bits;

		for (size_t k = 0; k < i % 4; k++)
			p[n++] = (uint8_t)(i * 7 + k * 31);
		huff_put(&h, p + from, n - from, &piece);
		bits = piece.b.len * 8 + piece.n;
		bits_align(&piece);
		if (bits > 0)
			bits_add(&s, piece.b.data, bits);
		bits_clear(&piece);
	}
	huff_end(&h, &s);
	comes_back(&s, p, n);
}

static void
a_zip_holds_its_files(void **state)
{
	struct buf out = {0}, packed = {0};
	char same[1000] = {0};
	struct parts z;
	struct zip w;

	(void)state;
	zip_open(&w, &out);
	zip_add(&w, "a.xml", "<a/>", 4);
	zip_add(&w, "d/b", same, sizeof(same));
	zip_add(&w, "empty", "", 0);
	pack_raw(&packed, same, sizeof(same));
	zip_add_packed(&w, "c", same, sizeof(same), &packed);
	zip_close(&w);
	assert_false(out.failed);
	zip_read(&out, &z);
	assert_int_equal(z.n, 4);
	assert_memory_equal(zip_part(&z, "a.xml")->data, "<a/>", 4);
	assert_memory_equal(zip_part(&z, "d/b")->data, same, sizeof(same));
	assert_int_equal(zip_part(&z, "empty")->len, 0);
	assert_int_equal(zip_part(&z, "c")->len, sizeof(same));
	assert_true(out.len < 600);
	zip_free(&z);
	buf_clear(&packed);
	buf_clear(&out);
}

/* The pieces of one that is sent as it grows are those of one that is not. */
static void
a_zip_is_sent_in_pieces(void **state)
{
	static const char *const names[] = {"a", "b", "c"};
	struct buf whole = {0}, piece = {0}, sent = {0};
	struct zip w, p;

	(void)state;
	buf_adds(&piece, "before");
	zip_open(&w, &whole);
	zip_open(&p, &piece);
	buf_add(&sent, piece.data, piece.len);
	zip_sent(&p);
	for (int i = 0; i < 3; i++) {
		zip_add(&w, names[i], "many, many, many", 16);
		zip_add(&p, names[i], "many, many, many", 16);
		buf_add(&sent, piece.data, piece.len);
		zip_sent(&p);
		assert_int_equal(piece.len, 0);
	}
	zip_close(&w);
	zip_close(&p);
	buf_add(&sent, piece.data, piece.len);
	assert_int_equal(sent.len, whole.len + 6);
	assert_memory_equal(sent.data + 6, whole.data, whole.len);
	buf_clear(&whole);
	buf_clear(&piece);
	buf_clear(&sent);
}

static void
numbers_are_short(void **state)
{
	static const struct {
		double v;
		const char *text;
	} is[] = {{0, "0"}, {-0.00001, "0"}, {1, "1"}, {5.5714, "5.5714"},
	    {0.5, "0.5"}, {-12.25, "-12.25"}, {595.2756, "595.2756"},
	    {100, "100"}, {0.00016, "0.0002"}, {-0.7, "-0.7"}};

	(void)state;
	for (size_t i = 0; i < sizeof(is) / sizeof(*is); i++) {
		struct buf b = {0};

		put_number(&b, is[i].v);
		assert_string_equal(b.data, is[i].text);
		buf_clear(&b);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(any_bytes_pass_a_block),
	    cmocka_unit_test(codes_are_never_too_long),
	    cmocka_unit_test(pieces_join),
	    cmocka_unit_test(a_zip_holds_its_files),
	    cmocka_unit_test(a_zip_is_sent_in_pieces),
	    cmocka_unit_test(numbers_are_short),
	};

	return cmocka_run_group_tests_name("letter_pack", tests, NULL, NULL);
}
