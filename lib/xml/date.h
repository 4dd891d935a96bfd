/* date.h: private to lib/xml: dates and figures as people read them. */
#ifndef XML_DATE_H
#define XML_DATE_H

#include <stdbool.h>

#include "base/buf.h"
#include "base/day.h"

/* 2026年11月21日 or 21 Nov 2026; `full`: with the day of the week. */
void date_show(const struct day *d, bool english, bool full, struct buf *b);

/* Groups the whole part of a decimal by three; false when it is none. */
bool number_show(const char *s, struct buf *b);
/* Fen, a whole number: 1,500,000 元, or in 万元 when `wan`: 150 万元. */
bool money_show(const char *fen, bool english, bool wan, struct buf *b);

#endif
