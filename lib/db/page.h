/* page.h: a page's named statements, run in one round trip, into elements. */
#ifndef DB_PAGE_H
#define DB_PAGE_H

#include <libxml/tree.h>

#include "base/arena.h"
#include "db/conn.h"

struct page_sql;

/* Parses sql/page/NAME.sql: `-- NAME: one|many` above each statement, :param
 * by name. ERR_BUG names file and line. Prepared lazily on each connection. */
struct page_sql *page_load(const char *path, struct err *err) MUST_CHECK;
void page_free(struct page_sql *p);

struct param {
	const char *name, *value; /* value NULL: absent */
};

/*
 * One transaction, read only, pipelined: begin, api.enter, the statements,
 * commit. Below `root`: <actor> with api.enter's columns when signed in, then
 * a <NAME> for each row with a child for each column that is not NULL; xml
 * columns are grafted. Text points into results that `a` frees at its reset.
 * `missing` (may be NULL) is set when a `one` statement gave no row.
 */
bool page_run(struct db *db, const struct page_sql *p,
    const struct actor *who, const struct param *params, size_t n,
    xmlNode *root, struct arena *a, const char **missing,
    struct err *err) MUST_CHECK;

#endif
