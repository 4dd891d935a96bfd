/* schemas.c: see schemas.h. */
#include "exchange/schemas.h"

#include <glob.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "xml/doc.h"

struct entry {
	char *ns;
	struct schema *schema;
};

struct schemas {
	struct entry *list;
	size_t n;
};

static bool
load(struct entry *e, const char *path, struct err *err)
{
	const char *ns;
	xmlDoc *d = doc_load(path, err);

	if (d == NULL)
		return false;
	ns = node_attr(xmlDocGetRootElement(d), "ns");
	if (ns == NULL)
		err_fail(err, ERR_BUG, "bug", "%s: no ns", path);
	else if ((e->ns = strdup(ns)) == NULL)
		err_fail(err, ERR_BUSY, "memory", "schemas");
	else
		e->schema = schema_load(path, err);
	xmlFreeDoc(d);
	return e->schema != NULL;
}

struct schemas *
schemas_load(const char *dir, struct err *err)
{
	struct schemas *s = calloc(1, sizeof(*s));
	char pattern[4096];
	glob_t g = {0};
	bool ok = s != NULL;

	snprintf(pattern, sizeof(pattern), "%s/*.rng", dir);
	if (ok && glob(pattern, 0, NULL, &g) == 0)
		ok = (s->list = calloc(g.gl_pathc, sizeof(*s->list))) != NULL;
	if (!ok)
		err_fail(err, ERR_BUSY, "memory", "schemas");
	for (size_t i = 0; ok && i < g.gl_pathc; i++)
		if (strstr(g.gl_pathv[i], "/envelope.rng") == NULL)
			ok = load(&s->list[s->n++], g.gl_pathv[i], err);
	globfree(&g);
	if (ok)
		return s;
	schemas_free(s);
	return NULL;
}

void
schemas_free(struct schemas *s)
{
	if (s == NULL)
		return;
	for (size_t i = 0; i < s->n; i++) {
		schema_free(s->list[i].schema);
		free(s->list[i].ns);
	}
	free(s->list);
	free(s);
}

struct schema *
schemas_find(const struct schemas *s, const char *ns)
{
	for (size_t i = 0; i < s->n; i++)
		if (strcmp(s->list[i].ns, ns) == 0)
			return s->list[i].schema;
	return NULL;
}
