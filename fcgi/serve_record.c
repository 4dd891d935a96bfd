/* serve_record.c: see serve_record.h; FastCGI 1.0, 3.3 and 5.5. */
#include "fcgi/serve_record.h"

#include <errno.h>
#include <string.h>
#include <sys/uio.h>

enum { HEADER = 8, CONTENT = 65528, STDOUT_TYPE = 6, END_TYPE = 3 };

static void
header(unsigned char *p, int type, int id, size_t n)
{
	memset(p, 0, HEADER);
	p[0] = 1;
	p[1] = (unsigned char)type;
	p[2] = (unsigned char)(id >> 8);
	p[3] = (unsigned char)id;
	p[4] = (unsigned char)(n >> 8);
	p[5] = (unsigned char)n;
}

static bool
write_all(int fd, struct iovec *v, int n)
{
	while (n > 0) {
		ssize_t done = writev(fd, v, n);

		if (done < 0 && errno == EINTR)
			continue;
		if (done < 0)
			return false;
		for (; n > 0 && (size_t)done >= v->iov_len; v++, n--)
			done -= (ssize_t)v->iov_len;
		if (n > 0) {
			v->iov_base = (char *)v->iov_base + done;
			v->iov_len -= (size_t)done;
		}
	}
	return true;
}

bool
record_answer(
    int fd, int id, const char *head, size_t n_head, const char *body, size_t n)
{
	unsigned char first[HEADER], end[3 * HEADER];
	struct iovec v[4];

	/* no more output; then the end, with status 0 */
	header(end, STDOUT_TYPE, id, 0);
	header(end + HEADER, END_TYPE, id, HEADER);
	memset(end + 2 * HEADER, 0, HEADER);
	do {
		size_t part = n < CONTENT - n_head ? n : CONTENT - n_head;
		bool last = part == n;

		header(first, STDOUT_TYPE, id, n_head + part);
		v[0] = (struct iovec){first, HEADER};
		v[1] = (struct iovec){(char *)head, n_head};
		v[2] = (struct iovec){(char *)body, part};
		v[3] = (struct iovec){end, last ? sizeof(end) : 0};
		if (!write_all(fd, v, 4))
			return false;
		body += part;
		n -= part;
		n_head = 0;
	} while (n > 0);
	return true;
}
