/* letter.h: official letters: a letter document set as pages. */
#ifndef LETTER_LETTER_H
#define LETTER_LETTER_H

#include <libxml/tree.h>

#include "base/err.h"
#include "draw/list.h"

/*
 * Sets a letter document (namespace urn:kuaibao:letter:1, already valid by
 * xslt/schema/letter.rng). `dir`: where the images of seals and stamps named in
 * it are (NULL: their places are kept, none is drawn). ERR_INPUT with an arg:
 * "letter-glyph" no font has a character, "letter-character" it is invisible or
 * turns the reading direction (see text.h), "letter-image" an image cannot be
 * read; and "letter-title", "letter-nesting", "letter-code".
 */
struct layout *letter_set(const struct fonts *f, xmlDoc *letter,
    const char *dir, struct err *err) MUST_CHECK;

/* Conformance: calls report for each rule with clause, measured value and
 * verdict; returns whether all hold. Values are mm, or counts: rows, faults of
 * wording, 1 for yes. */
typedef void letter_report(void *ctx, const char *clause, const char *rule,
    double wanted, double measured, bool ok);
bool letter_check(const struct layout *l, letter_report *report, void *ctx);

#endif
