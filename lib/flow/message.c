/* message.c: see message.h: a payload becomes a move. */
#include "flow/message.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "flow/flow_private.h"
#include "form/form.h"
#include "xml/doc.h"

enum { PARTS = 32 }; /* of a message */

/* One payload on its way into a case. */
struct receive {
	struct flow *f;
	struct db *db;
	const char *inbox;
	const xmlNode *payload;
	struct arena *a;
	struct report *r;
	struct err *err;
	struct rows *target, *files;
	const struct procedure *procedure;
	xmlDoc *doc;     /* the case document, forms hung into its record */
	xmlDoc *out;     /* <record>: what was checked */
	xmlDoc *letters; /* <letters> */
};

/* Copies n without namespaces, as record elements are; NULL: out of memory. */
static xmlNode *
copy_plain(xmlNode *parent, const xmlNode *n)
{
	xmlNode *copy = node_add(parent, (const char *)n->name, NULL);
	const xmlNode *c;
	const xmlAttr *t;

	for (t = n->properties; copy != NULL && t != NULL; t = t->next)
		if (t->ns == NULL && t->children != NULL)
			node_set(copy, (const char *)t->name,
			    (const char *)t->children->content);
	for (c = n->children; copy != NULL && c != NULL; c = c->next) {
		if (c->type == XML_ELEMENT_NODE && copy_plain(copy, c) == NULL)
			return NULL;
		if (c->type == XML_TEXT_NODE)
			xmlNodeAddContent(copy, c->content);
	}
	return copy;
}

static xmlDoc *
new_doc(const char *name, struct err *err)
{
	xmlDoc *doc = xmlNewDoc((const xmlChar *)"1.0");
	xmlNode *root =
	    doc ? xmlNewDocNode(doc, NULL, (const xmlChar *)name, NULL) : NULL;

	if (root != NULL) {
		xmlDocSetRootElement(doc, root);
		return doc;
	}
	if (doc != NULL)
		xmlFreeDoc(doc);
	err_fail(err, ERR_BUSY, "memory", "%s", name);
	return NULL;
}

/* The payload's elements of that name, copied below <root>. */
static xmlDoc *
gather(struct receive *x, const char *root, const char *name)
{
	xmlDoc *doc = new_doc(root, x->err);
	const xmlNode *n;

	if (doc == NULL)
		return NULL;
	for (n = node_child(x->payload, name); n != NULL; n = node_next(n))
		if (copy_plain(xmlDocGetRootElement(doc), n) == NULL) {
			xmlFreeDoc(doc);
			err_fail(x->err, ERR_BUSY, "memory", "%s", name);
			return NULL;
		}
	return doc;
}

/* Every reference to a file becomes one to the file that came; what is said
 * of it, what was verified. */
static bool
bind_files(struct receive *x, xmlNode *n)
{
	const char *ref = node_attr(n, "ref");
	size_t i, count = rows_count(x->files);
	bool ok = true;
	xmlNode *c;

	if (ref != NULL) {
		for (i = 0; i < count; i++)
			if (strcmp(rows_get(x->files, i, "name"), ref) == 0)
				break;
		if (i == count)
			return report_fail(x->r, ERR_INPUT, "message-file",
			    x->payload, ref, x->err);
		node_set(n, "ref", rows_get(x->files, i, "attachment_id"));
		node_set(n, "type", rows_get(x->files, i, "type"));
		node_set(n, "size", rows_get(x->files, i, "size"));
		node_set(n, "sha256", rows_get(x->files, i, "sha256"));
	}
	for (c = n->children; ok && c != NULL; c = c->next)
		if (c->type == XML_ELEMENT_NODE)
			ok = bind_files(x, c);
	return ok;
}

/* Where in the payload a form's path ("year[2]/count") points; the last
 * element on the way that is there. */
static const xmlNode *
payload_at(const xmlNode *form, const char *path)
{
	const xmlNode *n, *at = form;
	char name[128];
	unsigned long k;
	size_t len;

	while (*path != '\0') {
		len = strcspn(path, "[/");
		snprintf(name, sizeof(name), "%.*s", (int)len, path);
		path += len;
		k = *path == '[' ? strtoul(path + 1, NULL, 10) : 1;
		path += strcspn(path, "/");
		path += *path == '/';
		for (n = node_child(at, name); n != NULL && k > 1; k--)
			n = node_next(n);
		if (n == NULL)
			return at;
		at = n;
	}
	return at;
}

