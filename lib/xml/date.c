/* date.c: see date.h. */
#include "xml/date.h"

#include <string.h>

/* printf would cost more than all the rest of a date. */
static void
add_int(struct buf *b, int n)
{
	char digits_of[12], *p = digits_of + sizeof(digits_of);

	do
		*--p = (char)('0' + n % 10);
	while ((n /= 10) > 0);
	buf_add(b, p, (size_t)(digits_of + sizeof(digits_of) - p));
}

static void
show_chinese(const struct day *d, const char *weekday, struct buf *b)
{
	add_int(b, d->year);
	buf_adds(b, "年");
	add_int(b, d->month);
	buf_adds(b, "月");
	add_int(b, d->day);
	buf_adds(b, "日");
	if (weekday != NULL) {
		buf_adds(b, "（");
		buf_adds(b, weekday);
		buf_adds(b, "）");
	}
}

static void
show_english(const struct day *d, const char *weekday, struct buf *b)
{
	static const char *const months[] = {"January", "February", "March",
	    "April", "May", "June", "July", "August", "September", "October",
	    "November", "December"};
	const char *month = months[d->month - 1];

	if (weekday != NULL) {
		buf_adds(b, weekday);
		buf_addc(b, ' ');
	}
	add_int(b, d->day);
	buf_addc(b, ' ');
	buf_add(b, month, weekday != NULL ? strlen(month) : 3);
	buf_addc(b, ' ');
	add_int(b, d->year);
}

void
date_show(const struct day *d, bool english, bool full, struct buf *b)
{
	static const char *const weekdays[][2] = {{"星期日", "Sunday"},
	    {"星期一", "Monday"}, {"星期二", "Tuesday"},
	    {"星期三", "Wednesday"}, {"星期四", "Thursday"},
	    {"星期五", "Friday"}, {"星期六", "Saturday"}};
	long since = (day_number(d) + 4) % 7;
	const char *weekday = weekdays[since < 0 ? since + 7 : since][english];

	if (english)
		show_english(d, full ? weekday : NULL, b);
	else
		show_chinese(d, full ? weekday : NULL, b);
}

static void
add_grouped(const char *s, size_t n, struct buf *b)
{
	for (size_t i = 0; i < n; i++) {
		if (i > 0 && (n - i) % 3 == 0)
			buf_addc(b, ',');
		buf_addc(b, s[i]);
	}
}

bool
number_show(const char *s, struct buf *b)
{
	size_t sign = *s == '-', whole, part = 0;

	whole = strspn(s + sign, "0123456789");
	if (s[sign + whole] == '.')
		part = 1 + strspn(s + sign + whole + 1, "0123456789");
	if (whole == 0 || part == 1 || s[sign + whole + part] != '\0')
		return false;
	buf_add(b, s, sign);
	add_grouped(s + sign, whole, b);
	buf_add(b, s + sign + whole, part);
	return true;
}

bool
money_show(const char *fen, bool english, bool wan, struct buf *b)
{
	size_t sign = *fen == '-', n = strspn(fen + sign, "0123456789");
	size_t point = wan && !english ? 6 : 2, part = point;
	char padded[40];

	if (n == 0 || n > 30 || fen[sign + n] != '\0')
		return false;
	/* Leading noughts until one digit stands before the point. */
	memset(padded, '0', point + 1);
	if (n > point) {
		memcpy(padded, fen + sign, n);
	} else {
		memcpy(padded + point + 1 - n, fen + sign, n);
		n = point + 1;
	}
	while (part > 0 && padded[n - point + part - 1] == '0')
		part--;
	if (point == 2 && part == 1)
		part = 2; /* 0.50 */
	buf_adds(b, english ? "CNY " : "");
	buf_add(b, fen, sign);
	add_grouped(padded, n - point, b);
	if (part > 0) {
		buf_addc(b, '.');
		buf_add(b, padded + n - point, part);
	}
	buf_adds(b, english ? "" : wan ? " 万元" : " 元");
	return true;
}
