/* serve.c: see serve.h. Only here and in serve_record.c is FastCGI known. */
#include "fcgi/serve.h"

#include <errno.h>
#include <fcgiapp.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/signalfd.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/file.h"
#include "base/hex.h"
#include "base/log.h"
#include "base/utf8.h"
#include "fcgi/serve_pool.h"
#include "fcgi/serve_record.h"

#define ARENA_LIMIT ((size_t)96 << 20)
#define REQUEST_SECONDS 30
#define BLIND_MS 1000
#define HEAD_MAX ((size_t)32 << 10) /* fits a record */

enum { END = 1 };

struct request {
	FCGX_Request fcgi;
	struct arena *arena;
	const char *path;
	char id[37];
	struct header {
		const char *name, *value;
		struct header *next;
	} * headers;
	bool head, sent;
	bool ended; /* both sides have said all */
};

struct arena *
serve_arena(const struct request *r)
{
	return r->arena;
}

int
serve_method(const struct request *r)
{
	const char *m = serve_env(r, "REQUEST_METHOD");

	if (strcmp(m, "GET") == 0 || strcmp(m, "HEAD") == 0)
		return SERVE_GET;
	return strcmp(m, "POST") == 0 ? SERVE_POST : 0;
}

const char *
serve_path(const struct request *r)
{
	return r->path;
}

const char *
serve_query(const struct request *r)
{
	return serve_env(r, "QUERY_STRING");
}

const char *
serve_env(const struct request *r, const char *name)
{
	const char *v = FCGX_GetParam(name, r->fcgi.envp);

	return v ? v : "";
}

const char *
serve_id(const struct request *r)
{
	return r->id;
}

long long
serve_length(const struct request *r)
{
	const char *v = serve_env(r, "CONTENT_LENGTH");
	char *end;
	long long n = strtoll(v, &end, 10);

	return *v && !*end && n >= 0 ? n : -1;
}

/* RFC 6265 4.2.1: name=value pairs, separated by "; ". */
const char *
serve_cookie(const struct request *r, const char *name)
{
	const char *p = serve_env(r, "HTTP_COOKIE");
	size_t n = strlen(name);

	while (*p) {
		p += strspn(p, "; ");
		if (strncmp(p, name, n) == 0 && p[n] == '=')
			return arena_strndup(
			    r->arena, p + n + 1, strcspn(p + n + 1, "; "));
		p += strcspn(p, ";");
	}
	return NULL;
}

long
serve_read(struct request *r, void *p, size_t n)
{
	int got;

	alarm(REQUEST_SECONDS); /* an upload lives as long as bytes come */
	got = FCGX_GetStr(p, n > 65536 ? 65536 : (int)n, r->fcgi.in);
	if (got < 0 || FCGX_GetError(r->fcgi.in) != 0)
		return -1;
	return got;
}

bool
serve_body(
    struct request *r, size_t max, const char **p, size_t *n, struct err *err)
{
	long long len = serve_length(r);
	char *body;
	size_t at = 0;
	long got = 0;

	*p = NULL, *n = 0;
	if (len < 0)
		return err_fail(
		    err, ERR_INPUT, "body-length", "no Content-Length");
	if ((unsigned long long)len > max)
		return err_fail(
		    err, ERR_LARGE, "body-large", "%lld > %zu", len, max);
	if ((body = arena_alloc(r->arena, (size_t)len + 1)) == NULL)
		return err_fail(err, ERR_BUSY, "memory", "body of %lld", len);
	while (at < (size_t)len &&
	       (got = serve_read(r, body + at, (size_t)len - at)) > 0)
		at += (size_t)got;
	if (at < (size_t)len)
		return err_fail(
		    err, ERR_INPUT, "body-cut", "%zu of %lld", at, len);
	body[at] = '\0';
	*p = body, *n = at;
	return true;
}

static bool
header_safe(const char *v)
{
	for (; *v; v++)
		if ((unsigned char)*v < 0x20 || *v == 0x7f)
			return false;
	return true;
}

void
serve_header(struct request *r, const char *name, const char *value)
{
	struct header *h = arena_alloc(r->arena, sizeof(*h));
	const char *copy =
	    value && header_safe(value) ? arena_strdup(r->arena, value) : NULL;

	if (h == NULL || copy == NULL) {
		log_line(LOG_WARN, "header %s left out", name);
		return;
	}
	h->name = name;
	h->value = copy;
	h->next = r->headers;
	r->headers = h;
}

