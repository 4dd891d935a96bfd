/* page_letter.c: letters before and after signing, and attachments. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "base/hex.h"
#include "base/log.h"
#include "fcgi/portal.h"
#include "letter/gallery.h"
#include "xml/doc.h"

/* The files that a letter is given as; other suffixes are pages. */
static const struct letter_file {
	const char *suffix, *type, *shown;
	draw_writer *write;
} letter_files[] = {
    {".pdf", "application/pdf", "inline", pdf_write},
    {".ofd", "application/ofd", "attachment", ofd_write},
};

/* Of a suffix or a path; NULL: none of them. */
static const struct letter_file *
letter_file(const char *name)
{
	const char *dot = strrchr(name, '.');

	for (size_t i = 0; dot != NULL && i < 2; i++)
		if (strcmp(dot, letter_files[i].suffix) == 0)
			return &letter_files[i];
	return NULL;
}

static void
bytes_send(struct visit *v, const char *p, size_t n,
    const struct letter_file *f, const char *name)
{
	serve_header(v->r, "Cache-Control", "private, no-store");
	serve_header(v->r, "Content-Disposition",
	    visit_printf(
		v, "%s; filename=\"%s%s\"", f->shown, name, f->suffix));
	serve_send(v->r, 200, f->type, p, n);
}

static void
send_file(struct visit *v, const struct layout *l, const struct letter_file *f,
    const char *name)
{
	struct buf b = {0};

	if (f->write(l, &b, &v->err))
		bytes_send(v, b.data, b.len, f, name);
	else
		visit_fail(v);
	buf_clear(&b);
}

/* As a file, or as a page with the letter drawn and its conformance report. */
static void
letter_answer(struct visit *v, xmlDoc *letter, const char *name,
    const struct letter_file *file)
{
	const struct fonts *fonts = flow_fonts(v->site->flow);
	struct layout *l;

	if ((l = letter_set(fonts, letter, NULL, &v->err)) == NULL) {
		visit_fail(v);
		return;
	}
	if (file != NULL)
		send_file(v, l, file, name);
	else if (visit_read(v, "draft_preview") &&
		 letter_show(l, v->page, &v->err))
		visit_show(v, "draft_preview");
	else
		visit_fail(v);
	layout_free(l);
}

void
page_draft_preview(struct visit *v)
{
	const char *id = visit_param(v, "draft");
	struct rows *r = NULL;
	xmlDoc *letter = NULL;

	if (!db_begin(v->site->db, &v->who, false, &v->err) ||
	    !db_call(v->site->db, "draft_letters", 1, &id, &r, &v->err) ||
	    !db_commit(v->site->db, &v->err)) {
		visit_fail(v);
	} else if (rows_count(r) == 0) {
		err_fail(&v->err, ERR_NOTFOUND, "page", "no letter");
		visit_fail(v);
	} else if ((letter = flow_letter(v->site->flow, r, 0, &v->err)) ==
		   NULL) {
		visit_fail(v);
	} else {
		letter_answer(
		    v, letter, "preview", letter_file(serve_path(v->r)));
	}
	rows_free(r);
}

/* Within a transaction: the file as it was issued is appended; false: none is
 * kept, or it failed. */
static bool
issued_read(
    struct visit *v, const char *code, const char *format, struct buf *out)
{
	struct rows *r = NULL;
	const char *p;
	size_t n;
	bool ok;

	ok = db_get_bytes(v->site->db, "letter_file", 2,
	    (const char *[]){code, format}, &r, &p, &n, &v->err);
	if (ok)
		buf_add(out, p, n);
	rows_free(r);
	if (v->err.kind == ERR_NOTFOUND)
		err_clear(&v->err);
	return ok;
}

static bool
issued_send(struct visit *v, const char *code, const struct letter_file *f)
{
	struct buf b = {0};
	bool ok;

	ok = db_begin(v->site->db, &v->who, false, &v->err) &&
	     issued_read(v, code, f->suffix + 1, &b);
	db_rollback(v->site->db);
	if (ok)
		bytes_send(v, b.data, b.len, f, code);
	buf_clear(&b);
	return ok;
}

bool
letter_pdf(struct visit *v, const char *code, const char *source,
    struct buf *out, size_t *pages)
{
	xmlDoc *doc = doc_parse(source, strlen(source), NULL, &v->err);
	struct layout *l = NULL;
	bool ok;

