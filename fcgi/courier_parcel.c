/* courier_parcel.c: see courier.h: messages sealed and read again. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "base/hex.h"
#include "draw/draw.h"
#include "fcgi/courier.h"
#include "flow/message.h"
#include "letter/letter.h"
#include "xml/doc.h"

enum { PIECE = 262144, FILES = ENVELOPE_FILES };

/* What is being sealed. */
struct seal {
	struct courier *c;
	const struct rows *claim;
	const char *outbox, *fence;
	struct rows *papers;
	struct message_file letters[FILES];
	size_t n_letters;
	struct err *err;
};

static void
digest_hex(const struct digest *d, char sha256[65], char sm3[65])
{
	hex_put(d->sha256, DIGEST_SIZE, sha256);
	hex_put(d->sm3, DIGEST_SIZE, sm3);
}

static bool
digest_read(struct digest *d, const char *sha256, const char *sm3)
{
	return hex_get(sha256, d->sha256, DIGEST_SIZE) &&
	       hex_get(sm3, d->sm3, DIGEST_SIZE);
}

/* SHA-256 and SM3 of a stored attachment, piece by piece. */
static bool
digest_stored(struct seal *s, const char *id, struct digest *d)
{
	struct digester *g = digester_new();
	struct rows *r = NULL;
	const char *p;
	char seq[16];
	bool ok = g != NULL;
	size_t n;

	for (int i = 0; ok; i++) {
		snprintf(seq, sizeof(seq), "%d", i);
		if (!(ok = db_get_bytes(s->c->db, "exchange_chunk", 2,
			  (const char *[]){id, seq}, &r, &p, &n, s->err)))
			break;
		digester_add(g, p, n);
		rows_free(r);
	}
	if (s->err->kind == ERR_NOTFOUND) { /* after the last */
		err_clear(s->err);
		ok = digester_end(g, d);
	}
	digester_free(g);
	return ok || err_fail(s->err, ERR_BUSY, "memory", "digest %s", id);
}

static bool
seal_file(struct seal *s, size_t row)
{
	const char *id = rows_get(s->papers, row, "attachment_id");
	const char *type = rows_get(s->papers, row, "type");
	char sha256[65], sm3[65];
	struct digest d;

	if (!digest_stored(s, id, &d))
		return false;
	digest_hex(&d, sha256, sm3);
	if (strcmp(sha256, rows_get(s->papers, row, "sha256")) != 0)
		return err_fail(
		    s->err, ERR_BUG, "attachment", "%s is not what it was", id);
	return db_call(s->c->db, "exchange_add_file", 9,
	    (const char *[]){s->outbox, s->fence, id, id,
		rows_get(s->papers, row, "file"), type,
		rows_get(s->papers, row, "size"), sha256, sm3},
	    NULL, s->err);
}

/* The letter's file becomes one of the message's. */
static bool
seal_bytes(struct seal *s, const char *letter, const char *name,
    const char *type, const struct buf *b)
{
	char sha256[65], sm3[65], size[24], seq[16], ref[37], *id;
	struct message_file *f;
	struct rows *r = NULL;
	struct digest d;
	bool ok;

	if (s->n_letters == FILES || !digest_of(b->data, b->len, &d))
		return err_fail(s->err, ERR_BUG, "message", "letters");
	digest_hex(&d, sha256, sm3);
	snprintf(size, sizeof(size), "%zu", b->len);
	uuid_new(ref);
	ok = db_call(s->c->db, "exchange_add_file", 9,
	    (const char *[]){
		s->outbox, s->fence, ref, NULL, name, type, size, sha256, sm3},
	    &r, s->err);
	id = arena_strdup(s->c->a, rows_first(r));
	rows_free(r);
	for (size_t at = 0, n = 0; ok && at < b->len; at += PIECE, n++) {
		snprintf(seq, sizeof(seq), "%zu", n);
		ok = db_call_bytes(s->c->db, "exchange_put_chunk", 2,
		    (const char *[]){id, seq}, b->data + at,
		    b->len - at < PIECE ? b->len - at : PIECE, s->err);
	}
	f = &s->letters[s->n_letters++];
	*f = (struct message_file){.letter = letter,
	    .ref = arena_strdup(s->c->a, ref),
	    .name = arena_strdup(s->c->a, name),
	    .type = type,
	    .sha256 = arena_strdup(s->c->a, sha256),
	    .size = (long long)b->len};
	return ok && db_call(s->c->db, "exchange_end_attachment", 1,
			 (const char *[]){id}, NULL, s->err);
}

