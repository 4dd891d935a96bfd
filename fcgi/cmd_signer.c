/* cmd_signer.c: kuaibao signer: holds keys, signs for who may open its socket. */
#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <time.h>
#include <unistd.h>

#include "base/file.h"
#include "base/log.h"
#include "fcgi/cmd.h"
#include "sign/agent.h"

enum { GUESTS = 256, PIECE = 65536, SECONDS = 5 };

struct guest {
	struct buf in;
};

struct signing {
	struct agent_key keys[AGENT_KEYS];
	size_t n;
	struct pollfd fds[GUESTS + 1]; /* [0] listens */
	struct guest guests[GUESTS + 1];
	nfds_t open;
};

static volatile sig_atomic_t stop;

static void
on_stop(int sig)
{
	(void)sig;
	stop = 1;
}

static int
listen_at(const char *path, struct err *err)
{
	struct sockaddr_un at = {.sun_family = AF_UNIX};
	int fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
	mode_t old = umask(0117);
	bool ok = fd >= 0 && strlen(path) < sizeof(at.sun_path);

	if (ok) {
		strcpy(at.sun_path, path);
		unlink(path);
		ok = bind(fd, (struct sockaddr *)&at, sizeof(at)) == 0 &&
		     listen(fd, 64) == 0;
	}
	umask(old);
	if (ok)
		return fd;
	err_fail(err, ERR_BUG, "start", "%s: %s", path, strerror(errno));
	if (fd >= 0)
		close(fd);
	return -1;
}

static void
guest_take(struct signing *s)
{
	struct timeval wait = {.tv_sec = SECONDS};
	int fd = accept4(s->fds[0].fd, NULL, NULL, SOCK_CLOEXEC);

	if (fd < 0)
		return;
	if (s->open > GUESTS) {
		close(fd);
		return;
	}
	setsockopt(fd, SOL_SOCKET, SO_SNDTIMEO, &wait, sizeof(wait));
	s->guests[s->open] = (struct guest){.in = {.max = 2 * AGENT_MOST}};
	s->fds[s->open++] = (struct pollfd){.fd = fd, .events = POLLIN};
}

static void
guest_leave(struct signing *s, nfds_t i)
{
	close(s->fds[i].fd);
	buf_clear(&s->guests[i].in);
	s->open--;
	s->fds[i] = s->fds[s->open];
	s->guests[i] = s->guests[s->open];
}

/* What was asked of which key is told, so that the log holds all that these
 * keys ever signed. */
static bool
message_answer(struct signing *s, int fd, const char *in, size_t n)
{
	struct buf out = {0};
	char digest[65];
	int name = n > 6 ? (unsigned char)in[5] : 0;
	bool ok = agent_answer(s->keys, s->n, in, n, &out);

	if (ok && in[4] == 's') {
		sha256_hex(in + 6 + name, n - 6 - (size_t)name, digest);
		log_line(LOG_INFO, "%s by %.*s: %zu bytes, SHA-256 %s",
		    out.data[4] == 0 ? "signed" : "not signed", name, in + 6,
		    n - 6 - (size_t)name, digest);
	}
	for (size_t at = 0; ok && at < out.len;) {
		ssize_t k = send(fd, out.data + at, out.len - at, MSG_NOSIGNAL);

		ok = k > 0 || (k < 0 && errno == EINTR);
		at += k > 0 ? (size_t)k : 0;
	}
	buf_clear(&out);
	return ok;
}

static bool
guest_hear(struct signing *s, nfds_t i)
{
	struct buf *in = &s->guests[i].in;
	size_t n;
	ssize_t k;

	buf_reserve(in, PIECE);
	if (in->failed)
		return false;
	k = recv(s->fds[i].fd, in->data + in->len, PIECE, 0);
	if (k <= 0)
		return k < 0 && errno == EINTR;
	in->len += (size_t)k;
	while (in->len >= 4) {
		if ((n = agent_length(in->data)) == 0)
			return false;
		if (in->len < n)
			break;
		if (!message_answer(s, s->fds[i].fd, in->data, n))
			return false;
		memmove(in->data, in->data + n, in->len - n);
		in->len -= n;
	}
	return true;
}

static void
signing_run(struct signing *s)
{
	while (!stop) {
		if (poll(s->fds, s->open, -1) < 0 && errno != EINTR)
			break;
		for (nfds_t i = s->open; i-- > 1;)
			if (s->fds[i].revents != 0 && !guest_hear(s, i))
				guest_leave(s, i);
		if (s->fds[0].revents != 0)
			guest_take(s);
	}
	while (s->open > 1)
		guest_leave(s, 1);
}

/* Nobody of the same user may read its memory, and none is left on a disk. */
static void
signing_hide(void)
{
	struct rlimit none = {0, 0};

	setrlimit(RLIMIT_CORE, &none);
	prctl(PR_SET_DUMPABLE, 0, 0, 0, 0);
}

static bool
keys_open(struct signing *s, char *const *names, int n, struct err *err)
{
	for (int i = 0; i < n; i++) {
		char *where = strchr(names[i], '=');
		struct signer *signer;

		if (where == NULL || s->n == AGENT_KEYS ||
		    where - names[i] >= AGENT_NAME)
			return err_fail(err, ERR_BUG, "sign-key",
			    "%s: no NAME=WHERE", names[i]);
		*where++ = '\0';
		if ((signer = signer_open(where, err)) == NULL)
			return false;
		s->keys[s->n++] = (struct agent_key){names[i], signer};
		log_line(LOG_INFO, "key %s: %s", names[i],
		    cert_subject(signer_cert(signer)));
	}
	return true;
}

int
cmd_signer(int argc, char **argv)
{
	struct sigaction sa = {.sa_handler = on_stop};
	struct signing s = {.open = 1};
	struct err err = {0};
	int status = 0;

	if (argc < 3)
		return cmd_usage("signer SOCKET NAME=KEY...");
	sigaction(SIGTERM, &sa, NULL);
	sigaction(SIGINT, &sa, NULL);
	signing_hide();
	s.fds[0] = (struct pollfd){.fd = -1, .events = POLLIN};
	if (!keys_open(&s, argv + 2, argc - 2, &err) ||
	    (s.fds[0].fd = listen_at(argv[1], &err)) < 0)
		status = cmd_failed("signer", &err);
	else
		signing_run(&s);
	if (s.fds[0].fd >= 0) {
		close(s.fds[0].fd);
		unlink(argv[1]);
	}
	for (size_t i = 0; i < s.n; i++)
		signer_close((struct signer *)s.keys[i].signer);
	return status;
}
