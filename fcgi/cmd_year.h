/* cmd_year.h: what the two files of `kuaibao year` share. */
#ifndef FCGI_CMD_YEAR_H
#define FCGI_CMD_YEAR_H

#include <libxml/tree.h>

#include "base/err.h"

enum { YEAR_SPAN = 365 };

struct slot; /* a case to come, then its rating */

struct year {
	const xmlNode *root;
	struct flow *flow;
	struct db *db; /* of this job */
	struct company *company;
	struct arena *a;
	struct slot *slot; /* heap */
	size_t n, cap;
	long today;
	unsigned percent, jobs;
	unsigned opened, moved, rated, due, refused;
};

/* cmd_year_case.c */
/* So many cases of a procedure as the plan says, spread over the year. */
bool year_cases_add(
    struct year *y, const char *procedure, struct err *err) MUST_CHECK;
/* Keeps the cases of one of the jobs, those of others go. */
void year_cases_share(struct year *y, unsigned which);
/* What its cases do that day, and those that effects opened the day before;
 * a step that is refused is counted and tried again some days. */
bool year_cases_day(
    struct year *y, long day, unsigned which, struct err *err) MUST_CHECK;

#endif
