/* flow.h: procedures at work: drafts, moves, and the letters they sign. */
#ifndef FLOW_FLOW_H
#define FLOW_FLOW_H

#include <libxml/tree.h>

#include "base/arena.h"
#include "db/call.h"
#include "draw/draw.h"
#include "flow/procedure.h"
#include "font/font.h"
#include "letter/letter.h"

struct flow; /* process lifetime: procedures, letter sheets, schemas, fonts */

/* `root` holds sql/ and xslt/. Fonts: the operator's directory, or NULL. */
struct flow *flow_open(
    const char *root, const char *fonts, struct err *err) MUST_CHECK;
void flow_close(struct flow *f);
const struct fonts *flow_fonts(const struct flow *f);
/* Where letters are signed (socket of kuaibao signer; NULL: nowhere, and an
 * organ with a seal then issues none). */
bool flow_use_agent(
    struct flow *f, const char *path, struct err *err) MUST_CHECK;
/* Before a worker locks itself in; else it is done when needed. */
void flow_agent_connect(struct flow *f);
/* The agent was wanted and did not answer: a locked-in worker must end. */
bool flow_agent_lost(const struct flow *f);

/* Loads every published procedure, once for f: best before workers fork. */
bool flow_load_all(struct flow *f, struct db *db, struct err *err) MUST_CHECK;
/* By api's version_id, when it is loaded already; NULL otherwise. Borrowed. */
const struct procedure *flow_find(const struct flow *f, const char *version_id);
/* The same, loaded at its first use: inside db_begin. */
const struct procedure *flow_procedure(struct flow *f, struct db *db,
    const char *version_id, struct err *err) MUST_CHECK;
/* The version in force at `today` (yyyy-mm-dd), NULL when there is none. */
const struct procedure *flow_current(
    const struct flow *f, const char *name, const char *today);

/* The loaded versions one by one; NULL past the last. */
const struct procedure *flow_nth(const struct flow *f, size_t i);

/* What somebody is filling in for one move of one case. Trees belong to the
 * request (libxml2 in arena mode) or are freed with draft_clear. */
struct draft {
	char id[37];
	char case_number[64]; /* "" while the move opens a case */
	char move[64];
	int revision; /* of the draft */
	char case_revision[24];
	/* The case document, `data` hung into its record; NULL without a form. */
	xmlDoc *doc;
	xmlNode *data; /* /case/record/FORM; NULL when the move has no form */
	const struct procedure *procedure;
	const struct form *form;
	const char *today;
};

/* Inside db_begin. Loads it as the actor sees it, with facts: ERR_NOTFOUND
 * otherwise. */
bool draft_load(struct flow *f, struct db *db, const char *id, struct draft *d,
    struct err *err) MUST_CHECK;
/* ERR_CONFLICT when another tab saved since; d->revision is the new one. */
bool draft_save(struct db *db, struct draft *d, const char *page,
    struct err *err) MUST_CHECK;
/* Asks again for the facts and the parties that hang on the form, as its data
 * stands now, saved or not: before the form is shown or checked. */
bool draft_ask(struct db *db, struct draft *d, struct err *err) MUST_CHECK;
void draft_clear(struct draft *d);

/* What came of a move. */
struct moved {
	char case_number[64];
	char case_id[24];
	size_t letters;
};

/*
 * Makes the move: api.move_case, then the letters that it signed are set and
 * stored, all in the caller's transaction, which the caller commits. `clean`
 * comes from form_check (NULL without a form). `request` makes it safe to
 * repeat: the same id gives the same answer.
 */
bool draft_submit(struct flow *f, struct db *db, const struct draft *d,
    const xmlNode *clean, const char *request, struct moved *out,
    struct err *err) MUST_CHECK;

/* Sets and stores the letters that the moves of this transaction signed. */
bool flow_sign(struct flow *f, struct db *db, const char *case_id,
    size_t *count, struct err *err) MUST_CHECK;

/* The letter documents of rows shaped like api.pending_letters; the caller
 * owns it. The case document in column "document" is the sheet's input. */
xmlDoc *flow_letter(struct flow *f, const struct rows *rows, size_t row,
    struct err *err) MUST_CHECK;

/* What xslt/letter/NAME.xsl makes of a document: a letter document, or a sheet
 * in the same type; the caller owns it. */
xmlDoc *flow_paper(
    struct flow *f, const char *name, xmlDoc *in, struct err *err) MUST_CHECK;

#endif
