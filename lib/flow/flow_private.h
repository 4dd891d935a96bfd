/* flow_private.h: what the files of lib/flow share. */
#ifndef FLOW_PRIVATE_H
#define FLOW_PRIVATE_H

#include "flow/flow.h"
#include "xml/schema.h"
#include "xml/sheet.h"

struct published {
	char version_id[24];
	char from[11], until[11]; /* "" open */
	struct procedure *procedure;
};

struct letter_sheet {
	char name[64];
	struct sheet *sheet;
};

struct flow {
	char *root;
	struct published *published;
	size_t n_published;
	struct sheets *letter_sheets;
	struct letter_sheet *sheets;
	size_t n_sheets;
	struct schema *letter_schema;
	struct fonts *fonts;
};

/* The loaded procedure of that name and version number; NULL: none. */
const struct procedure *flow_version(
    const struct flow *f, const char *name, const char *version);

#endif
