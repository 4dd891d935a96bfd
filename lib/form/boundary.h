/* boundary.h: the parts of a multipart body (RFC 2046 5.1) as a stream. */
#ifndef FORM_BOUNDARY_H
#define FORM_BOUNDARY_H

#include "base/buf.h"
#include "base/err.h"

enum { BOUNDARY_MAX = 70 };

/* Called for each part, in order: its header (whole lines, each with its CR
 * LF), its bytes in pieces, its end. What they refuse ends the reading. */
struct boundary_sink {
	bool (*head)(void *ctx, const char *head, size_t n, struct err *err);
	bool (*data)(void *ctx, const char *p, size_t n, struct err *err);
	bool (*end)(void *ctx, struct err *err);
	void *ctx;
};

enum boundary_state {
	BOUNDARY_PREAMBLE, /* before the first delimiter: ignored */
	BOUNDARY_AFTER,    /* behind a delimiter: "--", or spaces and CR LF */
	BOUNDARY_HEAD,
	BOUNDARY_BODY,
	BOUNDARY_EPILOGUE, /* behind the closing delimiter: ignored */
};

struct boundary { /* embedded */
	struct boundary_sink sink;
	enum boundary_state state;
	char delim[BOUNDARY_MAX + 5]; /* CR LF - - boundary */
	size_t delim_len, match;      /* how much of it is matched */
	char after;                   /* last byte behind the delimiter */
	struct buf head;
};

/* Of a Content-Type that must be `type`; ERR_INPUT post-multipart. */
bool boundary_init(struct boundary *b, const char *content_type,
    const char *type, const struct boundary_sink *sink,
    struct err *err) MUST_CHECK;
void boundary_clear(struct boundary *b);
/* Bytes as they come, torn anywhere. */
bool boundary_add(
    struct boundary *b, const char *p, size_t n, struct err *err) MUST_CHECK;
/* Whether the closing boundary came. */
bool boundary_closed(const struct boundary *b);

#endif
