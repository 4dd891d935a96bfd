/* pdf_sign_check.c: the signatures of a PDF file; see verify.h.
 *
 * They are found by their ByteRange wherever it stands: a signature that no
 * form names still says who signed which bytes. One that covers the file to its
 * end needs no further look; what came after another is compared object by
 * object. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/hex.h"
#include "draw/pdf_sign_file.h"
#include "draw/verify.h"

enum { CONTENTS_MOST = 1 << 20, BEFORE = 65536 };

/* A signature's place: bytes [0, gap) and [behind, end) are signed. */
struct range {
	size_t at, gap, behind, end;
};

static bool
range_read(struct slice in, struct range *r)
{
	struct slice array = pdf_next(&in), part;
	size_t v[4];

	if (array.n < 3 || *array.p != '[')
		return false;
	part = (struct slice){array.p + 1, array.n - 2};
	for (int i = 0; i < 4; i++)
		if (!pdf_number(pdf_next(&part), &v[i]))
			return false;
	r->gap = v[1];
	r->behind = v[2];
	r->end = v[2] + v[3];
	return v[0] == 0 && pdf_next(&part).n == 0;
}

/* The gap is one string of hexadecimal digits, and ByteRange itself is signed:
 * so no other byte can be in doubt. */
static bool
contents_read(struct slice file, const struct range *r, struct buf *out)
{
	size_t n = r->behind - r->gap;
	const char *p = file.p + r->gap;

	if (r->gap >= r->behind || r->end > file.n || r->end < r->behind ||
	    r->at >= r->gap || n < 4 || n % 2 != 0 || n > CONTENTS_MOST ||
	    p[0] != '<' || p[n - 1] != '>')
		return false;
	buf_reserve(out, n / 2);
	if (out->failed)
		return false;
	for (size_t i = 1; i < n - 1; i += 2) {
		int high = hex_digit(p[i]), low = hex_digit(p[i + 1]);

		if (high < 0 || low < 0)
			return false;
		out->data[out->len++] = (char)(high << 4 | low);
	}
	return true;
}

/* The dictionary around the ByteRange. */
static struct slice
dictionary_find(struct slice file, const struct range *r)
{
	size_t from = r->at > BEFORE ? r->at - BEFORE : 0;
	struct slice in = {file.p + from, r->at - from}, dict;
	const char *found, *obj = NULL;

	while ((found = memmem(in.p, in.n, " obj", 4)) != NULL) {
		obj = found + 4;
		in = (struct slice){obj, (size_t)(file.p + r->at - obj)};
	}
	if (obj == NULL)
		return (struct slice){"", 0};
	in = (struct slice){obj, file.n - (size_t)(obj - file.p)};
	dict = pdf_next(&in);
	return file.p + r->at < dict.p + dict.n ? dict : (struct slice){"", 0};
}

/* (D:YYYYMMDDHHmmSS+HH'mm') */
static time_t
time_read(struct slice m)
{
	struct tm tm = {0};
	char text[32], sign = '+';
	int hours = 0, minutes = 0, n;

	if (m.n < 18 || m.n >= sizeof(text))
		return 0;
	memcpy(text, m.p, m.n);
	text[m.n] = '\0';
	n = sscanf(text, "(D:%4d%2d%2d%2d%2d%2d%c%2d'%2d", &tm.tm_year,
	    &tm.tm_mon, &tm.tm_mday, &tm.tm_hour, &tm.tm_min, &tm.tm_sec, &sign,
	    &hours, &minutes);
	if (n < 6)
		return 0;
	tm.tm_year -= 1900;
	tm.tm_mon--;
	hours = hours * 60 + minutes;
	return timegm(&tm) - (sign == '-' ? -60 : 60) * hours;
}

static bool
digest_ranges(struct slice file, const struct range *r, struct digest *out)
{
	struct digester *d = digester_new();
	bool ok;

	if (d == NULL)
		return false;
	digester_add(d, file.p, r->gap);
	digester_add(d, file.p + r->behind, r->end - r->behind);
	ok = digester_end(d, out);
	digester_free(d);
	return ok;
}

static bool
signature_check(struct slice file, const struct range *r, const struct trust *t,
    struct seen *s, struct err *err)
{
	struct slice dict = dictionary_find(file, r);
	struct buf contents = {0};
	struct digest d;
	struct cms cms = {0};
	bool ok = false;

	if (!contents_read(file, r, &contents)) {
		err_fail(err, ERR_INPUT, "signature-form", "ByteRange");
	} else {
		ok = cms_read(contents.data, contents.len, &cms, err);
		s->at = cms.at != 0 ? cms.at : time_read(pdf_get(dict, "/M"));
		if (cms.cert != NULL)
			seen_cert(s, cms.cert, t, cms.more, cms.more_n);
		if (ok &&
		    (!digest_ranges(file, r, &d) || !cms_covers(&cms, &d)))
			ok = err_fail(err, ERR_INPUT, "signature-changed",
			    "the digest is of other bytes");
	}
	cms_clear(&cms);
	buf_clear(&contents);
	return ok;
}

