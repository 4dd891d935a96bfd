/* page_letters.c: many letters as one package, to be printed. */
#include <stdio.h>
#include <string.h>

#include "base/pack.h"
#include "fcgi/portal.h"
#include "xml/doc.h"

/* A ZIP's places have 32 bits; far below, a package is no use to anybody. */
#define PACKAGE_MAX ((size_t)1 << 30)

struct package {
	struct visit *v;
	struct zip zip;
	struct buf out; /* what was not sent yet */
	xmlNode *list;  /* rows of the table that lies in it */
	size_t size;    /* sent */
	bool gone;      /* who asked */
};

/* The ticked codes, apart by blanks; NULL: all that the search finds. False:
 * nothing is ticked. */
static bool
codes_take(struct visit *v, const char **codes)
{
	*codes = NULL;
	if (post_get(&v->post, "all") != NULL)
		return true;
	if ((*codes = visit_ticked(v, "letter")) == NULL)
		return false;
	return **codes != '\0' ||
	       err_fail(&v->err, ERR_INPUT, "letters-none", "nothing ticked");
}

/* The letter's PDF; a fault of one letter leaves out that one. */
static const char *
letter_add(struct package *k, const char *code, const char *name)
{
	struct visit *v = k->v;
	const char *why = NULL;
	struct rows *r = NULL;
	struct buf b = {0};
	size_t pages;

	if (!db_call(v->site->db, "letter_document", 1, &code, &r, &v->err) ||
	    !letter_pdf(v, code, rows_get(r, 0, "document"), &b, &pages)) {
		visit_log(v);
		err_clear(&v->err);
		why = "fault";
	} else if (k->size + b.len > PACKAGE_MAX) {
		why = "size";
	} else {
		zip_add(&k->zip, name, b.data, b.len);
	}
	rows_free(r);
	buf_clear(&b);
	return why;
}

static void
package_send(struct package *k)
{
	k->size += k->out.len;
	k->gone = k->gone || k->out.failed ||
		  !serve_write(k->v->r, k->out.data, k->out.len);
	zip_sent(&k->zip);
}

/* A row of the table; the letter's file before it. */
static void
row_add(struct package *k, const struct rows *r, size_t row)
{
	static const char *const columns[] = {"number", "title", "organ_name",
	    "to_name", "signed_on", "status", "code"};
	const char *code = rows_get(r, row, "code");
	const char *why = rows_get(r, row, "left_out");
	const char *name = visit_printf(k->v, "%04zu-%s.pdf", row + 1, code);
	xmlNode *n = node_add(k->list, "letter", NULL);

	if (*why == '\0')
		why = letter_add(k, code, name);
	for (size_t i = 0; i < sizeof(columns) / sizeof(*columns); i++)
		node_add(n, columns[i], rows_get(r, row, columns[i]));
	node_add(n, "file", why == NULL ? name : "");
	node_add(n, "left_out", why);
}

/* Each letter goes out before the next is read; the table, which says what is
 * in the package and what is not, comes last. */
static void
package_make(struct package *k, const struct rows *r)
{
	struct buf table = {0};

	serve_header(k->v->r, "Cache-Control", "private, no-store");
	serve_header(k->v->r, "Content-Disposition",
	    "attachment; filename=\"letters.zip\"");
	serve_start(k->v->r, 200, "application/zip", 0);
	zip_open(&k->zip, &k->out);
	for (size_t i = 0; i < rows_count(r) && !k->gone; i++) {
		row_add(k, r, i);
		package_send(k);
	}
	csv_write_xlsx(k->list, &table);
	zip_add(&k->zip, "index.xlsx", table.data, table.len);
	zip_close(&k->zip);
	if (!k->gone)
		package_send(k);
	buf_clear(&table);
	buf_clear(&k->out);
}

void
page_letters_package(struct visit *v)
{
	xmlDoc *doc = xmlNewDoc((const xmlChar *)"1.0");
	struct package k = {.v = v};
	const char *args[3] = {0};
	struct rows *r = NULL;

	if (visit_post(v) && codes_take(v, &args[0])) {
		args[1] = post_get(&v->post, "q");
		args[2] = post_get(&v->post, "way");
		if (db_begin(v->site->db, &v->who, false, &v->err) &&
		    db_call(
			v->site->db, "letters_package", 3, args, &r, &v->err) &&
		    rows_count(r) == 0)
			err_fail(&v->err, ERR_INPUT, "letters-none", "found");
	}
	if (v->err.kind != ERR_NONE) {
		visit_fail(v);
	} else {
		k.list =
		    xmlNewDocNode(doc, NULL, (const xmlChar *)"letters", NULL);
		xmlDocSetRootElement(doc, k.list);
		package_make(&k, r);
	}
	db_rollback(v->site->db);
	rows_free(r);
	xmlFreeDoc(doc);
}
