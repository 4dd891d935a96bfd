/* cmd_procedure.c: publishes definitions, runs their worked examples. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "fcgi/cmd.h"
#include "flow/example.h"
#include "flow/flow.h"

static int
procedure_load(struct db *db, const char *path)
{
	struct actor nobody = {0};
	struct rows *r = NULL;
	struct err err = {0};
	struct buf b = {0};
	const char *args[1];
	bool ok;

	ok = file_read(path, &b, &err);
	args[0] = b.data;
	ok = ok && db_begin(db, &nobody, true, &err) &&
	     db_call(db, "load_procedure", 1, args, &r, &err) &&
	     db_commit(db, &err);
	db_rollback(db);
	if (ok)
		printf("%s: version %s\n", path, rows_first(r));
	rows_free(r);
	buf_clear(&b);
	return ok ? 0 : cmd_failed(path, &err);
}

/* Checked like `kuaibao check` first: a wrong file is never published. */
static int
procedures_load(int argc, char **argv)
{
	struct db *db;
	int i, status;

	if ((status = cmd_check(argc, argv)) != 0)
		return status;
	if ((db = cmd_db()) == NULL)
		return 1;
	for (i = 1; status == 0 && i < argc; i++)
		status = procedure_load(db, argv[i]);
	db_close(db);
	return status;
}

static void
example_told(void *ctx, const char *procedure, const char *example,
    const struct err *err)
{
	size_t *count = ctx;

	count[err ? 1 : 0]++;
	if (err)
		printf("not ok %s/%s: %s %s %s\n", procedure, example,
		    err->code, err->arg, err->detail);
	else
		printf("ok %s/%s\n", procedure, example);
	fflush(stdout);
}

static int
procedures_test(const char *name)
{
	size_t count[2] = {0, 0};
	struct err err = {0};
	struct db *db = cmd_db();
	struct flow *f = NULL;
	bool ok;

	if (db == NULL)
		return 1;
	ok = (f = flow_open(cmd_root(), getenv("KB_FONTS"), &err)) != NULL &&
	     example_run_all(f, db, name, example_told, count, &err);
	flow_close(f);
	db_close(db);
	if (!ok)
		return cmd_failed("procedure test", &err);
	printf("%zu passed, %zu failed\n", count[0], count[1]);
	return count[1] || count[0] == 0 ? 1 : 0;
}

int
cmd_procedure(int argc, char **argv)
{
	if (argc >= 3 && strcmp(argv[1], "load") == 0)
		return procedures_load(argc - 1, argv + 1);
	if (argc >= 2 && argc <= 3 && strcmp(argv[1], "test") == 0)
		return procedures_test(argc == 3 ? argv[2] : NULL);
	return cmd_usage("procedure load FILE... | procedure test [NAME]");
}
