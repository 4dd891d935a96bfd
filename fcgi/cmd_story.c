/* cmd_story.c: a story's moves, made by its people on its days. Only where
 * test-clock is on: the demonstration, benches, tests. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "db/call.h"
#include "fcgi/cmd.h"
#include "flow/flow.h"
#include "xml/doc.h"

enum { CASES = 256 };

/*
 * <story>
 *   <step as="ACCOUNT" at="2026-03-02T09:00" open="designation" case="a">
 *     <data>...</data></step>            opens a case, called a from now on
 *   <step as= at= case="a" move="accept-province"/>
 *   <step as= at= number="000000-2026-..." move="..."> a case of the database
 * </story>
 * data: the form's content in canonical values; what it lacks comes from the
 * draft (defaults, earlier answers). An element with an attribute file="NAME"
 * is an attachment of that name. <data name="x"> may be taken up again, and
 * changed in places, by a later <data like="x">.
 */
struct story {
	struct flow *flow;
	struct arena *arena;
	struct db *db; /* of the step, its clock set */
	char token[64], digest[65];
	struct actor who;
	struct {
		const char *name;
		char number[64];
	} cases[CASES];
	size_t n;
	size_t moves, letters;
};

static const char paper[] =
    "%PDF-1.4\n"
    "1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n"
    "2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
    "3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>endobj\n"
    "trailer<</Root 1 0 R>>\n%%EOF\n";

/* A connection whose clock stands at the step's time, and its person. */
static bool
step_begin(struct story *s, const xmlNode *step, struct err *err)
{
	const char *as = node_attr(step, "as"), *at = node_attr(step, "at");
	char options[128];

	if (as == NULL || at == NULL)
		return err_fail(err, ERR_INPUT, "story", "as, at");
	snprintf(options, sizeof(options),
	    "-c synchronous_commit=off -c kb.clock=%s", at);
	if (s->db == NULL || strcmp(getenv("PGOPTIONS"), options) != 0) {
		setenv("PGOPTIONS", options, 1);
		db_close(s->db);
		if ((s->db = db_open(getenv("KB_DSN"), err)) == NULL ||
		    !db_patient(s->db, err))
			return false;
	}
	token_new(32, s->token);
	sha256_hex(s->token, strlen(s->token), s->digest);
	s->who = (struct actor){NULL, NULL};
	if (!db_begin(s->db, &s->who, true, err) ||
	    !db_call(s->db, "sign_in", 5,
		(const char *[]){as, "true", s->digest, "", ""}, NULL, err) ||
	    !db_commit(s->db, err))
		return false;
	s->who.token = s->token;
	return db_begin(s->db, &s->who, true, err);
}

/* The number of the case that the step is about; "" while it opens one. */
static const char *
step_case(struct story *s, const xmlNode *step)
{
	const char *name = node_attr(step, "case");
	const char *number = node_attr(step, "number");
	size_t i;

	if (number)
		return number;
	for (i = 0; i < s->n; i++)
		if (name && strcmp(s->cases[i].name, name) == 0)
			return s->cases[i].number;
	return "";
}

static bool
paper_put(struct story *s, const struct draft *d, xmlNode *n, struct err *err)
{
	const char *name = node_attr(n, "file");
	char id[64], sha[65], size[16];
	struct rows *r = NULL;

	if (!db_call(s->db, "put_attachment", 3,
		(const char *[]){d->id, (const char *)n->name, name}, &r, err))
		return false;
	snprintf(id, sizeof(id), "%s", rows_get(r, 0, "put_attachment"));
	rows_free(r);
	sha256_hex(paper, sizeof(paper) - 1, sha);
	snprintf(size, sizeof(size), "%zu", sizeof(paper) - 1);
	if (!db_call_bytes(s->db, "put_chunk", 2, (const char *[]){id, "0"},
		paper, sizeof(paper) - 1, err) ||
	    !db_call(s->db, "end_attachment", 4,
		(const char *[]){id, "application/pdf", size, sha}, NULL, err))
		return false;
	node_set(n, "ref", id);
	node_set(n, "name", name);
	node_set(n, "type", "application/pdf");
	node_set(n, "size", size);
	node_set(n, "sha256", sha);
	node_set(n, "file", NULL);
	return true;
}

/* The step's answers take the place of the draft's of the same name. */
static bool
data_fill(
    struct story *s, struct draft *d, const xmlNode *data, struct err *err)
{
	xmlNode *n, *old, *copy;

	for (n = data->children; n; n = n->next) {
		if (n->type != XML_ELEMENT_NODE)
			continue;
		while ((old = node_child(d->data, (const char *)n->name)) &&
		       old->_private != data) {
			xmlUnlinkNode(old);
			xmlFreeNode(old);
		}
		if ((copy = node_graft(d->data, n)) == NULL)
			return err_fail(err, ERR_BUSY, "memory", "story");
		copy->_private = (void *)data;
		if (node_attr(copy, "file") && !paper_put(s, d, copy, err))
			return false;
	}
	return true;
}

