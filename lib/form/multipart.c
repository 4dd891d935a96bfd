/* multipart.c: see post.h; a machine over bytes, wherever chunks end. */
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "form/post_private.h"

#define BOUNDARY_MAX 70 /* RFC 2046 5.1.1 */
#define HEAD_MAX 8192

enum state {
	PREAMBLE, /* before the first delimiter: ignored */
	AFTER,    /* behind a delimiter: "--", or spaces and CR LF */
	HEAD,
	BODY,
	EPILOGUE, /* behind the closing delimiter: ignored */
};

struct multipart {
	struct post_limits l;
	struct arena *a;
	multipart_file *file;
	void *ctx;
	enum state state;
	char delim[BOUNDARY_MAX + 5]; /* CR LF - - boundary */
	size_t delim_len, match;      /* how much of it is matched */
	char after;                   /* last byte behind the delimiter */
	struct buf head, value;
	struct part_head part;
	bool file_open;
	size_t total, parts, file_bytes;
	struct pair *pairs; /* heap */
	size_t n, cap;
	bool failed;
};

static bool
broken(struct err *err, const char *what)
{
	return err_fail(err, ERR_INPUT, "post-multipart", "%s", what);
}

static bool
boundary_set(struct multipart *m, const char *type, struct err *err)
{
	static const char good[] =
	    "abcdefghijklmnopqrstuvwxyz"
	    "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789'()+_,-./:=? ";
	size_t n = strcspn(type, "; \t");
	char *b;
	bool ok;

	if (n != 19 || strncasecmp(type, "multipart/form-data", 19) != 0)
		return broken(err, "not multipart/form-data");
	if (!param_read(type, "boundary", &b, err))
		return false;
	if (b == NULL)
		return broken(err, "no boundary");
	n = strlen(b);
	ok = n > 0 && n <= BOUNDARY_MAX && strspn(b, good) == n &&
	     b[n - 1] != ' ';
	if (ok) {
		memcpy(m->delim, "\r\n--", 4);
		memcpy(m->delim + 4, b, n + 1);
		m->delim_len = n + 4;
	}
	free(b);
	return ok || broken(err, "boundary");
}

struct multipart *
multipart_new(const char *content_type, const struct post_limits *l,
    struct arena *a, multipart_file *file, void *ctx, struct err *err)
{
	struct multipart *m = calloc(1, sizeof(*m));

	if (m == NULL) {
		err_fail(err, ERR_BUSY, "busy", "out of memory");
		return NULL;
	}
	m->l = post_bounds(l);
	if (m->l.file != 0 && (l == NULL || l->total == 0))
		m->l.total += m->l.file;
	m->a = a;
	m->file = file;
	m->ctx = ctx;
	m->match = 2; /* the first delimiter needs no line end before it */
	buf_init(&m->head, HEAD_MAX);
	buf_init(&m->value, m->l.value);
	if (!boundary_set(m, content_type, err)) {
		multipart_free(m);
		return NULL;
	}
	return m;
}

void
multipart_free(struct multipart *m)
{
	if (m == NULL)
		return;
	buf_clear(&m->head);
	buf_clear(&m->value);
	part_clear(&m->part);
	free(m->pairs);
	free(m);
}

static bool
file_bytes(struct multipart *m, const char *p, size_t n, struct err *err)
{
	struct file_part part = {m->part.name, m->part.filename};

	if (m->l.file == 0 || m->file == NULL) {
		err_fail(err, ERR_INPUT, "post-file", "no file expected");
		err_arg(err, m->part.filename);
		return false;
	}
	if (n > m->l.file - m->file_bytes) {
		err_fail(err, ERR_LARGE, "file-large", "file over %zu bytes",
		    m->l.file);
		err_arg(err, m->part.filename);
		return false;
	}
	m->file_bytes += n;
	m->file_open = true;
	return m->file(m->ctx, &part, p, n, err);
}

/* Bytes that are surely no delimiter. */
static bool
emit(struct multipart *m, const char *p, size_t n, struct err *err)
{
	if (n == 0 || m->state == PREAMBLE)
		return true;
	if (m->part.filename != NULL)
		return file_bytes(m, p, n, err);
	buf_add(&m->value, p, n);
	if (!m->value.failed)
		return true;
	err_fail(
	    err, ERR_LARGE, "post-value", "value over %zu bytes", m->l.value);
	err_arg(err, m->part.name);
	return false;
}

static bool
pair_add(struct multipart *m, struct err *err)
{
	struct pair *p;

	if (m->n == m->cap) {
		m->cap = m->cap == 0 ? 64 : m->cap * 2;
		p = realloc(m->pairs, m->cap * sizeof(*p));
		if (p == NULL)
			return err_fail(err, ERR_BUSY, "busy", "out of memory");
		m->pairs = p;
	}
	p = &m->pairs[m->n];
	if (m->value.len > 0 && !post_text(m->value.data, m->value.len, err)) {
		err_arg(err, m->part.name);
		return false;
	}
	p->name = arena_strdup(m->a, m->part.name);
	p->value = arena_strdup(m->a, m->value.len > 0 ? m->value.data : "");
	if (p->name == NULL || p->value == NULL)
		return err_fail(err, ERR_BUSY, "busy", "out of memory");
	m->n++;
	return true;
}

