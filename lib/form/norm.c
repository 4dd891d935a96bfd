/* norm.c: typed text made even: width, spaces, case, invisible marks. */
#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "form/check.h"

struct range {
	uint32_t from, to;
};

static bool
among(const struct range *r, size_t n, uint32_t c)
{
	for (size_t i = 0; i < n; i++)
		if (c >= r[i].from && c <= r[i].to)
			return true;
	return false;
}
#define AMONG(table, c) among(table, sizeof(table) / sizeof((table)[0]), c)

bool
char_space(uint32_t c)
{
	static const struct range space[] = {{0x09, 0x0d}, {0x20, 0x20},
	    {0x85, 0x85}, {0xa0, 0xa0}, {0x1680, 0x1680}, {0x2000, 0x200a},
	    {0x2028, 0x2029}, {0x202f, 0x202f}, {0x205f, 0x205f},
	    {0x3000, 0x3000}};
	return AMONG(space, c);
}

bool
char_han(uint32_t c)
{
	static const struct range han[] = {{0x3005, 0x3007}, {0x3400, 0x4dbf},
	    {0x4e00, 0x9fff}, {0xf900, 0xfaff}, {0x20000, 0x3fffd}};
	return AMONG(han, c);
}

/* What the eye cannot see or what turns the line about. Joiners (200C, 200D)
 * and variation selectors stay: scripts need them. */
bool
char_invisible(uint32_t c)
{
	static const struct range marks[] = {{0x00, 0x08}, {0x0e, 0x1f},
	    {0x7f, 0x84}, {0x86, 0x9f}, {0xad, 0xad}, {0x34f, 0x34f},
	    {0x61c, 0x61c}, {0x115f, 0x1160}, {0x17b4, 0x17b5},
	    {0x180e, 0x180e}, {0x200b, 0x200b}, {0x200e, 0x200f},
	    {0x202a, 0x202e}, {0x2060, 0x206f}, {0x3164, 0x3164},
	    {0xfeff, 0xfeff}, {0xffa0, 0xffa0}, {0xfff0, 0xfffc},
	    {0x1bca0, 0x1bca3}, {0x1d173, 0x1d17a}, {0xe0000, 0xe00ff},
	    {0xe01f0, 0xe0fff}};
	return AMONG(marks, c);
}

bool
char_private(uint32_t c)
{
	return (c >= 0xe000 && c <= 0xf8ff) || c >= 0xf0000;
}

/* Letters of any script, by leaving out what is known to be none: new scripts
 * and the rare characters of GB 18030-2022 must not be refused. */
bool
char_letter(uint32_t c)
{
	static const struct range none[] = {{0x00, 0x40}, {0x5b, 0x60},
	    {0x7b, 0xa9}, {0xab, 0xb4}, {0xb6, 0xb9}, {0xbb, 0xbf},
	    {0xd7, 0xd7}, {0xf7, 0xf7}, {0x660, 0x669}, {0x2000, 0x200b},
	    {0x200e, 0x2bff}, {0x2e00, 0x2e7f}, {0x2ff0, 0x3004},
	    {0x3008, 0x3020}, {0x3030, 0x3030}, {0x303d, 0x303f},
	    {0x3200, 0x33ff}, {0x4dc0, 0x4dff}, {0xd800, 0xdfff},
	    {0xfe10, 0xfe1f}, {0xfe30, 0xfe6f}, {0xff00, 0xff20},
	    {0xff3b, 0xff40}, {0xff5b, 0xff65}, {0xffe0, 0xffff},
	    {0x1d000, 0x1d7ff}, {0x1f000, 0x1fbff}};
	return !AMONG(none, c) && !char_invisible(c) && !char_space(c);
}

/* Full width to half width, and the dashes and stops an input method gives. */
static uint32_t
half(uint32_t c)
{
	if (c >= 0xff01 && c <= 0xff5e)
		return c - 0xfee0;
	if ((c >= 0x2010 && c <= 0x2015) || c == 0x2212 || c == 0x2500 ||
	    c == 0xfe63 || c == 0x2e3a)
		return '-';
	if (c == 0x3002 || c == 0xff61)
		return '.';
	if (c == 0xffe5)
		return 0xa5;
	return c;
}

static void
put(struct buf *out, uint32_t c)
{
	char u[4];

	buf_add(out, u, utf8_put(c, u));
}

static void
norm_compact(bool upper, const char *s, struct buf *out)
{
	uint32_t c;

	while ((c = utf8_next(&s)) != 0) {
		c = half(c);
		if (char_space(c) || char_invisible(c))
			continue;
		if (upper && c >= 'a' && c <= 'z')
			c -= 32;
		put(out, c);
	}
}

/* A run of spaces is one space; beside Han characters it is none: people set
 * names of two characters apart to fill three places. */
static void
norm_name(const char *s, struct buf *out)
{
	uint32_t c, last = 0;
	bool gap = false;

	while ((c = utf8_next(&s)) != 0) {
		if (char_space(c)) {
			gap = true;
			continue;
		}
		if (c >= 0xff01 && c <= 0xff5e)
			c -= 0xfee0;
		if (gap && last != 0 && !(char_han(last) && char_han(c)))
			put(out, ' ');
		put(out, c);
		last = c;
		gap = false;
	}
}

/* Spaces at either end go; inside, a line end becomes LF or (one line) with
 * its neighbours a single space. */
static void
norm_lines(bool one, const char *s, struct buf *out)
{
	size_t keep;
	uint32_t c;
	const char *at = s;

	while (char_space(utf8_next(&at)))
		s = at;
	keep = out->len;
	while ((c = utf8_next(&s)) != 0) {
		if (c == '\r' && *s == '\n')
			continue;
		if (c == '\r' || c == 0x85 || c == 0x2028 || c == 0x2029)
			c = '\n';
		if (one && (c == '\n' || c == '\t' || c == 0x0b || c == 0x0c))
			c = ' ';
		put(out, c);
		if (!char_space(c))
			keep = out->len;
	}
	if (!out->failed && keep < out->len) {
		out->len = keep;
		out->data[keep] = '\0';
	}
}

void
norm_text(enum norm how, const char *typed, struct buf *out)
{
	switch (how) {
	case NORM_CODE:
		norm_compact(true, typed, out);
		break;
	case NORM_VALUE:
		norm_compact(false, typed, out);
		break;
	case NORM_NAME:
		norm_name(typed, out);
		break;
	case NORM_LINE:
		norm_lines(true, typed, out);
		break;
	case NORM_TEXT:
		norm_lines(false, typed, out);
		break;
	}
}
