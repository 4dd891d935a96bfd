/* sheets.c: see sheets.h and sheet.h. */
#include "xml/sheets.h"

#include <libxml/hash.h>
#include <libxml/uri.h>
#include <libxslt/imports.h>
#include <libxslt/xsltutils.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "xml/doc.h"
#include "xml/load.h"

struct module { /* one file */
	char *path;
	xsltStylesheet *xslt; /* NULL: it did not load */
	char *import[CHAIN];  /* paths, in their order */
	size_t n;
	bool quick; /* taken over */
	struct module *next;
};

void
complain(void *ctx, const char *fmt, ...)
{
	struct complaint *c = ctx;
	size_t room = sizeof(c->text) - c->n;
	va_list ap;
	int n;

	va_start(ap, fmt);
	n = vsnprintf(c->text + c->n, room, fmt, ap);
	va_end(ap);
	if (n > 0)
		c->n += (size_t)n < room ? (size_t)n : room - 1;
}

void
complain_xml(void *ctx, xmlErrorPtr e)
{
	if (e != NULL && e->message != NULL)
		complain(ctx, "%s:%d: %s", e->file != NULL ? e->file : "?",
		    e->line, e->message);
	else if (e != NULL && e->domain == XML_FROM_XPATH)
		complain(ctx, "XPath error %d at %d in %s\n", e->code, e->int1,
		    e->str1 != NULL ? e->str1 : "?");
}

xsltSecurityPrefs *
sheets_forbid(void)
{
	static const xsltSecurityOption all[] = {XSLT_SECPREF_READ_FILE,
	    XSLT_SECPREF_WRITE_FILE, XSLT_SECPREF_CREATE_DIRECTORY,
	    XSLT_SECPREF_READ_NETWORK, XSLT_SECPREF_WRITE_NETWORK};
	xsltSecurityPrefs *p = xsltNewSecurityPrefs();

	for (size_t i = 0; p != NULL && i < sizeof(all) / sizeof(all[0]); i++)
		if (xsltSetSecurityPrefs(p, all[i], xsltSecurityForbid) != 0) {
			xsltFreeSecurityPrefs(p);
			p = NULL;
		}
	return p;
}

/* <xsl:stylesheet version="1.0"/> */
static xsltStylesheet *
root_new(void)
{
	xmlDoc *d = xmlNewDoc(BAD_CAST "1.0");
	xmlNode *n = xmlNewDocNode(d, NULL, BAD_CAST "stylesheet", NULL);
	xsltStylesheet *x = NULL;

	if (n != NULL) {
		xmlDocSetRootElement(d, n);
		xmlSetNs(n, xmlNewNs(n, XSLT_NAMESPACE, BAD_CAST "xsl"));
		xmlNewProp(n, BAD_CAST "version", BAD_CAST "1.0");
		x = xsltParseStylesheetDoc(d);
	}
	if (x == NULL)
		xmlFreeDoc(d);
	return x;
}

struct sheets *
sheets_new(struct err *err)
{
	struct sheets *all = calloc(1, sizeof(*all));

	if (all == NULL || (all->prefs = sheets_forbid()) == NULL ||
	    (all->root = root_new()) == NULL ||
	    (getenv("KB_NOT_QUICK") == NULL &&
		(all->quick = quick_new(all->root->dict)) == NULL)) {
		err_fail(err, ERR_BUSY, "busy", "out of memory");
		sheets_free(all);
		return NULL;
	}
	return all;
}

static void
link_all(struct sheets *all)
{
	xsltStylesheet **at = &all->root->imports;

	for (struct module *m = all->modules; m != NULL; m = m->next)
		if (m->xslt != NULL) {
			*at = m->xslt;
			at = &m->xslt->next;
		}
	*at = NULL;
}

void
sheets_free(struct sheets *all)
{
	if (all == NULL)
		return;
	if (all->root != NULL)
		link_all(all);
	xsltFreeStylesheet(all->root);
	quick_free(all->quick);
	xsltFreeSecurityPrefs(all->prefs);
	for (struct module *m = all->modules, *next; m != NULL; m = next) {
		next = m->next;
		for (size_t i = 0; i < m->n; i++)
			free(m->import[i]);
		free(m->path);
		free(m);
	}
	for (struct sheet *s = all->list, *next; s != NULL; s = next) {
		next = s->next;
		free(s);
	}
	free(all);
}

xsltStylesheet *
sheets_link(const struct sheet *s)
{
	xsltStylesheet **at = &s->all->root->imports;

	for (size_t i = 0; i < s->n; i++) {
		*at = s->chain[i]->xslt;
		at = &s->chain[i]->xslt->next;
	}
	*at = NULL;
	return s->all->root;
}

const char *
sheets_path(const struct sheet *s)
{
	return s->chain[0]->path;
}

/* Takes the elements xsl:import out of the document: what they name becomes a
 * module of its own. False: out of memory, or too many. */
static bool
take_imports(xmlDoc *d, struct module *m)
{
	xmlNode *n = xmlDocGetRootElement(d), *next;
	bool ok = true;

	for (n = n == NULL ? NULL : n->children; n != NULL; n = next) {
		xmlChar *path;

		next = n->next;
		if (n->type != XML_ELEMENT_NODE || n->ns == NULL ||
		    !xmlStrEqual(n->ns->href, XSLT_NAMESPACE) ||
		    !xmlStrEqual(n->name, BAD_CAST "import"))
			continue;
		path = xmlBuildURI(BAD_CAST node_attr(n, "href"), d->URL);
		if (path != NULL && m->n < CHAIN)
			ok = (m->import[m->n++] = strdup((char *)path)) && ok;
		else
			ok = false;
		xmlFree(path);
		xmlUnlinkNode(n);
		xmlFreeNode(n);
	}
	return ok;
}

