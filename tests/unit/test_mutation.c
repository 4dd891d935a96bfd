/* test_mutation.c: procedure files with something missing, empty or unknown,
 * as an older program meets them beside newer ones: refused with a line, or
 * read without harm. KB_MUTATE=all: every place of every file, not the first
 * of its kind. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <glob.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "base/arena.h"
#include "flow/procedure.h"
#include "flow/words.h"
#include "xml/doc.h"

enum change { REMOVED, EMPTIED, RENAMED, CHANGES };

static const char *const changes[] = {"removed", "emptied", "renamed"};

struct told {
	unsigned n, no_line;
};

static struct mutation {
	const char *path;
	const xmlNode *at;
	const char *attr; /* NULL: the element */
	enum change change;
	unsigned refused, taken;
} m;

static void
tell(void *ctx, int line, const char *text)
{
	struct told *t = ctx;

	t->n++;
	t->no_line += line < 1 || *text == '\0';
}

static void
wrong(const char *what)
{
	fail_msg("%s:%ld: %s%s%s %s: %s", m.path, xmlGetLineNo(m.at),
	    (const char *)m.at->name, m.attr ? "/@" : "", m.attr ? m.attr : "",
	    changes[m.change], what);
}

/* The node of the copy that stands where n stands in its document. */
static xmlNode *
counterpart(xmlDoc *copy, const xmlNode *n)
{
	const xmlNode *up[64];
	size_t depth = 0;
	xmlNode *c;

	for (; n->type == XML_ELEMENT_NODE; n = n->parent)
		up[depth++] = n;
	c = xmlDocGetRootElement(copy);
	for (depth--; depth-- > 0;) {
		const xmlNode *s = up[depth + 1]->children;

		for (c = c->children; s != up[depth]; s = s->next)
			c = c->next;
	}
	return c;
}

static void
change_attribute(xmlNode *n)
{
	char *value = strdup(node_attr(n, m.attr));

	node_set(n, m.attr, m.change == EMPTIED ? "" : NULL);
	if (m.change == RENAMED)
		node_set(n, "new-thing", value);
	free(value);
}

static void
change_element(xmlNode *n)
{
	if (m.change == RENAMED) {
		xmlNodeSetName(n, BAD_CAST "new-thing");
		return;
	}
	if (m.change == REMOVED)
		xmlUnlinkNode(n);
	else
		xmlNodeSetContent(n, NULL);
	if (m.change == REMOVED)
		xmlFreeNode(n);
}

/* What the pages do with a form, the letters with their words. */
static void
read_form(const struct form *f, xmlNode *record, struct arena *a)
{
	xmlNode *data = node_add(record, form_name(f), NULL);
	xmlNode *into = node_add(record, "into", NULL);
	struct form_error *errors;
	struct err err = {0};
	xmlNode *clean = NULL;

	for (size_t i = 0; i < form_pages(f); i++)
		if (!form_describe(f, i, data, into, a, &err))
			err_clear(&err);
	if (form_check(
		f, form_pages(f), data, "2026-03-02", a, &errors, &clean, &err))
		xmlFreeNode(clean);
	for (const xmlNode *c = data->children; c != NULL; c = c->next) {
		struct buf b = {0};

		(void)form_say(f, c, &b);
		buf_clear(&b);
	}
}

static void
read_all(const struct procedure *p)
{
	static const char *const sections[] = {"forms", "letters", "moves"};
	xmlDoc *doc = xmlNewDoc(BAD_CAST "1.0");
	xmlNode *root = xmlNewDocNode(doc, NULL, BAD_CAST "letter-data", NULL);
	xmlNode *at = node_add(root, "case", NULL);
	xmlNode *record = node_add(at, "record", NULL);
	struct arena *a = arena_new((size_t)1 << 24);

	xmlDocSetRootElement(doc, root);
	for (size_t i = 0; i < 3; i++) {
		const xmlNode *n = node_child(procedure_root(p), sections[i]);

		for (n = n ? n->children : NULL; n != NULL; n = n->next) {
			const char *name = node_attr(n, "name");
			const struct form *f =
			    name ? procedure_form(p, name) : NULL;
			struct err err = {0};

			if (i == 0 && f != NULL)
				read_form(f, record, a);
			if (i == 1 && name != NULL &&
			    !words_fill(p, name, root, &err))
				assert_true(err.code[0] != '\0');
			if (i == 2 && name != NULL)
				(void)procedure_move(p, name);
		}
	}
	arena_free(a);
	xmlFreeDoc(doc);
}

