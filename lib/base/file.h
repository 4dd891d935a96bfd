/* file.h: whole files, named places, digests. */
#ifndef BASE_FILE_H
#define BASE_FILE_H

#include "base/buf.h"
#include "base/err.h"

/* Appends the file to b; ERR_NOTFOUND or ERR_BUG with the path in detail. */
bool file_read(const char *path, struct buf *b, struct err *err) MUST_CHECK;
/* Lower-case hexadecimal SHA-256, 64 characters and NUL. */
void sha256_hex(const void *p, size_t n, char out[65]);
/* A random UUIDv4; UUIDv7, which sorts by the wall clock's milliseconds (RFC
 * 9562 5.7); n random bytes as base64url (out: 4*(n+2)/3+1). */
void uuid_new(char out[37]);
void uuid7_new(char out[37]);
void token_new(size_t n, char *out);
bool uuid_valid(const char *s);
/* Seconds of a clock that nobody can set: what intervals are counted by. */
long steady_seconds(void);

#endif
