/* measure.c: see measure.h. */
#include "letter/measure.h"

const struct scale scale_standard = {
    .size2 = 21.0 * MM_PT,
    .size3 = 15.75 * MM_PT,
    .size4 = 13.75 * MM_PT,
    .pitch = 10.447, /* (297 - 34.58 - 32.58) / 22: 33476.2 6.2 */
};

const struct scale scale_word = {
    .size2 = 22.0 * MM_PT,
    .size3 = 16.0 * MM_PT,
    .size4 = 14.0 * MM_PT,
    .pitch = 28.95 * MM_PT,
    .top = (28.95 - 16.0) / 2 * MM_PT,
};
