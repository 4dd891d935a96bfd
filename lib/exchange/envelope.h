/* envelope.h: the message of the exchange, read with suspicion and made. */
#ifndef EXCHANGE_ENVELOPE_H
#define EXCHANGE_ENVELOPE_H

#include <libxml/tree.h>
#include <stddef.h>
#include <time.h>

#include "dsig/dsig.h"

#define EXCHANGE_NS "urn:kuaibao:exchange:1"

enum {
	ENVELOPE_BYTES = 16 << 20, /* of the XML; files stand beside it */
	ENVELOPE_FILES = 100,
	ENVELOPE_PEER = 64 /* bytes of an installation's name */
};
#define ENVELOPE_FILE_BYTES (1LL << 31) /* of one file */

enum envelope_kind {
	ENVELOPE_BUSINESS,
	ENVELOPE_RECEIPT, /* body: <x:receipt>, see receipt.h */
	ENVELOPE_ERROR,   /* the same, of a conflict */
	ENVELOPE_QUERY,   /* body: <x:query> */
	ENVELOPE_KINDS
};
const char *envelope_kind_name(enum envelope_kind k);

/* What stands beside the message, bound by its digests. */
struct envelope_file {
	const char *name; /* as sent; 1 to 255 bytes, no / \ or controls */
	const char *type; /* type/subtype, lower case */
	long long size;   /* bytes, 0 to ENVELOPE_FILE_BYTES */
	struct digest digest;
};

/* Of the sender's audit log, for the receiver to witness; size 0: none. */
struct log_head {
	unsigned long long size;
	const char *root, *time; /* hex; RFC 3339 */
};

/*
 * A message's head and body. Reading: views into `doc`. Making: the caller's.
 * Peers are named [A-Za-z0-9] then [A-Za-z0-9.-], 2 to 64 bytes. Times are RFC 3339,
 * UTC when we write. NULL: absent.
 */
struct envelope {
	xmlDoc *doc;              /* reading: the caller frees; making: NULL */
	const char *id;           /* UUIDv7, lower case */
	const char *conversation; /* UUID; the order is kept within it */
	long sequence;            /* from 1 within (from, to, conversation) */
	enum envelope_kind kind;
	const char *refers_to; /* UUID of an earlier message, or NULL */
	const char *from, *to;
	/* told, not judged: clocks jump; id and sequence need none */
	const char *created, *expires;
	time_t created_at, expires_at; /* the same */
	const char *profile; /* the payload's namespace, "" when it has none */
	const char *version; /* of that schema, "1" or "1.2" */
	struct log_head log_head;
	const xmlNode *payload; /* the one element of the body */
	const struct envelope_file *files;
	size_t n_files;
};

/*
 * Bytes to a tree, by the guard: at most ENVELOPE_BYTES, UTF-8, UTF-16,
 * GB18030 or GBK, no DOCTYPE, comments or instructions, depth 64, 256
 * attributes and 64 namespaces of an element. Then the shape of
 * xslt/schema/message/envelope.rng, one finding each, codes envelope-* and
 * xml-*. The signature is not looked at: dsig_verify before any of it is
 * believed. `out` points into the arena and out->doc.
 */
bool envelope_parse(const char *p, size_t n, xmlDoc **doc, struct report *r,
    struct err *err) MUST_CHECK;
bool envelope_read(xmlDoc *doc, struct envelope *out, struct report *r,
    struct err *err) MUST_CHECK;

/* The document of an envelope, with a deep copy of e->payload, unsigned. The
 * caller owns it; dsig_sign completes it. ERR_BUG when e lacks something. */
xmlDoc *envelope_make(const struct envelope *e, struct err *err) MUST_CHECK;
/* The same signed, and its bytes appended to out: what travels. */
bool envelope_seal(const struct envelope *e, const struct signer *s,
    bool inclusive, struct buf *out, struct err *err) MUST_CHECK;

/* "2026-11-22T02:30:00.123Z" of now; and back: -1 when it is none. */
void time_text(time_t t, unsigned ms, char out[25]);
time_t time_read(const char *s);
bool peer_name_valid(const char *s);
bool uuid7_valid(const char *s);

#endif
