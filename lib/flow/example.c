/* example.c: see example.h. One example: people, steps, expectations. */
#include "flow/example.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/file.h"
#include "flow/example_private.h"
#include "flow/flow_private.h"
#include "xml/doc.h"
#include "xml/mem.h"

static const char *
attr_or(const xmlNode *n, const char *name, const char *otherwise)
{
	const char *v = node_attr(n, name);

	return v ? v : otherwise;
}

bool
run_call(struct run *run, const char *function, size_t n,
    const char *const *args, const char **out)
{
	struct rows *r = NULL;

	if (!db_call(run->db, function, n, args, &r, run->err))
		return false;
	if (out)
		*out = arena_strdup(run->a, rows_first(r));
	rows_free(r);
	return true;
}

bool
run_clock(struct run *run, const char *day)
{
	if (day == NULL)
		return true;
	run->today = day;
	return run_call(run, "example_clock", 1, &day, NULL);
}

/* The organ that plays a party, or was named by `as`. */
const char *
run_organ(const struct run *run, const char *name)
{
	size_t i;

	for (i = 0; i < run->n_cast; i++)
		if (strcmp(run->cast[i].name, name) == 0)
			return run->cast[i].organ;
	return NULL;
}

void
run_play(struct run *run, const char *name, const char *organ)
{
	if (name == NULL || run->n_cast == RUN_CAST)
		return;
	run->cast[run->n_cast].name = name;
	run->cast[run->n_cast++].organ = organ;
}

static const char *
region_level(const char *region)
{
	if (strcmp(region, "000000") == 0)
		return "national";
	if (strcmp(region + 2, "0000") == 0)
		return "province";
	return strcmp(region + 4, "00") == 0 ? "prefecture" : "county";
}

static bool
organ_make(struct run *run, const xmlNode *n)
{
	const char *region = attr_or(n, "region", "000000"), *id;
	const char *party = attr_or(n, "party", attr_or(n, "as", "organ"));
	const char *args[] = {party, attr_or(n, "kind", "office"),
	    region_level(region), region, attr_or(n, "name", party),
	    node_attr(n, "mark"), node_attr(n, "code")};

	if (!run_call(run, "example_organ", 7, args, &id))
		return false;
	run_play(run, node_attr(n, "party"), id);
	run_play(run, node_attr(n, "as"), id);
	return node_attr(n, "elsewhere") == NULL ||
	       run_call(run, "example_peer", 1, &id, NULL);
}

/* A key with the id of an organ of the example for its {name}. */
const char *
run_key(struct run *run, const char *key)
{
	const char *open = key ? strchr(key, '{') : NULL;
	const char *end = open ? strchr(open, '}') : NULL, *name, *id;

	if (end == NULL)
		return key;
	name = arena_strndup(run->a, open + 1, (size_t)(end - open - 1));
	id = name ? run_organ(run, name) : NULL;
	return arena_printf(
	    run->a, "%.*s%s%s", (int)(open - key), key, id ? id : "", end + 1);
}

/* An api function of register, key and, unless NULL, data. */
static bool
entry_call(
    struct run *run, const xmlNode *n, const char *function, const char *data)
{
	const char *const args[] = {
	    node_attr(n, "register"), run_key(run, node_attr(n, "key")), data};
	const char *is;

	if (!run_call(run, function, data ? 3 : 2, args, &is))
		return false;
	return strcmp(is, "f") != 0 ||
	       err_fail(run->err, ERR_CONFLICT, "example", "no %s in %s",
		   node_attr(n, "key"), node_attr(n, "register"));
}

bool
run_stands(struct run *run, const xmlNode *n)
{
	return entry_call(run, n, "example_stands", NULL);
}

bool
run_entry(struct run *run, const xmlNode *n, const char *function)
{
	xmlDoc *doc = xmlNewDoc((const xmlChar *)"1.0");
	xmlNode *root =
	    xmlNewDocNode(doc, NULL, (const xmlChar *)"entry", NULL);
	struct buf b = {0};
	const xmlNode *v;
	const char *organ;
	bool ok;

	xmlDocSetRootElement(doc, root);
	for (v = node_child(n, "value"); v; v = node_next(v)) {
		organ = node_attr(v, "organ");
		node_add(root, node_attr(v, "name"),
		    organ ? run_organ(run, organ) : node_text(v));
	}
	ok = node_write(root, &b, run->err) &&
	     entry_call(run, n, function, b.data);
	buf_clear(&b);
	xmlFreeDoc(doc);
	return ok;
}

