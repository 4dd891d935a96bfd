/* buf.h: bytes that grow; a failure is latched and checked once at the end. */
#ifndef BASE_BUF_H
#define BASE_BUF_H

#include <stdbool.h>
#include <stddef.h>
#include <string.h>

/* Embedded; zero is empty. `data` is NUL-terminated whenever len > 0. */
struct buf {
	char *data;
	size_t len, cap, max; /* max 0: no bound */
	bool failed;          /* out of memory or past max; data stays valid */
};

void buf_init(struct buf *b, size_t max);
void buf_clear(struct buf *b); /* frees */
void buf_empty(struct buf *b); /* keeps the memory */
/* Room for n more bytes and the NUL: data[len] to data[cap - 1] may be written,
 * then len set; or failed is latched. */
void buf_reserve(struct buf *b, size_t n);
void buf_add_more(
    struct buf *b, const void *p, size_t n); /* where it is full */
static inline void
buf_add(struct buf *b, const void *p, size_t n)
{
	if (b->failed || n == 0 || n >= b->cap - b->len) {
		buf_add_more(b, p, n);
		return;
	}
	/* p may be filled by what gives n */
	/* cppcheck-suppress uninitvar */
	memcpy(b->data + b->len, p, n);
	b->len += n;
	b->data[b->len] = '\0';
}
void buf_adds(struct buf *b, const char *s);
void buf_addc(struct buf *b, char c);
void buf_addf(struct buf *b, const char *fmt, ...)
    __attribute__((format(printf, 2, 3)));

#endif
