/* serve_heap.c: see serve_pool.h: what the parent loaded, for its children. */
#include <fcntl.h>
#include <malloc.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "fcgi/serve_pool.h"

enum { RANGES = 64, SMALL = 128 << 10, LARGE = 1 << 30, PAGE = 4096 };

struct range {
	char *from;
	size_t n;
};

/* The heap of malloc and other anonymous memory of some size; what is very
 * large belongs to a sanitizer. */
static size_t
ranges_find(struct range *out)
{
	FILE *f = fopen("/proc/self/maps", "r");
	unsigned long start, end, inode;
	char line[512], mode[8], name[64];
	size_t n = 0;

	while (f != NULL && n < RANGES && fgets(line, sizeof(line), f)) {
		*name = '\0';
		if (sscanf(line, "%lx-%lx %7s %*s %*s %lu %63s", &start, &end,
			mode, &inode, name) < 4 ||
		    inode != 0 || strcmp(mode, "rw-p") != 0 ||
		    (*name && strcmp(name, "[heap]") != 0) ||
		    end - start < SMALL || end - start > LARGE)
			continue;
		out[n++] = (struct range){
		    (char *)(uintptr_t)start, (size_t)(end - start)};
	}
	if (f != NULL)
		fclose(f);
	return n;
}

/* Copies what is there of it, in memory or swapped out; the rest is a hole. */
static bool
range_copy(int fd, int pagemap, const struct range *r, off_t at)
{
	uint64_t page[512];
	uintptr_t first = (uintptr_t)r->from / PAGE;
	size_t i;

	for (i = 0; i < r->n / PAGE; i++) {
		if (i % 512 == 0 && pread(pagemap, page, sizeof(page),
					(off_t)((first + i) * 8)) <= 0)
			return false;
		if (page[i % 512] >> 62 != 0 &&
		    pwrite(fd, r->from + i * PAGE, PAGE,
			at + (off_t)(i * PAGE)) != PAGE)
			return false;
	}
	return true;
}

/*
 * fork copies the table of all pages of anonymous memory, and each worker is as
 * large as everything that was loaded. Of a private mapping of a file it copies
 * nothing: a child maps what it touches, and owns what it writes. So that memory
 * goes into a file without a name, which takes its place.
 */
bool
serve_heap_share(void)
{
	struct range r[RANGES];
	size_t n, i;
	off_t at = 0;
	int fd = memfd_create("heap", MFD_CLOEXEC);
	int pagemap = open("/proc/self/pagemap", O_RDONLY | O_CLOEXEC);
	bool ok;

	/* What loading freed is put in order here, else each worker writes
	 * into all of its pages to do so. */
	malloc_trim(0);
	n = ranges_find(r);
	ok = fd >= 0 && pagemap >= 0 && n > 0;
	for (i = 0; ok && i < n; at += (off_t)r[i++].n)
		ok = ftruncate(fd, at + (off_t)r[i].n) == 0 &&
		     range_copy(fd, pagemap, &r[i], at) &&
		     mmap(r[i].from, r[i].n, PROT_READ | PROT_WRITE,
			 MAP_PRIVATE | MAP_FIXED | MAP_NORESERVE, fd,
			 at) == r[i].from;
	if (pagemap >= 0)
		close(pagemap);
	if (fd >= 0)
		close(fd);
	return ok;
}
