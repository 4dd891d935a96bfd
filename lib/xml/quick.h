/* quick.h: private to lib/xml: the common parts of our sheets, run by hand. */
#ifndef XML_QUICK_H
#define XML_QUICK_H

#include <libxslt/xsltInternals.h>
#include <stdbool.h>

#include "base/buf.h"

/*
 * libxslt spends most of a page on the generality of XPath: contexts, objects,
 * copies. Here literal elements, xsl:if, xsl:choose, xsl:value-of and
 * xsl:attribute are compiled once more, together with expressions of a small
 * part of XPath (names, attributes, unions, comparisons, a dozen functions),
 * and take the place of libxslt's instructions in the sheet. What is beyond
 * that part stays libxslt's, instruction by instruction; so do templates,
 * variables, loops and sorting. Results are the same, which a test compares on
 * every page; only disable-output-escaping and the namespaces of elements that
 * have none are not kept, so it is for HTML alone. One more difference is
 * wanted: $tree = 'text' looks at the whole of a tree, where libxml2 2.9.14
 * looks at its first element. KB_NOT_QUICK in the environment leaves all to
 * libxslt, for that test and to find out who is wrong.
 */
struct quick;

/* For sheets of that dictionary; NULL: out of memory. */
struct quick *quick_new(xmlDict *dict);
/* Whether a sheet with its imports makes HTML. */
bool quick_serves(const xsltStylesheet *s);
/* Takes over what it can of one file of a sheet, once. */
void quick_take_over(struct quick *q, xsltStylesheet *file);
/* After the sheets were freed. */
void quick_free(struct quick *q);

/* What a transformation needs: strings made on the way, room to write. */
struct quick_piece;
struct quick_global {
	const xmlChar *name; /* of the sheet's dictionary */
	const xmlXPathObject *value;
};
enum { QUICK_GLOBALS = 64 };
struct quick_run {
	struct quick_piece *pieces;
	struct quick_global global[QUICK_GLOBALS]; /* those asked for last */
	bool html;      /* html_write gets the result: see quick_emit.h */
	struct buf out; /* of one element written at once */
};
void quick_clear(struct quick_run *r);

#endif
