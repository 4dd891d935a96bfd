/* cmd_simulate.c: kuaibao exchange simulate: a peer that takes messages and
 * answers with the faults that were asked for, one request after the other. */
#include <arpa/inet.h>
#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "exchange/package.h"
#include "exchange/receipt.h"
#include "fcgi/cmd.h"
#include "sign/key.h"
#include "xml/doc.h"

static const char usage[] =
    "exchange simulate PORT ITS-CODE KEY [FAULT...]\n"
    "    a peer on http://127.0.0.1:PORT: answers each message by a receipt\n"
    "    under KEY, once each FAULT in turn has been suffered: busy (503 with\n"
    "    Retry-After), cut (no answer), late (after 20 s), signature (a\n"
    "    receipt changed after signing), foreign (of another message),\n"
    "    differs (a second, other receipt for one id), reject (final, with a\n"
    "    finding), conflict, good. The last one named goes on for ever.\n"
    "    Prints a line for each request; Ctrl-C ends it";

enum { KEPT = 1000, BODY = 32 << 20 };

/* A message that came: the same id gets the same receipt again. */
struct known {
	char id[37];
	int status;
	struct buf receipt;
};

struct peer_play {
	const char *code;
	struct signer *signer;
	char **faults;
	int n, at;
	struct known *list; /* KEPT */
	size_t known;
	struct buf request; /* head and body */
	size_t body;        /* where the body begins */
	char type[256];
};

static volatile sig_atomic_t over;

static void
stop(int sig)
{
	(void)sig;
	over = 1;
}

/* The value of a header line, "" when it is not there. */
static void
value_of(
    const struct buf *b, size_t head, const char *name, char *out, size_t n)
{
	const char *s = memmem(b->data, head, name, strlen(name));
	size_t k = s ? strcspn(s += strlen(name), "\r\n") : 0;

	snprintf(out, n, "%.*s", (int)k, s ? s : "");
}

/* Head and whole body; false: the connection ended before. */
static bool
receive(struct peer_play *p, int fd)
{
	char piece[65536], size[32];
	const char *end;
	ssize_t n;

	buf_empty(&p->request);
	p->body = 0;
	while ((n = read(fd, piece, sizeof(piece))) > 0) {
		buf_add(&p->request, piece, (size_t)n);
		if (p->request.failed || p->request.len > BODY)
			return false;
		end = memmem(p->request.data, p->request.len, "\r\n\r\n", 4);
		if (end == NULL)
			continue;
		p->body = (size_t)(end - p->request.data) + 4;
		value_of(&p->request, p->body, "Content-Type: ", p->type,
		    sizeof(p->type));
		value_of(&p->request, p->body, "Content-Length: ", size,
		    sizeof(size));
		if (p->request.len - p->body >= (size_t)atol(size))
			return true;
	}
	return false;
}

static void
answer(int fd, int status, const char *more, const struct buf *body)
{
	struct buf b = {0};
	const char *p;
	size_t left;
	ssize_t n = 1;

	buf_addf(&b,
	    "HTTP/1.1 %d X\r\nContent-Type: application/xml\r\n%s"
	    "Content-Length: %zu\r\nConnection: close\r\n\r\n",
	    status, more, body ? body->len : 0);
	if (body != NULL)
		buf_add(&b, body->data, body->len);
	p = b.data;
	for (left = b.len; left > 0 && n > 0; left -= (size_t)n, p += n)
		if ((n = write(fd, p, left)) <= 0)
			break;
	buf_clear(&b);
}

static bool
take_message(void *ctx, const void *p, size_t n, struct err *err)
{
	(void)err;
	if (p != NULL)
		buf_add(ctx, p, n);
	return true;
}

static bool
take_file(void *ctx, const char *id, const void *p, size_t n, struct err *err)
{
	(void)ctx, (void)id, (void)p, (void)n, (void)err;
	return true;
}

/* The message of the request, out of its package. */
static bool
unpack(struct peer_play *p, struct buf *out, struct err *err)
{
	struct package_sink sink = {take_message, take_file, out};
	struct package *k = package_new(p->type, &sink, err);
	bool ok = k &&
		  package_add(k, p->request.data + p->body,
		      p->request.len - p->body, err) &&
		  package_end(k, err);

	package_free(k);
	return ok;
}

static struct known *
find(struct peer_play *p, const char *id)
{
	for (size_t i = 0; i < p->known; i++)
		if (strcmp(p->list[i].id, id) == 0)
			return &p->list[i];
	return NULL;
}

/* A receipt of that stage; a rejection says why. */
static bool
make(struct peer_play *p, const struct envelope *e, const struct buf *message,
    enum receipt_stage stage, const char *id, struct arena *a, struct buf *out,
    struct err *err)
{
	struct receipt c = {.stage = stage,
	    .message = id,
	    .conversation = e->conversation,
	    .from = p->code,
	    .to = e->from,
	    .size = (long long)message->len};
	struct report r;
	struct err said = {0};

	report_init(&r, a);
	if (stage == RECEIPT_REJECTED || stage == RECEIPT_CONFLICT) {
		report_say(&r, "simulated", e->payload,
		    "模拟的拒绝，不是真实的业务结论。",
		    "A simulated refusal, no finding of fact.", &said);
		c.findings = &r;
	}
	return digest_of(message->data, message->len, &c.digest) &&
	       receipt_make(&c, p->signer, false, out, err);
}

