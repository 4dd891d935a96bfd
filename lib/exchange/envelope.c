/* envelope.c: envelope_parse and envelope_read of envelope.h. */
#include "exchange/envelope.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/hex.h"
#include "base/utf8.h"
#include "exchange/private.h"
#include "form/check.h"
#include "xml/doc.h"

static const char *const kinds[ENVELOPE_KINDS] = {
    [ENVELOPE_BUSINESS] = "business",
    [ENVELOPE_RECEIPT] = "receipt",
    [ENVELOPE_ERROR] = "error",
    [ENVELOPE_QUERY] = "query"};

const char *
envelope_kind_name(enum envelope_kind k)
{
	return kinds[k];
}

bool
envelope_parse(
    const char *p, size_t n, xmlDoc **doc, struct report *r, struct err *err)
{
	static const struct guard g = {.bytes = ENVELOPE_BYTES, .plain = true};

	if ((*doc = doc_parse(p, n, &g, err)) != NULL)
		return true;
	report_take(r, err);
	return false;
}

bool
exchange_is(const xmlNode *n, const char *name)
{
	return n != NULL && n->type == XML_ELEMENT_NODE && n->ns != NULL &&
	       strcmp((const char *)n->ns->href, EXCHANGE_NS) == 0 &&
	       strcmp((const char *)n->name, name) == 0;
}

/* Where reading stands; what fails is told once and latched. */
struct reading {
	struct envelope *e;
	struct report *r;
	struct err *err;
	bool ok;
};

static void
refuse(struct reading *in, const char *code, const xmlNode *at, const char *arg)
{
	if (in->ok)
		in->ok = report_fail(in->r, ERR_INPUT, code, at, arg, in->err);
}

static bool
blank(const xmlNode *n)
{
	return n->type == XML_TEXT_NODE && xmlIsBlankNode(n) == 1;
}

/* The element at n or behind it; between elements stands white space only. */
static const xmlNode *
element(struct reading *in, const xmlNode *n)
{
	while (n != NULL && blank(n))
		n = n->next;
	if (n != NULL && n->type != XML_ELEMENT_NODE) {
		refuse(in, "envelope-text", n->parent, NULL);
		return NULL;
	}
	return n;
}

/* Takes the next field of the head if it is that one. */
static const xmlNode *
field(struct reading *in, const xmlNode **at, const char *name, bool must)
{
	const xmlNode *n = element(in, *at);

	if (!exchange_is(n, name)) {
		if (must)
			refuse(in, "envelope-head",
			    n != NULL ? n : (*at != NULL ? *at : NULL), name);
		return NULL;
	}
	*at = n->next;
	return n;
}

static const char *
text(struct reading *in, const xmlNode *n, bool attributes)
{
	const xmlNode *t;

	if (n == NULL)
		return "";
	t = n->children;
	if ((!attributes && n->properties != NULL) ||
	    (t != NULL && (t->type != XML_TEXT_NODE || t->next != NULL)))
		refuse(in, "envelope-value", n, (const char *)n->name);
	return node_text(n);
}

static void
need(struct reading *in, const xmlNode *n, bool good)
{
	if (n != NULL && !good)
		refuse(in, "envelope-value", n, (const char *)n->name);
}

/* Digits only, at most `most`; -1 when it is no such number. */
static long long
number(const char *s, long long most)
{
	size_t n = s != NULL ? strlen(s) : 0;
	long long v;

	if (n == 0 || n > 18 || strspn(s, "0123456789") != n ||
	    (s[0] == '0' && n > 1))
		return -1;
	v = strtoll(s, NULL, 10);
	return v <= most ? v : -1;
}

static bool
version_valid(const char *s)
{
	size_t n = strlen(s);

	return n > 0 && n <= 16 && strspn(s, "0123456789.") == n &&
	       s[0] != '.' && s[n - 1] != '.' && strstr(s, "..") == NULL;
}

