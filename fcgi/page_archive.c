/* page_archive.c: the e-archive of a case: ordered, paged, with digests. */
#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "base/pack.h"
#include "draw/draw.h"
#include "fcgi/portal.h"
#include "letter/letter.h"
#include "xml/doc.h"

/* Files beyond this stay apart: the index has their digest and address. */
#define ARCHIVE_MAX ((size_t)64 << 20)

struct archive {
	struct visit *v;
	const struct rows *rows;
	struct zip zip;
	struct buf out;
	xmlNode *index;
	size_t page; /* the last page number given */
};

/* Pages of a PDF file whose page objects are not packed; 0: cannot be told. */
static size_t
pdf_pages(const char *p, size_t n)
{
	static const char mark[] = "/Type";
	const char *end = p + n;
	size_t pages = 0;

	for (; (p = memmem(p, (size_t)(end - p), mark, 5)) != NULL;) {
		for (p += 5; p < end && isspace((unsigned char)*p); p++)
			;
		if (end - p > 5 && memcmp(p, "/Page", 5) == 0 &&
		    !isalpha((unsigned char)p[5]))
			pages++;
	}
	return pages;
}

static bool
file_bytes(struct archive *a, const char *id, struct buf *b)
{
	struct rows *r = NULL;
	const char *p;
	char seq[16];
	size_t n;
	int i;

	for (i = 0;; i++) {
		snprintf(seq, sizeof(seq), "%d", i);
		if (!db_get_bytes(a->v->site->db, "chunk", 2,
			(const char *[]){id, seq}, &r, &p, &n, &a->v->err))
			break;
		buf_add(b, p, n);
		rows_free(r);
	}
	rows_free(r);
	if (a->v->err.kind != ERR_NOTFOUND) /* after the last */
		return false;
	err_clear(&a->v->err);
	return true;
}

static void
index_day(xmlNode *n, const char *attr, const char *day)
{
	if (*day != '\0')
		node_set(n, attr, day);
}

/* <item n= kind= title= name= day= file= bytes= sha256= pages= from= to=/> */
static void
index_add(struct archive *a, size_t row, const char *file, const struct buf *b,
    size_t pages)
{
	xmlNode *n = node_add(a->index, "item", NULL);
	char s[65];

	snprintf(s, sizeof(s), "%zu", row + 1);
	node_set(n, "n", s);
	node_set(n, "kind", rows_get(a->rows, row, "kind"));
	node_set(n, "title", rows_get(a->rows, row, "title"));
	node_set(n, "name", rows_get(a->rows, row, "name"));
	index_day(n, "day", rows_get(a->rows, row, "day"));
	if (b == NULL) { /* too large: fetched by itself */
		node_set(n, "address",
		    visit_printf(
			a->v, "/attachment/%s", rows_get(a->rows, row, "ref")));
		node_set(n, "bytes", rows_get(a->rows, row, "size"));
		node_set(n, "sha256", rows_get(a->rows, row, "sha256"));
		return;
	}
	node_set(n, "file", file);
	snprintf(s, sizeof(s), "%zu", b->len);
	node_set(n, "bytes", s);
	sha256_hex(b->data ? b->data : "", b->len, s);
	node_set(n, "sha256", s);
	if (pages == 0)
		return;
	snprintf(s, sizeof(s), "%zu", pages);
	node_set(n, "pages", s);
	snprintf(s, sizeof(s), "%zu", a->page + 1);
	node_set(n, "from", s);
	a->page += pages;
	snprintf(s, sizeof(s), "%zu", a->page);
	node_set(n, "to", s);
}

/* Names in the package are ASCII: the item's number, kind and ending. */
static const char *
item_name(struct archive *a, size_t row)
{
	const char *dot = strrchr(rows_get(a->rows, row, "name"), '.');
	size_t n = dot ? strspn(dot + 1, "abcdefghijklmnopqrstuvwxyz"
					 "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789")
		       : 0;

	return visit_printf(a->v, "%03zu-%s%.*s", row + 1,
	    rows_get(a->rows, row, "kind"), n > 0 && n < 8 ? (int)n + 1 : 0,
	    dot ? dot : "");
}

