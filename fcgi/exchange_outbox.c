/* exchange_outbox.c: GET and POST outbox: for agencies that can only fetch. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/hex.h"
#include "fcgi/exchange.h"
#include "xml/doc.h"

/* The message at the head of the oldest conversation, and its files. */
struct parcel {
	struct envelope e; /* id and files */
	const char **attachments;
	struct rows *offer, *files, *bytes;
	const char *p;
	size_t n;
};

static bool
read_files(struct call *c, struct parcel *k)
{
	size_t n = rows_count(k->files);
	struct envelope_file *f = arena_alloc(c->a, (n + 1) * sizeof(*f));

	k->attachments = arena_alloc(c->a, (n + 1) * sizeof(char *));
	if (f == NULL || k->attachments == NULL)
		return err_fail(&c->err, ERR_BUSY, "memory", "files");
	for (size_t i = 0; i < n; i++) {
		f[i] = (struct envelope_file){
		    .name = rows_get(k->files, i, "name"),
		    .type = rows_get(k->files, i, "type"),
		    .size = atoll(rows_get(k->files, i, "size"))};
		k->attachments[i] = rows_get(k->files, i, "attachment_id");
		if (!hex_get(rows_get(k->files, i, "sha256"),
			f[i].digest.sha256, DIGEST_SIZE))
			return err_fail(&c->err, ERR_BUG, "bug", "sha256");
	}
	k->e.files = f;
	k->e.n_files = n;
	return true;
}

/* ERR_NOTFOUND when nothing waits. */
static bool
parcel_read(struct call *c, const struct peer *peer, struct parcel *k)
{
	struct db *db = c->x->db;
	const char *args[] = {peer->id, NULL, "out"};

	if (!db_begin(db, NULL, false, &c->err) ||
	    !db_call(db, "exchange_offer", 2, (const char *[]){peer->id, "1"},
		&k->offer, &c->err))
		return false;
	if (rows_count(k->offer) == 0)
		return err_fail(&c->err, ERR_NOTFOUND, "not-found", "offer");
	k->e.id = args[1] = rows_get(k->offer, 0, "message_id");
	return db_call(
		   db, "exchange_attachments", 3, args, &k->files, &c->err) &&
	       read_files(c, k) &&
	       db_get_bytes(db, "exchange_message_bytes", 3, args, &k->bytes,
		   &k->p, &k->n, &c->err);
}

static bool
send_chunks(struct call *c, const char *attachment)
{
	char seq[16];
	bool ok = true;

	for (int i = 0; ok; i++) {
		struct rows *r = NULL;
		const char *p;
		size_t n;

		snprintf(seq, sizeof(seq), "%d", i);
		ok = db_get_bytes(c->x->db, "exchange_chunk", 2,
			 (const char *[]){attachment, seq}, &r, &p, &n,
			 &c->err) &&
		     serve_write(c->r, p, n);
		rows_free(r);
	}
	return c->err.kind == ERR_NOTFOUND; /* the last chunk was passed */
}

/* A cut answer is seen by its length, and asked for again. */
static void
parcel_send(struct call *c, const struct parcel *k)
{
	char type[PACKAGE_TYPE];
	struct buf b;
	bool ok;

	buf_init(&b, 0);
	package_type(&k->e, type);
	serve_start(
	    c->r, 200, type, (unsigned long long)package_size(&k->e, k->n));
	package_head(&k->e, &b);
	ok = (b.len == 0 || serve_write(c->r, b.data, b.len)) &&
	     serve_write(c->r, k->p, k->n);
	for (size_t i = 0; ok && i < k->e.n_files; i++) {
		buf_empty(&b);
		package_file(&k->e, i, &b);
		ok = serve_write(c->r, b.data, b.len) &&
		     send_chunks(c, k->attachments[i]);
		err_clear(&c->err);
	}
	buf_empty(&b);
	package_tail(&k->e, &b);
	if (ok && b.len > 0)
		serve_write(c->r, b.data, b.len);
	buf_clear(&b);
}

static void
offer(struct call *c, const struct peer *peer)
{
	struct parcel k = {0};

	if (parcel_read(c, peer, &k))
		parcel_send(c, &k);
	else if (c->err.kind == ERR_NOTFOUND)
		serve_send(c->r, 204, NULL, "", 0);
	else
		call_refuse(c);
	rows_free(k.bytes);
	rows_free(k.files);
	rows_free(k.offer);
}

void
call_outbox_get(struct call *c)
{
	const struct peer *peer;

	if (call_client(c, &peer) && peer == NULL)
		err_fail(&c->err, ERR_DENIED, "peer-certificate", "none");
	if (c->err.kind == ERR_NONE && !peer->enabled)
		err_fail(&c->err, ERR_DENIED, "peer-disabled", "outbox");
	if (c->err.kind == ERR_NONE)
		offer(c, peer);
	else
		call_refuse(c);
}

/* A signed question: <x:query><x:outbox/></x:query>. */
void
call_outbox_post(struct call *c)
{
	struct envelope e;
	xmlDoc *d = NULL;
	const struct peer *peer = call_query(c, &e, &d);

	if (peer != NULL && node_child(e.payload, "outbox") == NULL) {
		report_fail(&c->report, ERR_INPUT, "query-unknown", e.payload,
		    NULL, &c->err);
		peer = NULL;
	}
	if (peer != NULL)
		offer(c, peer);
	else
		call_refuse(c);
	xmlFreeDoc(d);
}
