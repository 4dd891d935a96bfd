/* letter.h: official letters: letter document -> layout -> list -> writer. */
#ifndef LETTER_LETTER_H
#define LETTER_LETTER_H

#include <libxml/tree.h>

#include "base/buf.h"
#include "base/err.h"

/* Fonts, opened once and kept: roles fangsong xbs hei kai song resolved to
 * files, the operator's directory first. Process lifetime. */
struct letter_fonts;
struct letter_fonts *letter_fonts_open(
    const char *dir, struct err *err) MUST_CHECK;
void letter_fonts_close(struct letter_fonts *f);

/* Measures, numbers in millimetres, after GB/T 9704-2012 (LETTERS rules in
 * lib/letter/measure.h). */
struct letter_layout; /* pages of display items: glyph runs, rules, images */

/*
 * Sets a letter document (namespace urn:kuaibao:letter:1, already valid by
 * xslt/schema/letter.rng). `dir`: where seal images named in it are (NULL:
 * none are drawn). ERR_INPUT "letter-glyph" with the character and its element
 * in arg when no font has it.
 */
struct letter_layout *letter_set(const struct letter_fonts *f, xmlDoc *letter,
    const char *dir, struct err *err) MUST_CHECK;
void letter_layout_free(struct letter_layout *l);
size_t letter_pages(const struct letter_layout *l);

/* PDF: fonts embedded as subsets, ToUnicode exact; same letter, same bytes. */
bool letter_pdf(
    const struct letter_layout *l, struct buf *out, struct err *err) MUST_CHECK;
/* OFD (GB/T 33190-2016) from the same list: the glyphs embedded as TrueType,
 * the letter's elements as CustomTags; same letter, same bytes. */
bool letter_ofd(
    const struct letter_layout *l, struct buf *out, struct err *err) MUST_CHECK;
/* An HTML fragment page for preview: same lines at the same places. */
bool letter_html(
    const struct letter_layout *l, struct buf *out, struct err *err) MUST_CHECK;
/* Conformance: calls report for each rule with clause, measured value (mm) and
 * verdict; returns whether all hold. */
typedef void letter_report(void *ctx, const char *clause, const char *rule,
    double wanted, double measured, bool ok);
bool letter_check(
    const struct letter_layout *l, letter_report *report, void *ctx);

#endif