/* The named element, however deep below n. */
static const xmlNode *
named(const xmlNode *n, const char *name, size_t len)
{
	const xmlNode *found;
	const char *have;

	for (n = n != NULL ? n->children : NULL; n != NULL; n = n->next) {
		if (n->type != XML_ELEMENT_NODE)
			continue;
		have = node_attr(n, "name");
		if (have != NULL && !node_is(n, "page") &&
		    strlen(have) == len && memcmp(have, name, len) == 0)
			return n;
		if ((found = named(n, name, len)) != NULL)
			return found;
	}
	return NULL;
}

static const char *
own_text(const xmlNode *field, const char *element, const char *lang)
{
	const xmlNode *n;

	for (n = node_child(field, element); n != NULL; n = node_next(n))
		if (strcmp((const char *)xmlNodeGetLang(n), lang) == 0)
			return node_text(n);
	return "";
}

/* A rule of the form, in its own words or in ours. */
static void
tell_error(struct receive *x, const char *form, const struct form_error *e)
{
	const xmlNode *forms =
	    node_child(procedure_root(x->procedure), "forms");
	const xmlNode *in = node_child(x->payload, "record"), *at, *field;
	const char *slash = strchr(e->path, '/');

	at = node_child(in, form);
	at = at != NULL ? payload_at(at, e->path) : x->payload;
	if (strcmp(e->code, "alert") != 0) {
		report_fail(x->r, ERR_INPUT, e->code, at, e->arg, x->err);
		return;
	}
	field = named(
	    named(forms, form, strlen(form)), e->path, strcspn(e->path, "[/"));
	if (slash != NULL)
		field = named(field, slash + 1, strcspn(slash + 1, "["));
	report_say(x->r, "constraint", at, own_text(field, "alert", "zh-CN"),
	    own_text(field, "alert", "en"), x->err);
}

/* Takes a form out of the payload into the case document. */
static bool
hang(struct receive *x, const char *form, xmlNode **data)
{
	const xmlNode *in = node_child(node_child(x->payload, "record"), form);
	xmlNode *record = node_child(xmlDocGetRootElement(x->doc), "record");
	xmlNode *old = node_child(record, form);

	if (in == NULL)
		return report_fail(
		    x->r, ERR_INPUT, "message-form", x->payload, form, x->err);
	if (old != NULL) {
		xmlUnlinkNode(old);
		xmlFreeNode(old);
	}
	if ((*data = copy_plain(record, in)) == NULL)
		return err_fail(x->err, ERR_BUSY, "memory", "%s", form);
	return bind_files(x, *data);
}

/* The form's own rules, as if somebody had typed it. */
static bool
check(struct receive *x, const char *name, xmlNode *data)
{
	const struct form *form = procedure_form(x->procedure, name);
	const char *today = node_attr(xmlDocGetRootElement(x->doc), "today");
	struct form_error *e = NULL;
	xmlNode *clean = NULL;
	bool right = true;

	if (form == NULL)
		return err_fail(x->err, ERR_BUG, "message", "form %s", name);
	if (!form_check(
		form, form_pages(form), data, today, x->a, &e, &clean, x->err))
		return false;
	for (; e != NULL; e = e->next)
		if (!e->warning) {
			tell_error(x, name, e);
			right = false;
		}
	if (clean != NULL) {
		node_graft(xmlDocGetRootElement(x->out), clean);
		xmlFreeNode(clean);
	}
	return right || x->err->kind != ERR_NONE;
}

/* Hangs all that is listed into the case document. */
static bool
hang_all(struct receive *x, const char *column, const char **names,
    xmlNode **data, size_t *n)
{
	char *list = arena_strdup(x->a, rows_get(x->target, 0, column));
	char *save = NULL, *name;

	*n = 0;
	for (name = list ? strtok_r(list, " ", &save) : NULL;
	     name && *n < PARTS; name = strtok_r(NULL, " ", &save), ++*n) {
		names[*n] = name;
		if (!hang(x, name, &data[*n]))
			return false;
	}
	return list != NULL ||
	       err_fail(x->err, ERR_BUSY, "memory", "%s", column);
}

/* All forms that the message carries; each is told what is wrong with it. What
 * else of the record comes with it stands as it came. */
static bool
check_forms(struct receive *x)
{
	xmlNode *data[PARTS], *root = xmlDocGetRootElement(x->out);
	const char *names[PARTS];
	size_t n, i;

	if (!hang_all(x, "parts", names, data, &n))
		return false;
	for (i = 0; i < n; i++)
		if (node_graft(root, data[i]) == NULL)
			return err_fail(x->err, ERR_BUSY, "memory", "parts");
	if (!hang_all(x, "forms", names, data, &n))
		return false;
	for (i = 0; i < n; i++)
		if (!check(x, names[i], data[i]))
			return false;
	return x->err->kind == ERR_NONE;
}

