/* accept_try.c: accept_try of accept.h: all checks, no effect. */
#include <stdio.h>
#include <string.h>

#include "base/hex.h"
#include "exchange/accept_private.h"
#include "exchange/private.h"
#include "xml/doc.h"

/* In order; a finding belongs to the first whose prefix its code has, one of
 * the schema or the effect has none here. */
static const struct step {
	const char *name, *prefixes;
} steps[] = {
    {"bytes", "xml- "},
    {"shape", "envelope- "},
    {"peer", "peer- exchange- package- files- "},
    {"signature", "dsig- cert- "},
    {"duplicate", "conflict sequence- "},
    {"schema", "schema profile- "},
    {"effect", ""},
};
enum { STEPS = sizeof(steps) / sizeof(*steps) };

static size_t
step_of(const char *code)
{
	for (size_t i = 0; i < STEPS; i++)
		for (const char *p = steps[i].prefixes; *p != '\0';) {
			size_t n = strcspn(p, " ");

			if (strncmp(code, p, n) == 0)
				return i;
			p += n + 1;
		}
	return STEPS - 1;
}

/* The files are rows without bytes: what refers to them finds them. */
static bool
put_files(struct accept *x)
{
	char id[37];

	for (size_t i = 0; i < x->e.n_files; i++)
		if (!accept_put_file(x, &x->e.files[i], id))
			return false;
	return true;
}

/* `m` is what the message would come to; its stage stays as it is, and *again
 * is set, when it was taken in before. */
static bool
try_all(struct accept *x, const char *p, size_t n, struct dsig_trace *trace,
    struct accepted *m, bool *again)
{
	char outcome[16] = "";

	if (!accept_check(x, p, n, trace) || !accept_take(x, outcome))
		return false;
	if (strcmp(outcome, "conflict") == 0)
		return report_fail(&x->report, ERR_CONFLICT, "conflict", NULL,
		    x->e.id, &x->err);
	if (strcmp(outcome, "late") == 0 || strcmp(outcome, "early") == 0)
		return report_fail(&x->report, ERR_INPUT,
		    *outcome == 'l' ? "sequence-late" : "sequence-early", NULL,
		    x->e.conversation, &x->err);
	*again = strcmp(outcome, "duplicate") == 0;
	return *again || (put_files(x) && accept_apply(x, m));
}

static void
tell_steps(xmlNode *root, const struct accept *x, bool ok, bool again)
{
	size_t failed = ok ? STEPS : step_of(x->err.code);
	size_t done = again ? step_of("schema") : STEPS;

	for (size_t i = 0; i < STEPS; i++) {
		xmlNode *n = node_add_in(root, "step", NULL);

		node_set(n, "name", steps[i].name);
		node_set(n, "verdict",
		    i == failed              ? "failed"
		    : i < failed && i < done ? "ok"
					     : "skipped");
	}
}

static void
tell_trace(xmlNode *root, const struct dsig_trace *t)
{
	xmlNode *n;

	if (t->signed_info.len == 0)
		return;
	n = node_add_in(root, "signature", NULL);
	if (t->key != NULL)
		node_set(n, "key", cert_fingerprint(t->key->cert));
	node_set(n, "computed", t->digest);
	node_set(n, "wanted", t->want);
	node_add_in(n, "canonical", t->canonical.data);
	node_add_in(n, "signed-info", t->signed_info.data);
}

static xmlDoc *
tell(const struct accept *x, bool ok, bool again, const struct accepted *m,
    const struct dsig_trace *t)
{
	xmlDoc *d = xmlNewDoc(BAD_CAST "1.0");
	xmlNode *root =
	    d ? xmlNewDocNode(d, NULL, BAD_CAST "dry-run", NULL) : NULL;
	char size[24];

	if (root == NULL)
		return d;
	xmlDocSetRootElement(d, root);
	xmlSetNs(root, xmlNewNs(root, BAD_CAST EXCHANGE_NS, BAD_CAST "x"));
	node_set(root, "verdict",
	    again ? "duplicate"
	    : ok  ? receipt_stage_name(m->stage)
	    : step_of(x->err.code) > step_of("conflict") ? "rejected"
							 : "refused");
	snprintf(size, sizeof(size), "%zu", x->size);
	node_set(root, "size", size);
	digest_set(root, "", &x->digest);
	if (x->e.from != NULL && x->e.id != NULL) {
		node_set(root, "from", x->e.from);
		node_set(root, "message", x->e.id);
		node_set(root, "kind", envelope_kind_name(x->e.kind));
	}
	tell_steps(root, x, ok, again);
	if (!report_write(&x->report, root)) {
		xmlFreeDoc(d);
		return NULL;
	}
	tell_trace(root, t);
	return d;
}

xmlDoc *
accept_try(const struct accept_conf *conf, struct db *db,
    const struct accept_origin *from, const char *p, size_t n, struct arena *a,
    struct err *err)
{
	struct accept *x = accept_new(conf, db, from, a);
	struct accepted m = {.stage = RECEIPT_ACCEPTED};
	struct dsig_trace trace = {0};
	xmlDoc *d = NULL;
	bool ok, again = false;

	if (x != NULL) {
		ok = try_all(x, p, n, &trace, &m, &again);
		db_rollback(db);
		if (!ok && x->report.n == 0 && !accept_rejected(x))
			*err = x->err;
		else
			d = tell(x, ok, again, &m, &trace);
	}
	if (d == NULL)
		err_fail(err, ERR_BUSY, "memory", "dry run");
	buf_clear(&trace.canonical);
	buf_clear(&trace.signed_info);
	accept_free(x);
	return d;
}
