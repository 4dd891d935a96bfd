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
#include "db/call.h"
#include "fcgi/cmd.h"
#include "fcgi/cmd_year.h"
#include "flow/play.h"
#include "xml/doc.h"
#include "xml/mem.h"

enum { JOBS = 16, DEADLOCKS = 3 };

/* A job: told to go on (a byte), tells that it has. */
struct job {
	pid_t pid;
	int go, done;
};

/* One move that is due; *more: there was one. */
static bool
due_move(struct year *y, const char *at, bool *more, struct err *err)
{
	struct rows *clock = NULL, *r = NULL;
	size_t letters;
	bool ok;

	xmlmem_enter(y->a);
	ok = db_begin_call(
		 y->db, "example_clock", 1, &at, NULL, 0, &clock, err) &&
	     db_call(y->db, "run_due", 0, NULL, &r, err);
	*more = rows_count(r) > 0;
	ok = ok &&
	     (!*more ||
		 flow_sign(y->flow, y->db, rows_first(r), &letters, err)) &&
	     db_commit(y->db, err);
	xmlmem_leave();
	arena_reset(y->a);
	db_rollback(y->db);
	rows_free(clock);
	rows_free(r);
	y->due += ok && *more;
	return ok;
}

/* What the keeper would have done that day. Two jobs that wait for each other's
 * cases, a parent's and its child's: one of them begins anew. */
static bool
day_due(struct year *y, long day, struct err *err)
{
	char at[24], date[11];
	unsigned left = DEADLOCKS;
	bool more = true;

	day_text(day, date);
	snprintf(at, sizeof(at), "%s 06:00+08", date);
	while (more) {
		if (due_move(y, at, &more, err))
			continue;
		if (err->kind != ERR_BUSY || !db_alive(y->db) || left-- == 0)
			return false;
		err_clear(err);
		more = true;
	}
	return true;
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

/* A job's year: every day first what falls due, then cases, of each the next
 * one; all jobs are on the same day. */
static int
job_run(struct year *y, const struct job *j)
{
	struct err err = {0};
	bool ok = (y->db = db_open(getenv("KB_DSN"), &err)) != NULL &&
		  db_patient(y->db, &err);
	long day;

	for (day = y->today - YEAR_SPAN; ok && day <= y->today; day++)
		ok = wait_go(j) && day_due(y, day, &err) &&
		     year_cases_day(y, day) && tell_done(j);
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
			exit(job_run(y, &own));
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

	day_text(y->today - YEAR_SPAN + (long)day, date);
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
	bool ok = jobs_start(y, job) && (y->db = cmd_db()) != NULL;
	unsigned i, day;
	int status;

	for (day = 0; ok && day <= YEAR_SPAN; day++) {
		ok = year_cases_begin(
			 y, y->today - YEAR_SPAN + (long)day, err) &&
		     jobs_go(job, y->jobs);
		if (!ok || day % 30 != 5)
			continue;
		month_tell(y, day);
		ok = month_end(y->db, err);
	}
	db_close(y->db);
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
			ok = year_cases_add(y, name, err);
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
	/* plans are made while tables are small, and kept */
	setenv(
	    "PGOPTIONS", "-c synchronous_commit=off -c enable_seqscan=off", 1);
	y.today = (long)((time(NULL) + 8 * 3600) / 86400);
	y.a = arena_new((size_t)64 << 20);
	if (y.a && (y.board = board_new(&err)) != NULL &&
	    (doc = doc_load(argv[1], &err)) != NULL &&
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
	board_free(y.board);
	company_free(y.company);
	flow_close(y.flow);
	arena_free(y.a);
	xmlFreeDoc(doc);
	return status;
}
