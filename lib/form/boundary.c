/* boundary.c: see boundary.h; a machine over bytes, wherever chunks end. */
#include "form/boundary.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "form/post_private.h"

enum { HEAD_MAX = 8192 };

static bool
broken(struct err *err, const char *what)
{
	return err_fail(err, ERR_INPUT, "post-multipart", "%s", what);
}

bool
boundary_init(struct boundary *b, const char *content_type, const char *type,
    const struct boundary_sink *sink, struct err *err)
{
	static const char good[] =
	    "abcdefghijklmnopqrstuvwxyz"
	    "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789'()+_,-./:=? ";
	size_t n = strcspn(content_type, "; \t");
	char *name;
	bool ok;

	/* The first delimiter needs no line end before it. */
	*b = (struct boundary){.sink = *sink, .match = 2};
	buf_init(&b->head, HEAD_MAX);
	if (n != strlen(type) || strncasecmp(content_type, type, n) != 0)
		return broken(err, "another content type");
	if (!param_read(content_type, "boundary", &name, err))
		return false;
	if (name == NULL)
		return broken(err, "no boundary");
	n = strlen(name);
	ok = n > 0 && n <= BOUNDARY_MAX && strspn(name, good) == n &&
	     name[n - 1] != ' ';
	if (ok) {
		memcpy(b->delim, "\r\n--", 4);
		memcpy(b->delim + 4, name, n + 1);
		b->delim_len = n + 4;
	}
	free(name);
	return ok || broken(err, "boundary");
}

void
boundary_clear(struct boundary *b)
{
	buf_clear(&b->head);
}

bool
boundary_closed(const struct boundary *b)
{
	return b->state == BOUNDARY_EPILOGUE;
}

/* Bytes that are surely no delimiter. */
static bool
emit(struct boundary *b, const char *p, size_t n, struct err *err)
{
	if (n == 0 || b->state == BOUNDARY_PREAMBLE)
		return true;
	return b->sink.data(b->sink.ctx, p, n, err);
}

/*
 * Up to the next delimiter. CR stands only at its beginning (no boundary holds
 * one), so after a mismatch the matched bytes are data and the search starts
 * afresh at the byte that did not match: each byte is looked at twice at most.
 */
static bool
scan(struct boundary *b, const char **p, const char *end, struct err *err)
{
	while (*p < end) {
		const char *cr;
		size_t run;

		if (b->match == 0) {
			cr = memchr(*p, '\r', (size_t)(end - *p));
			run = (size_t)((cr != NULL ? cr : end) - *p);
			if (!emit(b, *p, run, err))
				return false;
			*p += run;
			if (cr != NULL) {
				b->match = 1;
				(*p)++;
			}
		} else if (**p != b->delim[b->match]) {
			run = b->match;
			b->match = 0;
			if (!emit(b, b->delim, run, err))
				return false;
		} else {
			(*p)++;
			if (++b->match < b->delim_len)
				continue;
			b->match = 0;
			b->after = '\0';
			if (b->state != BOUNDARY_PREAMBLE &&
			    !b->sink.end(b->sink.ctx, err))
				return false;
			b->state = BOUNDARY_AFTER;
			return true;
		}
	}
	return true;
}

/* "--" closes; else spaces, CR LF, and a part begins. */
static bool
after(struct boundary *b, char c, struct err *err)
{
	char last = b->after;

	b->after = c;
	if (last == '-') {
		if (c != '-')
			return broken(err, "behind the boundary");
		b->state = BOUNDARY_EPILOGUE;
	} else if (last == '\r') {
		if (c != '\n')
			return broken(err, "behind the boundary");
		buf_empty(&b->head);
		b->state = BOUNDARY_HEAD;
	} else if (c == '-' ? last != '\0'
			    : c != ' ' && c != '\t' && c != '\r') {
		return broken(err, "behind the boundary");
	}
	return true;
}

static bool
head(struct boundary *b, char c, struct err *err)
{
	const struct buf *h = &b->head;

	buf_addc(&b->head, c);
	if (h->failed)
		return broken(err, "header over 8 KiB");
	if (c != '\n' || h->len < 2 || h->data[h->len - 2] != '\r')
		return true;
	if (h->len == 2)
		return broken(err, "no header");
	if (h->len < 4 || memcmp(h->data + h->len - 4, "\r\n\r\n", 4) != 0)
		return true;
	b->state = BOUNDARY_BODY;
	return b->sink.head(b->sink.ctx, h->data, h->len - 2, err);
}

bool
boundary_add(struct boundary *b, const char *p, size_t n, struct err *err)
{
	const char *end = p + n;
	bool ok = true;

	while (ok && p < end)
		switch (b->state) {
		case BOUNDARY_PREAMBLE:
		case BOUNDARY_BODY:
			ok = scan(b, &p, end, err);
			break;
		case BOUNDARY_AFTER:
			ok = after(b, *p++, err);
			break;
		case BOUNDARY_HEAD:
			ok = head(b, *p++, err);
			break;
		case BOUNDARY_EPILOGUE:
			return true;
		}
	return ok;
}
