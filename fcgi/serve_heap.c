/* serve_heap.c: see serve_pool.h: what the parent loaded, for its children. */
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "fcgi/serve_pool.h"

/* The heap of malloc, in whole pages; false: there is none. */
static bool
heap_range(char **from, size_t *n)
{
	FILE *f = fopen("/proc/self/maps", "r");
	unsigned long start, end;
	char line[512];
	bool found = false;

	while (f != NULL && !found && fgets(line, sizeof(line), f) != NULL)
		found = strstr(line, "[heap]") != NULL &&
			sscanf(line, "%lx-%lx", &start, &end) == 2;
	if (f != NULL)
		fclose(f);
	if (!found)
		return false;
	*from = (char *)(uintptr_t)start;
	*n = end - start;
	return true;
}

static bool
copy_to(int fd, const char *p, size_t n)
{
	while (n > 0) {
		ssize_t done = write(fd, p, n);

		if (done <= 0)
			return false;
		p += done;
		n -= (size_t)done;
	}
	return true;
}

/*
 * fork copies the table of all pages of anonymous memory, and each worker is as
 * large as everything that was loaded. Of a private mapping of a file it copies
 * nothing: a child maps what it touches, and owns what it writes. So the heap
 * goes into a file without a name, which takes its place.
 */
bool
serve_heap_share(void)
{
	char *from;
	size_t n;
	int fd = -1;
	bool ok = false;

	if (heap_range(&from, &n) &&
	    (fd = memfd_create("heap", MFD_CLOEXEC)) >= 0)
		ok = copy_to(fd, from, n) &&
		     mmap(from, n, PROT_READ | PROT_WRITE,
			 MAP_PRIVATE | MAP_FIXED, fd, 0) == from;
	if (fd >= 0)
		close(fd);
	return ok;
}
