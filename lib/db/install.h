/* install.h: brings a database to this version, after sql/install.sql. */
#ifndef DB_INSTALL_H
#define DB_INSTALL_H

#include "base/err.h"

typedef void install_say(void *ctx, const char *what, const char *name);

/*
 * Applies the files that ROOT/sql/install.sql lists: migrations that the
 * database has not had, each in its own transaction; all of sql/api in one;
 * then the reference data. One installer at a time (advisory lock). `dsn`:
 * superuser, or a member of kb_owner and kb_engine. ERR_CONFLICT when a file
 * that was already applied has changed since.
 */
bool install_run(const char *dsn, const char *root, install_say *say, void *ctx,
    struct err *err) MUST_CHECK;

#endif
