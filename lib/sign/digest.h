/* digest.h: SHA-256 and SM3 of a stream, both in one pass. */
#ifndef SIGN_DIGEST_H
#define SIGN_DIGEST_H

#include <stdbool.h>
#include <stddef.h>

enum { DIGEST_SIZE = 32 }; /* of either */

struct digest {
	unsigned char sha256[DIGEST_SIZE], sm3[DIGEST_SIZE];
};

struct digester;
struct digester *digester_new(void); /* NULL: out of memory */
/* Of one kind; the other digest is then zero. */
enum digest_kind { DIGEST_SHA256 = 1, DIGEST_SM3 };
struct digester *digester_new_one(enum digest_kind kind);
void digester_add(struct digester *d, const void *bytes, size_t n);
/* Ends the stream; the digester is ready for the next. False: a failure of
 * the library, latched since the start of this stream. */
bool digester_end(struct digester *d, struct digest *out);
void digester_free(struct digester *d);
/* Of one piece. */
bool digest_of(const void *bytes, size_t n, struct digest *out);

#endif
