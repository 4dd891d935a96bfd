/* cmd_batch.c: see cmd_batch.h. */
#include "fcgi/cmd_batch.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum { JOBS = 64, TICK = 100 }; /* ms between two looks */

/* What all processes see. */
struct shared {
	atomic_size_t next, made, kept, failed;
	atomic_size_t at[JOBS]; /* of each process, + 1 */
};

struct run {
	const struct batch *b;
	char **paths; /* files only; heap */
	size_t n, cap;
	struct shared *all;
	FILE *tell;  /* standard error as it was */
	FILE *wrong; /* what standard error is meanwhile */
	time_t from;
	size_t shown; /* percent, + 1 */
};

static volatile sig_atomic_t stopped;

static void
on_stop(int sig)
{
	stopped = sig;
}

bool
batch_write(const char *path, const struct buf *b, struct err *err)
{
	struct stat st;
	bool plain = stat(path, &st) != 0 || S_ISREG(st.st_mode);
	char temp[4200];
	FILE *f;
	bool ok;

	snprintf(temp, sizeof(temp), plain ? "%s.%ld.tmp" : "%s", path,
	    (long)getpid());
	f = fopen(temp, "wb");
	ok = f != NULL && fwrite(b->data, 1, b->len, f) == b->len;
	if (f != NULL && fclose(f) != 0)
		ok = false;
	if (plain && ok)
		ok = rename(temp, path) == 0;
	if (plain && !ok)
		unlink(temp);
	return ok || err_fail(err, ERR_INPUT, "letter-output",
			 "cannot write %s: %s", path, strerror(errno));
}

static bool
path_add(struct run *r, const char *folder, const char *name)
{
	size_t cap = r->cap > 0 ? r->cap * 2 : 256;
	char **more, *path;

	if (r->n == r->cap) {
		if ((more = realloc(r->paths, cap * sizeof(*more))) == NULL)
			return false;
		r->paths = more;
		r->cap = cap;
	}
	if (asprintf(&path, "%s%s%s", folder, *folder ? "/" : "", name) < 0)
		return false;
	r->paths[r->n++] = path;
	return true;
}

static int
is_xml(const struct dirent *d)
{
	size_t n = strlen(d->d_name);

	return n > 4 && strcmp(d->d_name + n - 4, ".xml") == 0;
}

static bool
paths_read(struct run *r)
{
	struct dirent **list;
	struct stat st;
	bool ok = true;
	int n;

	for (size_t i = 0; ok && i < r->b->n; i++) {
		const char *path = r->b->paths[i];

		if (stat(path, &st) != 0 || !S_ISDIR(st.st_mode)) {
			ok = path_add(r, "", path);
			continue;
		}
		n = scandir(path, &list, is_xml, alphasort);
		for (int k = 0; k < n; k++) {
			ok = ok && path_add(r, path, list[k]->d_name);
			free(list[k]);
		}
		if (n >= 0)
			free(list);
	}
	return ok;
}

/* NAME.PID.tmp of batch_write, whose process is gone. */
static int
is_left(const struct dirent *d)
{
	const char *dot = strrchr(d->d_name, '.');
	long pid = 0;

	if (dot == NULL || strcmp(dot, ".tmp") != 0)
		return 0;
	while (dot > d->d_name && dot[-1] != '.')
		dot--;
	pid = strtol(dot, NULL, 10);
	return pid > 0 && kill((pid_t)pid, 0) != 0 && errno == ESRCH;
}

/* What was being written when a process was killed. */
static void
left_remove(const struct run *r)
{
	struct dirent **list;
	char path[4200];
	int n = scandir(r->b->dir, &list, is_left, NULL);

	for (int i = 0; i < n; i++) {
		snprintf(
		    path, sizeof(path), "%s/%s", r->b->dir, list[i]->d_name);
		unlink(path);
		free(list[i]);
	}
	if (n >= 0)
		free(list);
}

