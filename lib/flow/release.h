/* release.h: a program, its files and its database are of one version. */
#ifndef FLOW_RELEASE_H
#define FLOW_RELEASE_H

#include "db/call.h"

/* Whether procedure files below root are written in the grammar for which this
 * program was built; ERR_BUG "start" names the file. */
bool release_files(const char *root, struct err *err) MUST_CHECK;
/* Inside db_begin: whether the database has the migrations that this program
 * knows, and no others; ERR_BUG "start" names the first that differs. */
bool release_database(struct db *db, struct err *err) MUST_CHECK;

#endif
