/* func.c: see func.h; what each function does is told in sheet.h. */
#include "xml/func.h"

#include <libxml/xpath.h>
#include <libxml/xpathInternals.h>
#include <libxslt/extensions.h>
#include <libxslt/xsltInternals.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "base/day.h"
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

/* Of "one|many}" the word that goes with the number; where it ends. */
static const char *
fill_word(struct buf *b, const char *words, const char *number)
{
	const char *bar = strchr(words, '|');
	const char *end = strchr(words, '}');

	if (bar == NULL || end == NULL || bar > end)
		return words;
	if (strcmp(number, "1") == 0)
		buf_add(b, words, (size_t)(bar - words));
	else
		buf_add(b, bar + 1, (size_t)(end - bar - 1));
	return end + 1;
}

/* {0} to {8} become the arguments; what has none is left out. */
static void
fill(struct buf *b, const char *text, const char *const *args, int n)
{
	const char *p;

	for (; (p = strchr(text, '{')) != NULL; text = p) {
		const char *arg = "";

		buf_add(b, text, (size_t)(p - text));
		if (p[1] < '0' || p[1] > '8' || (p[2] != '}' && p[2] != ' ')) {
			buf_addc(b, *p++);
			continue;
		}
		if (p[1] - '0' < n)
			arg = args[p[1] - '0'];
		if (p[2] == '}')
			buf_adds(b, arg);
		p = p[2] == '}' ? p + 3 : fill_word(b, p + 3, arg);
	}
	buf_adds(b, text);
}

const char *
func_plain_text(const struct func_run *run, const char *key)
{
	const char *text = texts_find(run->texts, key);

	return text == NULL || strchr(text, '{') != NULL ? NULL : text;
}

void
func_text(const struct func_run *run, const char *key, const char *const *args,
    int n, struct buf *b)
{
	const char *text = texts_find(run->texts, key);

	if (text != NULL) {
		fill(b, text, args, n);
		return;
	}
	log_line(LOG_WARN, "no text %s in %s", key, texts_lang(run->texts));
	buf_addf(b, "[%s]", key);
}

bool
func_has_text(const struct func_run *run, const char *key)
{
	return texts_find(run->texts, key) != NULL;
}

/* What cannot be read as a date is shown as it is. */
void
func_date(const struct func_run *run, const char *iso, enum func_date form,
    struct buf *b)
{
	size_t before = b->len;
	struct day d;

	if (!day_parse(iso, &d))
		buf_adds(b, iso);
	else
		date_show(&d, run->english, form == FUNC_DATE_LONG, b);
	if (form == FUNC_DATE_TIME && b->len > before && strlen(iso) >= 16 &&
	    iso[13] == ':') {
		buf_adds(b, run->english ? ", " : " ");
		buf_add(b, iso + 11, 5);
	}
}

void
func_money(const struct func_run *run, const char *fen, const char *unit,
    struct buf *b)
{
	if (!money_show(fen, run->english, strcmp(unit, "万元") == 0, b))
		buf_adds(b, fen);
}

void
func_number(const char *n, struct buf *b)
{
	if (!number_show(n, b))
		buf_adds(b, n);
}

static void
push_text(
    xmlXPathParserContext *c, const char *key, xmlXPathObject **args, int n)
{
	const struct func_run *run = run_of(c);
	const char *text = func_plain_text(run, key), *values[ARGS];
	struct buf b;

	if (text != NULL) {
		push(c, text, strlen(text));
		return;
	}
	for (int i = 0; i < n; i++)
		values[i] = text_of(args[i]);
	buf_init(&b, 0);
	func_text(run, key, values, n, &b);
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

static void
kb_has_text(xmlXPathParserContext *c, int n)
{
	xmlXPathObject *o;
	bool has;

	if (!arity(c, n, 1) || (o = pop(c)) == NULL)
		return;
	has = func_has_text(run_of(c), text_of(o));
	xmlXPathFreeObject(o);
	valuePush(c, xmlXPathNewBoolean(has));
}

static void
show_date(xmlXPathParserContext *c, int n, enum func_date form)
{
	xmlXPathObject *o;
	struct buf b;

	if (!arity(c, n, 1) || (o = pop(c)) == NULL)
		return;
	buf_init(&b, 0);
	func_date(run_of(c), text_of(o), form, &b);
	push_buf(c, &b);
	xmlXPathFreeObject(o);
}

static void
kb_date(xmlXPathParserContext *c, int n)
{
	show_date(c, n, FUNC_DATE);
}

static void
kb_date_long(xmlXPathParserContext *c, int n)
{
	show_date(c, n, FUNC_DATE_LONG);
}

static void
kb_date_time(xmlXPathParserContext *c, int n)
{
	show_date(c, n, FUNC_DATE_TIME);
}

static void
kb_money(xmlXPathParserContext *c, int n)
{
	xmlXPathObject *fen, *unit = NULL;
	struct buf b;

	if (n != 1 && n != 2) {
		xmlXPathErr(c, XPATH_INVALID_ARITY);
		return;
	}
	if (n == 2 && (unit = pop(c)) == NULL)
		return;
	if ((fen = pop(c)) != NULL) {
		buf_init(&b, 0);
		func_money(run_of(c), text_of(fen), text_of(unit), &b);
		push_buf(c, &b);
	}
	xmlXPathFreeObject(fen);
	xmlXPathFreeObject(unit);
}

static void
kb_number(xmlXPathParserContext *c, int n)
{
	xmlXPathObject *o;
	struct buf b;

	if (!arity(c, n, 1) || (o = pop(c)) == NULL)
		return;
	buf_init(&b, 0);
	func_number(text_of(o), &b);
	push_buf(c, &b);
	xmlXPathFreeObject(o);
}

static void
kb_days_between(xmlXPathParserContext *c, int n)
{
	xmlXPathObject *a, *b;
	struct day from, to;
	double days = xmlXPathNAN;

	if (!arity(c, n, 2))
		return;
	b = pop(c);
	a = b == NULL ? NULL : pop(c);
	if (a != NULL && day_parse(text_of(a), &from) &&
	    day_parse(text_of(b), &to))
		days = (double)(day_number(&to) - day_number(&from));
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
