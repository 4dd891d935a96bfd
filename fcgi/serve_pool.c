/* serve_pool.c: the parent: loads once, forks, replaces, reloads, drains. */
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "base/file.h"
#include "base/log.h"
#include "fcgi/serve_pool.h"

#define WORKERS_MAX 256
#define DRAIN_SECONDS 40
#define LISTEN_ENV "KB_LISTEN_FD"

struct pool {
	const struct serve_conf *conf;
	const struct serve_program *program;
	int fd;
	pid_t pid[WORKERS_MAX];
	long born[WORKERS_MAX]; /* steady_seconds; 0: never */
};

static volatile sig_atomic_t asked_stop, asked_reload, asked_child;

static void
pool_signal(int sig)
{
	if (sig == SIGHUP)
		asked_reload = 1;
	else if (sig == SIGCHLD)
		asked_child = 1;
	else
		asked_stop = 1;
}

static void
pool_fork(struct pool *p, int i)
{
	pid_t pid, parent = getpid();
	sigset_t term; /* held back until the worker listens to it */

	p->born[i] = steady_seconds();
	pid = fork();
	if (pid == 0) {
		sigemptyset(&term);
		sigaddset(&term, SIGTERM);
		sigprocmask(SIG_SETMASK, &term, NULL);
		signal(SIGHUP, SIG_IGN);
		signal(SIGINT, SIG_IGN);
		signal(SIGCHLD, SIG_DFL);
		prctl(PR_SET_PDEATHSIG, SIGTERM);
		if (getppid() != parent)
			_exit(0);
		exit(serve_worker(p->fd, p->program));
	}
	p->pid[i] = pid > 0 ? pid : 0;
	if (pid < 0)
		log_line(LOG_ERROR, "fork: %s", strerror(errno));
}

static void
pool_reap(struct pool *p)
{
	int status, i;
	pid_t pid;

	while ((pid = waitpid(-1, &status, WNOHANG)) > 0) {
		for (i = 0; i < p->conf->workers && p->pid[i] != pid; i++)
			;
		if (i == p->conf->workers)
			continue;
		p->pid[i] = 0;
		if (WIFSIGNALED(status))
			log_line(LOG_ERROR, "worker %d ended by signal %d",
			    (int)pid, WTERMSIG(status));
	}
}

/* Replaces the missing; one that died at once waits a second, so that a
 * lasting fault does not become a storm of forks. */
static bool
pool_fill(struct pool *p)
{
	bool wait = false;
	int i;

	for (i = 0; i < p->conf->workers; i++) {
		if (p->pid[i] != 0)
			continue;
		if (p->born[i] != 0 && steady_seconds() - p->born[i] < 1)
			wait = true;
		else
			pool_fork(p, i);
	}
	return wait;
}

static void
pool_kill(struct pool *p, int sig)
{
	int i;

	for (i = 0; i < p->conf->workers; i++)
		if (p->pid[i] > 0)
			kill(p->pid[i], sig);
}

static bool
pool_any(const struct pool *p)
{
	int i;

	for (i = 0; i < p->conf->workers; i++)
		if (p->pid[i] > 0)
			return true;
	return false;
}

static void
pool_drain(struct pool *p)
{
	struct timespec ms = {0, 20000000};
	int n;

	for (n = 0; pool_any(p) && n < DRAIN_SECONDS * 50; n++) {
		if (n % 10 == 0) /* one that was between check and accept */
			pool_kill(p, SIGTERM);
		nanosleep(&ms, NULL);
		pool_reap(p);
	}
	pool_kill(p, SIGKILL);
}

/* Tries the new files in a child of its own, then starts itself anew over the
 * same socket: waiting connections stay in its queue. */
static void
pool_reload(struct pool *p)
{
	char fd[16];
	int status = 1;
	pid_t pid = fork();

	if (pid == 0) {
		setenv("KB_TRY", "1", 1);
		execv("/proc/self/exe", p->conf->argv);
		_exit(127);
	}
	if (pid < 0 || waitpid(pid, &status, 0) != pid || status != 0) {
		log_line(LOG_ERROR, "reload refused: the new files do not "
				    "load; the old ones go on");
		return;
	}
	log_line(LOG_INFO, "reload");
	pool_drain(p);
	snprintf(fd, sizeof(fd), "%d", p->fd);
	setenv(LISTEN_ENV, fd, 1);
	execv("/proc/self/exe", p->conf->argv);
	log_line(LOG_ERROR, "exec: %s", strerror(errno));
	exit(1);
}

static void
pool_signals(sigset_t *unblocked)
{
	static const int sigs[] = {SIGTERM, SIGINT, SIGHUP, SIGCHLD};
	struct sigaction sa = {.sa_handler = pool_signal};
	sigset_t block;
	size_t i;

	sigemptyset(&block);
	for (i = 0; i < sizeof(sigs) / sizeof(*sigs); i++) {
		sigaction(sigs[i], &sa, NULL);
		sigaddset(&block, sigs[i]);
	}
	sigprocmask(SIG_BLOCK, &block, NULL);
	sigemptyset(unblocked);
}

static void
pool_loop(struct pool *p)
{
	struct timespec second = {1, 0};
	sigset_t unblocked;
	bool wait;

	pool_signals(&unblocked);
	while (!asked_stop) {
		wait = pool_fill(p);
		pselect(0, NULL, NULL, NULL, wait ? &second : NULL, &unblocked);
		if (asked_child) {
			asked_child = 0;
			pool_reap(p);
		}
		if (asked_reload) {
			asked_reload = 0;
			pool_reload(p);
		}
	}
	pool_drain(p);
}

static int
pool_socket(const struct serve_conf *conf)
{
	const char *inherited = getenv(LISTEN_ENV);
	int fd;

	if (inherited) {
		fd = atoi(inherited);
		unsetenv(LISTEN_ENV);
		if (fcntl(fd, F_GETFD) >= 0)
			return fd;
	}
	return serve_listen(conf->socket, conf->mode);
}

int
serve_run(const struct serve_conf *conf, const struct serve_program *program)
{
	static struct pool p;
	struct err err = {0};

	log_name(conf->name);
	if (conf->workers < 1 || conf->workers > WORKERS_MAX) {
		log_line(LOG_ERROR, "workers: 1 to %d", WORKERS_MAX);
		return 2;
	}
	if (!program->load(program->ctx, &err)) {
		log_err(LOG_ERROR, "cannot start", &err);
		return 1;
	}
	if (getenv("KB_TRY")) {
		program->unload(program->ctx);
		return 0;
	}
	p.conf = conf;
	p.program = program;
	if ((p.fd = pool_socket(conf)) < 0) {
		log_line(LOG_ERROR, "cannot listen on %s: %s", conf->socket,
		    strerror(errno));
		return 1;
	}
	log_line(LOG_INFO, "%d workers on %s", conf->workers, conf->socket);
	if (!serve_heap_share())
		log_line(LOG_WARN, "the workers' memory is a copy each");
	pool_loop(&p);
	program->unload(program->ctx);
	return 0;
}
