/* kind.h: the kinds of field: from what people type to what is stored. */
#ifndef FORM_KIND_H
#define FORM_KIND_H

#include <stdbool.h>
#include <stddef.h>

#include "base/buf.h"

/* What came of one typed value. */
struct kind_answer {
	bool ok;
	bool warn;        /* ok, but worth a look: code and arg say why */
	const char *code; /* text key below error.: NULL when all is well */
	char arg[128];    /* fills {0} of that text (say the right digit) */
	char
	    canonical[1024]; /* what to store; of longtext: unused, see below */
};

struct kind_rule {
	const char *kind;      /* name below, as in the procedure file */
	const char *min, *max; /* numbers (money: in `unit`), dates or "today",
				  years, characters for text; NULL */
	const char *level;     /* region: province prefecture county, one or
				  several with spaces between; NULL any */
	const char *unit;      /* money: 万元 or 元 (NULL); else for show */
	const char *today;     /* yyyy-mm-dd: "not in the future" needs it;
				  NULL: those checks are left out */
};

/* The names, NULL-ended: text longtext integer ... in table order. */
const char *const *kind_names(void);
bool kind_known(const char *name);

/*
 * Normalises (full width to half width, inner spaces, case), checks, gives the
 * canonical form. Never fails otherwise; an empty value is right and stays
 * empty (required is the form's). text/longtext of any length: the canonical
 * form goes to `out` when it is not NULL (answer.canonical holds the first
 * 1023 bytes). Sources: GB 32100-2015 uscc, GB 11643-1999 id, GB/T 2260
 * region, GB/T 9704-2012 7.2.5 wenhao; see each checker.
 * `typed` may hold any bytes; what is no UTF-8 is refused (text-utf8).
 */
void kind_check(const struct kind_rule *rule, const char *typed,
    struct kind_answer *answer, struct buf *out);

/* The same for a value in canonical form (money: 分), which passes unchanged
 * or not at all. */
void kind_check_stored(const struct kind_rule *rule, const char *stored,
    struct kind_answer *answer);

/* How a stored value is shown: 2026年11月21日, 150万元, ZL 2023 1 0123456.6;
 * ID numbers masked: 110105********002X. What is not canonical is shown as it
 * stands. */
void kind_show(const struct kind_rule *rule, const char *stored, bool english,
    struct buf *out);

/* How a stored value stands in its input box: as stored, but money in `unit`
 * without commas. kind_check takes it back to the same stored value. */
void kind_edit(
    const struct kind_rule *rule, const char *stored, struct buf *out);

#endif
