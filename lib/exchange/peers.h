/* peers.h: whom we exchange messages with, and by which keys they are known. */
#ifndef EXCHANGE_PEERS_H
#define EXCHANGE_PEERS_H

#include "db/call.h"
#include "exchange/envelope.h"

struct peer {
	char *id, *code; /* row in the database; name in messages */
	int changes;     /* of the row and its certificates, when read */
	bool enabled;
	long long max_bytes,
	    max_files;           /* of a message, of its files together */
	struct dsig_trust trust; /* `now` is the caller's to set */
};

/* Kept for the process: api.exchange_take tells when a peer changed since. */
struct peers;
struct peers *peers_new(void); /* NULL: out of memory */
void peers_free(struct peers *k);

/* By its code; read in a transaction of its own when it is not kept, with none
 * running. Borrowed, until peers_forget. ERR_DENIED peer-unknown. */
const struct peer *peers_get(struct peers *k, struct db *db, const char *code,
    struct err *err) MUST_CHECK;
/* By the fingerprint of a client's certificate; ERR_DENIED peer-certificate. */
const struct peer *peers_by_certificate(struct peers *k, struct db *db,
    const char *fingerprint, struct err *err) MUST_CHECK;
void peers_forget(struct peers *k, const char *code);

/* Head of our own log, read at most every ten seconds, in a running
 * transaction. Borrowed until the next call. */
bool peers_log_head(struct peers *k, struct db *db, struct log_head *out,
    struct err *err) MUST_CHECK;

#endif
