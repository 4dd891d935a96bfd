/* run.c: page_run of page.h: statements of a page in one round trip. */
#include <limits.h>
#include <stdio.h>
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
	bool send[PAGE_STATEMENTS], prepare[PAGE_STATEMENTS];
	PGresult *taken[PAGE_STATEMENTS]; /* ours to clear */
	const PGresult *rows[PAGE_STATEMENTS];
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

/* Whether the parameters are those that the statement is for. */
static bool
wanted(const struct run *r, const struct statement *st)
{
	const char *p = st->when, *value;
	char name[64];
	size_t n;
	bool given = false;

	if (p == NULL)
		return true;
	for (; *p != '\0' && !given; p += n + strspn(p + n, " ")) {
		n = strcspn(p, " ");
		snprintf(name, sizeof(name), "%.*s", (int)n, p);
		value = value_of(r, name);
		given = value != NULL && *value != '\0';
	}
	return given != st->unless;
}

static bool
send_all(struct run *r, const struct actor *who)
{
	const struct statement *st = r->page->list;

	if (!conn_send_enter(r->db, who))
		return false;
	for (size_t i = 0; i < r->page->n; i++) {
		if (st[i].kept)
			r->rows[i] = kept_get(r->db, st[i].id);
		r->send[i] = r->rows[i] == NULL && wanted(r, &st[i]);
		if (r->send[i] && !send_statement(r, i))
			return false;
	}
	return PQpipelineSync(r->db->conn) == 1;
}

static bool
take_all(struct run *r)
{
	struct db *db = r->db;

	if (!conn_take_enter(db, r->err))
		return false;
	for (size_t i = 0; i < r->page->n; i++) {
		const char *id = r->page->list[i].id;

		if (!r->send[i])
			continue;
		if (r->prepare[i] && (!conn_take(db, id, NULL, r->err) ||
					 !prepared_add(db, id, r->err)))
			return false;
		db->reading = true;
		if (!conn_take(db, id, &r->taken[i], r->err))
			return false;
		db->reading = false;
		r->rows[i] = r->taken[i];
		if (r->page->list[i].kept && kept_set(db, id, r->taken[i]))
			r->taken[i] = NULL;
	}
	return true;
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
	return ok;
}

static bool
build(const struct run *r, xmlNode *root, const char **missing)
{
	if (!tree_add_rows(root, "actor", r->db->enter, 1, r->err))
		return false;
	for (size_t i = 0; i < r->page->n; i++) {
		const struct statement *st = &r->page->list[i];

		if (r->rows[i] == NULL)
			continue; /* not wanted */
		if (!tree_add_rows(root, st->name, r->rows[i],
			st->one ? 1 : INT_MAX, r->err))
			return false;
		if (missing != NULL && *missing == NULL && st->one &&
		    PQntuples(r->rows[i]) == 0)
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
		PQclear(r.taken[i]);
	return ok;
}
