/* utf8.h: UTF-8 as RFC 3629 has it; libxml2 2.9.14's own check is too lax. */
#ifndef BASE_UTF8_H
#define BASE_UTF8_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Whole: no overlong forms, no surrogates, nothing above U+10FFFF. */
bool utf8_valid(const char *s, size_t n);
/* Also no NUL, no controls but \t \n \r, no U+FFFE/U+FFFF: fit for XML 1.0. */
bool utf8_valid_xml(const char *s, size_t n);
/* Reads one character of valid UTF-8 and moves *s on; 0 at the end. */
uint32_t utf8_next(const char **s);
/* Writes 1..4 bytes, returns how many. */
size_t utf8_put(uint32_t c, char out[4]);
/* Characters, not bytes. */
size_t utf8_length(const char *s);

#endif
