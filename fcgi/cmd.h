/* cmd.h: the subcommands of kuaibao; each takes its own argv, gives the exit
 * code: 0 right, 1 wrong or failed, 2 called wrongly. */
#ifndef FCGI_CMD_H
#define FCGI_CMD_H

#include <libxml/tree.h>

#include "base/err.h"

struct db;

int cmd_check(int argc, char **argv);   /* cmd_check.c */
int cmd_letter(int argc, char **argv);  /* cmd_letter.c */
int cmd_migrate(int argc, char **argv); /* cmd_admin.c */
int cmd_calendar(int argc, char **argv);
int cmd_account(int argc, char **argv);
int cmd_procedure(int argc, char **argv);  /* cmd_procedure.c */
int cmd_audit(int argc, char **argv);      /* cmd_audit.c */
int cmd_verify(int argc, char **argv);     /* cmd_verify.c */
int cmd_signer(int argc, char **argv);     /* cmd_signer.c */
int cmd_seal(int argc, char **argv);       /* cmd_seal.c */
int cmd_keep(int argc, char **argv);       /* cmd_keep.c */
int cmd_story(int argc, char **argv);      /* cmd_story.c */
int cmd_year(int argc, char **argv);       /* cmd_year.c */
int cmd_peer(int argc, char **argv);       /* cmd_peer.c */
int cmd_exchange(int argc, char **argv);   /* cmd_exchange.c */
int cmd_conform(int argc, char **argv);    /* of exchange */
int cmd_simulate(int argc, char **argv);   /* of exchange */
int cmd_schema_set(int argc, char **argv); /* cmd_schema.c */

/* Prints the letter's conformance; 0 when every rule holds. */
int cmd_check_letter(xmlDoc *letter, const char *path); /* cmd_letter.c */

/* An audit export; size and root NULL, or of a head that somebody kept. */
int cmd_verify_audit(
    const char *path, const char *size, const char *root); /* cmd_audit.c */

/* Up to 16 keys with their seals, as --sign and --seal name them. */
struct sealing;
struct cmd_seals {
	struct sealing *list; /* heap */
	size_t n;
};
/* --sign KEY begins one, --seal FILE is of the last; says what is wrong. */
bool cmd_seals_take(struct cmd_seals *s, const char *option, const char *value);
void cmd_seals_close(struct cmd_seals *s);

/* The folder with sql/ and xslt/: $KB_ROOT, or where the program stands. */
const char *cmd_root(void);
/* Opens $KB_DSN; says what is wrong and gives NULL. */
struct db *cmd_db(void);
/* One call in one transaction of an operator's connection; `what` stands
 * before the error. Gives the exit code. */
struct rows;
int cmd_call(const char *what, const char *function, size_t n,
    const char *const *args, struct rows **out);
/* Prints the error to standard error; returns 1. */
int cmd_failed(const char *what, const struct err *err);
/* What `kuaibao NAME` expects; returns 2. */
int cmd_usage(const char *text);

#endif
