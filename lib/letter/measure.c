/* measure.c: see measure.h. */
#include "letter/measure.h"

const struct scale scale_standard = {
    .size2 = 21.0 * MM_PT,
    .size3 = 15.75 * MM_PT,
    .size4 = 13.75 * MM_PT,
    /* 22 lines fill 225 mm; 33476.2 6.2 comes to 10.447 */
    .pitch = (MM_HEIGHT - 15.75 * MM_PT) / (GRID_LINES - 1),
};

const struct scale scale_word = {
    .size2 = 22.0 * MM_PT,
    .size3 = 16.0 * MM_PT,
    .size4 = 14.0 * MM_PT,
    .pitch = 28.95 * MM_PT,
    .top = (28.95 - 16.0) / 2 * MM_PT,
};
