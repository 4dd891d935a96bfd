/* pack.h: deflated data, and a zip file of it, always the same bytes. */
#ifndef BASE_PACK_H
#define BASE_PACK_H

#include <stdint.h>

#include "base/buf.h"

/* Appends the deflated data; a failure is latched in out->failed. */
void pack_zlib(struct buf *out, const void *p, size_t n); /* RFC 1950 */
void pack_raw(struct buf *out, const void *p, size_t n);  /* RFC 1951 */
uint32_t pack_crc(const void *p, size_t n);
uint32_t pack_adler(const void *p, size_t n);

/* A zip file at the end of `out`. No times: all entries are of 1980-01-01. */
enum { ZIP_FILES = 65535 };

struct zip {
	struct buf *out;
	size_t start;     /* out->len at the first byte, less what was sent */
	struct buf table; /* the central directory */
	unsigned n;
};

void zip_open(struct zip *z, struct buf *out);
/* Stored as it is when that is shorter. Names are ASCII. */
void zip_add(struct zip *z, const char *name, const void *p, size_t n);
/* With its deflated form `packed`. */
void zip_add_packed(struct zip *z, const char *name, const void *p, size_t n,
    const struct buf *packed);
/* What `out` holds was sent on: it is emptied, and the file goes on in it. */
void zip_sent(struct zip *z);
void zip_close(struct zip *z); /* failures are latched in out->failed */

#endif
