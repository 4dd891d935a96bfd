/* post.c: see post.h; application/x-www-form-urlencoded. */
#include "form/post.h"

#include <string.h>

#include "base/hex.h"
#include "base/utf8.h"
#include "form/post_private.h"

struct post_limits
post_bounds(const struct post_limits *l)
{
	struct post_limits b = {.pairs = 2000,
	    .value = 256 * 1024,
	    .name = 200,
	    .total = 2 * 1024 * 1024};

	if (l == NULL)
		return b;
	if (l->pairs != 0)
		b.pairs = l->pairs;
	if (l->value != 0)
		b.value = l->value;
	if (l->name != 0)
		b.name = l->name;
	if (l->total != 0)
		b.total = l->total;
	b.file = l->file;
	return b;
}

/* CR LF and CR become LF, in place: a tree serializes CR as &#13;. */
static size_t
even_lines(char *s, size_t n)
{
	char *to = s;

	for (size_t i = 0; i < n; i++) {
		if (s[i] == '\r') {
			*to++ = '\n';
			if (i + 1 < n && s[i + 1] == '\n')
				i++;
		} else {
			*to++ = s[i];
		}
	}
	*to = '\0';
	return (size_t)(to - s);
}

bool
post_text(char *s, size_t n, struct err *err)
{
	if (!utf8_valid_xml(s, n))
		return err_fail(err, ERR_INPUT, "post-text",
		    "no UTF-8, or a control character");
	even_lines(s, n);
	return true;
}

bool
post_room(const struct post_limits *l, size_t parts, struct err *err)
{
	if (parts < l->pairs)
		return true;
	return err_fail(
	    err, ERR_LARGE, "post-pairs", "more than %zu pairs", l->pairs);
}

/* A % without two hexadecimal digits stands for itself (WHATWG URL 5.1). */
size_t
post_unescape(const char *p, size_t n, bool plus, char *out)
{
	size_t k = 0;

	for (size_t i = 0; i < n; i++) {
		if (p[i] == '%' && i + 2 < n && hex_digit(p[i + 1]) >= 0 &&
		    hex_digit(p[i + 2]) >= 0) {
			out[k++] = (char)(hex_digit(p[i + 1]) << 4 |
					  hex_digit(p[i + 2]));
			i += 2;
		} else {
			out[k++] = plus && p[i] == '+' ? ' ' : p[i];
		}
	}
	out[k] = '\0';
	return k;
}

/* Decodes into the arena; NULL and err when it does not pass. */
static const char *
urlenc_text(
    const char *p, size_t n, size_t max, struct arena *a, struct err *err)
{
	char *s = arena_alloc(a, n + 1);

	if (s == NULL) {
		err_fail(err, ERR_BUSY, "busy", "out of memory");
		return NULL;
	}
	n = post_unescape(p, n, true, s);
	if (n > max) {
		err_fail(
		    err, ERR_LARGE, "post-value", "%zu bytes, not %zu", n, max);
		return NULL;
	}
	return post_text(s, n, err) ? s : NULL;
}

static bool
urlenc_pair(const char *p, size_t n, const struct post_limits *l,
    struct arena *a, struct pair *out, struct err *err)
{
	const char *eq = memchr(p, '=', n);
	size_t name = eq != NULL ? (size_t)(eq - p) : n;

	out->name = urlenc_text(p, name, l->name, a, err);
	if (out->name == NULL)
		return false;
	out->value = eq == NULL
			 ? ""
			 : urlenc_text(eq + 1, n - name - 1, l->value, a, err);
	if (out->value == NULL)
		err_arg(err, out->name);
	return out->value != NULL;
}

static size_t
count_pairs(const char *p, size_t n)
{
	size_t pairs = n > 0;

	for (size_t i = 0; i < n; i++)
		pairs += p[i] == '&';
	return pairs;
}

bool
post_urlenc(const char *p, size_t n, const struct post_limits *limits,
    struct arena *a, struct post *out, struct err *err)
{
	struct post_limits l = post_bounds(limits);
	size_t max = count_pairs(p, n), len;

	*out = (struct post){0};
	if (n > l.total)
		return err_fail(err, ERR_LARGE, "post-large",
		    "%zu bytes, not %zu", n, l.total);
	if (max > l.pairs)
		max = l.pairs;
	out->pairs = arena_alloc(a, (max + 1) * sizeof(*out->pairs));
	if (out->pairs == NULL)
		return err_fail(err, ERR_BUSY, "busy", "out of memory");
	for (const char *end = p + n; p < end; p += len + 1) {
		const char *amp = memchr(p, '&', (size_t)(end - p));

		len = amp != NULL ? (size_t)(amp - p) : (size_t)(end - p);
		if (len == 0)
			continue;
		if (!post_room(&l, out->n, err) ||
		    !urlenc_pair(p, len, &l, a, &out->pairs[out->n], err)) {
			*out = (struct post){0};
			return false;
		}
		out->n++;
	}
	return true;
}

const char *
post_get(const struct post *p, const char *name)
{
	for (size_t i = 0; i < p->n; i++)
		if (strcmp(p->pairs[i].name, name) == 0)
			return p->pairs[i].value;
	return NULL;
}
