/* receipt.h: what was received and what became of it, signed, for ever. */
#ifndef EXCHANGE_RECEIPT_H
#define EXCHANGE_RECEIPT_H

#include "exchange/envelope.h"

/* Stages of a message, and the answer to another message of the same id. */
enum receipt_stage {
	RECEIPT_RECEIVED,  /* stored; checks follow */
	RECEIPT_VALID,     /* and it passes its schema; an officer decides */
	RECEIPT_REJECTED,  /* final; findings say why */
	RECEIPT_ACCEPTED,  /* it took effect */
	RECEIPT_DELIVERED, /* opened by the officer in charge */
	RECEIPT_DEAD,      /* given up by an operator */
	RECEIPT_CONFLICT,  /* the id is taken by other bytes: kind error */
	RECEIPT_STAGES
};
const char *receipt_stage_name(enum receipt_stage s); /* lower case */
int receipt_stage(const char *name);                  /* -1: none */

/*
 * <x:message> of kind receipt (error, of a conflict), from us to the sender,
 * conversation the message's, sequence 0, refers-to its id, profile
 * EXCHANGE_NS, body
 *   <x:receipt stage message size sha256 sm3 [case] [held-sha256 held-sm3]>
 *     <x:finding/>* </x:receipt>
 */
struct receipt {
	enum receipt_stage stage;
	const char *id;           /* of the receipt itself; made when NULL */
	const char *message;      /* UUID of the message */
	const char *conversation; /* the message's */
	const char *from, *to;    /* who says it, to whom */
	const char *created;      /* reading only; making: now */
	long long size;           /* of the message's exact bytes, */
	struct digest digest;     /* files not included */
	const char *case_number;  /* the case it opened or moved, or NULL */
	struct digest held;       /* conflict: of what the id was given to */
	struct log_head log_head;
	const struct report *findings; /* making; NULL: none */
	const xmlNode *node;           /* reading: x:receipt */
};

/* Appends the signed bytes to out. */
bool receipt_make(const struct receipt *c, const struct signer *s,
    bool inclusive, struct buf *out, struct err *err) MUST_CHECK;
/* Of an envelope that was verified; out points into e. */
bool receipt_read(const struct envelope *e, struct receipt *out,
    struct report *r, struct err *err) MUST_CHECK;
/*
 * The answer to a message of ours: bytes parsed, verified by the peer's keys,
 * read; from, to, message and digest must be those of `want`: else
 * receipt-foreign. The caller frees *doc, out points into it; NULL on failure.
 */
bool receipt_verify(const char *p, size_t n, const struct dsig_trust *trust,
    const struct receipt *want, xmlDoc **doc, struct receipt *out,
    struct report *r, struct err *err) MUST_CHECK;

#endif