/* As PDF and as OFD. */
static bool
seal_letter(struct seal *s, size_t row)
{
	static const struct {
		const char *suffix, *type;
		draw_writer *write;
	} kinds[] = {{"pdf", "application/pdf", pdf_write},
	    {"ofd", "application/ofd", ofd_write}};
	const char *source = rows_get(s->papers, row, "document");
	xmlDoc *doc = doc_parse(source, strlen(source), NULL, s->err);
	struct layout *l = NULL;
	struct buf b = {0};
	char name[256];
	bool ok;

	ok = doc != NULL && (l = letter_set(flow_fonts(s->c->site.flow), doc,
				 NULL, s->err)) != NULL;
	for (size_t i = 0; ok && i < 2; i++) {
		buf_empty(&b);
		snprintf(name, sizeof(name), "%s.%s",
		    rows_get(s->papers, row, "number"), kinds[i].suffix);
		ok = kinds[i].write(l, &b, s->err) &&
		     seal_bytes(s, rows_get(s->papers, row, "name"), name,
			 kinds[i].type, &b);
	}
	layout_free(l);
	if (doc != NULL)
		xmlFreeDoc(doc);
	buf_clear(&b);
	return ok;
}

/* A file of a letter that came to us itself. */
static bool
seal_copy(struct seal *s, size_t row)
{
	const char *id = rows_get(s->papers, row, "attachment_id");

	if (s->n_letters == FILES)
		return err_fail(s->err, ERR_BUG, "message", "letters");
	s->letters[s->n_letters++] =
	    (struct message_file){.letter = rows_get(s->papers, row, "name"),
		.ref = id,
		.name = rows_get(s->papers, row, "file"),
		.type = rows_get(s->papers, row, "type"),
		.sha256 = rows_get(s->papers, row, "sha256"),
		.size = atoll(rows_get(s->papers, row, "size"))};
	return seal_file(s, row);
}

static bool
seal_papers(struct seal *s)
{
	bool ok = db_call(
	    s->c->db, "exchange_papers", 1, &s->outbox, &s->papers, s->err);
	const char *kind;

	for (size_t i = 0; ok && i < rows_count(s->papers); i++) {
		kind = rows_get(s->papers, i, "kind");
		if (strcmp(kind, "file") == 0)
			ok = seal_file(s, i);
		else if (strcmp(kind, "copy") == 0)
			ok = seal_copy(s, i);
		else if (!rows_null(s->papers, i, "document"))
			ok = seal_letter(s, i);
	}
	return ok;
}

/* <skipped>, in the namespace of its profile. */
static xmlDoc *
skipped_make(const struct rows *claim, struct err *err)
{
	const char *source = rows_get(claim, 0, "document");
	xmlDoc *doc = doc_parse(source, strlen(source), NULL, err);
	xmlNode *root = doc != NULL ? xmlDocGetRootElement(doc) : NULL;

	if (root != NULL)
		xmlSetNs(root,
		    xmlNewNs(root,
			(const xmlChar *)rows_get(claim, 0, "profile"), NULL));
	return doc;
}

static bool
files_read(struct courier *c, struct envelope *e, const struct rows *r)
{
	struct envelope_file *f;
	size_t n = rows_count(r);

	f = arena_alloc(c->a, (n + 1) * sizeof(*f));
	for (size_t i = 0; f != NULL && i < n; i++) {
		f[i] = (struct envelope_file){.name = rows_get(r, i, "name"),
		    .type = rows_get(r, i, "type"),
		    .size = atoll(rows_get(r, i, "size"))};
		if (!digest_read(&f[i].digest, rows_get(r, i, "sha256"),
			rows_get(r, i, "sm3")))
			return false;
	}
	e->files = f;
	e->n_files = n;
	return f != NULL;
}

static const char *
given(const struct rows *r, const char *name)
{
	return rows_null(r, 0, name) ? NULL : rows_get(r, 0, name);
}

/* The signed bytes of a business message. */
static bool
seal_message(struct seal *s, const xmlDoc *payload, struct buf *out)
{
	const struct rows *m = s->claim;
	struct envelope e = {.id = rows_get(m, 0, "message_id"),
	    .conversation = rows_get(m, 0, "conversation"),
	    .sequence = atol(rows_get(m, 0, "sequence")),
	    .kind = ENVELOPE_BUSINESS,
	    .refers_to = given(m, "refers_to"),
	    .from = s->c->site.self,
	    .to = rows_get(m, 0, "peer"),
	    .created = rows_get(m, 0, "created"),
	    .expires = rows_get(m, 0, "expires"),
	    .profile = rows_get(m, 0, "profile"),
	    .version = "1",
	    .payload = xmlDocGetRootElement(payload)};
	struct rows *files = NULL;
	bool ok;

	ok = db_call(s->c->db, "exchange_attachments", 3,
		 (const char *[]){rows_get(m, 0, "peer_id"), e.id, "out"},
		 &files, s->err) &&
	     files_read(s->c, &e, files) &&
	     peers_log_head(s->c->site.peers, s->c->db, &e.log_head, s->err) &&
	     envelope_seal(&e, s->c->site.signer,
		 strcmp(rows_get(m, 0, "c14n"), "inclusive") == 0, out, s->err);
	rows_free(files);
	return ok;
}

static bool
seal_business(struct seal *s, struct buf *out)
{
	bool gap = strcmp(rows_get(s->claim, 0, "message"), "skipped") == 0;
	xmlDoc *payload;
	bool ok;

	if (!gap && !seal_papers(s))
		return false;
	payload = gap ? skipped_make(s->claim, s->err)
		      : message_make(s->c->site.flow, s->claim, s->papers,
			    s->letters, s->n_letters, s->err);
	ok = payload != NULL && seal_message(s, payload, out);
	if (payload != NULL)
		xmlFreeDoc(payload);
	return ok;
}

