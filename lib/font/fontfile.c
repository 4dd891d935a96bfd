/* fontfile.c: see fontfile.h. */
#include "font/fontfile.h"

#include <string.h>

#include "base/pack.h"

void
fontfile_clear(struct fontfile *f)
{
	buf_clear(&f->raw);
	bits_clear(&f->body);
}

void
fontfile_raw(const struct fontfile *f, struct buf *out)
{
	struct bits s = {.b = *out};
	const char *p = f->raw.data;

	if (f->raw.failed || f->body.b.failed || f->raw.len == 0) {
		out->failed = true;
		return;
	}
	huff_block(p, f->from, &s);
	bits_add(&s, f->body.b.data, f->body.b.len * 8);
	bits_put(&s, f->body.hold, f->body.n);
	huff_block(p + f->to, f->raw.len - f->to, &s);
	huff_last(&s);
	*out = s.b;
}

void
fontfile_zlib(const struct fontfile *f, struct buf *out)
{
	uint32_t sum = pack_adler(f->raw.data, f->raw.len);

	buf_add(out, "\x78\x01", 2);
	fontfile_raw(f, out);
	for (int i = 24; i >= 0; i -= 8)
		buf_addc(out, (char)(sum >> i & 0xff));
}
