/* pdf_sign_file.c: see pdf_sign_file.h; ISO 32000-1 7.2, 7.3, 7.5. */
#include "draw/pdf_sign_file.h"

#include <stdlib.h>
#include <string.h>

enum { OBJECTS = 100000, SECTIONS = 64, DEPTH = 32, TAIL = 2048 };

static bool
is_space(char c)
{
	return c == ' ' || c == '\n' || c == '\r' || c == '\t' || c == '\f' ||
	       c == '\0';
}

static bool
is_delimiter(char c)
{
	return is_space(c) || strchr("()<>[]{}/%", c) != NULL;
}

static struct slice
slice_from(struct slice s, size_t n)
{
	return n < s.n ? (struct slice){s.p + n, s.n - n}
		       : (struct slice){"", 0};
}

static void
skip_space(struct slice *in)
{
	size_t i = 0;

	for (; i < in->n; i++) {
		if (in->p[i] == '%')
			while (
			    i < in->n && in->p[i] != '\n' && in->p[i] != '\r')
				i++;
		else if (!is_space(in->p[i]))
			break;
	}
	*in = slice_from(*in, i);
}

/* Length of a string in parentheses; 0: it does not end. */
static size_t
string_length(struct slice s)
{
	size_t depth = 0;

	for (size_t i = 0; i < s.n; i++) {
		if (s.p[i] == '\\')
			i++;
		else if (s.p[i] == '(')
			depth++;
		else if (s.p[i] == ')' && --depth == 0)
			return i + 1;
	}
	return 0;
}

static size_t
word_length(struct slice s)
{
	size_t i = 1;

	while (i < s.n && !is_delimiter(s.p[i]))
		i++;
	return i;
}

static size_t
digits_length(struct slice s)
{
	size_t i = 0;

	while (i < s.n && s.p[i] >= '0' && s.p[i] <= '9')
		i++;
	return i;
}

/* A number, or "n g R" as one. */
static size_t
number_length(struct slice s)
{
	size_t word = word_length(s), i = digits_length(s), k;

	if (i != word || i + 4 > s.n || s.p[i] != ' ')
		return word;
	k = digits_length(slice_from(s, ++i));
	i += k;
	if (k == 0 || i + 2 > s.n || s.p[i] != ' ' || s.p[i + 1] != 'R' ||
	    (i + 2 < s.n && !is_delimiter(s.p[i + 2])))
		return word;
	return i + 2;
}

static size_t
hex_length(struct slice s)
{
	const char *end = memchr(s.p, '>', s.n);

	return end != NULL ? (size_t)(end - s.p) + 1 : 0;
}

/* Of the value at the start of s; 0: none. Dictionaries and arrays end where
 * their own bracket closes. */
static size_t
value_length(struct slice s)
{
	char open[DEPTH];
	size_t depth = 0, k;
	struct slice in = s;

	do {
		bool two = in.n > 1 && in.p[0] == in.p[1];

		if (in.n == 0)
			return 0;
		if (*in.p == '[' || (*in.p == '<' && two)) {
			if (depth == DEPTH)
				return 0;
			open[depth++] = *in.p;
			k = *in.p == '[' ? 1 : 2;
		} else if (*in.p == ']' || (*in.p == '>' && two)) {
			k = *in.p == ']' ? 1 : 2;
			if (depth == 0 || (open[--depth] == '[') != (k == 1))
				return 0;
		} else if (*in.p == '(') {
			k = string_length(in);
		} else if (*in.p == '<') {
			k = hex_length(in);
		} else if (*in.p == '>' || *in.p == ')') {
			k = 0;
		} else if (*in.p >= '0' && *in.p <= '9') {
			k = number_length(in);
		} else {
			k = word_length(in);
		}
		if (k == 0)
			return 0;
		in = slice_from(in, k);
		k = (size_t)(in.n > 0 ? in.p - s.p : (ptrdiff_t)s.n);
		if (depth > 0)
			skip_space(&in);
	} while (depth > 0);
	return k;
}

struct slice
pdf_next(struct slice *in)
{
	struct slice out;

	skip_space(in);
	out = (struct slice){in->p, value_length(*in)};
	*in = out.n > 0 ? slice_from(*in, out.n) : (struct slice){"", 0};
	return out;
}

bool
pdf_entry(
    struct slice dict, struct slice *at, struct slice *key, struct slice *value)
{
	if (at->p == NULL) {
		if (dict.n < 4 || memcmp(dict.p, "<<", 2) != 0)
			return false;
		*at = (struct slice){dict.p + 2, dict.n - 4};
	}
	*key = pdf_next(at);
	*value = pdf_next(at);
	return key->n > 1 && *key->p == '/' && value->n > 0;
}

struct slice
pdf_get(struct slice dict, const char *key)
{
	struct slice at = {0}, k, value, found = {"", 0};

	while (pdf_entry(dict, &at, &k, &value))
		if (slice_is(k, key))
			found = value; /* the last of two, as most readers */
	return found;
}

bool
slice_is(struct slice s, const char *text)
{
	return s.n == strlen(text) && memcmp(s.p, text, s.n) == 0;
}