/* <past procedure= party= organ= on= state= count=>record</past> */
static bool
past_make(struct run *run, const xmlNode *n)
{
	xmlDoc *doc = xmlNewDoc((const xmlChar *)"1.0");
	xmlNode *root =
	    xmlNewDocNode(doc, NULL, (const xmlChar *)"record", NULL);
	struct buf b = {0};
	bool ok;

	xmlDocSetRootElement(doc, root);
	example_copy(root, n);
	ok = node_write(root, &b, run->err) &&
	     run_call(run, "example_past", 7,
		 (const char *[]){node_attr(n, "procedure"),
		     node_attr(n, "party"),
		     run_organ(run, node_attr(n, "organ")), node_attr(n, "on"),
		     node_attr(n, "state"), node_attr(n, "count"), b.data},
		 NULL);
	buf_clear(&b);
	xmlFreeDoc(doc);
	return ok;
}

static bool
figure_make(struct run *run, const xmlNode *n)
{
	return run_call(run, "example_figure", 7,
	    (const char *[]){node_attr(n, "procedure"), node_attr(n, "measure"),
		run_organ(run, node_attr(n, "organ")), node_attr(n, "on"),
		node_attr(n, "field"), node_attr(n, "value"),
		node_attr(n, "count")},
	    NULL);
}

static bool
example_prepare(struct run *run, const xmlNode *example)
{
	const xmlNode *n;

	if (!run_clock(run, node_attr(example, "today")))
		return false;
	for (n = node_child(example, "organ"); n; n = node_next(n))
		if (!organ_make(run, n))
			return false;
	for (n = node_child(example, "entry"); n; n = node_next(n))
		if (!run_entry(run, n, "example_entry"))
			return false;
	for (n = node_child(example, "past"); n; n = node_next(n))
		if (!past_make(run, n))
			return false;
	for (n = node_child(example, "figure"); n; n = node_next(n))
		if (!figure_make(run, n))
			return false;
	return true;
}

static bool
example_walk(struct run *run, const xmlNode *example)
{
	const xmlNode *n;
	bool ok = true;

	for (n = example->children; ok && n; n = n->next) {
		if (n->type != XML_ELEMENT_NODE)
			continue;
		if (strcmp((const char *)n->name, "step") == 0)
			ok = run_step(run, n);
		else if (strcmp((const char *)n->name, "receive") == 0)
			ok = run_receive(run, n);
		else if (strcmp((const char *)n->name, "due") == 0)
			ok = run_due(run, n);
		else if (strcmp((const char *)n->name, "expect") == 0)
			ok = run_expect(run, n);
		if (!ok && run->err->arg[0] == '\0') {
			char line[32];

			snprintf(
			    line, sizeof(line), "line %ld", xmlGetLineNo(n));
			err_arg(run->err, line);
		}
	}
	return ok;
}

static bool
example_letters(
    struct run *run, const char *name, const struct example_watch *w)
{
	struct rows *r = NULL;

	if (w->letters == NULL)
		return true;
	if (!db_call(run->db, "example_letters", 0, NULL, &r, run->err))
		return false;
	w->letters(w->ctx, name, r);
	rows_free(r);
	return true;
}

/* In a transaction of its own, which never commits. */
static void
example_run(struct flow *f, struct db *db, const struct procedure *p,
    const xmlNode *example, const struct example_watch *w)
{
	const char *name = attr_or(example, "name", "?");
	struct actor nobody = {0};
	struct arena *a = arena_new((size_t)256 << 20);
	struct err err = {0};
	struct run run = {
	    .flow = f, .db = db, .procedure = p, .a = a, .err = &err};
	bool ok;

	xmlmem_enter(a);
	ok = db_begin(db, &nobody, true, &err) &&
	     example_prepare(&run, example) && example_walk(&run, example) &&
	     example_letters(&run, name, w);
	db_rollback(db);
	xmlmem_leave();
	w->ended(w->ctx, procedure_name(p), name, ok ? NULL : &err);
	arena_free(a);
}

bool
example_run_all(struct flow *f, struct db *db, const char *name,
    const struct example_watch *watch, struct err *err)
{
	struct actor nobody = {0};
	const struct procedure *p;
	const xmlNode *n;
	size_t i;

	if (!db_begin(db, &nobody, false, err) || !flow_load_all(f, db, err) ||
	    !db_commit(db, err))
		return false;
	for (i = 0; i < f->n_published; i++) {
		p = f->published[i].procedure;
		if (name && strcmp(name, procedure_name(p)) != 0)
			continue;
		n = node_child(procedure_root(p), "examples");
		for (n = n ? node_child(n, "example") : NULL; n;
		     n = node_next(n))
			example_run(f, db, p, n, watch);
	}
	return true;
}
