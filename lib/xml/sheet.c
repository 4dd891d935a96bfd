/* sheet.c: see sheet.h. */
#include "xml/sheet.h"

#include <libxslt/security.h>
#include <libxslt/transform.h>
#include <libxslt/variables.h>
#include <libxslt/xsltInternals.h>
#include <libxslt/xsltutils.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/log.h"
#include "xml/func.h"
#include "xml/html.h"
#include "xml/load.h"
#include "xml/mem.h"
#include "xml/quick.h"
#include "xml/texts.h"

struct sheet {
	xsltStylesheet *xslt;
	xsltSecurityPrefs *prefs;
	struct quick *quick; /* NULL: libxslt does all */
};

/* libxslt tells an error in several calls; these are one line here. */
struct complaint {
	char text[600];
	size_t n;
};

static void complain(void *ctx, const char *fmt, ...) PRINTF(2, 3);

static void
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

static void
complain_xml(void *ctx, xmlErrorPtr e)
{
	if (e != NULL && e->message != NULL)
		complain(ctx, "%s:%d: %s", e->file != NULL ? e->file : "?",
		    e->line, e->message);
	else if (e != NULL && e->domain == XML_FROM_XPATH)
		complain(ctx, "XPath error %d at %d in %s\n", e->code, e->int1,
		    e->str1 != NULL ? e->str1 : "?");
}

static xsltSecurityPrefs *
forbid_all(void)
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

/* Compiles with libxslt's complaints collected. */
static xsltStylesheet *
compile(const char *path, struct complaint *c)
{
	xsltStylesheet *x;
	xmlStructuredErrorFunc was = xmlStructuredError;
	void *was_ctx = xmlStructuredErrorContext;
	xmlGenericErrorFunc was_text = xsltGenericError;
	void *was_text_ctx = xsltGenericErrorContext;

	xsltSetGenericErrorFunc(c, complain);
	xmlSetStructuredErrorFunc(c, complain_xml);
	load_allow();
	x = xsltParseStylesheetFile(BAD_CAST path);
	load_refuse();
	xmlSetStructuredErrorFunc(was_ctx, was);
	xsltSetGenericErrorFunc(was_text_ctx, was_text);
	if (x != NULL && x->errors != 0) {
		xsltFreeStylesheet(x);
		x = NULL;
	}
	return x;
}

struct sheet *
sheet_load(const char *path, struct err *err)
{
	struct sheet *s = calloc(1, sizeof(*s));
	struct complaint c = {.n = 0};

	if (s == NULL || (s->prefs = forbid_all()) == NULL) {
		err_fail(err, ERR_BUSY, "busy", "out of memory");
		sheet_free(s);
		return NULL;
	}
	if ((s->xslt = compile(path, &c)) == NULL) {
		err_fail(err, ERR_BUG, "bug", "%s: %s", path,
		    c.n > 0 ? c.text : "cannot be read");
		sheet_free(s);
		return NULL;
	}
	if (getenv("KB_NOT_QUICK") == NULL)
		s->quick = quick_new(s->xslt);
	return s;
}

void
sheet_free(struct sheet *s)
{
	if (s == NULL)
		return;
	xsltFreeStylesheet(s->xslt);
	quick_free(s->quick);
	xsltFreeSecurityPrefs(s->prefs);
	free(s);
}

bool
sheet_texts(const char *lang, const char *path, struct err *err)
{
	return texts_load(lang, path, err);
}

void
sheet_texts_clear(void)
{
	texts_clear();
}

const char *
sheet_text(const char *lang, const char *key)
{
	return texts_find(texts_of(lang), key);
}

void
sheet_say(const char *lang, const char *key, const char *arg, struct buf *out)
{
	const struct func_run run = {texts_of(lang), false, NULL};

	func_text(&run, key, &arg, 1, out);
}

/*
 * A dictionary below the sheet's holds a reference to it. In the arena nobody
 * need free the lower one, so it gives that reference back at once, and holds
 * itself, so that a free of it changes nothing.
 */
