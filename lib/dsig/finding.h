/* finding.h: what is wrong with a message: rule, place, words for both sides. */
#ifndef DSIG_FINDING_H
#define DSIG_FINDING_H

#include <libxml/tree.h>
#include <stddef.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/err.h"

enum { FINDINGS_MOST = 50 }; /* the rest is counted only */

/* All text UTF-8, in the report's arena. */
struct finding {
	const char *code;  /* the rule's id: text key below error. */
	const char *xpath; /* with the document's own prefixes; "" no place */
	int line;          /* 0: unknown */
	const char *zh, *en;
	struct finding *next;
};

struct report {
	struct arena *a;
	struct finding *first, *last;
	size_t n; /* also what stands past FINDINGS_MOST */
};

void report_init(struct report *r, struct arena *a);
/*
 * Adds the finding whose words are error.CODE of the text files, `arg` (may
 * be NULL) for {0}; `at` (may be NULL) gives XPath and line. The first also
 * fills err with kind and code. False, so that a check may end with it.
 */
bool report_fail(struct report *r, enum err_kind kind, const char *code,
    const xmlNode *at, const char *arg, struct err *err);
/* The same with words that are known already (those of a procedure's rule). */
bool report_say(struct report *r, const char *code, const xmlNode *at,
    const char *zh, const char *en, struct err *err);
/* A refusal that some other module told by err alone (guard, database), as the
 * finding of that code, its "line N" kept. */
void report_take(struct report *r, const struct err *err);

/* Appends <x:finding code xpath line><x:text xml:lang>…</x:text>{2}</x:finding>
 * for each to `parent`, prefix and namespace those of parent; marks what cannot
 * be seen (bidirectional controls, invisible characters) as U+XXXX. False:
 * out of memory. */
bool report_write(const struct report *r, xmlNode *parent) MUST_CHECK;

#endif
