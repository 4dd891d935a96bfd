/* put.h: numbers and text as the writers spell them. */
#ifndef DRAW_PUT_H
#define DRAW_PUT_H

#include <stdint.h>

#include "base/buf.h"

void put_number(struct buf *b, double v); /* at most 4 decimals */
void put_int(struct buf *b, long v);
/* In capitals, at least that many digits. */
void put_hex(struct buf *b, unsigned long v, int digits);
void put_utf16(struct buf *b, uint32_t ch);     /* big-endian, as hex */
void put_char(struct buf *b, uint32_t ch);      /* escaped for XML */
void put_text(struct buf *b, const char *utf8); /* the same */

#endif
