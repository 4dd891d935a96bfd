/* mapping.c: see mapping.h. */
#include "xml/mapping.h"

#include <libxslt/transform.h>
#include <libxslt/xsltutils.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "xml/doc.h"
#include "xml/sheets.h"

#define XSL "http://www.w3.org/1999/XSL/Transform"

enum { STEPS = 2000000, DEPTH = 200 };

struct mapping {
	xsltStylesheet *style;
	xsltSecurityPrefs *prefs;
};

static bool
refuse(const xmlNode *at, const char *detail, struct err *err)
{
	char arg[24];

	if (at != NULL) {
		snprintf(arg, sizeof(arg), "line %d", (int)xmlGetLineNo(at));
		err_arg(err, arg);
	}
	return err_fail(err, ERR_INPUT, "mapping-wrong", "%s", detail);
}

static bool
alone(const xmlNode *n, struct err *err)
{
	static const char *const others[] = {"import", "include"};

	for (; n != NULL; n = n->next) {
		if (n->type != XML_ELEMENT_NODE)
			continue;
		for (size_t i = 0; i < 2; i++)
			if (n->ns != NULL && node_is(n, others[i]) &&
			    strcmp((const char *)n->ns->href, XSL) == 0)
				return refuse(n, others[i], err);
		if (node_attr(n, "extension-element-prefixes") != NULL)
			return refuse(n, "extension-element-prefixes", err);
		if (!alone(n->children, err))
			return false;
	}
	return true;
}

static xsltStylesheet *
compile(xmlDoc *d, struct err *err)
{
	xmlGenericErrorFunc was = xsltGenericError;
	void *was_ctx = xsltGenericErrorContext;
	struct complaint c = {.n = 0};
	xsltStylesheet *s;

	xsltSetGenericErrorFunc(&c, complain);
	s = xsltParseStylesheetDoc(d); /* owns it, when it succeeds */
	xsltSetGenericErrorFunc(was_ctx, was);
	if (s != NULL && s->errors == 0)
		return s;
	refuse(NULL, c.n > 0 ? c.text : "no stylesheet", err);
	if (s == NULL)
		xmlFreeDoc(d);
	else
		xsltFreeStylesheet(s);
	return NULL;
}

struct mapping *
mapping_of(const char *text, struct err *err)
{
	struct mapping *m = calloc(1, sizeof(*m));
	struct err why = {0};
	xmlDoc *d = doc_parse(text, strlen(text), NULL, &why);

	if (d == NULL) {
		err_arg(err, why.arg);
		err_fail(err, ERR_INPUT, "mapping-wrong", "%s", why.code);
	} else if (!alone(xmlDocGetRootElement(d), err)) {
		xmlFreeDoc(d);
	} else if (m != NULL && (m->prefs = sheets_forbid()) != NULL) {
		if ((m->style = compile(d, err)) != NULL)
			return m;
	} else {
		xmlFreeDoc(d);
		err_fail(err, ERR_BUSY, "busy", "out of memory");
	}
	mapping_free(m);
	return NULL;
}

void
mapping_free(struct mapping *m)
{
	if (m == NULL)
		return;
	xsltFreeStylesheet(m->style);
	xsltFreeSecurityPrefs(m->prefs);
	free(m);
}

static xsltTransformContext *
context_new(const struct mapping *m, xmlDoc *in, struct complaint *c)
{
	xsltTransformContext *t = xsltNewTransformContext(m->style, in);

	if (t == NULL)
		return NULL;
	xsltSetTransformErrorFunc(t, c, complain);
	t->xpathCtxt->error = complain_xml;
	t->xpathCtxt->userData = c;
	t->opLimit = STEPS;
	t->xpathCtxt->opLimit = STEPS;
	t->maxTemplateDepth = DEPTH;
	if (xsltSetCtxtSecurityPrefs(m->prefs, t) == 0)
		return t;
	xsltFreeTransformContext(t);
	return NULL;
}

xmlDoc *
mapping_run(const struct mapping *m, xmlDoc *in, struct err *err)
{
	struct complaint c = {.n = 0};
	xsltTransformContext *t = context_new(m, in, &c);
	xmlDoc *out = NULL;

	if (t == NULL) {
		err_fail(err, ERR_BUSY, "busy", "out of memory");
		return NULL;
	}
	out = xsltApplyStylesheetUser(m->style, in, NULL, NULL, NULL, t);
	if (t->state != XSLT_STATE_OK || c.n > 0 ||
	    xmlDocGetRootElement(out) == NULL) {
		c.text[strcspn(c.text, "\n")] = '\0';
		err_arg(err, c.n > 0 ? c.text : "nothing came of it");
		err_fail(err, ERR_INPUT, "mapping", "%s", c.text);
		xmlFreeDoc(out);
		out = NULL;
	}
	xsltFreeTransformContext(t);
	return out;
}
