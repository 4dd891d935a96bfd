/* courier_settle.c: see courier.h: what an answer to a message of ours means. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "base/log.h"
#include "fcgi/courier.h"
#include "xml/doc.h"

bool
courier_open(struct courier *c, const char *root, struct err *err)
{
	memset(c, 0, sizeof(*c));
	if (exchange_site_open(&c->site, root, err) &&
	    (c->http = http_open(err)) != NULL &&
	    (c->a = arena_new((size_t)256 << 20)) != NULL)
		return true;
	err_fail(err, ERR_BUSY, "memory", "courier");
	courier_close(c);
	return false;
}

void
courier_close(struct courier *c)
{
	if (c->db != NULL)
		db_close(c->db);
	if (c->a != NULL)
		arena_free(c->a);
	http_close(c->http);
	exchange_site_close(&c->site);
	memset(c, 0, sizeof(*c));
}

bool
courier_connect(struct courier *c, struct err *err)
{
	const char *dsn = getenv("KB_DSN");
	struct actor nobody = {0};

	if (dsn == NULL)
		return err_fail(err, ERR_BUG, "start", "KB_DSN is not set");
	if ((c->db = db_open(dsn, err)) == NULL)
		return false;
	if (db_begin(c->db, &nobody, false, err) &&
	    exchange_site_read(&c->site, c->db, err) && db_commit(c->db, err) &&
	    db_listen(c->db, "kb_exchange", err))
		return true;
	db_close(c->db);
	c->db = NULL;
	return false;
}

bool
courier_call(struct courier *c, const char *function, size_t n,
    const char *const *args, struct rows **out, struct err *err)
{
	struct actor nobody = {0};

	if (db_begin(c->db, &nobody, true, err) &&
	    db_call(c->db, function, n, args, out, err) &&
	    db_commit(c->db, err))
		return true;
	db_rollback(c->db);
	if (out != NULL) {
		rows_free(*out);
		*out = NULL;
	}
	return false;
}

/* Whether it is the peer's signed word about these very bytes. */
static bool
receipt_trusted(struct courier *c, const struct parcel *p, struct attempt *t,
    xmlDoc **doc, struct receipt *out, struct err *err)
{
	const char *code = rows_get(p->claim, 0, "peer");
	const struct peer *peer = peers_get(c->site.peers, c->db, code, err);
	struct receipt want = {.from = code,
	    .to = c->site.self,
	    .message = p->e.id,
	    .digest = p->digest};
	struct dsig_trust trust;
	struct report r;

	if (peer == NULL)
		return false;
	report_init(&r, c->a);
	trust = peer->trust;
	trust.now = time(NULL);
	if (receipt_verify(t->answer.data, t->answer.len, &trust, &want, doc,
		out, &r, err))
		return true;
	peers_forget(c->site.peers, code); /* new keys may be there */
	return false;
}

/* The first finding's rule and words, for people. */
static void
findings_text(
    const struct receipt *t, char *code, size_t n, char *text, size_t m)
{
	const xmlNode *f = node_child(t->node, "finding");
	const char *rule = f != NULL ? node_attr(f, "code") : NULL;

	snprintf(code, n, "%s", rule != NULL ? rule : "");
	snprintf(text, m, "%s", node_text(node_child(f, "text")));
}

static bool
tried(struct courier *c, const struct parcel *p, const struct attempt *t,
    struct err *err)
{
	char status[16], ms[16], wait[16];

	snprintf(status, sizeof(status), "%d", t->status);
	snprintf(ms, sizeof(ms), "%d", t->ms);
	snprintf(wait, sizeof(wait), "%d", t->wait);
	return db_call(c->db, "exchange_tried", 7,
	    (const char *[]){rows_get(p->claim, 0, "outbox_id"),
		rows_get(p->claim, 0, "fence"), t->outcome, status, ms,
		t->detail, wait},
	    NULL, err);
}

/* A receipt, into the record together with the attempt. */
static bool
take_receipt(struct courier *c, const struct parcel *p, struct attempt *t,
    const struct receipt *r, struct err *err)
{
	char code[64], text[400];

	if (r->stage == RECEIPT_CONFLICT) {
		t->outcome = "refused";
		snprintf(t->detail, sizeof(t->detail),
		    "conflict: the id is "
		    "taken by other bytes");
		return true;
	}
	findings_text(r, code, sizeof(code), text, sizeof(text));
	snprintf(t->detail, sizeof(t->detail), "%s %s %s",
	    receipt_stage_name(r->stage), code, text);
	return db_call_bytes(c->db, "exchange_take_receipt", 5,
	    (const char *[]){rows_get(p->claim, 0, "peer_id"), p->e.id,
		receipt_stage_name(r->stage), code, text},
	    t->answer.data, t->answer.len, err);
}

bool
courier_settle(struct courier *c, const struct parcel *p, struct attempt *t,
    struct err *err)
{
	struct actor nobody = {0};
	struct err why = {0};
	struct receipt r = {0};
	xmlDoc *doc = NULL;
	bool have = false, ok;

	if (strcmp(t->outcome, "receipt") == 0 &&
	    !(have = receipt_trusted(c, p, t, &doc, &r, &why))) {
		t->outcome = "unknown";
		snprintf(t->detail, sizeof(t->detail),
		    "HTTP %d, its receipt: %.64s %.400s", t->status, why.code,
		    why.detail);
	}
	ok = db_begin(c->db, &nobody, true, err) &&
	     (!have || take_receipt(c, p, t, &r, err)) && tried(c, p, t, err) &&
	     db_commit(c->db, err);
	if (!ok)
		db_rollback(c->db);
	log_line(LOG_INFO, "message %s to %s: %s %s", p->e.id,
	    rows_get(p->claim, 0, "peer"), t->outcome, t->detail);
	if (doc != NULL)
		xmlFreeDoc(doc);
	return ok;
}
