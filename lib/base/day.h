/* day.h: days of the proleptic Gregorian calendar. */
#ifndef BASE_DAY_H
#define BASE_DAY_H

#include <stdbool.h>

struct day {
	int year, month, day;
};

/* The last day of a month, 28 to 31; 0 where there is no such month. */
int day_last(int year, int month);
/* Takes yyyy-mm-dd and whatever follows, but no digit; false unless it is a
 * real day. */
bool day_parse(const char *s, struct day *d);
/* Days since 1970-01-01, of a day or of text as above, and back as yyyy-mm-dd;
 * years 0 to 9999. */
long day_number(const struct day *d);
bool day_read(const char *s, long *number);
void day_text(long number, char out[11]);

#endif
