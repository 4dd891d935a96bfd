/* play_private.h: how one play is cast and worded. */
#ifndef FLOW_PLAY_PRIVATE_H
#define FLOW_PLAY_PRIVATE_H

#include "flow/play.h"

struct organ {
	const char *id, *code, *name, *kind, *region;
};

struct place {
	const char *region, *name;
};

enum { SAYING_PAIRS = 256 };

/* What stands in the example's texts and what a play says instead, the longest
 * first. Views into the play, its example and the company. */
struct saying {
	const struct play *play;
	const struct company *company;
	struct {
		const char *is, *becomes;
		size_t length;
	} pair[SAYING_PAIRS];
	size_t n;
};

struct company {
	struct arena *a;
	struct arena *step; /* empty between the steps of plays */
	const xmlNode *year;
	long first; /* day of works[0] */
	bool works[PLAY_DAYS];
	struct organ *organ;
	size_t n_organ;
	struct place *place; /* by region */
	size_t n_place;
};

/* What texts call a division: 济南; "" for none. */
const char *company_place(const struct company *c, const char *region);

/* From n on, the next step of people that is not there to be refused; due moves
 * are the keeper's. */
const xmlNode *play_wanted(const xmlNode *n);
/* The step after p->step is next, on its day. */
void play_next(struct play *p, const struct company *c);
/* The day on which what the example dates `date` happens here. */
long play_when(const struct play *p, const struct company *c, const char *date);
/* Names, codes, places, words of the year as this play has them. */
void saying_make(
    struct saying *s, const struct play *p, const struct company *c);
/* A text of the example with those, and with other patent numbers, years and
 * dates. Appends. */
void play_say(const struct saying *s, const char *text, struct buf *b);

#endif
