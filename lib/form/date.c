/* date.c: see date.h; kinds date and year. */
#include <stdio.h>
#include <string.h>

#include "base/day.h"
#include "base/utf8.h"
#include "form/check.h"
#include "form/date.h"

bool
date_real(int y, int m, int d)
{
	return y >= 1800 && y <= 2199 && d >= 1 && d <= day_last(y, m);
}

/* 0..9 for a Chinese digit, also the circles and the letter O that stand for
 * 〇 in real letters; 10, 20, 30 for 十 廿 卅; -1 otherwise. */
static int
han_digit(uint32_t c)
{
	static const uint32_t zero[] = {
	    0x3007, 0x25cb, 0x25ef, 0x96f6, 'O', 'o', 0x2b55};
	static const uint32_t one[] = {0x4e00, 0x4e8c, 0x4e09, 0x56db, 0x4e94,
	    0x516d, 0x4e03, 0x516b, 0x4e5d};

	for (size_t i = 0; i < sizeof(zero) / sizeof(zero[0]); i++)
		if (c == zero[i])
			return 0;
	for (int i = 0; i < 9; i++)
		if (c == one[i])
			return i + 1;
	if (c == 0x5341)
		return 10;
	if (c == 0x5eff)
		return 20;
	return c == 0x5345 ? 30 : -1;
}

/* ASCII digits, or Chinese digits one by one (a year); *n how many. */
static int
read_plain(const char **s, int *n)
{
	int v = 0;

	for (*n = 0; *n < 9; (*n)++) {
		const char *at = *s;
		uint32_t c = utf8_next(&at);
		int d = c >= '0' && c <= '9' ? (int)c - '0' : han_digit(c);

		if (d < 0 || d > 9)
			break;
		v = v * 10 + d;
		*s = at;
	}
	return v;
}

/* A month or a day: 11, 十一, 二十一, 廿一, 三十. 0 when there is none. */
static int
read_small(const char **s)
{
	const char *at = *s;
	int n, v, d, tens;

	v = read_plain(s, &n);
	if (n > 2)
		return 0;
	at = *s;
	tens = han_digit(utf8_next(&at));
	if (tens < 10)
		return v;
	if (n > 1 || (n == 1 && (v == 0 || tens > 10)))
		return 0;
	*s = at;
	d = han_digit(utf8_next(&at));
	v = tens * (n == 1 ? v : 1);
	if (d >= 1 && d <= 9) {
		v += d;
		*s = at;
	}
	return v;
}

/* Takes the separator; `first` is the one before (0: none yet). */
static uint32_t
separator(const char **s, uint32_t first)
{
	uint32_t c = utf8_next(s);

	if (first == 0)
		return c == '-' || c == '/' || c == '.' || c == 0x5e74 ? c : 0;
	if (first == 0x5e74)
		return c == 0x6708 ? c : 0;
	return c == first ? c : 0;
}

static bool
date_end(const char *s, bool han)
{
	if (han && (strcmp(s, "日") == 0 || strcmp(s, "号") == 0))
		return true;
	return *s == '\0';
}

enum date_fault
date_read(const char *s, int *year, int *month, int *day)
{
	uint32_t sep;
	int n;

	if (digits(s, 8) && s[8] == '\0') {
		sscanf(s, "%4d%2d%2d", year, month, day);
		return DATE_OK;
	}
	*year = read_plain(&s, &n);
	if (n != 4 && n != 2)
		return DATE_FORM;
	if (*s == '\0' || (sep = separator(&s, 0)) == 0)
		return DATE_FORM;
	if ((*month = read_small(&s)) == 0)
		return DATE_FORM;
	if (*s == '\0' || strcmp(s, "月") == 0)
		return n == 4 ? DATE_DAY : DATE_FORM;
	if ((separator(&s, sep)) == 0)
		return DATE_FORM;
	if ((*day = read_small(&s)) == 0 || !date_end(s, sep == 0x5e74))
		return DATE_FORM;
	return n == 4 ? DATE_OK : DATE_YEAR;
}

/* Bounds are dates or the word today. */
static const char *
bound(const char *b, const char *today)
{
	return b != NULL && strcmp(b, "today") == 0 ? today : b;
}

void
date_check(const struct kind_rule *r, const char *s, struct kind_answer *a)
{
	const char *min = bound(r->min, r->today),
		   *max = bound(r->max, r->today);
	char iso[40];
	int y = 0, m = 0, d = 0;

	switch (date_read(s, &y, &m, &d)) {
	case DATE_FORM:
		check_bad(a, "date-form", "%s", "");
		return;
	case DATE_YEAR:
		check_bad(a, "date-year", "%d", y);
		return;
	case DATE_DAY:
		check_bad(a, "date-day", "%s", "");
		return;
	case DATE_OK:
		break;
	}
	snprintf(iso, sizeof(iso), "%04d-%02d-%02d", y, m, d);
	if (m < 1 || m > 12)
		check_bad(a, "date-month", "%d", m);
	else if (y < 1800 || y > 2199)
		check_bad(a, "date-range", "%d", y);
	else if (!date_real(y, m, d))
		check_bad(a, "date-real", "%d", day_last(y, m));
	else if (min != NULL && strcmp(iso, min) < 0)
		check_bad(a, "date-early", "%s", min);
	else if (max != NULL && strcmp(iso, max) > 0)
		check_bad(a, "date-late", "%s", max);
	else
		check_ok(a, "%s", iso);
}

void
date_year(const struct kind_rule *r, const char *s, struct kind_answer *a)
{
	const char *min = bound(r->min, r->today),
		   *max = bound(r->max, r->today);
	char year[16];
	int n, y = read_plain(&s, &n);

	if (n != 4 || (*s != '\0' && strcmp(s, "年") != 0)) {
		check_bad(a, "year-form", "%s", "");
		return;
	}
	snprintf(year, sizeof(year), "%04d", y);
	if (y < 1800 || y > 2199)
		check_bad(a, "year-range", "%d", y);
	else if (min != NULL && strncmp(year, min, 4) < 0)
		check_bad(a, "year-early", "%.4s", min);
	else if (max != NULL && strncmp(year, max, 4) > 0)
		check_bad(a, "year-late", "%.4s", max);
	else
		check_ok(a, "%s", year);
}
