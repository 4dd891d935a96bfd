/* func.c: see func.h; what each function does is told in sheet.h. */
#include "xml/func.h"

#include <libxml/xpath.h>
#include <libxml/xpathInternals.h>
#include <libxslt/extensions.h>
#include <libxslt/xsltInternals.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "base/log.h"
#include "xml/date.h"
#include "xml/texts.h"

enum { ARGS = 10 };

static const struct func_run *
run_of(xmlXPathParserContext *c)
{
	static const struct func_run none;
	xsltTransformContext *t = xsltXPathGetTransformContext(c);

	return t == NULL || t->_private == NULL ? &none : t->_private;
}

static bool
arity(xmlXPathParserContext *c, int n, int wanted)
{
	if (n != wanted)
		xmlXPathErr(c, XPATH_INVALID_ARITY);
	return n == wanted;
}

/* libxml2 writes 1e+09 from there on, which no function here could read. */
static xmlXPathObject *
plain_number(xmlXPathObject *o)
{
	char text[40];

	snprintf(text, sizeof(text), "%.0f", o->floatval);
	xmlXPathFreeObject(o);
	return xmlXPathNewString(BAD_CAST text);
}

/* The argument as a string object, which the caller frees; NULL on error. */
static xmlXPathObject *
pop(xmlXPathParserContext *c)
{
	xmlXPathObject *o = valuePop(c);

	if (o != NULL && o->type == XPATH_NUMBER && fabs(o->floatval) >= 1e9 &&
	    fabs(o->floatval) < 1e18)
		return plain_number(o);

	if (o == NULL) {
		xmlXPathErr(c, XPATH_INVALID_OPERAND);
		return NULL;
	}
	return o->type == XPATH_STRING ? o : xmlXPathConvertString(o);
}

static const char *
text_of(const xmlXPathObject *o)
{
	return o == NULL || o->stringval == NULL ? ""
						 : (const char *)o->stringval;
}

static void
push(xmlXPathParserContext *c, const char *s, size_t n)
{
	xmlChar *copy = xmlStrndup(BAD_CAST s, (int)n);

	if (copy == NULL)
		xmlXPathErr(c, XPATH_MEMORY_ERROR);
	else
		valuePush(c, xmlXPathWrapString(copy));
}

static void
push_buf(xmlXPathParserContext *c, struct buf *b)
{
	if (b->failed)
		xmlXPathErr(c, XPATH_MEMORY_ERROR);
	else
		push(c, b->len > 0 ? b->data : "", b->len);
	buf_clear(b);
}

/* {0} to {8} become the arguments; what has none is left out. */
static void
fill(struct buf *b, const char *text, xmlXPathObject **args, int n)
{
	const char *p;

	for (; (p = strchr(text, '{')) != NULL; text = p) {
		buf_add(b, text, (size_t)(p - text));
		if (p[1] < '0' || p[1] > '8' || p[2] != '}') {
			buf_addc(b, *p++);
			continue;
		}
		if (p[1] - '0' < n)
			buf_adds(b, text_of(args[p[1] - '0']));
		p += 3;
	}
	buf_adds(b, text);
}

static void
push_text(
    xmlXPathParserContext *c, const char *key, xmlXPathObject **args, int n)
{
	const struct texts *t = run_of(c)->texts;
	const char *text = texts_find(t, key);
	struct buf b;

	if (text != NULL && strchr(text, '{') == NULL) {
		push(c, text, strlen(text));
		return;
	}
	buf_init(&b, 0);
	if (text == NULL) {
		log_line(LOG_WARN, "no text %s in %s", key, texts_lang(t));
		buf_addf(&b, "[%s]", key);
	} else {
		fill(&b, text, args, n);
	}
	push_buf(c, &b);
}

static void
kb_text(xmlXPathParserContext *c, int n)
{
	xmlXPathObject *args[ARGS] = {NULL};
	bool ok = n >= 1 && n <= ARGS;

	for (int i = n - 1; ok && i >= 0; i--)
		ok = (args[i] = pop(c)) != NULL;
	if (ok)
		push_text(c, text_of(args[0]), args + 1, n - 1);
	else
		xmlXPathErr(c, XPATH_INVALID_ARITY);
	for (int i = 0; i < ARGS; i++)
		xmlXPathFreeObject(args[i]);
}

