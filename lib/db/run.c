/* run.c: page_run of page.h: statements of a page in one round trip. */
#include <limits.h>
#include <string.h>

#include "db/page.h"
#include "db/private.h"
#include "db/statement.h"
#include "db/tree.h"

/* A page on its way: what is sent, what comes back. */
struct run {
	struct db *db;
	const struct page_sql *page;
	const struct param *params;
	size_t n_params;
	bool prepare[PAGE_STATEMENTS];
	PGresult *results[PAGE_STATEMENTS];
	struct err *err;
};

static const char *
value_of(const struct run *r, const char *name)
{
	for (size_t i = 0; i < r->n_params; i++)
		if (strcmp(r->params[i].name, name) == 0)
			return r->params[i].value;
	return NULL;
}

static bool
send_statement(struct run *r, size_t i)
{
	static const Oid text[PAGE_PARAMS] = {25, 25, 25, 25, 25, 25, 25, 25,
	    25, 25, 25, 25, 25, 25, 25, 25, 25, 25, 25, 25, 25, 25, 25, 25};
	const struct statement *st = &r->page->list[i];
	const char *values[PAGE_PARAMS];
	PGconn *c = r->db->conn;

	for (size_t k = 0; k < st->n; k++)
		values[k] = value_of(r, st->params[k]);
	r->prepare[i] = !prepared_has(r->db, st->id);
	if (r->prepare[i] &&
	    PQsendPrepare(c, st->id, st->sql, (int)st->n, text) != 1)
		return false;
	return PQsendQueryPrepared(
		   c, st->id, (int)st->n, values, NULL, NULL, 0) == 1;
}

static bool
send_all(struct run *r, const struct actor *who)
{
	if (!conn_send_begin(r->db, who, false))
		return false;
	for (size_t i = 0; i < r->page->n; i++)
		if (!send_statement(r, i))
			return false;
	return PQsendQueryParams(
		   r->db->conn, "commit", 0, NULL, NULL, NULL, NULL, 0) == 1 &&
	       PQpipelineSync(r->db->conn) == 1;
}

static bool
take_all(struct run *r)
{
	struct db *db = r->db;

	if (!conn_take_begin(db, r->err))
		return false;
	for (size_t i = 0; i < r->page->n; i++) {
		const char *id = r->page->list[i].id;

		if (r->prepare[i] && (!conn_take(db, id, NULL, r->err) ||
					 !prepared_add(db, id, r->err)))
			return false;
		db->reading = true;
		if (!conn_take(db, id, &r->results[i], r->err))
			return false;
		db->reading = false;
	}
	return conn_take(db, "commit", NULL, r->err);
}

static bool
exchange(struct run *r, const struct actor *who)
{
	bool ok;

	if (!conn_pipeline(r->db, r->err))
		return false;
	if (!send_all(r, who)) {
		r->db->broken = true; /* half sent */
		return conn_fail(r->db, NULL, "page", r->err);
	}
	ok = take_all(r);
	r->db->reading = false;
	if (!conn_drain(r->db, r->err))
		return false;
	if (!ok)
		db_rollback(r->db);
	return ok;
}

static bool
build(const struct run *r, xmlNode *root, const char **missing)
{
	if (!tree_add_rows(root, "actor", r->db->enter, 1, r->err))
		return false;
	for (size_t i = 0; i < r->page->n; i++) {
		const struct statement *st = &r->page->list[i];

		if (!tree_add_rows(root, st->name, r->results[i],
			st->one ? 1 : INT_MAX, r->err))
			return false;
		if (missing != NULL && *missing == NULL && st->one &&
		    PQntuples(r->results[i]) == 0)
			*missing = st->name;
	}
	return true;
}

bool
page_run(struct db *db, const struct page_sql *p, const struct actor *who,
    const struct param *params, size_t n, xmlNode *root, struct arena *a,
    const char **missing, struct err *err)
{
	struct run r = {
	    .db = db, .page = p, .params = params, .n_params = n, .err = err};
	bool ok;

	(void)a; /* the tree owns its text, see tree.c */
	if (missing != NULL)
		*missing = NULL;
	ok = exchange(&r, who) && build(&r, root, missing);
	for (size_t i = 0; i < p->n; i++)
		PQclear(r.results[i]);
	return ok;
}
