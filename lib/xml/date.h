/* date.h: private to lib/xml: dates and figures as people read them. */
#ifndef XML_DATE_H
#define XML_DATE_H

#include <stdbool.h>

#include "base/buf.h"

struct date {
	int year, month, day;
};

/* Takes yyyy-mm-dd and whatever follows; false unless it is a real day. */
bool date_parse(const char *s, struct date *d);
/* Days since 1970-01-01 of the proleptic Gregorian calendar. */
long date_days(const struct date *d);
/* 2026年11月21日 or 21 Nov 2026; `full`: with the day of the week. */
void date_show(const struct date *d, bool english, bool full, struct buf *b);

/* Groups the whole part of a decimal by three; false when it is none. */
bool number_show(const char *s, struct buf *b);
/* Fen, a whole number: 1,500,000 元, or in 万元 when `wan`: 150 万元. */
bool money_show(const char *fen, bool english, bool wan, struct buf *b);

#endif
