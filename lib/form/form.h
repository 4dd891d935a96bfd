/* form.h: a form of a procedure: pairs into its data element, and its rules. */
#ifndef FORM_FORM_H
#define FORM_FORM_H

#include <libxml/tree.h>
#include <stdbool.h>

#include "base/arena.h"
#include "base/buf.h"
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

/*
 * Takes the pairs of one page into `data` (the form's data element inside a
 * case document). A right value is stored canonical; what does not pass stays
 * as typed, marked by the attribute bad="yes". Names: field, repeat[i]/field;
 * choices may come several times. Left out: csrf request do revision page and
 * names that begin with "_", attachments (their elements come from the
 * upload), what is readonly or calculated. Ticked boxes that no longer come
 * are emptied. Doubled or unknown pairs: ERR_INPUT field-doubled,
 * field-unknown; oversized: ERR_LARGE field-large; `arg` is the name.
 * do=import:REPEAT appends the rows of the table in _rows:REPEAT to a repeat
 * with import="yes"; cells that are wrong are stored as typed. ERR_INPUT
 * rows-column, rows-width, rows-none, repeat-many: nothing was imported.
 * do=replace:REPEAT takes them in place of the items that stand.
 * The pair do=add:REPEAT or remove:REPEAT:N changes the number of items, after
 * all else is taken. On an error `data` may hold a part of the pairs.
 */
bool form_take(const struct form *f, size_t page, const struct post *post,
    xmlNode *data, struct arena *a, struct err *err) MUST_CHECK;

/* Removes the items of a repeat that `errors` (of form_check) find fault
 * with; how many. */
size_t form_keep_right(
    xmlNode *data, const char *repeat, const struct form_error *errors);

/* Whether the page asks for a file of that name: field, repeat[i]/field. */
bool form_takes_file(const struct form *f, size_t page, const char *name);

/*
 * Checks page `page`, or all when page is form_pages(): kinds (canonical forms
 * are written into `data`), required, relevant, constraint, warn, calculate,
 * default, repeat bounds, attachments. Rules never see what is not relevant:
 * it is out of the tree while they run, so that they judge what `clean` will
 * hold. `clean` (may be NULL): when all pages were asked and nothing is wrong
 * (warnings do not count), a copy without what is irrelevant, empty or foreign
 * to the form, in the form's order, without marks: fit for api.move_case; the
 * caller frees it by xmlFreeNode before the document of `data`; else NULL.
 * Irrelevant fields stay in `data`, so nothing typed is lost. The list is in
 * page order; empty = right. Codes: of kinds (text.form.*.xml), field-required,
 * choice-unknown, party-unknown, repeat-few, repeat-many, attachment-required, -many, -type,
 * -large; "alert" and "warning" stand for the field's own texts.
 */
bool form_check(const struct form *f, size_t page, xmlNode *data,
    const char *today, struct arena *a, struct form_error **errors,
    xmlNode **clean, struct err *err) MUST_CHECK;

/* Whether the page is relevant for this data: those that are not are passed. */
bool form_page_relevant(const struct form *f, size_t page, xmlNode *data);

/*
 * What the page asks for with this data, in order, each path with a space
 * before and behind it: " year[1]/count  plan ". `blank`: only what has no
 * value and may be filled in. NULL on error.
 */
char *form_page_asks(const struct form *f, size_t page, xmlNode *data,
    bool blank, struct arena *a, struct err *err) MUST_CHECK;

/*
 * Appends to `into`, for the sheet, one <field> for each field, repeat and
 * attachment of the page, in order, fields of items behind their repeat:
 *   <field path="year[2]/count" kind= relevant= required= readonly=
 *       value= [bad="yes"] [show= show-en=]/>
 *   <field path="year" kind="repeat" ... count= more= fewer=/>
 *   <field path="plan" kind="attachment" ... count= more=/>
 * value is for the input box (money in its unit; as typed where bad), show for
 * reading (with unit; ID numbers masked), left out where it equals the value
 * stored. Writes defaults, calculated values and missing items into `data`.
 */
bool form_describe(const struct form *f, size_t page, xmlNode *data,
    xmlNode *into, struct arena *a, struct err *err) MUST_CHECK;

/*
 * Appends the stored value of a field as a letter says it, in Chinese: labels
 * of choices, dates, money with its unit (in 元: in capitals too), an ID number
 * whole. `value`: an element of the form's data. False: it is of no field of
 * this form.
 */
bool form_say(const struct form *f, const xmlNode *value, struct buf *out);

#endif
