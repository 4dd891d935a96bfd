/* check.h: what kind.c and the checkers share; private to lib/form. */
#ifndef FORM_CHECK_H
#define FORM_CHECK_H

#include <stdbool.h>
#include <stdint.h>

#include "base/buf.h"
#include "base/err.h"
#include "form/kind.h"

/* A checker gets the normalised text, never empty, at most 1,000 bytes (text
 * and longtext: any length), and fills the answer by one of these three. */
typedef void check_fn(
    const struct kind_rule *r, const char *s, struct kind_answer *a);

void check_ok(struct kind_answer *a, const char *fmt, ...) PRINTF(2, 3);
void check_bad(struct kind_answer *a, const char *code, const char *fmt, ...)
    PRINTF(3, 4);
/* After check_ok; the first warning stays. */
void check_warn(struct kind_answer *a, const char *code, const char *fmt, ...)
    PRINTF(3, 4);

/* All of s are digits, n of them (n 0: any number but none). */
bool digits(const char *s, size_t n);
/* The character at s as text of its own: for "{0} does not belong here". */
void one_char(const char *s, char out[5]);

/* norm.c: how typed text is made even before its check. */
enum norm {
	NORM_CODE,  /* half width, no spaces, no invisible marks, upper case */
	NORM_VALUE, /* the same, letters keep their case */
	NORM_NAME,  /* half width, spaces single, none beside Han characters */
	NORM_LINE,  /* width kept, one line, ends trimmed */
	NORM_TEXT,  /* width and lines kept, CR LF becomes LF, ends trimmed */
};
void norm_text(enum norm how, const char *typed, struct buf *out);
bool char_space(uint32_t c);
bool char_han(uint32_t c);
bool char_invisible(uint32_t c); /* bidirectional, zero width, controls */
bool char_private(uint32_t c);
bool char_letter(uint32_t c);

/* code.c */
bool province_known(const char *two_digits);
check_fn code_uscc, code_id;
/* patent.c */
check_fn patent_number, patent_ipc, patent_locarno;
/* wenhao.c */
check_fn wenhao_check;
/* date.c */
check_fn date_check, date_year;
/* number.c */
check_fn number_integer, number_decimal, number_score;
/* money.c */
check_fn money_check, money_stored;
/* region.c */
check_fn region_check;
/* contact.c */
check_fn contact_phone, contact_email, contact_postcode, contact_name;
/* text.c */
check_fn text_check, text_yes_no, text_choice, text_choices, text_key;

/* show.c */
typedef void show_fn(const struct kind_rule *r, const char *stored,
    bool english, struct buf *out);
show_fn show_date, show_money, show_number, show_year, show_yes_no, show_id,
    show_patent, show_region;

#endif
