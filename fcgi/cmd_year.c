/* cmd_year.c: a year of make-believe work: worked examples, played as cases by
 * the demonstration's people, day by day until today, on several connections.
 * Only where test-clock is on. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "base/day.h"
#include "fcgi/cmd.h"
#include "flow/play.h"
#include "xml/doc.h"
#include "xml/mem.h"

enum { SPAN = 365, CASTINGS = 12, JOBS = 16 };

/* One case to come, then its rating. */
struct slot {
	struct play play;
	bool over, rated;
};

struct year {
	const xmlNode *root;
	struct flow *flow;
	struct db *db; /* of this job */
	struct company *company;
	struct arena *a;
	struct slot *slot;
	size_t n, cap;
	long today;
	unsigned percent, jobs;
	unsigned opened, moved, rated, due, refused;
};

/* A job: told to go on (a byte), tells that it has. */
struct job {
	pid_t pid;
	int go, done;
};

static const char *
plan_attr(const struct year *y, const char *procedure, const char *name)
{
	const xmlNode *n = node_child(y->root, "procedure");
	const char *v = NULL;

	for (; n; n = node_next(n))
		if (strcmp(node_attr(n, "name"), procedure) == 0)
			v = node_attr(n, name);
	return v ? v : node_attr(y->root, name);
}

/* One of a list of words of six letters. */
static void
region_draw(const char *regions, uint64_t seed, char out[7])
{
	unsigned n = ((unsigned)strlen(regions) + 1) / 7;

	snprintf(out, 7, "%.6s", regions + 7 * play_draw(seed, "region", n));
}

/* What stands first in the file is what mostly happens; of the others the
 * shorter ones, as work is. */
static unsigned
example_weight(const xmlNode *example, unsigned *first)
{
	unsigned steps = play_fits(example) ? play_steps(example) : 0, weight;

	if (steps == 0)
		return 0;
	weight = *first * 840 / (steps < 3 ? 3 : steps);
	*first = 1;
	return weight;
}

static const xmlNode *
example_draw(const struct procedure *p, uint64_t seed)
{
	const xmlNode *n, *examples;
	unsigned all = 0, weight, at, first = 3;

	examples = node_child(procedure_root(p), "examples");
	for (n = node_child(examples, "example"); n; n = node_next(n))
		all += example_weight(n, &first);
	if (all == 0)
		return NULL;
	at = play_draw(seed, "example", all);
	first = 3;
	for (n = node_child(examples, "example"); n; n = node_next(n)) {
		weight = example_weight(n, &first);
		if (at < weight)
			return n;
		at -= weight;
	}
	return NULL;
}

/* Who, where, how fast: another play for another seed. */
static bool
play_new(
    struct year *y, const char *name, long day, uint64_t seed, struct play *p)
{
	char date[11];

	memset(p, 0, sizeof(*p));
	p->seed = seed;
	p->start = day;
	day_text(day, date);
	if ((p->procedure = flow_current(y->flow, name, date)) == NULL ||
	    (p->example = example_draw(p->procedure, seed)) == NULL)
		return false;
	region_draw(plan_attr(y, name, "regions"), seed, p->region);
	p->pace = 60 + play_draw(seed, "pace", 90);
	if (play_draw(seed, "slow", 12) == 0)
		p->pace += 150;
	return play_cast(p, y->company);
}

/* Another slot, empty; NULL: no memory. */
static struct slot *
slot_new(struct year *y, struct err *err)
{
	struct slot *s = y->slot;

	if (y->n == y->cap) {
		y->cap = y->cap ? 2 * y->cap : 1024;
		if ((s = realloc(s, y->cap * sizeof(*s))) == NULL) {
			err_fail(err, ERR_BUSY, "memory", "year");
			return NULL;
		}
		y->slot = s;
	}
	return memset(&s[y->n++], 0, sizeof(*s));
}

