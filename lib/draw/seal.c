/* seal.c: see seal.h. */
#include "draw/seal.h"

#include <stdlib.h>
#include <string.h>
#include <zlib.h>

#include "base/arena.h"
#include "base/file.h"
#include "draw/png.h"
#include "sign/ses.h"

enum { FILE_MOST = 8 << 20, ARENA = 128 << 20 };

/* Where nothing is seen any colour may stand: the one before packs best. */
static void
colour_fill(const struct picture *g)
{
	for (size_t i = 1; i < (size_t)g->w * g->h; i++)
		if (g->alpha[i] == 0)
			memcpy(g->rgb + 3 * i, g->rgb + 3 * i - 3, 3);
}

/* Done once, read with every letter. */
static void
pack_best(struct buf *out, const void *p, size_t n)
{
	uLongf len = compressBound(n);

	buf_reserve(out, len);
	out->failed |= out->failed || compress2((Bytef *)out->data, &len, p, n,
					  Z_BEST_COMPRESSION) != Z_OK;
	out->len = out->failed ? 0 : len;
}

static void
alpha_pack(struct seal *s, const struct picture *g)
{
	size_t n = (size_t)g->w * g->h, i = 0;
	struct buf half = {0};

	while (i < n && g->alpha[i] % 17 == 0)
		i++;
	s->alpha_bits = i == n ? 4 : 8;
	if (s->alpha_bits == 8) {
		pack_best(&s->alpha, g->alpha, n);
		return;
	}
	for (unsigned y = 0; y < g->h; y++)
		for (unsigned x = 0; x < g->w; x += 2) {
			const uint8_t *a = g->alpha + (size_t)y * g->w + x;
			int low = x + 1 < g->w ? a[1] / 17 : 0;

			buf_addc(&half, (char)(a[0] / 17 << 4 | low));
		}
	pack_best(&s->alpha, half.data, half.len);
	s->alpha.failed |= half.failed;
	buf_clear(&half);
}

static bool
image_take(struct seal *s, const void *png, size_t n)
{
	const struct picture *g = NULL;
	size_t pixels;

	if ((s->arena = arena_new(ARENA)) != NULL)
		g = picture_decode(s->arena, png, n);
	if (g == NULL)
		return false;
	pixels = (size_t)g->w * g->h;
	if (g->alpha != NULL) {
		colour_fill(g);
		alpha_pack(s, g);
	}
	pack_best(&s->rgb, g->rgb, 3 * pixels);
	s->picture = g;
	return !s->rgb.failed && !s->alpha.failed;
}

static bool
seal_take(struct seal *s, const void *p, size_t n, struct err *err)
{
	struct ses_seal ses = {0};
	bool ok = true;

	if (n > 4 && memcmp(p, "\x89PNG", 4) == 0) {
		ok = image_take(s, p, n);
	} else if ((ok = ses_seal_read(p, n, &ses, err))) {
		ok = ses.png && image_take(s, ses.picture, ses.picture_n);
		s->mm = ses.w;
		buf_add(&s->esl, p, n);
	}
	ses_seal_clear(&ses);
	return (ok && !s->esl.failed) ||
	       err_fail(err, ERR_INPUT, "seal",
		   "no PNG of 8 bits, and no seal that holds one");
}

struct seal *
seal_open(const void *bytes, size_t n, struct err *err)
{
	struct seal *s = calloc(1, sizeof(*s));

	if (s == NULL)
		err_fail(err, ERR_BUSY, "busy", "seal: out of memory");
	else if (seal_take(s, bytes, n, err))
		return s;
	seal_close(s);
	return NULL;
}

struct seal *
seal_read(const char *path, struct err *err)
{
	struct buf b = {.max = FILE_MOST};
	struct seal *s = NULL;

	if (file_read(path, &b, err))
		s = seal_open(b.len > 0 ? b.data : "", b.len, err);
	buf_clear(&b);
	return s;
}

void
seal_close(struct seal *s)
{
	if (s == NULL)
		return;
	buf_clear(&s->rgb);
	buf_clear(&s->alpha);
	buf_clear(&s->esl);
	arena_free(s->arena);
	free(s);
}
