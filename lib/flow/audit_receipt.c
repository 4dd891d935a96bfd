/* audit_receipt.c: see audit.h: receipts, and the messages they are about. */
#include <stdlib.h>
#include <string.h>

#include "base/base64.h"
#include "base/file.h"
#include "base/hex.h"
#include "flow/audit_private.h"

enum {
	DIRECTION = 1,
	PEER,
	MESSAGE,
	STAGE,
	CODE,
	AT,
	SHA256,
	OF_MESSAGE,
	FIELDS
};

bool
audit_hex(const char *s, void *out, size_t n)
{
	return strpbrk(s, "ABCDEF") == NULL && hex_get(s, out, n);
}

bool
audit_base64(const char *s, struct buf *out)
{
	return strpbrk(s, " \r\n") == NULL && base64_get(s, out);
}

/* Netstrings: LENGTH:TEXT, one after the other; each is ended in place. */
static bool
fields_read(char *p, size_t n, char *out[FIELDS])
{
	char *end = p + n, *colon;
	unsigned long len;

	for (size_t i = 0; i < FIELDS; i++) {
		len = strtoul(p, &colon, 10);
		if (colon == p || *colon != ':' ||
		    len > (size_t)(end - colon) ||
		    (size_t)(end - colon) < len + 2 || colon[len + 1] != ',')
			return false;
		out[i] = colon + 1;
		p = colon + len + 1;
		*p++ = '\0';
	}
	return p == end && strcmp(out[0], "receipt") == 0;
}

/* The bytes are those that the text names. */
static bool
body_check(struct audit *a, const char *where, const char *base64,
    const char *sha256, bool may_lack)
{
	struct buf b = {0};
	char is[65];
	bool ok = true;

	if (strcmp(base64, "-") == 0) {
		if (a->messages && !may_lack)
			audit_wrong(a, where, "its bytes are not there");
	} else if (!a->messages || !audit_base64(base64, &b)) {
		ok = false;
	} else {
		a->bodies++;
		sha256_hex(b.data, b.len, is);
		if (strcmp(is, sha256) != 0)
			audit_wrong(a, where, "altered");
	}
	buf_clear(&b);
	return ok;
}

bool
audit_receipt(struct audit *a, char *f[])
{
	unsigned char hash[HASH], leaf[HASH], told[HASH];
	char *t[FIELDS], where[256];
	struct buf text = {0};
	bool ok = audit_hex(f[2], told, HASH) && audit_base64(f[3], &text);

	if (ok) {
		audit_digest(hash, text.data, text.len, "", 0);
		audit_digest(leaf, "\0", 1, hash, HASH);
	}
	ok = ok && text.len > 0 && fields_read(text.data, text.len, t);
	if (ok) {
		snprintf(where, sizeof(where),
		    "receipt '%s' %s %s, message %s (log %s)", t[STAGE],
		    t[DIRECTION][0] == 'o' ? "to" : "of", t[PEER], t[MESSAGE],
		    f[1]);
		if (memcmp(leaf, told, HASH) != 0)
			audit_wrong(a, where, "altered");
		audit_leaf(a, where, f[1], hash);
		a->out->receipts++;
		ok = body_check(a, where, f[4], t[OF_MESSAGE], true) &&
		     body_check(a, where, f[5], t[SHA256], false);
	}
	buf_clear(&text);
	return ok;
}
