/* tree.h: private to lib/db: results as elements. */
#ifndef DB_TREE_H
#define DB_TREE_H

#include <libpq-fe.h>
#include <libxml/tree.h>

#include "base/err.h"

/* Appends a <name> for each of the first `most` rows to root, see page_run.
 * The result may be cleared afterwards. */
bool tree_add_rows(xmlNode *root, const char *name, const PGresult *r, int most,
    struct err *err) MUST_CHECK;

#endif
