/* list.h: the display list: pages of glyph runs, rules, images, with places. */
#ifndef DRAW_LIST_H
#define DRAW_LIST_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "font/font.h"
#include "font/uses.h"

/* All places are millimetres from the page's top left, y down. */
#define MM_PT (25.4 / 72.0)
#define MM_PAGE_W 210.0 /* A4 */
#define MM_PAGE_H 297.0

enum item_kind { ITEM_RUN, ITEM_RULE, ITEM_CODE, ITEM_IMAGE };
enum item_color { COLOR_BLACK, COLOR_RED };

struct glyph {
	uint32_t gid; /* of the run's face */
	uint32_t ch;  /* the character that it stands for */
	double x;     /* origin, from the run's x */
	double w;     /* room that it takes */
};

struct picture; /* a decoded image, see png.h */

struct item {
	enum item_kind kind;
	enum item_color color;
	const char *tag; /* element name, constant; see tags below */
	size_t node;     /* in layout->nodes; 0: decoration of the page */
	double x, y;     /* run: origin of the first glyph, on the baseline;
			      else top left */
	double w, h;     /* run: width and em height; else size */
	const struct face *face;
	enum font_role role;
	struct glyph *glyphs;
	size_t n;
	const struct picture *picture;
	size_t side;            /* of a code, in modules */
	const uint8_t *modules; /* side rows of side, the low bit: dark */
	bool turned; /* a run that reads from the foot of the page upwards:
			glyphs go up from (x, y), their tops to the left */
};

/* Tags beside the element names of the letter document: "page-number",
 * "red-rule", "double-rule", "imprint-rule", "imprint-date", "seal",
 * "code", "qr", "table-rule", "stamp". */

/* A character that the first face of its role lacks. */
struct fallback {
	uint32_t ch;
	enum font_role role;
	const struct face *face; /* that has it */
	const char *tag;         /* element where it came first */
};

/* What a reader of the tagged file is told, in reading order. */
struct node {
	const char *tag;  /* element name */
	size_t parent;    /* index, 0: the letter */
	const char *text; /* images: what stands for them, else NULL */
};

struct page {
	struct item *items;
	size_t n, cap;
	unsigned number;
	bool numbered; /* whether the number is shown */
};

enum letter_form {
	FORM_DOCUMENT, /* 文件 */
	FORM_LETTER,   /* 信函 */
	FORM_ORDER,    /* 命令 */
	FORM_MINUTES,  /* 纪要 */
	FORM_SHEET     /* no letter: a sheet without a head */
};

struct layout {
	struct arena *arena; /* holds all below */
	const struct fonts *fonts;
	enum letter_form form;
	double area[4];            /* the type area: x, y, width, height */
	const struct scale *scale; /* letter/measure.h */
	struct page *pages;
	size_t n, cap;
	struct node *nodes; /* [0] is the letter itself */
	size_t nodes_n, nodes_cap;
	const char *title, *organ, *number, *date; /* UTF-8, "" when absent */
	struct fallback *fallback; /* each once, in order of appearance */
	size_t fallbacks, fallback_cap;
	size_t counted; /* pages before the first that counts as 1 */
	size_t bound;   /* pages bound together; behind them annexes apart */
	bool sealed;    /* whether a seal's place is kept */
	bool to_moved;  /* 主送 stands in the imprint */
	bool failed;    /* latched: out of memory */
};

void layout_free(struct layout *l); /* NULL-safe; before fonts_close */

/* All of these latch l->failed and then do nothing (return NULL or 0). */
void *list_alloc(struct layout *l, size_t n); /* zeroed */
struct page *list_page(struct layout *l);     /* the new last page */
/* A copy of *it at the end of the page. */
void list_item(struct layout *l, struct page *p, const struct item *it);
size_t list_node(struct layout *l, const char *tag, size_t parent);
/* Records a fallback unless it is there. */
void list_fallback(struct layout *l, const struct fallback *f);

/* Which glyphs the pages need; uses_clear after. */
void list_uses(const struct layout *l, struct uses *u);

/* Top and bottom edge of an item: of the em box for runs. */
double item_top(const struct item *it);
double item_bottom(const struct item *it);
double item_right(const struct item *it);
/* The same of what is drawn: of a run, of its glyphs' ink. Blank runs have
 * none: false. */
bool item_ink(const struct item *it, double *top, double *bottom);

/* Dark modules of a code that touch in a row. */
struct bar {
	size_t row, from, n;
};
/* The first bar behind *bar, which begins as {0}; false: there is none. */
bool item_bar(const struct item *it, struct bar *bar);

#endif
