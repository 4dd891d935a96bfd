/* face.h: one typeface file, mapped once, read by HarfBuzz. */
#ifndef FONT_FACE_H
#define FONT_FACE_H

#include <hb.h>
#include <stdbool.h>
#include <stdint.h>

/* Height of an em box above the baseline, of its height. */
#define EM_ASCENT 0.88

struct face {
	char *path;     /* file */
	char *name;     /* PostScript name, ASCII, for the writers */
	char *family;   /* family name in Chinese or English */
	unsigned index; /* in a collection */
	unsigned files; /* faces in it */
	unsigned id;    /* position among the open faces */
	double upem;
	bool cff; /* outlines in a CFF table, else glyf */
	hb_face_t *hb;
	hb_font_t *font; /* scaled to upem */
	struct shapes *shapes;
	int16_t (
	    *inks)[2]; /* top and bottom of each glyph that was asked for */
};

/* Heap; NULL when it is no font, is damaged or forbids embedding (OS/2
 * fsType), which is not an error: the next choice is tried. */
struct face *face_open(const char *path, unsigned index);
void face_close(struct face *f);

/* Whether the face bears that family, full or PostScript name. */
bool face_named(const struct face *f, const char *name);

/* 0: the face lacks the character. */
uint32_t face_glyph(const struct face *f, uint32_t ch);
double face_advance(const struct face *f, uint32_t gid); /* in em */
/* Top and bottom edge of the ink above the baseline, in em; both 0: blank. */
void face_ink(const struct face *f, uint32_t gid, double *top, double *bottom);
/* Draws the outline, in units. */
void face_draw(
    const struct face *f, uint32_t gid, hb_draw_funcs_t *funcs, void *pen);
/* A table, borrowed until the blob is destroyed by the caller. */
hb_blob_t *face_table(const struct face *f, const char tag[4]);

#endif
