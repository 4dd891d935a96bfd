/* flow.c: see flow.h. What lives as long as the process. */
#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "base/log.h"
#include "flow/flow_private.h"
#include "flow/release.h"
#include "xml/doc.h"
#include "xml/mem.h"

static bool
sheet_add(struct flow *f, const char *folder, const char *file, struct err *err)
{
	size_t len = strlen(file);
	struct named_sheet *s;
	char path[4096];

	if (len < 5 || strcmp(file + len - 4, ".xsl") != 0)
		return true;
	s = realloc(f->sheets, (f->n_sheets + 1) * sizeof(*s));
	if (s == NULL)
		return err_fail(err, ERR_BUSY, "memory", "letter sheets");
	f->sheets = s;
	s += f->n_sheets;
	s->folder = folder;
	snprintf(s->name, sizeof(s->name), "%.*s", (int)(len - 4), file);
	snprintf(path, sizeof(path), "%s/xslt/%s/%s", f->root, folder, file);
	if ((s->sheet = sheet_load(f->letter_sheets, path, err)) == NULL)
		return false;
	f->n_sheets++;
	return true;
}

static bool
sheets_load(struct flow *f, const char *folder, struct err *err)
{
	struct dirent *e;
	char path[4096];
	bool ok = true;
	DIR *d;

	snprintf(path, sizeof(path), "%s/xslt/%s", f->root, folder);
	if ((d = opendir(path)) == NULL)
		return err_fail(err, ERR_BUG, "start", "%s: not there", path);
	while (ok && (e = readdir(d)) != NULL)
		ok = sheet_add(f, folder, e->d_name, err);
	closedir(d);
	return ok;
}

struct flow *
flow_open(const char *root, const char *fonts, struct err *err)
{
	struct flow *f = calloc(1, sizeof(*f));
	char path[4096];

	if (f == NULL || (f->root = strdup(root)) == NULL) {
		err_fail(err, ERR_BUSY, "memory", "flow");
		goto bad;
	}
	if (!release_files(root, err))
		goto bad;
	snprintf(path, sizeof(path), "%s/xslt/schema/letter.rng", root);
	if ((f->letter_schema = schema_load(path, err)) == NULL)
		goto bad;
	if ((f->fonts = fonts_open(fonts, err)) == NULL)
		goto bad;
	if ((f->letter_sheets = sheets_new(err)) == NULL ||
	    !sheets_load(f, "letter", err) || !sheets_load(f, "message", err))
		goto bad;
	return f;
bad:
	flow_close(f);
	return NULL;
}

void
flow_close(struct flow *f)
{
	size_t i;

	if (f == NULL)
		return;
	for (i = 0; i < f->n_published; i++)
		procedure_free(f->published[i].procedure);
	free(f->sheets);
	sheets_free(f->letter_sheets);
	free(f->published);
	if (f->letter_schema)
		schema_free(f->letter_schema);
	if (f->fonts)
		fonts_close(f->fonts);
	issuer_free(f->issuer);
	free(f->root);
	free(f);
}

const struct sheet *
flow_sheet(const struct flow *f, const char *folder, const char *name)
{
	size_t i;

	for (i = 0; i < f->n_sheets; i++)
		if (strcmp(f->sheets[i].folder, folder) == 0 &&
		    strcmp(f->sheets[i].name, name) == 0)
			return f->sheets[i].sheet;
	return NULL;
}

const struct fonts *
flow_fonts(const struct flow *f)
{
	return f->fonts;
}

static void
report_log(void *ctx, int line, const char *text)
{
	log_line(LOG_WARN, "procedure version %s, line %d: %s",
	    (const char *)ctx, line, text);
}

static bool
published_add(struct flow *f, const char *id, const char *from,
    const char *until, const char *source, struct err *err)
{
	struct published *p;
	xmlDoc *doc;

	p = realloc(f->published, (f->n_published + 1) * sizeof(*p));
	if (p == NULL)
		return err_fail(err, ERR_BUSY, "memory", "procedures");
	f->published = p;
	p += f->n_published;
	snprintf(p->version_id, sizeof(p->version_id), "%s", id);
	snprintf(p->from, sizeof(p->from), "%s", from);
	snprintf(p->until, sizeof(p->until), "%s", until);
	if ((doc = doc_parse(source, strlen(source), NULL, err)) == NULL)
		return false;
	node_trim(xmlDocGetRootElement(doc));
	p->procedure = procedure_new(doc, report_log, p->version_id, err);
	if (p->procedure == NULL)
		return false;
	f->n_published++;
	return true;
}

const struct procedure *
flow_find(const struct flow *f, const char *id)
{
	size_t i;

	for (i = 0; i < f->n_published; i++)
		if (strcmp(f->published[i].version_id, id) == 0)
			return f->published[i].procedure;
	return NULL;
}

bool
flow_load_all(struct flow *f, struct db *db, struct err *err)
{
	struct rows *r = NULL;
	size_t i;

	if (f->all)
		return true;
	if (!release_database(db, err) || !db_call(db, "procedure_sources", 1,
					      (const char *[]){NULL}, &r, err))
		return false;
	for (i = 0; i < rows_count(r); i++)
		if (flow_find(f, rows_get(r, i, "version_id")) == NULL &&
		    !published_add(f, rows_get(r, i, "version_id"),
			rows_get(r, i, "valid_from"),
			rows_get(r, i, "valid_until"), rows_get(r, i, "source"),
			err))
			goto out;
	f->all = true;
out:
	rows_free(r);
	return f->all;
}

const struct procedure *
flow_procedure(
    struct flow *f, struct db *db, const char *version_id, struct err *err)
{
	const struct procedure *p = flow_find(f, version_id);
	struct arena *a;
	struct rows *r = NULL;

	if (p != NULL)
		return p;
	if (!db_call(db, "procedure_sources", 1, &version_id, &r, err))
		return NULL;
	a = xmlmem_leave(); /* it outlives the request */
	if (rows_count(r) == 1 &&
	    published_add(f, version_id, rows_get(r, 0, "valid_from"),
		rows_get(r, 0, "valid_until"), rows_get(r, 0, "source"), err))
		p = f->published[f->n_published - 1].procedure;
	if (a)
		xmlmem_enter(a);
	if (p == NULL)
		err_fail(
		    err, ERR_NOTFOUND, "procedure", "version %s", version_id);
	rows_free(r);
	return p;
}

const struct procedure *
flow_nth(const struct flow *f, size_t i)
{
	return i < f->n_published ? f->published[i].procedure : NULL;
}

const struct procedure *
flow_current(const struct flow *f, const char *name, const char *today)
{
	const struct published *best = NULL, *p;
	size_t i;

	for (i = 0; i < f->n_published; i++) {
		p = &f->published[i];
		if (strcmp(procedure_name(p->procedure), name) != 0)
			continue;
		if (strcmp(p->from, today) > 0 ||
		    (p->until[0] && strcmp(p->until, today) < 0))
			continue;
		if (best == NULL || strcmp(p->from, best->from) > 0)
			best = p;
	}
	return best ? best->procedure : NULL;
}

const struct procedure *
flow_version(const struct flow *f, const char *name, const char *version)
{
	for (size_t i = 0; i < f->n_published; i++) {
		const struct procedure *p = f->published[i].procedure;
		const char *v = node_attr(procedure_root(p), "version");

		if (name != NULL && version != NULL && v != NULL &&
		    strcmp(procedure_name(p), name) == 0 &&
		    strcmp(v, version) == 0)
			return p;
	}
	return NULL;
}
