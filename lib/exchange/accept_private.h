/* accept_private.h: private to lib/exchange: a message on its way in. */
#ifndef EXCHANGE_ACCEPT_PRIVATE_H
#define EXCHANGE_ACCEPT_PRIVATE_H

#include "base/buf.h"
#include "exchange/accept.h"

/* The file that is just coming. */
struct accept_part {
	size_t n; /* which of the envelope's */
	long long size;
	struct digester *md;
	char attachment[37]; /* "": not begun */
	char *chunk;
	size_t fill;
	int seq;
};

struct accept {
	const struct accept_conf *conf;
	struct db *db;
	struct accept_origin from;
	struct arena *a;
	struct report report;
	struct err err; /* why, while it is on its way */
	const char *bytes;
	size_t size;
	struct digest digest;
	struct envelope e;
	xmlDoc *doc;
	xmlDoc *meant; /* what a foreign payload means, or NULL */
	const struct peer *peer;
	char inbox[24];
	struct accept_part part;
	struct buf message; /* of a package */
	struct answer *out; /* the same */
};

/* Guard, peer, rate, parse, shape, signature; no transaction is left running.
 * `trace` may be NULL. False: x->err, x->report. */
bool accept_check(struct accept *x, const char *p, size_t n,
    struct dsig_trace *trace) MUST_CHECK;
/* Begins a transaction and takes the message in: outcome as api.exchange_take
 * says, without "stale". False: x->err, nothing is running. */
bool accept_take(struct accept *x, char outcome[16]) MUST_CHECK;
/* Begins that file in the database. */
bool accept_put_file(
    struct accept *x, const struct envelope_file *f, char id[37]) MUST_CHECK;
/* Schema and effect, in the transaction; false: x->err. */
bool accept_apply(struct accept *x, struct accepted *m) MUST_CHECK;
/* Whether x->err is the sender's to mend: then the message is rejected. */
bool accept_rejected(const struct accept *x);

/* Nothing is kept; the refusal is recorded. False. */
bool accept_refuse(struct accept *x, struct answer *out);
/* A receipt of the message, from us to its sender; borrows from x. */
struct receipt accept_receipt(const struct accept *x, enum receipt_stage stage);
/* Signs, stores and commits. */
void accept_finish(struct accept *x, enum receipt_stage stage,
    const char *case_number, struct answer *out);

#endif
