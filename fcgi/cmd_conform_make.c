/* cmd_conform_make.c: see cmd_conform.h: messages good and bad. */
#include <iconv.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "fcgi/cmd_conform.h"
#include "xml/doc.h"

static const char note[] = "make-believe\n";

static const char *
attr(const struct trial *t, const char *name, const char *otherwise)
{
	const char *v = node_attr(t->node, name);

	return v != NULL ? v : otherwise;
}

/* 50,000 attributes or namespaces, or a hundred levels, in place of it. */
static void
fill(const char *what, struct buf *b)
{
	if (strcmp(what, "depth") == 0) {
		for (int i = 0; i < 100; i++)
			buf_adds(b, "<a>");
		for (int i = 0; i < 100; i++)
			buf_adds(b, "</a>");
		return;
	}
	buf_adds(b, "<a");
	for (int i = 0; i < 50000; i++)
		buf_addf(b,
		    strcmp(what, "attributes") == 0 ? " a%d=\"1\""
						    : " xmlns:a%d=\"u:%d\"",
		    i, i);
	buf_adds(b, "/>");
}

/* The first place where it stands gets other bytes. */
static bool
put(struct buf *b, const char *find, const char *with, struct err *err)
{
	struct buf out = {0};
	char *at;

	buf_addc(b, '\0');
	at = b->failed ? NULL : strstr(b->data, find);
	if (at == NULL)
		return err_fail(err, ERR_INPUT, "conform", "no %s", find);
	buf_add(&out, b->data, (size_t)(at - b->data));
	buf_adds(&out, with);
	buf_adds(&out, at + strlen(find));
	buf_clear(b);
	*b = out;
	return !out.failed || err_fail(err, ERR_BUSY, "memory", "put");
}

static bool
encode(struct buf *b, const char *encoding, struct err *err)
{
	iconv_t cd = iconv_open(encoding, "UTF-8");
	struct buf out = {0};
	char piece[4096], *from = b->data, *to;
	size_t left = b->len, room;

	if (cd == (iconv_t)-1)
		return err_fail(err, ERR_INPUT, "conform", "%s", encoding);
	if (strcmp(encoding, "UTF-16") != 0)
		buf_addf(
		    &out, "<?xml version=\"1.0\" encoding=\"%s\"?>", encoding);
	do {
		to = piece;
		room = sizeof(piece);
		iconv(cd, &from, &left, &to, &room);
		buf_add(&out, piece, sizeof(piece) - room);
	} while (left > 0 && room < sizeof(piece));
	iconv_close(cd);
	buf_clear(b);
	*b = out;
	return left == 0 || err_fail(err, ERR_INPUT, "conform", "iconv");
}

/* The message and, where the case wants one, its file, as they travel. */
static void
travel(struct trial *t, const struct envelope *e, const struct buf *message,
    const char *file)
{
	buf_empty(&t->body);
	package_type(e, t->type);
	package_head(e, &t->body);
	buf_add(&t->body, message->data, message->len);
	if (e->n_files == 0)
		return;
	package_file(e, 0, &t->body);
	if (strcmp(file, "damaged") == 0)
		buf_adds(&t->body, "make-believE\n");
	else
		buf_adds(&t->body, note);
	package_tail(e, &t->body);
}

/* All that stands in the head. */
static void
describe(struct conform *c, struct trial *t, struct envelope *e,
    char created[25], char expires[25])
{
	const struct trial *of = conform_case(c, node_attr(t->node, "id-of")),
			   *talk =
			       conform_case(c, node_attr(t->node, "talk-of"));
	time_t now = time(NULL) + atol(attr(t, "created", "0"));

	uuid7_new(t->id);
	uuid_new(t->talk);
	if (of != NULL)
		snprintf(t->id, sizeof(t->id), "%s", of->id);
	if (talk != NULL)
		snprintf(t->talk, sizeof(t->talk), "%s", talk->talk);
	time_text(now, 0, created);
	time_text(now + 259200, 0, expires);
	*e = (struct envelope){.id = t->id,
	    .conversation = t->talk,
	    .sequence = atol(attr(t, "sequence", "1")),
	    .kind = ENVELOPE_BUSINESS,
	    .from = attr(t, "from", c->from),
	    .to = attr(t, "to", c->self),
	    .created = created,
	    .expires = expires,
	    .version = "1"};
}

/* A place given up: every implementation must take it. */
static const char plain[] =
    "<skipped xmlns='urn:kuaibao:message:skipped:1' "
    "message='0192f0c1-2345-7abc-8def-0123456789ab'>conformance</skipped>";

static xmlDoc *
payload_of(const struct trial *t, struct err *err)
{
	const xmlNode *n = node_child(t->node, "payload");
	struct buf b = {0};
	xmlDoc *d = NULL;

	for (n = n ? n->children : NULL; n; n = n->next)
		if (n->type == XML_ELEMENT_NODE)
			break;
	if (n == NULL)
		return doc_parse(plain, strlen(plain), NULL, err);
	if (node_write(n, &b, err))
		d = doc_parse(b.data, b.len, NULL, err);
	buf_clear(&b);
	return d;
}

static bool
change(const struct trial *t, struct buf *b, struct err *err)
{
	const char *encoding = attr(t, "encoding", "");
	const xmlNode *p;
	bool ok = true;

	for (p = node_child(t->node, "put"); ok && p; p = node_next(p))
		ok = put(b, node_attr(p, "find"), node_attr(p, "with"), err);
	return ok && (*encoding == '\0' || encode(b, encoding, err));
}

bool
conform_make(struct conform *c, struct trial *t, struct err *err)
{
	const char *file = attr(t, "file", "");
	char created[25], expires[25];
	struct envelope_file note_file = {.name = "note.txt",
	    .type = "text/plain",
	    .size = strcmp(file, "foreign") == 0 ? 0 : (long long)strlen(note)};
	struct buf b = {0};
	struct envelope e;
	xmlDoc *d;
	bool ok;

	if (*attr(t, "fill", "") || *attr(t, "size", "")) {
		fill(attr(t, "fill", "depth"), &t->body);
		while (t->body.len < (size_t)atol(attr(t, "size", "0")))
			buf_adds(&t->body, "                                ");
		snprintf(t->type, sizeof(t->type), "application/xml");
		return true;
	}
	if ((d = payload_of(t, err)) == NULL)
		return false;
	describe(c, t, &e, created, expires);
	e.payload = xmlDocGetRootElement(d);
	e.profile = (const char *)e.payload->ns->href;
	e.files = &note_file;
	e.n_files = *file != '\0';
	ok =
	    (digest_of(note, (size_t)note_file.size, &note_file.digest) ||
		err_fail(err, ERR_BUSY, "memory", "digest")) &&
	    envelope_seal(&e,
		strcmp(attr(t, "key", ""), "other") == 0 ? c->other : c->signer,
		false, &b, err) &&
	    change(t, &b, err) && digest_of(b.data, b.len, &t->message);
	if (strcmp(file, "foreign") == 0)
		digest_of("x", 1, &note_file.digest);
	if (ok)
		travel(t, &e, &b, file);
	buf_clear(&b);
	xmlFreeDoc(d);
	return ok;
}
