/* region.c: see region.h; kind region. */
#include "form/region.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "form/check.h"

/* Process lifetime, like the configuration: loaded before the workers fork. */
static struct {
	struct region *row;
	size_t n;
} table;

void
region_unload(void)
{
	free(table.row);
	table.row = NULL;
	table.n = 0;
}

bool
region_loaded(void)
{
	return table.n > 0;
}

static int
by_code(const void *a, const void *b)
{
	return strcmp(
	    ((const struct region *)a)->code, ((const struct region *)b)->code);
}

static bool
level_known(const char *level)
{
	return strcmp(level, "province") == 0 ||
	       strcmp(level, "prefecture") == 0 || strcmp(level, "county") == 0;
}

/* code TAB name TAB level [TAB parent]; more columns are others' business. */
static bool
region_line(const char *line, size_t n, struct region *r)
{
	const char *field[4] = {line, "", "", ""}, *end = line + n;
	size_t len[4] = {0};
	int i = 0;

	for (const char *p = line; p <= end; p++) {
		if (p < end && *p != '\t')
			continue;
		len[i] = (size_t)(p - field[i]);
		if (++i == 4 || p == end)
			break;
		field[i] = p + 1;
	}
	if (len[0] != 6 || !digits(field[0], 6) || len[1] == 0 ||
	    len[1] >= sizeof(r->name) || len[2] >= sizeof(r->level) ||
	    (len[3] != 0 && len[3] != 6))
		return false;
	memset(r, 0, sizeof(*r));
	memcpy(r->code, field[0], 6);
	memcpy(r->name, field[1], len[1]);
	memcpy(r->level, field[2], len[2]);
	memcpy(r->parent, field[3], len[3]);
	return level_known(r->level);
}

static bool
region_rows(const char *s, const char *path, struct err *err)
{
	size_t cap = 0, n;
	struct region *rows;

	for (int line = 1; *s != '\0'; line++, s += n + (s[n] == '\n')) {
		n = strcspn(s, "\n");
		if (n == 0 || *s == '#' ||
		    (line == 1 && strncmp(s, "code", 4) == 0))
			continue;
		if (table.n == cap) {
			cap = cap == 0 ? 4096 : cap * 2;
			rows = realloc(table.row, cap * sizeof(*rows));
			if (rows == NULL)
				return err_fail(
				    err, ERR_BUSY, "busy", "out of memory");
			table.row = rows;
		}
		if (!region_line(s, n, &table.row[table.n]))
			return err_fail(err, ERR_BUG, "bug",
			    "%s line %d: not code, name, level, parent", path,
			    line);
		table.n++;
	}
	if (table.n == 0)
		return err_fail(err, ERR_BUG, "bug", "%s: empty", path);
	return true;
}

bool
region_load(const char *path, struct err *err)
{
	struct buf b;
	bool ok;

	region_unload();
	buf_init(&b, 0);
	ok = file_read(path, &b, err) &&
	     region_rows(b.data != NULL ? b.data : "", path, err);
	buf_clear(&b);
	if (ok)
		qsort(table.row, table.n, sizeof(*table.row), by_code);
	else
		region_unload();
	return ok;
}

bool
region_load_english(const char *path, struct err *err)
{
	struct buf b;
	bool ok;

	buf_init(&b, 0);
	ok = file_read(path, &b, err);
	for (const char *s = ok && b.data != NULL ? b.data : ""; *s != '\0';) {
		size_t n = strcspn(s, "\n");
		char code[7] = "";
		const struct region *r;

		memcpy(code, s, n < 6 ? n : 6);
		r = region_find(code);
		if (r != NULL && n > 7 && n - 7 < sizeof(r->name_en))
			memcpy(table.row[r - table.row].name_en, s + 7, n - 7);
		s += n + (s[n] == '\n');
	}
	buf_clear(&b);
	return ok;
}

const struct region *
region_find(const char *code)
{
	struct region key;

	if (table.n == 0 || !digits(code, 6) || code[6] != '\0')
		return NULL;
	memcpy(key.code, code, 7);
	return bsearch(&key, table.row, table.n, sizeof(key), by_code);
}

/* 市辖区, 县, 省直辖县级行政区划: rows of the table that are no places. */
static bool
filler(const struct region *r)
{
	return strcmp(r->level, "prefecture") == 0 &&
	       (strcmp(r->name, "市辖区") == 0 || strcmp(r->name, "县") == 0 ||
		   strstr(r->name, "直辖县级行政区划") != NULL);
}

/* Parents stand above: the table cannot loop deeper than its levels. */
static const struct region *
above(const struct region *r)
{
	const struct region *up = NULL;

	if (r->parent[0] != '\0')
		up = region_find(r->parent);
	return up != NULL && strcmp(up->code, r->code) < 0 ? up : NULL;
}

void
region_path(const struct region *r, struct buf *out)
{
	if (above(r) != NULL)
		region_path(above(r), out);
	if (!filler(r))
		buf_adds(out, r->name);
}

