/* root.c: see root.h. */
#include "exchange/root.h"

#include <string.h>
#include <time.h>

#include "base/file.h"
#include "exchange/private.h"
#include "xml/doc.h"

enum { ID = 36, LEAF = ID + 1 + 2 * DIGEST_SIZE, ANSWER_SECONDS = 300 };

const char *
root_other(const char *direction)
{
	return strcmp(direction, "in") == 0 ? "out" : "in";
}

static xmlDoc *
make(const struct root *t)
{
	xmlDoc *d = xmlNewDoc(BAD_CAST "1.0");
	xmlNode *query =
		    d ? xmlNewDocNode(d, NULL, BAD_CAST "query", NULL) : NULL,
		*n;

	if (query == NULL)
		return d;
	xmlDocSetRootElement(d, query);
	xmlSetNs(query, xmlNewNs(query, BAD_CAST EXCHANGE_NS, BAD_CAST "x"));
	n = node_add_in(query, "root", *t->leaves != '\0' ? t->leaves : NULL);
	node_set(n, "direction", t->direction);
	node_set(n, "day", t->day);
	node_set(n, "prefix", t->prefix);
	node_set(n, "count", t->count);
	node_set(n, "hash", t->hash);
	return d;
}

bool
root_say(const struct root *t, const struct root_route *way,
    const struct signer *s, bool inclusive, char id[37], struct buf *out,
    struct err *err)
{
	char created[25], expires[25];
	xmlDoc *d = make(t);
	struct envelope e = {.id = id,
	    .conversation = id,
	    .kind = ENVELOPE_QUERY,
	    .refers_to = way->refers_to,
	    .from = way->from,
	    .to = way->to,
	    .created = created,
	    .expires = expires,
	    .profile = EXCHANGE_NS,
	    .version = "1"};
	bool ok;

	uuid7_new(id);
	time_text(time(NULL), 0, created);
	time_text(time(NULL) + ANSWER_SECONDS, 0, expires);
	e.payload = xmlDocGetRootElement(d);
	ok = e.payload != NULL && e.payload->children != NULL
		 ? envelope_seal(&e, s, inclusive, out, err)
		 : err_fail(err, ERR_BUSY, "memory", "root");
	xmlFreeDoc(d);
	return ok;
}

static bool
made_of(const char *s, const char *these, size_t least, size_t most)
{
	size_t n = s != NULL ? strlen(s) : 0;

	return s != NULL && n >= least && n <= most && strspn(s, these) == n;
}

static bool
leaves_valid(const char *s)
{
	static const char good[] = "0123456789abcdef-";
	size_t n = strlen(s);

	if (n == 0)
		return true;
	if (n > ROOT_FEW * (LEAF + 1) || (n + 1) % (LEAF + 1) != 0)
		return false;
	for (; *s != '\0'; s += LEAF + (s[LEAF] == ' '))
		if (strspn(s, good) != ID || s[ID] != ':' ||
		    strspn(s + ID + 1, good) != 2 * DIGEST_SIZE ||
		    (s[LEAF] != ' ' && s[LEAF] != '\0'))
			return false;
	return true;
}

bool
root_read(const struct envelope *e, struct root *out, struct report *r,
    struct err *err)
{
	static const char hex[] = "0123456789abcdef", date[] = "0123456789-";
	const xmlNode *n =
	    exchange_is(e->payload, "query") ? e->payload->children : NULL;

	if (e->kind != ENVELOPE_QUERY || !exchange_is(n, "root"))
		return report_fail(
		    r, ERR_INPUT, "query-unknown", e->payload, NULL, err);
	*out = (struct root){.direction = node_attr(n, "direction"),
	    .day = node_attr(n, "day"),
	    .prefix = node_attr(n, "prefix"),
	    .count = node_attr(n, "count"),
	    .hash = node_attr(n, "hash"),
	    .leaves = node_text(n)};
	if (out->direction == NULL ||
	    (strcmp(out->direction, "in") != 0 &&
		strcmp(out->direction, "out") != 0) ||
	    !made_of(out->day, date, 10, 10) ||
	    !made_of(out->prefix, hex, 0, ROOT_PREFIX) ||
	    !made_of(out->count, date, 1, 18) ||
	    !made_of(out->hash, hex, 64, 64) || !leaves_valid(out->leaves))
		return report_fail(r, ERR_INPUT, "query-unknown", n, NULL, err);
	return true;
}

bool
root_verify(const struct buf *answer, const struct dsig_trust *trust,
    const struct root *asked, const struct root_route *way, xmlDoc **doc,
    struct root *out, struct report *r, struct err *err)
{
	struct envelope e = {0};
	bool ok;

	*doc = NULL;
	ok = envelope_parse(answer->len > 0 ? answer->data : "", answer->len,
		 doc, r, err) &&
	     envelope_read(*doc, &e, r, err) &&
	     dsig_verify(*doc, trust, NULL, NULL, r, err) &&
	     root_read(&e, out, r, err);
	if (ok &&
	    (strcmp(e.from, way->to) != 0 || strcmp(e.to, way->from) != 0 ||
		e.refers_to == NULL || way->refers_to == NULL ||
		strcmp(e.refers_to, way->refers_to) != 0 ||
		strcmp(out->day, asked->day) != 0 ||
		strcmp(out->prefix, asked->prefix) != 0 ||
		strcmp(out->direction, root_other(asked->direction)) != 0))
		ok = report_fail(
		    r, ERR_INPUT, "root-foreign", e.payload, NULL, err);
	if (!ok) {
		xmlFreeDoc(*doc);
		*doc = NULL;
	}
	return ok;
}

/* Of each in `list`: whether it stands in `other`, and is the same. */
static void
tell(const char *list, const char *other, const char *missing,
    const char *differs, struct buf *out)
{
	for (; *list != '\0'; list += LEAF + (list[LEAF] == ' ')) {
		const char *what = missing, *p = other;

		while (*p != '\0' && strncmp(p, list, ID) != 0)
			p += LEAF + (p[LEAF] == ' ');
		if (*p != '\0')
			what = strncmp(p, list, LEAF) == 0 ? NULL : differs;
		if (what == NULL)
			continue;
		if (out->len > 0)
			buf_addc(out, ' ');
		buf_add(out, list, ID);
		buf_addf(out, ":%s", what);
	}
}

void
root_compare(const char *ours, const char *theirs, struct buf *out)
{
	tell(ours, theirs, "here", "other", out);
	tell(theirs, ours, "there", NULL, out);
}
