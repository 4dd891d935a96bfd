/* cmd_procedure.c: publishes definitions, runs their worked examples. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "fcgi/cmd.h"
#include "fcgi/cmd_batch.h"
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

/* A run of worked examples; dir: where their letters go, or NULL. */
struct trial {
	size_t passed, failed;
	const char *dir;
};

static void
trial_ended(void *ctx, const char *procedure, const char *example,
    const struct err *err)
{
	struct trial *t = ctx;

	if (err)
		printf("not ok %s/%s: %s %s %s\n", procedure, example,
		    err->code, err->arg, err->detail);
	else
		printf("ok %s/%s\n", procedure, example);
	fflush(stdout);
	*(err ? &t->failed : &t->passed) += 1;
}

/* DIR/PROCEDURE-VERSION.LETTER.EXAMPLE.N.xml, N: its place in the example. */
static void
trial_letters(void *ctx, const char *example, const struct rows *r)
{
	struct trial *t = ctx;

	for (size_t i = 0; i < rows_count(r); i++) {
		struct buf b = {0};
		struct err err = {0};
		char path[4096];

		snprintf(path, sizeof(path), "%s/%s-%s.%s.%s.%zu.xml", t->dir,
		    rows_get(r, i, "procedure"), rows_get(r, i, "version"),
		    rows_get(r, i, "name"), example, i + 1);
		buf_adds(&b, rows_get(r, i, "document"));
		if (!batch_write(path, &b, &err))
			t->failed += (size_t)cmd_failed(path, &err);
		buf_clear(&b);
	}
}

static int
procedures_test(const char *dir, const char *name)
{
	struct trial t = {.dir = dir};
	struct example_watch watch = {
	    trial_ended, dir ? trial_letters : NULL, &t};
	struct err err = {0};
	struct db *db = cmd_db();
	struct flow *f = NULL;
	bool ok;

	if (db == NULL)
		return 1;
	ok = (f = flow_open(cmd_root(), getenv("KB_FONTS"), &err)) != NULL &&
	     example_run_all(f, db, name, &watch, &err);
	flow_close(f);
	db_close(db);
	if (!ok)
		return cmd_failed("procedure test", &err);
	printf("%zu passed, %zu failed\n", t.passed, t.failed);
	return t.failed || t.passed == 0 ? 1 : 0;
}

int
cmd_procedure(int argc, char **argv)
{
	bool letters = argc >= 4 && strcmp(argv[2], "--letters") == 0;
	int n = letters ? 4 : 2; /* where a name may stand */

	if (argc >= 3 && strcmp(argv[1], "load") == 0)
		return procedures_load(argc - 1, argv + 1);
	if (argc >= n && argc <= n + 1 && strcmp(argv[1], "test") == 0)
		return procedures_test(
		    letters ? argv[3] : NULL, argc > n ? argv[n] : NULL);
	return cmd_usage("procedure load FILE... | "
			 "procedure test [--letters FOLDER] [NAME]");
}
