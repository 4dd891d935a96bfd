/* procedure_flow.c: every state can be reached and left, moves are whole. */
#include <stdlib.h>
#include <string.h>

#include "flow/procedure_private.h"
#include "xml/doc.h"

static bool
opens(const xmlNode *move)
{
	const char *from = check_attr(move, "from");

	return from[strspn(from, " ")] == '\0';
}

static bool
is_final(const struct check *c, const char *state)
{
	const xmlNode *s = check_find(c, "states", state, strlen(state));

	return s != NULL && node_attr(s, "final") != NULL;
}

static void
check_opener(struct check *c, const xmlNode *m)
{
	bool engine = strcmp(check_attr(c->root, "opens"), "engine") == 0;
	const char *by = check_attr(m, "by"), *name = check_attr(m, "name");
	const xmlNode *p = check_find(c, "parties", by, strlen(by));

	if (engine && *by != '\0')
		check_wrong(c, m,
		    "move %s: only the engine opens, so no party may", name);
	if (!engine &&
	    (p == NULL || strcmp(check_attr(p, "is"), "opener") != 0))
		check_wrong(c, m, "move %s: the opener must make it", name);
}

/* Whether the other states can be reached at all. */
static bool
check_opening(struct check *c)
{
	const xmlNode *m = NULL;

	while ((m = check_next(c, "moves", m)) != NULL &&
	       (!opens(m) || node_attr(m, "auto") != NULL))
		;
	if (m == NULL) {
		check_wrong(c, c->root, "no move opens a case");
		return false;
	}
	if (strcmp(check_attr(m, "to"), ".") == 0) {
		check_wrong(c, m, "move %s: opens, so it must lead to a state",
		    check_attr(m, "name"));
		return false;
	}
	check_opener(c, m);
	return true;
}

/* What nobody makes shows no form and asks for no role or second person. */
static void
check_engine_move(struct check *c, const xmlNode *m)
{
	static const char *const personal[] = {"form", "role", "unlike"};
	const char *name = check_attr(m, "name");

	for (size_t i = 0; i < 3; i++)
		if (node_attr(m, personal[i]) != NULL)
			check_wrong(c, m,
			    "move %s: the engine makes it, so "
			    "no %s",
			    name, personal[i]);
}

/* Made by a message: known, and sent by the party that makes the move. */
static void
check_message(struct check *c, const xmlNode *m, const char *message)
{
	const xmlNode *e = check_find(c, "messages", message, strlen(message));
	const char *name = check_attr(m, "name");

	check_engine_move(c, m);
	if (e == NULL)
		check_wrong(
		    c, m, "move %s: no such message: %s", name, message);
	else if (strcmp(check_attr(m, "by"), check_attr(e, "by")) != 0)
		check_wrong(c, m, "move %s: message %s is by %s", name, message,
		    check_attr(e, "by"));
}

static void
check_auto(struct check *c, const xmlNode *m)
{
	const char *due = check_attr(m, "auto"), *name = check_attr(m, "name");
	const char *to = check_attr(m, "to");

	if (*due == '\0')
		return;
	if (strncmp(due, "message:", 8) == 0) {
		check_message(c, m, due + 8);
		return;
	}
	if (node_attr(m, "by") != NULL)
		check_wrong(c, m, "move %s: auto, so no party makes it", name);
	if (strncmp(due, "due:", 4) == 0 &&
	    check_find(c, "limits", due + 4, strlen(due + 4)) == NULL)
		check_wrong(c, m, "move %s: no such limit: %s", name, due + 4);
	if (strcmp(due, "entry") == 0 &&
	    (strcmp(to, ".") == 0 || check_listed(check_attr(m, "from"), to)))
		check_wrong(c, m, "move %s: auto leads back to itself", name);
}

