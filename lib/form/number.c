/* number.c: see number.h; kinds integer, decimal, score. */
#include <stdio.h>
#include <string.h>

#include "form/check.h"
#include "form/number.h"

/* So large that doubles, as XPath counts, still hold each one exactly. */
#define INTEGER_LIMIT INT64_C(999999999999999)
#define DECIMAL_PLACES 6
#define DECIMAL_LIMIT INT64_C(999999999999999999)

/* Length of the whole part with its commas; 0 when they stand wrong. */
static size_t
whole_length(const char *s)
{
	size_t n = strspn(s, "0123456789"), k;

	if (s[n] != ',')
		return n;
	if (n > 3)
		return 0;
	while (s[n] == ',') {
		k = strspn(s + n + 1, "0123456789");
		if (k != 3)
			return 0;
		n += 4;
	}
	return n;
}

static bool
push(int64_t *v, int digit, int64_t limit)
{
	if (*v > (limit - digit) / 10)
		return false;
	*v = *v * 10 + digit;
	return true;
}

static enum number_fault
read_places(const char *s, int places, int64_t limit, int64_t *v)
{
	int n = 0;

	for (; *s != '\0'; s++, n++) {
		if (n >= places && *s != '0')
			return NUMBER_PLACES;
		if (n < places && !push(v, *s - '0', limit))
			return NUMBER_LARGE;
	}
	for (; n < places; n++)
		if (!push(v, 0, limit))
			return NUMBER_LARGE;
	return NUMBER_OK;
}

enum number_fault
number_read(const char *s, int places, int64_t limit, int64_t *scaled)
{
	bool minus = *s == '-';
	enum number_fault f;
	int64_t v = 0;
	size_t n;

	if (*s == '-' || *s == '+')
		s++;
	if ((n = whole_length(s)) == 0)
		return NUMBER_FORM;
	if (s[n] == '.') {
		if (!digits(s + n + 1, 0))
			return NUMBER_FORM;
	} else if (s[n] != '\0') {
		return NUMBER_FORM;
	}
	for (size_t i = 0; i < n; i++)
		if (s[i] != ',' && !push(&v, s[i] - '0', limit))
			return NUMBER_LARGE;
	f = read_places(s[n] == '.' ? s + n + 1 : "", places, limit, &v);
	*scaled = minus ? -v : v;
	return f;
}

void
number_write(int64_t scaled, int places, bool group, struct buf *out)
{
	char d[32], *end;
	int n, whole;

	if (scaled < 0)
		buf_addc(out, '-');
	n = snprintf(d, sizeof(d), "%0*lld", places + 1,
	    (long long)(scaled < 0 ? -scaled : scaled));
	whole = n - places;
	for (int i = 0; i < whole; i++) {
		if (group && i > 0 && (whole - i) % 3 == 0)
			buf_addc(out, ',');
		buf_addc(out, d[i]);
	}
	end = d + n;
	while (end > d + whole && end[-1] == '0')
		end--;
	if (end > d + whole) {
		buf_addc(out, '.');
		buf_add(out, d + whole, (size_t)(end - d - whole));
	}
}

/* The checks all numbers share; codes begin with the kind's name. */
static void
number_check(const struct kind_rule *r, const char *s, int places,
    int64_t limit, struct kind_answer *a)
{
	static const char *const code[][5] = {
	    {"integer-form", "integer-places", "integer-small", "integer-large",
		""},
	    {"decimal-form", "decimal-places", "decimal-small", "decimal-large",
		""}};
	const char *const *c = code[places > 0];
	struct buf b;
	int64_t v, bound;

	switch (number_read(s, places, limit, &v)) {
	case NUMBER_FORM:
		check_bad(a, c[0], "%s", "");
		return;
	case NUMBER_PLACES:
		check_bad(a, c[1], "%d", places);
		return;
	case NUMBER_LARGE:
		check_bad(a, s[0] == '-' ? c[2] : c[3], "%s%s",
		    s[0] == '-' ? "-" : "",
		    places > 0 ? "999999999999" : "999999999999999");
		return;
	case NUMBER_OK:
		break;
	}
	if (r->min != NULL &&
	    number_read(r->min, places, limit, &bound) == NUMBER_OK &&
	    v < bound) {
		check_bad(a, c[2], "%s", r->min);
		return;
	}
	if (r->max != NULL &&
	    number_read(r->max, places, limit, &bound) == NUMBER_OK &&
	    v > bound) {
		check_bad(a, c[3], "%s", r->max);
		return;
	}
	buf_init(&b, 0);
	number_write(v, places, false, &b);
	check_ok(a, "%s", b.data != NULL ? b.data : "");
	buf_clear(&b);
}

void
number_integer(const struct kind_rule *r, const char *s, struct kind_answer *a)
{
	number_check(r, s, 0, INTEGER_LIMIT, a);
}

void
number_decimal(const struct kind_rule *r, const char *s, struct kind_answer *a)
{
	number_check(r, s, DECIMAL_PLACES, DECIMAL_LIMIT, a);
}

/* Scores run from 0 to 100 with two decimals, unless the rule is narrower. */
void
number_score(const struct kind_rule *r, const char *s, struct kind_answer *a)
{
	struct kind_rule score = *r;

	score.min = r->min != NULL ? r->min : "0";
	score.max = r->max != NULL ? r->max : "100";
	number_check(&score, s, 2, INTEGER_LIMIT, a);
	if (a->ok)
		return;
	if (strcmp(a->code, "decimal-form") == 0)
		check_bad(a, "score-form", "%s", "");
	else if (strcmp(a->code, "decimal-places") == 0)
		check_bad(a, "score-places", "%s", "");
	else
		check_bad(a, "score-range", "%s–%s", score.min, score.max);
}
