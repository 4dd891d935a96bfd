/* cmd_admin.c: migrate, calendar, account: what an operator does. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "db/call.h"
#include "db/install.h"
#include "fcgi/cmd.h"
#include "flow/password.h"

static void
say(void *ctx, const char *what, const char *name)
{
	(void)ctx;
	printf("%s %s\n", what, name);
	fflush(stdout);
}

int
cmd_migrate(int argc, char **argv)
{
	const char *dsn = getenv("KB_DSN");
	struct err err = {0};

	(void)argv;
	if (argc != 1 || dsn == NULL)
		return cmd_usage("migrate    (KB_DSN names the database)");
	if (!install_run(dsn, cmd_root(), say, NULL, &err))
		return cmd_failed("migrate", &err);
	return 0;
}

static int
calendar_load(const char *path)
{
	struct rows *r = NULL;
	struct err err = {0};
	struct buf b = {0};
	const char *args[1];
	size_t i;
	int status;

	if (!file_read(path, &b, &err))
		return cmd_failed(path, &err);
	args[0] = b.data;
	status = cmd_call("load_calendar", "load_calendar", 1, args, &r);
	for (i = 0; status == 0 && i < rows_count(r); i++)
		printf("%s %s: %s -> %s%s\n", rows_get(r, i, "case_number"),
		    rows_get(r, i, "limit_name"), rows_get(r, i, "old_due"),
		    rows_get(r, i, "new_due"),
		    rows_get(r, i, "provisional")[0] == 't' ? " (provisional)"
							    : "");
	if (status == 0)
		printf("%zu deadlines moved or are no longer provisional\n",
		    rows_count(r));
	rows_free(r);
	buf_clear(&b);
	return status;
}

int
cmd_calendar(int argc, char **argv)
{
	if (argc != 3 || strcmp(argv[1], "load") != 0)
		return cmd_usage("calendar load FILE");
	return calendar_load(argv[2]);
}

/* The first line of standard input, hashed with argon2id. */
static bool
password_read(const char *account, char hash[PASSWORD_HASH])
{
	struct err err = {0};
	char line[256];
	bool ok;

	if (fgets(line, sizeof(line), stdin) == NULL)
		line[0] = '\0';
	line[strcspn(line, "\r\n")] = '\0';
	ok = password_init(&err) && password_fit(line, account, &err) &&
	     password_hash(line, hash, &err);
	explicit_bzero(line, sizeof(line));
	if (!ok)
		fprintf(stderr,
		    "kuaibao: %s: one line on standard input, at least %d "
		    "characters, not the account's name\n",
		    err.code, PASSWORD_LENGTH);
	return ok;
}

static int
account_add(int argc, char **argv)
{
	char hash[PASSWORD_HASH], roles[512] = "";
	const char *args[5] = {argv[2], argv[3], hash, argv[4], roles};
	int i, status;

	for (i = 5; i < argc; i++) {
		if (strlen(roles) + strlen(argv[i]) + 2 > sizeof(roles))
			return cmd_usage("account add ...: too many roles");
		strcat(roles, i > 5 ? " " : "");
		strcat(roles, argv[i]);
	}
	if (!password_read(argv[2], hash))
		return 1;
	status = cmd_call("add_account", "add_account", 5, args, NULL);
	if (status == 0)
		printf("account %s: %s\n", argv[2], roles);
	return status;
}

static int
account_password(const char *account)
{
	char hash[PASSWORD_HASH];
	const char *args[2] = {account, hash};

	if (!password_read(account, hash))
		return 1;
	return cmd_call("reset_password", "reset_password", 2, args, NULL);
}

int
cmd_account(int argc, char **argv)
{
	if (argc >= 6 && strcmp(argv[1], "add") == 0)
		return account_add(argc, argv);
	if (argc == 3 && strcmp(argv[1], "password") == 0)
		return account_password(argv[2]);
	return cmd_usage("account add ACCOUNT NAME ORGAN ROLE... | "
			 "account password ACCOUNT");
}
