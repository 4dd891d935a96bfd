/* money.c: see money.h; kind money. */
#include <string.h>

#include "form/check.h"
#include "form/money.h"
#include "form/number.h"

static const struct unit {
	const char *name;
	int places;
} units[] = {{"亿元", 10}, {"亿", 10}, {"万元", 6}, {"万", 6}, {"元", 2},
    {"圆", 2}, {"分", 0}};

int
money_places(const char *unit)
{
	if (unit == NULL)
		return 2;
	for (size_t i = 0; i < sizeof(units) / sizeof(units[0]); i++)
		if (strcmp(unit, units[i].name) == 0)
			return units[i].places;
	return 2;
}

/* Takes off a currency mark before and a unit behind; the unit that was typed
 * beats the field's own. */
static void
money_strip(const char *s, struct buf *number, int *places)
{
	static const char *const marks[] = {"人民币", "RMB", "CNY", "¥"};
	size_t n, k;

	for (size_t i = 0; i < sizeof(marks) / sizeof(marks[0]); i++)
		if (strncmp(s, marks[i], strlen(marks[i])) == 0)
			s += strlen(marks[i]);
	n = strlen(s);
	if (n > 3 && strcmp(s + n - 3, "整") == 0)
		n -= 3;
	for (size_t i = 0; i < sizeof(units) / sizeof(units[0]); i++) {
		k = strlen(units[i].name);
		if (n > k && memcmp(s + n - k, units[i].name, k) == 0) {
			*places = units[i].places;
			n -= k;
			break;
		}
	}
	buf_add(number, s, n);
}

static void
money_range(const struct kind_rule *r, int64_t fen, struct kind_answer *a)
{
	int places = money_places(r->unit);
	const char *unit = r->unit != NULL ? r->unit : "元";
	int64_t bound;

	if (r->min != NULL &&
	    number_read(r->min, places, MONEY_LIMIT, &bound) == NUMBER_OK &&
	    fen < bound)
		check_bad(a, "money-small", "%s%s", r->min, unit);
	else if (r->max != NULL &&
		 number_read(r->max, places, MONEY_LIMIT, &bound) ==
		     NUMBER_OK &&
		 fen > bound)
		check_bad(a, "money-large", "%s%s", r->max, unit);
	else if (fen < 0 && r->min == NULL)
		check_bad(a, "money-negative", "%s", "");
	else
		check_ok(a, "%lld", (long long)fen);
}

static void
money_fen(const struct kind_rule *r, const char *number, int places,
    struct kind_answer *a)
{
	int64_t fen;

	switch (number_read(number, places, MONEY_LIMIT, &fen)) {
	case NUMBER_FORM:
		check_bad(
		    a, "money-form", "%s", r->unit != NULL ? r->unit : "元");
		break;
	case NUMBER_PLACES:
		check_bad(a, "money-places", "%d", places);
		break;
	case NUMBER_LARGE:
		check_bad(a,
		    number[0] == '-' ? "money-negative" : "money-large", "%s",
		    "9,999,999,999,999.99元");
		break;
	case NUMBER_OK:
		money_range(r, fen, a);
		break;
	}
}

void
money_check(const struct kind_rule *r, const char *s, struct kind_answer *a)
{
	int places = money_places(r->unit);
	struct buf number;

	buf_init(&number, 0);
	money_strip(s, &number, &places);
	money_fen(r, number.data != NULL ? number.data : "", places, a);
	buf_clear(&number);
}

void
money_stored(const struct kind_rule *r, const char *s, struct kind_answer *a)
{
	money_fen(r, s, 0, a);
}

static const char *const capital[] = {
    "零", "壹", "贰", "叁", "肆", "伍", "陆", "柒", "捌", "玖"};

/* 1..9999; `lead` says that higher places were written, so a missing thousand
 * is a 零. */
static void
capital_four(int n, bool lead, struct buf *out)
{
	static const char *const place[] = {"仟", "佰", "拾", ""};
	int unit = 1000;
	bool zero = false;

	for (int i = 0; i < 4; i++, unit /= 10) {
		int d = n / unit % 10;

		if (d == 0) {
			zero = lead;
			continue;
		}
		if (zero)
			buf_adds(out, capital[0]);
		buf_adds(out, capital[d]);
		buf_adds(out, place[i]);
		zero = false;
		lead = true;
	}
}

static void
capital_whole(int64_t n, bool lead, struct buf *out)
{
	int64_t high = n / 100000000, ten = n / 10000 % 10000;
	int low = (int)(n % 10000);

	if (high > 0) {
		capital_whole(high, lead, out);
		buf_adds(out, "亿");
		lead = true;
	}
	if (ten > 0) {
		capital_four((int)ten, lead, out);
		buf_adds(out, "万");
		lead = true;
	}
	if (low == 0)
		return;
	/* 壹亿零伍: the 万 group is missing, the low one is not full. */
	if (high > 0 && ten == 0 && low >= 1000)
		buf_adds(out, capital[0]);
	capital_four(low, lead, out);
}

void
money_capital(int64_t fen, struct buf *out)
{
	int64_t yuan;
	int jiao, rest;

	if (fen < 0) {
		buf_adds(out, "负");
		fen = -fen;
	}
	yuan = fen / 100;
	jiao = (int)(fen / 10 % 10);
	rest = (int)(fen % 10);
	if (yuan > 0)
		capital_whole(yuan, false, out);
	else if (fen == 0)
		buf_adds(out, capital[0]);
	if (yuan > 0 || fen == 0)
		buf_adds(out, "元");
	if (jiao > 0) {
		buf_adds(out, capital[jiao]);
		buf_adds(out, "角");
	} else if (rest > 0 && yuan > 0) {
		buf_adds(out, capital[0]);
	}
	if (rest > 0) {
		buf_adds(out, capital[rest]);
		buf_adds(out, "分");
	} else {
		buf_adds(out, "整");
	}
}
