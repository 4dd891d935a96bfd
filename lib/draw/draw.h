/* draw.h: the writers: a display list as PDF, OFD, or SVG for the preview. */
#ifndef DRAW_DRAW_H
#define DRAW_DRAW_H

#include "base/buf.h"
#include "base/err.h"
#include "draw/list.h"

/* Each appends to *out; the same list, the same bytes. False only when memory
 * is out: *out is then worth nothing. */
typedef bool draw_writer(
    const struct layout *l, struct buf *out, struct err *err);

/* PDF/A-2u: fonts embedded as subsets, ToUnicode exact. */
bool pdf_write(
    const struct layout *l, struct buf *out, struct err *err) MUST_CHECK;
/* OFD (GB/T 33190-2016): the glyphs embedded as TrueType, the letter's
 * elements as CustomTags. */
bool ofd_write(
    const struct layout *l, struct buf *out, struct err *err) MUST_CHECK;
/* A fragment of HTML: each page an SVG with the same lines at the same
 * places. */
bool svg_write(
    const struct layout *l, struct buf *out, struct err *err) MUST_CHECK;

#endif