static void
out_of(const struct run *r, const char *path, char out[4096])
{
	const char *slash = strrchr(path, '/');
	const char *base = slash != NULL ? slash + 1 : path;
	const char *dot = strrchr(base, '.');

	snprintf(out, 4096, "%s/%.*s.%s", r->b->dir,
	    (int)(dot != NULL ? dot - base : (long)strlen(base)), base,
	    r->b->ending);
}

static int
by_text(const void *a, const void *b)
{
	return strcmp(*(char *const *)a, *(char *const *)b);
}

/* Two that would become the same file are told before any is made. */
static bool
outs_differ(const struct run *r)
{
	char **outs = calloc(r->n + 1, sizeof(*outs)), out[4096];
	bool ok = outs != NULL;

	for (size_t i = 0; ok && i < r->n; i++) {
		out_of(r, r->paths[i], out);
		ok = (outs[i] = strdup(out)) != NULL;
	}
	if (ok)
		qsort(outs, r->n, sizeof(*outs), by_text);
	for (size_t i = 1; ok && i < r->n; i++)
		if (strcmp(outs[i - 1], outs[i]) == 0) {
			fprintf(
			    stderr, "kuaibao: two files become %s\n", outs[i]);
			ok = false;
		}
	for (size_t i = 0; outs != NULL && i < r->n; i++)
		free(outs[i]);
	free(outs);
	return ok;
}

/* Whether it was made from the file as it is now. */
static bool
is_made(const char *path, const char *out)
{
	struct stat in, have;

	return stat(path, &in) == 0 && stat(out, &have) == 0 &&
	       have.st_size > 0 &&
	       (have.st_mtim.tv_sec > in.st_mtim.tv_sec ||
		   (have.st_mtim.tv_sec == in.st_mtim.tv_sec &&
		       have.st_mtim.tv_nsec > in.st_mtim.tv_nsec));
}

static void
show(struct run *r)
{
	size_t done = r->all->made + r->all->kept + r->all->failed;
	size_t percent = r->n > 0 ? done * 100 / r->n : 100;
	double took = difftime(time(NULL), r->from);

	if (isatty(fileno(r->tell))) {
		fprintf(r->tell, "\r%zu of %zu (%zu %%), %.0f a second ", done,
		    r->n, percent, took > 0 ? (double)r->all->made / took : 0);
	} else if (r->n >= 100 && percent + 1 > r->shown) {
		fprintf(r->tell, "%zu of %zu (%zu %%)\n", done, r->n, percent);
		r->shown = percent + 1;
	}
	fflush(r->tell);
}

/* Takes one after the other until all are taken or it is to stop. */
static void
work(struct run *r, unsigned job, bool alone)
{
	struct timespec last = {0}, now;
	char out[4096];
	size_t i;

	while (!stopped && (i = r->all->next++) < r->n) {
		r->all->at[job] = i + 1;
		out_of(r, r->paths[i], out);
		if (is_made(r->paths[i], out))
			r->all->kept++;
		else if (r->b->make(r->b->ctx, r->paths[i], out))
			r->all->made++;
		else
			r->all->failed++;
		clock_gettime(CLOCK_MONOTONIC, &now);
		if (alone && (now.tv_sec - last.tv_sec) * 1000 +
				     (now.tv_nsec - last.tv_nsec) / 1000000 >=
				 TICK) {
			show(r);
			last = now;
		}
	}
	r->all->at[job] = 0;
	fflush(stderr);
}

