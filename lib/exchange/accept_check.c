/* accept_check.c: who sent it, and whether they did; see accept_private.h. */
#include <stdio.h>
#include <string.h>
#include <time.h>

#include "base/hex.h"
#include "exchange/accept_private.h"

enum { CLOCK_SLACK = 300 }; /* seconds by which clocks may differ */

static bool
refuse(struct accept *x, enum err_kind kind, const char *code, const char *arg)
{
	return report_fail(&x->report, kind, code, NULL, arg, &x->err);
}

/* What another module told by err alone. */
static bool
taken(struct accept *x, bool ok)
{
	if (!ok)
		report_take(&x->report, &x->err);
	return ok;
}

static bool
certificate_of(const struct peer *p, const struct peer *by)
{
	return by == NULL || strcmp(p->code, by->code) == 0;
}

static bool
check_peer(struct accept *x)
{
	const struct accept_conf *conf = x->conf;

	if (strcmp(x->e.to, conf->self) != 0)
		return refuse(x, ERR_INPUT, "envelope-to", x->e.to);
	x->peer = peers_get(conf->peers, x->db, x->e.from, &x->err);
	if (!taken(x, x->peer != NULL))
		return false;
	if (!x->peer->enabled)
		return refuse(x, ERR_DENIED, "peer-disabled", x->e.from);
	if (!certificate_of(x->peer, x->from.peer))
		return refuse(x, ERR_DENIED, "peer-certificate", x->e.from);
	return true;
}

static bool
admit(struct accept *x, const struct peer *p)
{
	const struct accept_conf *conf = x->conf;

	return conf->admit == NULL || taken(x, conf->admit(conf->admit_ctx,
						   x->db, p, x->size, &x->err));
}

static bool
check_sizes(struct accept *x)
{
	long long files = 0;

	for (size_t i = 0; i < x->e.n_files; i++)
		files += x->e.files[i].size;
	if ((long long)x->size > x->peer->max_bytes)
		return refuse(x, ERR_LARGE, "package-large", x->e.from);
	if (files > x->peer->max_files)
		return refuse(x, ERR_LARGE, "files-large", x->e.from);
	return true;
}

bool
accept_check(
    struct accept *x, const char *p, size_t n, struct dsig_trace *trace)
{
	struct dsig_trust trust;

	x->bytes = p;
	x->size = n;
	if (!digest_of(p, n, &x->digest))
		return err_fail(&x->err, ERR_BUG, "bug", "digest");
	if ((x->from.peer != NULL && !admit(x, x->from.peer)) ||
	    !envelope_parse(p, n, &x->doc, &x->report, &x->err) ||
	    !envelope_read(x->doc, &x->e, &x->report, &x->err) ||
	    !check_peer(x) || (x->from.peer == NULL && !admit(x, x->peer)) ||
	    !check_sizes(x))
		return false;
	trust = x->peer->trust;
	trust.now = time(NULL);
	return dsig_verify(x->doc, &trust, trace, NULL, &x->report, &x->err);
}

static bool
take_once(struct accept *x, char outcome[16])
{
	const struct envelope *e = &x->e;
	char changed[16], sequence[24], sha[2 * DIGEST_SIZE + 1],
	    sm3[2 * DIGEST_SIZE + 1];
	const char *args[] = {x->peer->id, changed, e->id, e->conversation,
	    sequence, envelope_kind_name(e->kind), e->refers_to, e->profile,
	    e->created, e->expires, sha, sm3};
	struct rows *r = NULL;
	bool ok;

	snprintf(changed, sizeof(changed), "%d", x->peer->changes);
	snprintf(sequence, sizeof(sequence), "%ld", e->sequence);
	hex_put(x->digest.sha256, DIGEST_SIZE, sha);
	hex_put(x->digest.sm3, DIGEST_SIZE, sm3);
	ok = db_begin_call(x->db, "exchange_take", sizeof(args) / sizeof(*args),
	    args, x->bytes, x->size, &r, &x->err);
	snprintf(outcome, 16, "%s", rows_get(r, 0, "outcome"));
	snprintf(x->inbox, sizeof(x->inbox), "%s", rows_get(r, 0, "inbox_id"));
	rows_free(r);
	return ok;
}

bool
accept_take(struct accept *x, char outcome[16])
{
	for (int again = 0; again < 3; again++) {
		if (!take_once(x, outcome))
			return false;
		if (strcmp(outcome, "stale") != 0)
			return true;
		/* The peer changed since it was read: once more, from there. */
		db_rollback(x->db);
		peers_forget(x->conf->peers, x->e.from);
		x->from.peer = NULL; /* it was the same */
		xmlFreeDoc(x->doc);
		x->doc = NULL;
		if (!accept_check(x, x->bytes, x->size, NULL))
			return false;
	}
	return refuse(x, ERR_BUSY, "busy", x->e.from);
}

const struct peer *
accept_query(const struct accept_conf *conf, struct db *db,
    const struct accept_origin *from, const char *p, size_t n, xmlDoc **doc,
    struct envelope *e, struct report *r, struct err *err)
{
	struct accept x = {.conf = conf, .db = db, .from = *from, .report = *r};
	time_t now = time(NULL);
	bool ok = accept_check(&x, p, n, NULL);

	if (ok && x.e.kind != ENVELOPE_QUERY)
		ok = refuse(&x, ERR_INPUT, "envelope-kind",
		    envelope_kind_name(x.e.kind));
	if (ok && (x.e.created_at > now + CLOCK_SLACK ||
		      x.e.created_at < now - CLOCK_SLACK))
		ok = refuse(&x, ERR_DENIED, "query-old", x.e.created);
	*doc = x.doc;
	*e = x.e;
	*r = x.report;
	*err = x.err;
	return ok ? x.peer : NULL;
}
