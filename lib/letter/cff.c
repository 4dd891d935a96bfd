/* cff.c: the charset of a CFF table (Adobe Technical Note 5176). */
#include <stddef.h>
#include <string.h>

#include "letter/pdf.h"

struct cff {
	const uint8_t *p;
	size_t n;
};

static size_t
cff_int(const struct cff *c, size_t at, unsigned size)
{
	size_t v = 0;

	for (; size > 0; size--, at++)
		v = v << 8 | (at < c->n ? c->p[at] : 0);
	return v;
}

/* The end of an INDEX; *first gets the place of its first object. */
static size_t
cff_index(const struct cff *c, size_t at, size_t *first, size_t *first_end)
{
	size_t count = cff_int(c, at, 2), data;
	unsigned off;

	if (count == 0)
		return at + 2;
	off = (unsigned)cff_int(c, at + 2, 1);
	if (off < 1 || off > 4)
		return c->n;
	data = at + 3 + (count + 1) * off - 1;
	if (first != NULL) {
		*first = data + cff_int(c, at + 3, off);
		*first_end = data + cff_int(c, at + 3 + off, off);
	}
	return data + cff_int(c, at + 3 + count * off, off);
}

struct top {
	long charset;
	bool cid;
};

/* Reads the operators of the top dictionary; only integers matter here. */
static void
cff_top(const struct cff *c, size_t at, size_t end, struct top *top)
{
	long last = 0;

	for (; at < end && at < c->n;) {
		unsigned b = c->p[at++];

		if (b == 12) {
			top->cid |= cff_int(c, at++, 1) == 30;
		} else if (b <= 21) {
			if (b == 15)
				top->charset = last;
		} else if (b == 28) {
			last = (int16_t)cff_int(c, at, 2);
			at += 2;
		} else if (b == 29) {
			last = (int32_t)cff_int(c, at, 4);
			at += 4;
		} else if (b == 30) {
			while (at < end && (c->p[at] & 15) != 15)
				at++;
			at++;
		} else if (b >= 32 && b <= 246) {
			last = (long)b - 139;
		} else if (b <= 250) {
			last = ((long)b - 247) * 256 +
			       (long)cff_int(c, at++, 1) + 108;
		} else {
			last = -((long)b - 251) * 256 -
			       (long)cff_int(c, at++, 1) - 108;
		}
	}
}

static bool
cff_charset(const struct cff *c, size_t at, uint32_t *cids, size_t glyphs)
{
	unsigned format = (unsigned)cff_int(c, at++, 1);
	size_t i = 1, first, left;

	cids[0] = 0;
	while (i < glyphs && at < c->n) {
		first = cff_int(c, at, 2);
		at += 2;
		left = 0;
		if (format == 1 || format == 2) {
			left = cff_int(c, at, format);
			at += format;
		}
		for (size_t k = 0; k <= left && i < glyphs; k++)
			cids[i++] = (uint32_t)(first + k);
	}
	return i == glyphs && format <= 2;
}

bool
cff_cids(const uint8_t *p, size_t n, uint32_t *cids, size_t glyphs)
{
	struct cff c = {p, n};
	struct top top = {0};
	size_t at, first = 0, end = 0;

	if (n < 4)
		return false;
	at = cff_index(&c, p[2], NULL, NULL);
	cff_index(&c, at, &first, &end);
	if (end > n || first >= end)
		return false;
	cff_top(&c, first, end, &top);
	if (top.cid && top.charset > 2)
		return cff_charset(&c, (size_t)top.charset, cids, glyphs);
	for (size_t i = 0; i < glyphs; i++)
		cids[i] = (uint32_t)i;
	return true;
}