/* Lets libxslt import the document, which it takes over. */
static bool
import(struct sheets *all, xmlDoc *d, struct complaint *c)
{
	xmlStructuredErrorFunc was = xmlStructuredError;
	void *was_ctx = xmlStructuredErrorContext;
	xmlGenericErrorFunc was_text = xsltGenericError;
	void *was_text_ctx = xsltGenericErrorContext;
	xmlNode *n = xmlNewNode(NULL, BAD_CAST "import");
	bool ok = false;

	load_offer(d);
	if (n != NULL && xmlNewProp(n, BAD_CAST "href", d->URL) != NULL) {
		xsltSetGenericErrorFunc(c, complain);
		xmlSetStructuredErrorFunc(c, complain_xml);
		ok = xsltParseStylesheetImport(all->root, n) == 0;
		xmlSetStructuredErrorFunc(was_ctx, was);
		xsltSetGenericErrorFunc(was_text_ctx, was_text);
	}
	xmlFreeDoc(load_offer(NULL));
	xmlFreeNode(n);
	return ok;
}

/* libxslt finds a named template once and remembers it in the instruction that
 * calls it, which other sheets run as well: so each name stands once. */
static bool
names_are_new(const struct module *m, struct err *err)
{
	for (const xsltTemplate *t = m->xslt->templates; t; t = t->next)
		for (const struct module *o = m->next; o && t->name;
		     o = o->next)
			if (o->xslt != NULL &&
			    o->xslt->namedTemplates != NULL &&
			    xmlHashLookup2(o->xslt->namedTemplates, t->name,
				t->nameURI) != NULL)
				return err_fail(err, ERR_BUG, "bug",
				    "template %s stands in %s and %s", t->name,
				    o->path, m->path);
	return true;
}

static void
move_entry(void *rule, void *to, const xmlChar *name, const xmlChar *mode,
    const xmlChar *ns)
{
	(void)xmlHashAddEntry3(to, name, mode, ns, rule);
}

/* libxslt makes a table of 48 kilobytes for the rules of each file. */
static void
tighten(xsltStylesheet *x)
{
	int n = xmlHashSize(x->templatesHash);
	xmlHashTable *small = n < 1 ? NULL : xmlHashCreate(2 * n);

	if (small == NULL)
		return;
	xmlHashScanFull(x->templatesHash, move_entry, small);
	if (xmlHashSize(small) == n) {
		xmlHashFree(x->templatesHash, NULL);
		x->templatesHash = small;
	} else {
		xmlHashFree(small, NULL); /* no memory: all stays */
	}
}

static struct module *
module_load(struct sheets *all, const char *path, struct err *err)
{
	struct module *m = calloc(1, sizeof(*m));
	struct complaint c = {.n = 0};
	xmlDoc *d;

	if (m == NULL || (m->path = strdup(path)) == NULL) {
		free(m);
		err_fail(err, ERR_BUSY, "busy", "out of memory");
		return NULL;
	}
	m->next = all->modules;
	all->modules = m;
	if ((d = load_file(path, all->root->dict, err)) == NULL)
		return NULL;
	all->root->imports = NULL; /* none of the others is in the way */
	if (!take_imports(d, m)) {
		xmlFreeDoc(d);
		err_fail(err, ERR_BUG, "bug", "%s: its imports", path);
		return NULL;
	}
	if (!import(all, d, &c)) {
		err_fail(err, ERR_BUG, "bug", "%s: %s", path,
		    c.n > 0 ? c.text : "cannot be compiled");
		return NULL;
	}
	m->xslt = all->root->imports;
	tighten(m->xslt);
	return names_are_new(m, err) ? m : NULL;
}

static struct module *
module_get(struct sheets *all, const char *path, struct err *err)
{
	for (struct module *m = all->modules; m != NULL; m = m->next)
		if (m->xslt != NULL && strcmp(m->path, path) == 0)
			return m;
	return module_load(all, path, err);
}

/* The file and what it imports, the last import first; each once. */
static bool
chain_add(struct sheet *s, const char *path, struct err *err)
{
	struct err why = {0};
	struct module *m = module_get(s->all, path, &why);

	if (m == NULL)
		return err_fail(err, ERR_BUG, "bug", "%s: %s",
		    s->n > 0 ? sheets_path(s) : path, why.detail);
	for (size_t i = 0; i < s->n; i++)
		if (s->chain[i] == m)
			return true;
	if (s->n == CHAIN)
		return err_fail(
		    err, ERR_BUG, "bug", "%s: too many imports", path);
	s->chain[s->n++] = m;
	for (size_t i = m->n; i-- > 0;)
		if (!chain_add(s, m->import[i], err))
			return false;
	return true;
}

struct sheet *
sheet_load(struct sheets *all, const char *path, struct err *err)
{
	struct sheet *s = calloc(1, sizeof(*s));

	if (s == NULL) {
		err_fail(err, ERR_BUSY, "busy", "out of memory");
		return NULL;
	}
	s->all = all;
	s->next = all->list;
	all->list = s;
	if (!chain_add(s, path, err))
		return NULL;
	if (all->quick != NULL && quick_serves(sheets_link(s)))
		for (size_t i = 0; i < s->n; i++)
			if (!s->chain[i]->quick) {
				quick_take_over(all->quick, s->chain[i]->xslt);
				s->chain[i]->quick = true;
			}
	return s;
}
