/* issue.c: letters as they are issued: sealed, signed, kept. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "base/hex.h"
#include "base/log.h"
#include "draw/signed.h"
#include "flow/flow_private.h"
#include "sign/agent.h"
#include "sign/digest.h"

enum { SEALS = 64 };

/* What a process needs to seal; each seal is made ready once. */
struct issuer {
	char *path; /* of the agent's socket */
	struct agent *agent;
	bool wanted; /* a letter was to be sealed */
	struct {
		char sha256[65];
		struct seal *seal;
	} seals[SEALS];
	size_t n;
};

bool
flow_use_agent(struct flow *f, const char *path, struct err *err)
{
	if (path == NULL || *path == '\0')
		return true;
	f->issuer = calloc(1, sizeof(*f->issuer));
	if (f->issuer == NULL || (f->issuer->path = strdup(path)) == NULL)
		return err_fail(err, ERR_BUSY, "memory", "issuer");
	return true;
}

void
issuer_free(struct issuer *i)
{
	if (i == NULL)
		return;
	for (size_t k = 0; k < i->n; k++)
		seal_close(i->seals[k].seal);
	agent_close(i->agent);
	free(i->path);
	free(i);
}

void
flow_agent_connect(struct flow *f)
{
	struct issuer *i = f->issuer;
	struct err err = {0};

	if (i == NULL)
		return;
	if (i->agent != NULL && agent_broken(i->agent)) {
		agent_close(i->agent);
		i->agent = NULL;
	}
	if (i->agent == NULL && (i->agent = agent_open(i->path, &err)) == NULL)
		log_err(LOG_WARN, "no signing agent", &err);
}

bool
flow_agent_lost(const struct flow *f)
{
	const struct issuer *i = f->issuer;

	return i != NULL && i->wanted &&
	       (i->agent == NULL || agent_broken(i->agent));
}

static const struct signer *
issuer_signer(struct flow *f, const char *key, struct err *err)
{
	struct issuer *i = f->issuer;
	const struct signer *s = NULL;

	if (i == NULL) {
		err_fail(err, ERR_BUSY, "sign-agent", "KB_SIGNER is not set");
		return NULL;
	}
	i->wanted = true;
	flow_agent_connect(f);
	if (i->agent == NULL)
		err_fail(err, ERR_BUSY, "sign-agent", "%s", i->path);
	else
		s = agent_signer(i->agent, key, err);
	return s;
}

static const struct seal *
issuer_seal(struct flow *f, struct db *db, const char *sha256, struct err *err)
{
	struct issuer *i = f->issuer;
	struct rows *r = NULL;
	struct seal *seal = NULL;
	const char *p;
	size_t n;

	for (size_t k = 0; k < i->n; k++)
		if (strcmp(i->seals[k].sha256, sha256) == 0)
			return i->seals[k].seal;
	if (db_get_bytes(db, "seal_bytes", 1, &sha256, &r, &p, &n, err))
		seal = seal_open(p, n, err);
	rows_free(r);
	if (seal == NULL)
		return NULL;
	if (i->n == SEALS) /* a seal was changed that often: begin anew */
		seal_close(i->seals[--i->n].seal);
	snprintf(
	    i->seals[i->n].sha256, sizeof(i->seals[0].sha256), "%s", sha256);
	return i->seals[i->n++].seal = seal;
}

static bool
file_store(struct db *db, const char *id, const char *format,
    const struct buf *b, struct err *err)
{
	char sha256[2 * DIGEST_SIZE + 1], sm3[2 * DIGEST_SIZE + 1];
	struct digest d;

	if (!digest_of(b->data, b->len, &d))
		return err_fail(err, ERR_BUG, "bug", "digest");
	hex_put(d.sha256, DIGEST_SIZE, sha256);
	hex_put(d.sm3, DIGEST_SIZE, sm3);
	return db_call_bytes(db, "store_letter_file", 4,
	    (const char *[]){id, format, sha256, sm3}, b->data, b->len, err);
}

static bool
files_make(struct db *db, const char *id, struct layout *l,
    const struct sealing *s, struct err *err)
{
	struct buf pdf = {0}, ofd = {0};
	time_t now = time(NULL); /* of the certificate's world, not a test's */
	bool ok;

	ok = signed_pdf(l, s, 1, now, &pdf, err) &&
	     signed_ofd(l, s, 1, now, &ofd, err) &&
	     file_store(db, id, "pdf", &pdf, err) &&
	     file_store(db, id, "ofd", &ofd, err);
	buf_clear(&pdf);
	buf_clear(&ofd);
	return ok;
}

bool
letter_issue(struct flow *f, struct db *db, const char *id, struct layout *l,
    struct err *err)
{
	struct rows *r = NULL;
	struct sealing s = {0};
	bool ok = db_call(db, "letter_seal", 1, &id, &r, err);

	if (ok && rows_count(r) > 0) {
		s.name = rows_get(r, 0, "organ_name");
		s.signer = issuer_signer(f, rows_get(r, 0, "key"), err);
		if (s.signer != NULL && l->sealed)
			s.seal =
			    issuer_seal(f, db, rows_get(r, 0, "sha256"), err);
		ok = s.signer != NULL && (s.seal != NULL || !l->sealed) &&
		     files_make(db, id, l, &s, err);
	}
	rows_free(r);
	return ok;
}
