/* part.c: the header of one part of multipart/form-data; RFC 7578 4.2. */
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/utf8.h"
#include "form/check.h"
#include "form/post_private.h"

#define LINES_MAX 16
#define FILENAME_MAX_BYTES 200

static bool
broken(struct err *err, const char *what)
{
	return err_fail(err, ERR_INPUT, "post-multipart", "%s", what);
}

void
part_clear(struct part_head *h)
{
	free(h->name);
	free(h->filename);
	*h = (struct part_head){0};
}

static size_t
token_length(const char *s)
{
	return strspn(s, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
			 "0123456789!#$%&'*+-.^_`|~");
}

/* Browsers write %22 for a quote and %0D %0A for line ends, old ones \". */
static size_t
quoted(const char *s, char *out)
{
	const char *from = s;
	size_t n = 0;

	for (s++; *s != '"'; s++) {
		if (*s == '\0')
			return 0;
		if (s[0] == '\\' && (s[1] == '"' || s[1] == '\\'))
			out[n++] = *++s;
		else if (strncmp(s, "%22", 3) == 0)
			out[n++] = '"', s += 2;
		else if (strncasecmp(s, "%0d", 3) == 0)
			out[n++] = '\r', s += 2;
		else if (strncasecmp(s, "%0a", 3) == 0)
			out[n++] = '\n', s += 2;
		else
			out[n++] = *s;
	}
	out[n] = '\0';
	return (size_t)(s + 1 - from);
}

/* Reads `; name=value`; returns what was eaten, 0 when it is broken. */
static size_t
param_next(const char *s, const char **name, size_t *len, char *value)
{
	const char *from = s;
	size_t n;

	s += strspn(s, " \t");
	if (*s++ != ';')
		return 0;
	s += strspn(s, " \t");
	*name = s;
	*len = token_length(s);
	s += *len;
	if (*len == 0 || *s++ != '=')
		return 0;
	if (*s == '"') {
		if ((n = quoted(s, value)) == 0)
			return 0;
	} else {
		n = token_length(s);
		memcpy(value, s, n);
		value[n] = '\0';
		if (n == 0)
			return 0;
	}
	return (size_t)(s + n - from);
}

bool
param_read(const char *s, const char *want, char **out, struct err *err)
{
	char *value = malloc(strlen(s) + 1);
	const char *name;
	size_t n, len;
	bool ok = false;

	*out = NULL;
	if (value == NULL)
		return err_fail(err, ERR_BUSY, "busy", "out of memory");
	for (s += strcspn(s, ";"); s[strspn(s, " \t")] != '\0'; s += n) {
		if ((n = param_next(s, &name, &len, value)) == 0) {
			broken(err, "parameter");
			goto out;
		}
		if (strlen(want) != len || strncasecmp(name, want, len) != 0)
			continue;
		if (*out != NULL) {
			broken(err, "doubled parameter");
			goto out;
		}
		if ((*out = strdup(value)) == NULL) {
			err_fail(err, ERR_BUSY, "busy", "out of memory");
			goto out;
		}
	}
	ok = true;
out:
	free(value);
	if (!ok) {
		free(*out);
		*out = NULL;
	}
	return ok;
}

/* Long names lose their middle: the ending tells the type. */
static void
filename_cut(char *s)
{
	size_t n = strlen(s), keep = FILENAME_MAX_BYTES, tail;
	char *dot = strrchr(s, '.');

	if (n <= keep)
		return;
	tail = dot != NULL ? n - (size_t)(dot - s) : 0;
	if (tail > 16)
		tail = 0;
	keep -= tail;
	while (keep > 0 && ((unsigned char)s[keep] & 0xc0) == 0x80)
		keep--;
	memmove(s + keep, s + n - tail, tail + 1);
}

/* No path, no controls, nothing that a shell or Windows would take amiss;
 * never empty, never hidden. In place: it only shrinks. */
static char *
filename_safe(char *s)
{
	char *from = s, *to;
	const char *p;
	uint32_t c;

	for (char *q = s; *q != '\0'; q++)
		if (*q == '/' || *q == '\\')
			from = q + 1;
	to = s;
	for (p = from; (c = utf8_next(&p)) != 0;) {
		if (char_invisible(c) || c < 0x20 || c == 0x85 || c == 0x2028 ||
		    c == 0x2029 || (c & 0xfffe) == 0xfffe)
			continue;
		if (to == s && (c == '.' || c == ' '))
			continue;
		if (c < 0x80 && strchr("<>:\"|?*", (int)c) != NULL)
			c = '_';
		to += utf8_put(c, to);
	}
	*to = '\0';
	while (to > s && (to[-1] == '.' || to[-1] == ' '))
		*--to = '\0';
	filename_cut(s);
	if (*s != '\0')
		return s;
	free(s);
	return strdup("unnamed");
}

