/* memo.h: what was made of the same bytes before, kept for the next time. */
#ifndef BASE_MEMO_H
#define BASE_MEMO_H

#include "base/buf.h"

/* At most `most` values; the oldest makes room. NULL: out of memory. */
struct memo;
struct memo *memo_new(unsigned most);
void memo_free(struct memo *m); /* NULL-safe */

/* The value kept under just this kind and key, borrowed until the next
 * memo_put; NULL: none. */
const struct buf *memo_get(
    const struct memo *m, char kind, const void *key, size_t n);
/* Keeps a copy of the value; out of memory, none. */
void memo_put(struct memo *m, char kind, const void *key, size_t n,
    const struct buf *value);

#endif
