/* letters.c: from a signed record to the letter that is kept. */
#include <string.h>

#include "base/file.h"
#include "flow/flow_private.h"
#include "flow/words.h"
#include "xml/doc.h"

/* <letter-data name= number= date= ...><case>...</case></letter-data> */
static xmlDoc *
letter_data(const struct rows *rows, size_t row, struct err *err)
{
	static const char *const columns[] = {"name", "number", "date",
	    "organ_name", "mark", "signer", "code", "verify_url", "form",
	    "to_name", "issuer", "note_after"};
	static const char *const attrs[] = {"name", "number", "date",
	    "organ-name", "mark", "signer", "code", "verify", "form", "to-name",
	    "issuer", "note-after"};
	const char *source = rows_get(rows, row, "document");
	xmlDoc *doc = doc_parse(source, strlen(source), NULL, err);
	xmlNode *root, *record;
	size_t i;

	if (doc == NULL)
		return NULL;
	record = xmlDocGetRootElement(doc);
	root = xmlNewDocNode(doc, NULL, (const xmlChar *)"letter-data", NULL);
	if (root == NULL) {
		xmlFreeDoc(doc);
		err_fail(err, ERR_BUSY, "memory", "letter data");
		return NULL;
	}
	xmlUnlinkNode(record);
	xmlDocSetRootElement(doc, root);
	xmlAddChild(root, record);
	for (i = 0; i < sizeof(columns) / sizeof(*columns); i++)
		node_set(root, attrs[i], rows_get(rows, row, columns[i]));
	if (*rows_get(rows, row, "seal_size") != '\0') {
		node_set(root, "seal", ""); /* its place is kept */
		node_set(root, "seal-size", rows_get(rows, row, "seal_size"));
	}
	return doc;
}

/* The words that the procedure file has for this letter. */
static bool
letter_words(const struct flow *f, xmlDoc *data, struct err *err)
{
	xmlNode *root = xmlDocGetRootElement(data);
	const xmlNode *record = node_child(root, "case");
	const struct procedure *p = flow_version(
	    f, node_attr(record, "procedure"), node_attr(record, "version"));

	return p == NULL || words_fill(p, node_attr(root, "name"), root, err);
}

static void
report_first(void *ctx, int line, const char *text)
{
	(void)line;
	err_fail(ctx, ERR_BUG, "letter-schema", "line %d: %s", line, text);
}

xmlDoc *
flow_paper(struct flow *f, const char *name, xmlDoc *in, struct err *err)
{
	const struct sheet *sheet = flow_sheet(f, "letter", name);
	xmlDoc *out;

	if (sheet == NULL) {
		err_fail(
		    err, ERR_BUG, "letter-sheet", "xslt/letter/%s.xsl", name);
		return NULL;
	}
	out = sheet_doc(sheet, in, (const char *[]){NULL}, err);
	if (out && !schema_check(f->letter_schema, out, report_first, err)) {
		err_fail(err, ERR_BUG, "letter-schema", "%s", name);
		xmlFreeDoc(out);
		return NULL;
	}
	return out;
}

xmlDoc *
flow_letter(
    struct flow *f, const struct rows *rows, size_t row, struct err *err)
{
	xmlDoc *data = letter_data(rows, row, err), *letter = NULL;

	if (data != NULL && letter_words(f, data, err))
		letter = flow_paper(f, rows_get(rows, row, "sheet"), data, err);
	xmlFreeDoc(data);
	return letter;
}

/* A letter that cannot be set (a character without a glyph) is not signed. */
static bool
letter_store(struct flow *f, struct db *db, const struct rows *rows, size_t row,
    struct err *err)
{
	struct layout *layout = NULL;
	struct buf out = {0};
	char digest[65];
	xmlDoc *letter;
	bool ok = false;

	if ((letter = flow_letter(f, rows, row, err)) == NULL)
		return false;
	if ((layout = letter_set(f->fonts, letter, NULL, err)) == NULL)
		goto out;
	if (!doc_canonical(letter, &out, err))
		goto out;
	sha256_hex(out.data, out.len, digest);
	ok = db_call(db, "store_letter", 3,
	    (const char *[]){
		rows_get(rows, row, "letter_id"), out.data, digest},
	    NULL, err);
	ok = ok &&
	     letter_issue(f, db, rows_get(rows, row, "letter_id"), layout, err);
out:
	layout_free(layout);
	xmlFreeDoc(letter);
	buf_clear(&out);
	return ok;
}

bool
flow_sign(struct flow *f, struct db *db, const char *case_id, size_t *count,
    struct err *err)
{
	struct rows *rows = NULL;
	bool ok = true;
	size_t i;

	*count = 0;
	if (!db_call(db, "pending_letters", 1, &case_id, &rows, err))
		return false;
	for (i = 0; ok && i < rows_count(rows); i++)
		ok = letter_store(f, db, rows, i, err);
	*count = rows_count(rows);
	rows_free(rows);
	return ok;
}
