/* courier_pull.c: see courier.h: what a peer keeps for us is taken in by the
 * same door as what is posted; then the peer gets our receipt. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "base/file.h"
#include "base/log.h"
#include "fcgi/courier.h"
#include "xml/doc.h"
#include "xml/mem.h"

struct pull {
	struct courier *c;
	const char *code, *url;
	struct accept *x;
	struct package *k;
	struct answer answer;
	bool ended; /* what follows is not wanted: the answer stands */
	struct err err, why;
};

/* <x:query><x:outbox/></x:query>, signed. */
static bool
query_seal(struct pull *p, struct buf *out)
{
	static const char query[] =
	    "<x:query xmlns:x=\"" EXCHANGE_NS "\"><x:outbox/></x:query>";
	xmlDoc *doc = doc_parse(query, sizeof(query) - 1, NULL, &p->err);
	char id[37], created[25], expires[25];
	struct envelope e = {.id = id,
	    .conversation = id,
	    .kind = ENVELOPE_QUERY,
	    .from = p->c->site.self,
	    .to = p->code,
	    .created = created,
	    .expires = expires,
	    .profile = EXCHANGE_NS,
	    .version = "1"};
	bool ok;

	uuid7_new(id);
	time_text(time(NULL), 0, created);
	time_text(time(NULL) + 300, 0, expires);
	e.payload = doc != NULL ? xmlDocGetRootElement(doc) : NULL;
	ok = doc != NULL &&
	     envelope_seal(&e, p->c->site.signer, false, out, &p->err);
	if (doc != NULL)
		xmlFreeDoc(doc);
	return ok;
}

/* The package as it comes, up to where it is known what to answer. */
static bool
on_package(void *ctx, int status, const char *type, const void *bytes, size_t n)
{
	struct pull *p = ctx;

	if (status != 200 || p->ended)
		return true;
	if (p->k == NULL)
		p->k = accept_package(p->x, type, &p->answer, &p->why);
	p->ended = p->k == NULL || !package_add(p->k, bytes, n, &p->why);
	return true;
}

static bool
on_ignored(void *ctx, int status, const char *type, const void *bytes, size_t n)
{
	(void)ctx, (void)status, (void)type, (void)bytes, (void)n;
	return true;
}

/* Our receipt goes back; lost, it goes again with the next try. */
static bool
acknowledge(struct pull *p)
{
	int status = 0;

	if (p->answer.outcome != ACCEPT_DONE &&
	    p->answer.outcome != ACCEPT_DUPLICATE)
		return err_fail(&p->err, ERR_BUSY, "pull", "not taken: %s %s",
		    p->answer.err.code, p->answer.err.detail);
	if (!http_post(p->c->http, p->url, "/exchange/v1/message",
		&p->answer.receipt, on_ignored, NULL, &status, &p->err))
		return false;
	return status == 200 || err_fail(&p->err, ERR_BUSY, "pull",
				    "receipt answered with HTTP %d", status);
}

/* One message; *more: there was one. */
static bool
pull_one(struct pull *p, bool *more)
{
	struct accept_origin from = {.address = p->url};
	struct buf query = {0};
	int status = 0;
	bool ok;

	*more = false;
	p->x = accept_new(&p->c->site.conf, p->c->db, &from, p->c->a);
	ok = p->x != NULL && query_seal(p, &query) &&
	     http_post(p->c->http, p->url, "/exchange/v1/outbox", &query,
		 on_package, p, &status, &p->err);
	if (ok && status == 200) {
		if (p->k == NULL)
			err_fail(&p->why, ERR_INPUT, "package-shape", "empty");
		else if (!p->ended)
			p->ended = package_end(p->k, &p->why);
		accept_settle(p->x, &p->why, &p->answer);
		ok = *more = acknowledge(p);
	} else if (ok && status != 204) {
		ok = err_fail(&p->err, ERR_BUSY, "pull", "HTTP %d", status);
	}
	package_free(p->k);
	accept_free(p->x);
	db_rollback(p->c->db);
	answer_clear(&p->answer);
	memset(&p->answer, 0, sizeof(p->answer));
	p->k = NULL;
	p->x = NULL;
	p->ended = false;
	memset(&p->why, 0, sizeof(p->why));
	buf_clear(&query);
	return ok;
}

bool
courier_pull(struct courier *c, const struct rows *peers, size_t row,
    volatile int *stop, struct err *err)
{
	struct pull p = {.c = c,
	    .code = rows_get(peers, row, "code"),
	    .url = rows_get(peers, row, "url")};
	bool ok = true, more = true;

	while (ok && more && !*stop) {
		xmlmem_enter(c->a);
		ok = pull_one(&p, &more);
		xmlmem_leave();
		arena_reset(c->a);
	}
	if (!ok)
		*err = p.err;
	return ok;
}
