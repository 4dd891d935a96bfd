/* sheets.h: private to lib/xml: sheets that share the files they import. */
#ifndef XML_SHEETS_H
#define XML_SHEETS_H

#include <libxslt/security.h>
#include <libxslt/xsltInternals.h>

#include "xml/quick.h"
#include "xml/sheet.h"

/* libxslt tells an error in several calls; these are one line here. */
struct complaint {
	char text[600];
	size_t n;
};

/* Nothing is read or written; the caller's. NULL: out of memory. */
xsltSecurityPrefs *sheets_forbid(void);
void complain(void *ctx, const char *fmt, ...) PRINTF(2, 3);
void complain_xml(void *ctx, xmlErrorPtr e);

/*
 * One stylesheet for libxslt, `root`, which holds nothing but imports: every
 * file once, whoever asks for it. Those of one sheet are linked into it before
 * a transformation, and no others. Compiling a page's frame for each page took
 * a mebibyte and six milliseconds a page.
 */
struct sheets {
	xsltStylesheet *root;
	xsltSecurityPrefs *prefs;
	struct quick *quick;    /* NULL: libxslt does all */
	struct module *modules; /* last loaded first */
	struct sheet *list;
};

enum { CHAIN = 16 };

struct sheet {
	struct sheets *all;
	struct module *chain[CHAIN]; /* highest precedence first */
	size_t n;
	struct sheet *next;
};

/* The stylesheet with the sheet's files in it and no others. */
xsltStylesheet *sheets_link(const struct sheet *s);
/* The file of the sheet, for messages. */
const char *sheets_path(const struct sheet *s);

#endif
