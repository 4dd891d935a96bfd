/* exchange_schema.c: GET schema/: what partners build against. */
#include <glob.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "fcgi/exchange.h"
#include "xml/doc.h"
#include "xml/sheet.h"

static const char *const langs[] = {"zh-CN", "en"};
enum { LANGS = sizeof(langs) / sizeof(*langs) };

struct leaf {
	char *name; /* NAME.rng or example/NAME.xml */
	struct buf bytes;
};

struct leaves {
	struct leaf *list;
	size_t n;
	struct buf page[LANGS];
};

void
leaves_free(struct leaves *l)
{
	if (l == NULL)
		return;
	for (size_t i = 0; i < l->n; i++) {
		free(l->list[i].name);
		buf_clear(&l->list[i].bytes);
	}
	for (size_t i = 0; i < LANGS; i++)
		buf_clear(&l->page[i]);
	free(l->list);
	free(l);
}

/* A schema also goes into the page's document. */
static bool
add_schema(
    xmlNode *page, const struct leaf *f, const char *path, struct err *err)
{
	xmlNode *n = node_add(page, "schema", NULL);
	xmlDoc *d;
	bool ok;

	if (strstr(f->name, ".rng") == NULL) {
		node_set(n, "example", f->name);
		return true;
	}
	if ((d = doc_load(path, err)) == NULL)
		return false;
	node_set(n, "file", f->name);
	ok = node_graft(n, xmlDocGetRootElement(d)) != NULL ||
	     err_fail(err, ERR_BUSY, "memory", "schema");
	xmlFreeDoc(d);
	return ok;
}

static bool
load_all(struct leaves *l, const char *root, xmlNode *page, struct err *err)
{
	char pattern[4096];
	size_t skip;
	glob_t g = {0};
	bool ok = true;

	snprintf(pattern, sizeof(pattern), "%s/xslt/schema/message/", root);
	skip = strlen(pattern);
	strcat(pattern, "*.rng");
	ok = glob(pattern, 0, NULL, &g) == 0;
	strcpy(pattern + skip, "example/*.xml");
	if (ok)
		glob(pattern, GLOB_APPEND, NULL, &g);
	ok = ok && (l->list = calloc(g.gl_pathc, sizeof(*l->list))) != NULL;
	if (!ok)
		err_fail(err, ERR_BUG, "start", "%s", pattern);
	for (size_t i = 0; ok && i < g.gl_pathc; i++) {
		struct leaf *f = &l->list[l->n++];

		f->name = strdup(g.gl_pathv[i] + skip);
		ok = file_read(g.gl_pathv[i], &f->bytes, err) &&
		     add_schema(page, f, g.gl_pathv[i], err);
	}
	globfree(&g);
	return ok;
}

static bool
make_pages(struct leaves *l, const char *root, xmlDoc *d, struct err *err)
{
	char path[4096];
	struct sheets *all = sheets_new(err);
	struct sheet *s = NULL;

	snprintf(path, sizeof(path), "%s/xslt/page/exchange_schema.xsl", root);
	if (all != NULL)
		s = sheet_load(all, path, err);
	for (size_t i = 0; s != NULL && i < LANGS; i++) {
		const char *params[] = {"lang", langs[i], NULL};

		node_set(xmlDocGetRootElement(d), "lang", langs[i]);
		if (!sheet_html(s, d, params, &l->page[i], err))
			s = NULL;
	}
	sheets_free(all);
	return s != NULL;
}

struct leaves *
leaves_load(const char *root, const char *name, struct err *err)
{
	struct leaves *l = calloc(1, sizeof(*l));
	xmlDoc *d = xmlNewDoc(BAD_CAST "1.0");
	xmlNode *page =
	    d ? xmlNewDocNode(d, NULL, BAD_CAST "page", NULL) : NULL;
	bool ok = l != NULL && page != NULL;

	if (!ok)
		err_fail(err, ERR_BUSY, "memory", "schemas");
	if (page != NULL) {
		xmlDocSetRootElement(d, page);
		node_set(page, "name", "exchange_schema");
		node_set(page, "path", EXCHANGE_PATH "schema/");
		node_set(page, "uri", EXCHANGE_PATH "schema/");
		node_add(node_add(page, "site", NULL), "name", name);
	}
	ok = ok && load_all(l, root, page, err) && make_pages(l, root, d, err);
	xmlFreeDoc(d);
	if (ok)
		return l;
	leaves_free(l);
	return NULL;
}

static void
send_leaf(struct call *c, const struct buf *b, const char *type)
{
	serve_send(c->r, 200, type, b->data, b->len);
}

/* As the portal does: what was chosen there holds here. */
static bool
english(struct call *c)
{
	const char *query = serve_query(c->r);
	const char *view = serve_cookie(c->r, "kb_view");

	if (strncmp(query, "lang=", 5) == 0)
		return strcmp(query, "lang=en") == 0;
	return view != NULL && strncmp(view, "en", 2) == 0;
}

void
call_schema(struct call *c)
{
	const struct leaves *l = c->x->leaves;
	const char *name = c->path + strlen("schema/");

	if (*name == '\0') {
		send_leaf(c, &l->page[english(c)], "text/html; charset=utf-8");
		return;
	}
	for (size_t i = 0; i < l->n; i++)
		if (strcmp(l->list[i].name, name) == 0) {
			send_leaf(c, &l->list[i].bytes, "application/xml");
			return;
		}
	err_fail(&c->err, ERR_NOTFOUND, "not-found", "%s", name);
	call_refuse(c);
}
