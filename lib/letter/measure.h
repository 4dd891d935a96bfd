/* measure.h: the measures of an official letter, in millimetres, each with the
 * clause that gives it. 9704 is GB/T 9704-2012, 33476.2 is GB/T 33476.2-2016. */
#ifndef LETTER_MEASURE_H
#define LETTER_MEASURE_H

#include "draw/list.h"

/* Type area of the paper: 9704 5.2.1 */
#define MM_LEFT 28.0
#define MM_TOP 37.0
#define MM_WIDTH 156.0
#define MM_HEIGHT 225.0
#define MM_RIGHT (MM_LEFT + MM_WIDTH)
#define MM_MIDDLE (MM_LEFT + MM_WIDTH / 2)
#define MM_BOTTOM (MM_TOP + MM_HEIGHT)

/* Grid: 22 lines of 28 characters, 9704 5.2.3; one character is 156/28 wide
 * (9704 3.1), one line pitch is 29.61 pt (33476.2 6.2). */
#define GRID_CHARS 28
#define GRID_LINES 22
#define MM_CELL (MM_WIDTH / GRID_CHARS)

/*
 * Sizes of type and the line pitch, in mm. The standard's: 21, 15.75 and
 * 13.75 pt at 29.61 pt. The office programs' (grid="word"): 22, 16 and 14 pt
 * at 28.95 pt, the first line half a lead below the top of the type area.
 */
struct scale {
	double size2; /* title: 9704 7.3.1 */
	double size3; /* text: 9704 5.2.2 */
	double size4; /* imprint, page number: 9704 7.4, 7.5 */
	double pitch;
	double top; /* of the first line in the type area */
};
extern const struct scale scale_standard, scale_word;

#define MM_SIZE_5S (9.0 * MM_PT) /* of the code beside its square */

/* Distances from the edge of one element's ink to the next one's: 33476.2 */
#define MM_78 4.84    /* 7/8 of a size-3 height */
#define MM_LINE 10.39 /* one line; one blank line */
#define MM_TWO 20.78  /* two lines */

/* Mark: 9704 7.2.4, 10.1, 10.2; size at most 15 wide (edition of 1999) */
#define MM_MARK_DOCUMENT 35.0 /* below the top of the type area */
#define MM_MARK_LETTER 30.0   /* below the top of the paper */
#define MM_MARK_ORDER 20.0    /* below the top of the type area */
#define MM_MARK_SIZE 15.0

/* Red rules: 9704 7.2.7, 10.1; thickness is usage, not clause */
#define MM_RED_GAP 4.0
#define MM_RED_RULE 0.70
#define MM_DOUBLE_WIDTH 170.0
#define MM_DOUBLE_LEFT ((MM_PAGE_W - MM_DOUBLE_WIDTH) / 2)
#define MM_DOUBLE_FOOT 20.0 /* above the bottom of the paper */
#define MM_DOUBLE_THICK 0.53
#define MM_DOUBLE_THIN 0.26
#define MM_DOUBLE_GAP 0.50

/* Signature: 9704 7.3.5; seal diameter by 国发〔1999〕25号 unless given */
#define SIGN_RIGHT_SEAL 4 /* characters right of the date */
#define SIGN_RIGHT_PLAIN 2
#define MM_SEAL 42.0
#define MM_SEAL_TOP MM_LINE /* at most this far below the text */
#define SEALS_A_ROW 3       /* edition of 1999 */

/* Imprint: 9704 7.4.1 */
#define MM_RULE_THICK 0.35
#define MM_RULE_THIN 0.25

/* Page number: 9704 7.5 */
#define MM_NUMBER_BELOW 7.0

/* How far the line pitch may give when a signature does not fit (9704
 * 7.3.5.5): from 25 lines a page to 18. */
#define MM_LEAD_LEAST 3.50
#define MM_LEAD_MOST 7.20

#define MM_NEAR 0.05 /* equal, for a measured place */

#endif
