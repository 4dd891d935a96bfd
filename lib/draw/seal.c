/* seal.c: see seal.h. */
#include "draw/seal.h"

#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/file.h"
#include "base/pack.h"
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
		pack_zlib(&s->alpha, g->alpha, pixels);
	}
	pack_zlib(&s->rgb, g->rgb, 3 * pixels);
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
