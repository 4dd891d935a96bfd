/* make.c: envelope_make and envelope_seal of envelope.h; names and times. */
#include <stdio.h>
#include <string.h>

#include "base/file.h"
#include "base/hex.h"
#include "exchange/private.h"
#include "xml/doc.h"

void
digest_set(xmlNode *n, const char *prefix, const struct digest *d)
{
	char name[24], hex[2 * DIGEST_SIZE + 1];

	snprintf(name, sizeof(name), "%ssha256", prefix);
	hex_put(d->sha256, DIGEST_SIZE, hex);
	node_set(n, name, hex);
	snprintf(name, sizeof(name), "%ssm3", prefix);
	hex_put(d->sm3, DIGEST_SIZE, hex);
	node_set(n, name, hex);
}

static void
set_number(xmlNode *n, const char *name, unsigned long long v)
{
	char s[24];

	snprintf(s, sizeof(s), "%llu", v);
	node_set(n, name, s);
}

static bool
make_head(xmlNode *root, const struct envelope *e)
{
	xmlNode *h = node_add_in(root, "head", NULL), *n;
	char sequence[24];
	bool ok;

	snprintf(sequence, sizeof(sequence), "%ld", e->sequence);
	ok = node_add_in(h, "id", e->id) &&
	     node_add_in(h, "conversation", e->conversation) &&
	     node_add_in(h, "sequence", sequence) &&
	     node_add_in(h, "kind", envelope_kind_name(e->kind)) &&
	     (e->refers_to == NULL ||
		 node_add_in(h, "refers-to", e->refers_to)) &&
	     node_add_in(h, "from", e->from) && node_add_in(h, "to", e->to) &&
	     node_add_in(h, "created", e->created) &&
	     node_add_in(h, "expires", e->expires);
	n = node_add_in(h, "profile", e->profile);
	node_set(n, "version", e->version);
	if (!ok || n == NULL || e->log_head.size == 0)
		return ok && n != NULL;
	if ((n = node_add_in(h, "log-head", NULL)) == NULL)
		return false;
	set_number(n, "size", e->log_head.size);
	node_set(n, "root", e->log_head.root);
	node_set(n, "time", e->log_head.time);
	return true;
}

static bool
make_body(xmlNode *root, const struct envelope *e)
{
	xmlNode *b = node_add_in(root, "body", NULL), *n;

	if (b == NULL || node_graft(b, e->payload) == NULL)
		return false;
	for (size_t i = 0; i < e->n_files; i++) {
		const struct envelope_file *f = &e->files[i];

		if ((n = node_add_in(b, "attachment", NULL)) == NULL)
			return false;
		node_set(n, "name", f->name);
		node_set(n, "type", f->type);
		set_number(n, "size", (unsigned long long)f->size);
		digest_set(n, "", &f->digest);
	}
	return true;
}

static bool
complete(const struct envelope *e)
{
	return e->id != NULL && e->conversation != NULL && e->from != NULL &&
	       e->to != NULL && e->created != NULL && e->expires != NULL &&
	       e->profile != NULL && e->version != NULL && e->payload != NULL;
}

xmlDoc *
envelope_make(const struct envelope *e, struct err *err)
{
	xmlDoc *d = NULL;
	xmlNode *root;
	xmlNs *ns;

	if (!complete(e)) {
		err_fail(err, ERR_BUG, "bug", "envelope is not complete");
		return NULL;
	}
	d = xmlNewDoc(BAD_CAST "1.0");
	root =
	    d != NULL ? xmlNewDocNode(d, NULL, BAD_CAST "message", NULL) : NULL;
	if (root == NULL)
		goto full;
	xmlDocSetRootElement(d, root);
	ns = xmlNewNs(root, BAD_CAST EXCHANGE_NS, BAD_CAST "x");
	xmlSetNs(root, ns);
	node_set(root, "version", "1");
	if (ns != NULL && make_head(root, e) && make_body(root, e))
		return d;
full:
	xmlFreeDoc(d);
	err_fail(err, ERR_BUSY, "memory", "envelope");
	return NULL;
}

bool
envelope_seal(const struct envelope *e, const struct signer *s, bool inclusive,
    struct buf *out, struct err *err)
{
	xmlDoc *d = envelope_make(e, err);
	bool ok = d != NULL && dsig_sign(d, s, inclusive, err) &&
		  node_write(xmlDocGetRootElement(d), out, err);

	xmlFreeDoc(d);
	return ok;
}

void
time_text(time_t t, unsigned ms, char out[25])
{
	struct tm tm;
	char date[32];

	gmtime_r(&t, &tm);
	strftime(date, sizeof(date), "%Y-%m-%dT%H:%M:%S", &tm);
	snprintf(out, 25, "%.19s.%03uZ", date, ms % 1000);
}

static bool
two(const char *s, int low, int high, int *out)
{
	if (s[0] < '0' || s[0] > '9' || s[1] < '0' || s[1] > '9')
		return false;
	*out = (s[0] - '0') * 10 + s[1] - '0';
	return *out >= low && *out <= high;
}

/* What follows the seconds: a fraction, then Z or an offset in minutes. */
static bool
read_zone(const char *s, int *minutes)
{
	int h, m;

	*minutes = 0;
	if (*s == '.') {
		size_t n = strspn(s + 1, "0123456789");

		if (n == 0 || n > 9)
			return false;
		s += 1 + n;
	}
	if (strcmp(s, "Z") == 0)
		return true;
	if ((*s != '+' && *s != '-') || strlen(s) != 6 || s[3] != ':' ||
	    !two(s + 1, 0, 14, &h) || !two(s + 4, 0, 59, &m))
		return false;
	*minutes = (h * 60 + m) * (*s == '-' ? -1 : 1);
	return true;
}

time_t
time_read(const char *s)
{
	struct tm t = {0}, same;
	int century, minutes;
	time_t at;

	if (strlen(s) < 20 || !two(s, 19, 99, &century) ||
	    !two(s + 2, 0, 99, &t.tm_year) || s[4] != '-' ||
	    !two(s + 5, 1, 12, &t.tm_mon) || s[7] != '-' ||
	    !two(s + 8, 1, 31, &t.tm_mday) || s[10] != 'T' ||
	    !two(s + 11, 0, 23, &t.tm_hour) || s[13] != ':' ||
	    !two(s + 14, 0, 59, &t.tm_min) || s[16] != ':' ||
	    !two(s + 17, 0, 59, &t.tm_sec) || !read_zone(s + 19, &minutes))
		return -1;
	t.tm_year += century * 100 - 1900;
	t.tm_mon--;
	same = t;
	at = timegm(&t);
	if (t.tm_mday != same.tm_mday || at - minutes * 60 < 0)
		return -1;
	return at - minutes * 60;
}

bool
peer_name_valid(const char *s)
{
	static const char good[] = "abcdefghijklmnopqrstuvwxyz"
				   "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789.-";
	size_t n = strlen(s);

	return n >= 2 && n <= ENVELOPE_PEER && strspn(s, good) == n &&
	       s[0] != '.' && s[0] != '-';
}

bool
uuid_lower(const char *s)
{
	return strlen(s) == 36 && uuid_valid(s) && strpbrk(s, "ABCDEF") == NULL;
}

bool
uuid7_valid(const char *s)
{
	return uuid_lower(s) && s[14] == '7' && strchr("89ab", s[19]) != NULL;
}
