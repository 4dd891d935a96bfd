/* day.c: see day.h. */
#include "base/day.h"

#include <ctype.h>
#include <stdio.h>
#include <time.h>

static bool
digits(const char *s, int n, int *out)
{
	*out = 0;
	for (int i = 0; i < n; i++) {
		if (!isdigit((unsigned char)s[i]))
			return false;
		*out = *out * 10 + (s[i] - '0');
	}
	return true;
}

int
day_last(int year, int month)
{
	static const char last[] = {
	    31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
	bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;

	if (month < 1 || month > 12)
		return 0;
	return last[month - 1] + (month == 2 && leap);
}

bool
day_parse(const char *s, struct day *d)
{
	return digits(s, 4, &d->year) && s[4] == '-' &&
	       digits(s + 5, 2, &d->month) && s[7] == '-' &&
	       digits(s + 8, 2, &d->day) && !isdigit((unsigned char)s[10]) &&
	       d->day >= 1 && d->day <= day_last(d->year, d->month);
}

long
day_number(const struct day *d)
{
	/* Years begin in March, so that the leap day is the last one. */
	long y = d->year - (d->month <= 2);
	long era = (y >= 0 ? y : y - 399) / 400;
	long of_era = y - era * 400;
	long of_year =
	    (153 * (d->month + (d->month > 2 ? -3 : 9)) + 2) / 5 + d->day - 1;

	return era * 146097 + of_era * 365 + of_era / 4 - of_era / 100 +
	       of_year - 719468;
}

bool
day_read(const char *s, long *number)
{
	struct day d;

	if (!day_parse(s, &d))
		return false;
	*number = day_number(&d);
	return true;
}

void
day_text(long number, char out[11])
{
	time_t at = (time_t)number * 86400;
	struct tm tm = {0};

	gmtime_r(&at, &tm);
	snprintf(out, 11, "%04u-%02u-%02u",
	    (unsigned)(tm.tm_year + 1900) % 10000,
	    (unsigned)(tm.tm_mon + 1) % 100, (unsigned)tm.tm_mday % 100);
}
