/* play_take.c: see play.h: a case that an effect opened, taken up. */
#include <stdio.h>
#include <string.h>

#include "base/day.h"
#include "flow/play_private.h"
#include "xml/doc.h"

/* How many values of the example's first step the case's record has too. */
static unsigned
example_likeness(const xmlNode *n, const char *record)
{
	unsigned like = 0;
	char leaf[300];

	for (n = n ? n->children : NULL; n; n = n->next) {
		if (n->type != XML_ELEMENT_NODE)
			continue;
		snprintf(leaf, sizeof(leaf), "<%s>%s</%s>", n->name,
		    node_text(n), n->name);
		like += strstr(record, leaf) != NULL;
		like += example_likeness(n, record);
	}
	return like;
}

/* One of the examples that begin most as this case does. */
static const xmlNode *
example_like(const struct play *p, const char *record)
{
	const xmlNode *n, *best = NULL;
	unsigned most = 0, like, same = 0;

	n = node_child(
	    node_child(procedure_root(p->procedure), "examples"), "example");
	for (; n; n = node_next(n)) {
		if (!play_fits(n))
			continue;
		like =
		    1 + example_likeness(
			    node_child(node_child(n, "step"), "data"), record);
		if (like < most)
			continue;
		same = like > most ? 1 : same + 1;
		most = like;
		if (play_draw(p->seed, node_attr(n, "name"), same) == 0)
			best = n;
	}
	return best;
}

/* The organ of that party in PARTY ID PARTY ID ..., or NULL. */
static const struct organ *
organ_of(const struct company *c, const char *parties, const char *party)
{
	char name[64], id[24];
	int used;
	size_t i;

	for (; party && sscanf(parties, "%63s %23s%n", name, id, &used) == 2;
	     parties += used) {
		if (strcmp(name, party) != 0)
			continue;
		for (i = 0; i < c->n_organ; i++)
			if (strcmp(c->organ[i].id, id) == 0)
				return &c->organ[i];
	}
	return NULL;
}

/* Most are ready in time; some need until after the day. */
static void
pace_set(struct play *p, long due)
{
	const xmlNode *n = node_child(p->example, "expect");
	long all, today;

	while (n && node_attr(n, "due") == NULL)
		n = node_next(n);
	p->pace = 60 + play_draw(p->seed, "pace", 50);
	if (play_draw(p->seed, "slow", 6) == 0)
		p->pace += 60;
	if (n && due > p->start && day_read(node_attr(n, "due"), &all) &&
	    day_read(node_attr(p->example, "today"), &today) && all > today)
		p->pace = p->pace * (unsigned)(due - p->start) /
			  (unsigned)(all - today);
}

bool
play_take(struct play *p, const struct company *c, const char *number,
    const char *parties, const char *record, long due)
{
	const xmlNode *as;

	if ((p->example = example_like(p, record)) == NULL)
		return false;
	p->step = play_wanted(p->example->children);
	if (node_attr(p->step, "by"))
		return false;
	p->n_cast = 0;
	for (as = node_child(p->example, "organ"); as; as = node_next(as)) {
		if (p->n_cast == PLAY_CAST)
			return false;
		p->cast[p->n_cast].as = as;
		p->cast[p->n_cast].organ =
		    organ_of(c, parties, node_attr(as, "party"));
		if (p->cast[p->n_cast++].organ == NULL)
			return false;
	}
	snprintf(p->number, sizeof(p->number), "%s", number);
	snprintf(p->region, sizeof(p->region), "%s",
	    p->n_cast ? p->cast[0].organ->region : "");
	pace_set(p, due);
	p->due = p->start;
	play_next(p, c);
	return p->step != NULL;
}
