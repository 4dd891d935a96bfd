/* sfnt.h: a TrueType file of the glyphs that a letter uses. */
#ifndef FONT_SFNT_H
#define FONT_SFNT_H

#include "font/fontfile.h"
#include "font/uses.h"

/*
 * Makes a file with the tables OS/2 cmap glyf head hhea hmtx loca maxp name
 * post. Glyph 0 is the face's own; the others follow as in `use`, each gid
 * once. `name` is its PostScript name. The caller clears `out`.
 */
void sfnt_make(
    const struct face_use *use, const char *name, struct fontfile *out);

#endif
