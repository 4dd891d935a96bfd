/* sheet.h: stylesheets compiled once, run many times, never able to write. */
#ifndef XML_SHEET_H
#define XML_SHEET_H

#include <libxml/tree.h>

#include "base/buf.h"
#include "base/err.h"

struct sheet;

/* Loads PATH with its imports; ERR_BUG names file and line. */
struct sheet *sheet_load(const char *path, struct err *err) MUST_CHECK;
void sheet_free(struct sheet *s);

/* The texts of a language (xslt/common/text.LANG.xml), which sheets read as
 * document('text:zh-CN') and document('text:en'). Kept for the process. */
bool sheet_texts(const char *lang, const char *path,
    struct err *err) MUST_CHECK;

/* To HTML by the own writer over the result tree; appends to out. `params`:
 * name, value, ..., NULL, passed as strings, never as expressions. */
bool sheet_html(const struct sheet *s, xmlDoc *in, const char *const *params,
    struct buf *out, struct err *err) MUST_CHECK;
/* To a document (letters, messages, SVG); the caller owns it. */
xmlDoc *sheet_doc(const struct sheet *s, xmlDoc *in,
    const char *const *params, struct err *err) MUST_CHECK;

#endif
