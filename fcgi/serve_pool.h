/* serve_pool.h: between serve.c (one worker) and serve_pool.c (the parent). */
#ifndef FCGI_SERVE_POOL_H
#define FCGI_SERVE_POOL_H

#include "fcgi/serve.h"

#define SERVE_EXIT_BLIND 3 /* the worker had no database */

int serve_worker(int fd, const struct serve_program *p);
int serve_listen(const char *path, unsigned mode);
/* No new privileges, no core, seccomp: from then on a worker can talk over
 * what it holds, and open nothing new. */
bool serve_lock_in(struct err *err) MUST_CHECK;
/* In the parent, before it forks: what it allocated so far is mapped by its
 * children where they touch it. False: some of it is not. */
bool serve_heap_share(void);

#endif
