/* example.h: runs the worked examples that a procedure file carries. */
#ifndef FLOW_EXAMPLE_H
#define FLOW_EXAMPLE_H

#include "flow/flow.h"

/* Told after each example; err NULL: it went as the file says. */
typedef void example_tell(void *ctx, const char *procedure, const char *example,
    const struct err *err);

/*
 * Runs every example of every published version (or of procedure `name`),
 * each in a transaction of its own that is rolled back, through the same
 * functions as the pages: drafts, checks, moves, letters. The database must
 * allow the test clock. False only when nothing could be run at all.
 */
bool example_run_all(struct flow *f, struct db *db, const char *name,
    example_tell *tell, void *ctx, struct err *err) MUST_CHECK;

#endif
