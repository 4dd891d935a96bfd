/* date.h: calendar dates. */
#ifndef FORM_DATE_H
#define FORM_DATE_H

#include <stdbool.h>

/* Years 1800 to 2199, Gregorian. */
bool date_real(int year, int month, int day);

enum date_fault { DATE_OK, DATE_FORM, DATE_YEAR, DATE_DAY };
/*
 * Reads one date in any spelling people use: 2026-11-21, 2026/11/21,
 * 2026.11.21, 20261121, 2026年11月21日, 二〇二六年十一月二十一日. No spaces.
 * DATE_YEAR: a year of two digits; DATE_DAY: the day is missing.
 */
enum date_fault date_read(const char *s, int *year, int *month, int *day);

#endif
