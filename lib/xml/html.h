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

#endif