static void
let_go(const struct sheet *s, xmlDict *below)
{
	if (!xmlmem_inside())
		return;
	xmlDictReference(below);
	xmlDictFree(s->xslt->dict);
}

xmlDoc *
sheet_input(const struct sheet *s, struct err *err)
{
	xmlDoc *d = xmlNewDoc(BAD_CAST "1.0");

	if (d != NULL && (d->dict = xmlDictCreateSub(s->xslt->dict)) != NULL) {
		let_go(s, d->dict);
		return d;
	}
	xmlFreeDoc(d);
	err_fail(err, ERR_BUSY, "busy", "out of memory");
	return NULL;
}

static const char *
param_named(const char *const *params, const char *name)
{
	for (; params != NULL && params[0] != NULL; params += 2)
		if (strcmp(params[0], name) == 0)
			return params[1];
	return NULL;
}

static xsltTransformContext *
context_new(const struct sheet *s, xmlDoc *in, struct complaint *c)
{
	xsltTransformContext *t = xsltNewTransformContext(s->xslt, in);

	if (t == NULL)
		return NULL;
	let_go(s, t->dict);
	xsltSetTransformErrorFunc(t, c, complain);
	t->xpathCtxt->error = complain_xml;
	t->xpathCtxt->userData = c;
	if (xsltSetCtxtSecurityPrefs(s->prefs, t) == 0)
		return t;
	xsltFreeTransformContext(t);
	return NULL;
}

/* In the arena both go with the request; to walk them costs much. */
static void
drop(xsltTransformContext *t, xmlDoc *d)
{
	if (xmlmem_inside())
		return;
	xmlFreeDoc(d);
	xsltFreeTransformContext(t);
}

/* The context holds what the result refers to; both are the caller's. */
static xmlDoc *
transform(const struct sheet *s, xmlDoc *in, const char *const *params,
    xsltTransformContext **context, struct err *err)
{
	const char *lang = param_named(params, "lang");
	struct quick_run quick = {NULL};
	struct func_run run = {
	    texts_of(lang), lang != NULL && strcmp(lang, "en") == 0, &quick};
	struct complaint c = {.n = 0};
	xsltTransformContext *t = context_new(s, in, &c);
	xmlDoc *out = NULL;
	bool ok = false;

	if (t == NULL) {
		err_fail(err, ERR_BUSY, "busy", "out of memory");
		return NULL;
	}
	t->_private = &run;
	if (params == NULL ||
	    xsltQuoteUserParams(t, (const char **)params) >= 0)
		out = xsltApplyStylesheetUser(s->xslt, in, NULL, NULL, NULL, t);
	t->_private = NULL;
	quick_clear(&quick);
	xsltSetTransformErrorFunc(t, NULL, NULL);
	ok = out != NULL && t->state == XSLT_STATE_OK;
	if (!ok)
		err_fail(err, ERR_BUG, "bug", "%s: %s", s->xslt->doc->URL,
		    c.n > 0 ? c.text : "transformation failed");
	else if (c.n > 0)
		log_line(LOG_WARN, "%s: %s", s->xslt->doc->URL, c.text);
	if (!ok) {
		drop(t, out);
		return NULL;
	}
	*context = t;
	return out;
}

bool
sheet_html(const struct sheet *s, xmlDoc *in, const char *const *params,
    struct buf *out, struct err *err)
{
	xsltTransformContext *t;
	xmlDoc *d = transform(s, in, params, &t, err);
	bool ok;

	if (d == NULL)
		return false;
	ok = html_write(d, out, err);
	drop(t, d);
	return ok;
}

xmlDoc *
sheet_doc(const struct sheet *s, xmlDoc *in, const char *const *params,
    struct err *err)
{
	xsltTransformContext *t;
	xmlDoc *d = transform(s, in, params, &t, err);

	if (d != NULL)
		drop(t, NULL);
	return d;
}
