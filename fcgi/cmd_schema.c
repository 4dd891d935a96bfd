/* cmd_schema.c: vocabularies of others: sets of schemas, each with a sheet that
 * says what its payloads mean here. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "db/call.h"
#include "exchange/foreign.h"
#include "fcgi/cmd.h"
#include "xml/doc.h"

static const char usage[] =
    "schema-set check FOLDER... | add FOLDER... | end NAME | list";

/* A folder: set.xml and the files that it names.
 *   <schema-set name namespace version root main mapping means [example]>
 *     <title xml:lang="zh-CN"/> <title xml:lang="en"/> <file name/>*
 *   </schema-set>
 * `main` and `mapping` are among the files; `example` is an unsigned <x:message>
 * that must pass. */
struct folder {
	const char *path;
	xmlDoc *doc;
	const xmlNode *root;
	struct schema_file files[SCHEMA_FILES]; /* without the mapping */
	struct buf bytes[SCHEMA_FILES];
	size_t n, read;
	const char *mapping;
};

static bool
folder_file(
    const struct folder *f, const char *name, struct buf *b, struct err *err)
{
	char path[4096];

	if (name == NULL || strchr(name, '/') != NULL || *name == '.') {
		err_arg(err, name != NULL ? name : "");
		return err_fail(err, ERR_INPUT, "schema-set-file", "name");
	}
	snprintf(path, sizeof(path), "%s/%s", f->path, name);
	return file_read(path, b, err);
}

static bool
folder_open(struct folder *f, const char *path, struct err *err)
{
	const char *mapping;
	const xmlNode *n;
	char set[4096];

	*f = (struct folder){.path = path};
	snprintf(set, sizeof(set), "%s/set.xml", path);
	if ((f->doc = doc_load(set, err)) == NULL)
		return false;
	f->root = xmlDocGetRootElement(f->doc);
	if ((mapping = node_attr(f->root, "mapping")) == NULL)
		mapping = "";
	for (n = node_child(f->root, "file"); n != NULL; n = node_next(n)) {
		const char *name = node_attr(n, "name");
		struct buf *b = &f->bytes[f->read];

		if (f->read == SCHEMA_FILES)
			return err_fail(
			    err, ERR_INPUT, "schema-set-large", "%s", path);
		if (!folder_file(f, name, b, err))
			return false;
		f->read++;
		if (strcmp(name, mapping) == 0)
			f->mapping = b->data;
		else
			f->files[f->n++] = (struct schema_file){
			    name, b->len > 0 ? b->data : ""};
	}
	return true;
}

static void
folder_close(struct folder *f)
{
	for (size_t i = 0; i < f->read; i++)
		buf_clear(&f->bytes[i]);
	xmlFreeDoc(f->doc);
}

static void
tell(const struct report *r)
{
	for (const struct finding *f = r->first; f != NULL; f = f->next)
		fprintf(
		    stderr, "    line %d %s %s\n", f->line, f->xpath, f->en);
}

/* The folder's own example, all the way to what it means. */
static bool
try_example(const struct folder *f, const struct foreign *all, struct buf *out,
    struct err *err)
{
	struct arena *a = arena_new(64 << 20);
	struct schemas *ours = NULL;
	struct envelope e = {0};
	const struct foreign_set *s;
	struct report r;
	struct buf b = {0};
	xmlDoc *d = NULL, *meant = NULL;
	char path[4096];
	bool ok;

	report_init(&r, a);
	snprintf(path, sizeof(path), "%s/xslt/schema/message", cmd_root());
	ok = (ours = schemas_load(path, err)) != NULL &&
	     folder_file(f, node_attr(f->root, "example"), &b, err) &&
	     envelope_parse(b.data, b.len, &d, &r, err) &&
	     envelope_read(d, &e, &r, err);
	if (ok && (s = foreign_find(all, &e)) == NULL)
		ok = report_fail(&r, ERR_INPUT, "profile-unknown", e.payload,
		    e.profile, err);
	ok = ok && foreign_take(s, ours, &e, &meant, &r, err) &&
	     node_write(xmlDocGetRootElement(meant), out, err);
	if (!ok)
		tell(&r);
	xmlFreeDoc(meant);
	xmlFreeDoc(d);
	buf_clear(&b);
	if (ours != NULL)
		schemas_free(ours);
	arena_free(a);
	return ok;
}

