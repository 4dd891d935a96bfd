/* form.h: a form of a procedure: pairs into its data element, and its rules. */
#ifndef FORM_FORM_H
#define FORM_FORM_H

#include <libxml/tree.h>
#include <stdbool.h>

#include "base/arena.h"
#include "form/post.h"

struct form; /* compiled from a <form> of a procedure file */

/* Heap. `form` is the element of the procedure document, which must outlive
 * it. Compiles all XPath; ERR_INPUT names line and rule. */
struct form *form_new(const xmlNode *form, struct err *err) MUST_CHECK;
void form_free(struct form *f);
const char *form_name(const struct form *f);
size_t form_pages(const struct form *f);
const char *form_page_name(const struct form *f, size_t page);
bool form_declares(const struct form *f);

/* One thing wrong with one field. */
struct form_error {
	const char *path; /* input name: "industry", "year[2]/count" */
	const char *page; /* page that holds it */
	const char *code,
	    *arg;          /* text key below error.; "alert": field's own */
	const char *xpath; /* /case/record/apply/year[2]/count */
	bool warning;
	struct form_error *next;
};

struct form_state; /* what is relevant, required, read only now; arena */

/*
 * Takes the pairs of one page into `data` (the form's data element inside a
 * case document), typed text kept as it is where it does not pass. Names:
 * field, repeat[i]/field. Doubled, unknown or oversized pairs: ERR_INPUT.
 * Buttons add:REPEAT / remove:REPEAT:N change the number of items.
 */
bool form_take(const struct form *f, size_t page, const struct post *post,
    xmlNode *data, struct arena *a, struct err *err) MUST_CHECK;

/*
 * Checks page `page`, or all when page is form_pages(): kinds (canonical forms
 * are written into `data`), required, relevant, constraint, calculate, repeat
 * bounds. Irrelevant fields are left out of `clean` (a caller-owned copy of
 * data, fit for api.move_case; may be NULL) but stay in `data`, so nothing
 * typed is lost. The list is in page order; empty = right.
 */
bool form_check(const struct form *f, size_t page, xmlNode *data,
    const char *today, struct arena *a, struct form_error **errors,
    xmlNode **clean, struct err *err) MUST_CHECK;

/* Whether the page is relevant for this data: those that are not are passed. */
bool form_page_relevant(const struct form *f, size_t page, xmlNode *data);

/* Appends <field path= relevant= required= readonly= show=>…</field> for each
 * field of the page to `into`, for the sheet. */
bool form_describe(const struct form *f, size_t page, xmlNode *data,
    xmlNode *into, struct arena *a, struct err *err) MUST_CHECK;

#endif
