/* sample.h: the image of a seal for tests and demonstrations. */
#ifndef DRAW_SAMPLE_H
#define DRAW_SAMPLE_H

#include "base/buf.h"
#include "base/err.h"
#include "font/font.h"

/* Appends a PNG, 320 pixels square, red on clear: 样章 (sample) large between
 * two rings, `name` (UTF-8, at most 20 characters are shown) small above it.
 * It has neither star nor text about the rim, and is never to look like a real
 * seal. */
bool sample_seal(const struct fonts *f, const char *name, struct buf *png,
    struct err *err) MUST_CHECK;

#endif