/* Whether the language has the key: 1 argument, a boolean. */
static void
kb_has_text(xmlXPathParserContext *c, int n)
{
	xmlXPathObject *o;
	bool has;

	if (!arity(c, n, 1))
		return;
	if ((o = pop(c)) == NULL)
		return;
	has = texts_find(run_of(c)->texts, text_of(o)) != NULL;
	xmlXPathFreeObject(o);
	valuePush(c, xmlXPathNewBoolean(has));
}

/* What cannot be read as a date is shown as it is. */
static void
show_date(xmlXPathParserContext *c, bool full, bool time)
{
	xmlXPathObject *o = pop(c);
	const char *s = text_of(o);
	bool english = run_of(c)->english;
	struct date d;
	struct buf b;

	if (o == NULL)
		return;
	buf_init(&b, 0);
	if (!date_parse(s, &d))
		buf_adds(&b, s);
	else
		date_show(&d, english, full, &b);
	if (time && b.len > 0 && strlen(s) >= 16 && s[13] == ':')
		buf_addf(&b, "%s%.5s", english ? ", " : " ", s + 11);
	push_buf(c, &b);
	xmlXPathFreeObject(o);
}

static void
kb_date(xmlXPathParserContext *c, int n)
{
	if (!arity(c, n, 1))
		return;
	show_date(c, false, false);
}

static void
kb_date_long(xmlXPathParserContext *c, int n)
{
	if (!arity(c, n, 1))
		return;
	show_date(c, true, false);
}

static void
kb_date_time(xmlXPathParserContext *c, int n)
{
	if (!arity(c, n, 1))
		return;
	show_date(c, false, true);
}

static void
kb_money(xmlXPathParserContext *c, int n)
{
	xmlXPathObject *fen, *unit = NULL;
	struct buf b;
	bool wan;

	if (n != 1 && n != 2) {
		xmlXPathErr(c, XPATH_INVALID_ARITY);
		return;
	}
	if (n == 2 && (unit = pop(c)) == NULL)
		return;
	wan = strcmp(text_of(unit), "万元") == 0;
	xmlXPathFreeObject(unit);
	if ((fen = pop(c)) == NULL)
		return;
	buf_init(&b, 0);
	if (!money_show(text_of(fen), run_of(c)->english, wan, &b))
		buf_adds(&b, text_of(fen));
	push_buf(c, &b);
	xmlXPathFreeObject(fen);
}

static void
kb_number(xmlXPathParserContext *c, int n)
{
	xmlXPathObject *o;
	struct buf b;

	if (!arity(c, n, 1))
		return;
	if ((o = pop(c)) == NULL)
		return;
	buf_init(&b, 0);
	if (!number_show(text_of(o), &b))
		buf_adds(&b, text_of(o));
	push_buf(c, &b);
	xmlXPathFreeObject(o);
}

static void
kb_days_between(xmlXPathParserContext *c, int n)
{
	xmlXPathObject *a, *b;
	struct date from, to;
	double days = xmlXPathNAN;

	if (!arity(c, n, 2))
		return;
	b = pop(c);
	a = b == NULL ? NULL : pop(c);
	if (a != NULL && date_parse(text_of(a), &from) &&
	    date_parse(text_of(b), &to))
		days = (double)(date_days(&to) - date_days(&from));
	if (a != NULL)
		valuePush(c, xmlXPathNewFloat(days));
	xmlXPathFreeObject(a);
	xmlXPathFreeObject(b);
}

bool
func_init(struct err *err)
{
	static const struct {
		const char *name;
		xmlXPathFunction call;
	} rows[] = {{"text", kb_text}, {"has-text", kb_has_text},
	    {"date", kb_date}, {"date-long", kb_date_long},
	    {"date-time", kb_date_time}, {"money", kb_money},
	    {"number", kb_number}, {"days-between", kb_days_between}};

	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++)
		if (xsltRegisterExtModuleFunction(BAD_CAST rows[i].name,
			BAD_CAST FUNC_NS, rows[i].call) != 0)
			return err_fail(err, ERR_BUSY, "busy", "out of memory");
	return true;
}
