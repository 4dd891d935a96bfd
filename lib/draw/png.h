/* png.h: PNG images of seals, decoded to colour and alpha. */
#ifndef DRAW_PNG_H
#define DRAW_PNG_H

#include "base/buf.h"
#include "draw/list.h"

/* The same, ready for the writers. */
struct picture_packed {
	struct buf rgb, alpha; /* deflated (RFC 1950); alpha empty: opaque */
	struct buf png;        /* a file of ours */
};

struct picture {
	unsigned w, h;
	uint8_t *rgb;   /* w * h * 3; NULL: only packed */
	uint8_t *alpha; /* w * h, or NULL: opaque, or only packed */
	const struct picture_packed *packed; /* or NULL */
};

/*
 * Reads a PNG into the arena: 8 bits a sample, grey, colour, palette, with or
 * without alpha, not interlaced, at most 4000 a side. NULL: it is none of these.
 */
const struct picture *picture_decode(struct arena *a, const void *p, size_t n);

/*
 * Loads DIR/NAME (NAME without "/"), packed, into the layout's arena; what its
 * fonts keep of just these bytes is not made again. ERR_INPUT "letter-image"
 * with the name.
 */
const struct picture *picture_load(
    struct layout *l, const char *dir, const char *name, struct err *err);

/* Packs a picture that has rgb; picture_packed_clear after, also if it failed. */
bool picture_pack(
    const struct picture *pic, struct picture_packed *out) MUST_CHECK;
void picture_packed_clear(struct picture_packed *p);
/* Whether both are the same picture, as far as can be seen at once. */
bool picture_same(const struct picture *a, const struct picture *b);

/* Appends the picture as PNG; failures are latched in out->failed. */
void png_put(struct buf *out, const struct picture *pic);

#endif
