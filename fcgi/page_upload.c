/* page_upload.c: files of a form, streamed into the database as they come. */
#include <magic.h>
#include <openssl/evp.h>
#include <stdio.h>
#include <string.h>
#include <strings.h>

#include "base/file.h"
#include "base/hex.h"
#include "base/log.h"
#include "fcgi/page_draft.h"
#include "xml/doc.h"

#define CHUNK ((size_t)256 << 10)

struct upload { /* the file that is just coming */
	struct visit *v;
	const char *draft;
	char id[37], field[208], name[256];
	EVP_MD_CTX *md;
	char *chunk;
	size_t fill;
	unsigned long long size;
	int seq;
	bool refused;    /* the rest of this file is thrown away */
	struct err gone; /* nobody is signed in: no file is kept */
	const char *type;
	struct attached *list;
};

struct attached {
	char id[37], sha256[65];
	const char *field, *name, *type;
	unsigned long long size;
	struct attached *next;
};

/* What may come under which ending; libmagic's names of it. */
static const struct {
	const char *ending, *types;
} contents[] = {
    {"pdf", " application/pdf "},
    {"ofd", " application/zip application/ofd "},
    {"docx", " application/zip application/vnd.openxmlformats-"
	     "officedocument.wordprocessingml.document "},
    {"xlsx", " application/zip application/vnd.openxmlformats-"
	     "officedocument.spreadsheetml.sheet "},
    {"jpg", " image/jpeg "},
    {"jpeg", " image/jpeg "},
    {"png", " image/png "},
    {"tif", " image/tiff "},
    {"tiff", " image/tiff "},
    {"xml", " text/xml application/xml "},
    {"txt", " text/plain "},
    {"csv", " text/csv text/plain application/csv "},
    {"zip", " application/zip "},
};

/* A file that cannot be kept is told at its field; all else that came with it
 * is kept. */
static bool
upload_refuse(struct upload *u, const struct file_part *part, const char *code,
    struct err *err)
{
	struct form_error *e = arena_alloc(u->v->a, sizeof(*e));
	const char *id = u->id;

	if (e == NULL)
		return err_fail(err, ERR_BUSY, "memory", "upload");
	*e = (struct form_error){.path = arena_strdup(u->v->a, part->field),
	    .page = "",
	    .code = code,
	    .arg = arena_strdup(u->v->a, part->filename),
	    .next = u->v->refused};
	u->v->refused = e;
	u->refused = true;
	u->fill = 0;
	if (*id &&
	    !db_call(u->v->site->db, "drop_attachment", 1, &id, NULL, err))
		return false;
	u->id[0] = '\0';
	return true;
}

/* A file is what its bytes are, and must be what its name says: neither the
 * name nor the browser's word is trusted alone. */
static bool
upload_type(struct upload *u)
{
	const char *t = magic_buffer(u->v->site->magic, u->chunk, u->fill);
	const char *dot = strrchr(u->name, '.');
	char type[160];
	size_t i;

	snprintf(
	    type, sizeof(type), " %.150s ", t ? t : "application/octet-stream");
	for (i = 0; dot && i < sizeof(contents) / sizeof(*contents); i++)
		if (strcasecmp(dot + 1, contents[i].ending) == 0 &&
		    strstr(contents[i].types, type)) {
			u->type =
			    arena_strndup(u->v->a, type + 1, strlen(type) - 2);
			return true;
		}
	log_line(LOG_INFO, "file-content: %s is%s", u->name, type);
	return false;
}

static bool
upload_flush(struct upload *u, struct err *err)
{
	char seq[16];
	const char *args[] = {u->id, seq};

	if (u->fill == 0)
		return true;
	if (u->seq == 0 && !upload_type(u))
		return upload_refuse(u,
		    &(struct file_part){.field = u->field, .filename = u->name},
		    "file-content", err);
	snprintf(seq, sizeof(seq), "%d", u->seq++);
	if (!db_call_bytes(
		u->v->site->db, "put_chunk", 2, args, u->chunk, u->fill, err))
		return false;
	u->fill = 0;
	return true;
}

