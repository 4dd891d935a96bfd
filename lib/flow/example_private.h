/* example_private.h: one run of one example. */
#ifndef FLOW_EXAMPLE_PRIVATE_H
#define FLOW_EXAMPLE_PRIVATE_H

#include "flow/flow.h"

#define RUN_CAST 128

struct run {
	struct flow *flow;
	struct db *db;
	const struct procedure *procedure;
	struct arena *a;
	struct err *err;
	const char *today;
	const char *number; /* of the case that the example is about */
	const char *paper;  /* what stands in for each file; NULL: nothing */
	struct {
		const char *name, *organ;
	} cast[RUN_CAST];
	size_t n_cast;
};

bool run_call(struct run *run, const char *function, size_t n,
    const char *const *args, const char **out) MUST_CHECK;
bool run_clock(struct run *run, const char *day) MUST_CHECK;
const char *run_key(struct run *run, const char *key);
/* From now on that organ (its id) plays name; NULL: nobody does. */
void run_play(struct run *run, const char *name, const char *organ);
/* Whether such an entry stands now; else error "example". */
bool run_stands(struct run *run, const xmlNode *entry) MUST_CHECK;
/* <entry register= key=><value name= organ=?>...</value></entry>, by an api
 * function of register, key, data; where it answers f, the entry is not there:
 * error "example". */
bool run_entry(
    struct run *run, const xmlNode *entry, const char *function) MUST_CHECK;
const char *run_organ(const struct run *run, const char *name);

/* example_step.c */
/* Copies the children without their namespace. */
void example_copy(xmlNode *to, const xmlNode *from);
bool run_step(struct run *run, const xmlNode *step) MUST_CHECK;
/* A step may be expected to be refused, and with which code: its outcome. */
bool run_refused(struct run *run, const char *expect, bool ok) MUST_CHECK;
bool run_due(struct run *run, const xmlNode *due) MUST_CHECK;
/* example_message.c: what another installation tells */
bool run_receive(struct run *run, const xmlNode *receive) MUST_CHECK;
/* example_expect.c; the case that child= and of= name, or the example's */
bool run_which(
    struct run *run, const xmlNode *n, const char **number) MUST_CHECK;
bool run_expect(struct run *run, const xmlNode *expect) MUST_CHECK;

#endif
