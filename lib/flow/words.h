/* words.h: a letter's words that stand in the procedure file, filled in. */
#ifndef FLOW_WORDS_H
#define FLOW_WORDS_H

#include "flow/procedure.h"

/*
 * Where the letter of that name has <words> in the file: appends to `data`
 * (<letter-data> over <case>) <words><subject/><to/>(<p/>|<h1/>...<h4/>|
 * <table/>|<annex-note/>)*<contact/>?<copies/>?</words>, each {xpath} answered
 * from the case: a field's value as form_say says it, a limit as its length
 * and last day, else its text, with dates written out. A line break within a
 * <p> begins a new one; what comes out empty is left out.
 */
bool words_fill(const struct procedure *p, const char *letter, xmlNode *data,
    struct err *err) MUST_CHECK;

#endif
