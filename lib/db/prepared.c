/* prepared.c: what this connection knows: statements, rows that are kept. */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "db/private.h"

static size_t
place(const struct prepared *p, const char *name)
{
	uint64_t h = 14695981039346656037u;
	size_t i;

	for (const char *s = name; *s != '\0'; s++)
		h = (h ^ (unsigned char)*s) * 1099511628211u;
	i = (size_t)(h ^ h >> 29) & (p->slots - 1);
	while (p->slot[i] != NULL && strcmp(p->slot[i], name) != 0)
		i = (i + 1) & (p->slots - 1);
	return i;
}

bool
prepared_has(const struct db *db, const char *name)
{
	const struct prepared *p = &db->prepared;

	return p->slots > 0 && p->slot[place(p, name)] != NULL;
}

static bool
grow(struct prepared *p)
{
	struct prepared next = {
	    .slots = p->slots > 0 ? p->slots * 2 : 64, .n = p->n};

	next.slot = calloc(next.slots, sizeof(*next.slot));
	if (next.slot == NULL)
		return false;
	for (size_t i = 0; i < p->slots; i++)
		if (p->slot[i] != NULL)
			next.slot[place(&next, p->slot[i])] = p->slot[i];
	free(p->slot);
	*p = next;
	return true;
}

bool
prepared_add(struct db *db, const char *name, struct err *err)
{
	struct prepared *p = &db->prepared;
	size_t i;

	if (2 * (p->n + 1) > p->slots && !grow(p))
		return err_fail(err, ERR_BUSY, "busy", "out of memory");
	i = place(p, name);
	if (p->slot[i] != NULL)
		return true;
	if ((p->slot[i] = strdup(name)) == NULL)
		return err_fail(err, ERR_BUSY, "busy", "out of memory");
	p->n++;
	return true;
}

void
prepared_clear(struct db *db)
{
	for (size_t i = 0; i < db->prepared.slots; i++)
		free(db->prepared.slot[i]);
	free(db->prepared.slot);
	db->prepared = (struct prepared){.n = 0};
}

static struct kept *
kept_find(struct db *db, const char *id)
{
	for (size_t i = 0; i < KEPT; i++)
		if (db->kept[i].id == NULL || strcmp(db->kept[i].id, id) == 0)
			return &db->kept[i];
	return NULL;
}

const PGresult *
kept_get(const struct db *db, const char *id)
{
	for (size_t i = 0; i < KEPT && db->kept[i].id != NULL; i++)
		if (strcmp(db->kept[i].id, id) == 0)
			return steady_seconds() - db->kept[i].since <
				       KEPT_SECONDS
				   ? db->kept[i].rows
				   : NULL;
	return NULL;
}

bool
kept_set(struct db *db, const char *id, PGresult *rows)
{
	struct kept *k = kept_find(db, id);

	if (k == NULL || (k->id == NULL && (k->id = strdup(id)) == NULL))
		return false;
	PQclear(k->rows);
	k->rows = rows;
	k->since = steady_seconds();
	return true;
}

void
kept_clear(struct db *db)
{
	for (size_t i = 0; i < KEPT; i++) {
		free(db->kept[i].id);
		PQclear(db->kept[i].rows);
		db->kept[i] = (struct kept){NULL, NULL, 0};
	}
}
