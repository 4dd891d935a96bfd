/* mem.h: libxml2 and libxslt allocate from the request's arena. */
#ifndef XML_MEM_H
#define XML_MEM_H

#include "base/arena.h"
#include "base/err.h"

/* First thing in main, before any use of libxml2: sets its allocator, error
 * handlers, loaders (that refuse) and the functions kb:*, see sheet.h. */
bool xmlmem_init(struct err *err) MUST_CHECK;
/*
 * Between the two, what libxml2 allocates comes from the arena, frees of it do
 * nothing, and all is gone at arena_reset. Not nested; leaving and entering
 * the same arena again is cheap. What must outlive the request (sheets,
 * schemas, procedures) is built outside. What was allocated in one mode may be
 * freed or grown in the other, until arena_reset; one arena at a time holds
 * documents. Past the arena's limit libxml2 is out of memory.
 */
void xmlmem_enter(struct arena *a);
struct arena *xmlmem_leave(void); /* which it was; NULL: none */
bool xmlmem_inside(void);

#endif
