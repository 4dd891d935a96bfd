/* cmd_audit.c: the audit record: exported, proven, with or without us. */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "fcgi/cmd.h"
#include "flow/audit.h"

/* KB_AUDIT_PUBLIC: the key the reader trusts. */
static int
audit_told(FILE *f, const char *size, const char *root)
{
	const struct audit_trust trust = {.key = getenv("KB_AUDIT_PUBLIC"),
	    .root = root,
	    .size = size ? strtoul(size, NULL, 10) : 0};
	struct audit_result r;
	struct err err = {0};

	rewind(f);
	if (!audit_check(f, &trust, &r, &err))
		return cmd_failed("audit record", &err);
	printf("%zu events of %zu cases, %zu receipts, %zu signed heads\n",
	    r.events, r.cases, r.receipts, r.heads);
	if (r.wrong[0]) {
		printf("NOT PROVEN: %s\n", r.wrong);
		return 1;
	}
	puts("proven: nothing altered, removed or reordered");
	return 0;
}

static int
audit_write(FILE *f, bool messages)
{
	struct err err = {0};
	struct db *db = cmd_db();
	bool ok;

	if (db == NULL)
		return 1;
	ok = audit_export(db, messages, f, &err);
	db_close(db);
	return ok ? 0 : cmd_failed("audit export", &err);
}

static int
audit_verify(void)
{
	FILE *f = tmpfile();
	int status;

	if (f == NULL) {
		perror("kuaibao: temporary file");
		return 1;
	}
	if ((status = audit_write(f, true)) == 0)
		status = audit_told(f, NULL, NULL);
	fclose(f);
	return status;
}

static int
audit_to(const char *path, bool messages)
{
	FILE *f = fopen(path, "wx");
	int status;

	if (f == NULL) {
		fprintf(stderr, "kuaibao: %s: %s\n", path, strerror(errno));
		return 1;
	}
	status = audit_write(f, messages);
	if (fclose(f) != 0)
		status = 1;
	return status;
}

int
cmd_audit(int argc, char **argv)
{
	if (argc == 2 && strcmp(argv[1], "verify") == 0)
		return audit_verify();
	if (argc == 3 && strcmp(argv[1], "export") == 0)
		return audit_to(argv[2], false);
	if (argc == 4 && strcmp(argv[1], "export") == 0 &&
	    strcmp(argv[2], "--messages") == 0)
		return audit_to(argv[3], true);
	return cmd_usage("audit verify | audit export [--messages] FILE");
}

int
cmd_verify_audit(const char *path, const char *size, const char *root)
{
	FILE *f = fopen(path, "r");
	int status;

	if (f == NULL) {
		fprintf(stderr, "kuaibao: %s: %s\n", path, strerror(errno));
		return 1;
	}
	status = audit_told(f, size, root);
	fclose(f);
	return status;
}
