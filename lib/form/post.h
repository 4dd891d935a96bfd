/* post.h: what a browser sent: pairs and files, under limits, never trusted. */
#ifndef FORM_POST_H
#define FORM_POST_H

#include <stddef.h>

#include "base/arena.h"
#include "base/err.h"

struct pair {
	const char *name, *value; /* UTF-8, fit for XML; in the arena */
};

struct post {
	struct pair *pairs; /* in the order sent; doubled names stay doubled */
	size_t n;
};

struct post_limits {
	size_t pairs; /* 0: 2,000 */
	size_t value; /* bytes of one value; 0: 256 KiB */
	size_t name;  /* 0: 200 */
	size_t file;  /* bytes of one file; 0: none are taken */
	size_t total; /* bytes of the body; 0: 2 MiB and one file */
};

/* application/x-www-form-urlencoded, also a query string. */
bool post_urlenc(const char *p, size_t n, const struct post_limits *l,
    struct arena *a, struct post *out, struct err *err) MUST_CHECK;

/* multipart/form-data (RFC 7578) as a stream: call _add as bytes come, files
 * go piece by piece to `file` (p NULL: end of that file). */
struct multipart;
struct file_part {
	const char *field,
	    *filename; /* filename made safe: no path, controls */
};
typedef bool multipart_file(void *ctx, const struct file_part *part,
    const void *p, size_t n, struct err *err);

struct multipart *multipart_new(const char *content_type,
    const struct post_limits *l, struct arena *a, multipart_file *file,
    void *ctx, struct err *err) MUST_CHECK;
bool multipart_add(
    struct multipart *m, const void *p, size_t n, struct err *err) MUST_CHECK;
/* ERR_INPUT when the closing boundary never came. */
bool multipart_end(
    struct multipart *m, struct post *out, struct err *err) MUST_CHECK;
void multipart_free(struct multipart *m);

/* First value of that name, NULL when absent. */
const char *post_get(const struct post *p, const char *name);

#endif
