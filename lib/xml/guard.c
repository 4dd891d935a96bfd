/* guard.c: see guard.h. */
#include "xml/guard.h"

#include <iconv.h>
#include <limits.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include "base/utf8.h"

/*
 * The scanner follows tags and quotes only. For well-formed bytes it sees what
 * the parser sees; where it could differ the bytes are not well-formed, and
 * the parser stops at that place.
 */
struct scan {
	const char *start, *p, *end;
	const struct guard *limits;
	unsigned depth;
	struct err *err;
};

static bool
refuse(const struct scan *s, enum err_kind kind, const char *code)
{
	char arg[32];
	size_t line = 1;

	for (const char *p = s->start; p < s->p; p++)
		line += *p == '\n';
	snprintf(arg, sizeof(arg), "%zu", line);
	err_fail(s->err, kind, code, "byte %zu, line %s",
	    (size_t)(s->p - s->start), arg);
	err_arg(s->err, arg);
	return false;
}

static bool
starts(const struct scan *s, const char *with)
{
	size_t n = strlen(with);

	return (size_t)(s->end - s->p) >= n && memcmp(s->p, with, n) == 0;
}

/* Moves behind the next `mark`; an open end is the parser's to report. */
static void
pass(struct scan *s, size_t skip, const char *mark)
{
	size_t n = strlen(mark);
	const char *at;

	s->p += skip;
	at = memmem(s->p, (size_t)(s->end - s->p), mark, n);
	s->p = at == NULL ? s->end : at + n;
}

/* At a quote: passes the value. */
static void
pass_value(struct scan *s)
{
	char mark[2] = {*s->p, '\0'};

	pass(s, 1, mark);
}

