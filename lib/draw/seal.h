/* seal.h: a seal made ready once for many letters: its image as PDF takes it,
 * and its structure of GB/T 38540 where there is one. */
#ifndef DRAW_SEAL_H
#define DRAW_SEAL_H

#include "base/buf.h"
#include "base/err.h"

struct picture;
struct arena;

struct seal {
	const struct picture *picture;
	struct arena *arena;   /* holds it */
	struct buf rgb, alpha; /* for PDF, deflated; alpha empty: opaque */
	unsigned alpha_bits;   /* 8, or 4 where nothing is lost by it */
	double mm;             /* width that its structure states; 0: none */
	struct buf esl;        /* SESeal, DER; empty: only an image */
};

/* Of a PNG (see png.h), or of a seal's structure (.esl) that holds one.
 * ERR_INPUT "seal". */
struct seal *seal_open(const void *bytes, size_t n, struct err *err) MUST_CHECK;
struct seal *seal_read(const char *path, struct err *err) MUST_CHECK;
void seal_close(struct seal *s); /* NULL-safe */

#endif
