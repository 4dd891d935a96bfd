/* play.c: see play.h: casting a play, its days, its steps. */
#include "flow/play.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/day.h"
#include "flow/example_private.h"
#include "flow/play_private.h"
#include "xml/doc.h"
#include "xml/mem.h"

enum { PATIENCE = 2 };

static const char paper[] =
    "%PDF-1.4\n"
    "1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n"
    "2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
    "3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>endobj\n"
    "trailer<</Root 1 0 R>>\n%%EOF\n";

const xmlNode *
play_wanted(const xmlNode *n)
{
	const char *expect;

	for (; n; n = n->next) {
		if (!node_is(n, "step"))
			continue;
		expect = node_attr(n, "expect");
		if (expect == NULL || strcmp(expect, "ok") == 0)
			return n;
	}
	return NULL;
}

/* What stands on past cases, figures or partners' messages is not played. */
bool
play_fits(const xmlNode *example)
{
	static const char *const known[] = {
	    "title", "organ", "entry", "step", "due", "expect"};
	const xmlNode *n;
	size_t i;

	for (n = example->children; n; n = n->next) {
		if (n->type != XML_ELEMENT_NODE)
			continue;
		for (i = 0; i < sizeof(known) / sizeof(*known); i++)
			if (node_is(n, known[i]))
				break;
		if (i == sizeof(known) / sizeof(*known))
			return false;
	}
	return play_wanted(example->children) != NULL;
}

unsigned
play_steps(const xmlNode *example)
{
	const xmlNode *n = play_wanted(example->children);
	unsigned steps = 0;

	for (; n; n = play_wanted(n->next))
		steps++;
	return steps;
}

long
play_when(const struct play *p, const struct company *c, const char *date)
{
	long day = 0, today = 0;

	if (day_read(date, &day) &&
	    day_read(node_attr(p->example, "today"), &today))
		day = (day - today) * (long)p->pace / 100;
	return company_next(c, p->start + day);
}

static bool
is_province(const char *region)
{
	return strcmp(region + 2, "0000") == 0 && strcmp(region, "000000") != 0;
}

/* The example's own place: of the first that is no office above. */
static const char *
example_home(const xmlNode *example)
{
	const char *region, *kind;
	const xmlNode *n;

	for (n = node_child(example, "organ"); n; n = node_next(n)) {
		region = node_attr(n, "region");
		kind = node_attr(n, "kind");
		if (strcmp(region, "000000") != 0 &&
		    (!is_province(region) ||
			(kind && strcmp(kind, "office") != 0)))
			return region;
	}
	return "";
}

/* Whether o could play what the example calls `as`. */
static bool
organ_fits(const struct play *p, const struct organ *o, const xmlNode *as,
    const char *home)
{
	const char *region = node_attr(as, "region");
	const char *kind = node_attr(as, "kind");
	size_t i;

	if (strcmp(o->kind, kind ? kind : "office") != 0)
		return false;
	for (i = 0; i < p->n_cast; i++)
		if (p->cast[i].organ == o)
			return false;
	if (strcmp(region, "000000") == 0)
		return strcmp(o->region, region) == 0;
	if (strcmp(region, home) == 0)
		return strcmp(o->region, p->region) == 0;
	if (is_province(region))
		return is_province(o->region) &&
		       strncmp(o->region, p->region, 2) == 0;
	return !is_province(o->region) &&
	       strncmp(o->region, p->region, 2) == 0 &&
	       strcmp(o->region, p->region) != 0;
}