/* Shows how far they are until all have ended; says who fell. */
static void
watch(struct run *r, const pid_t *pids, unsigned jobs)
{
	const struct timespec tick = {0, TICK * 1000000L};
	unsigned left = jobs;
	bool told = false;
	int status;
	pid_t pid;

	while (left > 0) {
		for (unsigned i = 0; stopped && !told && i < jobs; i++)
			kill(pids[i], SIGTERM);
		told = stopped != 0;
		if ((pid = waitpid(-1, &status, WNOHANG)) <= 0) {
			nanosleep(&tick, NULL);
			show(r);
			continue;
		}
		left--;
		for (unsigned i = 0; i < jobs; i++) {
			size_t at = r->all->at[i];

			if (pids[i] != pid || at == 0)
				continue;
			fprintf(stderr, "kuaibao: %s: a process fell at it\n",
			    r->paths[at - 1]);
			r->all->failed++;
		}
	}
}

static void
run_jobs(struct run *r)
{
	pid_t pids[JOBS];
	unsigned jobs = 0;

	if (r->b->jobs <= 1) {
		work(r, 0, true);
		return;
	}
	for (; jobs < r->b->jobs && jobs < JOBS; jobs++) {
		if ((pids[jobs] = fork()) == 0) {
			prctl(PR_SET_PDEATHSIG, SIGTERM);
			work(r, jobs, false);
			_exit(0);
		}
		if (pids[jobs] < 0)
			break;
	}
	if (jobs == 0)
		work(r, 0, true);
	watch(r, pids, jobs);
}

/* Standard error is kept aside, so that what is wrong is told at the end. */
static bool
run_open(struct run *r)
{
	int fd;

	r->all = mmap(NULL, sizeof(*r->all), PROT_READ | PROT_WRITE,
	    MAP_SHARED | MAP_ANONYMOUS, -1, 0);
	if (r->all == MAP_FAILED)
		r->all = NULL;
	fd = dup(STDERR_FILENO);
	r->tell = fd >= 0 ? fdopen(fd, "w") : NULL;
	r->wrong = tmpfile();
	if (r->all == NULL || r->tell == NULL || r->wrong == NULL ||
	    !paths_read(r) || !outs_differ(r))
		return false;
	fcntl(fileno(r->wrong), F_SETFL, O_APPEND);
	dup2(fileno(r->wrong), STDERR_FILENO);
	r->from = time(NULL);
	return true;
}

static void
run_close(struct run *r)
{
	int c;

	if (r->tell != NULL) {
		fflush(stderr);
		dup2(fileno(r->tell), STDERR_FILENO);
	}
	if (r->wrong != NULL) {
		for (rewind(r->wrong); (c = getc(r->wrong)) != EOF;)
			putc(c, stderr);
		fclose(r->wrong);
	}
	if (r->tell != NULL)
		fclose(r->tell);
	if (r->all != NULL)
		munmap(r->all, sizeof(*r->all));
	for (size_t i = 0; i < r->n; i++)
		free(r->paths[i]);
	free(r->paths);
}

static int
run_sum(struct run *r)
{
	size_t made = r->all->made, kept = r->all->kept;
	size_t failed = r->all->failed, left = r->n - made - kept - failed;
	bool line = isatty(fileno(r->tell));

	if (line)
		show(r);
	fprintf(r->tell, "%s%zu made, %zu were there, %zu failed",
	    line ? "\n" : "", made, kept, failed);
	if (left > 0)
		fprintf(r->tell, ", %zu left: stopped, the same call goes on",
		    left);
	fprintf(r->tell, "\n");
	if (left > 0 && stopped)
		return 128 + stopped;
	return failed > 0 || left > 0;
}

int
batch_run(const struct batch *b)
{
	struct sigaction stop = {.sa_handler = on_stop, .sa_flags = SA_RESTART},
			 was[2];
	struct run r = {.b = b};
	int status = 1;

	stopped = 0;
	sigemptyset(&stop.sa_mask);
	sigaction(SIGINT, &stop, &was[0]);
	sigaction(SIGTERM, &stop, &was[1]);
	if (run_open(&r)) {
		left_remove(&r);
		run_jobs(&r);
		status = run_sum(&r);
	}
	run_close(&r);
	sigaction(SIGINT, &was[0], NULL);
	sigaction(SIGTERM, &was[1], NULL);
	return status;
}
