/* cmd_year_case.c: see cmd_year.h: which cases a year has, what they do a day. */
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>

#include "base/day.h"
#include "db/call.h"
#include "fcgi/cmd_year.h"
#include "flow/play.h"
#include "xml/doc.h"

enum { CASTINGS = 12, SLOTS = 1 << 16 };

/* One case to come, then its rating. */
struct slot {
	struct play play;
	const xmlNode *plan; /* what of the year it is */
	bool over, rated;
};

struct board {
	size_t n;
	atomic_size_t next; /* the first that nobody has taken today */
	struct slot slot[SLOTS];
};

struct board *
board_new(struct err *err)
{
	void *b = mmap(NULL, sizeof(struct board), PROT_READ | PROT_WRITE,
	    MAP_SHARED | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);

	if (b != MAP_FAILED)
		return b;
	err_fail(err, ERR_BUSY, "memory", "year");
	return NULL;
}

void
board_free(struct board *b)
{
	if (b)
		munmap(b, sizeof(*b));
}

/* From n on, the next that plans cases of a procedure; NULL: none. */
static const xmlNode *
plan_of(const xmlNode *n, const char *procedure)
{
	while (n && strcmp(node_attr(n, "name"), procedure) != 0)
		n = node_next(n);
	return n;
}

static const char *
plan_attr(const struct year *y, const xmlNode *plan, const char *name)
{
	const char *v = node_attr(plan, name);

	return v ? v : node_attr(y->root, name);
}

/* One of a list of words of six letters. */
static void
region_draw(const char *regions, uint64_t seed, char out[7])
{
	unsigned n = ((unsigned)strlen(regions) + 1) / 7;

	snprintf(out, 7, "%.6s", regions + 7 * play_draw(seed, "region", n));
}

/* Whether its case is closed in the end. */
static bool
example_ends(const xmlNode *example)
{
	const xmlNode *n, *s = example->parent->parent;
	const char *last = NULL;

	for (n = node_child(example, "expect"); n; n = node_next(n))
		if (node_attr(n, "state") && node_attr(n, "child") == NULL)
			last = node_attr(n, "state");
	s = node_child(node_child(s, "states"), "state");
	while (s && last && strcmp(node_attr(s, "name"), last) != 0)
		s = node_next(s);
	return s && node_attr(s, "final");
}

/* The one that the plan names. If it names none: what stands first in the file
 * is what mostly happens; of the others the shorter ones and those that come to
 * an end, as work does. */
static unsigned
example_weight(const xmlNode *example, const xmlNode *plan, unsigned *first)
{
	unsigned steps = play_fits(example) ? play_steps(example) : 0, weight;
	const char *only = node_attr(plan, "example");

	if (steps == 0 ||
	    (only && strcmp(node_attr(example, "name"), only) != 0))
		return 0;
	weight = *first * 840 / (steps < 3 ? 3 : steps);
	if (!example_ends(example))
		weight /= 8;
	*first = 1;
	return weight;
}

static const xmlNode *
example_draw(const struct procedure *p, const xmlNode *plan, uint64_t seed)
{
	const xmlNode *n, *examples;
	unsigned all = 0, weight, at, first = 3;

	examples = node_child(procedure_root(p), "examples");
	for (n = node_child(examples, "example"); n; n = node_next(n))
		all += example_weight(n, plan, &first);
	if (all == 0)
		return NULL;
	at = play_draw(seed, "example", all);
	first = 3;
	for (n = node_child(examples, "example"); n; n = node_next(n)) {
		weight = example_weight(n, plan, &first);
		if (at < weight)
			return n;
		at -= weight;
	}
	return NULL;
}

/* A play of the slot's plan, place and day: who, what, how fast; another one for
 * another seed. */
static bool
play_new(struct year *y, const char *name, const struct slot *s, uint64_t seed,
    struct play *p)
{
	struct play new = {.seed = seed, .start = s->play.start};
	char date[11];

	memcpy(new.region, s->play.region, sizeof(new.region));
	day_text(new.start, date);
	if ((new.procedure = flow_current(y->flow, name, date)) == NULL ||
	    (new.example = example_draw(new.procedure, s->plan, seed)) == NULL)
		return false;
	new.pace = 60 + play_draw(seed, "pace", 90);
	if (play_draw(seed, "slow", 12) == 0)
		new.pace += 150;
	*p = new;
	return play_cast(p, y->company);
}

/* Another slot, empty; NULL: the board is full. */
static struct slot *
slot_new(struct board *b, struct err *err)
{
	if (b->n < SLOTS)
		return memset(&b->slot[b->n++], 0, sizeof(*b->slot));
	err_fail(err, ERR_LARGE, "too-large", "year");
	return NULL;
}

static bool
plan_add(struct year *y, const char *name, const xmlNode *plan, struct err *err)
{
	unsigned cases = (unsigned)atoi(plan_attr(y, plan, "cases")), i;
	const char *only = node_attr(plan, "example");
	uint64_t seed = play_draw(2026, only ? only : name, 1u << 31);
	struct slot *s;

	cases = (cases * y->percent + 99) / 100;
	for (i = 0; i < cases; i++, seed += 7919) {
		if ((s = slot_new(y->board, err)) == NULL)
			return false;
		s->plan = plan;
		s->play.start = y->today - YEAR_SPAN + 1 +
				(long)play_draw(seed, "start", YEAR_SPAN - 2);
		region_draw(
		    plan_attr(y, plan, "regions"), seed, s->play.region);
		if (!play_new(y, name, s, seed, &s->play))
			y->board->n--;
	}
	return true;
}

