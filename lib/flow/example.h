/* example.h: runs the worked examples that a procedure file carries. */
#ifndef FLOW_EXAMPLE_H
#define FLOW_EXAMPLE_H

#include "flow/flow.h"

/*
 * What a run is told. ended: after each example; err NULL: it went as the file
 * says. letters (may be NULL): before that, what the example's cases had
 * signed, in order: procedure, version, name, document.
 */
struct example_watch {
	void (*ended)(void *ctx, const char *procedure, const char *example,
	    const struct err *err);
	void (*letters)(void *ctx, const char *example, const struct rows *);
	void *ctx;
};

/*
 * Runs every example of every published version (or of procedure `name`),
 * each in a transaction of its own that is rolled back, through the same
 * functions as the pages: drafts, checks, moves, letters. The database must
 * allow the test clock. False only when nothing could be run at all.
 */
bool example_run_all(struct flow *f, struct db *db, const char *name,
    const struct example_watch *watch, struct err *err) MUST_CHECK;

#endif
