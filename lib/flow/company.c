/* company.c: see play.h: who can play, which days count, words to exchange. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "flow/play_private.h"
#include "xml/doc.h"

/* Howard Hinnant's days_from_civil and back. */
long
play_day(const char *date)
{
	int y, m, d;
	long era, yoe, doy;

	if (strlen(date) < 10 || sscanf(date, "%4d-%2d-%2d", &y, &m, &d) != 3)
		return -1;
	y -= m <= 2;
	era = y / 400;
	yoe = y - era * 400;
	doy = (153 * (m + (m > 2 ? -3 : 9)) + 2) / 5 + d - 1;
	return era * 146097 + yoe * 365 + yoe / 4 - yoe / 100 + doy - 719468;
}

void
play_date(long day, char out[11])
{
	unsigned long z = (unsigned long)(day + 719468), era = z / 146097;
	unsigned long doe = z % 146097;
	unsigned long yoe =
	    (doe - doe / 1460 + doe / 36524 - doe / 146096) / 365;
	unsigned long doy = doe - (365 * yoe + yoe / 4 - yoe / 100);
	unsigned long mp = (5 * doy + 2) / 153;
	unsigned m = (unsigned)(mp < 10 ? mp + 3 : mp - 9);
	unsigned d = (unsigned)(doy - (153 * mp + 2) / 5 + 1);
	unsigned y = (unsigned)(yoe + era * 400 + (m <= 2));

	snprintf(out, 11, "%04u-%02u-%02u", y % 10000, m % 100, d % 100);
}

long
company_next(const struct company *c, long day)
{
	long i = day - c->first;

	while (i >= 0 && i < PLAY_DAYS && !c->works[i])
		i++;
	return c->first + i;
}

static bool
days_load(struct company *c, struct db *db, struct err *err)
{
	char from[11], until[11];
	struct rows *r = NULL;
	size_t i;
	long day;

	play_date(c->first, from);
	play_date(c->first + PLAY_DAYS - 1, until);
	if (!db_call(
		db, "example_days", 2, (const char *[]){from, until}, &r, err))
		return false;
	for (i = 0; i < rows_count(r); i++) {
		day = play_day(rows_get(r, i, "day")) - c->first;
		if (day >= 0 && day < PLAY_DAYS)
			c->works[day] = true;
	}
	rows_free(r);
	return true;
}

static bool
organs_load(struct company *c, struct db *db, struct err *err)
{
	struct rows *r = NULL;
	struct organ *o;
	size_t i;

	if (!db_call(db, "example_cast", 0, NULL, &r, err))
		return false;
	c->organ = calloc(rows_count(r) + 1, sizeof(*c->organ));
	for (i = 0; c->organ && i < rows_count(r); i++) {
		o = &c->organ[c->n_organ++];
		o->id = arena_strdup(c->a, rows_get(r, i, "organ_id"));
		o->code = arena_strdup(c->a, rows_get(r, i, "code"));
		o->name = arena_strdup(c->a, rows_get(r, i, "name"));
		o->kind = arena_strdup(c->a, rows_get(r, i, "kind"));
		o->region = arena_strdup(c->a, rows_get(r, i, "region"));
	}
	rows_free(r);
	return c->organ != NULL || err_fail(err, ERR_BUSY, "memory", "company");
}

static bool
places_load(struct company *c, struct db *db, struct err *err)
{
	struct rows *r = NULL;
	size_t i;

	if (!db_call(db, "example_places", 0, NULL, &r, err))
		return false;
	c->place = calloc(rows_count(r) + 1, sizeof(*c->place));
	for (i = 0; c->place && i < rows_count(r); i++) {
		c->place[c->n_place].region =
		    arena_strdup(c->a, rows_get(r, i, "code"));
		c->place[c->n_place++].name =
		    arena_strdup(c->a, rows_get(r, i, "name"));
	}
	rows_free(r);
	return c->place != NULL || err_fail(err, ERR_BUSY, "memory", "company");
}

const char *
company_place(const struct company *c, const char *region)
{
	size_t i;

	for (i = 0; i < c->n_place; i++)
		if (strcmp(c->place[i].region, region) == 0)
			return c->place[i].name;
	return "";
}

struct company *
company_new(struct db *db, const xmlNode *year, long today, struct err *err)
{
	struct company *c = calloc(1, sizeof(*c));

	if (c == NULL || (c->a = arena_new((size_t)16 << 20)) == NULL) {
		err_fail(err, ERR_BUSY, "memory", "company");
		goto out;
	}
	c->year = year;
	c->first = today - 400;
	if (days_load(c, db, err) && organs_load(c, db, err) &&
	    places_load(c, db, err))
		return c;
out:
	company_free(c);
	return NULL;
}

void
company_free(struct company *c)
{
	if (c == NULL)
		return;
	if (c->a)
		arena_free(c->a);
	free(c->organ);
	free(c->place);
	free(c);
}
