/* file.c: see file.h. */
#include "base/file.h"

#include <errno.h>
#include <fcntl.h>
#include <openssl/evp.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/random.h>
#include <time.h>
#include <unistd.h>

#include "base/hex.h"

bool
file_read(const char *path, struct buf *b, struct err *err)
{
	char piece[16384];
	ssize_t n;
	int fd = open(path, O_RDONLY | O_CLOEXEC);

	if (fd < 0)
		return err_fail(err, errno == ENOENT ? ERR_NOTFOUND : ERR_BUG,
		    errno == ENOENT ? "not-found" : "bug", "%s: %s", path,
		    strerror(errno));
	while ((n = read(fd, piece, sizeof(piece))) != 0) {
		if (n < 0 && errno == EINTR)
			continue;
		if (n < 0) {
			err_fail(err, ERR_BUG, "bug", "%s: %s", path,
			    strerror(errno));
			break;
		}
		buf_add(b, piece, (size_t)n);
		if (b->failed) {
			err_fail(err, ERR_LARGE, "too-large",
			    "%s: too large or out of memory", path);
			break;
		}
	}
	close(fd);
	return n == 0;
}

void
sha256_hex(const void *p, size_t n, char out[65])
{
	static EVP_MD *sha256; /* looked up by name once, not at each call */
	unsigned char md[EVP_MAX_MD_SIZE];
	unsigned int len = 0;

	if (sha256 == NULL)
		sha256 = EVP_MD_fetch(NULL, "SHA256", NULL);
	/* A digest that cannot be made has no honest substitute. */
	if (sha256 == NULL || EVP_Digest(p, n, md, &len, sha256, NULL) != 1 ||
	    len != 32)
		abort();
	hex_put(md, len, out);
}

static void
random_bytes(unsigned char *p, size_t n)
{
	while (n > 0) {
		ssize_t got = getrandom(p, n, 0);

		if (got < 0 && errno == EINTR)
			continue;
		if (got < 0)
			abort(); /* no randomness: no secrets */
		p += got;
		n -= (size_t)got;
	}
}

static void
uuid_put(unsigned char r[16], unsigned version, char out[37])
{
	char hex[33];

	r[6] = (unsigned char)((r[6] & 0x0f) | version << 4);
	r[8] = (unsigned char)((r[8] & 0x3f) | 0x80);
	hex_put(r, 16, hex);
	memcpy(out, hex, 8);
	memcpy(out + 9, hex + 8, 4);
	memcpy(out + 14, hex + 12, 4);
	memcpy(out + 19, hex + 16, 4);
	memcpy(out + 24, hex + 20, 12);
	out[8] = out[13] = out[18] = out[23] = '-';
	out[36] = '\0';
}

void
uuid_new(char out[37])
{
	unsigned char r[16];

	random_bytes(r, sizeof(r));
	uuid_put(r, 4, out);
}

void
uuid7_new(char out[37])
{
	unsigned char r[16];
	struct timespec t;
	uint64_t ms;

	random_bytes(r, sizeof(r));
	clock_gettime(CLOCK_REALTIME, &t);
	ms = (uint64_t)t.tv_sec * 1000 + (uint64_t)t.tv_nsec / 1000000;
	for (int i = 5; i >= 0; i--, ms >>= 8)
		r[i] = (unsigned char)ms;
	uuid_put(r, 7, out);
}

long
steady_seconds(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return t.tv_sec;
}

bool
uuid_valid(const char *s)
{
	for (size_t i = 0; i < 36; i++) {
		bool dash = i == 8 || i == 13 || i == 18 || i == 23;
		bool hex = (s[i] >= '0' && s[i] <= '9') ||
			   (s[i] >= 'a' && s[i] <= 'f') ||
			   (s[i] >= 'A' && s[i] <= 'F');

		if (dash ? s[i] != '-' : !hex)
			return false;
	}
	return s[36] == '\0';
}

void
token_new(size_t n, char *out)
{
	static const char digits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
				     "abcdefghijklmnopqrstuvwxyz0123456789-_";
	unsigned char r[3];

	for (size_t i = 0; i < n; i += 3) {
		size_t have = n - i < 3 ? n - i : 3;
		unsigned v;

		memset(r, 0, sizeof(r));
		random_bytes(r, have);
		v = (unsigned)r[0] << 16 | (unsigned)r[1] << 8 | r[2];
		for (size_t k = 0; k <= have; k++)
			*out++ = digits[v >> (18 - 6 * k) & 63];
	}
	*out = '\0';
}
