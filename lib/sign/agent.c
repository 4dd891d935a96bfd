/* agent.c: see agent.h. */
#include "sign/agent.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <sys/un.h>
#include <unistd.h>

#include "sign/private.h"

enum { HEAD = 4, SECONDS = 10 };

struct agent {
	int fd;
	bool broken;
	struct signer *keys[AGENT_KEYS];
	size_t n;
};

size_t
agent_length(const void *head)
{
	const unsigned char *p = head;
	size_t n =
	    (size_t)p[0] << 24 | (size_t)p[1] << 16 | (size_t)p[2] << 8 | p[3];

	return n > AGENT_MOST ? 0 : n + HEAD;
}

static void
put_head(struct buf *b, size_t from)
{
	size_t n = b->len - from - HEAD;

	for (size_t i = 0; !b->failed && i < HEAD; i++)
		b->data[from + i] = (char)(n >> (24 - 8 * i));
}

static int
socket_connect(const char *path)
{
	struct sockaddr_un to = {.sun_family = AF_UNIX};
	struct timeval wait = {.tv_sec = SECONDS};
	int fd;

	if (strlen(path) >= sizeof(to.sun_path)) {
		errno = ENAMETOOLONG;
		return -1;
	}
	strcpy(to.sun_path, path);
	fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
	if (fd >= 0 &&
	    (setsockopt(fd, SOL_SOCKET, SO_RCVTIMEO, &wait, sizeof(wait)) !=
		    0 ||
		setsockopt(fd, SOL_SOCKET, SO_SNDTIMEO, &wait, sizeof(wait)) !=
		    0 ||
		connect(fd, (struct sockaddr *)&to, sizeof(to)) != 0)) {
		int why = errno;

		close(fd);
		errno = why;
		return -1;
	}
	return fd;
}

struct agent *
agent_open(const char *path, struct err *err)
{
	struct agent *a = calloc(1, sizeof(*a));

	if (a == NULL) {
		err_fail(err, ERR_BUSY, "busy", "agent: out of memory");
		return NULL;
	}
	if ((a->fd = socket_connect(path)) >= 0)
		return a;
	err_fail(err, ERR_BUSY, "sign-agent", "%s: %s", path, strerror(errno));
	free(a);
	return NULL;
}

void
agent_close(struct agent *a)
{
	if (a == NULL)
		return;
	for (size_t i = 0; i < a->n; i++)
		signer_close(a->keys[i]);
	close(a->fd);
	free(a);
}

bool
agent_broken(const struct agent *a)
{
	return a->broken;
}

/* All n octets, sent or received. */
static bool
pass_all(int fd, char *p, size_t n, bool out)
{
	while (n > 0) {
		ssize_t k =
		    out ? send(fd, p, n, MSG_NOSIGNAL) : recv(fd, p, n, 0);

		if (k < 0 && errno == EINTR)
			continue;
		if (k <= 0)
			return false;
		p += k;
		n -= (size_t)k;
	}
	return true;
}

static bool
answer_read(struct agent *a, char *status, struct buf *out)
{
	char head[HEAD];
	size_t n;

	if (!pass_all(a->fd, head, HEAD, false) ||
	    (n = agent_length(head)) <= HEAD ||
	    !pass_all(a->fd, status, 1, false))
		return false;
	n -= HEAD + 1;
	buf_reserve(out, n + 1);
	if (out->failed || !pass_all(a->fd, out->data + out->len, n, false))
		return false;
	out->len += n;
	out->data[out->len] = '\0';
	return true;
}

bool
agent_ask(struct agent *a, char what, const char *name, const void *p, size_t n,
    struct buf *out, struct err *err)
{
	struct buf b = {0};
	char status = 1;

	buf_add(&b, "\0\0\0\0", HEAD);
	buf_addc(&b, what);
	buf_addc(&b, (char)strlen(name));
	buf_adds(&b, name);
	buf_add(&b, p, n);
	put_head(&b, 0);
	if (a->broken || b.failed || b.len > AGENT_MOST ||
	    !pass_all(a->fd, b.data, b.len, true) ||
	    !answer_read(a, &status, out)) {
		a->broken = true; /* half an answer may be under way */
		err_fail(err, ERR_BUSY, "sign-agent", "no answer: %s",
		    strerror(errno));
	} else if (status != 0) {
		err_fail(
		    err, ERR_BUG, "sign-key", "the agent refuses %s", name);
	}
	buf_clear(&b);
	return !a->broken && status == 0;
}

const struct signer *
agent_signer(struct agent *a, const char *name, struct err *err)
{
	struct signer *s;
	struct buf der = {0};

	for (size_t i = 0; i < a->n; i++)
		if (strcmp(a->keys[i]->name, name) == 0)
			return a->keys[i];
	if (a->n == AGENT_KEYS || strlen(name) >= AGENT_NAME ||
	    (s = calloc(1, sizeof(*s))) == NULL) {
		err_fail(err, ERR_BUG, "sign-key", "too many keys: %s", name);
		return NULL;
	}
	strcpy(s->name, name);
	s->agent = a;
	if (agent_ask(a, 'c', name, "", 0, &der, err))
		s->cert = cert_parse(der.data, der.len, err);
	buf_clear(&der);
	if (s->cert != NULL)
		return a->keys[a->n++] = s;
	signer_close(s);
	return NULL;
}

bool
agent_answer(const struct agent_key *keys, size_t n, const void *in, size_t len,
    struct buf *out)
{
	const unsigned char *p = in;
	size_t from = out->len, name = len > HEAD + 1 ? p[HEAD + 1] : 0, i = 0;
	struct err err = {0};
	bool ok;

	if (len < HEAD + 2 + name || (p[HEAD] != 'c' && p[HEAD] != 's'))
		return false;
	while (i < n && (strlen(keys[i].name) != name ||
			    memcmp(keys[i].name, p + HEAD + 2, name) != 0))
		i++;
	buf_add(out, "\0\0\0\0\0", HEAD + 1);
	ok = i < n;
	if (ok && p[HEAD] == 'c') {
		const struct buf *der = cert_der(signer_cert(keys[i].signer));

		buf_add(out, der->data, der->len);
	} else if (ok) {
		ok = signer_sign(keys[i].signer, p + HEAD + 2 + name,
		    len - HEAD - 2 - name, out, &err);
	}
	if (out->failed)
		return false;
	out->data[from + HEAD] = ok ? 0 : 1;
	put_head(out, from);
	return true;
}
