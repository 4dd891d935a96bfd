/* page_verify.c: whether a letter is genuine: by its code, or by its file. */
#include <ctype.h>
#include <string.h>

#include "base/hex.h"
#include "draw/verify.h"
#include "fcgi/portal.h"
#include "sign/digest.h"
#include "xml/doc.h"

/* Letters and digits only, upper case: however the code was typed. */
static char *
code_clean(struct visit *v, const char *typed)
{
	char *out = arena_strdup(v->a, typed ? typed : ""), *o = out;
	const char *s;

	for (s = out; *s; s++)
		if (isalnum((unsigned char)*s))
			*o++ = (char)toupper((unsigned char)*s);
	*o = '\0';
	return out;
}

void
page_verify(struct visit *v)
{
	const char *code = visit_param(v, "code");

	if (code)
		visit_set(v, "code", code_clean(v, code));
	if (visit_read(v, "verify"))
		visit_show(v, "verify");
	else
		visit_fail(v);
}

struct verify { /* a file brought to be compared */
	struct buf file;
	bool whole; /* its end came */
};

static bool
verify_piece(void *ctx, const struct file_part *part, const void *p, size_t n,
    struct err *err)
{
	struct verify *f = ctx;

	if (n && f->whole) {
		err_arg(err, part->field);
		return err_fail(err, ERR_INPUT, "field-doubled", "file");
	}
	if (p)
		buf_add(&f->file, p, n);
	else
		f->whole = f->file.len > 0;
	return !f->file.failed ||
	       err_fail(err, ERR_LARGE, "body-large", "verify");
}

/* Sets the stored letter anew: the same letter gives the same bytes. */
static bool
verify_compare(
    struct visit *v, const char *code, const struct buf *file, bool *same)
{
	struct layout *l = NULL;
	struct rows *r = NULL;
	struct buf b = {0};
	const char *source;
	xmlDoc *doc;
	bool ok = false,
	     ofd = file->len > 2 && memcmp(file->data, "PK", 2) == 0;

	if (!db_begin(v->site->db, &v->who, false, &v->err) ||
	    !db_call(v->site->db, "verify_document", 1, &code, &r, &v->err) ||
	    !db_commit(v->site->db, &v->err))
		goto out;
	ok = true;
	if (rows_count(r) == 0)
		goto out;
	source = rows_get(r, 0, "document");
	ok = (doc = doc_parse(source, strlen(source), NULL, &v->err)) &&
	     (l = letter_set(flow_fonts(v->site->flow), doc, NULL, &v->err)) &&
	     (ofd ? ofd_write : pdf_write)(l, &b, &v->err);
	*same =
	    ok && b.len == file->len && memcmp(b.data, file->data, b.len) == 0;
	if (ok && file->len == strlen(source))
		*same |= memcmp(source, file->data, file->len) == 0;
out:
	layout_free(l);
	rows_free(r);
	buf_clear(&b);
	return ok;
}

static bool
verify_body(struct visit *v, struct verify *f)
{
	static const struct post_limits limits = {
	    .file = 8 << 20, .total = 9 << 20};
	struct multipart *m;
	const char *body;
	size_t n;
	bool ok;

	m = multipart_new(serve_env(v->r, "CONTENT_TYPE"), &limits, v->a,
	    verify_piece, f, &v->err);
	ok = m && serve_body(v->r, limits.total, &body, &n, &v->err) &&
	     multipart_add(m, body, n, &v->err) &&
	     multipart_end(m, &v->post, &v->err);
	multipart_free(m);
	return ok && visit_genuine(v, post_get(&v->post, "csrf"));
}

/* Which letter was issued as this very file: its code stands for one that was
 * not typed. */
static bool
verify_find(struct visit *v, const struct buf *file, const char **code,
    bool *same, char sha256[65])
{
	char sm3[2 * DIGEST_SIZE + 1];
	const char *args[] = {sha256, sm3};
	struct rows *r = NULL;
	struct digest d;
	char *found;
	bool ok;

	if (!digest_of(file->data, file->len, &d))
		return err_fail(&v->err, ERR_BUG, "bug", "digest");
	hex_put(d.sha256, DIGEST_SIZE, sha256);
	hex_put(d.sm3, DIGEST_SIZE, sm3);
	ok = db_begin(v->site->db, &v->who, false, &v->err) &&
	     db_call(v->site->db, "verify_file", 2, args, &r, &v->err) &&
	     db_commit(v->site->db, &v->err);
	if (ok && *rows_first(r) != '\0') {
		found = code_clean(v, rows_first(r));
		*same = **code == '\0' || strcmp(*code, found) == 0;
		if (**code == '\0')
			*code = found;
	}
	rows_free(r);
	return ok;
}

/* What the signatures inside prove, whoever made them. */
static void
verify_signatures(struct visit *v, const struct buf *file, xmlNode *n)
{
	struct verdict *verdict = arena_alloc(v->a, sizeof(*verdict));
	struct err why = {0};
	xmlNode *list;

	if (verdict == NULL)
		return;
	if (!verify_file(
		file->data, file->len, v->site->trust, verdict, &why)) {
		if (strcmp(why.code, "verify-form") != 0)
			node_set(n, "damaged", why.code);
	} else if ((list = verdict_xml(verdict, n->doc)) != NULL) {
		xmlAddChild(n, list);
	}
}

static bool
verify_answer(struct visit *v, const char *code, const struct buf *file)
{
	char sha256[65];
	bool same = false;
	xmlNode *n;

	if (file->len > 0 && !verify_find(v, file, &code, &same, sha256))
		return false;
	if (file->len > 0 && !same && *code != '\0' &&
	    !verify_compare(v, code, file, &same))
		return false;
	visit_set(v, "code", code);
	if (!visit_read(v, "verify"))
		return false;
	if (file->len > 0) {
		n = node_add(v->page, "file", NULL);
		node_set(n, "sha256", sha256);
		node_set(n, "same", same ? "true" : "false");
		verify_signatures(v, file, n);
	}
	return true;
}

void
page_verify_post(struct visit *v)
{
	struct verify f = {.file = {.max = 8 << 20}};
	const char *type = serve_env(v->r, "CONTENT_TYPE");
	bool multipart = strncmp(type, "multipart/form-data", 19) == 0;

	if ((multipart ? verify_body(v, &f) : visit_post(v)) &&
	    verify_answer(
		v, code_clean(v, post_get(&v->post, "code")), &f.file))
		visit_show(v, "verify");
	else
		visit_fail(v);
	buf_clear(&f.file);
}
