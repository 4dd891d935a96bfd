/* audit.h: proves a record of events without the server that keeps it. */
#ifndef FLOW_AUDIT_H
#define FLOW_AUDIT_H

#include <stdio.h>

#include "base/err.h"
#include "db/call.h"

/*
 * An export is lines of text, fields separated by tabs:
 *   kuaibao-audit 2                  or: kuaibao-audit 2 messages
 *   key    ID  PUBLIC-KEY            Ed25519, hexadecimal
 *   event  INDEX  CASE  SEQ  PREV  HASH  TEXT   TEXT: base64 of canonical text
 *   receipt  INDEX  LEAF  TEXT  MESSAGE  RECEIPT   base64; "-": not carried,
 *                                    or (the message) not kept any more
 *   head   SIZE  ROOT  KEY-ID  SIGNATURE
 *   end    LEAVES  HEADS  BODIES
 * Events and receipts in the order of the log; the text of a receipt
 * (kb.receipt_text) names the digests of its bytes and of its message's; its
 * HASH = SHA-256(text), LEAF is its leaf. Of an event, HASH = SHA-256(PREV || text), PREV that of
 * the case's event before (32 zero bytes at first). Leaf = SHA-256(0x00 ||
 * HASH), node = SHA-256(0x01 || left || right) (RFC 6962, 2.1). A head signs
 * "kuaibao audit head\nSIZE\nROOT\n".
 */
struct audit_result {
	size_t events, cases, receipts, heads;
	char wrong[512]; /* "" : all is proven; else the first thing wrong */
};

/* What the reader holds from elsewhere; all may be NULL and 0. */
struct audit_trust {
	const char *key;  /* public, hexadecimal; NULL: the export's own */
	const char *root; /* of a head told earlier (a receipt, an export) */
	size_t size;      /* how many events that head covers */
};

/* Checks an export; false only when it cannot be read as one. Events behind
 * the last head are not proven: nobody signed them. */
bool audit_check(FILE *in, const struct audit_trust *trust,
    struct audit_result *out, struct err *err) MUST_CHECK;
/* Writes the export of the whole database, in pieces, by api.audit_export;
 * messages: with the bytes of messages and receipts. */
bool audit_export(
    struct db *db, bool messages, FILE *out, struct err *err) MUST_CHECK;

/* Seals what is new: api.seal_events, then a head signed with the Ed25519 key
 * in the PEM file `path`, which is made (mode 0600) when it is not there. */
bool audit_seal(struct db *db, const char *path, struct err *err) MUST_CHECK;

#endif
