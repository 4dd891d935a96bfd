/* peers.c: see peers.h. */
#include "exchange/peers.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/log.h"

enum { HEAD_SECONDS = 10 };

struct peers {
	struct peer **list;
	size_t n, cap;
	struct log_head head;
	char root[65], at[32];
	time_t head_read;
};

struct peers *
peers_new(void)
{
	return calloc(1, sizeof(struct peers));
}

static void
peer_free(struct peer *p)
{
	struct dsig_key *keys;

	if (p == NULL)
		return;
	keys = (struct dsig_key *)p->trust.keys;
	for (size_t i = 0; i < p->trust.n; i++)
		cert_free((struct cert *)keys[i].cert);
	free(keys);
	free(p->id);
	free(p->code);
	free(p);
}

void
peers_free(struct peers *k)
{
	if (k == NULL)
		return;
	for (size_t i = 0; i < k->n; i++)
		peer_free(k->list[i]);
	free(k->list);
	free(k);
}

static size_t
find(const struct peers *k, const char *code)
{
	size_t i = 0;

	while (i < k->n && strcmp(k->list[i]->code, code) != 0)
		i++;
	return i;
}

void
peers_forget(struct peers *k, const char *code)
{
	size_t i = find(k, code);

	if (i == k->n)
		return;
	peer_free(k->list[i]);
	k->list[i] = k->list[--k->n];
}

static unsigned
algorithms_of(const char *words)
{
	unsigned bits = 0;

	for (int a = 0; a < SIGN_ALGORITHMS; a++)
		if (strstr(words,
			dsig_algorithm_name((enum sign_algorithm)a)) != NULL)
			bits |= 1u << a;
	return bits;
}

/* A certificate that cannot be read proves nothing, and is told in the log. */
static bool
add_keys(struct peer *p, const struct rows *r)
{
	size_t n = rows_count(r);
	struct dsig_key *keys = calloc(n + 1, sizeof(*keys));

	p->trust.keys = keys;
	for (size_t i = 0; keys != NULL && i < n; i++) {
		const char *pem = rows_get(r, i, "certificate");
		struct err err = {0};
		struct cert *c = cert_parse(pem, strlen(pem), &err);

		if (c == NULL) {
			log_err(LOG_ERROR, "peer's certificate", &err);
			continue;
		}
		keys[p->trust.n].cert = c;
		keys[p->trust.n++].revoked = !rows_null(r, i, "revoked_at");
	}
	return keys != NULL;
}

static struct peer *
peer_new(const struct rows *r, const struct rows *certificates)
{
	struct peer *p = calloc(1, sizeof(*p));

	if (p == NULL)
		return NULL;
	p->id = strdup(rows_get(r, 0, "peer_id"));
	p->code = strdup(rows_get(r, 0, "code"));
	p->changes = atoi(rows_get(r, 0, "certificates_changed"));
	p->enabled = strcmp(rows_get(r, 0, "enabled"), "t") == 0;
	p->max_bytes = atoll(rows_get(r, 0, "max_bytes"));
	p->max_files = atoll(rows_get(r, 0, "max_attachments"));
	p->trust.algorithms = algorithms_of(rows_get(r, 0, "algorithms"));
	p->trust.inclusive = strcmp(rows_get(r, 0, "c14n"), "inclusive") == 0;
	if (p->id != NULL && p->code != NULL && add_keys(p, certificates))
		return p;
	peer_free(p);
	return NULL;
}

static bool
keep(struct peers *k, struct peer *p)
{
	size_t cap = k->cap == 0 ? 64 : 2 * k->cap;
	struct peer **list = k->list;

	if (k->n == k->cap) {
		if ((list = realloc(list, cap * sizeof(struct peer *))) == NULL)
			return false;
		k->list = list;
		k->cap = cap;
	}
	k->list[k->n++] = p;
	return true;
}

/* Row and certificates are of one moment. */
static const struct peer *
fetch(struct peers *k, struct db *db, const char *function, const char *by,
    const char *missing, struct err *err)
{
	struct rows *r = NULL, *c = NULL;
	struct peer *p = NULL;
	const char *id;
	bool ok;

	ok = db_begin(db, NULL, false, err) &&
	     db_call(db, function, 1, &by, &r, err);
	if (ok && rows_count(r) == 0) {
		err_arg(err, by);
		ok = err_fail(err, ERR_DENIED, missing, "%s", by);
	}
	id = rows_get(r, 0, "peer_id");
	ok = ok && db_call(db, "exchange_certificates", 1, &id, &c, err);
	db_rollback(db);
	if (ok) {
		peers_forget(k, rows_get(r, 0, "code"));
		p = peer_new(r, c);
		if (p == NULL || !keep(k, p)) {
			peer_free(p);
			p = NULL;
			err_fail(err, ERR_BUSY, "memory", "peer");
		}
	}
	rows_free(c);
	rows_free(r);
	return p;
}

const struct peer *
peers_get(struct peers *k, struct db *db, const char *code, struct err *err)
{
	size_t i = find(k, code);

	if (i < k->n)
		return k->list[i];
	return fetch(k, db, "exchange_peer", code, "peer-unknown", err);
}

const struct peer *
peers_by_certificate(
    struct peers *k, struct db *db, const char *fingerprint, struct err *err)
{
	return fetch(
	    k, db, "exchange_peer_of", fingerprint, "peer-certificate", err);
}

bool
peers_log_head(
    struct peers *k, struct db *db, struct log_head *out, struct err *err)
{
	struct timespec now;
	struct rows *r = NULL;

	clock_gettime(CLOCK_MONOTONIC, &now);
	if (k->head_read == 0 || now.tv_sec - k->head_read >= HEAD_SECONDS) {
		if (!db_call(db, "exchange_log_head", 0, NULL, &r, err))
			return false;
		k->head_read = now.tv_sec;
		k->head.size = strtoull(rows_get(r, 0, "size"), NULL, 10);
		snprintf(
		    k->root, sizeof(k->root), "%s", rows_get(r, 0, "root"));
		snprintf(k->at, sizeof(k->at), "%s", rows_get(r, 0, "at"));
		k->head.root = k->root;
		k->head.time = k->at;
		rows_free(r);
	}
	*out = k->head;
	return true;
}