static bool
data_take(
    struct story *s, struct draft *d, const xmlNode *data, struct err *err)
{
	const char *like = node_attr(data, "like"), *name;
	xmlNode *step, *n;

	step = node_child(data->parent->parent, "step");
	for (; like && step; step = node_next(step)) {
		n = node_child(step, "data");
		name = n ? node_attr(n, "name") : NULL;
		if (name && strcmp(name, like) == 0 && !data_fill(s, d, n, err))
			return false;
	}
	return data_fill(s, d, data, err);
}

static bool
data_check(struct story *s, struct draft *d, xmlNode **clean, struct err *err)
{
	struct form_error *e = NULL;

	if (!form_check(d->form, form_pages(d->form), d->data, d->today,
		s->arena, &e, clean, err))
		return false;
	for (; e; e = e->next)
		if (!e->warning)
			err_fail(err, ERR_INPUT, "story", "%s: %s %s", e->path,
			    e->code, e->arg ? e->arg : "");
	return err->kind == ERR_NONE;
}

static bool
step_move(struct story *s, const xmlNode *step, const char *id,
    struct moved *moved, struct err *err)
{
	xmlNode *data = node_child(step, "data"), *clean = NULL;
	char request[37];
	struct draft d;
	bool ok = false;

	if (!draft_load(s->flow, s->db, id, &d, err))
		return false;
	uuid_new(request);
	if (d.form && data && !data_take(s, &d, data, err))
		goto out;
	if (!draft_ask(s->db, &d, err))
		goto out;
	if (d.form && !data_check(s, &d, &clean, err))
		goto out;
	ok = draft_submit(s->flow, s->db, &d, clean, request, moved, err) &&
	     db_commit(s->db, err);
out:
	xmlFreeNode(clean);
	draft_clear(&d);
	return ok;
}

static bool
step_run(struct story *s, const xmlNode *step, struct err *err)
{
	const char *open = node_attr(step, "open");
	const char *move = node_attr(step, "move"), *id;
	const char *name = node_attr(step, "case");
	char request[37];
	struct rows *r = NULL;
	struct moved moved;

	if (!step_begin(s, step, err))
		return false;
	uuid_new(request);
	if (!db_call(s->db, "begin_draft", 4,
		(const char *[]){request, open ? open : "", move ? move : "",
		    step_case(s, step)},
		&r, err))
		return false;
	id = arena_strdup(s->arena, rows_get(r, 0, "begin_draft"));
	rows_free(r);
	if (!step_move(s, step, id, &moved, err))
		return false;
	s->moves++;
	s->letters += moved.letters;
	if (open && name && s->n < CASES) {
		s->cases[s->n].name = name;
		snprintf(s->cases[s->n++].number, 64, "%s", moved.case_number);
	}
	return true;
}

static int
story_tell(struct story *s, const char *path, struct err *err)
{
	xmlDoc *doc = doc_load(path, err);
	xmlNode *step;
	char where[64];

	if (doc == NULL)
		return cmd_failed(path, err);
	step = node_child(xmlDocGetRootElement(doc), "step");
	for (; step; step = node_next(step)) {
		if (!step_run(s, step, err)) {
			snprintf(where, sizeof(where), "line %ld",
			    xmlGetLineNo(step));
			fprintf(stderr, "kuaibao: %s:\n", path);
			xmlFreeDoc(doc);
			return cmd_failed(where, err);
		}
		arena_reset(s->arena);
	}
	s->n = 0;
	xmlFreeDoc(doc);
	return 0;
}

int
cmd_story(int argc, char **argv)
{
	struct story *s = calloc(1, sizeof(*s));
	struct err err = {0};
	int status = 1, i;

	if (argc < 2 || getenv("KB_DSN") == NULL) {
		free(s);
		return cmd_usage("story FILE...");
	}
	if (s == NULL)
		return 1;
	s->arena = arena_new((size_t)64 << 20);
	s->flow = flow_open(cmd_root(), getenv("KB_FONTS"), &err);
	if (s->arena == NULL || s->flow == NULL ||
	    !flow_use_agent(s->flow, getenv("KB_SIGNER"), &err))
		status = cmd_failed("story", &err);
	else
		status = 0;
	for (i = 1; status == 0 && i < argc; i++)
		status = story_tell(s, argv[i], &err);
	if (status == 0)
		printf("%zu moves, %zu letters\n", s->moves, s->letters);
	db_close(s->db);
	flow_close(s->flow);
	arena_free(s->arena);
	free(s);
	return status;
}
