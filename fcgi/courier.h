/* courier.h: messages on their way out, and those that are fetched. */
#ifndef FCGI_COURIER_H
#define FCGI_COURIER_H

#include "fcgi/exchange_site.h"

struct http; /* courier_http.c */

struct courier { /* process lifetime */
	struct exchange_site site;
	struct db *db;
	struct arena *a; /* of one message */
	struct http *http;
};

/* Signs in to $KB_DSN and learns who we are; ERR_BUSY when it is not there. */
bool courier_connect(struct courier *c, struct err *err) MUST_CHECK;
bool courier_open(
    struct courier *c, const char *root, struct err *err) MUST_CHECK;
void courier_close(struct courier *c);
/* One transaction with one call. */
bool courier_call(struct courier *c, const char *function, size_t n,
    const char *const *args, struct rows **out, struct err *err) MUST_CHECK;

/* A message as it travels. */
struct parcel {
	const struct rows *claim; /* api.exchange_claim's row */
	struct buf bytes;
	struct digest digest;
	struct envelope e;  /* files only: what package_* look at */
	struct rows *files; /* api.exchange_attachments */
};

/* Makes the payload, digests the files, signs, stores: once for each message,
 * in one transaction, where the lease still holds. */
bool parcel_seal(
    struct courier *c, const struct rows *claim, struct err *err) MUST_CHECK;
/* What was sealed; ERR_BUG when it was not. Cleared by parcel_clear. */
bool parcel_load(struct courier *c, const struct rows *claim, struct parcel *p,
    struct err *err) MUST_CHECK;
void parcel_clear(struct parcel *p);
/* Piece `seq` of file `i`, in a transaction of its own; *n 0: it has ended.
 * The caller frees *r, into which *bytes points. */
bool parcel_piece(struct courier *c, const struct parcel *p, size_t i, int seq,
    struct rows **r, const char **bytes, size_t *n, struct err *err) MUST_CHECK;

/* What came of an attempt, and the signed answer, if there was one. */
struct attempt {
	const char *outcome; /* receipt busy refused unknown bug */
	int status, ms, wait;
	char detail[600];
	struct buf answer;
};

/* The answer to a message of ours: whether its receipt settles it; kept with
 * the attempt in one transaction, where the lease still holds. */
bool courier_settle(struct courier *c, const struct parcel *p,
    struct attempt *t, struct err *err) MUST_CHECK;

/* courier_http.c; url without the path. Memory does not grow with files. */
struct http *http_open(struct err *err) MUST_CHECK;
void http_close(struct http *h); /* NULL-safe */
/* Sends a parcel and fills the attempt but for what its receipt says. */
void http_push(struct courier *c, const struct parcel *p, struct attempt *t);
/* Posts bytes as application/xml; the answer goes to `take`, with status and
 * type, as it comes. *status 0: none came. */
typedef bool http_take(
    void *ctx, int status, const char *type, const void *p, size_t n);
bool http_post(struct http *h, const char *url, const char *path,
    const struct buf *body, http_take *take, void *ctx, int *status,
    struct err *err) MUST_CHECK;

/* courier_pull.c: takes what waits for us at a peer (a row of
 * api.exchange_peer), one message after the other. */
bool courier_pull(struct courier *c, const struct rows *peers, size_t row,
    volatile int *stop, struct err *err) MUST_CHECK;

/* courier_root.c: asks peers (NULL: all that have a url) what they hold of a
 * day's messages (NULL: of each day that is due), finds what differs in
 * O(log n) questions and keeps it. A peer that does not answer is only logged,
 * unless it was named. */
bool courier_compare(struct courier *c, const char *peer, const char *day,
    volatile int *stop, struct err *err) MUST_CHECK;

#endif
