/* release.c: see release.h. The Makefile tells what it was built for. */
#include "flow/release.h"

#include <stdio.h>
#include <string.h>

#include "base/file.h"

#ifndef KB_GRAMMAR /* sha256 of xslt/schema/procedure.rng */
#define KB_GRAMMAR ""
#endif
#ifndef KB_MIGRATIONS /* names in sql/install.sql, each behind a space */
#define KB_MIGRATIONS ""
#endif

bool
release_files(const char *root, struct err *err)
{
	struct buf b = {0};
	char path[4096], sum[65];
	bool ok;

	snprintf(path, sizeof(path), "%s/xslt/schema/procedure.rng", root);
	ok = file_read(path, &b, err);
	if (ok) {
		sha256_hex(b.data, b.len, sum);
		ok = strcmp(sum, KB_GRAMMAR) == 0 ||
		     err_fail(err, ERR_BUG, "start",
			 "%s is of another version than this program: build "
			 "or install both together",
			 path);
	}
	buf_clear(&b);
	return ok;
}

bool
release_database(struct db *db, struct err *err)
{
	struct rows *r = NULL;
	struct err inner = {0};
	const char *lacks, *more;
	bool ok = false;

	if (!db_call(db, "schema_difference", 1,
		(const char *[]){KB_MIGRATIONS}, &r, &inner)) {
		if (inner.kind == ERR_BUG)
			return err_fail(err, ERR_BUG, "start",
			    "the database is older than this program: run "
			    "kuaibao migrate (%s)",
			    inner.detail);
		*err = inner;
		return false;
	}
	lacks = rows_get(r, 0, "lacks");
	more = rows_get(r, 0, "more");
	if (*more != '\0')
		err_fail(err, ERR_BUG, "start",
		    "the database is newer than this program, which does not "
		    "know its migration %s: install the version that migrated "
		    "it",
		    more);
	else if (*lacks != '\0')
		err_fail(err, ERR_BUG, "start",
		    "the database is older than this program and lacks "
		    "migration %s: run kuaibao migrate",
		    lacks);
	else
		ok = true;
	rows_free(r);
	return ok;
}
