/* huff.h: deflated blocks of pieces that are coded once and copied after. */
#ifndef BASE_HUFF_H
#define BASE_HUFF_H

#include <stdint.h>

#include "base/buf.h"

/* A string of bits, the lowest of each byte first, as RFC 1951 has them. */
struct bits {
	struct buf b;  /* whole bytes */
	uint64_t hold; /* the bits behind them, fewer than 8 */
	unsigned n;
};

void bits_put(struct bits *s, uint64_t v, unsigned n); /* n <= 48 */
/* The first n bits at p, which may be read to the next multiple of 8. */
void bits_add(struct bits *s, const void *p, size_t n);
void bits_align(struct bits *s); /* to a whole byte, with zeros */
void bits_clear(struct bits *s);

/* A code for bytes (and the end of a block), none longer than 15 bits. */
struct huff {
	uint16_t code[257]; /* lowest bit first */
	uint8_t length[257];
};

enum { HUFF_END = 256 };

/* The best code for bytes that often; each byte gets one. */
void huff_make(struct huff *h, const size_t often[256]);
/* A block's head; the bytes by huff_put and HUFF_END follow. */
void huff_head(const struct huff *h, struct bits *out);
void huff_put(const struct huff *h, const void *p, size_t n, struct bits *out);
void huff_end(const struct huff *h, struct bits *out);
/* Any bytes as blocks of their own; empty and last. */
void huff_block(const void *p, size_t n, struct bits *out);
void huff_last(struct bits *out);

#endif
