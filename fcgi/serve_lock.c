/* serve_lock.c: a worker locks itself in before it reads a foreign byte. */
#include <errno.h>
#include <iconv.h>
#include <seccomp.h>
#include <stddef.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <time.h>
#include <unistd.h>

#include "fcgi/serve_pool.h"

/* All that talking over open descriptors, memory and time need. Whatever else
 * is called answers EPERM: no open, no socket, no connect, no exec, no fork. */
static const int allowed[] = {SCMP_SYS(read), SCMP_SYS(readv),
    SCMP_SYS(pread64), SCMP_SYS(write), SCMP_SYS(writev), SCMP_SYS(recvfrom),
    SCMP_SYS(recvmsg), SCMP_SYS(sendto), SCMP_SYS(sendmsg), SCMP_SYS(poll),
    SCMP_SYS(ppoll), SCMP_SYS(select), SCMP_SYS(pselect6), SCMP_SYS(accept),
    SCMP_SYS(accept4), SCMP_SYS(close), SCMP_SYS(shutdown), SCMP_SYS(fstat),
    SCMP_SYS(newfstatat), SCMP_SYS(lseek), SCMP_SYS(mmap), SCMP_SYS(munmap),
    SCMP_SYS(mremap), SCMP_SYS(mprotect), SCMP_SYS(madvise), SCMP_SYS(mlock),
    SCMP_SYS(munlock), SCMP_SYS(brk), SCMP_SYS(futex), SCMP_SYS(getrandom),
    SCMP_SYS(clock_gettime), SCMP_SYS(clock_nanosleep), SCMP_SYS(nanosleep),
    SCMP_SYS(gettimeofday), SCMP_SYS(time), SCMP_SYS(rt_sigaction),
    SCMP_SYS(rt_sigprocmask), SCMP_SYS(rt_sigreturn), SCMP_SYS(alarm),
    SCMP_SYS(setitimer), SCMP_SYS(getpid), SCMP_SYS(gettid), SCMP_SYS(exit),
    SCMP_SYS(exit_group), SCMP_SYS(fcntl), SCMP_SYS(getsockopt),
    SCMP_SYS(setsockopt), SCMP_SYS(getsockname), SCMP_SYS(getpeername),
    SCMP_SYS(restart_syscall), SCMP_SYS(sched_yield), SCMP_SYS(getrusage),
    SCMP_SYS(prctl), SCMP_SYS(epoll_wait), SCMP_SYS(epoll_pwait)};

static void
limit(int what, rlim_t n)
{
	struct rlimit l = {n, n};

	setrlimit(what, &l);
}

/* What would be opened late is opened now; while one converter is open, others
 * of its kind need no file. */
static void
warm(void)
{
	static iconv_t kept;

	kept = iconv_open("UTF-8", "GB18030");
	(void)kept;
	tzset();
}

bool
serve_lock_in(struct err *err)
{
#if defined(__SANITIZE_ADDRESS__)
	(void)limit, (void)warm, (void)allowed, (void)err;
	return true; /* the sanitizer's own calls are not in the list */
#else
	scmp_filter_ctx ctx;
	const struct scmp_arg_cmp self = {
	    .arg = 0, .op = SCMP_CMP_EQ, .datum_a = (scmp_datum_t)getpid()};
	size_t i;
	int rc = 0;

	warm();
	limit(RLIMIT_CORE, 0);
	if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0)
		return err_fail(
		    err, ERR_BUG, "start", "no_new_privs: %s", strerror(errno));
	if ((ctx = seccomp_init(SCMP_ACT_ERRNO(EPERM))) == NULL)
		return err_fail(err, ERR_BUG, "start", "seccomp_init");
	for (i = 0; i < sizeof(allowed) / sizeof(*allowed) && rc == 0; i++)
		rc = seccomp_rule_add(ctx, SCMP_ACT_ALLOW, allowed[i], 0);
	if (rc == 0) /* abort() may end this process, nobody else's */
		rc = seccomp_rule_add_array(
		    ctx, SCMP_ACT_ALLOW, SCMP_SYS(tgkill), 1, &self);
	if (rc == 0)
		rc = seccomp_load(ctx);
	seccomp_release(ctx);
	if (rc != 0)
		return err_fail(
		    err, ERR_BUG, "start", "seccomp: %s", strerror(-rc));
	return true;
#endif
}
