/* unzip.h: the files of a zip from outside, read with limits. */
#ifndef BASE_UNZIP_H
#define BASE_UNZIP_H

#include <stdint.h>

#include "base/buf.h"
#include "base/err.h"

/* What a zip may come to, unpacked. */
enum { UNZIP_FILES = 4096, UNZIP_FILE = 64 << 20, UNZIP_ALL = 256 << 20 };

struct unzip_file {
	char *name; /* relative, "/" between folders, never ".." */
	const char *data;
	size_t packed, n; /* as it stands there; unpacked */
	uint32_t crc;
	bool deflated;
};

/* Views into the bytes, which stay the caller's and must outlive it. */
struct unzip {
	struct unzip_file *files; /* heap, in the order of the directory */
	size_t n;
};

/*
 * Reads the directory and holds it against the files. Refused: what is cut off,
 * encrypted, in several disks, of zip64 or of other methods than stored and
 * deflated, has a name twice, a name that leads outside, files that share
 * bytes (the bombs), or comes to more than the limits. ERR_INPUT
 * "zip-damaged", ERR_LARGE "zip-too-large"; *z is then empty.
 */
bool unzip_open(
    struct unzip *z, const void *p, size_t n, struct err *err) MUST_CHECK;
void unzip_close(struct unzip *z);
/* NULL: there is none. */
const struct unzip_file *unzip_find(const struct unzip *z, const char *name);
/* Appends the file's bytes, checked by length and sum; ERR_INPUT
 * "zip-damaged". */
bool unzip_read(
    const struct unzip_file *f, struct buf *out, struct err *err) MUST_CHECK;

#endif