static void
read_log_head(struct reading *in, const xmlNode *n)
{
	struct envelope *e = in->e;
	const char *size, *root, *at;
	unsigned char hash[DIGEST_SIZE];
	long long v;

	if (n == NULL)
		return;
	size = node_attr(n, "size");
	root = node_attr(n, "root");
	at = node_attr(n, "time");
	v = number(size, 1LL << 62);
	need(in, n,
	    v > 0 && root != NULL && strlen(root) == 64 &&
		hex_get(root, hash, sizeof(hash)) && at != NULL &&
		time_read(at) >= 0);
	e->log_head.size = v > 0 ? (unsigned long long)v : 0;
	e->log_head.root = root;
	e->log_head.time = at;
}

static void
read_kind(struct reading *in, const xmlNode *n)
{
	const char *s = text(in, n, false);
	int k = 0;

	while (k < ENVELOPE_KINDS && strcmp(s, kinds[k]) != 0)
		k++;
	need(in, n, k < ENVELOPE_KINDS);
	in->e->kind = k < ENVELOPE_KINDS ? (enum envelope_kind)k : 0;
}

static const char *
read_peer(struct reading *in, const xmlNode **at, const char *name)
{
	const xmlNode *n = field(in, at, name, true);
	const char *s = text(in, n, false);

	need(in, n, peer_name_valid(s));
	return s;
}

static const char *
read_time(struct reading *in, const xmlNode **at, const char *name, time_t *out)
{
	const xmlNode *n = field(in, at, name, true);
	const char *s = text(in, n, false);

	*out = time_read(s);
	need(in, n, *out >= 0);
	return s;
}

static void
read_route(struct reading *in, const xmlNode **at)
{
	struct envelope *e = in->e;
	const xmlNode *n;

	e->from = read_peer(in, at, "from");
	e->to = read_peer(in, at, "to");
	e->created = read_time(in, at, "created", &e->created_at);
	e->expires = read_time(in, at, "expires", &e->expires_at);
	n = field(in, at, "profile", true);
	e->profile = text(in, n, true);
	e->version = n != NULL ? node_attr(n, "version") : NULL;
	need(in, n,
	    e->version != NULL && n->properties->next == NULL &&
		version_valid(e->version) && strlen(e->profile) <= 200);
}

static void
read_head(struct reading *in, const xmlNode *head)
{
	struct envelope *e = in->e;
	const xmlNode *at = head->children, *n;
	long long sequence;

	n = field(in, &at, "id", true);
	e->id = text(in, n, false);
	need(in, n, uuid7_valid(e->id));
	n = field(in, &at, "conversation", true);
	e->conversation = text(in, n, false);
	need(in, n, uuid_lower(e->conversation));
	n = field(in, &at, "sequence", true);
	sequence = number(text(in, n, false), 1L << 30);
	read_kind(in, field(in, &at, "kind", true));
	need(in, n, sequence >= (e->kind == ENVELOPE_BUSINESS ? 1 : 0));
	e->sequence = (long)sequence;
	if ((n = field(in, &at, "refers-to", false)) != NULL) {
		e->refers_to = text(in, n, false);
		need(in, n, uuid_lower(e->refers_to));
	}
	read_route(in, &at);
	read_log_head(in, field(in, &at, "log-head", false));
	if ((n = element(in, at)) != NULL)
		refuse(in, "envelope-head", n, (const char *)n->name);
}

/* A name that a person sees and an archive keeps; never a path. */
static bool
file_name_valid(const char *s)
{
	const char *p = s;
	uint32_t c;

	if (s == NULL || *s == '\0' || *s == '.' || strlen(s) > 255)
		return false;
	while ((c = utf8_next(&p)) != 0)
		if (c < 0x20 || c == '/' || c == '\\' || char_invisible(c))
			return false;
	return true;
}

static bool
file_type_valid(const char *s)
{
	static const char good[] = "abcdefghijklmnopqrstuvwxyz0123456789.+-";
	size_t n, k;

	if (s == NULL || (n = strspn(s, good)) == 0 || s[n] != '/')
		return false;
	k = strspn(s + n + 1, good);
	return k > 0 && n + 1 + k == strlen(s) && n + 1 + k <= 127;
}