static void
try_one(const xmlDoc *doc)
{
	struct told t = {0};
	struct err err = {0};
	xmlDoc *copy = xmlCopyDoc((xmlDoc *)doc, 1);
	xmlNode *n = counterpart(copy, m.at);
	struct procedure *p;

	if (m.attr != NULL)
		change_attribute(n);
	else
		change_element(n);
	if ((p = procedure_new(copy, tell, &t, &err)) != NULL) {
		m.taken++;
		if (t.n != 0)
			wrong("taken, with a report");
		read_all(p);
		procedure_free(p);
		return;
	}
	m.refused++;
	if (err.kind != ERR_INPUT)
		wrong("refused as no fault of the file");
	if (t.no_line != 0)
		wrong("refused without a line");
	if (t.n == 0 && strcmp(err.detail, "not a procedure file") != 0)
		wrong("refused without a report");
}

/* Whether parent/element@attr was tried in a file before this one. */
static bool
seen(const xmlNode *n, const char *attr)
{
	static char keys[4096][96];
	static size_t count;
	char key[96];

	snprintf(key, sizeof(key), "%s/%s@%s",
	    n->parent->type == XML_ELEMENT_NODE ? (const char *)n->parent->name
						: "",
	    (const char *)n->name, attr);
	for (size_t i = 0; i < count; i++)
		if (strcmp(keys[i], key) == 0)
			return getenv("KB_MUTATE") == NULL;
	assert_true(count < 4096);
	memcpy(keys[count++], key, sizeof(key));
	return false;
}

static void
try_place(const xmlDoc *doc, const xmlNode *n, const char *attr)
{
	if (seen(n, attr ? attr : ""))
		return;
	m.at = n;
	m.attr = attr;
	for (int c = 0; c < CHANGES; c++) {
		m.change = (enum change)c;
		try_one(doc);
	}
}

static void
try_tree(const xmlDoc *doc, const xmlNode *n)
{
	if (n->type != XML_ELEMENT_NODE)
		return;
	/* What an example says is data: any element may stand there. */
	if (!node_is(n, "data") || !node_is(n->parent, "step"))
		for (const xmlNode *c = n->children; c != NULL; c = c->next)
			try_tree(doc, c);
	for (const xmlAttr *a = n->properties; a != NULL; a = a->next)
		if (a->ns == NULL)
			try_place(doc, n, (const char *)a->name);
	if (n->parent->type == XML_ELEMENT_NODE)
		try_place(doc, n, NULL);
}

static int
by_size(const void *a, const void *b)
{
	struct stat x, y;

	assert_int_equal(stat(*(char *const *)a, &x), 0);
	assert_int_equal(stat(*(char *const *)b, &y), 0);
	return (x.st_size > y.st_size) - (x.st_size < y.st_size);
}

static void
refuses_or_reads_what_is_changed(void **state)
{
	glob_t g;

	(void)state;
	assert_int_equal(glob("sql/procedure/*.xml", 0, NULL, &g), 0);
	qsort(g.gl_pathv, g.gl_pathc, sizeof(*g.gl_pathv), by_size);
	for (size_t i = 0; i < g.gl_pathc; i++) {
		struct err err = {0};
		xmlDoc *doc = doc_load(g.gl_pathv[i], &err);

		assert_non_null(doc);
		m.path = g.gl_pathv[i];
		try_tree(doc, xmlDocGetRootElement(doc));
		xmlFreeDoc(doc);
	}
	globfree(&g);
	printf("# %u refused, %u taken\n", m.refused, m.taken);
	assert_true(m.refused > 200 && m.taken > 200);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(refuses_or_reads_what_is_changed),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