/* filename*=UTF-8''%e9%9d%92.pdf, which RFC 7578 forbids and some send. In
 * place. */
static bool
extended(char *s, struct err *err)
{
	size_t n;

	if (strncasecmp(s, "UTF-8''", 7) != 0)
		return broken(err, "filename* is not UTF-8");
	memmove(s, s + 7, strlen(s + 7) + 1);
	n = post_unescape(s, strlen(s), false, s);
	return n == strlen(s) || broken(err, "NUL in filename*");
}

static bool
read_filename(const char *value, struct part_head *h, struct err *err)
{
	char *s;

	if (!param_read(value, "filename", &s, err))
		return false;
	if (s == NULL) {
		if (!param_read(value, "filename*", &s, err))
			return false;
		if (s == NULL)
			return true;
		if (!extended(s, err)) {
			free(s);
			return false;
		}
	}
	if (!utf8_valid(s, strlen(s))) {
		free(s);
		return err_fail(err, ERR_INPUT, "post-text", "filename");
	}
	h->named_file = *s != '\0';
	h->filename = filename_safe(s);
	return h->filename != NULL ||
	       err_fail(err, ERR_BUSY, "busy", "out of memory");
}

static bool
read_disposition(const char *value, const struct post_limits *l,
    struct part_head *h, struct err *err)
{
	size_t n = token_length(value);

	if (h->name != NULL)
		return broken(err, "two dispositions");
	if (n != 9 || strncasecmp(value, "form-data", 9) != 0)
		return broken(err, "disposition is not form-data");
	if (value[9 + strspn(value + 9, " \t")] != ';')
		return broken(err, "no name");
	if (!param_read(value, "name", &h->name, err))
		return false;
	if (h->name == NULL)
		return broken(err, "no name");
	n = strlen(h->name);
	if (n > l->name)
		return err_fail(
		    err, ERR_LARGE, "post-value", "name of %zu bytes", n);
	return post_text(h->name, n, err) && read_filename(value, h, err);
}

static bool
plain_encoding(const char *value)
{
	return strcasecmp(value, "7bit") == 0 ||
	       strcasecmp(value, "8bit") == 0 ||
	       strcasecmp(value, "binary") == 0;
}

/* One line without its end, writable. */
static bool
read_line(
    char *s, const struct post_limits *l, struct part_head *h, struct err *err)
{
	size_t n = token_length(s), len;
	char *value;

	if (n == 0 || s[n] != ':')
		return broken(err, "header line");
	if (strpbrk(s, "\r\n") != NULL)
		return broken(err, "line end within a header line");
	value = s + n + 1;
	value += strspn(value, " \t");
	for (len = strlen(value); len > 0 && strchr(" \t", value[len - 1]);)
		value[--len] = '\0';
	s[n] = '\0';
	if (strcasecmp(s, "Content-Disposition") == 0)
		return read_disposition(value, l, h, err);
	if (strcasecmp(s, "Content-Transfer-Encoding") == 0 &&
	    !plain_encoding(value))
		return broken(err, "transfer encoding");
	return true;
}

bool
part_read(const char *head, size_t n, const struct post_limits *l,
    struct part_head *h, struct err *err)
{
	char *copy = malloc(n + 1), *line, *end;
	bool ok = false;

	if (copy == NULL)
		return err_fail(err, ERR_BUSY, "busy", "out of memory");
	memcpy(copy, head, n);
	copy[n] = '\0';
	if (!utf8_valid_xml(copy, n)) {
		err_fail(err, ERR_INPUT, "post-text", "header");
		goto out;
	}
	line = copy;
	for (int lines = 0; *line != '\0'; line = end + 2) {
		if ((end = strstr(line, "\r\n")) == NULL)
			break;
		*end = '\0';
		if (++lines > LINES_MAX) {
			broken(err, "too many header lines");
			goto out;
		}
		if (!read_line(line, l, h, err))
			goto out;
	}
	ok = h->name != NULL || broken(err, "no disposition");
out:
	free(copy);
	if (!ok)
		part_clear(h);
	return ok;
}
