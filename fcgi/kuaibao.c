/* kuaibao.c: the command line: one row for each subcommand. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "base/log.h"
#include "db/call.h"
#include "db/conn.h"
#include "fcgi/cmd.h"
#include "flow/release.h"
#include "form/region.h"
#include "xml/mem.h"

static const struct command {
	const char *name;
	int (*run)(int argc, char **argv);
	const char *args, *does;
} commands[] = {
    {"check", cmd_check, "FILE...",
	"validates procedure and letter files: file, line, rule"},
    {"letter", cmd_letter, "IN.xml -o OUT.{pdf,ofd,html}",
	"typesets a letter document (many: -d OUTDIR [-j N] FOLDER...)"},
    {"verify", cmd_verify, "[--xml] FILE [SIZE ROOT]",
	"a letter's PDF or OFD, or an audit export: what is proven; exit 0 or "
	"1"},
    {"signer", cmd_signer, "SOCKET NAME=KEY...",
	"holds keys, signs for the workers until stopped"},
    {"seal", cmd_seal, "set ORGAN KEY SEAL [MM] | sample DIR NAME...",
	"an organ's seal and key; samples for demonstrations, which say 样章"},
    {"migrate", cmd_migrate, "", "brings the database to this version"},
    {"procedure", cmd_procedure,
	"load FILE... | test [--letters FOLDER] [NAME]",
	"publishes definitions; runs their worked examples"},
    {"calendar", cmd_calendar, "load FILE",
	"loads a holiday notice, lists the deadlines that moved"},
    {"account", cmd_account,
	"add ACCOUNT NAME ORGAN ROLE... | "
	"password ACCOUNT",
	"accounts; the password is read from standard input"},
    {"audit", cmd_audit, "verify | export [--messages] FILE",
	"the audit record"},
    {"peer", cmd_peer, "self | key | add | certificate | revoke | set | list",
	"installations and agencies that we exchange messages with"},
    {"exchange", cmd_exchange,
	"export DIR | import DIR | retry | skip | conform | simulate",
	"messages across an air gap; dead letters; trials with a partner"},
    {"schema-set", cmd_schema_set, "check | add FOLDER... | end NAME | list",
	"payloads in vocabularies of others: schemas and what they mean here"},
    {"keep", cmd_keep, "[SECONDS]",
	"the keeper: due moves and sealing of the record, until stopped"},
    {"story", cmd_story, "FILE...",
	"makes the moves of a story (demonstration, tests; test-clock on)"},
    {"year", cmd_year, "FILE [PERCENT [JOBS]]",
	"plays a year of worked examples as cases (demonstration)"},
};

int
cmd_failed(const char *what, const struct err *err)
{
	fprintf(stderr, "kuaibao: %s: %s%s%s%s%s\n", what, err->code,
	    err->arg[0] ? " (" : "", err->arg, err->arg[0] ? ")" : "",
	    err->detail[0] ? ":" : "");
	if (err->detail[0])
		fprintf(stderr, "    %s\n", err->detail);
	return 1;
}

int
cmd_usage(const char *text)
{
	fprintf(stderr, "usage: kuaibao %s\n", text);
	return 2;
}

/* Here, when this is the checkout; else PREFIX/share/kuaibao of the PREFIX/bin
 * where the program stands. */
const char *
cmd_root(void)
{
	static char root[4096]; /* the same each time */
	const char *env = getenv("KB_ROOT");
	char *slash;
	ssize_t n;

	if (env)
		return env;
	if (access("sql/install.sql", R_OK) == 0)
		return ".";
	n = readlink("/proc/self/exe", root, sizeof(root) - 32);
	root[n > 0 ? n : 0] = '\0';
	if ((slash = strrchr(root, '/')) != NULL)
		*slash = '\0';
	strcat(root, "/../share/kuaibao");
	return root;
}

struct db *
cmd_db(void)
{
	const char *dsn = getenv("KB_DSN");
	struct actor nobody = {0};
	struct err err = {0};
	struct db *db;

	if (dsn == NULL) {
		fputs("kuaibao: set KB_DSN to the database\n", stderr);
		return NULL;
	}
	db = db_open(dsn, &err);
	if (db != NULL && db_patient(db, &err) &&
	    db_begin(db, &nobody, false, &err) && release_database(db, &err)) {
		db_rollback(db);
		return db;
	}
	cmd_failed("database", &err);
	if (db != NULL)
		db_close(db);
	return NULL;
}

int
cmd_call(const char *what, const char *function, size_t n,
    const char *const *args, struct rows **out)
{
	struct actor nobody = {0};
	struct db *db = cmd_db();
	struct err err = {0};
	bool ok;

	if (db == NULL)
		return 1;
	ok = db_begin(db, &nobody, true, &err) &&
	     db_call(db, function, n, args, out, &err) && db_commit(db, &err);
	db_close(db);
	return ok ? 0 : cmd_failed(what, &err);
}

static int
usage(void)
{
	size_t i;

	fputs("usage: kuaibao COMMAND ...\n", stderr);
	for (i = 0; i < sizeof(commands) / sizeof(*commands); i++)
		fprintf(stderr, "  %-9s %s\n            %s\n", commands[i].name,
		    commands[i].args, commands[i].does);
	return 2;
}

int
main(int argc, char **argv)
{
	struct err err = {0};
	char regions[4200];
	int status;
	size_t i;

	setenv("TZ", "Asia/Shanghai", 1);
	setenv("PGTZ", "Asia/Shanghai", 1);
	log_name("kuaibao");
	for (i = 0; i < sizeof(commands) / sizeof(*commands); i++)
		if (argc > 1 && strcmp(argv[1], commands[i].name) == 0)
			break;
	if (i == sizeof(commands) / sizeof(*commands))
		return usage();
	if (!xmlmem_init(&err))
		return cmd_failed("start", &err);
	snprintf(regions, sizeof(regions), "%s/sql/reference/region.tsv",
	    cmd_root());
	if (!region_load(regions, &err))
		return cmd_failed("start", &err);
	status = commands[i].run(argc - 1, argv + 1);
	region_unload();
	return status;
}