bool
play_cast(struct play *p, const struct company *c)
{
	const char *home = example_home(p->example);
	const xmlNode *as;
	unsigned n;
	size_t i;

	p->n_cast = 0;
	for (as = node_child(p->example, "organ"); as; as = node_next(as)) {
		for (i = 0, n = 0; i < c->n_organ; i++)
			n += organ_fits(p, &c->organ[i], as, home);
		if (n == 0 || p->n_cast == PLAY_CAST)
			return false;
		n = play_draw(p->seed,
			node_attr(as, "party") ? node_attr(as, "party")
					       : node_attr(as, "as"),
			n) +
		    1;
		for (i = 0; n > 0; i++)
			n -= organ_fits(p, &c->organ[i], as, home);
		p->cast[p->n_cast].as = as;
		p->cast[p->n_cast++].organ = &c->organ[i - 1];
	}
	p->step = play_wanted(p->example->children);
	p->start = company_next(c, p->start);
	p->due = p->start;
	return p->step != NULL;
}

void
play_next(struct play *p, const struct company *c)
{
	const char *at = NULL;
	long day;

	p->tries = 0;
	p->step = play_wanted(p->step->next);
	if (p->step)
		at = node_attr(p->step, "at");
	day = at ? play_when(p, c, at) : p->due;
	p->same = day > p->due ? 0 : p->same + 1;
	if (day > p->due)
		p->due = day;
}

/* What the engine's examples run by, on this play's people. */
static void
run_set(struct play *p, struct run *run)
{
	const xmlNode *as;
	size_t i;

	run->procedure = p->procedure;
	run->number = p->number[0] ? p->number : NULL;
	run->paper = paper;
	for (i = 0; i < p->n_cast; i++) {
		as = p->cast[i].as;
		run_play(run, node_attr(as, "party"), p->cast[i].organ->id);
		run_play(run, node_attr(as, "as"), p->cast[i].organ->id);
	}
}

/* The tree in this play's words. */
static void
tree_say(const struct saying *s, xmlNode *n)
{
	struct buf b = {0};
	const char *was;
	xmlNode *child;

	for (child = n->children; child; child = child->next)
		if (child->type == XML_ELEMENT_NODE)
			tree_say(s, child);
	was = node_text(n);
	if (*was && xmlChildElementCount(n) == 0) {
		play_say(s, was, &b);
		xmlNodeSetContent(n, NULL);
		xmlNodeAddContent(n, (const xmlChar *)b.data);
		buf_empty(&b);
	}
	if ((was = node_attr(n, "key")) != NULL) {
		play_say(s, was, &b);
		node_set(n, "key", b.data);
	}
	buf_clear(&b);
}

/* Whether an entry is about one of the organs: those are made by work. */
static bool
entry_names(const xmlNode *entry)
{
	const xmlNode *v = node_child(entry, "value");

	while (v && node_attr(v, "organ") == NULL)
		v = node_next(v);
	return v != NULL;
}

/* What must stand in the registers before: entered where it never did, unless
 * it is about one of the organs. */
static bool
entries_stand(const struct saying *s, struct run *run)
{
	xmlDoc *doc = xmlNewDoc((const xmlChar *)"1.0");
	xmlNode *root = xmlNewDocNode(doc, NULL, (const xmlChar *)"x", NULL),
		*copy;
	const xmlNode *n;
	bool ok = true;

	xmlDocSetRootElement(doc, root);
	n = node_child(s->play->example, "entry");
	for (; ok && n; n = node_next(n)) {
		if (entry_names(n) && s->play->insists)
			continue;
		copy = node_graft(root, n);
		ok = copy != NULL;
		if (ok)
			tree_say(s, copy);
		ok = ok && (entry_names(n)
				   ? run_stands(run, copy)
				   : run_entry(run, copy, "example_standing"));
	}
	xmlFreeDoc(doc);
	return ok;
}

/* From half past eight on, one step of a day after the other. */
static const char *
moment(const struct play *p, struct arena *a)
{
	char day[11];
	unsigned minute;

	day_text(p->due, day);
	minute = 510 + play_draw(p->seed + (uint64_t)p->due, "time", 240) +
		 (p->same < 7 ? p->same : 7) * 40;
	return arena_printf(a, "%s %02u:%02u:%02u+08", day, minute / 60,
	    minute % 60, play_draw(p->seed + (uint64_t)p->due, "second", 60));
}