static bool
item_add(struct archive *a, size_t row)
{
	const char *kind = rows_get(a->rows, row, "kind");
	const char *source = rows_get(a->rows, row, "document");
	const char *name = item_name(a, row);
	struct buf b = {0};
	size_t pages = 0;
	bool ok = true;

	if (strcmp(kind, "file") == 0 &&
	    strtoull(rows_get(a->rows, row, "size"), NULL, 10) + a->out.len >
		ARCHIVE_MAX) {
		index_add(a, row, name, NULL, 0);
		return true;
	}
	if (strcmp(kind, "letter") == 0) {
		ok = letter_pdf(
		    a->v, rows_get(a->rows, row, "ref"), source, &b, &pages);
	} else if (strcmp(kind, "file") == 0) {
		ok = file_bytes(a, rows_get(a->rows, row, "ref"), &b);
		pages = b.data ? pdf_pages(b.data, b.len) : 0;
	} else {
		buf_adds(&b, source);
	}
	if (ok) {
		zip_add(&a->zip, name, b.data ? b.data : "", b.len);
		index_add(a, row, name, &b, pages);
	}
	buf_clear(&b);
	return ok;
}

/* <archive case= title= opened= closed= pages=><item/>*</archive> */
static void
index_head(struct archive *a)
{
	size_t last = rows_count(a->rows) - 1;

	node_set(a->index, "title", rows_get(a->rows, 0, "title"));
	index_day(a->index, "opened", rows_get(a->rows, 0, "day"));
	index_day(a->index, "closed", rows_get(a->rows, last, "day"));
	node_set(a->index, "pages", visit_printf(a->v, "%zu", a->page));
}

/* The index as a sheet for people, to read and to print. */
static bool
index_sheet(struct archive *a, xmlDoc *doc, struct buf *out)
{
	struct flow *f = a->v->site->flow;
	xmlDoc *sheet = flow_paper(f, "archive", doc, &a->v->err);
	struct layout *l = NULL;
	bool ok;

	if (sheet != NULL)
		l = letter_set(flow_fonts(f), sheet, NULL, &a->v->err);
	ok = l != NULL && pdf_write(l, out, &a->v->err);
	layout_free(l);
	xmlFreeDoc(sheet);
	return ok;
}

/* A title in characters that no font has is left to index.xml. */
static bool
index_pack(struct archive *a, xmlDoc *doc)
{
	struct buf xml = {0}, pdf = {0};
	bool ok;

	index_head(a);
	ok = doc_canonical(doc, &xml, &a->v->err);
	if (ok && !index_sheet(a, doc, &pdf) && a->v->err.kind == ERR_INPUT) {
		err_clear(&a->v->err);
		buf_clear(&pdf);
		node_set(a->index, "untitled", "yes");
		ok = index_sheet(a, doc, &pdf);
	}
	ok = ok && a->v->err.kind == ERR_NONE;
	if (ok) {
		zip_add(&a->zip, "000-index.pdf", pdf.data, pdf.len);
		zip_add(&a->zip, "index.xml", xml.data, xml.len);
	}
	buf_clear(&xml);
	buf_clear(&pdf);
	return ok;
}

static bool
archive_make(struct archive *a, xmlDoc *doc)
{
	bool ok = true;
	size_t i;

	zip_open(&a->zip, &a->out);
	for (i = 0; ok && i < rows_count(a->rows); i++)
		ok = item_add(a, i);
	ok = ok && index_pack(a, doc);
	zip_close(&a->zip);
	if (ok && a->out.failed)
		ok = err_fail(&a->v->err, ERR_BUSY, "memory", "archive");
	return ok;
}

static void
archive_send(struct visit *v, struct archive *a, const char *number)
{
	xmlDoc *doc = xmlNewDoc((const xmlChar *)"1.0");

	a->index = xmlNewDocNode(doc, NULL, (const xmlChar *)"archive", NULL);
	xmlDocSetRootElement(doc, a->index);
	node_set(a->index, "case", number);
	if (archive_make(a, doc)) {
		serve_header(v->r, "Cache-Control", "private, no-store");
		serve_header(v->r, "Content-Disposition",
		    visit_printf(v, "attachment; filename=\"%s.zip\"", number));
		serve_send(
		    v->r, 200, "application/zip", a->out.data, a->out.len);
	} else {
		visit_fail(v);
	}
	xmlFreeDoc(doc);
}

void
page_archive(struct visit *v)
{
	const char *number = visit_param(v, "number");
	struct archive a = {.v = v};
	struct rows *r = NULL;

	if (!db_begin(v->site->db, &v->who, false, &v->err) ||
	    !db_call(v->site->db, "archive", 1, &number, &r, &v->err)) {
		visit_fail(v);
	} else if (rows_count(r) == 0) {
		err_fail(&v->err, ERR_NOTFOUND, "not-found", "%s", number);
		visit_fail(v);
	} else {
		a.rows = r;
		archive_send(v, &a, number);
	}
	db_rollback(v->site->db);
	buf_clear(&a.out);
	rows_free(r);
}
