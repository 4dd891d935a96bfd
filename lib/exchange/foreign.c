/* foreign.c: see foreign.h. */
#include "exchange/foreign.h"

#include <stdlib.h>
#include <string.h>

#include "base/log.h"

struct foreign {
	struct foreign_set *list;
	size_t n;
};

struct foreign *
foreign_new(void)
{
	return calloc(1, sizeof(struct foreign));
}

static void
set_clear(struct foreign_set *s)
{
	free((char *)s->ns);
	free((char *)s->version);
	free((char *)s->root);
	free((char *)s->means);
	if (s->schema != NULL)
		schema_free(s->schema);
	mapping_free(s->mapping);
}

void
foreign_free(struct foreign *f)
{
	if (f == NULL)
		return;
	for (size_t i = 0; i < f->n; i++)
		set_clear(&f->list[i]);
	free(f->list);
	free(f);
}

static bool
names_valid(const struct foreign_source *s, struct err *err)
{
	const char *bad = NULL;

	if (s->ns == NULL || *s->ns == '\0' || strlen(s->ns) > 200 ||
	    strncmp(s->ns, "urn:kuaibao:", 12) == 0)
		bad = "namespace";
	else if (s->version == NULL || *s->version == '\0' ||
		 strspn(s->version, "0123456789.") != strlen(s->version))
		bad = "version";
	else if (s->root == NULL || xmlValidateNCName(BAD_CAST s->root, 0) != 0)
		bad = "root";
	else if (s->means == NULL || s->main == NULL || s->mapping == NULL)
		bad = "message, main or mapping";
	if (bad == NULL)
		return true;
	err_arg(err, bad);
	return err_fail(err, ERR_INPUT, "schema-set-name", "%s", bad);
}

bool
foreign_add(struct foreign *f, const struct foreign_source *s, struct err *err)
{
	struct foreign_set *list, *k;

	if (!names_valid(s, err))
		return false;
	list = realloc(f->list, (f->n + 1) * sizeof(*list));
	if (list == NULL)
		return err_fail(err, ERR_BUSY, "memory", "schema set");
	f->list = list;
	k = &list[f->n];
	*k = (struct foreign_set){.ns = strdup(s->ns),
	    .version = strdup(s->version),
	    .root = strdup(s->root),
	    .means = strdup(s->means)};
	if (k->ns == NULL || k->version == NULL || k->root == NULL ||
	    k->means == NULL)
		err_fail(err, ERR_BUSY, "memory", "schema set");
	else if ((k->schema = schema_of(s->files, s->n, s->main, err)) != NULL)
		k->mapping = mapping_of(s->mapping, err);
	if (k->mapping != NULL) {
		f->n++;
		return true;
	}
	set_clear(k);
	return false;
}

/* One row of exchange_schema_sets, with its files. */
static bool
read_one(struct foreign *f, struct db *db, const struct rows *sets, size_t i,
    struct err *err)
{
	const char *id = rows_get(sets, i, "schema_set_id");
	struct schema_file files[SCHEMA_FILES];
	struct foreign_source s = {.ns = rows_get(sets, i, "namespace"),
	    .version = rows_get(sets, i, "version"),
	    .root = rows_get(sets, i, "root"),
	    .means = rows_get(sets, i, "means"),
	    .main = rows_get(sets, i, "main"),
	    .mapping = rows_get(sets, i, "mapping"),
	    .files = files};
	struct rows *r = NULL;
	struct err why = {0};

	if (!db_call(db, "exchange_schema_files", 1, &id, &r, err))
		return false;
	for (; s.n < rows_count(r) && s.n < SCHEMA_FILES; s.n++)
		files[s.n] = (struct schema_file){
		    rows_get(r, s.n, "name"), rows_get(r, s.n, "source")};
	if (!foreign_add(f, &s, &why))
		log_err(LOG_ERROR, "schema set", &why);
	rows_free(r);
	return true;
}

bool
foreign_read(struct foreign *f, struct db *db, struct err *err)
{
	struct rows *sets = NULL;
	bool ok = db_call(db, "exchange_schema_sets", 0, NULL, &sets, err);

	for (size_t i = 0; ok && i < rows_count(sets); i++)
		ok = read_one(f, db, sets, i, err);
	rows_free(sets);
	return ok;
}

