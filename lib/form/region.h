/* region.h: the division table of GB/T 2260, loaded once, asked often. */
#ifndef FORM_REGION_H
#define FORM_REGION_H

#include "base/buf.h"
#include "base/err.h"

struct region {
	char code[7], parent[7], level[12], name[64], name_en[48];
};

/* From sql/reference/region.tsv (code name level parent); process lifetime. */
bool region_load(const char *path, struct err *err) MUST_CHECK;
/* Then, from region-en.tsv (code name): English names of those that have one. */
bool region_load_english(const char *path, struct err *err) MUST_CHECK;
void region_unload(void);
bool region_loaded(void);
const struct region *region_find(const char *code); /* NULL: unknown */
/* By full or unambiguous short name ("青岛", "青岛市", "山东省青岛市"); NULL
 * otherwise. */
const struct region *region_named(const char *name);
/* The same among the levels of a list ("prefecture county"; NULL: all). A full
 * name beats short ones; *count says how many bear the name. */
const struct region *region_match(
    const char *name, const char *levels, size_t *count);
/* Appends 山东省青岛市; 市辖区 and the like are left out. */
void region_path(const struct region *r, struct buf *out);
/* Appends "Qingdao, Shandong"; who has no English name keeps the Chinese. */
void region_path_english(const struct region *r, struct buf *out);

#endif
