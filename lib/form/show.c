/* show.c: stored values as people read them. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "form/check.h"
#include "form/date.h"
#include "form/money.h"
#include "form/number.h"
#include "form/region.h"

#define SHOW_LIMIT INT64_C(999999999999999999)

void
show_date(
    const struct kind_rule *r, const char *s, bool english, struct buf *out)
{
	static const char *const months[] = {"January", "February", "March",
	    "April", "May", "June", "July", "August", "September", "October",
	    "November", "December"};
	int y, m, d;

	(void)r;
	if (date_read(s, &y, &m, &d) != DATE_OK || !date_real(y, m, d))
		buf_adds(out, s);
	else if (english)
		buf_addf(out, "%d %s %d", d, months[m - 1], y);
	else
		buf_addf(out, "%d年%d月%d日", y, m, d);
}

void
show_year(
    const struct kind_rule *r, const char *s, bool english, struct buf *out)
{
	(void)r;
	buf_adds(out, s);
	if (!english && digits(s, 4) && s[4] == '\0')
		buf_adds(out, "年");
}

/* 1,500万元; in English 元 in full, since 万 has no word there. */
void
show_money(
    const struct kind_rule *r, const char *s, bool english, struct buf *out)
{
	const char *unit = r->unit != NULL ? r->unit : "元";
	int64_t fen;

	if (number_read(s, 0, MONEY_LIMIT, &fen) != NUMBER_OK) {
		buf_adds(out, s);
		return;
	}
	if (english) {
		buf_adds(out, "CNY ");
		number_write(fen, 2, true, out);
		return;
	}
	number_write(fen, money_places(unit), true, out);
	buf_adds(out, unit);
}

void
kind_edit(const struct kind_rule *r, const char *stored, struct buf *out)
{
	int64_t fen;

	if (strcmp(r->kind, "money") == 0 && stored[0] != '\0' &&
	    number_read(stored, 0, MONEY_LIMIT, &fen) == NUMBER_OK)
		number_write(fen, money_places(r->unit), false, out);
	else
		buf_adds(out, stored);
}

void
show_number(
    const struct kind_rule *r, const char *s, bool english, struct buf *out)
{
	int64_t v;

	if (number_read(s, 6, SHOW_LIMIT, &v) == NUMBER_OK)
		number_write(v, 6, true, out);
	else
		buf_adds(out, s);
	if (!english && r->unit != NULL)
		buf_adds(out, r->unit);
}

void
show_yes_no(
    const struct kind_rule *r, const char *s, bool english, struct buf *out)
{
	bool yes = strcmp(s, "yes") == 0;

	(void)r;
	if (!yes && strcmp(s, "no") != 0)
		buf_adds(out, s);
	else if (english)
		buf_adds(out, yes ? "Yes" : "No");
	else
		buf_adds(out, yes ? "是" : "否");
}

/* The day of birth is the person's: 110105********002X. What is not a whole
 * number shows its ends only. */
void
show_id(const struct kind_rule *r, const char *s, bool english, struct buf *out)
{
	(void)r;
	(void)english;
	if (digits(s, 17) && strlen(s) == 18)
		buf_addf(out, "%.6s********%s", s, s + 14);
	else
		buf_adds(out, "******");
}

/* Print form of a patent number: spaces only between year, type and serial. */
void
show_patent(
    const struct kind_rule *r, const char *s, bool english, struct buf *out)
{
	size_t n = strlen(s);
	int year = n == 14 ? 4 : 2;

	(void)r;
	(void)english;
	if ((n != 14 && n != 10) || !digits(s, n - 2) || s[n - 2] != '.')
		buf_adds(out, s);
	else
		buf_addf(out, "ZL %.*s %c %s", year, s, s[year], s + year + 1);
}

void
show_region(
    const struct kind_rule *r, const char *s, bool english, struct buf *out)
{
	const struct region *found = region_find(s);

	(void)r;
	if (found == NULL)
		buf_adds(out, s);
	else if (english)
		region_path_english(found, out);
	else
		region_path(found, out);
}
