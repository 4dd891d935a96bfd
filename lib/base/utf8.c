/* utf8.c: see utf8.h. */
#include "base/utf8.h"

#include <string.h>

/* Table 3-7 of the Unicode Standard, "well-formed UTF-8 byte sequences": the
 * bytes that follow, and the range of the first of them. */
static const struct lead {
	unsigned char from, to, more, low, high;
} leads[] = {
    {0xc2, 0xdf, 1, 0x80, 0xbf},
    {0xe0, 0xe0, 2, 0xa0, 0xbf},
    {0xe1, 0xec, 2, 0x80, 0xbf},
    {0xed, 0xed, 2, 0x80, 0x9f},
    {0xee, 0xef, 2, 0x80, 0xbf},
    {0xf0, 0xf0, 3, 0x90, 0xbf},
    {0xf1, 0xf3, 3, 0x80, 0xbf},
    {0xf4, 0xf4, 3, 0x80, 0x8f},
};

/* Length of the sequence at p, whose lead is >= 0x80; 0 when it is wrong. */
static size_t
sequence(const unsigned char *p, size_t n)
{
	for (size_t i = 0; i < sizeof(leads) / sizeof(leads[0]); i++) {
		const struct lead *l = &leads[i];

		if (p[0] < l->from || p[0] > l->to)
			continue;
		if (n <= l->more || p[1] < l->low || p[1] > l->high)
			return 0;
		for (size_t k = 2; k <= l->more; k++)
			if ((p[k] & 0xc0) != 0x80)
				return 0;
		return l->more + 1u;
	}
	return 0;
}

/* Skips eight printable or high-bit-free bytes at a time. */
static size_t
ascii_run(const unsigned char *p, size_t n)
{
	size_t i = 0;
	uint64_t word;

	for (; i + 8 <= n; i += 8) {
		memcpy(&word, p + i, 8);
		if ((word & 0x8080808080808080u) != 0 ||
		    ((word - 0x2020202020202020u) & 0x8080808080808080u) != 0)
			break;
	}
	return i;
}

static bool
fit_for_xml(const unsigned char *p, size_t len)
{
	if (len == 1)
		return p[0] >= 0x20 || p[0] == '\t' || p[0] == '\n' ||
		       p[0] == '\r';
	return len != 3 || p[0] != 0xef || p[1] != 0xbf || p[2] < 0xbe;
}

static bool
valid(const unsigned char *p, size_t n, bool xml)
{
	for (size_t i = 0; i < n;) {
		size_t len = 1;

		i += ascii_run(p + i, n - i);
		if (i == n)
			break;
		if (p[i] >= 0x80 && (len = sequence(p + i, n - i)) == 0)
			return false;
		if (xml && !fit_for_xml(p + i, len))
			return false;
		i += len;
	}
	return true;
}

bool
utf8_valid(const char *s, size_t n)
{
	return valid((const unsigned char *)s, n, false);
}

bool
utf8_valid_xml(const char *s, size_t n)
{
	return valid((const unsigned char *)s, n, true);
}

uint32_t
utf8_next(const char **s)
{
	const unsigned char *p = (const unsigned char *)*s;
	uint32_t c = *p;
	int more = c < 0x80 ? 0 : c < 0xe0 ? 1 : c < 0xf0 ? 2 : 3;

	if (c == 0)
		return 0;
	if (more > 0)
		c &= 0x3fu >> more;
	for (p++; more > 0 && (*p & 0xc0) == 0x80; p++, more--)
		c = c << 6 | (*p & 0x3fu);
	*s = (const char *)p;
	return c;
}

size_t
utf8_put(uint32_t c, char out[4])
{
	if (c < 0x80) {
		out[0] = (char)c;
		return 1;
	}
	if (c < 0x800) {
		out[0] = (char)(0xc0 | c >> 6);
		out[1] = (char)(0x80 | (c & 0x3f));
		return 2;
	}
	if (c < 0x10000) {
		out[0] = (char)(0xe0 | c >> 12);
		out[1] = (char)(0x80 | (c >> 6 & 0x3f));
		out[2] = (char)(0x80 | (c & 0x3f));
		return 3;
	}
	out[0] = (char)(0xf0 | c >> 18);
	out[1] = (char)(0x80 | (c >> 12 & 0x3f));
	out[2] = (char)(0x80 | (c >> 6 & 0x3f));
	out[3] = (char)(0x80 | (c & 0x3f));
	return 4;
}

size_t
utf8_length(const char *s)
{
	size_t n = 0;

	for (; *s != '\0'; s++)
		n += ((unsigned char)*s & 0xc0) != 0x80;
	return n;
}
