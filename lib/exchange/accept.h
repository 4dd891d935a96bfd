/* accept.h: the one door for messages from outside, however they travelled. */
#ifndef EXCHANGE_ACCEPT_H
#define EXCHANGE_ACCEPT_H

#include "db/call.h"
#include "exchange/package.h"
#include "exchange/receipt.h"
#include "xml/schema.h"

/* A message that was verified, stored, and passes its schema. */
struct accepted {
	const struct envelope *e;
	const char *inbox;        /* its row's id in the database */
	const char *case_number;  /* set by the effect, in the arena; or NULL */
	enum receipt_stage stage; /* set by the effect: VALID or ACCEPTED */
};

/*
 * What a message of kind business or query does, in the running transaction.
 * False with findings in r (ERR_INPUT, ERR_DENIED, ERR_NOTFOUND, ERR_CONFLICT):
 * the message is rejected, what was done is undone. False with ERR_BUSY or
 * ERR_BUG: nothing happened at all, the sender tries again.
 */
typedef bool accept_effect(void *ctx, struct db *db, struct accepted *m,
    struct report *r, struct err *err);

struct accept_conf {      /* process lifetime */
	const char *self; /* our name as a peer */
	const struct signer *signer;
	struct schemas *schemas; /* of payloads */
	accept_effect *effect;
	void *ctx;
};

/* Payload schemas by namespace: each DIR/NAME.rng but envelope.rng, by the ns
 * attribute of its root. */
struct schemas;
struct schemas *schemas_load(const char *dir, struct err *err) MUST_CHECK;
void schemas_free(struct schemas *s);
struct schema *schemas_find(const struct schemas *s, const char *ns);

enum accept_channel { ACCEPT_PUSH, ACCEPT_FETCH, ACCEPT_FILE };

/* The answer. */
enum accept_outcome {
	ACCEPT_DONE,      /* receipt; 200, 422 when stage is REJECTED */
	ACCEPT_DUPLICATE, /* receipt, as it was stored; the same */
	ACCEPT_CONFLICT,  /* receipt of stage CONFLICT; 409 */
	ACCEPT_REFUSED,   /* not known to be the peer's: findings, unsigned */
	ACCEPT_DOUBT      /* nothing is promised: ask again, same bytes */
};

struct answer {
	enum accept_outcome outcome;
	enum receipt_stage stage;
	struct buf receipt; /* exact bytes */
	struct err err;     /* why, but for DONE and DUPLICATE */
};

/* Who is known to send, before the message is parsed. */
struct accept_origin {
	enum accept_channel channel;
	const char *address;     /* for the record */
	const char *certificate; /* fingerprint of the client's, or NULL */
};

/*
 * One message on its way in, after EXCHANGE's order of checks: guard, peer,
 * parse, shape, signature, duplicate; then its files; then schema and effect,
 * the receipt and COMMIT, in one transaction. The caller has called
 * xmlmem_enter with the same arena.
 *
 *   accept_new, accept_message (true: files are wanted, *out is not filled),
 *   accept_file for each piece of each file, accept_end, accept_free.
 *
 * Once accept_message or accept_file gave false the answer stands in *out and
 * no more is to be called but accept_free. Nothing is kept of a message whose
 * files never came whole.
 */
struct accept;
struct accept *accept_new(const struct accept_conf *conf, struct db *db,
    const struct accept_origin *from, struct arena *a) MUST_CHECK;
bool accept_message(
    struct accept *x, const char *p, size_t n, struct answer *out) MUST_CHECK;
bool accept_file(struct accept *x, const char *id, const void *p, size_t n,
    struct answer *out) MUST_CHECK; /* p NULL: this file ends */
void accept_end(struct accept *x, struct answer *out);
const struct envelope *accept_envelope(const struct accept *x); /* or NULL */
const struct report *accept_report(const struct accept *x);
void accept_free(struct accept *x);
void answer_clear(struct answer *w);

/* Checks all, changes nothing: <x:dry-run> with each step's verdict, findings,
 * the canonical bytes and digests that were computed. The caller owns it. */
xmlDoc *accept_try(const struct accept_conf *conf, struct db *db,
    const struct accept_origin *from, const char *p, size_t n, struct arena *a,
    struct err *err) MUST_CHECK;

#endif
