/* flow_private.h: what the files of lib/flow share. */
#ifndef FLOW_PRIVATE_H
#define FLOW_PRIVATE_H

#include "flow/flow.h"
#include "xml/schema.h"
#include "xml/sheet.h"

struct issuer;

struct published {
	char version_id[24];
	char from[11], until[11]; /* "" open */
	struct procedure *procedure;
};

struct named_sheet {
	const char *folder; /* letter, message */
	char name[64];
	struct sheet *sheet;
};

struct flow {
	char *root;
	struct published *published;
	size_t n_published;
	bool all; /* of them were loaded */
	struct sheets *letter_sheets;
	struct named_sheet *sheets;
	size_t n_sheets;
	struct schema *letter_schema;
	struct fonts *fonts;
	struct issuer *issuer; /* NULL: no signing agent */
};

/* The loaded procedure of that name and version number; NULL: none. */
const struct procedure *flow_version(
    const struct flow *f, const char *name, const char *version);

/* xslt/FOLDER/NAME.xsl; NULL: there is none. */
const struct sheet *flow_sheet(
    const struct flow *f, const char *folder, const char *name);

/* issue.c: seals and signs the letter where its organ has a seal, and keeps the
 * files: in the transaction that signs it. */
bool letter_issue(struct flow *f, struct db *db, const char *id,
    struct layout *l, struct err *err) MUST_CHECK;
void issuer_free(struct issuer *i); /* NULL-safe */

#endif
