/* set.h: setting one letter: head, flow of rows, pages, foot. */
#ifndef LETTER_SET_H
#define LETTER_SET_H

#include "letter/letter.h"
#include "letter/line.h"
#include "letter/measure.h"
#include "letter/text.h"

enum row_kind {
	ROW_HEAD,
	ROW_TITLE,
	ROW_TO,
	ROW_BODY, /* what 9704 7.3.3 calls 正文 */
	ROW_ANNEX_NOTE,
	ROW_ATTENDANCE,
	ROW_SIGN,
	ROW_NOTE,
	ROW_ANNEX
};

#define GAP_LEAD (-1.0) /* the line distance of the page */

/* A row of the flow: items whose y counts from the row's top. */
struct row {
	struct item *items;
	size_t n, cap;
	enum row_kind kind;
	double h;     /* height */
	double gap;   /* from the row above, box to box, or GAP_LEAD */
	double least; /* the gap may shrink to this, when > 0 */
	double foot;  /* room kept below on the same page (a seal) */
	bool edge;    /* the gap is from ink to ink: 33476.2 */
	bool keep;    /* on one page with the row above */
	bool page;    /* begins a new page */
	/* Rows of a table: */
	bool ruled;     /* closed by rules where a page cuts the table */
	bool head;      /* one of the head rows */
	size_t head_at; /* first of the head rows, which are repeated */
	size_t heads;   /* how many; 0: none */
	double ink[2];  /* top and bottom, once row_ink has measured it */
	bool inked;
};

struct galley {
	struct row *rows;
	size_t n, cap;
};

enum align { ALIGN_LEFT, ALIGN_CENTRE, ALIGN_RIGHT };

/* How a text becomes rows. */
struct para {
	struct measure m;
	double x;    /* left edge of the measure on the page */
	double size; /* em height */
	double gap;  /* above the first line, ink to ink, or GAP_LEAD */
	enum row_kind kind;
	bool keep;   /* all lines on one page, with the row above */
	bool follow; /* the first line on the page of the row above */
};

struct setter {
	struct layout *l;
	const struct scale *k; /* of l */
	struct text_source src;
	struct err *err;
	const xmlNode *root; /* <letter> */
	const char *dir;     /* of seal images, or NULL */
	size_t node;         /* parent of new nodes */
	struct row head;     /* items of page 1 above the flow, absolute */
	double start;        /* top of the flow's ink on page 1; 0: no head */
	struct galley flow;
	bool to_moved;     /* 主送 went to the imprint: 9704 7.3.2 */
	bool tight;        /* smaller marks, so that page 1 shows text */
	bool again;        /* one of these was just set: set anew */
	const char *label; /* 附件n above a nested letter, or NULL */
	unsigned nested;   /* how deep in other letters */
	size_t first_page; /* pages of the layout before this flow */
};

/* set.c */
/* Names the element that following text belongs to, and where it stands in the
 * document. */
void set_tag(struct setter *s, const char *tag, const xmlNode *n);
bool set_busy(struct setter *s); /* fails: out of memory */
const char *set_date(struct setter *s, const xmlNode *date); /* 2026年3月5日 */
/* Sets a nested letter's pages behind those there are. */
bool set_letter(struct setter *s) MUST_CHECK;

/* row.c */
/* A new row at the end of the flow; NULL: out of memory. */
struct row *row_new(struct setter *s, enum row_kind kind, double gap, double h);
void row_item(struct setter *s, struct row *row, const struct item *it);
void row_rule(struct setter *s, struct row *row, const char *tag, double x,
    double y, double w, double h, enum item_color color);
/* Cells of a line as runs, its top edge at `top`, the measure's left edge at
 * `left`; x[] and w[] as line_place has them. */
void row_line(struct setter *s, struct row *row, const struct text *t,
    const struct line *l, const double *x, double left, double top, double size,
    enum item_color color);
/* Top and bottom edge of the ink from the row's top. */
const double *row_ink(struct row *row);
/* Moves all items of `from` down by y and into `row`. */
void row_join(struct setter *s, struct row *row, struct row *from, double y);

/* galley.c */
bool flow_para(
    struct setter *s, struct text *t, const struct para *p) MUST_CHECK;
/* One line at once, no breaking; returns its width. Aligned about x. */
double row_text(struct setter *s, struct row *row, const struct text *t,
    double x, double top, double size, double em, enum align a,
    enum item_color color);

/* head.c */
bool head_set(struct setter *s) MUST_CHECK;
/* body.c: title, 主送, body */
bool title_set(
    struct setter *s, struct text *title, double gap, bool edge) MUST_CHECK;
bool body_set(struct setter *s, const xmlNode *body) MUST_CHECK;
bool front_set(struct setter *s) MUST_CHECK;
struct para para_text(const struct setter *s, enum row_kind kind);
/* back.c: 附件说明, 出席, 署名, 附注 */
bool back_set(struct setter *s) MUST_CHECK;
/* table.c */
bool table_set(struct setter *s, const xmlNode *table, double gap) MUST_CHECK;
/* sign.c */
bool sign_set(struct setter *s, const xmlNode *sign) MUST_CHECK;
/* annex.c: those bound with the letter, then those bound apart */
bool annexes_set(struct setter *s, bool apart) MUST_CHECK;
/* plan.c: the flow into pages; sets s->again and does nothing when it must be
 * set anew */
bool pages_fill(struct setter *s) MUST_CHECK;
/* page.c: numbers, rules */
bool pages_furnish(struct setter *s) MUST_CHECK;
/* imprint.c */
bool imprint_set(struct setter *s) MUST_CHECK;
/* code.c: the verification code's square and text */
bool code_set(struct setter *s) MUST_CHECK;

#endif
