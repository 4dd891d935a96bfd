/* draft.c: what somebody fills in, and the move that it becomes. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "flow/flow_private.h"
#include "xml/doc.h"

/* Hangs the draft's data into the record, in place of what an earlier move of
 * the same form left there. */
static bool
data_hang(
    struct draft *d, const char *form, const char *source, struct err *err)
{
	xmlNode *record, *old, *data;
	xmlDoc *doc;

	record = node_child(xmlDocGetRootElement(d->doc), "record");
	if (record == NULL)
		return err_fail(err, ERR_BUG, "draft", "no record");
	if ((old = node_child(record, form)) != NULL) {
		xmlUnlinkNode(old);
		xmlFreeNode(old);
	}
	if (*source == '\0') {
		d->data = node_add(record, form, NULL);
		return d->data != NULL ||
		       err_fail(err, ERR_BUSY, "memory", "draft");
	}
	if ((doc = doc_parse(source, strlen(source), NULL, err)) == NULL)
		return false;
	data = xmlDocCopyNode(xmlDocGetRootElement(doc), d->doc, 1);
	xmlFreeDoc(doc);
	if (data == NULL)
		return err_fail(err, ERR_BUSY, "memory", "draft");
	d->data = xmlAddChild(record, data);
	return true;
}

static bool
draft_fill(struct flow *f, struct db *db, const struct rows *r, struct draft *d,
    struct err *err)
{
	const char *doc = rows_get(r, 0, "case_document");
	const char *form = rows_get(r, 0, "form");

	snprintf(d->move, sizeof(d->move), "%s", rows_get(r, 0, "move"));
	snprintf(d->case_number, sizeof(d->case_number), "%s",
	    rows_get(r, 0, "case_number"));
	snprintf(d->case_revision, sizeof(d->case_revision), "%s",
	    rows_get(r, 0, "case_revision"));
	d->revision = atoi(rows_get(r, 0, "revision"));
	d->procedure = flow_procedure(f, db, rows_get(r, 0, "version_id"), err);
	if (d->procedure == NULL)
		return false;
	if (*form == '\0')
		return true;
	if ((d->doc = doc_parse(doc, strlen(doc), NULL, err)) == NULL)
		return false;
	d->today = node_attr(xmlDocGetRootElement(d->doc), "today");
	if ((d->form = procedure_form(d->procedure, form)) == NULL)
		return err_fail(err, ERR_BUG, "draft", "no form %s", form);
	return data_hang(d, form, rows_get(r, 0, "data"), err);
}

bool
draft_load(struct flow *f, struct db *db, const char *id, struct draft *d,
    struct err *err)
{
	struct rows *r = NULL;
	bool ok;

	memset(d, 0, sizeof(*d));
	snprintf(d->id, sizeof(d->id), "%s", id);
	if (!db_call(db, "draft", 1, &id, &r, err))
		return false;
	if (rows_count(r) == 0)
		ok = err_fail(err, ERR_NOTFOUND, "draft", "%s", id);
	else
		ok = draft_fill(f, db, r, d, err);
	rows_free(r);
	if (!ok)
		draft_clear(d);
	return ok;
}

/* Whether an expression may read what the form says; NULL: none. */
static bool
reads_form(const char *expr, const char *form)
{
	char path[96];

	snprintf(path, sizeof(path), "record/%s", form);
	return expr != NULL &&
	       (strstr(expr, path) != NULL || strstr(expr, "//") != NULL ||
		   strstr(expr, "/*") != NULL);
}

/* Whether what its rules know besides the form, facts and parties, hangs on
 * what the form says: else it stands in the document as it was loaded. */
static bool
asks_form(const struct draft *d)
{
	const char *form = (const char *)d->data->name;
	const xmlNode *root = procedure_root(d->procedure), *n;
	const xmlAttr *a;

	n = node_child(node_child(root, "parties"), "party");
	for (; n; n = node_next(n))
		if (reads_form(node_attr(n, "value"), form))
			return true;
	n = node_child(node_child(root, "facts"), "fact");
	for (; n; n = node_next(n))
		for (a = n->properties; a; a = a->next)
			if (reads_form(
				node_attr(n, (const char *)a->name), form))
				return true;
	return false;
}

/* In place of the element of that name below the root. */
static bool
facts_hang(xmlNode *root, const xmlNode *n, struct err *err)
{
	xmlNode *old = node_child(root, (const char *)n->name);
	xmlNode *copy = xmlDocCopyNode((xmlNode *)n, root->doc, 1);

	if (copy == NULL)
		return err_fail(err, ERR_BUSY, "memory", "draft");
	if (old != NULL) {
		xmlUnlinkNode(old);
		xmlFreeNode(old);
	}
	xmlAddChild(root, copy);
	return true;
}

bool
draft_ask(struct db *db, struct draft *d, struct err *err)
{
	struct rows *r = NULL;
	struct buf b = {0};
	xmlDoc *doc = NULL;
	const xmlNode *n;
	bool ok;

	if (d->data == NULL || !asks_form(d))
		return true;
	ok = node_write(d->data, &b, err) &&
	     db_call(db, "draft_facts", 2, (const char *[]){d->id, b.data}, &r,
		 err) &&
	     (doc = doc_parse(
		  rows_first(r), strlen(rows_first(r)), NULL, err)) != NULL;
	for (n = doc ? xmlDocGetRootElement(doc)->children : NULL; ok && n;
	     n = n->next)
		ok = facts_hang(xmlDocGetRootElement(d->doc), n, err);
	xmlFreeDoc(doc);
	rows_free(r);
	buf_clear(&b);
	return ok;
}

void
draft_clear(struct draft *d)
{
	if (d->doc)
		xmlFreeDoc(d->doc);
	d->doc = NULL;
	d->data = NULL;
}

bool
draft_save(struct db *db, struct draft *d, const char *page, struct err *err)
{
	struct buf b = {0};
	struct rows *r = NULL;
	char revision[16];
	bool ok = false;

	if (d->data && !node_write(d->data, &b, err))
		goto out;
	snprintf(revision, sizeof(revision), "%d", d->revision);
	ok = db_call(db, "save_draft", 4,
	    (const char *[]){d->id, b.data, page, revision}, &r, err);
	if (ok)
		d->revision = atoi(rows_first(r));
out:
	rows_free(r);
	buf_clear(&b);
	return ok;
}

bool
draft_submit(struct flow *f, struct db *db, const struct draft *d,
    const xmlNode *clean, const char *request, struct moved *out,
    struct err *err)
{
	struct buf b = {0};
	struct rows *r = NULL;
	bool ok = false;

	memset(out, 0, sizeof(*out));
	if (clean && !node_write(clean, &b, err))
		goto out;
	if (!db_call(db, "move_case", 4,
		(const char *[]){request, d->id, b.data,
		    d->case_revision[0] ? d->case_revision : NULL},
		&r, err))
		goto out;
	snprintf(out->case_number, sizeof(out->case_number), "%s",
	    rows_get(r, 0, "case_number"));
	snprintf(out->case_id, sizeof(out->case_id), "%s",
	    rows_get(r, 0, "case_id"));
	ok = strcmp(rows_get(r, 0, "letters"), "[]") == 0 ||
	     flow_sign(f, db, out->case_id, &out->letters, err);
out:
	rows_free(r);
	buf_clear(&b);
	return ok;
}