/* What the fault does to the answer. */
static void
play(struct peer_play *p, int fd, const char *fault, const struct envelope *e,
    const struct buf *message, struct arena *a)
{
	bool reject = strcmp(fault, "reject") == 0,
	     conflict = strcmp(fault, "conflict") == 0;
	enum receipt_stage stage = reject     ? RECEIPT_REJECTED
				   : conflict ? RECEIPT_CONFLICT
					      : RECEIPT_ACCEPTED;
	int status = conflict ? 409 : reject ? 422 : 200;
	struct known *k = find(p, e->id);
	struct buf b = {0};
	struct err err = {0};
	bool ok = true;

	if (strcmp(fault, "late") == 0)
		poll(NULL, 0, 20000);
	if (k != NULL && strcmp(fault, "differs") != 0) {
		buf_add(&b, k->receipt.data, k->receipt.len);
		status = k->status;
	} else {
		ok = make(p, e, message, stage,
		    strcmp(fault, "foreign") == 0 ? e->conversation : e->id, a,
		    &b, &err);
	}
	if (ok && k == NULL && p->known < KEPT && !conflict &&
	    strcmp(fault, "foreign") != 0) {
		k = &p->list[p->known++];
		snprintf(k->id, sizeof(k->id), "%s", e->id);
		buf_add(&k->receipt, b.data, b.len);
		k->status = status;
	}
	if (ok && strcmp(fault, "signature") == 0 && b.len > 40)
		b.data[b.len / 2] = b.data[b.len / 2] == 'A' ? 'B' : 'A';
	if (ok)
		answer(fd, status, "", &b);
	else
		answer(fd, 503, "Retry-After: 1\r\n", NULL);
	buf_clear(&b);
}

static void
serve(struct peer_play *p, int fd, struct arena *a)
{
	const char *fault = p->n > 0 ? p->faults[p->at] : "good";
	struct buf message = {0};
	struct envelope e = {0};
	struct err err = {0};
	xmlDoc *d = NULL;
	struct report r;

	report_init(&r, a);
	if (!receive(p, fd)) {
		printf("broken\n");
	} else if (!unpack(p, &message, &err) ||
		   !envelope_parse(message.data, message.len, &d, &r, &err) ||
		   !envelope_read(d, &e, &r, &err)) {
		printf("refused %s\n", err.code);
		answer(fd, 400, "", NULL);
	} else {
		printf(
		    "%s %s %s %ld\n", fault, e.id, e.conversation, e.sequence);
		if (p->at + 1 < p->n)
			p->at++;
		if (strcmp(fault, "busy") == 0)
			answer(fd, 503, "Retry-After: 1\r\n", NULL);
		else if (strcmp(fault, "cut") != 0)
			play(p, fd, fault, &e, &message, a);
	}
	fflush(stdout);
	xmlFreeDoc(d);
	buf_clear(&message);
}

static int
listen_on(const char *port)
{
	struct sockaddr_in at = {.sin_family = AF_INET,
	    .sin_port = htons((uint16_t)atoi(port)),
	    .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
	int fd = socket(AF_INET, SOCK_STREAM, 0), yes = 1;

	if (fd >= 0 &&
	    setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &yes, sizeof(yes)) == 0 &&
	    bind(fd, (struct sockaddr *)&at, sizeof(at)) == 0 &&
	    listen(fd, 16) == 0)
		return fd;
	fprintf(stderr, "kuaibao: port %s: %s\n", port, strerror(errno));
	if (fd >= 0)
		close(fd);
	return -1;
}

int
cmd_simulate(int argc, char **argv)
{
	struct sigaction end = {.sa_handler = stop};
	struct timeval patience = {.tv_sec = 30};
	struct peer_play p = {0};
	struct arena *a = arena_new(96 << 20);
	struct err err = {0};
	int fd, one;

	if (argc < 5)
		return cmd_usage(usage);
	p.code = argv[3];
	p.faults = argv + 5;
	p.n = argc - 5;
	p.list = calloc(KEPT, sizeof(*p.list));
	if (a == NULL || p.list == NULL ||
	    (p.signer = signer_open(argv[4], &err)) == NULL)
		return cmd_failed("simulate", &err);
	sigaction(SIGINT, &end, NULL);
	sigaction(SIGTERM, &end, NULL);
	signal(SIGPIPE, SIG_IGN);
	if ((fd = listen_on(argv[2])) < 0)
		return 1;
	printf("listening on 127.0.0.1:%s as %s\n", argv[2], p.code);
	fflush(stdout);
	while (!over && (one = accept(fd, NULL, NULL)) >= 0) {
		setsockopt(
		    one, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof(patience));
		serve(&p, one, a);
		close(one);
		arena_reset(a);
	}
	close(fd);
	for (size_t i = 0; i < p.known; i++)
		buf_clear(&p.list[i].receipt);
	free(p.list);
	buf_clear(&p.request);
	signer_close(p.signer);
	arena_free(a);
	return 0;
}