static bool
fits(const struct envelope *e, const char *ns, const char *version,
    const char *root)
{
	return strcmp(ns, e->profile) == 0 &&
	       strcmp(version, e->version) == 0 &&
	       strcmp(root, (const char *)e->payload->name) == 0;
}

const struct foreign_set *
foreign_find(const struct foreign *f, const struct envelope *e)
{
	for (size_t i = 0; f != NULL && i < f->n; i++) {
		const struct foreign_set *s = &f->list[i];

		if (fits(e, s->ns, s->version, s->root))
			return s;
	}
	return NULL;
}

bool
foreign_none(const struct envelope *e, struct db *db, struct err *err)
{
	struct rows *r = NULL;
	bool ok = db_call(db, "exchange_schema_sets", 0, NULL, &r, err);

	for (size_t i = 0; ok && i < rows_count(r); i++)
		if (fits(e, rows_get(r, i, "namespace"),
			rows_get(r, i, "version"), rows_get(r, i, "root")))
			ok = err_fail(err, ERR_BUSY, "schema-set-stale", "%s",
			    e->profile);
	rows_free(r);
	return ok;
}

/* What a schema said, until the tree is whole again. */
struct said {
	struct arena *a;
	int line[FINDINGS_MOST];
	const char *text[FINDINGS_MOST];
	size_t n;
};

static void
hear(void *ctx, int line, const char *text)
{
	struct said *s = ctx;

	if (s->n == FINDINGS_MOST)
		return;
	s->line[s->n] = line;
	s->text[s->n++] = arena_strdup(s->a, text);
}

/* The first element of that line, n or below it. */
static const xmlNode *
element_at(const xmlNode *n, int line)
{
	const xmlNode *c, *found;

	if (xmlGetLineNo(n) >= line)
		return n;
	for (c = n->children; c != NULL; c = c->next)
		if (c->type == XML_ELEMENT_NODE &&
		    (found = element_at(c, line)) != NULL)
			return found;
	return NULL;
}

bool
payload_check(struct schema *s, const struct envelope *e, struct report *r,
    struct err *err)
{
	xmlNode *payload = (xmlNode *)e->payload, *body = payload->parent,
		*next = payload->next, *root;
	struct said said = {.a = r->a};
	const xmlNode *at;
	bool ok;

	root = xmlDocSetRootElement(e->doc, payload);
	ok = schema_check(s, e->doc, hear, &said);
	xmlDocSetRootElement(e->doc, root);
	if (next != NULL)
		xmlAddPrevSibling(next, payload);
	else
		xmlAddChild(body, payload);
	for (size_t i = 0; i < said.n; i++) {
		at = element_at(payload, said.line[i]);
		report_fail(r, ERR_INPUT, "schema", at != NULL ? at : payload,
		    said.text[i], err);
	}
	return ok;
}

/* What came of a mapping, by our own schema: its lines mean nothing to the
 * sender. */
static bool
meant_check(struct schema *s, xmlDoc *d, const struct envelope *e,
    struct report *r, struct err *err)
{
	struct said said = {.a = r->a};
	bool ok = schema_check(s, d, hear, &said);

	for (size_t i = 0; i < said.n; i++)
		report_fail(
		    r, ERR_INPUT, "mapping", e->payload, said.text[i], err);
	return ok;
}

bool
foreign_take(const struct foreign_set *s, const struct schemas *ours,
    const struct envelope *e, xmlDoc **out, struct report *r, struct err *err)
{
	struct schema *own = schemas_find(ours, s->means);
	struct err why = {0};
	bool ok;

	*out = NULL;
	if (!payload_check(s->schema, e, r, err))
		return false;
	if (own == NULL)
		return err_fail(err, ERR_BUG, "bug", "no schema %s", s->means);
	if ((*out = mapping_run(s->mapping, e->doc, &why)) == NULL) {
		if (why.kind != ERR_INPUT) {
			*err = why;
			return false;
		}
		return report_fail(
		    r, ERR_INPUT, "mapping", e->payload, why.arg, err);
	}
	ok = meant_check(own, *out, e, r, err);
	if (!ok) {
		xmlFreeDoc(*out);
		*out = NULL;
	}
	return ok;
}
