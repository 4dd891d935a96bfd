/* region.h: the division table of GB/T 2260, loaded once, asked often. */
#ifndef FORM_REGION_H
#define FORM_REGION_H

#include "base/err.h"

struct region {
	char code[7], parent[7], level[12], name[64];
};

/* From sql/reference/region.tsv (code name level parent); process lifetime. */
bool region_load(const char *path, struct err *err) MUST_CHECK;
void region_unload(void);
const struct region *region_find(const char *code); /* NULL: unknown */
/* By full or unambiguous short name ("青岛" or "青岛市"); NULL otherwise. */
const struct region *region_named(const char *name);

#endif
