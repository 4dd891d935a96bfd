/* exchange_get.c: GET status/PEER/ID, GET metrics. */
#include <stdio.h>
#include <string.h>

#include "fcgi/exchange.h"

/* PEER/ID behind status/; false: not of that form. */
static bool
names_of(struct call *c, const char **peer, const char **id)
{
	const char *s = c->path + strlen("status/"), *slash = strchr(s, '/');

	if (slash == NULL)
		return false;
	*peer = arena_strndup(c->a, s, (size_t)(slash - s));
	*id = slash + 1;
	return *peer != NULL && peer_name_valid(*peer) && uuid7_valid(*id);
}

/* ?stage=NAME; NULL: the answer that the message got. False: no such stage. */
static bool
stage_of(struct call *c, const char **stage)
{
	const char *q = serve_query(c->r);

	*stage = NULL;
	if (*q == '\0')
		return true;
	*stage = q + strlen("stage=");
	return strncmp(q, "stage=", strlen("stage=")) == 0 &&
	       receipt_stage(*stage) >= 0;
}

/* The id of a message is known to its sender alone, so it is enough; a client
 * with a certificate asks for its own. */
void
call_status(struct call *c)
{
	const char *code = "", *id = "", *stage = NULL, *p;
	const struct peer *peer = NULL, *client;
	struct rows *r = NULL;
	size_t n;
	bool ok;

	ok = call_client(c, &client);
	if (ok && (!names_of(c, &code, &id) || !stage_of(c, &stage) ||
		      (client != NULL && strcmp(client->code, code) != 0)))
		ok = err_fail(&c->err, ERR_NOTFOUND, "not-found", "status");
	ok = ok && (peer = peers_get(c->x->site.conf.peers, c->x->db, code,
			&c->err)) != NULL;
	ok = ok && db_begin(c->x->db, NULL, false, &c->err) &&
	     db_get_bytes(c->x->db, "exchange_receipt", 4,
		 (const char *[]){peer->id, id, "out", stage}, &r, &p, &n,
		 &c->err);
	if (ok) {
		call_send(c, 200, p, n);
	} else {
		if (strcmp(c->err.code, "peer-unknown") == 0) {
			err_clear(&c->err); /* nobody learns who is a peer */
			err_fail(&c->err, ERR_NOTFOUND, "not-found", "peer");
		}
		call_refuse(c);
	}
	rows_free(r);
}

/* Text exposition format 0.0.4; rows of one name stand together. */
void
call_metrics(struct call *c)
{
	struct rows *r = NULL;
	const char *last = "";
	struct buf b;
	bool ok;

	buf_init(&b, 0);
	ok = db_begin(c->x->db, NULL, false, &c->err) &&
	     db_call(c->x->db, "exchange_metrics", 0, NULL, &r, &c->err);
	for (size_t i = 0; i < rows_count(r); i++) {
		const char *name = rows_get(r, i, "name"),
			   *labels = rows_get(r, i, "labels");

		if (strcmp(name, last) != 0)
			buf_addf(&b, "# HELP %s %s\n# TYPE %s %s\n", name,
			    rows_get(r, i, "help"), name,
			    rows_get(r, i, "type"));
		buf_addf(&b, *labels != '\0' ? "%s{%s} %s\n" : "%s%s %s\n",
		    name, labels, rows_get(r, i, "value"));
		last = name;
	}
	if (ok)
		serve_send(c->r, 200, "text/plain; version=0.0.4",
		    b.len > 0 ? b.data : "", b.len);
	else
		call_refuse(c);
	buf_clear(&b);
	rows_free(r);
}
