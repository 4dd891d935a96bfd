/* pack.c: see pack.h. The zip format is PKWARE's APPNOTE 6.3.3. */
#include "base/pack.h"

#include <libdeflate.h>
#include <string.h>

/* On glyphs, levels above take twice the time and save half a percent. */
enum { LEVEL = 1 };

typedef size_t deflate_fn(struct libdeflate_compressor *c, const void *in,
    size_t n, void *out, size_t most);

static void
pack(struct buf *out, const void *p, size_t n, deflate_fn *deflate)
{
	struct libdeflate_compressor *c = libdeflate_alloc_compressor(LEVEL);
	size_t most, len = 0;

	if (c == NULL) {
		out->failed = true;
		return;
	}
	most = libdeflate_zlib_compress_bound(c, n);
	buf_reserve(out, most);
	if (!out->failed)
		len = deflate(c, p, n, out->data + out->len, most);
	out->failed |= len == 0;
	out->len += len;
	libdeflate_free_compressor(c);
}

void
pack_zlib(struct buf *out, const void *p, size_t n)
{
	pack(out, p, n, libdeflate_zlib_compress);
}

void
pack_raw(struct buf *out, const void *p, size_t n)
{
	pack(out, p, n, libdeflate_deflate_compress);
}

uint32_t
pack_crc(const void *p, size_t n)
{
	return libdeflate_crc32(0, p, n);
}

uint32_t
pack_adler(const void *p, size_t n)
{
	return libdeflate_adler32(1, p, n);
}

/* Little-endian. */
static void
put(struct buf *b, unsigned long v, int bytes)
{
	for (; bytes > 0; bytes--, v >>= 8)
		buf_addc(b, (char)(v & 0xff));
}

/* What both headers of an entry have in common. */
static void
zip_common(
    struct buf *b, const char *name, uint32_t crc, size_t packed, size_t n)
{
	put(b, 20, 2); /* version needed */
	put(b, 0, 2);
	put(b, packed < n ? 8 : 0, 2);
	put(b, 0, 2);
	put(b, 1 << 5 | 1, 2); /* 1980-01-01 */
	put(b, crc, 4);
	put(b, packed, 4);
	put(b, n, 4);
	put(b, strlen(name), 2);
	put(b, 0, 2);
}

void
zip_open(struct zip *z, struct buf *out)
{
	*z = (struct zip){.out = out, .start = out->len};
}

void
zip_add(struct zip *z, const char *name, const void *p, size_t n)
{
	struct buf b = {0};

	if (n > 0)
		pack_raw(&b, p, n);
	zip_add_packed(z, name, p, n, &b);
	buf_clear(&b);
}

void
zip_add_packed(struct zip *z, const char *name, const void *p, size_t n,
    const struct buf *b)
{
	size_t at = z->out->len - z->start, packed = n;
	uint32_t crc = pack_crc(p, n);

	if (b->len > 0 && b->len < n)
		packed = b->len;
	buf_add(z->out, "PK\3\4", 4);
	zip_common(z->out, name, crc, packed, n);
	buf_adds(z->out, name);
	buf_add(z->out, packed < n ? b->data : p, packed);
	z->out->failed |= b->failed || z->n == ZIP_FILES;

	buf_add(&z->table, "PK\1\2", 4);
	put(&z->table, 20, 2);
	zip_common(&z->table, name, crc, packed, n);
	put(&z->table, 0, 10); /* no comment, disk 0, no attributes */
	put(&z->table, at, 4);
	buf_adds(&z->table, name);
	z->n++;
}

void
zip_sent(struct zip *z)
{
	z->start -= z->out->len; /* modulo 2^64: only differences are used */
	buf_empty(z->out);
}

void
zip_close(struct zip *z)
{
	size_t at = z->out->len - z->start;

	if (z->table.len > 0)
		buf_add(z->out, z->table.data, z->table.len);
	buf_add(z->out, "PK\5\6", 4);
	put(z->out, 0, 4);
	put(z->out, z->n, 2);
	put(z->out, z->n, 2);
	put(z->out, z->table.len, 4);
	put(z->out, at, 4);
	put(z->out, 0, 2);
	z->out->failed |= z->table.failed;
	buf_clear(&z->table);
}
