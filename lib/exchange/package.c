/* package.c: messages and files on the wire; see package.h. */
#include "exchange/package.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/hex.h"
#include "form/boundary.h"

enum { ID_MAX = 128 };

struct package {
	struct package_sink sink;
	struct boundary parts;
	bool related;
	unsigned part;   /* 1: the message */
	size_t bytes;    /* of the message */
	char id[ID_MAX]; /* of the part that is coming */
};

static bool
take_message(struct package *k, const char *p, size_t n, struct err *err)
{
	if (n > ENVELOPE_BYTES - k->bytes)
		return err_fail(err, ERR_LARGE, "package-large",
		    "message over %d bytes", ENVELOPE_BYTES);
	k->bytes += n;
	return k->sink.message(k->sink.ctx, p, n, err);
}

static bool
broken(struct err *err, const char *what)
{
	return err_fail(err, ERR_INPUT, "post-multipart", "%s", what);
}

/* The value of a header line; its length, 0 when it is not there. */
static size_t
header(const char *head, size_t n, const char *name, const char **value)
{
	const char *end = head + n, *line = head, *stop;
	size_t k = strlen(name);

	for (; line < end; line = stop + 2) {
		if ((stop = memmem(line, (size_t)(end - line), "\r\n", 2)) ==
		    NULL)
			stop = end - 2;
		if ((size_t)(stop - line) <= k || line[k] != ':' ||
		    strncasecmp(line, name, k) != 0)
			continue;
		for (line += k + 1; line < stop && *line == ' '; line++)
			;
		*value = line;
		return (size_t)(stop - line);
	}
	return 0;
}

static bool
part_head(void *ctx, const char *head, size_t n, struct err *err)
{
	struct package *k = ctx;
	const char *v = "";
	size_t len = header(head, n, "Content-Transfer-Encoding", &v);

	if (len > 0 && (len != 6 || strncasecmp(v, "binary", 6) != 0) &&
	    (len != 4 || strncasecmp(v + 1, "bit", 3) != 0))
		return broken(err, "transfer encoding");
	len = header(head, n, "Content-ID", &v);
	k->id[0] = '\0';
	if (len > 2 && len < ID_MAX && v[0] == '<' && v[len - 1] == '>')
		snprintf(k->id, sizeof(k->id), "%.*s", (int)len - 2, v + 1);
	if (++k->part > 1 && k->id[0] == '\0')
		return broken(err, "no Content-ID");
	return true;
}

static bool
part_data(void *ctx, const char *p, size_t n, struct err *err)
{
	struct package *k = ctx;

	if (k->part == 1)
		return take_message(k, p, n, err);
	return k->sink.file(k->sink.ctx, k->id, p, n, err);
}

static bool
part_end(void *ctx, struct err *err)
{
	struct package *k = ctx;

	if (k->part == 1)
		return k->sink.message(k->sink.ctx, NULL, 0, err);
	return k->sink.file(k->sink.ctx, k->id, NULL, 0, err);
}

static bool
is_type(const char *content_type, const char *type)
{
	size_t n = strlen(type);

	return strncasecmp(content_type, type, n) == 0 &&
	       strchr("; \t", content_type[n]) != NULL;
}

struct package *
package_new(
    const char *content_type, const struct package_sink *sink, struct err *err)
{
	struct package *k = calloc(1, sizeof(*k));
	bool ok = true;

	if (k == NULL) {
		err_fail(err, ERR_BUSY, "memory", "package");
		return NULL;
	}
	k->sink = *sink;
	if ((k->related = is_type(content_type, "multipart/related")))
		ok = boundary_init(&k->parts, content_type, "multipart/related",
		    &(struct boundary_sink){part_head, part_data, part_end, k},
		    err);
	else if (!is_type(content_type, "application/xml") &&
		 !is_type(content_type, "text/xml")) {
		err_arg(err, content_type);
		ok = err_fail(
		    err, ERR_INPUT, "package-type", "%s", content_type);
	}
	if (ok)
		return k;
	package_free(k);
	return NULL;
}

bool
package_add(struct package *k, const void *p, size_t n, struct err *err)
{
	if (k->related)
		return boundary_add(&k->parts, p, n, err);
	return n == 0 || take_message(k, p, n, err);
}

bool
package_end(struct package *k, struct err *err)
{
	if (!k->related)
		return k->sink.message(k->sink.ctx, NULL, 0, err);
	return (k->part > 0 && boundary_closed(&k->parts)) ||
	       broken(err, "the closing boundary never came");
}

void
package_free(struct package *k)
{
	if (k == NULL)
		return;
	boundary_clear(&k->parts);
	free(k);
}

void
package_type(const struct envelope *e, char out[PACKAGE_TYPE])
{
	if (e->n_files == 0)
		snprintf(out, PACKAGE_TYPE, "application/xml");
	else
		snprintf(out, PACKAGE_TYPE,
		    "multipart/related; type=\"application/xml\"; "
		    "boundary=\"kuaibao-%s\"",
		    e->id);
}

void
package_head(const struct envelope *e, struct buf *out)
{
	if (e->n_files > 0)
		buf_addf(out,
		    "--kuaibao-%s\r\nContent-Type: application/xml\r\n\r\n",
		    e->id);
}

void
package_file(const struct envelope *e, size_t i, struct buf *out)
{
	char hex[2 * DIGEST_SIZE + 1];

	hex_put(e->files[i].digest.sha256, DIGEST_SIZE, hex);
	buf_addf(out,
	    "\r\n--kuaibao-%s\r\nContent-Type: %s\r\n"
	    "Content-Transfer-Encoding: binary\r\nContent-ID: <%s>\r\n\r\n",
	    e->id, e->files[i].type, hex);
}

void
package_tail(const struct envelope *e, struct buf *out)
{
	if (e->n_files > 0)
		buf_addf(out, "\r\n--kuaibao-%s--\r\n", e->id);
}

long long
package_size(const struct envelope *e, size_t message_bytes)
{
	long long n = (long long)message_bytes;
	struct buf b;

	buf_init(&b, 0);
	package_head(e, &b);
	for (size_t i = 0; i < e->n_files; i++) {
		package_file(e, i, &b);
		n += e->files[i].size;
	}
	package_tail(e, &b);
	n += (long long)b.len;
	buf_clear(&b);
	return n;
}
