/* character.h: what a character is to the typesetter. */
#ifndef LETTER_CHARACTER_H
#define LETTER_CHARACTER_H

#include "letter/text.h"

enum cell_kind character_kind(uint32_t ch);
/* Em of the place that it fills whatever the face says: dashes, dots and
 * quotation marks stand in the grid; 0: the face decides. */
double character_fill(uint32_t ch);
/* Em of blank that a mark may give away: at its right, openers at their left.
 */
double character_give(uint32_t ch);
/* Invisible, a control, or one that turns the reading direction: such a
 * character makes a letter read otherwise than its text says. */
bool character_hidden(uint32_t ch);
/* Fails with the character, the path of its element and the record's field
 * (the nearest attribute `field`); see text.h. */
bool character_refuse(
    struct text_source *s, const char *code, uint32_t ch) MUST_CHECK;

#endif
