/* sheet.h: stylesheets compiled once, run many times, never able to write. */
#ifndef XML_SHEET_H
#define XML_SHEET_H

#include <libxml/tree.h>

#include "base/buf.h"
#include "base/err.h"

/*
 * For the writers of sheets. XSLT 1.0 without EXSLT; document() answers
 * nothing. These functions stand in namespace xmlns:kb="urn:kuaibao:xslt";
 * the language is that of the string param `lang` (zh-CN when there is none):
 *
 *   kb:text(key [, a0, … a8])  the text of xslt/common/text.LANG.xml, a0 in
 *                              place of {0} …, the word that goes with it of
 *                              {0 day|days}; [key] and a log line when missing
 *   kb:has-text(key)           whether there is one
 *   kb:date(iso)               2026年11月21日      21 Nov 2026
 *   kb:date-long(iso)          2026年11月21日（星期六）  Saturday 21 November 2026
 *   kb:date-time(iso)          2026年11月21日 09:00  21 Nov 2026, 09:00
 *   kb:money(fen)              1,500,000 元        CNY 1,500,000
 *   kb:money(fen, '万元')      150 万元            CNY 1,500,000
 *   kb:number(n)               1,234,567.5
 *   kb:days-between(a, b)      whole days from a to b, NaN unless both are dates
 *
 * `iso` is a date or the timestamp that PostgreSQL writes; what is no date, no
 * whole number of fen, no decimal, is given back as it was.
 * A text file: <texts xml:lang="en"><t k="key">text with {0}</t>…</texts>.
 */

struct sheets; /* sheets that share what they import */
struct sheet;

struct sheets *sheets_new(struct err *err) MUST_CHECK;
void sheets_free(struct sheets *all); /* NULL is harmless */
/* Loads PATH with its imports, each file once; ERR_BUG names file and line.
 * No two files have a named template of one name. The sheet is of the set. */
struct sheet *sheet_load(
    struct sheets *all, const char *path, struct err *err) MUST_CHECK;

/* Texts of a language, for kb:text, from one of its files. Kept for the
 * process; a second call for the same path loads it again. */
bool sheet_texts(
    const char *lang, const char *path, struct err *err) MUST_CHECK;
void sheet_texts_clear(void);
/* A text as kb:text without arguments gives it; NULL when there is none. */
const char *sheet_text(const char *lang, const char *key);

/* Appends it with `arg` for {0}, as kb:text does. */
void sheet_say(
    const char *lang, const char *key, const char *arg, struct buf *out);

/* An empty document whose names are looked up in the dictionary of the sheets,
 * so that a transformation compares them as pointers. The caller owns it; any
 * other document will do as well, only slower. */
xmlDoc *sheets_input(const struct sheets *all, struct err *err) MUST_CHECK;

/* To HTML by the own writer over the result tree; appends to out. `params`:
 * name, value, ..., NULL, passed as strings, never as expressions. May strip
 * blank nodes from `in` where the sheet says so. */
bool sheet_html(const struct sheet *s, xmlDoc *in, const char *const *params,
    struct buf *out, struct err *err) MUST_CHECK;
/* To a document (letters, messages, SVG); the caller owns it. */
xmlDoc *sheet_doc(const struct sheet *s, xmlDoc *in, const char *const *params,
    struct err *err) MUST_CHECK;

#endif
