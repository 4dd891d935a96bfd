/* arena.h: memory of one request: taken piece by piece, given back at once. */
#ifndef BASE_ARENA_H
#define BASE_ARENA_H

#include <stddef.h>

struct arena;

/* One reserved range of addresses; pages cost memory only once touched.
 * NULL when out of memory. `limit` bounds the whole arena, in bytes. */
struct arena *arena_new(size_t limit);
void arena_free(struct arena *a); /* NULL is harmless */

/* Runs the deferred calls, last first, then gives back all but the first
 * mebibyte, which is kept for the next request. */
void arena_reset(struct arena *a);

/* Aligned for any type, not zeroed; NULL past the limit. */
void *arena_alloc(struct arena *a, size_t n);
char *arena_strdup(struct arena *a, const char *s);
char *arena_strndup(struct arena *a, const char *s, size_t n);
char *arena_printf(struct arena *a, const char *fmt, ...)
    __attribute__((format(printf, 2, 3)));

/* fn(ptr) runs at arena_reset and arena_free; false when out of memory (fn was
 * then called at once, so the caller never leaks). */
_Bool arena_defer(struct arena *a, void (*fn)(void *), void *ptr);

/* Whether p points into the arena: for allocators laid over it. */
_Bool arena_owns(const struct arena *a, const void *p);
/* The whole range that arena_owns answers for: [*from, *from + *n). */
void arena_range(const struct arena *a, const char **from, size_t *n);
size_t arena_used(const struct arena *a);
/* Whether something did not fit since the last reset. */
_Bool arena_full(const struct arena *a);

#endif