/* A transaction at the step's moment. */
static bool
play_begin(
    const struct play *p, struct db *db, struct arena *a, struct err *err)
{
	const char *at = moment(p, a);
	struct rows *r = NULL;
	bool ok = db_begin_call(db, "example_clock", 1, &at, NULL, 0, &r, err);

	rows_free(r);
	return ok;
}

static bool
step_play(struct play *p, const struct company *c, struct run *run)
{
	xmlDoc *doc = xmlNewDoc((const xmlChar *)"1.0");
	xmlNode *root = xmlNewDocNode(doc, NULL, (const xmlChar *)"x", NULL);
	struct saying s;
	xmlNode *step;
	bool ok;

	saying_make(&s, p, c);
	xmlDocSetRootElement(doc, root);
	step = node_graft(root, p->step);
	tree_say(&s, step);
	node_set(step, "at", NULL); /* it is that time */
	node_set(step, "expect", NULL);
	ok = (run->number || entries_stand(&s, run)) && run_step(run, step);
	if (ok && p->number[0] == '\0')
		snprintf(p->number, sizeof(p->number), "%s", run->number);
	xmlFreeDoc(doc);
	return ok;
}

static bool
case_over(const struct play *p, struct db *db)
{
	const char *number = p->number;
	struct rows *r = NULL;
	struct err err = {0};
	bool over =
	    db_begin_call(db, "example_final", 1, &number, NULL, 0, &r, &err) &&
	    *rows_first(r) != '\0';

	db_rollback(db);
	rows_free(r);
	return over;
}

/* Who comes too late tries again while the case may still get there, then goes
 * on without the step; what a rule refuses it will refuse tomorrow. */
static void
play_refused(struct play *p, const struct company *c, struct db *db,
    const struct err *err)
{
	bool late = err->kind == ERR_CONFLICT;

	if (late && p->number[0] && case_over(p, db)) {
		p->step = NULL;
	} else if ((late || err->kind == ERR_BUSY) && !p->left_out &&
		   p->tries <= PATIENCE) {
		p->due = company_next(c, p->due + p->tries);
		p->same = 0;
	} else {
		play_next(p, c);
		p->left_out = true;
	}
}

bool
play_step(struct play *p, const struct company *c, struct flow *f,
    struct db *db, struct err *err)
{
	struct run run = {.flow = f, .db = db, .a = c->step, .err = err};
	bool ok;

	xmlmem_enter(c->step);
	run_set(p, &run);
	ok = play_begin(p, db, c->step, err) && step_play(p, c, &run) &&
	     db_commit(db, err);
	db_rollback(db);
	xmlmem_leave();
	arena_reset(c->step);
	p->tries++;
	if (!ok) {
		play_refused(p, c, db, err);
	} else {
		p->left_out = false;
		play_next(p, c);
	}
	return ok;
}

bool
play_rate(const struct play *p, struct db *db, long day, struct err *err)
{
	static const char *const level[] = {
	    "5", "5", "5", "5", "5", "5", "5", "4", "4", "3", "2", "1"};
	struct arena *a = arena_new(1 << 20);
	struct play then = *p;
	struct run run = {.db = db, .a = a, .err = err};
	const char *token;
	bool ok;

	if (a == NULL)
		return err_fail(err, ERR_BUSY, "memory", "play");
	then.due = day;
	ok = play_begin(&then, db, a, err) &&
	     run_call(&run, "example_opener", 1, (const char *[]){p->number},
		 &token) &&
	     run_call(&run, "enter", 2, (const char *[]){token, NULL}, NULL) &&
	     run_call(&run, "rate_case", 4,
		 (const char *[]){
		     p->number, level[play_draw(p->seed, "level", 12)], "", ""},
		 NULL) &&
	     db_commit(db, err);
	db_rollback(db);
	arena_free(a);
	return ok;
}