bool
slice_same(struct slice a, struct slice b)
{
	return a.n == b.n && memcmp(a.p, b.p, a.n) == 0;
}

bool
pdf_number(struct slice s, size_t *out)
{
	*out = 0;
	if (s.n == 0 || s.n > 12 || digits_length(s) != s.n)
		return false;
	for (size_t i = 0; i < s.n; i++)
		*out = *out * 10 + (size_t)(s.p[i] - '0');
	return true;
}

unsigned
pdf_reference(struct slice s)
{
	size_t n = digits_length(s), id;

	if (s.n < 5 || s.p[s.n - 1] != 'R' ||
	    !pdf_number((struct slice){s.p, n}, &id) || id >= OBJECTS)
		return 0;
	return (unsigned)id;
}

struct slice
pdf_follow(const struct pdf_file *f, struct slice s)
{
	unsigned id = pdf_reference(s);

	return id > 0 ? pdf_object(f, id) : s;
}

struct slice
pdf_object(const struct pdf_file *f, unsigned id)
{
	struct slice in, none = {"", 0};
	size_t number;

	if (id == 0 || id >= f->n || f->offsets[id] == 0)
		return none;
	in = slice_from(f->bytes, f->offsets[id]);
	if (!pdf_number(pdf_next(&in), &number) || number != id)
		return none;
	pdf_next(&in); /* generation */
	if (!slice_is(pdf_next(&in), "obj"))
		return none;
	return pdf_next(&in);
}

static bool
grow(struct pdf_file *f, size_t n)
{
	size_t *more;

	if (n <= f->n)
		return true;
	if (n > OBJECTS ||
	    (more = realloc(f->offsets, n * sizeof(*more))) == NULL)
		return false;
	memset(more + f->n, 0, (n - f->n) * sizeof(*more));
	f->offsets = more;
	f->n = (unsigned)n;
	return true;
}

/* One subsection; a newer section's entry stays. SIZE_MAX marks "free". */
static bool
entries_read(struct pdf_file *f, struct slice *in, size_t first, size_t count)
{
	if (first > OBJECTS || count > OBJECTS || !grow(f, first + count))
		return false;
	for (size_t i = first; i < first + count; i++) {
		struct slice offset = pdf_next(in), kind;
		size_t at;

		pdf_next(in);
		kind = pdf_next(in);
		if (!pdf_number(offset, &at) || kind.n != 1 || at >= f->bytes.n)
			return false;
		if (f->offsets[i] == 0)
			f->offsets[i] = *kind.p == 'n' ? at : (size_t)-1;
	}
	return true;
}

/* Number pairs and their entries up to "trailer". */
static bool
section_read(struct pdf_file *f, size_t at, struct slice *trailer)
{
	struct slice in = slice_from(f->bytes, at), word;
	size_t first, count;

	if (!slice_is(pdf_next(&in), "xref"))
		return false;
	for (;;) {
		word = pdf_next(&in);
		if (slice_is(word, "trailer"))
			break;
		if (!pdf_number(word, &first) ||
		    !pdf_number(pdf_next(&in), &count) ||
		    !entries_read(f, &in, first, count))
			return false;
	}
	*trailer = pdf_next(&in);
	return trailer->n > 4 && pdf_get(*trailer, "/XRefStm").n == 0;
}

static bool
start_find(const struct pdf_file *f, size_t *at)
{
	static const char word[] = "startxref";
	size_t from = f->bytes.n > TAIL ? f->bytes.n - TAIL : 0;
	struct slice tail = slice_from(f->bytes, from), in = {"", 0};
	const char *found;

	while ((found = memmem(tail.p, tail.n, word, 9)) != NULL) {
		in = tail = slice_from(tail, (size_t)(found - tail.p) + 9);
	}
	return in.n > 0 && pdf_number(pdf_next(&in), at);
}

bool
pdf_file_read(const char *p, size_t n, struct pdf_file *f, struct err *err)
{
	struct slice trailer = {"", 0};
	size_t at, sections = 0;
	bool ok;

	*f = (struct pdf_file){.bytes = {p, n}};
	ok = n > 8 && memcmp(p, "%PDF-", 5) == 0 && start_find(f, &at);
	f->xref = ok ? at : 0;
	while (ok) {
		struct slice prev;

		ok = ++sections <= SECTIONS && section_read(f, at, &trailer);
		if (!ok)
			break;
		if (f->trailer.n == 0)
			f->trailer = trailer;
		if ((prev = pdf_get(trailer, "/Prev")).n == 0)
			break;
		ok = pdf_number(prev, &at);
	}
	for (unsigned i = 0; i < f->n; i++)
		if (f->offsets[i] == (size_t)-1)
			f->offsets[i] = 0;
	if (ok)
		return true;
	pdf_file_clear(f);
	return err_fail(err, ERR_INPUT, "pdf-form",
	    "no PDF with a plain cross-reference table");
}

void
pdf_file_clear(struct pdf_file *f)
{
	free(f->offsets);
	*f = (struct pdf_file){0};
}
