/* test_procedure.c: each rule refuses the file made to break it. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <glob.h>
#include <stdio.h>
#include <string.h>

#include "flow/procedure.h"
#include "xml/doc.h"
#include "xml/schema.h"

struct told {
	unsigned n;
	int line;
	char text[512];
};

static void
tell(void *ctx, int line, const char *text)
{
	struct told *t = ctx;

	if (t->n++ == 0) {
		t->line = line;
		snprintf(t->text, sizeof(t->text), "%s", text);
	}
}

static xmlDoc *
load(const char *path)
{
	struct err err = {0};
	xmlDoc *d = doc_load(path, &err);

	if (d == NULL)
		fail_msg("%s: %s", path, err.detail);
	return d;
}

static struct schema *
grammar(void)
{
	struct err err = {0};
	struct schema *s = schema_load("xslt/schema/procedure.rng", &err);

	if (s == NULL)
		fail_msg("%s", err.detail);
	return s;
}

/* What the comment in the first line of a bad file says is wrong with it. */
static void
wanted(const char *path, char *out, size_t n)
{
	FILE *f = fopen(path, "r");
	char line[512];
	size_t k;

	assert_non_null(f);
	assert_non_null(fgets(line, sizeof(line), f));
	fclose(f);
	assert_int_equal(strncmp(line, "<!-- ", 5), 0);
	k = strcspn(line, "\n");
	assert_true(k > 9);
	snprintf(out, n, "%.*s", (int)(k - 9), line + 5);
}

static void
refuse(struct schema *s, const char *path)
{
	struct told t = {0};
	struct err err = {0};
	xmlDoc *d = load(path);
	char want[512];

	wanted(path, want, sizeof(want));
	if (strncmp(want, "schema: ", 8) == 0) {
		if (schema_check(s, d, tell, &t) || t.n == 0)
			fail_msg("%s: the schema takes it", path);
		xmlFreeDoc(d);
		return;
	}
	if (!schema_check(s, d, tell, &t))
		fail_msg("%s:%d: %s", path, t.line, t.text);
	if (procedure_new(d, tell, &t, &err) != NULL)
		fail_msg("%s: taken", path);
	assert_int_equal(err.kind, ERR_INPUT);
	if (t.n != 1 || strncmp(t.text, want, strlen(want)) != 0)
		fail_msg(
		    "%s: %u reports, first %d: %s", path, t.n, t.line, t.text);
	if (t.line < 2)
		fail_msg("%s: no line", path);
}

static void
take(struct schema *s, const char *path)
{
	struct told t = {0};
	struct err err = {0};
	xmlDoc *d = load(path);
	struct procedure *p;

	if (!schema_check(s, d, tell, &t))
		fail_msg("%s:%d: %s", path, t.line, t.text);
	if ((p = procedure_new(d, tell, &t, &err)) == NULL)
		fail_msg("%s:%d: %s (%s)", path, t.line, t.text, err.detail);
	procedure_free(p);
}

static size_t
each(const char *pattern, void (*run)(struct schema *, const char *))
{
	struct schema *s = grammar();
	glob_t g;
	size_t n;

	assert_int_equal(glob(pattern, 0, NULL, &g), 0);
	for (n = 0; n < g.gl_pathc; n++)
		run(s, g.gl_pathv[n]);
	globfree(&g);
	schema_free(s);
	return n;
}

static void
takes_right_files(void **state)
{
	(void)state;
	assert_true(each("tests/data/procedure/ok_*.xml", take) >= 1);
}

static void
takes_our_own_procedures(void **state)
{
	(void)state;
	assert_true(each("sql/procedure/*.xml", take) >= 12);
}

static void
refuses_each_wrong_file_for_its_reason(void **state)
{
	(void)state;
	assert_true(each("tests/data/procedure/bad_*.xml", refuse) >= 50);
}

static void
finds_forms_and_moves_by_name(void **state)
{
	struct err err = {0};
	struct procedure *p = procedure_new(
	    load("tests/data/procedure/ok_small.xml"), NULL, NULL, &err);

	(void)state;
	assert_non_null(p);
	assert_string_equal(procedure_name(p), "small");
	assert_non_null(procedure_form(p, "apply"));
	assert_null(procedure_form(p, "aply"));
	assert_string_equal(node_attr(procedure_move(p, "sign"), "to"), "done");
	assert_null(procedure_move(p, "sig"));
	assert_null(procedure_move(p, ""));
	procedure_free(p);
}

static void
refuses_what_is_no_procedure(void **state)
{
	struct err err = {0};
	xmlDoc *d = doc_parse("<a/>", 4, NULL, &err);

	(void)state;
	assert_non_null(d);
	assert_null(procedure_new(d, NULL, NULL, &err));
	assert_int_equal(err.kind, ERR_INPUT);
	procedure_free(NULL);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(takes_right_files),
	    cmocka_unit_test(takes_our_own_procedures),
	    cmocka_unit_test(refuses_each_wrong_file_for_its_reason),
	    cmocka_unit_test(finds_forms_and_moves_by_name),
	    cmocka_unit_test(refuses_what_is_no_procedure),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