bool
year_cases_add(struct year *y, const char *name, struct err *err)
{
	const xmlNode *plan = plan_of(node_child(y->root, "procedure"), name);

	if (plan == NULL)
		return plan_add(y, name, y->root, err);
	for (; plan; plan = plan_of(node_next(plan), name))
		if (!plan_add(y, name, plan, err))
			return false;
	return true;
}

static void
refused(struct year *y, const struct play *p, const struct err *err)
{
	char date[11];

	y->refused++;
	if (getenv("KB_YEAR_TELL") == NULL)
		return;
	day_text(p->due, date);
	fprintf(stderr, "%s %s %s %s/%s: %s %s %s\n", date,
	    procedure_name(p->procedure), p->number,
	    node_attr(p->example, "name"),
	    p->step ? node_attr(p->step, "move") : "", err->code, err->arg,
	    err->detail);
}

/* Opens it, with other people, words or another example where its people are not
 * in the registers or that is refused: who is on a list cannot apply. */
static void
slot_open(struct year *y, struct slot *s)
{
	const char *name = procedure_name(s->play.procedure);
	struct play p = s->play, tried;
	struct err err;
	unsigned i;

	for (i = 0; i < CASTINGS; i++) {
		memset(&err, 0, sizeof(err));
		p.insists = i + 1 == CASTINGS;
		tried = p;
		if (play_step(&p, y->company, y->flow, y->db, &err)) {
			s->play = p;
			y->opened++;
			y->moved++;
			return;
		}
		if (strcmp(err.code, "example") != 0)
			refused(y, &tried, &err);
		if (!db_alive(y->db) ||
		    !play_new(y, name, s,
			s->play.seed + (uint64_t)(i + 1) * 104729, &p))
			break;
	}
	s->over = s->rated = true;
}

/* Some lie for weeks before somebody goes on with them. */
static bool
play_stalls(const struct play *p)
{
	return p->tries == 0 &&
	       play_draw(p->seed + (uint64_t)p->due, "stall", 100) < 3;
}

static void
slot_step(struct year *y, struct slot *s)
{
	struct play tried = s->play;
	struct err err = {0};

	if (play_stalls(&s->play))
		s->play.due = company_next(
		    y->company, s->play.due + 20 +
				    (long)play_draw(s->play.seed, "for", 40));
	else if (play_step(&s->play, y->company, y->flow, y->db, &err))
		y->moved++;
	else
		refused(y, &tried, &err);
}

/* Less than half of those who began a case say how it was. */
static void
slot_rate(struct year *y, struct slot *s)
{
	struct err err = {0};

	s->rated = true;
	if (play_draw(s->play.seed, "rate", 100) < 45 &&
	    play_rate(&s->play, y->db, s->play.due, &err))
		y->rated++;
}

static void
slot_day(struct year *y, struct slot *s, long day)
{
	while (!s->over && s->play.due == day) {
		if (s->play.number[0] == '\0')
			slot_open(y, s);
		else
			slot_step(y, s);
		if (s->play.step == NULL && !s->over) {
			s->over = true;
			s->play.due +=
			    1 + (long)play_draw(s->play.seed, "rating", 12);
		}
	}
	if (s->over && !s->rated && s->play.due == day)
		slot_rate(y, s);
}

/* A case that an effect opened, row i of example_children; one that nobody can
 * take up is left. */
static bool
slot_take(struct year *y, const struct procedure *p, const struct rows *r,
    size_t i, long day, struct err *err)
{
	const char *number = rows_get(r, i, "number");
	struct slot *s = slot_new(y->board, err);
	long due;

	if (s == NULL)
		return false;
	s->rated = true; /* nobody asked for it */
	s->play.seed = play_draw(2026, number, 1u << 31);
	s->play.start = day;
	s->play.procedure = p;
	if (!day_read(rows_get(r, i, "due"), &due))
		due = -1;
	if (!play_take(&s->play, y->company, number, rows_get(r, i, "parties"),
		rows_get(r, i, "record"), due))
		y->board->n--;
	return true;
}

/* Of procedures that are to be followed: taken up by its parties. */
bool
year_cases_begin(struct year *y, long day, struct err *err)
{
	const xmlNode *f = node_child(y->root, "follow");
	struct actor nobody = {0};
	struct rows *r = NULL;
	char date[11];
	bool ok = true;
	size_t i;

	atomic_store(&y->board->next, 0);
	day_text(day - 1, date);
	for (; ok && f; f = node_next(f)) {
		const char *name = node_attr(f, "procedure");

		ok = db_begin(y->db, &nobody, false, err) &&
		     db_call(y->db, "example_children", 2,
			 (const char *[]){name, date}, &r, err) &&
		     db_commit(y->db, err);
		for (i = 0; ok && i < rows_count(r); i++)
			ok = slot_take(y, flow_current(y->flow, name, date), r,
			    i, day, err);
		rows_free(r);
		r = NULL;
	}
	return ok;
}

bool
year_cases_day(struct year *y, long day)
{
	struct board *b = y->board;
	size_t i;

	while ((i = atomic_fetch_add(&b->next, 1)) < b->n)
		slot_day(y, &b->slot[i], day);
	return db_alive(y->db);
}
