/* pdf.h: the PDF writer's parts: objects, fonts, pages, structure, metadata. */
#ifndef DRAW_PDF_H
#define DRAW_PDF_H

#include "base/buf.h"
#include "base/err.h"
#include "draw/draw.h"
#include "draw/put.h"
#include "font/uses.h"

/* A face in the file: which glyphs, under which codes. */
struct pdf_glyph {
	uint32_t gid, ch; /* of the face; the character of ToUnicode */
	uint32_t cid;     /* the code in the content streams */
	unsigned width;   /* 1/1000 em, as in W */
};

struct pdf_font {
	const struct face *face;
	const struct face_use *use;
	struct pdf_glyph *glyphs; /* by gid, each once; heap */
	size_t n;
	unsigned object;
};

struct pdf_image {
	const struct picture *picture;
	unsigned object;
};

enum { PDF_IMAGES = 32 };

struct pdf {
	const struct layout *l;
	struct buf *out;
	struct err *err;
	size_t start;    /* out->len at the first byte */
	size_t *offsets; /* of objects 1..n; heap */
	unsigned n, cap;
	struct uses uses;
	struct pdf_font fonts[USES_FACES]; /* [i] is named Fi */
	size_t fonts_n;
	struct pdf_image images[PDF_IMAGES];
	size_t images_n;
	unsigned *page_objects; /* heap */
	struct pdf_mark *marks; /* heap: see pdf_tag.c */
	size_t marks_n, marks_cap;
	struct buf said; /* what the file says: its id is of this */
	unsigned catalog, info, metadata, intent, struct_root, pages;
	bool failed; /* latched: out of memory */
};

/* pdf.c */
unsigned pdf_new(struct pdf *p);            /* reserves an object */
void pdf_begin(struct pdf *p, unsigned id); /* "id 0 obj" */
void pdf_end(struct pdf *p);
void pdf_ref(struct pdf *p, unsigned id); /* "id 0 R " */
/* A stream; `dict` holds further keys, "" none. Deflated unless plain. */
void pdf_stream(struct pdf *p, unsigned id, const char *dict, const void *data,
    size_t n, bool plain);
/* The stream alone, of data that is deflated already. */
void pdf_put_packed(struct buf *b, const char *dict, const struct buf *z);
void pdf_string(struct buf *b, const char *utf8); /* UTF-16BE, as hex */

/* pdf_font.c: the glyphs of the letter as fonts. */
bool pdf_fonts(struct pdf *p) MUST_CHECK;
/* The glyph in its font; NULL cannot be once collected. */
const struct pdf_glyph *pdf_glyph_get(
    const struct pdf *p, const struct face *face, uint32_t gid, size_t *font);

/* pdf_page.c */
bool pdf_pages(struct pdf *p) MUST_CHECK;

/* pdf_tag.c: which marked content belongs to which node. */
unsigned pdf_mark_add(struct pdf *p, size_t page, size_t node);
const char *pdf_mark_type(const char *tag); /* P, H1, ... */
bool pdf_structure(struct pdf *p) MUST_CHECK;

/* pdf_meta.c: information, XMP, output intent with an sRGB profile. */
bool pdf_meta(struct pdf *p) MUST_CHECK;

#endif
