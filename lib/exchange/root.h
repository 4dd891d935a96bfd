/* root.h: what two sides hold of a day's messages, told under signature. */
#ifndef EXCHANGE_ROOT_H
#define EXCHANGE_ROOT_H

#include "exchange/envelope.h"

/*
 * <x:message> of kind query; the answer refers to the question; body
 *   <x:query><x:root direction day prefix count hash>[leaves]</x:root></x:query>
 * hash: Merkle tree hash (RFC 6962 2.1) of the business messages that were
 * created that day (UTC) and are settled, in the order of their ids; a leaf is
 * SHA-256(0x00 || id, 16 bytes || SHA-256 of the message). With a prefix of
 * those only whose id's SHA-256 begins with these hex digits.
 */
struct root {
	const char *direction; /* in, out: of the one who says it */
	const char *day;       /* YYYY-MM-DD */
	const char *prefix;    /* "" to 64 hex digits, lower case */
	const char *count;     /* decimal */
	const char *hash;      /* hex */
	const char *leaves;    /* ID:LEAF, spaced; "" when count > ROOT_FEW */
};
enum { ROOT_FEW = 16, ROOT_PREFIX = 64 };

/* The same, seen from the other side. */
const char *root_other(const char *direction);

/* Who says it to whom; refers_to: the question's id, NULL in a question. */
struct root_route {
	const char *from, *to, *refers_to;
};

/* Signs and appends; `id` becomes the message's. */
bool root_say(const struct root *t, const struct root_route *way,
    const struct signer *s, bool inclusive, char id[37], struct buf *out,
    struct err *err) MUST_CHECK;
/* Reads the payload of a message of kind query: views into it. ERR_INPUT
 * "query-unknown" when it is none of these. */
bool root_read(const struct envelope *e, struct root *out, struct report *r,
    struct err *err) MUST_CHECK;
/* The signed answer to `asked`, which we sent by that way. *doc, into which
 * *out points, is the caller's; NULL on failure. ERR_INPUT "root-foreign" when
 * it answers something else. */
bool root_verify(const struct buf *answer, const struct dsig_trust *trust,
    const struct root *asked, const struct root_route *way, xmlDoc **doc,
    struct root *out, struct report *r, struct err *err) MUST_CHECK;

/* Appends ID:here (only ours has it), ID:there, ID:other (its leaf differs),
 * each behind a blank when something stands before it. */
void root_compare(const char *ours, const char *theirs, struct buf *out);

#endif
