/* clock.c: a library to be preloaded: moves the wall clock of a program by the
 * seconds (64 bits) that stand in the file $KB_CLOCK, at once when they change
 * there. Clocks that nobody can set stay. The file is mapped before main, so
 * that a program that can open nothing any more sees it too. */
#include <dlfcn.h>
#include <fcntl.h>
#include <stdint.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/time.h>
#include <time.h>
#include <unistd.h>

typedef int get_time(clockid_t, struct timespec *);

static const int64_t none;
static const volatile int64_t *moved = &none;
static get_time *real;

__attribute__((constructor)) static void
clock_map(void)
{
	const char *path = getenv("KB_CLOCK");
	int fd = path != NULL ? open(path, O_RDONLY | O_CLOEXEC) : -1;
	void *p;

	real = (get_time *)dlsym(RTLD_NEXT, "clock_gettime");
	p = mmap(NULL, sizeof(*moved), PROT_READ, MAP_SHARED, fd, 0);
	if (p != MAP_FAILED)
		moved = p;
	if (fd >= 0)
		close(fd);
}

int
clock_gettime(clockid_t id, struct timespec *t)
{
	int rc;

	if (real == NULL)
		real = (get_time *)dlsym(RTLD_NEXT, "clock_gettime");
	rc = real(id, t);
	if (rc == 0 && (id == CLOCK_REALTIME || id == CLOCK_REALTIME_COARSE))
		t->tv_sec += *moved;
	return rc;
}

int
gettimeofday(struct timeval *restrict v, void *restrict zone)
{
	struct timespec t;
	int rc = clock_gettime(CLOCK_REALTIME, &t);

	(void)zone;
	v->tv_sec = t.tv_sec;
	v->tv_usec = t.tv_nsec / 1000;
	return rc;
}

time_t
time(time_t *to)
{
	struct timespec t;

	clock_gettime(CLOCK_REALTIME, &t);
	if (to != NULL)
		*to = t.tv_sec;
	return t.tv_sec;
}
