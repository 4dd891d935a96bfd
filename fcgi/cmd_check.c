/* cmd_check.c: validates files without a database: file, line, rule. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "fcgi/cmd.h"
#include "flow/procedure.h"
#include "flow/release.h"
#include "xml/doc.h"
#include "xml/schema.h"

struct check {
	const char *path;
	size_t errors;
};

static void
check_report(void *ctx, int line, const char *text)
{
	struct check *c = ctx;

	c->errors++;
	fprintf(stderr, "%s:%d: %s\n", c->path, line, text);
}

static bool
check_schema(struct check *c, xmlDoc *doc, const char *name)
{
	struct schema *s;
	struct err err = {0};
	char path[4200];
	bool ok;

	snprintf(path, sizeof(path), "%s/xslt/schema/%s.rng", cmd_root(), name);
	if ((s = schema_load(path, &err)) == NULL) {
		cmd_failed(path, &err);
		return false;
	}
	ok = schema_check(s, doc, check_report, c);
	schema_free(s);
	return ok;
}

static int
check_procedure(struct check *c, xmlDoc *doc)
{
	struct procedure *p;
	struct err err = {0};

	if (!check_schema(c, doc, "procedure")) {
		xmlFreeDoc(doc);
		return 1;
	}
	if ((p = procedure_new(doc, check_report, c, &err)) == NULL)
		return c->errors ? 1 : cmd_failed(c->path, &err);
	printf("%s: right: procedure %s\n", c->path, procedure_name(p));
	procedure_free(p);
	return 0;
}

static int
check_letter(struct check *c, xmlDoc *doc)
{
	int status = 1;

	if (check_schema(c, doc, "letter"))
		status = cmd_check_letter(doc, c->path);
	xmlFreeDoc(doc);
	return status;
}

/* The namespace of the root tells what the file is. */
static int
check_file(const char *path)
{
	struct check c = {.path = path};
	struct err err = {0};
	const xmlNode *root;
	const char *ns;
	xmlDoc *doc;

	if ((doc = doc_load(path, &err)) == NULL)
		return cmd_failed(path, &err);
	root = xmlDocGetRootElement(doc);
	ns = root->ns ? (const char *)root->ns->href : "";
	if (strcmp(ns, "urn:kuaibao:procedure:1") == 0)
		return check_procedure(&c, doc);
	if (strcmp(ns, "urn:kuaibao:letter:1") == 0)
		return check_letter(&c, doc);
	fprintf(stderr, "%s:%ld: neither a procedure nor a letter: {%s}%s\n",
	    path, xmlGetLineNo(root), ns, (const char *)root->name);
	xmlFreeDoc(doc);
	return 1;
}

int
cmd_check(int argc, char **argv)
{
	struct err err = {0};
	int i, status = 0;

	if (argc < 2)
		return cmd_usage("check FILE...");
	if (!release_files(cmd_root(), &err))
		return cmd_failed("check", &err);
	for (i = 1; i < argc; i++)
		status |= check_file(argv[i]);
	return status;
}
