/* statement.h: private to lib/db: a parsed page file. */
#ifndef DB_STATEMENT_H
#define DB_STATEMENT_H

#include <stdbool.h>
#include <stddef.h>

enum { PAGE_PARAMS = 24, PAGE_STATEMENTS = 40 };

struct statement {
	char *name;  /* of the elements */
	char *id;    /* prepared name: page.FILE.NAME */
	char *sql;   /* with $1, $2 … */
	char *when;  /* parameters' names, spaced; NULL: always */
	bool unless; /* run when none of them is given, else when one is */
	bool one, kept;
	size_t n;
	char *params[PAGE_PARAMS]; /* what $1 … stand for */
};

struct page_sql {
	struct statement list[PAGE_STATEMENTS];
	size_t n;
};

#endif