static bool
is_space(char c)
{
	return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

/* At '<' of a start tag: counts attributes up to '>'. */
static bool
start_tag(struct scan *s)
{
	unsigned attributes = 0, namespaces = 0;
	bool empty = false;

	if (++s->depth > s->limits->depth)
		return refuse(s, ERR_INPUT, "xml-depth");
	for (s->p++; s->p < s->end && *s->p != '>';) {
		if (*s->p == '"' || *s->p == '\'') {
			pass_value(s);
			empty = false;
			if (++attributes > s->limits->attributes)
				return refuse(s, ERR_INPUT, "xml-attributes");
			continue;
		}
		if (is_space(s->p[-1]) && starts(s, "xmlns") &&
		    ++namespaces > s->limits->namespaces)
			return refuse(s, ERR_INPUT, "xml-namespaces");
		empty = *s->p == '/';
		s->p++;
	}
	if (s->p < s->end)
		s->p++;
	if (empty)
		s->depth--;
	return true;
}

static bool
markup(struct scan *s)
{
	if (starts(s, "<!--")) {
		if (s->limits->plain)
			return refuse(s, ERR_INPUT, "xml-comment");
		pass(s, 4, "-->");
	} else if (starts(s, "<![CDATA[")) {
		pass(s, 9, "]]>");
	} else if (starts(s, "<!")) {
		return refuse(s, ERR_INPUT, "xml-doctype");
	} else if (starts(s, "<?")) {
		if (s->limits->plain &&
		    !(s->p == s->start && starts(s, "<?xml") &&
			(s->end - s->p == 5 || is_space(s->p[5]))))
			return refuse(s, ERR_INPUT, "xml-instruction");
		pass(s, 2, "?>");
	} else if (starts(s, "</")) {
		if (s->depth > 0)
			s->depth--;
		pass(s, 2, ">");
	} else {
		return start_tag(s);
	}
	return true;
}

static bool
scan(struct scan *s)
{
	while ((s->p = memchr(s->p, '<', (size_t)(s->end - s->p))) != NULL)
		if (!markup(s))
			return false;
	return true;
}

/* Unpaired surrogates and an odd last byte are refused. */
static bool
from_utf16(const unsigned char *p, size_t n, bool big, struct buf *out)
{
	char bytes[4];

	for (size_t i = 2; i + 1 < n; i += 2) {
		uint32_t c = big ? (uint32_t)p[i] << 8 | p[i + 1]
				 : (uint32_t)p[i + 1] << 8 | p[i];
		uint32_t low;

		if (c >= 0xdc00 && c <= 0xdfff)
			return false;
		if (c >= 0xd800 && c <= 0xdbff) {
			if ((i += 2) + 1 >= n)
				return false;
			low = big ? (uint32_t)p[i] << 8 | p[i + 1]
				  : (uint32_t)p[i + 1] << 8 | p[i];
			if (low < 0xdc00 || low > 0xdfff)
				return false;
			c = 0x10000 + ((c - 0xd800) << 10) + (low - 0xdc00);
		}
		buf_add(out, bytes, utf8_put(c, bytes));
	}
	return n % 2 == 0 && !out->failed;
}

/* GBK is a part of GB18030: GB 18030-2005. */
static bool
from_gb18030(const char *p, size_t n, struct buf *out)
{
	iconv_t cd = iconv_open("UTF-8", "GB18030");
	char *in = (char *)p, *at;
	size_t room;
	bool ok = cd != (iconv_t)-1;

	if (!ok)
		return false;
	buf_reserve(out, n + n / 2 + 4); /* two bytes become three at most */
	if ((ok = !out->failed)) {
		at = out->data;
		room = out->cap - 1;
		ok = iconv(cd, &in, &n, &at, &room) == 0 && n == 0;
		out->len = (size_t)(at - out->data);
		out->data[out->len] = '\0';
	}
	iconv_close(cd);
	return ok;
}

enum coding { UNNAMED, UTF8, UTF16, GB18030, FOREIGN };

/* What the XML declaration names. */
static enum coding
declared(const char *p, const char *stop)
{
	static const struct {
		const char *name;
		enum coding is;
	} known[] = {{"UTF-8", UTF8}, {"UTF-16", UTF16}, {"GB18030", GB18030},
	    {"GBK", GB18030}};
	const char *end, *at;
	size_t n;

	if (stop - p < 5 || memcmp(p, "<?xml", 5) != 0)
		return UNNAMED;
	end = memmem(p, (size_t)(stop - p), "?>", 2);
	if (end == NULL)
		return UNNAMED;
	at = memmem(p, (size_t)(end - p), "encoding", 8);
	if (at == NULL)
		return UNNAMED;
	for (at += 8; at < end && (is_space(*at) || *at == '='); at++)
		;
	for (size_t i = 0; i < sizeof(known) / sizeof(known[0]); i++) {
		n = strlen(known[i].name);
		if ((size_t)(end - at) > n + 1 && at[n + 1] == at[0] &&
		    strncasecmp(at + 1, known[i].name, n) == 0)
			return known[i].is;
	}
	return FOREIGN;
}

static struct guard
with_defaults(const struct guard *g)
{
	struct guard d = {16u << 20, 64, 256, 64, false};

	if (g != NULL && g->bytes != 0)
		d.bytes = g->bytes;
	if (g != NULL && g->depth != 0)
		d.depth = g->depth;
	if (g != NULL && g->attributes != 0)
		d.attributes = g->attributes;
	if (g != NULL && g->namespaces != 0)
		d.namespaces = g->namespaces;
	d.plain = g != NULL && g->plain;
	if (d.bytes > INT_MAX / 4) /* libxml2 counts in int */
		d.bytes = INT_MAX / 4;
	return d;
}

/* Sets s to the UTF-8 of its bytes; false: not in the encoding that they name,
 * or in one that is not taken. UTF-16 is known by its mark. */
static bool
decode(struct scan *s, struct buf *utf8)
{
	const unsigned char *u = (const unsigned char *)s->p;
	size_t n = (size_t)(s->end - s->p);
	enum coding is = UTF8, named;

	if (n >= 2 &&
	    ((u[0] == 0xfe && u[1] == 0xff) || (u[0] == 0xff && u[1] == 0xfe)))
		is = UTF16;
	else if (n >= 3 && memcmp(s->p, "\xef\xbb\xbf", 3) == 0)
		s->start = s->p += 3;
	else if (declared(s->p, s->end) == GB18030)
		is = GB18030;
	if ((is == UTF16 && !from_utf16(u, n, u[0] == 0xfe, utf8)) ||
	    (is == GB18030 && !from_gb18030(s->p, n, utf8)))
		return false;
	if (is != UTF8) {
		s->start = s->p = utf8->len > 0 ? utf8->data : "";
		s->end = s->p + utf8->len;
	}
	named = declared(s->p, s->end);
	return named == UNNAMED || named == is;
}

bool
guard_check(const char *p, size_t n, const struct guard *g, struct buf *utf8,
    const char **from, size_t *len, struct err *err)
{
	struct guard limits = with_defaults(g);
	struct scan s = {p, p, p + n, &limits, 0, err};

	if (n > limits.bytes)
		return refuse(&s, ERR_LARGE, "xml-too-large");
	if (!decode(&s, utf8))
		return refuse(&s, ERR_INPUT, "xml-encoding");
	*from = s.p;
	*len = (size_t)(s.end - s.p);
	if (memchr(s.p, '\0', *len) != NULL)
		return refuse(&s, ERR_INPUT, "xml-nul");
	if (!utf8_valid_xml(s.p, *len))
		return refuse(&s, ERR_INPUT, "xml-encoding");
	return scan(&s);
}
