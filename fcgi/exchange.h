/* exchange.h: the exchange's program: its process, its answers. */
#ifndef FCGI_EXCHANGE_H
#define FCGI_EXCHANGE_H

#include "fcgi/exchange_site.h"
#include "fcgi/serve.h"

#define EXCHANGE_PATH "/exchange/v1/"

struct exchange { /* process lifetime */
	const char *root, *dsn;
	struct exchange_site site;
	struct db *db;
	struct rates *rates;   /* shared by the workers */
	struct leaves *leaves; /* what stands at schema/ */
	bool broken;
};

/* One request. */
struct call {
	struct exchange *x;
	struct request *r;
	struct arena *a;
	const char *path; /* behind EXCHANGE_PATH */
	struct accept_origin from;
	struct report report;
	struct err err;
};

typedef void call_handler(struct call *c);
call_handler call_message, call_dry_run;        /* exchange_post.c */
call_handler call_status, call_metrics;         /* exchange_get.c */
call_handler call_outbox_get, call_outbox_post; /* exchange_outbox.c */
call_handler call_root;                         /* exchange_root.c */
call_handler call_schema;                       /* exchange_schema.c */

/* <x:refusal code>finding*</x:refusal> of c->report and c->err, unsigned; a
 * refusal is not final, so it is never 422. */
void call_refuse(struct call *c);
void call_send(struct call *c, int status, const void *p, size_t n);
/* The peer of the client's certificate, NULL without one; false: c->err. */
bool call_client(struct call *c, const struct peer **peer) MUST_CHECK;
/* The body, whole: for what is small. */
bool call_body(struct call *c, const char **p, size_t *n) MUST_CHECK;

/* The peer that signed the query in the body; e, *doc: what it asks, the
 * caller frees *doc in any case. NULL: c->err. */
const struct peer *call_query(struct call *c, struct envelope *e, xmlDoc **doc);

/* exchange_rate.c: what peers may send, counted together by all workers of
 * this host; the database is asked once a second for each peer. */
struct rates *rates_new(void); /* before the first fork; NULL: no memory */
accept_admit rates_admit;      /* ctx: struct rates */

/* exchange_schema.c: schemas, examples and their page, read at the start. */
struct leaves *leaves_load(
    const char *root, const char *name, struct err *err) MUST_CHECK;
void leaves_free(struct leaves *l); /* NULL-safe */

#endif
