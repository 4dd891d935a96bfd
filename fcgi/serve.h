/* serve.h: worker processes behind a FastCGI socket; requests and answers. */
#ifndef FCGI_SERVE_H
#define FCGI_SERVE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "base/err.h"

struct request; /* one request; all that it gives lives as long as it */

/* What a program does; ctx is its own. */
struct serve_program {
	/* In the parent, before the first fork: sheets, schemas, fonts. */
	bool (*load)(void *ctx, struct err *err);
	/* In each worker, before it locks itself in: the database. False: the
	 * worker answers 503 for a second, then the parent tries again. */
	bool (*open)(void *ctx, struct err *err);
	void (*handle)(void *ctx, struct request *r);
	/* True: the worker must not go on (database lost, doubt). */
	bool (*broken)(void *ctx);
	/* In each worker at its end, then in the parent for what load made. */
	void (*close)(void *ctx);
	void (*unload)(void *ctx);
	void *ctx;
};

struct serve_conf {
	const char *name;   /* in the log */
	const char *socket; /* path of the unix socket, or ":port" */
	int workers;
	unsigned mode; /* of the socket's file, 0: 0660 */
	char **argv;   /* to start itself anew at SIGHUP */
};

/* Runs until SIGTERM; SIGHUP: loads anew in a second process first, and only
 * when that succeeds lets the old workers finish. Returns main's exit code. */
int serve_run(const struct serve_conf *conf, const struct serve_program *p);

enum { SERVE_GET = 1, SERVE_POST = 2 };

struct arena *serve_arena(const struct request *r);
int serve_method(const struct request *r); /* HEAD counts as GET; 0: other */
const char *serve_path(const struct request *r);  /* decoded, begins with / */
const char *serve_query(const struct request *r); /* raw, without ? */
const char *serve_env(const struct request *r, const char *name); /* or "" */
const char *serve_cookie(const struct request *r, const char *name);
const char *serve_id(const struct request *r);   /* for the log and the page */
long long serve_length(const struct request *r); /* body bytes; -1 unknown */

/* Up to n bytes of the body; 0 at its end; -1 when the client went away. */
long serve_read(struct request *r, void *p, size_t n);
/* The whole body, at most `max` bytes, in the arena. */
bool serve_body(struct request *r, size_t max, const char **p, size_t *n,
    struct err *err) MUST_CHECK;

/* The answer: headers first, then one of the others. Values are refused when
 * they hold a control character. */
void serve_header(struct request *r, const char *name, const char *value);
void serve_send(struct request *r, int status, const char *type,
    const void *body, size_t n);
void serve_redirect(struct request *r, const char *path); /* 303 */
/* A long answer in pieces; size is announced when it is not 0. */
void serve_start(
    struct request *r, int status, const char *type, unsigned long long size);
bool serve_write(struct request *r, const void *p, size_t n);

/* The one place where kinds become HTTP's numbers. */
int serve_status(enum err_kind kind);

#endif
