/* png.h: PNG images of seals, decoded to colour and alpha. */
#ifndef DRAW_PNG_H
#define DRAW_PNG_H

#include "base/buf.h"
#include "draw/list.h"

struct picture {
	unsigned w, h;
	uint8_t *rgb;   /* w * h * 3 */
	uint8_t *alpha; /* w * h, or NULL: opaque */
};

/*
 * Reads a PNG into the arena: 8 bits a sample, grey, colour, palette, with or
 * without alpha, not interlaced, at most 4000 a side. NULL: it is none of these.
 */
const struct picture *picture_decode(struct arena *a, const void *p, size_t n);

/*
 * Loads DIR/NAME (NAME without "/") into the layout's arena. ERR_INPUT
 * "letter-image" with the name.
 */
const struct picture *picture_load(
    struct layout *l, const char *dir, const char *name, struct err *err);

/* Appends the picture as PNG; failures are latched in out->failed. */
void png_put(struct buf *out, const struct picture *pic);

#endif
