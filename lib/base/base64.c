/* base64.c: see base64.h. */
#include "base/base64.h"

#include <stdint.h>
#include <string.h>

static const char letters[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
			      "abcdefghijklmnopqrstuvwxyz0123456789+/";

void
base64_put(const void *p, size_t n, struct buf *out)
{
	const unsigned char *u = p;
	char four[4];

	for (; n > 0; u += 3, n -= n < 3 ? n : 3) {
		uint32_t v = (uint32_t)u[0] << 16 |
			     (n > 1 ? (uint32_t)u[1] << 8 : 0) |
			     (n > 2 ? u[2] : 0u);

		for (int i = 0; i < 4; i++)
			four[i] = letters[v >> (18 - 6 * i) & 63];
		if (n < 3)
			four[3] = '=';
		if (n < 2)
			four[2] = '=';
		buf_add(out, four, 4);
	}
}

static int
value(char c)
{
	if (c >= 'A' && c <= 'Z')
		return c - 'A';
	if (c >= 'a' && c <= 'z')
		return c - 'a' + 26;
	if (c >= '0' && c <= '9')
		return c - '0' + 52;
	return c == '+' ? 62 : c == '/' ? 63 : -1;
}

bool
base64_get(const char *s, struct buf *out)
{
	uint32_t v = 0;
	unsigned have = 0, pad = 0;

	for (; *s != '\0'; s++) {
		int d = value(*s);

		if (strchr(" \t\r\n", *s) != NULL)
			continue;
		if (*s == '=' && have >= 2) {
			pad++;
			d = 0;
		}
		if (d < 0 || (pad > 0 && *s != '='))
			return false;
		v = v << 6 | (uint32_t)d;
		if (++have < 4)
			continue;
		if (pad > 2 || (pad > 0 && (v & (pad == 1 ? 0xff : 0xffff))))
			return false;
		buf_add(out, (char[]){(char)(v >> 16), (char)(v >> 8), (char)v},
		    3 - pad);
		have = 0;
		v = 0;
		if (pad > 0)
			return s[1 + strspn(s + 1, " \t\r\n")] == '\0' &&
			       !out->failed;
	}
	return have == 0 && !out->failed;
}
