/* accept_end.c: what a message does, and what is answered. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/hex.h"
#include "base/log.h"
#include "exchange/accept_private.h"
#include "exchange/private.h"
#include "xml/doc.h"

/* By the schema of its namespace, or of a set that the operator installed; *m
 * tells what is to take effect. */
static bool
check_schema(struct accept *x, struct accepted *m)
{
	const struct accept_conf *conf = x->conf;
	const struct envelope *e = &x->e;
	struct schema *own = schemas_find(conf->schemas, e->profile);
	const struct foreign_set *s =
	    own == NULL ? foreign_find(conf->foreign, e) : NULL;

	m->payload = e->payload;
	if (own != NULL)
		return payload_check(own, e, &x->report, &x->err);
	if (s == NULL)
		return foreign_none(e, x->db, &x->err) &&
		       report_fail(&x->report, ERR_INPUT, "profile-unknown",
			   e->payload, e->profile, &x->err);
	if (!foreign_take(s, conf->schemas, e, &x->meant, &x->report, &x->err))
		return false;
	m->payload = xmlDocGetRootElement(x->meant);
	m->means = s->means;
	return true;
}

/* The peer's receipt for a message of ours. */
static bool
take_receipt(struct accept *x)
{
	struct receipt c;
	const xmlNode *f;
	const char *args[5], *outcome;
	struct rows *r = NULL;
	bool ok;

	if (!receipt_read(&x->e, &c, &x->report, &x->err))
		return false;
	f = node_child(c.node, "finding");
	args[0] = x->peer->id;
	args[1] = c.message;
	args[2] = receipt_stage_name(c.stage);
	args[3] = f != NULL ? node_attr(f, "code") : NULL;
	args[4] = f != NULL ? node_text(node_child(f, "text")) : NULL;
	ok = db_call_with(x->db, "exchange_take_receipt", 5, args, x->bytes,
	    x->size, &r, &x->err);
	outcome = rows_first(r);
	if (ok && (strcmp(outcome, "unknown") == 0 ||
		      strcmp(outcome, "differs") == 0))
		ok = report_fail(&x->report, ERR_INPUT,
		    *outcome == 'u' ? "receipt-unknown" : "receipt-differs",
		    x->e.payload, c.message, &x->err);
	rows_free(r);
	return ok;
}

static bool
witness(struct accept *x)
{
	const struct log_head *h = &x->e.log_head;
	char size[24];
	const char *args[] = {x->peer->id, size, h->root, h->time};

	snprintf(size, sizeof(size), "%llu", h->size);
	return h->size == 0 ||
	       db_call(x->db, "exchange_witness", 4, args, NULL, &x->err);
}

bool
accept_apply(struct accept *x, struct accepted *m)
{
	const struct accept_conf *conf = x->conf;

	*m = (struct accepted){
	    .e = &x->e, .inbox = x->inbox, .stage = RECEIPT_ACCEPTED};
	if (!witness(x))
		return false;
	if (x->e.kind == ENVELOPE_RECEIPT)
		return take_receipt(x);
	return check_schema(x, m) &&
	       conf->effect(conf->ctx, x->db, m, &x->report, &x->err);
}

bool
accept_rejected(const struct accept *x)
{
	switch (x->err.kind) {
	case ERR_INPUT:
	case ERR_DENIED:
	case ERR_NOTFOUND:
	case ERR_CONFLICT:
	case ERR_LARGE:
		return true;
	default:
		return false;
	}
}

void
accept_end(struct accept *x, struct answer *out)
{
	struct accepted m;

	if (x->part.n < x->e.n_files || x->part.attachment[0] != '\0') {
		report_fail(&x->report, ERR_INPUT, "file-missing", NULL,
		    x->part.n < x->e.n_files ? x->e.files[x->part.n].name : "",
		    &x->err);
		accept_refuse(x, out);
	} else if (accept_apply(x, &m)) {
		accept_finish(x, m.stage, m.case_number, out);
	} else if (accept_rejected(x)) {
		if (x->report.n == 0)
			report_take(&x->report, &x->err);
		accept_finish(x, RECEIPT_REJECTED, NULL, out);
	} else {
		accept_refuse(x, out);
	}
}

static bool
store_receipt(struct accept *x, struct receipt *c, struct buf *out)
{
	const char *code = c->stage == RECEIPT_REJECTED ? x->err.code : NULL;
	const char *args[] = {x->inbox, receipt_stage_name(c->stage), code};
	struct err err = {0};
	bool ok;

	ok = peers_log_head(x->conf->peers, x->db, &c->log_head, &err) &&
	     receipt_make(
		 c, x->conf->signer, x->peer->trust.inclusive, out, &err) &&
	     db_call_commit(x->db, "exchange_put_receipt", 3, args, out->data,
		 out->len, &err);
	if (!ok)
		x->err = err; /* why there is no receipt, whatever it was */
	return ok;
}

struct receipt
accept_receipt(const struct accept *x, enum receipt_stage stage)
{
	return (struct receipt){.stage = stage,
	    .message = x->e.id,
	    .conversation = x->e.conversation,
	    .from = x->conf->self,
	    .to = x->e.from,
	    .size = (long long)x->size,
	    .digest = x->digest};
}

void
accept_finish(struct accept *x, enum receipt_stage stage,
    const char *case_number, struct answer *out)
{
	struct receipt c = accept_receipt(x, stage);

	c.case_number = case_number;
	if (stage == RECEIPT_REJECTED)
		c.findings = &x->report;
	if (!store_receipt(x, &c, &out->receipt)) {
		accept_refuse(x, out);
		return;
	}
	out->outcome = ACCEPT_DONE;
	out->stage = stage;
}

/* For the record; that it could not be kept is no reason for another answer. */
static void
record(struct accept *x)
{
	const struct finding *f = x->report.first;
	char line[16], sha[2 * DIGEST_SIZE + 1];
	const char *args[] = {x->e.from, x->e.id, sha, x->err.code,
	    f != NULL ? f->en : x->err.arg, line, f != NULL ? f->xpath : NULL,
	    x->from.address};
	struct err err = {0};

	if (x->e.from == NULL && x->from.peer != NULL)
		args[0] = x->from.peer->code;
	snprintf(line, sizeof(line), "%d", f != NULL ? f->line : 0);
	hex_put(x->digest.sha256, DIGEST_SIZE, sha);
	if (!db_begin(x->db, NULL, true, &err) ||
	    !db_call(x->db, "exchange_refuse", 8, args, NULL, &err) ||
	    !db_commit(x->db, &err)) {
		db_rollback(x->db);
		log_err(LOG_WARN, "refusal not recorded", &err);
	}
}

bool
accept_refuse(struct accept *x, struct answer *out)
{
	bool ours;

	db_rollback(x->db);
	if (x->err.kind == ERR_BUSY && arena_full(x->a)) {
		err_clear(&x->err); /* no more room will be there next time */
		report_fail(&x->report, ERR_LARGE, "xml-too-large", NULL, NULL,
		    &x->err);
	}
	ours = x->err.kind == ERR_BUG ||
	       (x->err.kind == ERR_BUSY && x->report.n == 0);
	buf_clear(&out->receipt);
	out->outcome = ACCEPT_REFUSED;
	out->err = x->err;
	if (!ours)
		record(x);
	return false;
}
