/* company.c: see play.h: who can play, which days count, words to exchange. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/day.h"
#include "flow/play_private.h"
#include "xml/doc.h"

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

	day_text(c->first, from);
	day_text(c->first + PLAY_DAYS - 1, until);
	if (!db_call(
		db, "example_days", 2, (const char *[]){from, until}, &r, err))
		return false;
	for (i = 0; i < rows_count(r); i++) {
		if (day_read(rows_get(r, i, "day"), &day) && day >= c->first &&
		    day < c->first + PLAY_DAYS)
			c->works[day - c->first] = true;
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

static int
place_cmp(const void *region, const void *place)
{
	return strcmp(region, ((const struct place *)place)->region);
}

const char *
company_place(const struct company *c, const char *region)
{
	const struct place *p =
	    bsearch(region, c->place, c->n_place, sizeof(*c->place), place_cmp);

	return p ? p->name : "";
}

struct company *
company_new(struct db *db, const xmlNode *year, long today, struct err *err)
{
	struct company *c = calloc(1, sizeof(*c));

	if (c == NULL || (c->a = arena_new((size_t)16 << 20)) == NULL ||
	    (c->step = arena_new((size_t)64 << 20)) == NULL) {
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
	arena_free(c->a);
	arena_free(c->step);
	free(c->organ);
	free(c->place);
	free(c);
}
