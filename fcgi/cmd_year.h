/* cmd_year.h: what the two files of `kuaibao year` share. */
#ifndef FCGI_CMD_YEAR_H
#define FCGI_CMD_YEAR_H

#include <libxml/tree.h>

#include "base/err.h"

enum { YEAR_SPAN = 365 };

struct board; /* the cases, before all jobs */

struct year {
	const xmlNode *root;
	struct flow *flow;
	struct db *db; /* of this job */
	struct company *company;
	struct arena *a;
	struct board *board;
	long today;
	unsigned percent, jobs;
	unsigned opened, moved, rated, due, refused;
};

/* cmd_year_case.c */
/* An empty board, shared with what is forked afterwards. */
struct board *board_new(struct err *err) MUST_CHECK;
void board_free(struct board *b);
/* So many cases of a procedure as the plan says, spread over the year. */
bool year_cases_add(
    struct year *y, const char *procedure, struct err *err) MUST_CHECK;
/* While no job plays: a day begins, nobody has taken any case; puts up what
 * effects opened the day before. */
bool year_cases_begin(struct year *y, long day, struct err *err) MUST_CHECK;
/* Takes one case after the other that no other job has taken, and plays what it
 * does that day. A step that is refused is counted. False: no connection. */
bool year_cases_day(struct year *y, long day) MUST_CHECK;

#endif
