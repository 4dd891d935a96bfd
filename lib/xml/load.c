/* load.c: see load.h. */
#include "xml/load.h"

#include <libxml/parser.h>
#include <libxml/parserInternals.h>
#include <libxml/xmlIO.h>
#include <libxslt/documents.h>
#include <stdio.h>
#include <string.h>

#include "base/file.h"
#include "xml/guard.h"
#include "xml/schema.h"

enum {
	OPTIONS = XML_PARSE_NONET | XML_PARSE_NOERROR | XML_PARSE_NOWARNING |
		  XML_PARSE_NOCDATA | XML_PARSE_IGNORE_ENC |
		  XML_PARSE_BIG_LINES,
};

/* True only while our own schemas are read: libxml2's loaders have no context
 * by which to tell who asks. */
static bool allowed;
/* Instead of files, while a schema of somebody else is compiled. */
static const struct schema_file *given;
static size_t given_n;
/* What libxslt may read next. */
static xmlDoc *offered;

/* Comments and instructions carry nothing for us, and a comment inside a value
 * would cut it in two. */
static xmlParserCtxt *
parser_new(xmlDict *dict)
{
	xmlParserCtxt *c = xmlNewParserCtxt();

	if (c == NULL)
		return NULL;
	if (dict != NULL) {
		xmlDictFree(c->dict);
		c->dict = dict;
		xmlDictReference(dict);
		c->str_xml = xmlDictLookup(dict, BAD_CAST "xml", 3);
		c->str_xmlns = xmlDictLookup(dict, BAD_CAST "xmlns", 5);
		c->str_xml_ns = xmlDictLookup(dict, XML_XML_NAMESPACE, 36);
	}
	c->sax->comment = NULL;
	c->sax->processingInstruction = NULL;
	return c;
}

static bool
say_malformed(const xmlParserCtxt *c, const char *url, struct err *err)
{
	const xmlError *e = &c->lastError;
	const char *code = c->wellFormed ? "xml-namespace" : "xml-malformed";
	char arg[32];

	if (e->code == XML_ERR_NO_MEMORY)
		return err_fail(err, ERR_BUSY, "busy", "out of memory");
	snprintf(arg, sizeof(arg), "%d", e->line);
	err_fail(err, ERR_INPUT, code, "%s%sline %s: %.*s",
	    url != NULL ? url : "", url != NULL ? ": " : "", arg,
	    e->message != NULL ? (int)strcspn(e->message, "\n") : 0,
	    e->message != NULL ? e->message : "");
	err_arg(err, arg);
	return false;
}

static xmlDoc *
parse(const char *p, size_t n, const char *url, xmlDict *dict, struct err *err)
{
	xmlParserCtxt *c = parser_new(dict);
	xmlDoc *d = NULL;

	if (c == NULL) {
		err_fail(err, ERR_BUSY, "busy", "out of memory");
		return NULL;
	}
	d = xmlCtxtReadMemory(c, p, (int)n, url, NULL, OPTIONS);
	if (d == NULL || !c->wellFormed || !c->nsWellFormed) {
		say_malformed(c, url, err);
		xmlFreeDoc(d);
		d = NULL;
	}
	xmlFreeParserCtxt(c);
	return d;
}

xmlDoc *
doc_parse(const char *p, size_t n, const struct guard *g, struct err *err)
{
	struct buf utf8;
	xmlDoc *d = NULL;

	buf_init(&utf8, 0);
	if (guard_check(p, n, g, &utf8, &p, &n, err))
		d = parse(p, n, NULL, NULL, err);
	buf_clear(&utf8);
	return d;
}

xmlDoc *
load_file(const char *path, xmlDict *dict, struct err *err)
{
	/* Our own: deep imports and long files are no attack. */
	static const struct guard ours = {64u << 20, 200, 256, 64, false};
	struct err why = {0};
	struct buf b, utf8;
	const char *p;
	size_t n;
	xmlDoc *d = NULL;

	buf_init(&b, 0);
	buf_init(&utf8, 0);
	if (!file_read(path, &b, err))
		goto out;
	if (!guard_check(
		b.len > 0 ? b.data : "", b.len, &ours, &utf8, &p, &n, &why)) {
		err_fail(err, why.kind, why.code, "%s: %s", path, why.detail);
		err_arg(err, why.arg);
		goto out;
	}
	d = parse(p, n, path, dict, err);
out:
	buf_clear(&utf8);
	buf_clear(&b);
	return d;
}

xmlDoc *
doc_load(const char *path, struct err *err)
{
	return load_file(path, NULL, err);
}

static xmlParserInputBuffer *
given_file(const char *name)
{
	for (size_t i = 0; i < given_n; i++)
		if (strcmp(given[i].name, name) == 0)
			return xmlParserInputBufferCreateMem(given[i].text,
			    (int)strlen(given[i].text), XML_CHAR_ENCODING_NONE);
	return NULL;
}

