/* shape.h: outlines of a face as the writers want them, each made once. */
#ifndef FONT_SHAPE_H
#define FONT_SHAPE_H

#include "font/glyf.h"

struct shape {
	char *data; /* heap; NULL when blank or not made yet */
	unsigned n;
	bool made;
	struct glyf_box box; /* of TrueType shapes */
	size_t bits_n;       /* the same in the code of all shapes, as bits */
	uint8_t *bits;       /* heap */
};

/* Of the `glyf` table, a multiple of 4 bytes. NULL: out of memory. Good until
 * the next is asked for. */
const struct shape *shape_glyf(const struct face *f, uint32_t gid);
/* A Type 2 charstring. NULL: out of memory. */
const struct shape *shape_type2(const struct face *f, uint32_t gid);

/* Appends shapes to a block of deflated ones: the head, each shape, the end. */
struct bits;
void shape_head(const struct face *f, bool glyf, struct bits *out);
void shape_end(const struct face *f, bool glyf, struct bits *out);
void shape_bits(const struct shape *s, struct bits *out);

/* What writers made of sets of the face's glyphs. */
struct memo *shape_memo(const struct face *f);

/* What a face keeps: its shapes, for as long as it is open. They are of the
 * face, not of a letter, so that no letter can show in another. */
/* NULL: out of memory, or no glyphs. */
struct shapes *shapes_new(unsigned glyphs);
void shapes_free(struct shapes *s);

#endif