bool
digest_read(const xmlNode *n, const char *prefix, struct digest *out)
{
	char name[24];
	const char *s;

	snprintf(name, sizeof(name), "%ssha256", prefix);
	s = node_attr(n, name);
	if (s == NULL || strlen(s) != 64 || !hex_get(s, out->sha256, 32))
		return false;
	snprintf(name, sizeof(name), "%ssm3", prefix);
	s = node_attr(n, name);
	return s != NULL && strlen(s) == 64 && hex_get(s, out->sm3, 32);
}

static void
read_file(struct reading *in, const xmlNode *n, struct envelope_file *f)
{
	f->name = node_attr(n, "name");
	f->type = node_attr(n, "type");
	f->size = number(node_attr(n, "size"), ENVELOPE_FILE_BYTES);
	if (n->children != NULL || !file_name_valid(f->name) ||
	    !file_type_valid(f->type) || f->size < 0 ||
	    !digest_read(n, "", &f->digest))
		refuse(in, "envelope-file", n, f->name);
	for (size_t i = 0; in->ok && i < in->e->n_files; i++)
		if (strcmp(in->e->files[i].name, f->name) == 0)
			refuse(in, "envelope-file-doubled", n, f->name);
}

static void
read_files(struct reading *in, const xmlNode *n)
{
	struct envelope_file *files =
	    arena_alloc(in->r->a, ENVELOPE_FILES * sizeof(*files));

	if (files == NULL) {
		in->ok = err_fail(in->err, ERR_BUSY, "memory", "files");
		return;
	}
	in->e->files = files;
	for (; in->ok && n != NULL; n = element(in, n->next)) {
		if (!exchange_is(n, "attachment"))
			refuse(in, "envelope-body", n, (const char *)n->name);
		else if (in->e->n_files == ENVELOPE_FILES)
			refuse(in, "envelope-files", n, NULL);
		else
			read_file(in, n, &files[in->e->n_files]);
		in->e->n_files += in->ok;
	}
}

static void
read_body(struct reading *in, const xmlNode *body)
{
	struct envelope *e = in->e;
	const xmlNode *n = element(in, body->children);
	const char *ns;

	if (n == NULL || exchange_is(n, "attachment")) {
		refuse(in, "envelope-payload", body, "");
		return;
	}
	e->payload = n;
	ns = n->ns != NULL ? (const char *)n->ns->href : "";
	if (strcmp(ns, e->profile) != 0)
		refuse(in, "envelope-payload", n, ns);
	if ((e->kind != ENVELOPE_BUSINESS) != (strcmp(ns, EXCHANGE_NS) == 0))
		refuse(in, "envelope-payload", n, ns);
	if (in->ok && (n = element(in, n->next)) != NULL)
		read_files(in, n);
}

static bool
is_signature(const xmlNode *n)
{
	return n->ns != NULL &&
	       strcmp((const char *)n->name, "Signature") == 0 &&
	       strcmp((const char *)n->ns->href, DSIG_NS) == 0;
}

bool
envelope_read(
    xmlDoc *doc, struct envelope *out, struct report *r, struct err *err)
{
	/* Nobody reads what out points at before it is filled below. */
	/* cppcheck-suppress ctuuninitvar */
	struct reading in = {out, r, err, true};
	const xmlNode *root = xmlDocGetRootElement(doc), *head, *body, *n;
	const char *version = node_attr(root, "version");

	*out = (struct envelope){.doc = doc, .version = ""};
	if (!exchange_is(root, "message") || version == NULL ||
	    strcmp(version, "1") != 0 || root->properties->next != NULL) {
		refuse(&in, "envelope-root", root, (const char *)root->name);
		return false;
	}
	head = element(&in, root->children);
	if (!exchange_is(head, "head") || head->properties != NULL)
		refuse(
		    &in, "envelope-head", head != NULL ? head : root, "head");
	body = in.ok ? element(&in, head->next) : NULL;
	if (!exchange_is(body, "body") || body->properties != NULL)
		refuse(
		    &in, "envelope-body", body != NULL ? body : root, "body");
	if (!in.ok)
		return false;
	read_head(&in, head);
	if (in.ok)
		read_body(&in, body);
	n = in.ok ? element(&in, body->next) : NULL;
	if (n != NULL && is_signature(n))
		n = element(&in, n->next);
	if (n != NULL)
		refuse(&in, "envelope-root", n, (const char *)n->name);
	return in.ok;
}