/* Compiles, and tries its example; `out` (may be NULL): what that means. */
static bool
check(const struct folder *f, struct buf *out, struct err *err)
{
	const struct foreign_source s = {.ns = node_attr(f->root, "namespace"),
	    .version = node_attr(f->root, "version"),
	    .root = node_attr(f->root, "root"),
	    .means = node_attr(f->root, "means"),
	    .main = node_attr(f->root, "main"),
	    .mapping = f->mapping,
	    .files = f->files,
	    .n = f->n};
	struct foreign *all = foreign_new();
	bool ok;

	ok = all != NULL ? foreign_add(all, &s, err)
			 : err_fail(err, ERR_BUSY, "memory", "schema set");
	if (ok && node_attr(f->root, "example") != NULL)
		ok = try_example(f, all, out, err);
	foreign_free(all);
	return ok;
}

static const char *
title(const struct folder *f, const char *lang)
{
	const xmlNode *n = node_child(f->root, "title");

	for (; n != NULL; n = node_next(n))
		if (strcmp((const char *)xmlNodeGetLang(n), lang) == 0)
			return node_text(n);
	return node_attr(f->root, "name");
}

static bool
files_text(const struct folder *f, struct buf *out, struct err *err)
{
	xmlDoc *d = xmlNewDoc(BAD_CAST "1.0");
	xmlNode *root = xmlNewDocNode(d, NULL, BAD_CAST "files", NULL), *n;
	bool ok = true;

	xmlDocSetRootElement(d, root);
	for (size_t i = 0; i < f->n; i++) {
		n = node_add(root, "file", f->files[i].text);
		node_set(n, "name", f->files[i].name);
		ok = ok && n != NULL;
	}
	n = node_add(root, "file", f->mapping);
	node_set(n, "name", node_attr(f->root, "mapping"));
	ok = ok && n != NULL && node_write(root, out, err);
	xmlFreeDoc(d);
	return ok || err_fail(err, ERR_BUSY, "memory", "schema set");
}

static int
set_add(const struct folder *f, struct err *err)
{
	struct buf files = {0};
	int status = 1;

	if (files_text(f, &files, err))
		status = cmd_call(f->path, "schema_set_add", 10,
		    (const char *[]){node_attr(f->root, "name"),
			node_attr(f->root, "namespace"),
			node_attr(f->root, "version"),
			node_attr(f->root, "root"), node_attr(f->root, "main"),
			node_attr(f->root, "mapping"),
			node_attr(f->root, "means"), title(f, "zh-CN"),
			title(f, "en"), files.data},
		    NULL);
	buf_clear(&files);
	return status;
}

static int
set_folder(const char *path, bool add)
{
	struct folder f;
	struct err err = {0};
	struct buf out = {0};
	int status = 1;

	if (folder_open(&f, path, &err) && check(&f, &out, &err))
		status = add ? set_add(&f, &err) : 0;
	if (status == 0)
		printf("%s: right\n", path);
	if (status == 0 && !add && out.len > 0)
		printf("%s\n", out.data);
	if (err.kind != ERR_NONE)
		cmd_failed(path, &err);
	buf_clear(&out);
	folder_close(&f);
	return status;
}

static int
set_list(void)
{
	struct rows *r = NULL;
	int status = cmd_call("schema-set", "schema_set_list", 0, NULL, &r);

	for (size_t i = 0; i < rows_count(r); i++)
		printf("%s\t%s\t%s\t{%s}%s\t%s\n", rows_get(r, i, "name"),
		    rows_get(r, i, "at"), rows_get(r, i, "version"),
		    rows_get(r, i, "namespace"), rows_get(r, i, "root"),
		    rows_get(r, i, "means"));
	rows_free(r);
	return status;
}

int
cmd_schema_set(int argc, char **argv)
{
	const char *verb = argc > 1 ? argv[1] : "";
	bool add = strcmp(verb, "add") == 0;
	int status = 0;

	if (argc == 2 && strcmp(verb, "list") == 0)
		return set_list();
	if (argc == 3 && strcmp(verb, "end") == 0)
		return cmd_call(argv[2], "schema_set_end", 1,
		    (const char *[]){argv[2]}, NULL);
	if (argc < 3 || (!add && strcmp(verb, "check") != 0))
		return cmd_usage(usage);
	for (int i = 2; i < argc && status == 0; i++)
		status = set_folder(argv[i], add);
	return status;
}