	if (doc != NULL)
		l = letter_set(flow_fonts(v->site->flow), doc, NULL, &v->err);
	*pages = l != NULL ? l->n : 0;
	ok = l != NULL &&
	     (issued_read(v, code, "pdf", out) ||
		 (v->err.kind == ERR_NONE && pdf_write(l, out, &v->err)));
	layout_free(l);
	xmlFreeDoc(doc);
	return ok;
}

static void
letter_stored(
    struct visit *v, const struct rows *r, const char *code, const char *suffix)
{
	const struct letter_file *file = letter_file(suffix);
	const char *source = rows_get(r, 0, "document");
	xmlDoc *letter = NULL;

	if (strcmp(suffix, ".xml") == 0) {
		serve_header(v->r, "Content-Disposition",
		    visit_printf(v, "attachment; filename=\"%s.xml\"", code));
		serve_send(v->r, 200, "application/xml; charset=utf-8", source,
		    strlen(source));
		return;
	}
	if (file != NULL && issued_send(v, code, file))
		return;
	if (v->err.kind == ERR_NONE)
		letter = doc_parse(source, strlen(source), NULL, &v->err);
	if (letter == NULL)
		visit_fail(v);
	else
		letter_answer(v, letter, code, file);
}

void
page_letter(struct visit *v)
{
	const char *given = visit_param(v, "code");
	size_t n = strcspn(given, ".");
	const char *code = arena_strndup(v->a, given, n);
	struct rows *r = NULL;

	if (!db_begin(v->site->db, &v->who, false, &v->err) ||
	    !db_call(v->site->db, "letter_document", 1, &code, &r, &v->err) ||
	    !db_commit(v->site->db, &v->err)) {
		visit_fail(v);
	} else if (rows_count(r) == 0) {
		err_fail(&v->err, ERR_NOTFOUND, "letter", "%s", code);
		visit_fail(v);
	} else {
		letter_stored(v, r, code, given + n);
	}
	rows_free(r);
}

/* RFC 6266: a plain name for all, the real one encoded (RFC 8187). */
static const char *
disposition(struct visit *v, const char *name)
{
	const char *real = url_escape(v->a, name, ".-");

	return real == NULL ? "attachment"
			    : visit_printf(v,
				  "attachment; filename=\"attachment\"; "
				  "filename*=UTF-8''%s",
				  real);
}

/* The headers are gone: what fails now cuts the answer short of its length,
 * which the browser tells. */
static void
chunks_send(struct visit *v, const char *id)
{
	struct rows *r = NULL;
	const char *p;
	char seq[16];
	bool ok = true;
	size_t n;
	int i;

	for (i = 0; ok; i++) {
		snprintf(seq, sizeof(seq), "%d", i);
		ok = db_get_bytes(v->site->db, "chunk", 2,
			 (const char *[]){id, seq}, &r, &p, &n, &v->err) &&
		     serve_write(v->r, p, n);
		rows_free(r);
	}
	if (v->err.kind != ERR_NOTFOUND) /* after the last */
		log_err(LOG_WARN, id, &v->err);
}

/* Always a download, never shown as a page of this site. */
void
page_attachment(struct visit *v)
{
	const char *id = visit_param(v, "id");
	struct rows *r = NULL;

	if (!uuid_valid(id)) {
		err_fail(&v->err, ERR_NOTFOUND, "page", "attachment %s", id);
		visit_fail(v);
		return;
	}
	if (!db_begin(v->site->db, &v->who, false, &v->err) ||
	    !db_call(v->site->db, "attachment", 1, &id, &r, &v->err)) {
		visit_fail(v);
		return;
	}
	if (rows_count(r) == 0) {
		err_fail(&v->err, ERR_NOTFOUND, "page", "attachment %s", id);
		visit_fail(v);
	} else {
		serve_header(v->r, "Content-Disposition",
		    disposition(v, rows_get(r, 0, "name")));
		serve_header(v->r, "X-Content-Type-Options", "nosniff");
		serve_header(v->r, "Content-Security-Policy", "sandbox");
		serve_header(v->r, "Cache-Control", "private, no-store");
		serve_start(v->r, 200, rows_get(r, 0, "type"),
		    strtoull(rows_get(r, 0, "size"), NULL, 10));
		chunks_send(v, id);
	}
	rows_free(r);
}
