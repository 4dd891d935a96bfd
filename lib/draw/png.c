/* png.c: see png.h. PNG specification (ISO/IEC 15948). */
#include "draw/png.h"

#include <stdlib.h>
#include <string.h>
#include <zlib.h>

#include "base/pack.h"

enum { MOST = 4000 };

struct png {
	unsigned w, h, type, channels;
	const uint8_t *palette, *clear; /* PLTE, tRNS */
	size_t palette_n, clear_n;
	struct buf idat;
};

static unsigned
be32(const uint8_t *p)
{
	return (unsigned)p[0] << 24 | (unsigned)p[1] << 16 |
	       (unsigned)p[2] << 8 | p[3];
}

static bool
png_header(struct png *g, const uint8_t *p, size_t n)
{
	static const unsigned channels[7] = {1, 0, 3, 1, 2, 0, 4};

	if (n != 13)
		return false;
	g->w = be32(p);
	g->h = be32(p + 4);
	g->type = p[9];
	if (g->w == 0 || g->h == 0 || g->w > MOST || g->h > MOST || p[8] != 8 ||
	    g->type > 6 || p[10] != 0 || p[11] != 0 || p[12] != 0)
		return false;
	g->channels = channels[g->type];
	return g->channels > 0;
}

static bool
png_chunks(struct png *g, const uint8_t *p, size_t n)
{
	static const uint8_t magic[] = "\x89PNG\r\n\x1a\n";
	size_t at = 8, len;

	if (n < 8 || memcmp(p, magic, 8) != 0)
		return false;
	for (; at + 12 <= n; at += len + 12) {
		const uint8_t *d = p + at + 8;

		len = be32(p + at);
		if (len > n - at - 12)
			return false;
		if (memcmp(d - 4, "IHDR", 4) == 0 && !png_header(g, d, len))
			return false;
		if (memcmp(d - 4, "PLTE", 4) == 0) {
			g->palette = d;
			g->palette_n = len / 3;
		} else if (memcmp(d - 4, "tRNS", 4) == 0) {
			g->clear = d;
			g->clear_n = len;
		} else if (memcmp(d - 4, "IDAT", 4) == 0) {
			buf_add(&g->idat, d, len);
		} else if (memcmp(d - 4, "IEND", 4) == 0) {
			break;
		}
	}
	return g->w > 0 && g->idat.len > 0 && !g->idat.failed &&
	       (g->type != 3 || g->palette != NULL);
}

static uint8_t
paeth(int a, int b, int c)
{
	int pa = abs(b - c), pb = abs(a - c), pc = abs(a + b - 2 * c);

	if (pa <= pb && pa <= pc)
		return (uint8_t)a;
	return (uint8_t)(pb <= pc ? b : c);
}

static bool
png_unfilter(uint8_t *raw, size_t stride, unsigned h, unsigned bpp)
{
	for (unsigned y = 0; y < h; y++) {
		uint8_t *line = raw + y * (stride + 1), type = *line++;
		const uint8_t *up = y > 0 ? line - stride - 1 : NULL;

		for (size_t i = 0; i < stride; i++) {
			int a = i >= bpp ? line[i - bpp] : 0;
			int b = up != NULL ? up[i] : 0;
			int c = up != NULL && i >= bpp ? up[i - bpp] : 0;

			if (type == 1)
				line[i] = (uint8_t)(line[i] + a);
			else if (type == 2)
				line[i] = (uint8_t)(line[i] + b);
			else if (type == 3)
				line[i] = (uint8_t)(line[i] + (a + b) / 2);
			else if (type == 4)
				line[i] = (uint8_t)(line[i] + paeth(a, b, c));
			else if (type != 0)
				return false;
		}
	}
	return true;
}

/* One pixel into colour; returns its alpha. */
static uint8_t
png_pixel(const struct png *g, const uint8_t *in, uint8_t *rgb)
{
	if (g->type == 3) {
		if (*in >= g->palette_n)
			return 0;
		memcpy(rgb, g->palette + *in * 3, 3);
		return *in < g->clear_n ? g->clear[*in] : 255;
	}
	if (g->type == 2 || g->type == 6)
		memcpy(rgb, in, 3);
	else
		memset(rgb, in[0], 3);
	if (g->type == 4)
		return in[1];
	return g->type == 6 ? in[3] : 255;
}

static struct picture *
png_picture(struct arena *a, const struct png *g, const uint8_t *raw)
{
	struct picture *pic = arena_alloc(a, sizeof(*pic));
	size_t n = (size_t)g->w * g->h;
	bool opaque = true;

	if (pic == NULL || (pic->rgb = arena_alloc(a, n * 3)) == NULL ||
	    (pic->alpha = arena_alloc(a, n)) == NULL)
		return NULL;
	memset(pic->rgb, 0, n * 3);
	pic->w = g->w;
	pic->h = g->h;
	for (size_t i = 0; i < n; i++) {
		const uint8_t *in = raw + i * g->channels + i / g->w + 1;

		pic->alpha[i] = png_pixel(g, in, pic->rgb + i * 3);
		opaque &= pic->alpha[i] == 255;
	}
	if (opaque)
		pic->alpha = NULL;
	return pic;
}

const struct picture *
picture_decode(struct arena *a, const void *p, size_t n)
{
	struct png g = {0};
	struct picture *pic = NULL;
	uint8_t *raw = NULL;
	size_t stride;
	uLongf len;

	buf_init(&g.idat, 64 << 20);
	if (!png_chunks(&g, p, n))
		goto out;
	stride = (size_t)g.w * g.channels;
	len = (uLongf)((stride + 1) * g.h);
	if ((raw = malloc(len)) == NULL ||
	    uncompress(raw, &len, (const Bytef *)g.idat.data, g.idat.len) !=
		Z_OK ||
	    len != (stride + 1) * g.h ||
	    !png_unfilter(raw, stride, g.h, g.channels))
		goto out;
	pic = png_picture(a, &g, raw);
out:
	free(raw);
	buf_clear(&g.idat);
	return pic;
}

static void
put_be32(struct buf *b, size_t v)
{
	for (int i = 24; i >= 0; i -= 8)
		buf_addc(b, (char)(v >> i & 0xff));
}

static void
put_chunk(struct buf *out, const char *tag, const void *p, size_t n)
{
	size_t at = out->len + 4;

	put_be32(out, n);
	buf_adds(out, tag);
	buf_add(out, p, n);
	if (!out->failed)
		put_be32(out, pack_crc(out->data + at, n + 4));
}

void
png_put(struct buf *out, const struct picture *pic)
{
	struct buf raw = {0}, b = {0};

	put_be32(&b, pic->w);
	put_be32(&b, pic->h);
	buf_add(&b, pic->alpha != NULL ? "\10\6\0\0\0" : "\10\2\0\0\0", 5);
	buf_add(out, "\x89PNG\r\n\x1a\n", 8);
	put_chunk(out, "IHDR", b.data, b.len);
	for (size_t i = 0; i < (size_t)pic->w * pic->h; i++) {
		if (i % pic->w == 0)
			buf_addc(&raw, '\0');
		buf_add(&raw, pic->rgb + i * 3, 3);
		if (pic->alpha != NULL)
			buf_addc(&raw, (char)pic->alpha[i]);
	}
	buf_empty(&b);
	pack_zlib(&b, raw.data, raw.len);
	put_chunk(out, "IDAT", b.data, b.len);
	put_chunk(out, "IEND", "", 0);
	out->failed |= raw.failed || b.failed;
	buf_clear(&raw);
	buf_clear(&b);
}
