/* text.h: running text as cells: characters with glyphs and breaking marks. */
#ifndef LETTER_TEXT_H
#define LETTER_TEXT_H

#include <libxml/tree.h>

#include "draw/list.h"

enum cell_kind {
	CELL_HAN,   /* full width, may stand anywhere */
	CELL_OPEN,  /* may not end a line */
	CELL_CLOSE, /* may not begin a line */
	CELL_WORD,  /* letters, digits: keep together */
	CELL_SPACE,
	CELL_BREAK /* <br/> */
};

struct cell {
	uint32_t ch, gid;
	const struct face *face;
	enum font_role role;
	enum cell_kind kind;
	const char *tag; /* element, see list.h */
	size_t node;
	signed char shift; /* 1: superscript, -1: subscript */
	bool glued;        /* no line break before this cell */
	bool soft;         /* glued, but may be broken at need: in a name */
	double advance;    /* em of the text */
	double inset;      /* em from the cell's left to the glyph's origin */
	double trim;       /* em taken off beside another mark */
};

struct text {
	struct cell *cells;
	size_t n, cap;
};

/* Where text comes from and what becomes of a character that cannot be set:
 * ERR_INPUT "letter-glyph" (no font has it) or "letter-character" (invisible,
 * or turns the reading direction), arg "字 U+XXXX, path of the element, the
 * record's field" as far as they are known. */
struct text_source {
	struct layout *layout;
	struct err *err;
	const char *tag; /* given to the cells that are added */
	size_t node;
	const xmlNode *at; /* the element that is read */
};

/* Appends the element's inline content, white space normalised, in that role;
 * <em> is set in 黑体. False with err set. */
bool text_add_node(struct text_source *s, struct text *t, const xmlNode *n,
    enum font_role role) MUST_CHECK;
/* Appends plain text as it is. */
bool text_add(struct text_source *s, struct text *t, const char *utf8,
    enum font_role role) MUST_CHECK;

/* Sets `glued` over the whole text; call when it is complete. */
void text_glue(struct text *t);

/* Natural width of cells [from, to) in em. */
double text_width(const struct text *t, size_t from, size_t to);
/* Whether the cells from i on spell the UTF-8 word. */
bool text_at(const struct text *t, size_t i, const char *word);
/* UTF-8 of all cells, in the layout's arena. */
const char *text_string(struct layout *l, const struct text *t);

#endif
