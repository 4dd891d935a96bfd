/* font.h: the roles of a letter's type and the faces that play them. */
#ifndef FONT_FONT_H
#define FONT_FONT_H

#include "base/err.h"
#include "font/face.h"

/* Fonts, opened once and kept: each role resolved to files, the operator's
 * directory first. Process lifetime. */
struct fonts;
struct fonts *fonts_open(const char *dir, struct err *err) MUST_CHECK;
void fonts_close(struct fonts *f);

/* Memory for setting one letter, kept between letters so that the system does
 * not have to clear it anew; NULL: out of memory. What is given back is empty.
 * Give it back before fonts_close. */
struct arena;
struct arena *fonts_arena_take(const struct fonts *f);
void fonts_arena_give(const struct fonts *f, struct arena *a);

enum font_role {
	FONT_FANGSONG, /* text */
	FONT_XBS,      /* 小标宋: marks and titles */
	FONT_HEI,
	FONT_KAI,
	FONT_SONG, /* page numbers */
	FONT_ROLES
};

/* One character in one role. */
struct font_glyph {
	const struct face *face;
	uint32_t gid;
	double advance; /* em */
	bool fallback;  /* not of the role's first face */
};

/* False: no face has it. */
bool font_find(const struct fonts *f, enum font_role role, uint32_t ch,
    struct font_glyph *out);

/* What is made once for all letters that are set in them. */
struct memo *fonts_memo(const struct fonts *f);

const char *font_role_name(enum font_role role);
/* The face that plays the role. */
const struct face *font_face(const struct fonts *f, enum font_role r);
/* Whether the role is played by a face of its own style, not a stand-in. */
bool font_proper(const struct fonts *f, enum font_role r);

/* Family names for a page's font-family: the role's list, ended by NULL. */
const char *const *font_stack(enum font_role role);

#endif
