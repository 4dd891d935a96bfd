/* accept.h: the one door for messages from outside, however they travelled. */
#ifndef EXCHANGE_ACCEPT_H
#define EXCHANGE_ACCEPT_H

#include "db/call.h"
#include "exchange/foreign.h"
#include "exchange/package.h"
#include "exchange/peers.h"
#include "exchange/receipt.h"
#include "exchange/schemas.h"

/* A message that was verified, stored, and passes its schema. */
struct accepted {
	const struct envelope *e;
	const xmlNode *payload;   /* e's, or what a foreign one means */
	const char *means;        /* profile of that; NULL: e's own */
	const char *inbox;        /* its row's id in the database */
	const char *case_number;  /* set by the effect, in the arena; or NULL */
	enum receipt_stage stage; /* set by the effect; else ACCEPTED */
};

/*
 * What a business message does, in the running transaction. False with
 * ERR_INPUT, ERR_DENIED, ERR_NOTFOUND or ERR_CONFLICT and findings in r: the
 * message is rejected; the effect has undone what it did. False with another
 * kind: nothing happens at all, the sender tries again.
 */
typedef bool accept_effect(void *ctx, struct db *db, struct accepted *m,
    struct report *r, struct err *err);
/* Whether that peer may send n more bytes now; else ERR_BUSY exchange-rate or
 * exchange-quota. No transaction is running. */
typedef bool accept_admit(
    void *ctx, struct db *db, const struct peer *p, size_t n, struct err *err);

struct accept_conf {      /* process lifetime */
	const char *self; /* our name as a peer */
	const struct signer *signer;
	const struct schemas *schemas; /* of payloads */
	const struct foreign *foreign; /* of others; NULL: none */
	struct peers *peers;
	accept_effect *effect;
	void *ctx;           /* of the effect */
	accept_admit *admit; /* NULL: everyone */
	void *admit_ctx;
};

enum accept_outcome {
	ACCEPT_DONE,      /* a receipt, stored: 200, of stage REJECTED 422 */
	ACCEPT_DUPLICATE, /* the receipt that was stored: the same */
	ACCEPT_CONFLICT,  /* a receipt of stage CONFLICT: 409 */
	ACCEPT_REFUSED    /* err and the report; not final, nothing is kept */
};

struct answer {
	enum accept_outcome outcome;
	enum receipt_stage stage;
	struct buf receipt; /* exact bytes */
	struct err err;     /* of a refusal; ERR_BUSY, ERR_BUG: unknown */
};
void answer_clear(struct answer *w);

/* Who is known to send, before the message is parsed. */
struct accept_origin {
	const char *address;     /* for the record: where it came from */
	const struct peer *peer; /* by the client's certificate; or NULL */
};

/*
 * One message on its way in, after the order of checks: guard, peer, rate,
 * parse, shape, signature, duplicate; then its files; then schema and effect,
 * the receipt and COMMIT, in one transaction. The caller has called
 * xmlmem_enter with the same arena, or not at all.
 *
 *   accept_new; accept_message; when true, accept_file for each piece of each
 *   file in the envelope's order, if it has any; accept_end; accept_free.
 *
 * Once accept_message or accept_file gave false, or after accept_end, the
 * answer stands in *out, which the caller clears. `p` of accept_message must
 * live as long as x.
 */
struct accept;
struct accept *accept_new(const struct accept_conf *conf, struct db *db,
    const struct accept_origin *from, struct arena *a) MUST_CHECK;
bool accept_message(
    struct accept *x, const char *p, size_t n, struct answer *out) MUST_CHECK;
bool accept_file(struct accept *x, const char *sha256, const void *p, size_t n,
    struct answer *out) MUST_CHECK; /* p NULL: this file ends */
void accept_end(struct accept *x, struct answer *out);
/* The head as far as it was read, and what was found. */
const struct envelope *accept_envelope(const struct accept *x);
const struct report *accept_report(const struct accept *x);
void accept_free(struct accept *x);

/*
 * The same for the bytes of a package: package_add drives x as they come,
 * package_end ends them; where either is false, and after package_end, the
 * answer stands in *out: accept_settle fills it when the package itself was
 * broken (err: what package_new, _add or _end told).
 */
struct package *accept_package(struct accept *x, const char *content_type,
    struct answer *out, struct err *err) MUST_CHECK;
void accept_settle(struct accept *x, const struct err *err, struct answer *out);

/* A signed question: checked like a message, of kind query, made within five
 * minutes of now. The peer that asks, and what; NULL: err and the report. *doc
 * is the caller's in any case. */
const struct peer *accept_query(const struct accept_conf *conf, struct db *db,
    const struct accept_origin *from, const char *p, size_t n, xmlDoc **doc,
    struct envelope *e, struct report *r, struct err *err) MUST_CHECK;

/*
 * Checks all, changes nothing. The caller owns the document:
 *   <x:dry-run verdict="accepted|valid|duplicate|rejected|refused" size sha256 sm3
 *       [from message kind]>
 *     <x:step name="bytes|peer|shape|signature|duplicate|schema|effect"
 *         verdict="ok|failed|skipped"/>*
 *     <x:finding/>*
 *     <x:signature [key] computed wanted>
 *       <x:canonical>bytes</x:canonical> <x:signed-info>bytes</x:signed-info>
 *     </x:signature>
 *   </x:dry-run>
 */
xmlDoc *accept_try(const struct accept_conf *conf, struct db *db,
    const struct accept_origin *from, const char *p, size_t n, struct arena *a,
    struct err *err) MUST_CHECK;

#endif
