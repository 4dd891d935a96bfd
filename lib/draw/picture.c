/* picture.c: seal images, packed once for all letters; see png.h. */
#include <stdio.h>
#include <string.h>

#include "base/file.h"
#include "base/memo.h"
#include "base/pack.h"
#include "draw/png.h"

bool
picture_pack(const struct picture *pic, struct picture_packed *out)
{
	size_t n = (size_t)pic->w * pic->h;

	*out = (struct picture_packed){0};
	pack_zlib(&out->rgb, pic->rgb, n * 3);
	if (pic->alpha != NULL)
		pack_zlib(&out->alpha, pic->alpha, n);
	png_put(&out->png, pic);
	return !out->rgb.failed && !out->alpha.failed && !out->png.failed;
}

void
picture_packed_clear(struct picture_packed *p)
{
	buf_clear(&p->rgb);
	buf_clear(&p->alpha);
	buf_clear(&p->png);
}

static bool
buf_same(const struct buf *a, const struct buf *b)
{
	return a->len == b->len &&
	       (a->len == 0 || memcmp(a->data, b->data, a->len) == 0);
}

bool
picture_same(const struct picture *a, const struct picture *b)
{
	return a == b ||
	       (a->packed != NULL && b->packed != NULL && a->w == b->w &&
		   a->h == b->h && buf_same(&a->packed->rgb, &b->packed->rgb) &&
		   buf_same(&a->packed->alpha, &b->packed->alpha));
}

/* What is kept: sizes, then the three packed forms. */
struct kept {
	unsigned w, h;
	size_t rgb, alpha, png;
};

static void
kept_make(
    const struct picture *pic, const struct picture_packed *p, struct buf *out)
{
	const struct kept k = {
	    pic->w, pic->h, p->rgb.len, p->alpha.len, p->png.len};

	buf_add(out, &k, sizeof(k));
	buf_add(out, p->rgb.data, p->rgb.len);
	buf_add(out, p->alpha.data, p->alpha.len);
	buf_add(out, p->png.data, p->png.len);
}

/* A copy in the layout's arena, which writers may keep as long as it. */
static const struct picture *
kept_take(struct layout *l, const struct buf *b)
{
	struct picture *pic = list_alloc(l, sizeof(*pic));
	struct picture_packed *p = list_alloc(l, sizeof(*p));
	char *data = list_alloc(l, b->len);
	struct kept k;

	if (pic == NULL || p == NULL || data == NULL)
		return NULL;
	memcpy(data, b->data, b->len);
	memcpy(&k, data, sizeof(k));
	data += sizeof(k);
	p->rgb = (struct buf){.data = data, .len = k.rgb};
	p->alpha = (struct buf){.data = data + k.rgb, .len = k.alpha};
	p->png = (struct buf){.data = data + k.rgb + k.alpha, .len = k.png};
	*pic = (struct picture){.w = k.w, .h = k.h, .packed = p};
	return pic;
}

static const struct picture *
picture_make(struct layout *l, const struct buf *file)
{
	struct memo *memo = l->fonts != NULL ? fonts_memo(l->fonts) : NULL;
	const struct picture *pic =
	    picture_decode(l->arena, file->data, file->len);
	struct picture_packed p = {0};
	struct buf b = {0};

	if (pic == NULL || memo == NULL)
		return pic;
	if (picture_pack(pic, &p)) {
		kept_make(pic, &p, &b);
		memo_put(memo, 'P', file->data, file->len, &b);
		pic = kept_take(l, &b);
	}
	buf_clear(&b);
	picture_packed_clear(&p);
	return pic;
}

const struct picture *
picture_load(
    struct layout *l, const char *dir, const char *name, struct err *err)
{
	const struct picture *pic = NULL;
	const struct buf *kept = NULL;
	struct err lost = {0};
	char path[4096];
	struct buf b;

	buf_init(&b, 32 << 20);
	snprintf(path, sizeof(path), "%s/%s", dir, name);
	if (strchr(name, '/') == NULL && file_read(path, &b, &lost) &&
	    b.len > 0) {
		if (l->fonts != NULL)
			kept =
			    memo_get(fonts_memo(l->fonts), 'P', b.data, b.len);
		pic = kept != NULL ? kept_take(l, kept) : picture_make(l, &b);
	}
	buf_clear(&b);
	if (pic == NULL) {
		err_fail(err, ERR_INPUT, "letter-image",
		    "%s: no PNG of 8 bits, not interlaced", path);
		err_arg(err, name);
	}
	return pic;
}
