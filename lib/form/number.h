/* number.h: decimal numbers as scaled integers, never as floating point. */
#ifndef FORM_NUMBER_H
#define FORM_NUMBER_H

#include <stdint.h>

#include "base/buf.h"

enum number_fault { NUMBER_OK, NUMBER_FORM, NUMBER_PLACES, NUMBER_LARGE };

/*
 * Reads +-1,234.50 (commas only every three digits) into *scaled, the value
 * times 10^places. NUMBER_PLACES: more decimals than that (zeros at the end do
 * not count); NUMBER_LARGE: beyond +-limit.
 */
enum number_fault number_read(
    const char *s, int places, int64_t limit, int64_t *scaled);
/* The value back as text: no zeros at the end, commas when `group`. */
void number_write(int64_t scaled, int places, bool group, struct buf *out);

#endif
