/* package.h: a message and its files on their way: multipart/related, or a
 * folder. */
#ifndef EXCHANGE_PACKAGE_H
#define EXCHANGE_PACKAGE_H

#include "exchange/envelope.h"

/*
 * On the wire (RFC 2387): without files the body is the message itself,
 * application/xml. With files multipart/related; type="application/xml", the
 * message first, then the files in the order of its x:attachment elements, each
 * with Content-ID: <sha256 in hex>. As a stream: package_add as bytes come.
 */
typedef bool package_take(void *ctx, const void *p, size_t n,
    struct err *err); /* p NULL: this part ends */
struct package_sink {
	package_take *message; /* in pieces, at most ENVELOPE_BYTES */
	/* Piece by piece; which file it is the sink knows: they come in
	 * order. `id` is the part's Content-ID without < >. */
	bool (*file)(void *ctx, const char *id, const void *p, size_t n,
	    struct err *err);
	void *ctx;
};

/* ERR_INPUT package-type package-shape, ERR_LARGE package-large; what the sink
 * refuses comes back as it was. */
struct package;
struct package *package_new(const char *content_type,
    const struct package_sink *sink, struct err *err) MUST_CHECK;
bool package_add(
    struct package *k, const void *p, size_t n, struct err *err) MUST_CHECK;
bool package_end(struct package *k, struct err *err) MUST_CHECK;
void package_free(struct package *k); /* NULL-safe */

/* Writing: the Content-Type (PACKAGE_TYPE bytes) and what stands before the
 * message, before each file and at the end. Without files these are empty. */
enum { PACKAGE_TYPE = 160 };
void package_type(const struct envelope *e, char out[PACKAGE_TYPE]);
void package_head(const struct envelope *e, struct buf *out);
void package_file(const struct envelope *e, size_t i, struct buf *out);
void package_tail(const struct envelope *e, struct buf *out);
/* Bytes of the whole body. */
long long package_size(const struct envelope *e, size_t message_bytes);

/*
 * In a folder, for networks that an air gap parts: ID.xml the message (ids of
 * UUIDv7 sort by time), beside it a file named by its SHA-256 in hex for each
 * attachment; a receipt is a message like any other. Written under another
 * name, synced, then renamed, ID.xml last: what has its name is whole.
 */
bool package_store(const char *dir, const char *name, const void *p, size_t n,
    struct err *err) MUST_CHECK;
/* A file in pieces: fd from package_create; package_keep syncs and names it. */
int package_create(
    const char *dir, const char *name, struct err *err) MUST_CHECK; /* -1 */
bool package_keep(
    const char *dir, const char *name, int fd, struct err *err) MUST_CHECK;
/* The file's path as it is to be read; NULL when name is not ID.xml or 64 hex
 * digits. In the arena. */
const char *package_path(struct arena *a, const char *dir, const char *name);

#endif