static void
head_text(const struct request *r, int status, const char *type,
    unsigned long long size, struct buf *b)
{
	const struct header *h;

	buf_addf(b, "Status: %d\r\n", status);
	if (type)
		buf_addf(b, "Content-Type: %s\r\n", type);
	if (size)
		buf_addf(b, "Content-Length: %llu\r\n", size);
	for (h = r->headers; h; h = h->next)
		buf_addf(b, "%s: %s\r\n", h->name, h->value);
	buf_adds(b, "\r\n");
}

void
serve_start(
    struct request *r, int status, const char *type, unsigned long long size)
{
	struct buf b = {0};

	r->sent = true;
	head_text(r, status, type, size, &b);
	if (!b.failed)
		FCGX_PutStr(b.data, (int)b.len, r->fcgi.out);
	buf_clear(&b);
}

bool
serve_write(struct request *r, const void *p, size_t n)
{
	if (r->head)
		return true;
	alarm(REQUEST_SECONDS);
	return FCGX_PutStr(p, (int)n, r->fcgi.out) == (int)n;
}

/* Whether all that the web server had to say was read. */
static bool
heard_out(struct request *r)
{
	return FCGX_GetChar(r->fcgi.in) == EOF &&
	       FCGX_GetError(r->fcgi.in) == 0;
}

void
serve_send(
    struct request *r, int status, const char *type, const void *body, size_t n)
{
	struct buf b = {0};

	if (status == 503)
		serve_header(r, "Retry-After", "5");
	head_text(r, status, type, n, &b);
	if (b.failed || r->sent || b.len > HEAD_MAX || !heard_out(r)) {
		serve_start(r, status, type, n);
		serve_write(r, body, n);
	} else {
		alarm(REQUEST_SECONDS);
		r->sent = r->ended = true;
		if (!record_answer(r->fcgi.ipcFd, r->fcgi.requestId, b.data,
			b.len, body, r->head ? 0 : n))
			log_line(LOG_INFO, "the asker went away");
	}
	buf_clear(&b);
}

void
serve_redirect(struct request *r, const char *path)
{
	/* Bytes that a URL may not hold as they are become %XX. */
	serve_header(r, "Location",
	    url_escape(r->arena, path, "!#$%&'()*+,-./:;=?@[]_~"));
	serve_send(r, 303, NULL, "", 0);
}

int
serve_status(enum err_kind kind)
{
	switch (kind) {
	case ERR_NONE:
		return 200;
	case ERR_INPUT:
		return 422;
	case ERR_SIGNIN:
		return 401;
	case ERR_DENIED:
		return 403;
	case ERR_NOTFOUND:
		return 404;
	case ERR_METHOD:
		return 405;
	case ERR_CONFLICT:
		return 409;
	case ERR_LARGE:
		return 413;
	case ERR_BUSY:
		return 503;
	case ERR_BUG:
		break;
	}
	return 500;
}

/* REQUEST_URI's path, decoded once; "" when it is not text. */
static const char *
path_decode(struct request *r)
{
	const char *s = serve_env(r, "REQUEST_URI");
	size_t n = strcspn(s, "?");
	char *out = arena_alloc(r->arena, n + 1), *o = out;

	if (out == NULL)
		return "";
	for (; n > 0; s++, n--) {
		if (*s != '%') {
			*o++ = *s;
			continue;
		}
		if (n < 3 || hex_digit(s[1]) < 0 || hex_digit(s[2]) < 0)
			return "";
		*o++ = (char)(hex_digit(s[1]) << 4 | hex_digit(s[2]));
		s += 2, n -= 2;
	}
	*o = '\0';
	return utf8_valid_xml(out, (size_t)(o - out)) ? out : "";
}

static void
request_begin(struct request *r)
{
	uuid_new(r->id);
	log_request(r->id);
	r->headers = NULL;
	r->sent = r->ended = false;
	r->head = strcmp(serve_env(r, "REQUEST_METHOD"), "HEAD") == 0;
	r->path = path_decode(r);
}

/* A worker without its database says so until it is replaced. */
static void
serve_blind(struct request *r)
{
	static const char text[] = "503 服务暂时不可用，请稍后再试。\n"
				   "503 Service unavailable for a moment; "
				   "please try again.\n";

	serve_send(r, 503, "text/plain; charset=utf-8", text, sizeof(text) - 1);
}

/* libfcgi shuts the connection down and then waits for the web server to close
 * it. That is for input that nobody read; where both said all, a worker need
 * not wait: what a detached request says is closed at once. */