/* What it would do here, by its head. */
static bool
find_target(struct receive *x)
{
	const char *source, *version = node_attr(x->payload, "version");
	const char *procedure = node_attr(x->payload, "procedure");
	xmlDoc *parties = gather(x, "parties", "party");
	xmlDoc *record = gather(x, "record", "record");
	struct buf b = {0}, c = {0};
	const xmlNode *forms = NULL;
	bool ok = parties != NULL && record != NULL;

	if (ok && node_child(x->payload, "record") == NULL)
		ok = report_fail(x->r, ERR_INPUT, "message-form", x->payload,
		    "record", x->err);
	if (version == NULL || strspn(version, "0123456789") != strlen(version))
		version = NULL;
	ok = ok && node_write(xmlDocGetRootElement(parties), &b, x->err) &&
	     (forms = node_child(xmlDocGetRootElement(record), "record")) &&
	     node_write(forms, &c, x->err) &&
	     db_call(x->db, "exchange_target", 5,
		 (const char *[]){x->inbox, procedure, version, b.data, c.data},
		 &x->target, x->err) &&
	     db_call(x->db, "exchange_files", 1, (const char *[]){x->inbox},
		 &x->files, x->err);
	xmlFreeDoc(parties);
	xmlFreeDoc(record);
	buf_clear(&b);
	buf_clear(&c);
	if (!ok)
		return false;
	x->procedure = flow_procedure(
	    x->f, x->db, rows_get(x->target, 0, "version_id"), x->err);
	source = rows_get(x->target, 0, "case_document");
	x->doc = doc_parse(source, strlen(source), NULL, x->err);
	x->out = new_doc("record", x->err);
	x->letters = gather(x, "letters", "letter");
	return x->procedure != NULL && x->doc != NULL && x->out != NULL &&
	       x->letters != NULL &&
	       bind_files(x, xmlDocGetRootElement(x->letters));
}

/* A column, NULL where it is. */
static const char *
column(const struct rows *r, const char *name)
{
	return rows_null(r, 0, name) ? NULL : rows_get(r, 0, name);
}

static bool
effect(struct receive *x, const char **case_number)
{
	struct buf record = {0}, letters = {0};
	struct rows *r = NULL;
	size_t set;
	bool ok;

	ok = node_write(xmlDocGetRootElement(x->out), &record, x->err) &&
	     node_write(xmlDocGetRootElement(x->letters), &letters, x->err) &&
	     db_call(x->db, "exchange_effect", 9,
		 (const char *[]){x->inbox, column(x->target, "version_id"),
		     column(x->target, "case_id"), column(x->target, "move"),
		     column(x->target, "organ_id"),
		     column(x->target, "party_organ_id"), record.data,
		     letters.data, node_attr(x->payload, "number")},
		 &r, x->err) &&
	     flow_sign(x->f, x->db, "0", &set, x->err);
	if (ok)
		*case_number =
		    arena_strdup(x->a, rows_get(r, 0, "case_number"));
	rows_free(r);
	buf_clear(&record);
	buf_clear(&letters);
	return ok;
}

/* <skipped message="ID">reason</skipped>, in the place of that message. */
static bool
skipped(struct receive *x, const char **case_number)
{
	struct rows *r = NULL;
	bool ok;

	ok = db_call(x->db, "exchange_skipped", 3,
	    (const char *[]){x->inbox, node_attr(x->payload, "message"),
		node_text(x->payload)},
	    &r, x->err);
	if (ok)
		*case_number = arena_strdup(x->a, rows_first(r));
	rows_free(r);
	return ok;
}

bool
message_receive(struct flow *f, struct db *db, const char *inbox,
    const xmlNode *payload, struct arena *a, struct report *r,
    const char **case_number, struct err *err)
{
	struct receive x = {.f = f,
	    .db = db,
	    .inbox = inbox,
	    .payload = payload,
	    .a = a,
	    .r = r,
	    .err = err};
	bool ok;

	*case_number = NULL;
	if (node_is(payload, "skipped"))
		return skipped(&x, case_number);
	ok = find_target(&x) && check_forms(&x) && effect(&x, case_number);
	rows_free(x.target);
	rows_free(x.files);
	if (x.doc != NULL)
		xmlFreeDoc(x.doc);
	if (x.out != NULL)
		xmlFreeDoc(x.out);
	if (x.letters != NULL)
		xmlFreeDoc(x.letters);
	return ok;
}
