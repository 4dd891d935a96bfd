/* html.h: private to lib/xml: a result tree as HTML5 text. */
#ifndef XML_HTML_H
#define XML_HTML_H

#include <libxml/tree.h>

#include "base/buf.h"
#include "base/err.h"

/*
 * Appends the tree: `<!doctype html>` before a root <html>, void elements
 * without an end, boolean attributes by their name alone, <svg> and <math> as
 * foreign elements; nothing is indented. Refuses text inside <script> and
 * <style>, which no page of ours may hold. Comments and instructions are left
 * out.
 */
bool html_write(const xmlDoc *d, struct buf *out, struct err *err) MUST_CHECK;

/* The name of text nodes that hold HTML already: written as they are. */
extern const xmlChar html_ready[];

/* For who writes such HTML; names are of elements and attributes of HTML. */
bool html_is_void(const char *element);
bool html_is_special(const char *element);   /* its content is not as others' */
bool html_is_boolean(const char *attribute); /* its presence is its value */
void html_escape(struct buf *out, const char *s, size_t n, bool attribute);

#endif