static void
check_moves(struct check *c)
{
	const xmlNode *m = NULL, *s = NULL;

	while ((m = check_next(c, "moves", m)) != NULL) {
		if (node_attr(m, "by") == NULL)
			check_engine_move(c, m);
		check_auto(c, m);
		if (strcmp(check_attr(m, "unlike"), check_attr(m, "name")) == 0)
			check_wrong(c, m, "move %s: unlike itself",
			    check_attr(m, "name"));
		while ((s = check_next(c, "states", s)) != NULL)
			if (node_attr(s, "final") != NULL &&
			    strcmp(check_attr(m, "to"), ".") != 0 &&
			    check_listed(
				check_attr(m, "from"), check_attr(s, "name")))
				check_wrong(c, m,
				    "move %s: leaves the final "
				    "state %s",
				    check_attr(m, "name"),
				    check_attr(s, "name"));
	}
}

/* Marks what one more round of moves reaches; whether anything was new. */
static bool
spread(const struct check *c, bool *mark, bool back)
{
	const xmlNode *m = NULL, *s, *t;
	bool grown = false;
	size_t i, k;

	while ((m = check_next(c, "moves", m)) != NULL) {
		const char *to = check_attr(m, "to");

		for (i = 0, s = NULL; (s = check_next(c, "states", s)) != NULL;
		     i++) {
			if (!check_listed(
				check_attr(m, "from"), check_attr(s, "name")))
				continue;
			for (k = 0, t = NULL;
			     (t = check_next(c, "states", t)) != NULL; k++)
				if (strcmp(to, check_attr(t, "name")) == 0 &&
				    mark[back ? k : i] && !mark[back ? i : k])
					grown = mark[back ? i : k] = true;
		}
	}
	return grown;
}

static void
mark_first(const struct check *c, bool *mark, bool back)
{
	const xmlNode *m = NULL, *s = NULL;

	for (size_t i = 0; (s = check_next(c, "states", s)) != NULL; i++) {
		mark[i] = back && is_final(c, check_attr(s, "name"));
		while (!back && (m = check_next(c, "moves", m)) != NULL)
			if (opens(m) && strcmp(check_attr(m, "to"),
					    check_attr(s, "name")) == 0)
				mark[i] = true;
	}
	while (spread(c, mark, back))
		;
}

static void
check_reach(struct check *c)
{
	const xmlNode *s = NULL;
	size_t n = 0, i = 0;
	bool *reached, *ends;

	while ((s = check_next(c, "states", s)) != NULL)
		n++;
	reached = calloc(n + 1, sizeof(*reached));
	ends = calloc(n + 1, sizeof(*ends));
	if (reached != NULL && ends != NULL) {
		mark_first(c, reached, false);
		mark_first(c, ends, true);
		for (; (s = check_next(c, "states", s)) != NULL; i++) {
			if (!reached[i])
				check_wrong(c, s,
				    "state %s: no way leads "
				    "to it",
				    check_attr(s, "name"));
			if (!ends[i])
				check_wrong(c, s,
				    "state %s: no way leads "
				    "from it to an end",
				    check_attr(s, "name"));
		}
	} else {
		check_wrong(c, c->root, "out of memory");
	}
	free(reached);
	free(ends);
}

/* A party is found after those it is found by. */
static void
check_parties(struct check *c)
{
	const xmlNode *p = NULL, *q;
	const char *of;

	while ((p = check_next(c, "parties", p)) != NULL) {
		if ((of = node_attr(p, "of")) == NULL)
			continue;
		q = check_find(c, "parties", of, strlen(of));
		for (; q != NULL && q != p; q = q->next)
			;
		if (check_find(c, "parties", of, strlen(of)) != NULL &&
		    (q == NULL || strcmp(of, check_attr(p, "name")) == 0))
			check_wrong(c, p,
			    "party %s: of %s, which must stand "
			    "before it",
			    check_attr(p, "name"), of);
	}
}

void
check_flow(struct check *c)
{
	check_parties(c);
	check_moves(c);
	if (check_opening(c))
		check_reach(c);
}
