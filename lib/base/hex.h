/* hex.h: bytes as hexadecimal digits, and URLs as they may travel. */
#ifndef BASE_HEX_H
#define BASE_HEX_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"

/* 0 to 15; -1 when c is no hexadecimal digit. */
int hex_digit(char c);
/* Lower case: 2 * n characters and NUL. */
void hex_put(const void *p, size_t n, char *out);
/* Exactly 2 * n digits, of either case; false leaves out half written. */
bool hex_get(const char *s, void *out, size_t n);

/* A copy of s where %XX stands for each byte that is neither a letter, a digit
 * nor in `keep`; NULL when the arena is full. */
char *url_escape(struct arena *a, const char *s, const char *keep);

#endif
