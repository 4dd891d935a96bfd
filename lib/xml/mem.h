/* mem.h: libxml2 and libxslt allocate from the request's arena. */
#ifndef XML_MEM_H
#define XML_MEM_H

#include "base/arena.h"
#include "base/err.h"

/* First thing in main, before any use of libxml2: sets its allocator, error
 * handlers, entity loader (always refuses) and the `text:` documents. */
bool xmlmem_init(struct err *err) MUST_CHECK;
/* Between the two, what libxml2 allocates comes from the arena, frees do
 * nothing, and all is gone at arena_reset. Not nested. What must outlive the
 * request (sheets, schemas, procedures) is built outside. */
void xmlmem_enter(struct arena *a);
void xmlmem_leave(void);

#endif
