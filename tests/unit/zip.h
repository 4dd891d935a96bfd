/* zip.h: the parts of a zip file for tests, read with zlib, checked by CRC. */
#ifndef TESTS_UNIT_ZIP_H
#define TESTS_UNIT_ZIP_H

#include <zlib.h>

#include "base/buf.h"

struct part {
	char name[80];
	struct buf b;
};

struct parts {
	struct part *at; /* heap */
	size_t n;
};

static unsigned long
zip_le(const char *p, int bytes)
{
	unsigned long v = 0;

	while (bytes-- > 0)
		v = v << 8 | (unsigned char)p[bytes];
	return v;
}

static void
zip_inflate(const char *p, size_t n, size_t size, struct buf *out)
{
	z_stream s = {.next_in = (Bytef *)p, .avail_in = (uInt)n};

	buf_reserve(out, size);
	s.next_out = (Bytef *)out->data;
	s.avail_out = (uInt)size;
	assert_int_equal(inflateInit2(&s, -15), Z_OK);
	assert_int_equal(inflate(&s, Z_FINISH), Z_STREAM_END);
	out->len = s.total_out;
	inflateEnd(&s);
}

/* One entry of the central directory; returns the place of the next. */
static const char *
zip_entry(const struct buf *b, const char *p, struct part *out)
{
	size_t packed = zip_le(p + 20, 4), size = zip_le(p + 24, 4);
	size_t name = zip_le(p + 28, 2);
	const char *local = b->data + zip_le(p + 42, 4), *data;

	assert_memory_equal(p, "PK\1\2", 4);
	assert_memory_equal(local, "PK\3\4", 4);
	assert_memory_equal(p + 6, local + 4, 26); /* what both tell */
	assert_memory_equal(p + 46, local + 30, name);
	snprintf(out->name, sizeof(out->name), "%.*s", (int)name, p + 46);
	data = local + 30 + name;
	if (zip_le(p + 10, 2) == 8)
		zip_inflate(data, packed, size, &out->b);
	else
		buf_add(&out->b, data, size);
	assert_int_equal(out->b.len, size);
	assert_int_equal(crc32(0, (const Bytef *)out->b.data, (uInt)size),
	    zip_le(p + 16, 4));
	return p + 46 + name;
}

static void
zip_read(const struct buf *b, struct parts *out)
{
	const char *end = b->data + b->len - 22, *p;

	assert_true(b->len > 22);
	assert_memory_equal(end, "PK\5\6", 4);
	out->n = zip_le(end + 10, 2);
	out->at = calloc(out->n, sizeof(*out->at));
	p = b->data + zip_le(end + 16, 4);
	for (size_t i = 0; i < out->n; i++)
		p = zip_entry(b, p, &out->at[i]);
	assert_ptr_equal(p, end);
}

static const struct buf *
zip_part(const struct parts *z, const char *name)
{
	for (size_t i = 0; i < z->n; i++)
		if (strcmp(z->at[i].name, name) == 0)
			return &z->at[i].b;
	return NULL;
}

static void
zip_free(struct parts *z)
{
	for (size_t i = 0; i < z->n; i++)
		buf_clear(&z->at[i].b);
	free(z->at);
}

#endif
