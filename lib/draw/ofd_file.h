/* ofd_file.h: OFD files from outside (GB/T 33190-2016), as marks on pages. */
#ifndef DRAW_OFD_FILE_H
#define DRAW_OFD_FILE_H

#include <stdint.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/err.h"

struct picture; /* see png.h */

enum ofd_kind { OFD_TEXT, OFD_PATH, OFD_IMAGE };

/* A character and where its glyph's origin stands, in the object's space. */
struct ofd_code {
	uint32_t ch, gid; /* gid 0: as the font's cmap says */
	double x, y;
};

/* A step of a path in the object's space: M and L to one point, Q by one and B
 * by two more, C back to the beginning. */
struct ofd_step {
	char op;
	double at[6];
};

/* Lengths are millimetres, y down. */
struct ofd_mark {
	enum ofd_kind kind;
	double m[6]; /* from the object's space to the page, as CTM has it */
	uint8_t rgb[3];
	size_t n;    /* codes or steps */
	size_t font; /* of a text: in file->fonts */
	double size; /* em */
	struct ofd_code *codes;
	struct ofd_step *steps;
	bool fill, even_odd;           /* of a path */
	double stroke;                 /* width of its line; 0: none */
	const struct picture *picture; /* fills the unit square */
};

struct ofd_page {
	double box[4]; /* x, y, width, height */
	struct ofd_mark *marks;
	size_t n, cap;
};

struct ofd_font {
	unsigned id;
	const char *name;
	const void *data; /* the file inside; NULL: none */
	size_t n;
};

struct ofd_image {
	unsigned id;
	const struct picture *picture;
};

enum { OFD_FILE_PAGES = 2000, OFD_FILE_FONTS = 64, OFD_FILE_IMAGES = 64 };

struct ofd_file {
	struct arena *arena; /* holds all below */
	const char *title;   /* "": none */
	struct ofd_page *pages;
	size_t n;
	struct ofd_font fonts[OFD_FILE_FONTS];
	size_t fonts_n;
	struct ofd_image images[OFD_FILE_IMAGES];
	size_t images_n;
	size_t passed; /* objects of kinds that are not read */
};

/*
 * Reads the first document of the package: text, paths, PNG images, embedded
 * fonts; what else stands on the pages is counted in `passed`. The bytes may go
 * after. ERR_INPUT "ofd" with the part in arg, or what unzip_open, unzip_read
 * and doc_parse say; ERR_LARGE "zip-too-large".
 */
struct ofd_file *ofd_file_open(
    const void *p, size_t n, struct err *err) MUST_CHECK;
void ofd_file_close(struct ofd_file *f); /* NULL-safe */
/* Appends the page's text, one object a line, in the order of drawing. */
void ofd_file_text(const struct ofd_file *f, size_t page, struct buf *out);

#endif