static void
request_end(struct request *r)
{
	if (r->ended) {
		FCGX_Detach(&r->fcgi);
		FCGX_Free(&r->fcgi, 1);
	} else {
		FCGX_Finish_r(&r->fcgi);
	}
}

static void
serve_one(struct request *r, const struct serve_program *p, bool blind)
{
	request_begin(r);
	alarm(REQUEST_SECONDS);
	if (blind)
		serve_blind(r);
	else
		p->handle(p->ctx, r);
	alarm(0);
	request_end(r);
	arena_reset(r->arena);
}

/* What a worker waits for: a connection, which wakes one worker only, or the
 * order to end, which then interrupts nothing else. */
static int
serve_wait(int fd)
{
	struct epoll_event come = {.events = EPOLLIN | EPOLLEXCLUSIVE};
	struct epoll_event end = {.events = EPOLLIN, .data.u32 = END};
	int wait = epoll_create1(EPOLL_CLOEXEC), term;
	sigset_t set;

	sigemptyset(&set);
	sigaddset(&set, SIGTERM);
	if (sigprocmask(SIG_BLOCK, &set, NULL) != 0 || wait < 0 ||
	    (term = signalfd(-1, &set, SFD_CLOEXEC)) < 0 ||
	    epoll_ctl(wait, EPOLL_CTL_ADD, term, &end) != 0 ||
	    fcntl(fd, F_SETFL, O_NONBLOCK) != 0 ||
	    epoll_ctl(wait, EPOLL_CTL_ADD, fd, &come) != 0)
		return -1; /* the process ends */
	return wait;
}

static long long
now_ms(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return t.tv_sec * 1000LL + t.tv_nsec / 1000000;
}

/* Until a connection may be taken; false: the worker is to end. `until` 0:
 * waits for ever. */
static bool
serve_next(int wait, long long until)
{
	struct epoll_event e[2];
	long long left = -1;
	int n;

	do {
		if (until && (left = until - now_ms()) <= 0)
			return false;
		n = epoll_wait(wait, e, 2, (int)left);
	} while (n == 0 || (n < 0 && errno == EINTR));
	return n > 0 && e[0].data.u32 != END && e[n - 1].data.u32 != END;
}

static void
serve_loop(
    struct request *r, const struct serve_program *p, int wait, bool blind)
{
	long long until = blind ? now_ms() + BLIND_MS : 0;
	int rc;

	while (serve_next(wait, until)) {
		rc = FCGX_Accept_r(&r->fcgi);
		if (rc == -EAGAIN || rc == -EINTR || rc == -ECONNABORTED)
			continue; /* another worker was first */
		if (rc != 0) {
			log_line(LOG_ERROR, "accept: %s", strerror(-rc));
			return;
		}
		serve_one(r, p, blind);
		if (!blind && p->broken(p->ctx))
			return;
	}
}

/* One worker's life; never returns to the parent's code. */
int
serve_worker(int fd, const struct serve_program *p)
{
	struct request r = {0};
	struct err err = {0};
	bool blind;
	int wait;

	signal(SIGTERM, SIG_DFL); /* not the parent's; it comes by serve_wait */
	signal(SIGPIPE, SIG_IGN);
	FCGX_Init();
	if (FCGX_InitRequest(&r.fcgi, fd, FCGI_FAIL_ACCEPT_ON_INTR) != 0 ||
	    (r.arena = arena_new(ARENA_LIMIT)) == NULL ||
	    (wait = serve_wait(fd)) < 0)
		return 1;
	blind = !p->open(p->ctx, &err);
	if (blind) {
		log_err(LOG_WARN, "worker has no database", &err);
		err_clear(&err);
	}
	if (!serve_lock_in(&err)) {
		log_err(LOG_ERROR, "worker cannot lock itself in", &err);
		return 1;
	}
	serve_loop(&r, p, wait, blind);
	close(wait);
	FCGX_Free(&r.fcgi, 1);
	arena_free(r.arena);
	p->close(p->ctx);
	return blind ? SERVE_EXIT_BLIND : 0;
}

int
serve_listen(const char *path, unsigned mode)
{
	int fd;

	if (FCGX_Init() != 0)
		return -1;
	if (path[0] != ':')
		unlink(path);
	fd = FCGX_OpenSocket(path, 512);
	if (fd >= 0 && path[0] != ':')
		chmod(path, mode ? mode : 0660);
	return fd;
}
