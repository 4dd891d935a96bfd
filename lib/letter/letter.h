/* letter.h: official letters: a letter document set as pages. */
#ifndef LETTER_LETTER_H
#define LETTER_LETTER_H

#include <libxml/tree.h>

#include "base/err.h"
#include "draw/list.h"

/*
 * Sets a letter document (namespace urn:kuaibao:letter:1, already valid by
 * xslt/schema/letter.rng). `dir`: where seal images named in it are (NULL:
 * none are drawn). ERR_INPUT "letter-glyph" with the character and its element
 * in arg when no font has it.
 */
struct layout *letter_set(const struct fonts *f, xmlDoc *letter,
    const char *dir, struct err *err) MUST_CHECK;

/* Conformance: calls report for each rule with clause, measured value (mm) and
 * verdict; returns whether all hold. */
typedef void letter_report(void *ctx, const char *clause, const char *rule,
    double wanted, double measured, bool ok);
bool letter_check(const struct layout *l, letter_report *report, void *ctx);

#endif
