/* page.h: a page's named statements, run in one round trip, into elements. */
#ifndef DB_PAGE_H
#define DB_PAGE_H

#include <libxml/tree.h>

#include "base/arena.h"
#include "db/conn.h"

struct page_sql;

/*
 * Parses sql/page/NAME.sql: `-- NAME: one|many [if|unless PARAM…] [kept]` above
 * each statement, :param by name (a-z 0-9 _). All parameters are text; NULL
 * when absent. A ':' inside quotes, comments or :: is none. ERR_BUG names file
 * and line. Prepared lazily on each connection.
 * `if`: run when one of the PARAMs is given and not empty, `unless`: when none
 * is; so two statements may share a NAME. `kept`: its rows are kept for ten
 * seconds and shown to others; for public facts, without parameters.
 */
struct page_sql *page_load(const char *path, struct err *err) MUST_CHECK;
void page_free(struct page_sql *p);

struct param {
	const char *name, *value; /* value NULL: absent */
};

/*
 * One transaction, read only, pipelined: api.enter and the statements; all see
 * one snapshot (but for kept rows). Below `root`: <actor> with api.enter's columns
 * when signed in, then a <NAME> for each row (the first only, of `one`) with a
 * child for each column that is not NULL, as PostgreSQL writes it (booleans: t
 * and f); xml columns are parsed, their content stands inside the element.
 * Names go to the document's dictionary, which is made when it has none. `a`
 * holds what is needed meanwhile. `missing` (may be NULL) is set to the name
 * of the first `one` statement that gave no row, else to NULL. A parameter
 * that cannot be cast as the SQL asks is ERR_INPUT "bad-parameter".
 */
bool page_run(struct db *db, const struct page_sql *p, const struct actor *who,
    const struct param *params, size_t n, xmlNode *root, struct arena *a,
    const char **missing, struct err *err) MUST_CHECK;

#endif
