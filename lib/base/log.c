/* log.c: see log.h. */
#include "base/log.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

/* A line goes out in one write, so that lines of many workers do not mix. */
enum { LINE = 2048 };

static char name[32] = "kuaibao";
static char request[40] = "-";
static bool debug;

static void
copy(char *to, size_t size, const char *from)
{
	snprintf(to, size, "%s", from == NULL || *from == '\0' ? "-" : from);
}

void
log_name(const char *program)
{
	copy(name, sizeof(name), program);
	debug = getenv("KB_DEBUG") != NULL;
}

void
log_request(const char *request_id)
{
	copy(request, sizeof(request), request_id);
}

/* What others sent cannot forge a line: no control characters in the text. */
static void
tame(char *s)
{
	for (; *s != '\0'; s++)
		if ((unsigned char)*s < 0x20 || *s == 0x7f)
			*s = ' ';
}

static size_t
put_head(char *line, size_t size, enum log_level level)
{
	static const char *const levels[] = {"error", "warn", "info", "debug"};
	struct timespec now;
	struct tm tm;
	char stamp[32];
	int n;

	clock_gettime(CLOCK_REALTIME, &now);
	localtime_r(&now.tv_sec, &tm);
	strftime(stamp, sizeof(stamp), "%Y-%m-%dT%H:%M:%S", &tm);
	n = snprintf(line, size, "%s.%03ld %s %s[%d] %s ", stamp,
	    now.tv_nsec / 1000000, levels[level], name, (int)getpid(), request);
	return n < 0 ? 0 : (size_t)n;
}

void
log_line(enum log_level level, const char *fmt, ...)
{
	char line[LINE];
	size_t n;
	va_list ap;

	if (level == LOG_DEBUG && !debug)
		return;
	n = put_head(line, sizeof(line), level);
	va_start(ap, fmt);
	if (vsnprintf(line + n, sizeof(line) - n, fmt, ap) < 0)
		line[n] = '\0';
	va_end(ap);
	tame(line);
	n = strlen(line);
	if (n > sizeof(line) - 2)
		n = sizeof(line) - 2;
	line[n++] = '\n';
	if (write(STDERR_FILENO, line, n) < 0)
		return; /* nowhere left to say so */
}

void
log_err(enum log_level level, const char *what, const struct err *err)
{
	static const char *const kinds[] = {[ERR_NONE] = "none",
	    [ERR_INPUT] = "input",
	    [ERR_SIGNIN] = "sign-in",
	    [ERR_DENIED] = "denied",
	    [ERR_NOTFOUND] = "not-found",
	    [ERR_METHOD] = "method",
	    [ERR_CONFLICT] = "conflict",
	    [ERR_LARGE] = "large",
	    [ERR_BUSY] = "busy",
	    [ERR_BUG] = "bug"};

	log_line(level, "%s: %s %s%s%s%s: %s", what, kinds[err->kind],
	    err->code, err->arg[0] != '\0' ? " (" : "", err->arg,
	    err->arg[0] != '\0' ? ")" : "", err->detail);
}
