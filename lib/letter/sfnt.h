/* sfnt.h: a TrueType file of the glyphs that a letter uses. */
#ifndef LETTER_SFNT_H
#define LETTER_SFNT_H

#include "letter/fontfile.h"
#include "letter/uses.h"

/*
 * Makes a file with the tables OS/2 cmap glyf head hhea hmtx loca maxp name
 * post. Glyph 0 is the face's own; the others follow as in `use`, each gid
 * once. `name` is its PostScript name. The caller clears `out`.
 */
void sfnt_make(
    const struct face_use *use, const char *name, struct fontfile *out);

#endif