/* A later stage of a message that came: told, and kept as our receipt. */
static bool
seal_receipt(struct seal *s, struct buf *out)
{
	struct receipt t = {.from = s->c->site.self,
	    .to = rows_get(s->claim, 0, "peer"),
	    .id = rows_get(s->claim, 0, "message_id")};
	struct rows *r = NULL;
	bool ok;

	ok = db_call(s->c->db, "exchange_about", 1, &s->outbox, &r, s->err);
	if (ok && rows_count(r) == 1) {
		t.stage =
		    (enum receipt_stage)receipt_stage(rows_get(r, 0, "stage"));
		t.message = rows_get(r, 0, "message_id");
		t.conversation = rows_get(r, 0, "conversation");
		t.size = atoll(rows_get(r, 0, "size"));
		t.case_number = given(r, "case_number");
		ok =
		    digest_read(&t.digest, rows_get(r, 0, "sha256"),
			rows_get(r, 0, "sm3")) &&
		    receipt_make(&t, s->c->site.signer,
			strcmp(rows_get(s->claim, 0, "c14n"), "inclusive") == 0,
			out, s->err) &&
		    db_call_bytes(s->c->db, "exchange_put_receipt", 3,
			(const char *[]){rows_get(r, 0, "inbox_id"),
			    rows_get(r, 0, "stage"), NULL},
			out->data, out->len, s->err);
	}
	rows_free(r);
	return ok;
}

bool
parcel_seal(struct courier *c, const struct rows *claim, struct err *err)
{
	struct actor nobody = {0};
	struct seal s = {.c = c,
	    .claim = claim,
	    .outbox = rows_get(claim, 0, "outbox_id"),
	    .fence = rows_get(claim, 0, "fence"),
	    .err = err};
	char sha256[65], sm3[65];
	struct buf out = {0};
	struct digest d;
	bool ok;

	if (!db_begin(c->db, &nobody, true, err))
		return false;
	ok = strcmp(rows_get(claim, 0, "kind"), "receipt") == 0
		 ? seal_receipt(&s, &out)
		 : seal_business(&s, &out);
	if (ok && !(ok = digest_of(out.data, out.len, &d)))
		err_fail(err, ERR_BUSY, "memory", "digest");
	if (ok) {
		digest_hex(&d, sha256, sm3);
		ok = db_call_bytes(c->db, "exchange_seal", 4,
			 (const char *[]){s.outbox, s.fence, sha256, sm3},
			 out.data, out.len, err) &&
		     db_commit(c->db, err);
	}
	if (!ok)
		db_rollback(c->db);
	rows_free(s.papers);
	buf_clear(&out);
	return ok;
}

bool
parcel_load(struct courier *c, const struct rows *claim, struct parcel *p,
    struct err *err)
{
	const char *peer = rows_get(claim, 0, "peer_id");
	const char *id = rows_get(claim, 0, "message_id");
	struct actor nobody = {0};
	struct rows *r = NULL;
	const char *bytes;
	size_t n;
	bool ok;

	*p = (struct parcel){.claim = claim};
	if (!db_begin(c->db, &nobody, false, err))
		return false;
	ok = db_get_bytes(c->db, "exchange_message_bytes", 3,
	    (const char *[]){peer, id, "out"}, &r, &bytes, &n, err);
	if (ok)
		buf_add(&p->bytes, bytes, n);
	rows_free(r);
	ok = ok &&
	     db_call(c->db, "exchange_attachments", 3,
		 (const char *[]){peer, id, "out"}, &p->files, err) &&
	     db_commit(c->db, err);
	if (ok && (p->bytes.failed || !files_read(c, &p->e, p->files) ||
		      !digest_of(p->bytes.data, p->bytes.len, &p->digest)))
		ok = err_fail(err, ERR_BUSY, "memory", "message %s", id);
	p->e.id = id;
	if (!ok) {
		db_rollback(c->db);
		parcel_clear(p);
	}
	return ok;
}

void
parcel_clear(struct parcel *p)
{
	buf_clear(&p->bytes);
	rows_free(p->files);
	p->files = NULL;
}

bool
parcel_piece(struct courier *c, const struct parcel *p, size_t i, int seq,
    struct rows **r, const char **bytes, size_t *n, struct err *err)
{
	struct actor nobody = {0};
	char piece[16];
	bool ok;

	*n = 0;
	*r = NULL;
	snprintf(piece, sizeof(piece), "%d", seq);
	if (!db_begin(c->db, &nobody, false, err))
		return false;
	ok = db_get_bytes(c->db, "exchange_chunk", 2,
	    (const char *[]){rows_get(p->files, i, "attachment_id"), piece}, r,
	    bytes, n, err);
	if (!ok && err->kind == ERR_NOTFOUND) { /* after the last */
		err_clear(err);
		ok = true;
	}
	db_rollback(c->db);
	return ok;
}
