/* cff.h: a CFF table of the glyphs that a letter uses. */
#ifndef FONT_CFF_H
#define FONT_CFF_H

#include "font/fontfile.h"
#include "font/uses.h"

/*
 * Makes a bare CID-keyed CFF table (Adobe Technical Note 5176): CID and
 * glyph numbers are alike, 0 is the face's own, the others follow as in `use`,
 * each gid once. Only for faces of 1000 units an em. The caller clears
 * `out`.
 */
void cff_make(
    const struct face_use *use, const char *name, struct fontfile *out);

#endif
