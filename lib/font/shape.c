/* shape.c: see shape.h. */
#include "font/shape.h"

#include <stdlib.h>
#include <string.h>

#include "base/huff.h"
#include "base/memo.h"
#include "font/type2.h"

/* One kind of outline of all glyphs. The table is large but touched only where
 * glyphs are used. The code is of the face alone, found from some of its
 * glyphs, so that a letter's bytes do not depend on those before. */
struct kind {
	struct shape *shapes;
	size_t bytes; /* what they hold */
	bool coded;
	struct huff code;
};

struct shapes {
	unsigned n;
	struct kind glyf, type2;
	struct glyf_pen *glyf_pen;
	struct type2_pen *type2_pen;
	struct memo *memo;
};

/* Few places of the file, so that not all of it comes into memory. */
enum { RUNS = 4, SAMPLES = 32 };
enum { MOST = 5 << 17 }; /* bytes of one kind: what some three letters need */
enum { MADE = 8 };       /* four kinds of two sets */

struct shapes *
shapes_new(unsigned glyphs)
{
	struct shapes *s = glyphs > 0 ? calloc(1, sizeof(*s)) : NULL;

	if (s == NULL)
		return NULL;
	s->n = glyphs;
	s->glyf.shapes = calloc(glyphs + 1, sizeof(*s->glyf.shapes));
	s->type2.shapes = calloc(glyphs + 1, sizeof(*s->type2.shapes));
	s->glyf_pen = glyf_pen_new();
	s->type2_pen = type2_pen_new();
	s->memo = memo_new(MADE);
	if (s->glyf.shapes == NULL || s->type2.shapes == NULL ||
	    s->glyf_pen == NULL || s->type2_pen == NULL || s->memo == NULL) {
		shapes_free(s);
		return NULL;
	}
	return s;
}

static void
kind_empty(struct kind *k, unsigned n)
{
	for (unsigned i = 0; i < n && k->shapes != NULL; i++)
		if (k->shapes[i].made) {
			free(k->shapes[i].data);
			free(k->shapes[i].bits);
			k->shapes[i] = (struct shape){0};
		}
	k->bytes = 0;
}

static void
kind_clear(struct kind *k, unsigned n)
{
	kind_empty(k, n);
	free(k->shapes);
}

void
shapes_free(struct shapes *s)
{
	if (s == NULL)
		return;
	kind_clear(&s->glyf, s->n);
	kind_clear(&s->type2, s->n);
	glyf_pen_free(s->glyf_pen);
	type2_pen_free(s->type2_pen);
	memo_free(s->memo);
	free(s);
}

struct memo *
shape_memo(const struct face *f)
{
	return f->shapes->memo;
}

/* Draws a glyph; box is only of TrueType. */
static void
kind_draw(const struct face *f, bool glyf, uint32_t gid, struct buf *b,
    struct glyf_box *box)
{
	if (!glyf) {
		type2_draw(f->shapes->type2_pen, f, gid, b);
		return;
	}
	glyf_draw(f->shapes->glyf_pen, f, gid, b, box);
	while (b->len % 4 != 0 && !b->failed)
		buf_addc(b, '\0');
}

static const struct huff *
kind_code(const struct face *f, bool glyf)
{
	struct kind *k = glyf ? &f->shapes->glyf : &f->shapes->type2;
	unsigned n = f->shapes->n;
	size_t often[256] = {0};
	struct glyf_box box;
	struct buf b = {0};

	if (k->coded)
		return &k->code;
	for (unsigned i = 0; i < RUNS; i++)
		for (unsigned j = 0; j < SAMPLES; j++)
			kind_draw(f, glyf,
			    ((2 * i + 1) * n / (2 * RUNS) + j) % n, &b, &box);
	for (size_t i = 0; i < b.len; i++)
		often[(uint8_t)b.data[i]]++;
	buf_clear(&b);
	huff_make(&k->code, often);
	k->coded = true;
	return &k->code;
}

/* A copy without the room to grow; NULL of nothing. */
static void *
trimmed(const struct buf *b, bool *ok)
{
	void *p = b->len > 0 ? malloc(b->len) : NULL;

	if (p != NULL)
		memcpy(p, b->data, b->len);
	*ok &= !b->failed && (b->len == 0 || p != NULL);
	return p;
}

static const struct shape *
shape_make(const struct face *f, bool glyf, uint32_t gid)
{
	struct kind *k = glyf ? &f->shapes->glyf : &f->shapes->type2;
	struct shape *s = &k->shapes[gid < f->shapes->n ? gid : 0];
	struct bits bits = {0};
	struct buf b = {0};

	if (s->made)
		return s;
	if (k->bytes > MOST)
		kind_empty(k, f->shapes->n);
	kind_draw(f, glyf, gid, &b, &s->box);
	huff_put(kind_code(f, glyf), b.len > 0 ? b.data : "", b.len, &bits);
	s->bits_n = bits.b.len * 8 + bits.n;
	bits_align(&bits);
	s->made = true;
	s->n = (unsigned)b.len;
	s->data = trimmed(&b, &s->made);
	s->bits = trimmed(&bits.b, &s->made);
	k->bytes += s->n + s->bits_n / 8;
	if (!s->made) {
		free(s->data);
		free(s->bits);
		*s = (struct shape){0};
	}
	bits_clear(&bits);
	buf_clear(&b);
	return s->made ? s : NULL;
}

const struct shape *
shape_glyf(const struct face *f, uint32_t gid)
{
	return shape_make(f, true, gid);
}

const struct shape *
shape_type2(const struct face *f, uint32_t gid)
{
	return shape_make(f, false, gid);
}

void
shape_head(const struct face *f, bool glyf, struct bits *out)
{
	huff_head(kind_code(f, glyf), out);
}

void
shape_end(const struct face *f, bool glyf, struct bits *out)
{
	huff_end(kind_code(f, glyf), out);
}

void
shape_bits(const struct shape *s, struct bits *out)
{
	if (s->bits_n > 0)
		bits_add(out, s->bits, s->bits_n);
}
