/* check.h: private to the checks of a set letter. */
#ifndef LETTER_CHECK_H
#define LETTER_CHECK_H

#include "draw/list.h"
#include "letter/letter.h"

struct check {
	const struct layout *l;
	letter_report *report;
	void *ctx;
	bool ok; /* all so far */
};

/* Measured must be within `near` of wanted, or on one side of it. */
void check_equal(struct check *c, const char *clause, const char *rule,
    double wanted, double measured, double near);
void check_least(struct check *c, const char *clause, const char *rule,
    double least, double measured);
void check_most(struct check *c, const char *clause, const char *rule,
    double most, double measured);

/* The first or last item with that tag on a page; NULL: none. */
const struct item *check_first(const struct page *p, const char *tag);
const struct item *check_last(const struct page *p, const char *tag);
/* The page that bears the tag first; NULL: none. */
const struct page *check_page(const struct check *c, const char *tag);

/* Top and bottom edge of the ink of all items with that tag; 0: none. */
double check_top(const struct page *p, const char *tag);
double check_bottom(const struct page *p, const char *tag);

/* Where an item begins, to be held against `edge`: the blank half of an opening
 * mark at its start may have been squeezed away. */
double check_left(const struct item *it, double edge);

/* The item's element on that row as one: runs of several faces together. */
struct item check_row(const struct page *p, const struct item *it);

/* check_font.c, check_head.c, check_foot.c, check_back.c, check_text.c: parts of letter_check */
void check_fonts(struct check *c);
void check_head(struct check *c);
void check_sign(struct check *c);
void check_foot(struct check *c);
void check_back(struct check *c);
void check_text(struct check *c);

#endif
