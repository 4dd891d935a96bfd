/* schema.c: see schema.h. */
#include "xml/schema.h"

#include <libxml/relaxng.h>
#include <libxml/xmlschemas.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "xml/load.h"

enum { MOST = 50 };

struct schema {
	xmlRelaxNG *rng; /* or */
	xmlSchema *xsd;
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
	xmlSchemaFree(s->xsd);
	free(s);
}

#define XSD "http://www.w3.org/2001/XMLSchema"

static bool
refuse(const char *code, const char *file, int line, const char *detail,
    struct err *err)
{
	char arg[160];

	snprintf(
	    arg, sizeof(arg), line > 0 ? "%.100s:%d" : "%.100s", file, line);
	err_arg(err, arg);
	return err_fail(err, ERR_INPUT, code, "%s %s", arg, detail);
}

static bool
among(const struct schema_file *files, size_t n, const char *name)
{
	while (n > 0)
		if (strcmp(files[--n].name, name) == 0)
			return true;
	return false;
}

/* Each place where a schema may name another file. */
static bool
inside(const struct schema_file *files, size_t n, const char *name,
    const xmlNode *at, struct err *err)
{
	static const char *const refers[] = {"schemaLocation", "href"};
	const xmlAttr *a;

	for (; at != NULL; at = at->next) {
		for (a = at->properties; a != NULL; a = a->next)
			for (size_t i = 0; i < 2; i++)
				if (strcmp((const char *)a->name, refers[i]) ==
					0 &&
				    !among(files, n,
					(const char *)a->children->content))
					return refuse("schema-set-outside",
					    name, (int)xmlGetLineNo(at),
					    (const char *)a->children->content,
					    err);
		if (at->type == XML_ELEMENT_NODE &&
		    !inside(files, n, name, at->children, err))
			return false;
	}
	return true;
}

static bool
compile(struct schema *s, xmlDoc *d, struct err *err)
{
	const xmlNode *root = xmlDocGetRootElement(d);
	xmlRelaxNGParserCtxt *r = NULL;
	xmlSchemaParserCtxt *x = NULL;

	if (root->ns != NULL && strcmp((const char *)root->ns->href, XSD) == 0)
		x = xmlSchemaNewDocParserCtxt(d);
	else
		r = xmlRelaxNGNewDocParserCtxt(d);
	if (x != NULL) {
		xmlSchemaSetParserStructuredErrors(x, keep_first, err);
		s->xsd = xmlSchemaParse(x);
	} else if (r != NULL) {
		xmlRelaxNGSetParserStructuredErrors(r, keep_first, err);
		s->rng = xmlRelaxNGParse(r);
	}
	xmlSchemaFreeParserCtxt(x);
	xmlRelaxNGFreeParserCtxt(r);
	return s->xsd != NULL || s->rng != NULL;
}

/* All are read first, as any foreign file; the one named main is given back. */
static xmlDoc *
read_all(const struct schema_file *files, size_t n, const char *main,
    struct err *err)
{
	static const struct guard g = {SCHEMA_BYTES, 64, 256, 64, false};
	xmlDoc *found = NULL;
	size_t bytes = 0;
	bool ok = true;

	for (size_t i = 0; ok && i < n; i++) {
		struct err why = {0};
		xmlDoc *d =
		    doc_parse(files[i].text, strlen(files[i].text), &g, &why);

		bytes += strlen(files[i].text);
		if (d == NULL)
			ok = refuse(
			    "schema-set-file", files[i].name, 0, why.code, err);
		else if (n > SCHEMA_FILES || bytes > SCHEMA_BYTES)
			ok = refuse(
			    "schema-set-large", files[i].name, 0, "", err);
		else
			ok = inside(files, n, files[i].name,
			    xmlDocGetRootElement(d), err);
		if (strcmp(files[i].name, main) == 0 && found == NULL)
			found = d;
		else
			xmlFreeDoc(d);
	}
	if (ok && found == NULL)
		ok = refuse("schema-set-file", main, 0, "", err);
	if (ok)
		return found;
	xmlFreeDoc(found);
	return NULL;
}

struct schema *
schema_of(const struct schema_file *files, size_t n, const char *main,
    struct err *err)
{
	struct schema *s = calloc(1, sizeof(*s));
	xmlDoc *d = s != NULL ? read_all(files, n, main, err) : NULL;
	struct err why = {0};
	bool ok = false;

	if (d != NULL) {
		load_give(files, n);
		ok = compile(s, d, &why);
		load_give(NULL, 0);
		if (!ok)
			refuse("schema-set-wrong", main, 0, why.detail, err);
	} else {
		err_fail(err, ERR_BUSY, "busy", "schema");
	}
	xmlFreeDoc(d);
	if (ok)
		return s;
	free(s);
	return NULL;
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

static int
check_rng(struct schema *s, xmlDoc *d, struct findings *f)
{
	xmlRelaxNGValidCtxt *c = xmlRelaxNGNewValidCtxt(s->rng);
	int rc = -1;

	if (c != NULL) {
		xmlRelaxNGSetValidStructuredErrors(c, collect, f);
		rc = xmlRelaxNGValidateDoc(c, d);
		xmlRelaxNGFreeValidCtxt(c);
	}
	return rc;
}

static int
check_xsd(struct schema *s, xmlDoc *d, struct findings *f)
{
	xmlSchemaValidCtxt *c = xmlSchemaNewValidCtxt(s->xsd);
	int rc = -1;

	if (c != NULL) {
		xmlSchemaSetValidStructuredErrors(c, collect, f);
		rc = xmlSchemaValidateDoc(c, d);
		xmlSchemaFreeValidCtxt(c);
	}
	return rc;
}

bool
schema_check(struct schema *s, xmlDoc *d, schema_report *report, void *ctx)
{
	struct findings f = {.n = 0};
	int rc = s->xsd != NULL ? check_xsd(s, d, &f) : check_rng(s, d, &f);

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
