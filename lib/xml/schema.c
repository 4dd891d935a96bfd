/* schema.c: see schema.h. */
#include "xml/schema.h"

#include <libxml/relaxng.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "xml/load.h"

enum { MOST = 50 };

struct schema {
	xmlRelaxNG *rng;
};

/* Keeps the first error of a schema's compilation. */
static void
keep_first(void *ctx, xmlErrorPtr e)
{
	struct err *err = ctx;

	err_fail(err, ERR_BUG, "bug", "%s:%d: %.*s",
	    e->file != NULL ? e->file : "?", e->line,
	    e->message != NULL ? (int)strcspn(e->message, "\n") : 0,
	    e->message != NULL ? e->message : "");
}

struct schema *
schema_load(const char *path, struct err *err)
{
	struct schema *s = calloc(1, sizeof(*s));
	xmlRelaxNGParserCtxt *c = NULL;
	xmlDoc *d = load_file(path, NULL, err);

	if (s == NULL || d == NULL)
		goto out;
	if ((c = xmlRelaxNGNewDocParserCtxt(d)) == NULL)
		goto out;
	xmlRelaxNGSetParserStructuredErrors(c, keep_first, err);
	load_allow();
	s->rng = xmlRelaxNGParse(c);
	load_refuse();
out:
	xmlRelaxNGFreeParserCtxt(c);
	xmlFreeDoc(d);
	if (s != NULL && s->rng != NULL)
		return s;
	err_fail(err, ERR_BUG, "bug", "%s: cannot be compiled", path);
	free(s);
	return NULL;
}

void
schema_free(struct schema *s)
{
	if (s == NULL)
		return;
	xmlRelaxNGFree(s->rng);
	free(s);
}

struct finding {
	int line;
	unsigned order;
	char *text;
};

struct findings {
	struct finding list[MOST];
	unsigned n, all;
};

static int
error_line(const xmlError *e)
{
	const xmlNode *n = e->node;

	/* xmlError.line stops at 65535 where the node knows better. */
	return n != NULL ? (int)xmlGetLineNo(n) : e->line;
}

static void
collect(void *ctx, xmlErrorPtr e)
{
	struct findings *f = ctx;
	struct finding *at = &f->list[f->n];
	const char *text = e->message != NULL ? e->message : "invalid";

	f->all++;
	if (f->n == MOST)
		return;
	at->text = strndup(text, strcspn(text, "\n"));
	if (at->text == NULL)
		return;
	at->line = error_line(e);
	at->order = f->n++;
}

static int
by_line(const void *a, const void *b)
{
	const struct finding *x = a, *y = b;

	if (x->line != y->line)
		return x->line < y->line ? -1 : 1;
	return x->order < y->order ? -1 : 1;
}

bool
schema_check(struct schema *s, xmlDoc *d, schema_report *report, void *ctx)
{
	struct findings f = {.n = 0};
	xmlRelaxNGValidCtxt *c = xmlRelaxNGNewValidCtxt(s->rng);
	int rc = -1;

	if (c != NULL) {
		xmlRelaxNGSetValidStructuredErrors(c, collect, &f);
		rc = xmlRelaxNGValidateDoc(c, d);
		xmlRelaxNGFreeValidCtxt(c);
	}
	if (rc != 0 && f.n == 0 && report != NULL)
		report(ctx, 0, "out of memory");
	qsort(f.list, f.n, sizeof(f.list[0]), by_line);
	for (unsigned i = 0; i < f.n; i++) {
		if (report != NULL)
			report(ctx, f.list[i].line, f.list[i].text);
		free(f.list[i].text);
	}
	return rc == 0;
}
