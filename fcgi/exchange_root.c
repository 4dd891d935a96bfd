/* exchange_root.c: POST root: what we hold of a day, told under signature. */
#include "exchange/root.h"

#include "fcgi/exchange.h"

/* <x:root> of the asker's view; the same day and prefix, of ours. */
static bool
answer_root(struct call *c, const struct peer *peer, const struct root *asked,
    const char *question, struct buf *out)
{
	const struct accept_conf *conf = &c->x->site.conf;
	const char *direction = root_other(asked->direction);
	const char *args[] = {peer->id, direction, asked->day, asked->prefix};
	struct root_route way = {conf->self, peer->code, question};
	struct rows *r = NULL;
	char id[37];
	bool ok;

	ok = db_begin(c->x->db, NULL, false, &c->err) &&
	     db_call(c->x->db, "exchange_day_root", 4, args, &r, &c->err);
	if (ok) {
		struct root t = {direction, asked->day, asked->prefix,
		    rows_get(r, 0, "count"), rows_get(r, 0, "root"),
		    rows_get(r, 0, "leaves")};

		ok = root_say(&t, &way, conf->signer, peer->trust.inclusive, id,
		    out, &c->err);
	}
	rows_free(r);
	return ok;
}

void
call_root(struct call *c)
{
	struct envelope e;
	xmlDoc *d = NULL;
	const struct peer *peer = call_query(c, &e, &d);
	struct root asked;
	struct buf b = {0};

	if (peer != NULL && root_read(&e, &asked, &c->report, &c->err) &&
	    answer_root(c, peer, &asked, e.id, &b))
		call_send(c, 200, b.data, b.len);
	else
		call_refuse(c);
	buf_clear(&b);
	xmlFreeDoc(d);
}
