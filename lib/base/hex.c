/* hex.c: see hex.h. */
#include "base/hex.h"

#include <string.h>

int
hex_digit(char c)
{
	if (c >= '0' && c <= '9')
		return c - '0';
	c |= 0x20;
	return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

void
hex_put(const void *p, size_t n, char *out)
{
	static const char digits[] = "0123456789abcdef";
	const unsigned char *b = p;

	for (size_t i = 0; i < n; i++) {
		*out++ = digits[b[i] >> 4];
		*out++ = digits[b[i] & 15];
	}
	*out = '\0';
}

bool
hex_get(const char *s, void *out, size_t n)
{
	unsigned char *b = out;
	int high, low;

	for (size_t i = 0; i < n; i++, s += 2) {
		if ((high = hex_digit(s[0])) < 0 || (low = hex_digit(s[1])) < 0)
			return false;
		b[i] = (unsigned char)(high << 4 | low);
	}
	return *s == '\0';
}

static bool
plain(char c, const char *keep)
{
	return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') ||
	       (c >= 'A' && c <= 'Z') || strchr(keep, c) != NULL;
}

char *
url_escape(struct arena *a, const char *s, const char *keep)
{
	static const char digits[] = "0123456789ABCDEF";
	char *out = arena_alloc(a, 3 * strlen(s) + 1), *o = out;

	if (out == NULL)
		return NULL;
	for (; *s != '\0'; s++)
		if (plain(*s, keep)) {
			*o++ = *s;
		} else {
			*o++ = '%';
			*o++ = digits[(unsigned char)*s >> 4];
			*o++ = digits[(unsigned char)*s & 15];
		}
	*o = '\0';
	return out;
}
