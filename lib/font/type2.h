/* type2.h: a glyph's outline as a Type 2 charstring, without hints. */
#ifndef FONT_TYPE2_H
#define FONT_TYPE2_H

#include "base/buf.h"
#include "font/face.h"

/* The width that a charstring leaves out, in units. */
enum { TYPE2_WIDTH = 1000 };

/* Appends the charstring; failures are latched in out->failed. */
struct type2_pen;
struct type2_pen *type2_pen_new(void); /* NULL: out of memory */
void type2_pen_free(struct type2_pen *pen);
void type2_draw(
    struct type2_pen *pen, const struct face *f, uint32_t gid, struct buf *out);

#endif
