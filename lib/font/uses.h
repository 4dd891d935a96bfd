/* uses.h: which glyphs of which faces a file needs. */
#ifndef FONT_USES_H
#define FONT_USES_H

#include <stddef.h>

#include "font/font.h"

struct use {
	uint32_t gid, ch; /* of the face; a character that it stands for */
};

enum { USES_FACES = 24, USES_SEEN = 256 };

struct face_use {
	const struct face *face;
	enum font_role role; /* where it comes first */
	struct use *uses;    /* by gid, then ch, each pair once; heap */
	size_t n, cap;
	struct use seen[USES_SEEN]; /* most of those that come again */
};

struct uses {
	struct face_use faces[USES_FACES]; /* in order of appearance */
	size_t n;
	bool failed; /* out of memory, or too many faces */
};

void uses_init(struct uses *u);
void uses_add(struct uses *u, const struct face *face, enum font_role role,
    struct use use);
void uses_order(struct uses *u); /* after the last one */
void uses_clear(struct uses *u);
/* Position of a face; it must be there. */
size_t uses_face(const struct uses *u, const struct face *face);

#endif
