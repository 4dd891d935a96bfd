/*
 * page.c: what a list page of 25 rows costs without server and database:
 * result -> tree -> sheet -> HTML.
 *   page SHEET LANG TEXTS N [heap|plain]   N times in the arena (or on the heap,
 *   or with a document that does not share the sheet's names); prints bytes and
 *   microseconds a page; with N 0 the page itself. Under callgrind subtract a
 *   run of N from one of 2 N.
 */
#include <libpq-fe.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "base/log.h"
#include "db/tree.h"
#include "xml/doc.h"
#include "xml/mem.h"
#include "xml/sheet.h"

enum { ROWS = 25, COLUMNS = 12 };

static const char *const columns[COLUMNS] = {"number", "title", "title_en",
    "subject", "organ_name", "public_state", "state_title", "state_title_en",
    "holder_name", "changed_at", "due_on", "days_left"};

static const char *const values[COLUMNS] = {"370200-2026-P01-%05d-5",
    "知识产权保护中心申报", "Application for a protection centre",
    "青岛市知识产权保护中心（高端装备制造和新一代信息技术产业） %d",
    "青岛市人民政府", "reviewing", "国家知识产权局审核", "Review by CNIPA",
    "国家知识产权局知识产权保护司", "2026-11-%02d 09:05:11.123456+08",
    "2026-12-%02d", "%d"};

static bool
fill(PGresult *r, int row)
{
	char text[200];

	for (int c = 0; c < COLUMNS; c++) {
		const char *value = values[c], *at = strchr(value, '%');
		char number[8];
		int n = c >= 9 ? row + 1 : 100 + row;

		snprintf(number, sizeof(number),
		    at != NULL && at[1] == '0' ? at[2] == '5' ? "%05d" : "%02d"
					       : "%d",
		    n);
		snprintf(text, sizeof(text), "%.*s%s%s",
		    at != NULL ? (int)(at - value) : (int)strlen(value), value,
		    at != NULL ? number : "",
		    at != NULL ? strchr(at, 'd') + 1 : "");
		if (!PQsetvalue(r, row, c, text, (int)strlen(text)))
			return false;
	}
	return true;
}

static PGresult *
result(void)
{
	PGresult *r = PQmakeEmptyPGresult(NULL, PGRES_TUPLES_OK);
	PGresAttDesc d[COLUMNS];

	memset(d, 0, sizeof(d));
	for (int c = 0; c < COLUMNS; c++) {
		d[c].name = (char *)columns[c];
		d[c].typid = 25;
		d[c].typlen = -1;
	}
	if (r == NULL || !PQsetResultAttrs(r, COLUMNS, d))
		exit(2);
	for (int row = 0; row < ROWS; row++)
		if (!fill(r, row))
			exit(2);
	return r;
}

struct bench {
	struct sheets *sheets;
	struct sheet *sheet;
	const char *lang;
	PGresult *rows;
	struct arena *arena; /* NULL: on the heap */
	bool plain;
};

static xmlDoc *
input(const struct bench *b, struct err *err)
{
	static const char *const attrs[][2] = {{"name", "cases"},
	    {"path", "/cases"}, {"view", "normal"}, {"csrf", "c"},
	    {"request", "1b4e28ba-2fa1-41d2-883f-0016d3cca427"},
	    {"today", "2026-11-21"}, {"now", "2026-11-21T09:00:00+08:00"}};
	xmlDoc *d =
	    b->plain ? xmlNewDoc(BAD_CAST "1.0") : sheets_input(b->sheets, err);
	xmlNode *page, *site, *actor;

	if (d == NULL)
		return NULL;
	page = xmlNewDocNode(d, NULL, BAD_CAST "page", NULL);
	xmlDocSetRootElement(d, page);
	for (size_t i = 0; i < sizeof(attrs) / sizeof(attrs[0]); i++)
		node_set(page, attrs[i][0], attrs[i][1]);
	node_set(page, "lang", b->lang);
	site = node_add(page, "site", NULL);
	node_add(site, "name", "国家知识产权局");
	node_add(site, "sponsor", "国家知识产权局知识产权保护司");
	actor = node_add(page, "actor", NULL);
	node_add(actor, "person_id", "7");
	node_add(actor, "name", "李明");
	node_add(actor, "organ_name", "山东省知识产权局");
	node_add(actor, "unread", "3");
	node_add(page, "query", NULL);
	node_add(node_add(page, "found", NULL), "n", "25");
	return tree_add_rows(page, "case", b->rows, ROWS, err) ? d : NULL;
}

static void
once(const struct bench *b, struct buf *out)
{
	const char *const params[] = {"lang", b->lang, NULL};
	struct err err = {0};
	xmlDoc *d;

	buf_empty(out);
	if (b->arena != NULL)
		xmlmem_enter(b->arena);
	d = input(b, &err);
	if (d == NULL || !sheet_html(b->sheet, d, params, out, &err)) {
		log_err(LOG_ERROR, "bench", &err);
		exit(1);
	}
	if (b->arena != NULL) {
		xmlmem_leave();
		arena_reset(b->arena);
	} else {
		xmlFreeDoc(d);
	}
}

static double
now(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (double)t.tv_sec * 1e6 + (double)t.tv_nsec / 1e3;
}

int
main(int argc, char **argv)
{
	struct bench b = {.lang = argc > 2 ? argv[2] : "zh-CN"};
	struct err err = {0};
	struct buf out;
	int n = argc > 4 ? atoi(argv[4]) : 0;
	double from;

	if (argc < 4) {
		fprintf(stderr, "page SHEET LANG TEXTS [N [heap|plain]]\n");
		return 2;
	}
	if (!xmlmem_init(&err) || !sheet_texts(b.lang, argv[3], &err) ||
	    (b.sheets = sheets_new(&err)) == NULL ||
	    (b.sheet = sheet_load(b.sheets, argv[1], &err)) == NULL) {
		log_err(LOG_ERROR, "bench", &err);
		return 1;
	}
	if (argc < 6 || strcmp(argv[5], "heap") != 0)
		b.arena = arena_new(64 << 20);
	b.plain = argc > 5;
	b.rows = result();
	buf_init(&out, 0);
	from = now();
	for (int i = 0; i < n; i++)
		once(&b, &out);
	if (n > 0) {
		printf(
		    "%zu bytes, %.0f us a page\n", out.len, (now() - from) / n);
	} else {
		once(&b, &out);
		fwrite(out.data, 1, out.len, stdout);
	}
	PQclear(b.rows);
	sheets_free(b.sheets);
	sheet_texts_clear();
	arena_free(b.arena);
	buf_clear(&out);
	return 0;
}
