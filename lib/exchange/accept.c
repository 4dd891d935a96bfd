/* accept.c: a message's way in; see accept.h. */
#include "exchange/accept.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/hex.h"
#include "exchange/accept_private.h"

struct accept *
accept_new(const struct accept_conf *conf, struct db *db,
    const struct accept_origin *from, struct arena *a)
{
	struct accept *x = calloc(1, sizeof(*x));

	if (x == NULL)
		return NULL;
	x->conf = conf;
	x->db = db;
	x->from = *from;
	x->a = a;
	report_init(&x->report, a);
	buf_init(&x->message, ENVELOPE_BYTES);
	return x;
}

void
accept_free(struct accept *x)
{
	if (x == NULL)
		return;
	db_rollback(x->db);
	xmlFreeDoc(x->meant);
	xmlFreeDoc(x->doc);
	digester_free(x->part.md);
	free(x->part.chunk);
	buf_clear(&x->message);
	free(x);
}

const struct envelope *
accept_envelope(const struct accept *x)
{
	return &x->e;
}

const struct report *
accept_report(const struct accept *x)
{
	return &x->report;
}

void
answer_clear(struct answer *w)
{
	buf_clear(&w->receipt);
}

/* The receipt that this message got before; false: it got none. */
static bool
stored_receipt(struct accept *x, struct answer *out)
{
	const char *args[] = {x->peer->id, x->e.id, "out", NULL};
	struct rows *r = NULL, *s = NULL;
	struct err err = {0};
	const char *p;
	size_t n;
	bool ok;

	ok = db_begin(x->db, NULL, false, &err) &&
	     db_get_bytes(
		 x->db, "exchange_receipt", 4, args, &r, &p, &n, &err) &&
	     db_call(x->db, "exchange_status", 2, args, &s, &err);
	if (ok) {
		const char *first = rows_get(s, 0, "receipts");
		char stage[16];

		snprintf(stage, sizeof(stage), "%.*s", (int)strcspn(first, " "),
		    first);
		buf_add(&out->receipt, p, n);
		out->outcome = ACCEPT_DUPLICATE;
		out->stage = receipt_stage(stage) >= 0
				 ? (enum receipt_stage)receipt_stage(stage)
				 : RECEIPT_ACCEPTED;
		ok = !out->receipt.failed;
	}
	db_rollback(x->db);
	rows_free(s);
	rows_free(r);
	return ok;
}

/* Whether the very same bytes were taken in earlier. */
static bool
held(struct accept *x, struct digest *digest)
{
	const char *args[] = {x->peer->id, x->e.id};
	struct rows *r = NULL;
	struct err err = {0};
	bool ok = db_begin(x->db, NULL, false, &err) &&
		  db_call(x->db, "exchange_status", 2, args, &r, &err);

	ok = ok && strcmp(rows_get(r, 0, "direction"), "in") == 0 &&
	     hex_get(rows_get(r, 0, "sha256"), digest->sha256, DIGEST_SIZE) &&
	     hex_get(rows_get(r, 0, "sm3"), digest->sm3, DIGEST_SIZE);
	db_rollback(x->db);
	rows_free(r);
	return ok;
}

/* Its bytes were verified while the certificate held: the receipt stands. */
static bool
answer_old(struct accept *x, struct answer *out)
{
	struct digest was;

	return strncmp(x->err.code, "cert-", 5) == 0 && held(x, &was) &&
	       memcmp(&was, &x->digest, sizeof(was)) == 0 &&
	       stored_receipt(x, out);
}

/* Another message of the same id: told under our signature, and an alarm. */
static void
answer_conflict(struct accept *x, struct answer *out)
{
	struct receipt c = accept_receipt(x, RECEIPT_CONFLICT);
	bool ok;

	c.findings = &x->report;
	report_fail(
	    &x->report, ERR_CONFLICT, "conflict", NULL, x->e.id, &x->err);
	accept_refuse(x, out);
	ok = held(x, &c.held) &&
	     receipt_make(&c, x->conf->signer, x->peer->trust.inclusive,
		 &out->receipt, &x->err);
	if (!ok)
		return;
	out->outcome = ACCEPT_CONFLICT;
	out->stage = RECEIPT_CONFLICT;
}

/* What becomes of a message that was taken in, or not: true: it goes on. */
static bool
judge(struct accept *x, const char *outcome, struct answer *out)
{
	if (strcmp(outcome, "new") == 0)
		return true;
	if (strcmp(outcome, "late") == 0) {
		report_fail(&x->report, ERR_INPUT, "sequence-late", NULL,
		    x->e.conversation, &x->err);
		accept_finish(x, RECEIPT_REJECTED, NULL, out);
		return false;
	}
	db_rollback(x->db);
	if (strcmp(outcome, "duplicate") == 0) {
		if (stored_receipt(x, out))
			return false;
		err_fail(&x->err, ERR_BUSY, "busy", "no receipt is stored");
	} else if (strcmp(outcome, "conflict") == 0) {
		answer_conflict(x, out);
		return false;
	} else {
		report_fail(&x->report, ERR_BUSY, "sequence-early", NULL,
		    x->e.conversation, &x->err);
	}
	return accept_refuse(x, out);
}

bool
accept_message(struct accept *x, const char *p, size_t n, struct answer *out)
{
	char outcome[16];

	*out = (struct answer){.outcome = ACCEPT_REFUSED};
	if (!accept_check(x, p, n, NULL))
		return answer_old(x, out) ? false : accept_refuse(x, out);
	if (x->e.kind != ENVELOPE_BUSINESS && x->e.kind != ENVELOPE_RECEIPT) {
		report_fail(&x->report, ERR_INPUT, "envelope-kind", NULL,
		    envelope_kind_name(x->e.kind), &x->err);
		return accept_refuse(x, out);
	}
	if (!accept_take(x, outcome))
		return accept_refuse(x, out);
	return judge(x, outcome, out);
}