/* So many cases of a procedure, spread over the year. */
static bool
slots_add(struct year *y, const char *name, struct err *err)
{
	unsigned cases = (unsigned)atoi(plan_attr(y, name, "cases")), i;
	uint64_t seed = play_draw(2026, name, 1u << 31);
	struct slot *s;
	long day;

	cases = (cases * y->percent + 99) / 100;
	for (i = 0; i < cases; i++, seed += 7919) {
		if ((s = slot_new(y, err)) == NULL)
			return false;
		day = y->today - SPAN + 1 +
		      (long)play_draw(seed, "start", SPAN - 2);
		if (!play_new(y, name, day, seed, &s->play))
			y->n--;
	}
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

/* Opens it, with other people, words or another example where that is refused:
 * who is on a list cannot apply. */
static void
slot_open(struct year *y, struct slot *s)
{
	const char *name = procedure_name(s->play.procedure);
	struct play p = s->play, tried;
	struct err err;
	unsigned i;

	for (i = 0; i < CASTINGS; i++) {
		memset(&err, 0, sizeof(err));
		tried = p;
		if (play_step(&p, y->company, y->flow, y->db, &err)) {
			s->play = p;
			y->opened++;
			y->moved++;
			return;
		}
		refused(y, &tried, &err);
		if (!db_alive(y->db) ||
		    !play_new(y, name, s->play.start,
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

/* What effects opened the day before, of procedures that are to be followed,
 * is taken up by its parties: every job takes its share. */
static bool
day_follow(struct year *y, long day, unsigned which, struct err *err)
{
	const xmlNode *f = node_child(y->root, "follow");
	struct actor nobody = {0};
	struct rows *r = NULL;
	struct slot *s;
	char date[11];
	bool ok = true;
	long due;
	size_t i;

	day_text(day - 1, date);
	for (; ok && f; f = node_next(f)) {
		ok = db_begin(y->db, &nobody, false, err) &&
		     db_call(y->db, "example_children", 2,
			 (const char *[]){node_attr(f, "procedure"), date}, &r,
			 err) &&
		     db_commit(y->db, err);
		for (i = which; ok && i < rows_count(r); i += y->jobs) {
			if ((s = slot_new(y, err)) == NULL)
				break;
			s->rated = true; /* nobody asked for it */
			s->play.seed =
			    play_draw(2026, rows_get(r, i, "number"), 1u << 31);
			s->play.start = day;
			s->play.procedure = flow_current(
			    y->flow, node_attr(f, "procedure"), date);
			if (!day_read(rows_get(r, i, "due"), &due))
				due = -1;
			if (!play_take(&s->play, y->company,
				rows_get(r, i, "number"),
				rows_get(r, i, "parties"),
				rows_get(r, i, "record"), due))
				y->n--;
		}
		rows_free(r);
		r = NULL;
	}
	return ok && err->kind == ERR_NONE;
}

/* What the keeper would have done that day. */
static bool
day_due(struct year *y, long day, struct err *err)
{
	struct actor nobody = {0};
	struct rows *r = NULL;
	char at[24], date[11];
	const char *id = "";
	size_t letters;
	bool ok = true;

	day_text(day, date);
	snprintf(at, sizeof(at), "%s 06:00+08", date);
	while (ok && id) {
		ok = db_begin(y->db, &nobody, true, err) &&
		     db_call(y->db, "example_clock", 1, (const char *[]){at},
			 NULL, err) &&
		     db_call(y->db, "run_due", 0, NULL, &r, err);
		id = ok && rows_count(r) ? rows_first(r) : NULL;
		y->due += id != NULL;
		xmlmem_enter(y->a);
		ok = ok &&
		     (!id || flow_sign(y->flow, y->db, id, &letters, err)) &&
		     db_commit(y->db, err);
		xmlmem_leave();
		arena_reset(y->a);
		db_rollback(y->db);
		rows_free(r);
		r = NULL;
	}
	return ok;
}

static bool
wait_go(const struct job *j)
{
	char c;

	return read(j->go, &c, 1) == 1;
}

static bool
tell_done(const struct job *j)
{
	return write(j->done, "x", 1) == 1;
}

/* A job's year: every day first what falls due, then its own cases; all jobs
 * are on the same day. */
static int
job_run(struct year *y, const struct job *j, unsigned which)
{
	struct err err = {0};
	bool ok = (y->db = db_open(getenv("KB_DSN"), &err)) != NULL &&
		  db_patient(y->db, &err);
	long day;
	size_t i, n = 0;

	for (i = which; i < y->n; i += y->jobs) /* those of others go */
		y->slot[n++] = y->slot[i];
	y->n = n;
	for (day = y->today - SPAN; ok && day <= y->today; day++) {
		ok = wait_go(j) && day_due(y, day, &err) && tell_done(j) &&
		     wait_go(j) && day_follow(y, day, which, &err);
		for (i = 0; ok && i < y->n; i++)
			slot_day(y, &y->slot[i], day);
		ok = ok && db_alive(y->db) && tell_done(j);
	}
	if (!ok)
		return cmd_failed("year", &err);
	printf("%u cases opened, %u moves, %u due, %u rated, %u refused\n",
	    y->opened, y->moved, y->due, y->rated, y->refused);
	db_close(y->db);
	return 0;
}

static bool
jobs_go(struct job *job, unsigned n)
{
	char c;
	unsigned i;

	for (i = 0; i < n; i++)
		if (write(job[i].go, "x", 1) != 1)
			return false;
	for (i = 0; i < n; i++)
		if (read(job[i].done, &c, 1) != 1)
			return false;
	return true;
}

static bool
jobs_start(struct year *y, struct job *job)
{
	int go[2], done[2];
	struct job own;
	unsigned i;

	for (i = 0; i < y->jobs; i++) {
		if (pipe(go) != 0 || pipe(done) != 0)
			return false;
		fflush(stdout);
		if ((job[i].pid = fork()) < 0)
			return false;
		if (job[i].pid == 0) {
			close(go[1]);
			close(done[0]);
			own = (struct job){0, go[0], done[1]};
			exit(job_run(y, &own, i));
		}
		close(go[0]);
		close(done[1]);
		job[i].go = go[1];
		job[i].done = done[0];
	}
	return true;
}

static void
month_tell(struct year *y, unsigned day)
{
	char date[11];

	day_text(y->today - SPAN + (long)day, date);
	printf("demo: the year until %s\n", date);
	fflush(stdout);
}

/* The months' figures are added up, so that reading them stays short. */
static bool
month_end(struct db *db, struct err *err)
{
	struct actor nobody = {0};

	return db_begin(db, &nobody, true, err) &&
	       db_call(db, "fold_tally", 0, NULL, NULL, err) &&
	       db_commit(db, err);
}

static int
year_run(struct year *y, struct err *err)
{
	struct job job[JOBS];
	struct db *db = NULL;
	bool ok = jobs_start(y, job) && (db = cmd_db()) != NULL;
	unsigned i, day;
	int status;

	for (day = 0; ok && day <= SPAN; day++) {
		ok = jobs_go(job, y->jobs) && jobs_go(job, y->jobs);
		if (!ok || day % 30 != 5)
			continue;
		month_tell(y, day);
		ok = month_end(db, err);
	}
	db_close(db);
	for (i = 0; i < y->jobs; i++) {
		close(job[i].go);
		if (waitpid(job[i].pid, &status, 0) < 0 || status != 0)
			ok = false;
	}
	return ok ? 0 : cmd_failed("year", err);
}

static bool
year_plan(struct year *y, struct err *err)
{
	struct actor nobody = {0};
	struct db *db = cmd_db();
	const struct procedure *p;
	const char *name;
	char today[11];
	size_t i;
	bool ok;

	day_text(y->today, today);
	ok = db && db_begin(db, &nobody, false, err) &&
	     flow_load_all(y->flow, db, err) &&
	     (y->company = company_new(db, y->root, y->today, err)) != NULL &&
	     db_commit(db, err);
	for (i = 0; ok && (p = flow_nth(y->flow, i)) != NULL; i++) {
		name = procedure_name(p);
		if (flow_current(y->flow, name, today) == p)
			ok = slots_add(y, name, err);
	}
	db_close(db);
	return ok;
}

int
cmd_year(int argc, char **argv)
{
	struct year y = {.percent = 100, .jobs = 2};
	struct err err = {0};
	xmlDoc *doc = NULL;
	int status = 1;

	if (argc < 2 || argc > 4 || getenv("KB_DSN") == NULL)
		return cmd_usage("year FILE [PERCENT [JOBS]]");
	if (argc > 2)
		y.percent = (unsigned)atoi(argv[2]);
	if (argc > 3)
		y.jobs = (unsigned)atoi(argv[3]);
	if (y.percent == 0 || y.jobs == 0 || y.jobs > JOBS)
		return cmd_usage("year FILE [PERCENT [JOBS]]");
	setenv("PGOPTIONS", "-c synchronous_commit=off", 1);
	y.today = (long)((time(NULL) + 8 * 3600) / 86400);
	y.a = arena_new((size_t)64 << 20);
	if (y.a && (doc = doc_load(argv[1], &err)) != NULL &&
	    (y.flow = flow_open(cmd_root(), getenv("KB_FONTS"), &err)) !=
		NULL &&
	    flow_use_agent(y.flow, getenv("KB_SIGNER"), &err)) {
		y.root = xmlDocGetRootElement(doc);
		if (year_plan(&y, &err))
			status = year_run(&y, &err);
		else
			status = cmd_failed(argv[1], &err);
	} else {
		status = cmd_failed(argv[1], &err);
	}
	free(y.slot);
	company_free(y.company);
	flow_close(y.flow);
	arena_free(y.a);
	xmlFreeDoc(doc);
	return status;
}