static bool
upload_begin(struct upload *u, const struct file_part *part, struct err *err)
{
	struct rows *r = NULL;
	const char *args[] = {u->draft, part->field, part->filename};

	snprintf(u->field, sizeof(u->field), "%s", part->field);
	snprintf(u->name, sizeof(u->name), "%s", part->filename);
	u->size = 0;
	u->seq = 0;
	u->fill = 0;
	if (!db_call(u->v->site->db, "put_attachment", 3, args, &r, err))
		return false;
	snprintf(u->id, sizeof(u->id), "%s", rows_first(r));
	rows_free(r);
	if (EVP_DigestInit_ex(u->md, EVP_sha256(), NULL) != 1)
		return err_fail(err, ERR_BUG, "internal", "sha256");
	return true;
}

static bool
upload_end(struct upload *u, struct err *err)
{
	struct attached *at = arena_alloc(u->v->a, sizeof(*at)), **last;
	unsigned char md[EVP_MAX_MD_SIZE];
	unsigned int n = 0;
	char size[24];

	if (at == NULL)
		return err_fail(err, ERR_BUSY, "memory", "upload");
	if (!upload_flush(u, err))
		return false;
	if (u->refused)
		return true;
	if (EVP_DigestFinal_ex(u->md, md, &n) != 1 || n != 32)
		return err_fail(err, ERR_BUG, "internal", "sha256");
	hex_put(md, n, at->sha256);
	snprintf(size, sizeof(size), "%llu", u->size);
	memcpy(at->id, u->id, sizeof(at->id));
	at->field = arena_strdup(u->v->a, u->field);
	at->name = arena_strdup(u->v->a, u->name);
	at->type = u->type;
	at->size = u->size;
	for (last = &u->list; *last; last = &(*last)->next)
		;
	at->next = NULL;
	*last = at;
	u->id[0] = '\0';
	return db_call(u->v->site->db, "end_attachment", 4,
	    (const char *[]){at->id, at->type, size, at->sha256}, NULL, err);
}

static bool
upload_piece(void *ctx, const struct file_part *part, const void *p, size_t n,
    struct err *err)
{
	struct upload *u = ctx;
	size_t take;

	if (u->gone.kind)
		return true;
	if (p == NULL) {
		if (u->id[0] ? !upload_end(u, err)
			     : !u->refused && part->filename[0] &&
				   !upload_refuse(u, part, "file-empty", err))
			return false;
		u->refused = false; /* the next file is another */
		return true;
	}
	if (n == 0 || u->refused)
		return true;
	if (u->id[0] == '\0' && !upload_begin(u, part, err)) {
		if (err->kind != ERR_SIGNIN)
			return false;
		u->gone = *err;
		err_clear(err);
		return true;
	}
	if (EVP_DigestUpdate(u->md, p, n) != 1)
		return err_fail(err, ERR_BUG, "internal", "sha256");
	u->size += n;
	while (n > 0) {
		take = CHUNK - u->fill < n ? CHUNK - u->fill : n;
		memcpy(u->chunk + u->fill, p, take);
		u->fill += take;
		p = (const char *)p + take;
		n -= take;
		if (u->fill == CHUNK && !upload_flush(u, err))
			return false;
	}
	return true;
}

static bool
upload_stream(struct visit *v, struct multipart *m)
{
	char *piece = arena_alloc(v->a, 65536);
	long got;

	if (piece == NULL)
		return err_fail(&v->err, ERR_BUSY, "memory", "upload");
	while ((got = serve_read(v->r, piece, 65536)) > 0)
		if (!multipart_add(m, piece, (size_t)got, &v->err))
			return false;
	if (got < 0)
		return err_fail(&v->err, ERR_INPUT, "body-cut", "upload");
	return multipart_end(m, &v->post, &v->err);
}

static void
upload_free(void *md)
{
	EVP_MD_CTX_free(md);
}

