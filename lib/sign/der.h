/* der.h: DER (X.690) written piece by piece, and read from hostile hands. */
#ifndef SIGN_DER_H
#define SIGN_DER_H

#include <stdbool.h>
#include <stddef.h>
#include <time.h>

#include "base/buf.h"

enum der_tag {
	DER_INTEGER = 0x02,
	DER_BITS = 0x03,
	DER_OCTETS = 0x04,
	DER_NULL = 0x05,
	DER_OID = 0x06,
	DER_UTF8 = 0x0c,
	DER_PRINTABLE = 0x13,
	DER_IA5 = 0x16,
	DER_UTC_TIME = 0x17,
	DER_TIME = 0x18, /* GeneralizedTime */
	DER_SEQUENCE = 0x30,
	DER_SET = 0x31,
	DER_CONTEXT_0 = 0xa0,
	DER_CONTEXT_1 = 0xa1
};

/* An object identifier, its content octets. */
struct oid {
	unsigned char n, bytes[12];
};

extern const struct oid oid_sm3, oid_sm2_sm3, oid_sm2_sign, oid_sha256,
    oid_ecdsa_sha256, oid_rsa, oid_rsa_sha256;

/* Writing: failures are latched in b->failed. What stands between der_open and
 * der_close becomes the content of `tag`. */
size_t der_open(const struct buf *b);
void der_close(struct buf *b, size_t from, unsigned tag);
void der_put(struct buf *b, unsigned tag, const void *p, size_t n);
void der_string(struct buf *b, unsigned tag, const char *s);
void der_oid(struct buf *b, const struct oid *oid);
void der_integer(struct buf *b, unsigned long v);
void der_bits(struct buf *b, const void *p, size_t n); /* whole octets */
void der_time(struct buf *b, unsigned tag, time_t at); /* UTC */

/* Reading: bytes that are still to come; a failure is latched, and then all
 * that is read is empty. Lengths are definite, at most 16 MiB; tags have one
 * octet. */
struct der {
	const unsigned char *p;
	size_t n;
	bool failed;
};

struct der der_of(const void *p, size_t n);
/* The tag to come; 0 at the end. */
unsigned der_peek(const struct der *in);
/* The content of the next element, which must have that tag. */
struct der der_read(struct der *in, unsigned tag);
/* The same with its header, of whatever tag. */
struct der der_whole(struct der *in);
bool der_is(const struct der *content, const struct oid *oid);
bool der_same(const struct der *a, const struct der *b);
/* A whole number from 0 to 2^31 - 1, else in->failed. */
long der_read_integer(struct der *in);
/* A BIT STRING of whole octets. */
struct der der_read_bits(struct der *in);
/* UTCTime or GeneralizedTime in UTC, seconds given; else in->failed. */
time_t der_read_time(struct der *in);

#endif
