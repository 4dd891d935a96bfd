/* form.c: algorithms, canonical forms, forms of signature values. */
#include <string.h>

#include "dsig/private.h"
#include "xml/doc.h"

const struct dsig_method dsig_methods[SIGN_ALGORITHMS] = {
    [SIGN_SM2_SM3] = {"sm2-sm3", "urn:oid:1.2.156.10197.1.501",
	"urn:oid:1.2.156.10197.1.401", DIGEST_SM3},
    [SIGN_ECDSA_256] = {"ecdsa-p256-sha256",
	"http://www.w3.org/2001/04/xmldsig-more#ecdsa-sha256",
	"http://www.w3.org/2001/04/xmlenc#sha256", DIGEST_SHA256},
    [SIGN_RSA_256] = {"rsa-sha256",
	"http://www.w3.org/2001/04/xmldsig-more#rsa-sha256",
	"http://www.w3.org/2001/04/xmlenc#sha256", DIGEST_SHA256},
};

const char *
dsig_algorithm_name(enum sign_algorithm a)
{
	return dsig_methods[a].name;
}

static bool
canonical(xmlDoc *doc, xmlC14NIsVisibleCallback visible, void *ctx,
    bool inclusive, struct buf *out, struct err *err)
{
	return doc_c14n(doc, visible, ctx, inclusive, out) ||
	       err_fail(err, ERR_BUSY, "memory", "canonical form");
}

bool
dsig_canonical(xmlDoc *doc, bool inclusive, struct buf *out, struct err *err)
{
	if (inclusive)
		return canonical(doc, NULL, NULL, true, out, err);
	return dsig_exclusive(xmlDocGetRootElement(doc), out) ||
	       err_fail(err, ERR_BUSY, "memory", "canonical form");
}

static int
below(void *ctx, xmlNode *n, xmlNode *parent)
{
	const xmlNode *top = ctx;

	/* A namespace has no parent of its own. */
	for (n = n->type == XML_NAMESPACE_DECL ? parent : n; n != NULL;
	     n = n->parent)
		if (n == top)
			return 1;
	return 0;
}

/* The elements around n, each alone; the copy of n stands in the last. */
static xmlNode *
copy_path(const xmlNode *n, xmlDoc *to, int how)
{
	xmlNode *copy = xmlDocCopyNode((xmlNode *)n, to, how), *above;

	if (copy == NULL)
		return NULL;
	if (n->parent == NULL || n->parent->type != XML_ELEMENT_NODE) {
		xmlDocSetRootElement(to, copy);
		return copy;
	}
	if ((above = copy_path(n->parent, to, 2)) == NULL ||
	    xmlAddChild(above, copy) == NULL) {
		xmlFreeNode(copy);
		return NULL;
	}
	return copy;
}

bool
dsig_canonical_node(
    const xmlNode *n, bool inclusive, struct buf *out, struct err *err)
{
	xmlDoc *d;
	xmlNode *top;
	bool ok;

	if (!inclusive)
		return dsig_exclusive(n, out) ||
		       err_fail(err, ERR_BUSY, "memory", "canonical form");
	d = xmlNewDoc(BAD_CAST "1.0");
	top = d != NULL ? copy_path(n, d, 1) : NULL;
	ok = top != NULL ? canonical(d, below, top, true, out, err)
			 : err_fail(err, ERR_BUSY, "memory", "canonical form");
	xmlFreeDoc(d);
	return ok;
}

bool
dsig_digest(const struct dsig_method *m, const struct buf *b,
    unsigned char out[DIGEST_SIZE], struct err *err)
{
	struct digester *d = digester_new_one(m->digest_kind);
	struct digest got;
	bool ok = d != NULL;

	if (ok) {
		digester_add(d, b->len > 0 ? b->data : "", b->len);
		ok = digester_end(d, &got);
	}
	digester_free(d);
	if (!ok)
		return err_fail(err, ERR_BUG, "bug", "digest %s", m->digest);
	memcpy(out, m->digest_kind == DIGEST_SM3 ? got.sm3 : got.sha256,
	    DIGEST_SIZE);
	return true;
}

enum { HALF = 32 };

/* INTEGER, unsigned, in as few bytes as it may have. */
static void
der_integer(const unsigned char *p, struct buf *der)
{
	size_t n = HALF;

	while (n > 1 && *p == 0)
		p++, n--;
	buf_addc(der, 2);
	buf_addc(der, (char)(n + (*p >> 7)));
	if (*p >> 7)
		buf_addc(der, 0);
	buf_add(der, p, n);
}

bool
dsig_to_der(const struct buf *raw, struct buf *der)
{
	const unsigned char *p = (const unsigned char *)raw->data;
	size_t head = der->len;

	if (raw->len != 2 * HALF)
		return false;
	buf_add(der, "\x30", 2); /* and the length's place */
	der_integer(p, der);
	der_integer(p + HALF, der);
	if (!der->failed)
		der->data[head + 1] = (char)(der->len - head - 2);
	return !der->failed;
}

static bool
raw_integer(const unsigned char **p, size_t *left, struct buf *raw)
{
	static const char zeros[HALF];
	size_t n;

	if (*left < 2 || (*p)[0] != 2 || (*p)[1] > *left - 2)
		return false;
	n = (*p)[1];
	*p += 2;
	*left -= 2 + n;
	if (n > 1 && **p == 0)
		(*p)++, n--;
	if (n == 0 || n > HALF)
		return false;
	buf_add(raw, zeros, HALF - n);
	buf_add(raw, *p, n);
	*p += n;
	return !raw->failed;
}

bool
dsig_from_der(const struct buf *der, struct buf *raw)
{
	const unsigned char *p = (const unsigned char *)der->data;
	size_t left = der->len;

	if (left < 2 || p[0] != 0x30 || p[1] != left - 2)
		return false;
	p += 2;
	left -= 2;
	return raw_integer(&p, &left, raw) && raw_integer(&p, &left, raw) &&
	       left == 0;
}