void
region_path_english(const struct region *r, struct buf *out)
{
	bool first = true;

	for (; r != NULL; r = above(r)) {
		if (filler(r))
			continue;
		buf_addf(out, "%s%s", first ? "" : ", ",
		    r->name_en[0] != '\0' ? r->name_en : r->name);
		first = false;
	}
}

static bool
ends_with(const char *s, const char *tail)
{
	size_t n = strlen(s), k = strlen(tail);
	return n >= k && strcmp(s + n - k, tail) == 0;
}

/* "青岛" of 青岛市, "恩施" of 恩施土家族苗族自治州. */
static bool
short_of(const char *name, const char *full)
{
	static const char *const tails[] = {
	    "省", "市", "县", "区", "盟", "旗", "地区", "林区", "特区", NULL};
	size_t n = strlen(name);
	const char *rest = full + n;

	if (n < 6 || strncmp(full, name, n) != 0 || *rest == '\0')
		return false;
	for (size_t i = 0; tails[i] != NULL; i++)
		if (strcmp(rest, tails[i]) == 0)
			return true;
	return ends_with(rest, "自治区") || ends_with(rest, "自治州") ||
	       ends_with(rest, "自治县") || ends_with(rest, "自治旗") ||
	       strcmp(rest, "特别行政区") == 0;
}

static bool
level_in(const char *level, const char *levels)
{
	size_t n = strlen(level);

	if (levels == NULL)
		return true;
	for (const char *p = levels; (p = strstr(p, level)) != NULL; p += n)
		if ((p == levels || p[-1] == ' ') &&
		    (p[n] == '\0' || p[n] == ' '))
			return true;
	return false;
}

/* 山东省青岛市 in whole: own name at the end, the path is the same. */
static bool
path_of(const char *name, const struct region *r)
{
	struct buf b;
	bool same;

	if (!ends_with(name, r->name))
		return false;
	buf_init(&b, 0);
	region_path(r, &b);
	same = b.data != NULL && strcmp(b.data, name) == 0;
	buf_clear(&b);
	return same;
}

const struct region *
region_match(const char *name, const char *levels, size_t *count)
{
	const struct region *full = NULL, *brief = NULL;
	size_t fulls = 0, briefs = 0;

	for (size_t i = 0; i < table.n; i++) {
		const struct region *r = &table.row[i];

		if (!level_in(r->level, levels) || filler(r))
			continue;
		if (strcmp(r->name, name) == 0 || path_of(name, r)) {
			full = r;
			fulls++;
		} else if (short_of(name, r->name)) {
			brief = r;
			briefs++;
		}
	}
	*count = fulls > 0 ? fulls : briefs;
	if (*count != 1)
		return NULL;
	return fulls > 0 ? full : brief;
}

const struct region *
region_named(const char *name)
{
	size_t count;

	return region_match(name, NULL, &count);
}

/* One level has a text of its own. */
static void
level_bad(struct kind_answer *a, const char *levels)
{
	if (strcmp(levels, "province") == 0)
		check_bad(a, "region-province", "%s", "");
	else if (strcmp(levels, "prefecture") == 0)
		check_bad(a, "region-prefecture", "%s", "");
	else if (strcmp(levels, "county") == 0)
		check_bad(a, "region-county", "%s", "");
	else
		check_bad(a, "region-level", "%s", "");
}

/* Without the table only the shape and the province can be judged. */
static void
region_shape(const char *s, const char *levels, struct kind_answer *a)
{
	const char *level = strcmp(s + 2, "0000") == 0 ? "province"
			    : strcmp(s + 4, "00") == 0 ? "prefecture"
						       : "county";

	if (!province_known(s) || strncmp(s, "83", 2) == 0)
		check_bad(a, "region-unknown", "%s", s);
	else if (!level_in(level, levels))
		level_bad(a, levels);
	else
		check_ok(a, "%s", s);
}

static void
region_code(const char *s, const char *levels, struct kind_answer *a)
{
	const struct region *r = region_find(s);

	if (table.n == 0)
		region_shape(s, levels, a);
	else if (r == NULL)
		check_bad(a, "region-unknown", "%s", s);
	else if (!level_in(r->level, levels))
		level_bad(a, levels);
	else
		check_ok(a, "%s", s);
}

void
region_check(const struct kind_rule *r, const char *s, struct kind_answer *a)
{
	const struct region *found;
	size_t count, other;

	if (digits(s, 0)) {
		if (strlen(s) == 6)
			region_code(s, r->level, a);
		else
			check_bad(a, "region-form", "%zu", strlen(s));
		return;
	}
	found = region_match(s, r->level, &count);
	if (found != NULL)
		check_ok(a, "%s", found->code);
	else if (count > 1)
		check_bad(a, "region-many", "%zu", count);
	else if (r->level != NULL && region_match(s, NULL, &other) != NULL)
		level_bad(a, r->level);
	else
		check_bad(a, "region-unknown", "%.60s", s);
}
