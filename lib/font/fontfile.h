/* fontfile.h: a font made of shapes, with its deflated form beside it. */
#ifndef FONT_FONTFILE_H
#define FONT_FONTFILE_H

#include "base/huff.h"
#include "font/shape.h"

/*
 * The shapes follow each other in the file. Their deflated form is copied
 * from what the face keeps, so that deflating costs little. Zero is empty;
 * failures are latched in raw.failed.
 */
struct fontfile {
	struct buf raw;
	size_t from, to;  /* where the shapes stand in it */
	struct bits body; /* the block of the shapes */
};

void fontfile_clear(struct fontfile *f);
/* Appends the whole deflated: RFC 1950 for PDF, RFC 1951 for zip. */
void fontfile_zlib(const struct fontfile *f, struct buf *out);
void fontfile_raw(const struct fontfile *f, struct buf *out);

#endif