bool
draft_body(struct visit *v, const char *draft)
{
	static const struct post_limits limits = {
	    .file = FILE_MAX, .total = FILE_MAX + BODY_MAX};
	const char *type = serve_env(v->r, "CONTENT_TYPE");
	struct upload *u = arena_alloc(v->a, sizeof(*u));
	struct multipart *m;
	bool ok;

	if (strncmp(type, "multipart/form-data", 19) != 0)
		return visit_post(v);
	if (serve_length(v->r) > (long long)limits.total)
		return err_fail(&v->err, ERR_LARGE, "body-large", "upload");
	if (u == NULL)
		return err_fail(&v->err, ERR_BUSY, "memory", "upload");
	*u = (struct upload){.v = v, .draft = draft, .type = "inode/x-empty"};
	if (v->who.token == NULL)
		err_fail(&u->gone, ERR_SIGNIN, "sign-in", "upload");
	u->chunk = arena_alloc(v->a, CHUNK);
	u->md = EVP_MD_CTX_new();
	if (u->chunk == NULL || u->md == NULL ||
	    !arena_defer(v->a, upload_free, u->md))
		return err_fail(&v->err, ERR_BUSY, "memory", "upload");
	m = multipart_new(type, &limits, v->a, upload_piece, u, &v->err);
	ok = m != NULL && upload_stream(v, m);
	multipart_free(m);
	v->attached = ok ? u->list : NULL;
	if (ok && u->gone.kind) { /* what was typed is carried past sign-in */
		v->err = u->gone;
		return false;
	}
	return ok && visit_genuine(v, post_get(&v->post, "csrf"));
}

/* "plan" or "year[2]/file": the parent element and the field's own name. */
static xmlNode *
field_parent(xmlNode *data, const char *path, const char **name)
{
	char repeat[200];
	unsigned i = 0;
	xmlNode *n;

	*name = strrchr(path, '/') ? strrchr(path, '/') + 1 : path;
	if (*name == path)
		return data;
	if (sscanf(path, "%199[^[][%u]/", repeat, &i) != 2 || i == 0)
		return NULL;
	for (n = node_child(data, repeat); n && --i > 0; n = node_next(n))
		;
	return n;
}

bool
draft_attach(struct visit *v, struct draft *d, size_t page)
{
	const struct attached *at;
	const char *name;
	xmlNode *parent, *n;
	char size[24];

	for (at = v->attached; at; at = at->next) {
		parent = form_takes_file(d->form, page, at->field)
			     ? field_parent(d->data, at->field, &name)
			     : NULL;
		if (parent == NULL) {
			err_arg(&v->err, at->field);
			return err_fail(
			    &v->err, ERR_INPUT, "field-unknown", "attachment");
		}
		n = node_add(parent, name, NULL);
		node_set(n, "ref", at->id);
		node_set(n, "name", at->name);
		node_set(n, "type", at->type);
		snprintf(size, sizeof(size), "%llu", at->size);
		node_set(n, "size", size);
		node_set(n, "sha256", at->sha256);
	}
	return true;
}

static xmlNode *
ref_find(xmlNode *n, const char *ref)
{
	xmlNode *found;
	const char *a;

	for (n = n->children; n; n = n->next) {
		if (n->type != XML_ELEMENT_NODE)
			continue;
		a = node_attr(n, "ref");
		if (a && strcmp(a, ref) == 0)
			return n;
		if ((found = ref_find(n, ref)) != NULL)
			return found;
	}
	return NULL;
}

void
draft_unattach(struct visit *v, struct draft *d)
{
	const struct attached *at;
	xmlNode *n;

	for (at = v->attached; at; at = at->next)
		if ((n = ref_find(d->data, at->id)) != NULL) {
			xmlUnlinkNode(n);
			xmlFreeNode(n);
		}
}

bool
draft_detach(struct visit *v, struct draft *d, const char *ref)
{
	xmlNode *n = ref_find(d->data, ref);

	if (n == NULL)
		return true; /* dropped already: the same again is harmless */
	xmlUnlinkNode(n);
	xmlFreeNode(n);
	return db_call(v->site->db, "drop_attachment", 1, &ref, NULL, &v->err);
}
