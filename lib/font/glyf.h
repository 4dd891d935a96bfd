/* glyf.h: a glyph's outline as TrueType writes it, whatever the face has. */
#ifndef FONT_GLYF_H
#define FONT_GLYF_H

#include "base/buf.h"
#include "font/face.h"

/* Draws glyphs one after the other; its memory serves them all. */
struct glyf_pen;
struct glyf_pen *glyf_pen_new(void); /* NULL: out of memory */
void glyf_pen_free(struct glyf_pen *pen);

struct glyf_box {
	int x_min, y_min, x_max, y_max;
	unsigned points, contours;
};

/*
 * Appends the glyph as a simple glyph of the `glyf` table;
 * nothing when it is blank. Cubic curves become quadratic ones that stay
 * within 0.0003 em. Failures are latched in out->failed.
 */
void glyf_draw(struct glyf_pen *pen, const struct face *f, uint32_t gid,
    struct buf *out, struct glyf_box *box);

#endif
