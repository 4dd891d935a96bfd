/* err.h: one error value, filled once where it happens, told once at the edge. */
#ifndef BASE_ERR_H
#define BASE_ERR_H

#include <stdbool.h>

#define MUST_CHECK __attribute__((warn_unused_result))
#define PRINTF(f, a) __attribute__((format(printf, f, a)))

/* What the caller can do about it. Only fcgi/serve.c knows HTTP's numbers. */
enum err_kind {
	ERR_NONE,
	ERR_INPUT,    /* mend the input */
	ERR_SIGNIN,   /* sign in first */
	ERR_DENIED,   /* not yours to do */
	ERR_NOTFOUND, /* no such thing, or not yours to see */
	ERR_METHOD,   /* ask in another way */
	ERR_CONFLICT, /* somebody else was first: look again */
	ERR_LARGE,    /* too large */
	ERR_BUSY,     /* in doubt or no means now: ask again, same id */
	ERR_BUG,      /* ours */
};

struct err {
	enum err_kind kind;
	char code[64];    /* text key below error.: shown, both languages */
	char arg[256];    /* fills {0} of that text; UTF-8, shown escaped */
	char detail[768]; /* for the log, never for the page */
};

/*
 * Records the first error only; later calls keep it. `code` is the text key
 * without its "error." (say "case-changed"). Returns false, so that a function
 * may end with `return err_fail(...)`.
 */
bool err_fail(struct err *err, enum err_kind kind, const char *code,
    const char *fmt, ...) PRINTF(4, 5);

/* Sets what {0} stands for in the shown text, before err_fail or after it;
 * truncates at a character. */
void err_arg(struct err *err, const char *arg);

void err_clear(struct err *err);

#endif
