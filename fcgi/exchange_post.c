/* exchange_post.c: POST message, POST dry-run. */
#include <string.h>

#include "base/log.h"
#include "fcgi/exchange.h"
#include "xml/doc.h"

enum { PIECE = 65536 };

/* A worker in doubt does not go on, nor one that knows old schema sets. */
static void
settle(struct call *c, const struct answer *w)
{
	static const int statuses[] = {[ACCEPT_DONE] = 200,
	    [ACCEPT_DUPLICATE] = 200,
	    [ACCEPT_CONFLICT] = 409};
	int status;

	if (w->outcome == ACCEPT_REFUSED) {
		c->err = w->err;
		if (strcmp(w->err.code, "in-doubt") == 0 ||
		    strcmp(w->err.code, "schema-set-stale") == 0)
			c->x->broken = true;
		call_refuse(c);
		return;
	}
	status = statuses[w->outcome];
	if (status == 200 && w->stage == RECEIPT_REJECTED)
		status = 422;
	call_send(c, status, w->receipt.data, w->receipt.len);
}

/* Feeds the body until it is judged or ends. */
static bool
feed(struct call *c, struct package *k, struct err *err)
{
	char *piece = arena_alloc(c->a, PIECE);
	long got;

	if (piece == NULL)
		return err_fail(err, ERR_BUSY, "memory", "piece");
	while ((got = serve_read(c->r, piece, PIECE)) > 0)
		if (!package_add(k, piece, (size_t)got, err))
			return false;
	if (got < 0)
		return err_fail(err, ERR_INPUT, "body-cut", "message");
	return package_end(k, err);
}

void
call_message(struct call *c)
{
	struct accept *x;
	struct package *k;
	struct answer w = {0};
	struct err err = {0};

	if (!call_client(c, &c->from.peer)) {
		call_refuse(c);
		return;
	}
	x = accept_new(&c->x->site.conf, c->x->db, &c->from, c->a);
	if (x == NULL) {
		err_fail(&c->err, ERR_BUSY, "memory", "message");
		call_refuse(c);
		return;
	}
	k = accept_package(x, serve_env(c->r, "CONTENT_TYPE"), &w, &err);
	if (k != NULL && feed(c, k, &err))
		err_clear(&err);
	package_free(k);
	accept_settle(x, &err, &w);
	c->report = *accept_report(x);
	settle(c, &w);
	answer_clear(&w);
	accept_free(x);
}

void
call_dry_run(struct call *c)
{
	const char *p;
	size_t n;
	struct buf b;
	xmlDoc *d = NULL;

	buf_init(&b, 0);
	if (call_client(c, &c->from.peer) && call_body(c, &p, &n))
		d = accept_try(
		    &c->x->site.conf, c->x->db, &c->from, p, n, c->a, &c->err);
	if (d != NULL && node_write(xmlDocGetRootElement(d), &b, &c->err))
		call_send(c, 200, b.data, b.len);
	else
		call_refuse(c);
	buf_clear(&b);
}
