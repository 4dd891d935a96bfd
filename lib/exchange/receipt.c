/* receipt.c: see receipt.h. */
#include "exchange/receipt.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "exchange/private.h"
#include "xml/doc.h"

static const char *const stages[RECEIPT_STAGES] = {
    [RECEIPT_RECEIVED] = "received",
    [RECEIPT_VALID] = "valid",
    [RECEIPT_REJECTED] = "rejected",
    [RECEIPT_ACCEPTED] = "accepted",
    [RECEIPT_DELIVERED] = "delivered",
    [RECEIPT_DEAD] = "dead",
    [RECEIPT_CONFLICT] = "conflict"};

const char *
receipt_stage_name(enum receipt_stage s)
{
	return stages[s];
}

int
receipt_stage(const char *name)
{
	for (int i = 0; i < RECEIPT_STAGES; i++)
		if (strcmp(stages[i], name) == 0)
			return i;
	return -1;
}

static xmlNode *
make_body(const struct receipt *c, xmlDoc *d)
{
	xmlNode *n = xmlNewDocNode(d, NULL, BAD_CAST "receipt", NULL);
	xmlNs *ns = xmlNewNs(n, BAD_CAST EXCHANGE_NS, BAD_CAST "x");
	char size[24];

	if (n == NULL || ns == NULL)
		return NULL;
	xmlDocSetRootElement(d, n);
	xmlSetNs(n, ns);
	snprintf(size, sizeof(size), "%lld", c->size);
	node_set(n, "stage", stages[c->stage]);
	node_set(n, "message", c->message);
	node_set(n, "size", size);
	digest_set(n, "", &c->digest);
	if (c->case_number != NULL)
		node_set(n, "case", c->case_number);
	if (c->stage == RECEIPT_CONFLICT)
		digest_set(n, "held-", &c->held);
	if (c->findings != NULL && !report_write(c->findings, n))
		return NULL;
	return n;
}

/* A receipt never expires; the field says ten years. */
static void
now_and_later(char now[25], char later[25])
{
	struct timespec t;
	unsigned ms;

	clock_gettime(CLOCK_REALTIME, &t);
	ms = (unsigned)(t.tv_nsec / 1000000);
	time_text(t.tv_sec, ms, now);
	time_text(t.tv_sec + 3653L * 86400, ms, later);
}

bool
receipt_make(const struct receipt *c, const struct signer *s, bool inclusive,
    struct buf *out, struct err *err)
{
	char id[37], now[25], later[25];
	xmlDoc *d = xmlNewDoc(BAD_CAST "1.0");
	struct envelope e = {.id = c->id,
	    .conversation = c->conversation,
	    .kind = c->stage == RECEIPT_CONFLICT ? ENVELOPE_ERROR
						 : ENVELOPE_RECEIPT,
	    .refers_to = c->message,
	    .from = c->from,
	    .to = c->to,
	    .created = now,
	    .expires = later,
	    .profile = EXCHANGE_NS,
	    .version = "1",
	    .log_head = c->log_head};
	bool ok;

	if (e.id == NULL) {
		uuid7_new(id);
		e.id = id;
	}
	now_and_later(now, later);
	ok = d != NULL && (e.payload = make_body(c, d)) != NULL;
	if (!ok)
		err_fail(err, ERR_BUSY, "memory", "receipt");
	ok = ok && envelope_seal(&e, s, inclusive, out, err);
	xmlFreeDoc(d);
	return ok;
}

static bool
no_receipt(const struct envelope *e, struct report *r, struct err *err)
{
	return report_fail(r, ERR_INPUT, "receipt-shape", e->payload,
	    e->payload != NULL ? (const char *)e->payload->name : "", err);
}

bool
receipt_read(const struct envelope *e, struct receipt *out, struct report *r,
    struct err *err)
{
	const xmlNode *n = e->payload;
	const char *stage = node_attr(n, "stage"),
		   *message = node_attr(n, "message"),
		   *size = node_attr(n, "size");
	int s = stage != NULL ? receipt_stage(stage) : -1;

	*out = (struct receipt){.id = e->id,
	    .message = message,
	    .conversation = e->conversation,
	    .from = e->from,
	    .to = e->to,
	    .created = e->created,
	    .case_number = node_attr(n, "case"),
	    .log_head = e->log_head,
	    .node = n};
	if (!exchange_is(n, "receipt") || s < 0 || message == NULL ||
	    size == NULL || strlen(size) > 18 ||
	    size[strspn(size, "0123456789")] != '\0' ||
	    !digest_read(n, "", &out->digest) || e->refers_to == NULL ||
	    strcmp(message, e->refers_to) != 0 || e->n_files > 0)
		return no_receipt(e, r, err);
	if ((s == RECEIPT_CONFLICT) != (e->kind == ENVELOPE_ERROR) ||
	    (s != RECEIPT_CONFLICT && e->kind != ENVELOPE_RECEIPT) ||
	    (s == RECEIPT_CONFLICT && !digest_read(n, "held-", &out->held)))
		return no_receipt(e, r, err);
	out->stage = (enum receipt_stage)s;
	out->size = strtoll(size, NULL, 10);
	return true;
}

bool
receipt_verify(const char *p, size_t n, const struct dsig_trust *trust,
    const struct receipt *want, xmlDoc **doc, struct receipt *out,
    struct report *r, struct err *err)
{
	struct envelope e = {0};
	bool ok;

	ok = envelope_parse(p, n, doc, r, err) &&
	     envelope_read(*doc, &e, r, err) &&
	     dsig_verify(*doc, trust, NULL, NULL, r, err) &&
	     receipt_read(&e, out, r, err);
	if (ok &&
	    (strcmp(out->from, want->from) != 0 ||
		strcmp(out->to, want->to) != 0 ||
		strcmp(out->message, want->message) != 0 ||
		memcmp(&out->digest, &want->digest, sizeof(out->digest)) != 0))
		ok = report_fail(
		    r, ERR_INPUT, "receipt-foreign", e.payload, NULL, err);
	if (!ok) {
		xmlFreeDoc(*doc);
		*doc = NULL;
	}
	return ok;
}
