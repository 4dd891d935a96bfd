/* kind.h: the kinds of field: from what people type to what is stored. */
#ifndef FORM_KIND_H
#define FORM_KIND_H

#include <stddef.h>

#include "base/buf.h"

/* What came of one typed value. */
struct kind_answer {
	bool ok;
	bool warn;             /* ok, but worth a look: code and arg say why */
	const char *code;      /* text key below error.: NULL when all is well */
	char arg[128];         /* fills {0} of that text (say the right digit) */
	char canonical[1024];  /* what to store; of longtext: unused, see below */
};

struct kind_rule {
	const char *kind;      /* name below, as in the procedure file */
	const char *min, *max; /* numbers, dates, or characters for text; NULL */
	const char *level;     /* region: province prefecture county; NULL any */
	const char *unit;      /* money: 万元 or 元 */
	const char *today;     /* yyyy-mm-dd: "not in the future" needs it */
};

/* The names, NULL-ended: text longtext integer ... in table order. */
const char *const *kind_names(void);
bool kind_known(const char *name);

/*
 * Normalises (full width to half width, inner spaces, case), checks, gives the
 * canonical form. Never fails otherwise. text/longtext of any length: the
 * canonical form goes to `out` when it is not NULL (answer.canonical holds the
 * first 1023 bytes). Sources: GB 32100-2015 uscc, GB 11643-1999 id, GB/T 2260
 * region, GB/T 9704-2012 7.2.5 wenhao; see each checker.
 */
void kind_check(const struct kind_rule *rule, const char *typed,
    struct kind_answer *answer, struct buf *out);

/* How a stored value is shown: 2026年11月21日, 150万元, ZL 2023 1 0123456.6. */
void kind_show(const struct kind_rule *rule, const char *stored, bool english,
    struct buf *out);

#endif
