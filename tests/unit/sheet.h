/* sheet.h: what the tests of sheets share: texts, sheets from strings. */
#ifndef UNIT_SHEET_H
#define UNIT_SHEET_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include <stdio.h>
#include <string.h>

#include "temp.h"
#include "xml/doc.h"
#include "xml/mem.h"
#include "xml/sheet.h"

#define XSL(body)                                                              \
	"<xsl:stylesheet version='1.0' xmlns:kb='urn:kuaibao:xslt' "           \
	"xmlns:xsl='http://www.w3.org/1999/XSL/Transform' "                    \
	"exclude-result-prefixes='kb'><xsl:param name='lang'/>"                \
	"<xsl:param name='p'/>" body "</xsl:stylesheet>"
#define MAIN(body) XSL("<xsl:template match='/'>" body "</xsl:template>")

/* What the sheet makes of the input; `err` filled when it fails. */
static char *
made(const char *sheet, const char *in, const char *lang, struct err *err)
{
	static char out[65536];
	const char *params[] = {"lang", lang, "p", "it's \"<&", NULL};
	struct sheets *all = sheets_new(err);
	struct sheet *s = sheet_load(all, temp_file("t.xsl", sheet), err);
	xmlDoc *d = doc_parse(in, strlen(in), NULL, err);
	struct buf b;
	bool ok;

	buf_init(&b, 0);
	ok = s != NULL && d != NULL && sheet_html(s, d, params, &b, err);
	snprintf(out, sizeof(out), "%s", b.len > 0 ? b.data : "");
	buf_clear(&b);
	xmlFreeDoc(d);
	sheets_free(all);
	return ok ? out : NULL;
}

static void
assert_made(
    const char *sheet, const char *in, const char *lang, const char *want)
{
	struct err e = {0};
	const char *got = made(sheet, in, lang, &e);

	if (got == NULL)
		fail_msg("%s", e.detail);
	assert_string_equal(got, want);
}

static int
init(void **state)
{
	struct err e = {0};

	(void)state;
	return xmlmem_init(&e) &&
		       sheet_texts("zh-CN",
			   temp_file("zh.xml",
			       "<texts xml:lang='zh-CN'><!-- c -->"
			       "<t k='hello'>你好</t>"
			       "<t k='of'>共 {1} 之 {0}</t></texts>"),
			   &e) &&
		       sheet_texts("en",
			   temp_file("en.xml",
			       "<texts><t k='hello'>Hello</t>"
			       "<t k='x'>the x</t>"
			       "<t k='of'>{0} of {1} {x} {9} {0}</t>"
			       "<t k='days'>{0} {0 day|days} {1 a} {0 b|c</t>"
			       "</texts>"),
			   &e)
		   ? 0
		   : -1;
}

static int
end(void **state)
{
	sheet_texts_clear();
	return temp_remove(state);
}

#endif
