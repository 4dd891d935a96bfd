/* multipart.c: see post.h; the parts of a form. */
#include <stdlib.h>
#include <string.h>

#include "form/boundary.h"
#include "form/post_private.h"

struct multipart {
	struct post_limits l;
	struct arena *a;
	multipart_file *file;
	void *ctx;
	struct boundary parts_of;
	struct buf value;
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

void
multipart_free(struct multipart *m)
{
	if (m == NULL)
		return;
	boundary_clear(&m->parts_of);
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

static bool
part_begin(void *ctx, const char *head, size_t n, struct err *err)
{
	struct multipart *m = ctx;

	return post_room(&m->l, m->parts++, err) &&
	       part_read(head, n, &m->l, &m->part, err);
}

static bool
part_data(void *ctx, const char *p, size_t n, struct err *err)
{
	struct multipart *m = ctx;

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
part_end(void *ctx, struct err *err)
{
	struct multipart *m = ctx;
	struct file_part part = {m->part.name, m->part.filename};
	bool ok = true;

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
	buf_init(&m->value, m->l.value);
	if (!boundary_init(&m->parts_of, content_type, "multipart/form-data",
		&(struct boundary_sink){part_begin, part_data, part_end, m},
		err)) {
		multipart_free(m);
		return NULL;
	}
	return m;
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
		m->failed = !boundary_add(&m->parts_of, p, n, err);
	m->total += n;
	return !m->failed;
}

bool
multipart_end(struct multipart *m, struct post *out, struct err *err)
{
	*out = (struct post){0};
	if (m->failed || !boundary_closed(&m->parts_of))
		return broken(err, "the closing boundary never came");
	out->pairs = arena_alloc(m->a, (m->n + 1) * sizeof(*out->pairs));
	if (out->pairs == NULL)
		return err_fail(err, ERR_BUSY, "busy", "out of memory");
	if (m->n > 0)
		memcpy(out->pairs, m->pairs, m->n * sizeof(*out->pairs));
	out->n = m->n;
	return true;
}