/* A file field left empty comes without name and bytes: nothing was sent. */
static bool
part_end(struct multipart *m, struct err *err)
{
	struct file_part part = {m->part.name, m->part.filename};
	bool ok = true;

	if (m->state == PREAMBLE)
		return true;
	if (m->part.filename == NULL)
		ok = pair_add(m, err);
	else if (m->file_open || m->part.named_file)
		ok = file_bytes(m, "", 0, err) &&
		     m->file(m->ctx, &part, NULL, 0, err);
	part_clear(&m->part);
	buf_empty(&m->value);
	m->file_open = false;
	m->file_bytes = 0;
	return ok;
}

/*
 * Up to the next delimiter. CR stands only at its beginning (no boundary holds
 * one), so after a mismatch the matched bytes are data and the search starts
 * afresh at the byte that did not match: each byte is looked at twice at most.
 */
static bool
scan(struct multipart *m, const char **p, const char *end, struct err *err)
{
	while (*p < end) {
		const char *cr;
		size_t run;

		if (m->match == 0) {
			cr = memchr(*p, '\r', (size_t)(end - *p));
			run = (size_t)((cr != NULL ? cr : end) - *p);
			if (!emit(m, *p, run, err))
				return false;
			*p += run;
			if (cr != NULL) {
				m->match = 1;
				(*p)++;
			}
		} else if (**p != m->delim[m->match]) {
			run = m->match;
			m->match = 0;
			if (!emit(m, m->delim, run, err))
				return false;
		} else {
			(*p)++;
			if (++m->match < m->delim_len)
				continue;
			m->match = 0;
			m->after = '\0';
			if (!part_end(m, err))
				return false;
			m->state = AFTER;
			return true;
		}
	}
	return true;
}

/* "--" closes; else spaces, CR LF, and a part begins. */
static bool
after(struct multipart *m, char c, struct err *err)
{
	char last = m->after;

	m->after = c;
	if (last == '-') {
		if (c != '-')
			return broken(err, "behind the boundary");
		m->state = EPILOGUE;
	} else if (last == '\r') {
		if (c != '\n')
			return broken(err, "behind the boundary");
		if (!post_room(&m->l, m->parts, err))
			return false;
		m->parts++;
		buf_empty(&m->head);
		m->state = HEAD;
	} else if (c == '-' ? last != '\0'
			    : c != ' ' && c != '\t' && c != '\r') {
		return broken(err, "behind the boundary");
	}
	return true;
}

static bool
head(struct multipart *m, char c, struct err *err)
{
	const struct buf *b = &m->head;

	buf_addc(&m->head, c);
	if (b->failed)
		return broken(err, "header over 8 KiB");
	if (c != '\n' || b->len < 2 || b->data[b->len - 2] != '\r')
		return true;
	if (b->len == 2)
		return broken(err, "no header");
	if (b->len < 4 || memcmp(b->data + b->len - 4, "\r\n\r\n", 4) != 0)
		return true;
	m->state = BODY;
	return part_read(b->data, b->len - 2, &m->l, &m->part, err);
}

static bool
add(struct multipart *m, const char *p, size_t n, struct err *err)
{
	const char *end = p + n;
	bool ok = true;

	while (ok && p < end)
		switch (m->state) {
		case PREAMBLE:
		case BODY:
			ok = scan(m, &p, end, err);
			break;
		case AFTER:
			ok = after(m, *p++, err);
			break;
		case HEAD:
			ok = head(m, *p++, err);
			break;
		case EPILOGUE:
			return true;
		}
	return ok;
}

bool
multipart_add(struct multipart *m, const void *p, size_t n, struct err *err)
{
	if (m->failed)
		return broken(err, "after an error");
	if (n > m->l.total - m->total)
		m->failed = !err_fail(
		    err, ERR_LARGE, "post-large", "over %zu bytes", m->l.total);
	else
		m->failed = !add(m, p, n, err);
	m->total += n;
	return !m->failed;
}

bool
multipart_end(struct multipart *m, struct post *out, struct err *err)
{
	*out = (struct post){0};
	if (m->failed || m->state != EPILOGUE)
		return broken(err, "the closing boundary never came");
	out->pairs = arena_alloc(m->a, (m->n + 1) * sizeof(*out->pairs));
	if (out->pairs == NULL)
		return err_fail(err, ERR_BUSY, "busy", "out of memory");
	if (m->n > 0)
		memcpy(out->pairs, m->pairs, m->n * sizeof(*out->pairs));
	out->n = m->n;
	return true;
}
