/* accept_file.c: a message's files on their way in, memory flat. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/hex.h"
#include "exchange/accept_private.h"

enum { CHUNK = 256 << 10 }; /* what the database takes at once */

static bool
refuse(struct accept *x, const char *code, const char *arg, struct answer *out)
{
	report_fail(&x->report, ERR_INPUT, code, NULL, arg, &x->err);
	return accept_refuse(x, out);
}

bool
accept_put_file(struct accept *x, const struct envelope_file *f, char id[37])
{
	char size[24], sha[2 * DIGEST_SIZE + 1], sm3[2 * DIGEST_SIZE + 1];
	const char *args[] = {x->inbox, f->name, f->type, size, sha, sm3};
	struct rows *r = NULL;

	snprintf(size, sizeof(size), "%lld", f->size);
	hex_put(f->digest.sha256, DIGEST_SIZE, sha);
	hex_put(f->digest.sm3, DIGEST_SIZE, sm3);
	if (!db_call(x->db, "exchange_put_attachment", 6, args, &r, &x->err))
		return false;
	snprintf(id, 37, "%s", rows_first(r));
	rows_free(r);
	return true;
}

static bool
begin(struct accept *x, const struct envelope_file *f)
{
	struct accept_part *k = &x->part;

	if ((k->md == NULL && (k->md = digester_new()) == NULL) ||
	    (k->chunk == NULL && (k->chunk = malloc(CHUNK)) == NULL))
		return err_fail(&x->err, ERR_BUSY, "memory", "file");
	k->size = 0;
	k->fill = 0;
	k->seq = 0;
	return accept_put_file(x, f, k->attachment);
}

static bool
flush(struct accept *x)
{
	struct accept_part *k = &x->part;
	char seq[16];
	const char *args[] = {k->attachment, seq};

	if (k->fill == 0)
		return true;
	snprintf(seq, sizeof(seq), "%d", k->seq++);
	if (!db_call_bytes(x->db, "exchange_put_chunk", 2, args, k->chunk,
		k->fill, &x->err))
		return false;
	k->fill = 0;
	return true;
}

static bool
add(struct accept *x, const char *p, size_t n)
{
	struct accept_part *k = &x->part;

	digester_add(k->md, p, n);
	k->size += (long long)n;
	while (n > 0) {
		size_t take = CHUNK - k->fill < n ? CHUNK - k->fill : n;

		memcpy(k->chunk + k->fill, p, take);
		k->fill += take;
		p += take;
		n -= take;
		if (k->fill == CHUNK && !flush(x))
			return false;
	}
	return true;
}

static bool
end(struct accept *x, const struct envelope_file *f, struct answer *out)
{
	struct accept_part *k = &x->part;
	const char *id = k->attachment;
	struct digest d;

	if (!digester_end(k->md, &d))
		err_fail(&x->err, ERR_BUG, "bug", "digest");
	else if (k->size != f->size)
		return refuse(x, "file-size", f->name, out);
	else if (memcmp(&d, &f->digest, sizeof(d)) != 0)
		return refuse(x, "file-digest", f->name, out);
	else if (flush(x) && db_call(x->db, "exchange_end_attachment", 1, &id,
				 NULL, &x->err)) {
		k->attachment[0] = '\0';
		k->n++;
		return true;
	}
	return accept_refuse(x, out);
}

bool
accept_file(struct accept *x, const char *sha256, const void *p, size_t n,
    struct answer *out)
{
	struct accept_part *k = &x->part;
	const struct envelope_file *f;
	char hex[2 * DIGEST_SIZE + 1];

	if (k->n >= x->e.n_files)
		return refuse(x, "file-foreign", sha256, out);
	f = &x->e.files[k->n];
	hex_put(f->digest.sha256, DIGEST_SIZE, hex);
	if (strcmp(sha256, hex) != 0)
		return refuse(x, "file-foreign", sha256, out);
	if (k->attachment[0] == '\0' && !begin(x, f))
		return accept_refuse(x, out);
	if (p == NULL)
		return end(x, f, out);
	if ((long long)n > f->size - k->size)
		return refuse(x, "file-size", f->name, out);
	return add(x, p, n) || accept_refuse(x, out);
}

/* The two meet: a package's sink drives the message's way in. */

static bool
settled(bool goes_on, struct err *err)
{
	return goes_on || err_fail(err, ERR_INPUT, "settled", "answered");
}

static bool
package_message(void *ctx, const void *p, size_t n, struct err *err)
{
	struct accept *x = ctx;

	buf_add(&x->message, p != NULL ? p : "", n);
	if (x->message.failed)
		return err_fail(err, ERR_BUSY, "memory", "message");
	if (p != NULL)
		return true;
	return settled(
	    accept_message(x, x->message.len > 0 ? x->message.data : "",
		x->message.len, x->out),
	    err);
}

static bool
package_part(
    void *ctx, const char *id, const void *p, size_t n, struct err *err)
{
	struct accept *x = ctx;

	return settled(accept_file(x, id, p, n, x->out), err);
}

struct package *
accept_package(struct accept *x, const char *content_type, struct answer *out,
    struct err *err)
{
	const struct package_sink sink = {package_message, package_part, x};

	*out = (struct answer){.outcome = ACCEPT_REFUSED};
	x->out = out;
	return package_new(content_type, &sink, err);
}

void
accept_settle(struct accept *x, const struct err *err, struct answer *out)
{
	if (strcmp(err->code, "settled") == 0)
		return;
	if (err->kind == ERR_NONE) {
		accept_end(x, out);
		return;
	}
	x->err = *err;
	report_take(&x->report, err);
	accept_refuse(x, out);
}
