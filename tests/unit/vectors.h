/* vectors.h: runs the rows of tests/data/kind-vectors.tsv for some kinds. */
#ifndef UNIT_VECTORS_H
#define UNIT_VECTORS_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "form/kind.h"

struct vector {
	char *kind, *rule, *typed, *expect, *canonical, *arg;
};

static inline void
vector_unescape(char *s)
{
	char *to = s;

	for (; *s != '\0'; s++) {
		if (*s != '\\') {
			*to++ = *s;
			continue;
		}
		s++;
		*to++ = *s == 'n'   ? '\n'
			: *s == 'r' ? '\r'
			: *s == 't' ? '\t'
				    : *s;
	}
	*to = '\0';
}

static inline bool
vector_split(char *line, struct vector *v)
{
	char **field[] = {
	    &v->kind, &v->rule, &v->typed, &v->expect, &v->canonical, &v->arg};

	line[strcspn(line, "\n")] = '\0';
	if (*line == '#')
		return false;
	for (size_t i = 0; i < 6; i++) {
		*field[i] = line;
		line += strcspn(line, "\t");
		if (*line != '\0')
			*line++ = '\0';
		vector_unescape(*field[i]);
	}
	return true;
}

static inline void
vector_rule(char *text, struct kind_rule *r)
{
	for (char *p = strtok(text, ";"); p != NULL; p = strtok(NULL, ";")) {
		char *value = strchr(p, '=');

		assert_non_null(value);
		*value++ = '\0';
		if (strcmp(p, "min") == 0)
			r->min = value;
		else if (strcmp(p, "max") == 0)
			r->max = value;
		else if (strcmp(p, "level") == 0)
			r->level = value;
		else if (strcmp(p, "unit") == 0)
			r->unit = value;
		else
			r->today = value;
	}
}

/* What is canonical passes again unchanged, typed from its box as well. */
static inline void
vector_again(const struct kind_rule *r, const char *canonical)
{
	struct kind_answer a;
	struct buf b;

	kind_check_stored(r, canonical, &a);
	if (!a.ok || strcmp(a.canonical, canonical) != 0)
		fail_msg("%s: not stable: %s", r->kind, canonical);
	buf_init(&b, 0);
	kind_edit(r, canonical, &b);
	kind_check(r, b.len > 0 ? b.data : "", &a, NULL);
	if (!a.ok || strcmp(a.canonical, canonical) != 0)
		fail_msg("%s: edit form differs: %s", r->kind, canonical);
	buf_clear(&b);
}

static inline bool
vector_run(struct vector *v, int *good, int *bad)
{
	struct kind_rule r = {.kind = v->kind};
	struct kind_answer a;
	char got[100];
	bool same;

	vector_rule(v->rule, &r);
	kind_check(&r, v->typed, &a, NULL);
	snprintf(got, sizeof(got), "%s%s%s",
	    a.ok && a.warn ? "warn:"
	    : a.ok         ? "ok"
			   : "bad:",
	    "", a.code != NULL ? a.code : "");
	same = strcmp(got, v->expect) == 0 && strcmp(a.arg, v->arg) == 0 &&
	       strcmp(a.canonical, v->canonical) == 0;
	if (!same)
		print_error("%s '%s': %s '%s' arg '%s'; not %s '%s' arg '%s'\n",
		    v->kind, v->typed, got, a.canonical, a.arg, v->expect,
		    v->canonical, v->arg);
	if (a.ok)
		vector_again(&r, a.canonical);
	++*(a.ok ? good : bad);
	return same;
}

/* All rows of `kind`; at least `least` of each outcome. */
static inline void
vectors_run(const char *kind, int least)
{
	FILE *f = fopen("tests/data/kind-vectors.tsv", "r");
	struct vector v;
	char line[4096];
	int good = 0, bad = 0, wrong = 0;

	assert_non_null(f);
	while (fgets(line, sizeof(line), f) != NULL)
		if (vector_split(line, &v) && strcmp(v.kind, kind) == 0)
			wrong += !vector_run(&v, &good, &bad);
	fclose(f);
	assert_int_equal(wrong, 0);
	assert_true(good >= least);
	assert_true(bad >= least);
}

#endif