/* All entries but `key`'s are the same, in the same order. */
static bool
same_but(struct slice a, struct slice b, const char *key)
{
	struct slice at = {0}, bt = {0}, ak, av, bk, bv;
	bool more_a, more_b;

	for (;;) {
		while (
		    (more_a = pdf_entry(a, &at, &ak, &av)) && slice_is(ak, key))
			;
		while (
		    (more_b = pdf_entry(b, &bt, &bk, &bv)) && slice_is(bk, key))
			;
		if (!more_a || !more_b)
			return more_a == more_b;
		if (!slice_same(ak, bk) || !slice_same(av, bv))
			return false;
	}
}

/* The new array is the old one with widgets of signatures behind it. */
static bool
array_grown(const struct pdf_file *now, struct slice old, struct slice new)
{
	struct slice one, widget;

	if (new.n < 2 || *new.p != '[')
		return false;
	new = (struct slice){new.p + 1, new.n - 2};
	if (old.n > 2) {
		old = (struct slice){old.p + 1, old.n - 2};
		while ((one = pdf_next(&old)).n > 0)
			if (!slice_same(one, pdf_next(&new)))
				return false;
	}
	while ((one = pdf_next(&new)).n > 0) {
		widget = pdf_follow(now, one);
		if (!slice_is(pdf_get(widget, "/FT"), "/Sig"))
			return false;
	}
	return true;
}

/* Object `id` was given anew: whether only as a further signature does it. */
static bool
change_allowed(
    const struct pdf_file *then, const struct pdf_file *now, unsigned id)
{
	struct slice old = pdf_object(then, id), new = pdf_object(now, id);
	struct slice root = pdf_get(now->trailer, "/Root");
	struct slice catalog = pdf_follow(now, root);

	if (pdf_reference(root) == id)
		return same_but(old, new, "/AcroForm") &&
		       pdf_get(old, "/AcroForm").n == 0;
	if (pdf_reference(pdf_get(catalog, "/AcroForm")) == id)
		return same_but(old, new, "/Fields") &&
		       array_grown(now, pdf_get(old, "/Fields"),
			   pdf_get(new, "/Fields"));
	return slice_is(pdf_get(old, "/Type"), "/Page") &&
	       same_but(old, new, "/Annots") &&
	       array_grown(
		   now, pdf_get(old, "/Annots"), pdf_get(new, "/Annots"));
}

static void
changes_find(
    const struct pdf_file *then, const struct pdf_file *now, struct seen *s)
{
	size_t n = 0, len = 0;

	s->appended = slice_same(
	    pdf_get(then->trailer, "/Root"), pdf_get(now->trailer, "/Root"));
	for (unsigned id = 1; id < then->n; id++) {
		if (then->offsets[id] == 0 ||
		    (id < now->n && then->offsets[id] == now->offsets[id]) ||
		    change_allowed(then, now, id))
			continue;
		s->appended = false;
		if (n++ < 16)
			len += (size_t)snprintf(s->changed + len,
			    sizeof(s->changed) - len, "%s%u 0 obj",
			    n > 1 ? ", " : "", id);
	}
}

static void
later_check(struct slice file, const struct range *r, struct seen *s)
{
	struct pdf_file then = {0}, now = {0};
	struct err err = {0};

	if (pdf_file_read(file.p, r->end, &then, &err) &&
	    pdf_file_read(file.p, file.n, &now, &err))
		changes_find(&then, &now, s);
	if (!s->appended && *s->changed == '\0')
		snprintf(
		    s->changed, sizeof(s->changed), "%zu B", file.n - r->end);
	pdf_file_clear(&then);
	pdf_file_clear(&now);
}

bool
pdf_verify(const void *p, size_t n, const struct trust *t, struct verdict *out,
    struct err *err)
{
	static const char word[] = "/ByteRange";
	struct slice file = {p, n}, in = file;
	const char *found;

	while ((found = memmem(in.p, in.n, word, sizeof(word) - 1)) != NULL) {
		struct range r = {.at = (size_t)(found - file.p)};
		struct err why = {0};
		struct seen *s;

		in.p = found + sizeof(word) - 1;
		in.n = n - (size_t)(in.p - file.p);
		if ((s = verdict_add(out, err)) == NULL)
			return false;
		if (!range_read(in, &r))
			err_fail(&why, ERR_INPUT, "signature-form", "range");
		else
			s->genuine = signature_check(file, &r, t, s, &why);
		if (why.kind == ERR_BUSY) {
			*err = why;
			return false;
		}
		if (!s->genuine)
			seen_wrong(s, &why);
		else if (!(s->whole = r.end == n))
			later_check(file, &r, s);
	}
	return true;
}
