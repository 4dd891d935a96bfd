/* cmd_batch.h: many files made of many: progress, stop and go on, processes. */
#ifndef FCGI_CMD_BATCH_H
#define FCGI_CMD_BATCH_H

#include <stdbool.h>
#include <stddef.h>

#include "base/buf.h"
#include "base/err.h"

struct batch {
	char *const *paths; /* files, or folders of *.xml */
	size_t n;
	const char *dir, *ending; /* DIR/NAME.ending is made of .../NAME.xml */
	unsigned jobs;            /* processes */
	/* Makes one; says itself what is wrong, on standard error. */
	bool (*make)(void *ctx, const char *path, const char *out);
	void *ctx;
};

/*
 * Makes what is missing or older than what it is made of; SIGINT and SIGTERM
 * let the one at hand be finished, and the same call goes on from there, also
 * after SIGKILL: what was half written then is removed. Shows
 * on standard error how far it is (on a terminal in one line, else each
 * percent of 100 or more), then what went wrong, then the sum. Returns the exit
 * code: 0, 1 when any failed, 128 and the signal when stopped.
 */
int batch_run(const struct batch *b);

/* Writes the file whole or not at all: by another name first. */
bool batch_write(
    const char *path, const struct buf *b, struct err *err) MUST_CHECK;

#endif
