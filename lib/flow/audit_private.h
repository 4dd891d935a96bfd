/* audit_private.h: what the parts of an export's check share; see audit.h. */
#ifndef FLOW_AUDIT_PRIVATE_H
#define FLOW_AUDIT_PRIVATE_H

#include "base/buf.h"
#include "flow/audit.h"

#define HASH 32
#define LEVELS 64

struct chain { /* the last event seen of a case */
	char *number;
	long seq;
	unsigned char hash[HASH];
};

struct audit {
	struct audit_result *out;
	const struct audit_trust *trust;
	char key[65];
	bool messages, ended;
	struct chain *chains; /* open addressing by number */
	size_t slots, used;
	unsigned char stack[LEVELS][HASH]; /* roots of full subtrees */
	size_t leaves, sealed;             /* sealed: under the last head */
	size_t bodies; /* messages whose bytes are in the file */
};

/* Notes what is wrong, where it is the first. */
void audit_wrong(struct audit *a, const char *where, const char *why);
void audit_digest(
    unsigned char out[HASH], const void *p, size_t n, const void *q, size_t m);
/* The next leaf of the log: INDEX as its line has it. */
void audit_leaf(struct audit *a, const char *where, const char *index,
    const unsigned char hash[HASH]);
/* Only the one way to write it: what differs in a byte is another line. */
bool audit_hex(const char *s, void *out, size_t n) MUST_CHECK;
bool audit_base64(const char *s, struct buf *out) MUST_CHECK;
/* f: the fields of a line "receipt". False: it cannot be read. */
bool audit_receipt(struct audit *a, char *f[]) MUST_CHECK;

#endif
