/* sheet.c: see sheet.h. */
#include "xml/sheet.h"

#include <libxslt/transform.h>
#include <libxslt/variables.h>
#include <libxslt/xsltutils.h>
#include <string.h>

#include "base/log.h"
#include "xml/func.h"
#include "xml/html.h"
#include "xml/mem.h"
#include "xml/sheets.h"
#include "xml/texts.h"

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
 * A dictionary above the sheets' holds a reference to it. In the arena nobody
 * need free the upper one, so it gives that reference back at once, and holds
 * itself, so that a free of it changes nothing.
 */
static void
let_go(xmlDict *upper, const struct sheets *all)
{
	if (!xmlmem_inside())
		return;
	xmlDictReference(upper);
	xmlDictFree(all->root->dict);
}

xmlDoc *
sheets_input(const struct sheets *all, struct err *err)
{
	xmlDoc *d = xmlNewDoc(BAD_CAST "1.0");

	if (d != NULL &&
	    (d->dict = xmlDictCreateSub(all->root->dict)) != NULL) {
		let_go(d->dict, all);
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
	xsltTransformContext *t = xsltNewTransformContext(sheets_link(s), in);

	if (t == NULL)
		return NULL;
	let_go(t->dict, s->all);
	xsltSetTransformErrorFunc(t, c, complain);
	t->xpathCtxt->error = complain_xml;
	t->xpathCtxt->userData = c;
	if (xsltSetCtxtSecurityPrefs(s->all->prefs, t) == 0)
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
    bool html, xsltTransformContext **context, struct err *err)
{
	const char *lang = param_named(params, "lang");
	struct quick_run quick = {.html = html};
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
		out =
		    xsltApplyStylesheetUser(t->style, in, NULL, NULL, NULL, t);
	t->_private = NULL;
	quick_clear(&quick);
	xsltSetTransformErrorFunc(t, NULL, NULL);
	ok = out != NULL && t->state == XSLT_STATE_OK;
	if (!ok)
		err_fail(err, ERR_BUG, "bug", "%s: %s", sheets_path(s),
		    c.n > 0 ? c.text : "transformation failed");
	else if (c.n > 0)
		log_line(LOG_WARN, "%s: %s", sheets_path(s), c.text);
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
	xmlDoc *d = transform(s, in, params, true, &t, err);
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
	xmlDoc *d = transform(s, in, params, false, &t, err);

	if (d != NULL)
		drop(t, NULL);
	return d;
}
