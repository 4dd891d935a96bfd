/* arena.c: see arena.h. */
#include "base/arena.h"

#include <stdarg.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>

#include "base/poison.h"

enum { ALIGN = 16, KEEP = 1 << 20 };

struct defer {
	void (*fn)(void *);
	void *ptr;
	struct defer *next;
};

struct arena {
	char *base;
	size_t limit, used;
	bool full;
	struct defer *defers; /* last first */
};

struct arena *
arena_new(size_t limit)
{
	struct arena *a;
	void *base;

	if (limit == 0 || limit > SIZE_MAX / 4)
		return NULL;
	if ((a = calloc(1, sizeof(*a))) == NULL)
		return NULL;
	a->limit = (limit + KEEP - 1) & ~((size_t)KEEP - 1);
	base = mmap(NULL, a->limit, PROT_READ | PROT_WRITE,
	    MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
	if (base == MAP_FAILED) {
		free(a);
		return NULL;
	}
	a->base = base;
	POISON(a->base, a->limit);
	return a;
}

static void
run_defers(struct arena *a)
{
	while (a->defers != NULL) {
		struct defer *d = a->defers;

		a->defers = d->next;
		d->fn(d->ptr);
	}
}

void
arena_reset(struct arena *a)
{
	run_defers(a);
	/* The pages read as zero afterwards; should the call fail they keep
	 * their bytes, which nobody may rely on either. */
	if (a->used > KEEP)
		(void)madvise(a->base + KEEP, a->limit - KEEP, MADV_DONTNEED);
	a->used = 0;
	a->full = false;
	POISON(a->base, a->limit);
}

void
arena_free(struct arena *a)
{
	if (a == NULL)
		return;
	run_defers(a);
	UNPOISON(a->base, a->limit);
	munmap(a->base, a->limit);
	free(a);
}

void *
arena_alloc(struct arena *a, size_t n)
{
	size_t at = a->used;

	if (n <= a->limit - at)
		n = (n + ALIGN - 1) & ~((size_t)ALIGN - 1);
	if (n > a->limit - at) {
		a->full = true;
		return NULL;
	}
	a->used = at + n;
	UNPOISON(a->base + at, n);
	return a->base + at;
}

char *
arena_strndup(struct arena *a, const char *s, size_t n)
{
	char *p = arena_alloc(a, n + 1);

	if (p != NULL) {
		memcpy(p, s, n);
		p[n] = '\0';
	}
	return p;
}

char *
arena_strdup(struct arena *a, const char *s)
{
	return arena_strndup(a, s, strlen(s));
}

char *
arena_printf(struct arena *a, const char *fmt, ...)
{
	va_list ap, again;
	char *p = NULL;
	int n;

	va_start(ap, fmt);
	va_copy(again, ap);
	n = vsnprintf(NULL, 0, fmt, ap);
	if (n >= 0 && (p = arena_alloc(a, (size_t)n + 1)) != NULL)
		vsnprintf(p, (size_t)n + 1, fmt, again);
	va_end(again);
	va_end(ap);
	return p;
}

bool
arena_defer(struct arena *a, void (*fn)(void *), void *ptr)
{
	struct defer *d = arena_alloc(a, sizeof(*d));

	if (d == NULL) {
		fn(ptr);
		return false;
	}
	*d = (struct defer){.fn = fn, .ptr = ptr, .next = a->defers};
	a->defers = d;
	return true;
}

bool
arena_owns(const struct arena *a, const void *p)
{
	return (uintptr_t)p - (uintptr_t)a->base < a->limit;
}

void
arena_range(const struct arena *a, const char **from, size_t *n)
{
	*from = a->base;
	*n = a->limit;
}

bool
arena_full(const struct arena *a)
{
	return a->full;
}

size_t
arena_used(const struct arena *a)
{
	return a->used;
}
