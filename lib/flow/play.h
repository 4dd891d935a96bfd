/* play.h: worked examples played as cases that stay: with other organs, words,
 * names and days, drawn from a seed. For the demonstration's year. */
#ifndef FLOW_PLAY_H
#define FLOW_PLAY_H

#include <stdint.h>

#include "flow/flow.h"

enum { PLAY_CAST = 16, PLAY_DAYS = 800 };

/* Who and what can stand in for what the examples name. */
struct company;
struct organ;
/*
 * Inside db_begin, test-clock on: organs and working days come from the
 * database. `year` is borrowed: <year>…<word is= set=?><or region=?>…, see
 * sql/demo/year.xml. `today`: the last day, days since 1970. Heap.
 */
struct company *company_new(
    struct db *db, const xmlNode *year, long today, struct err *err) MUST_CHECK;
void company_free(struct company *c);
/* The day itself or the first working day after it. */
long company_next(const struct company *c, long day);

/* One case to come. Plain data: a copy is another play. */
struct play {
	uint64_t seed;
	const struct procedure *procedure;
	const xmlNode *example;
	const xmlNode *step; /* the next one; NULL: it is over */
	long start, due;     /* days since 1970: the first step's, the next's */
	unsigned pace;       /* percent of the example's time between steps */
	unsigned tries;      /* of the next step */
	bool left_out;       /* the step before was */
	bool insists;        /* opens it whoever its registers list */
	unsigned same;       /* steps made on the day of the next one */
	char region[7];
	char number[64]; /* "" until it is opened */
	size_t n_cast;
	struct {
		const xmlNode *as; /* <organ> of the example */
		const struct organ *organ;
	} cast[PLAY_CAST];
};

/* A number below n (> 0), the same for the same seed and salt. */
unsigned play_draw(uint64_t seed, const char *salt, unsigned n);
/* Whether an example can be played: steps of people, one of them not there to be
 * refused, and nothing else. */
bool play_fits(const xmlNode *example);
/* How many steps its people make. */
unsigned play_steps(const xmlNode *example);
/* Finds organs of that region (and its province, and others beside it) for all
 * that the example names, and the first step. False: somebody is missing. */
bool play_cast(struct play *p, const struct company *c) MUST_CHECK;

/*
 * Takes up a case that an effect opened on p->start: its parties play those of
 * the example that begins most like its record, from the step after the first
 * on. The pace is such that the example's first deadline becomes `due` (days;
 * -1: none), more or less. `parties`: PARTY ORGAN-ID ..., separated by spaces.
 * False: people begin the example, or somebody is missing.
 */
bool play_take(struct play *p, const struct company *c, const char *number,
    const char *parties, const char *record, long due) MUST_CHECK;

/*
 * Makes the next step, as of p->due, in a transaction of its own: by an account
 * of the organ that has the role. True: made, and p names the next step and
 * its day, or none. False: refused or failed, nothing happened, and p names the
 * next try; an error "example" says that its people are not in the registers
 * that the example has them in.
 */
bool play_step(struct play *p, const struct company *c, struct flow *f,
    struct db *db, struct err *err) MUST_CHECK;
/* The opener rates the case as it was, 5 to 1; false: not closed, or done. */
bool play_rate(
    const struct play *p, struct db *db, long day, struct err *err) MUST_CHECK;

#endif