/* libxml2's door: DTDs, external entities, schema includes. */
static xmlParserInput *
entity_loader(const char *url, const char *id, xmlParserCtxt *c)
{
	xmlParserInputBuffer *in;
	xmlParserInput *s = NULL;

	(void)id;
	if (url == NULL || strstr(url, "://") != NULL)
		return NULL;
	in = given != NULL ? given_file(url)
	     : allowed     ? xmlParserInputBufferCreateFilename(
				 url, XML_CHAR_ENCODING_NONE)
		       : NULL;
	if (in == NULL)
		return NULL;
	if ((s = xmlNewIOInputStream(c, in, XML_CHAR_ENCODING_NONE)) == NULL)
		xmlFreeParserInputBuffer(in);
	else
		s->filename = (char *)xmlStrdup(BAD_CAST url);
	return s;
}

/* libxslt's door: a sheet that is offered to it; document() never. */
static xmlDoc *
sheet_loader(const xmlChar *url, xmlDict *dict, int options, void *ctx,
    xsltLoadType type)
{
	(void)url;
	(void)dict;
	(void)options;
	(void)ctx;
	return type == XSLT_LOAD_STYLESHEET ? load_offer(NULL) : NULL;
}

void
load_init(void)
{
	xmlSetExternalEntityLoader(entity_loader);
	xsltSetLoaderFunc(sheet_loader);
}

void
load_allow(void)
{
	allowed = true;
}

void
load_refuse(void)
{
	allowed = false;
}

void
load_give(const struct schema_file *files, size_t n)
{
	given = files;
	given_n = n;
}

xmlDoc *
load_offer(xmlDoc *d)
{
	xmlDoc *was = offered;

	offered = d;
	return was;
}

/* The xml type's text may begin with a declaration; content may not. */
static void
skip_declaration(const char **p, size_t *n)
{
	const char *end;

	if (*n < 6 || memcmp(*p, "<?xml ", 6) != 0)
		return;
	if ((end = memmem(*p, *n, "?>", 2)) == NULL)
		return;
	*n -= (size_t)(end + 2 - *p);
	*p = end + 2;
}

/* <name> p </name>, so that any content has one root. */
static char *
wrap(const char *name, const char *p, size_t n, size_t *len)
{
	size_t k = strlen(name);
	char *s = xmlMallocAtomic(n + 2 * k + 6), *at = s;

	if (s == NULL)
		return NULL;
	*at++ = '<';
	at = mempcpy(at, name, k);
	*at++ = '>';
	at = mempcpy(at, p, n);
	*at++ = '<';
	*at++ = '/';
	at = mempcpy(at, name, k);
	*at++ = '>';
	*at = '\0';
	*len = (size_t)(at - s);
	return s;
}

/* Lets the parser build below `parent` itself: nothing is copied or moved. */
static bool
parse_below(xmlNode *parent, const char *p, size_t n, struct err *err)
{
	xmlParserCtxt *c = parser_new(parent->doc->dict);
	xmlParserInputBuffer *b;
	xmlParserInput *in = NULL;
	bool ok = false;

	/* A copy: libxml2 2.9.14 stops early in a static buffer of some 500
	 * bytes, for it cannot be shrunk. */
	b = xmlParserInputBufferCreateMem(p, (int)n, XML_CHAR_ENCODING_NONE);
	if (c != NULL && b != NULL)
		in = xmlNewIOInputStream(c, b, XML_CHAR_ENCODING_NONE);
	if (in == NULL) {
		xmlFreeParserInputBuffer(b);
		err_fail(err, ERR_BUSY, "busy", "out of memory");
		goto out;
	}
	inputPush(c, in);
	xmlCtxtUseOptions(c, OPTIONS);
	c->dictNames = parent->doc->dict != NULL;
	c->sax->startDocument = NULL;
	c->sax->endDocument = NULL;
	c->myDoc = parent->doc;
	nodePush(c, parent);
	xmlParseDocument(c);
	c->myDoc = NULL;
	ok = c->wellFormed && c->nsWellFormed;
	if (!ok)
		say_malformed(c, (const char *)parent->name, err);
out:
	xmlFreeParserCtxt(c);
	return ok;
}

static void
drop_after(xmlNode *parent, xmlNode *last)
{
	xmlNode *n = last != NULL ? last->next : parent->children;

	while (n != NULL) {
		xmlNode *next = n->next;

		xmlUnlinkNode(n);
		xmlFreeNode(n);
		n = next;
	}
}

bool
node_parse(
    xmlNode *parent, const char *name, const char *p, size_t n, struct err *err)
{
	xmlNode *last = parent->last;
	char *s;
	bool ok;

	skip_declaration(&p, &n);
	if (n > 64u << 20) /* libxml2 counts in int */
		return err_fail(err, ERR_LARGE, "xml-too-large", "%zu", n);
	if ((s = wrap(name, p, n, &n)) == NULL)
		return err_fail(err, ERR_BUSY, "busy", "out of memory");
	ok = parse_below(parent, s, n, err);
	if (!ok)
		drop_after(parent, last);
	xmlFree(s);
	return ok;
}
