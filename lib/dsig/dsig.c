/* dsig.c: dsig_verify of dsig.h: digest, value, certificate. */
#include "dsig/dsig.h"

#include <string.h>

#include "base/base64.h"
#include "base/hex.h"
#include "dsig/private.h"
#include "xml/doc.h"

/* Canonical forms and digest. The signature is out of the tree while the rest
 * is canonicalised. */
static bool
check_digest(struct dsig_check *c, xmlDoc *doc, struct buf *info)
{
	xmlNode *sig = c->said.signature;
	struct buf local = {0}, want,
		   *all = c->trace ? &c->trace->canonical : &local;
	unsigned char digest[DIGEST_SIZE];
	bool ok;

	buf_init(&want, 2 * DIGEST_SIZE);
	ok = dsig_canonical_node(
	    c->said.info, c->trust->inclusive, info, c->err);
	xmlUnlinkNode(sig);
	ok = ok && dsig_canonical(doc, c->trust->inclusive, all, c->err) &&
	     dsig_digest(&dsig_methods[c->said.algorithm], all, digest, c->err);
	xmlAddChild(xmlDocGetRootElement(doc), sig);
	if (ok && c->trace != NULL)
		hex_put(digest, sizeof(digest), c->trace->digest);
	if (ok && (!base64_get(node_text(c->said.digest_value), &want) ||
		      want.len != DIGEST_SIZE))
		ok = dsig_refuse(
		    c, "dsig-shape", c->said.digest_value, "DigestValue");
	if (ok && c->trace != NULL)
		hex_put(want.data, DIGEST_SIZE, c->trace->want);
	if (ok && memcmp(want.data, digest, DIGEST_SIZE) != 0)
		ok = dsig_refuse(c, "dsig-digest", c->said.reference, NULL);
	buf_clear(&want);
	buf_clear(&local);
	return ok;
}

/* Whether the hint leaves that key; without one all are left. */
static bool
hinted(const struct dsig_key *k, const struct buf *hint)
{
	const struct buf *der = cert_der(k->cert);

	return hint->len == 0 ||
	       (hint->len == der->len &&
		   memcmp(hint->data, der->data, der->len) == 0);
}

static const struct dsig_key *
find_key(struct dsig_check *c, const struct buf *hint, const struct buf *info,
    const struct buf *value)
{
	bool any = false;

	for (size_t i = 0; i < c->trust->n; i++) {
		const struct dsig_key *k = &c->trust->keys[i];
		struct err why = {0};

		if (cert_algorithm(k->cert) != c->said.algorithm ||
		    !hinted(k, hint))
			continue;
		any = true;
		if (cert_verify(k->cert, info->data, info->len, value->data,
			value->len, &why))
			return k;
	}
	dsig_refuse(c, any ? "dsig-value" : "dsig-key",
	    any ? c->said.value : c->said.signature, NULL);
	return NULL;
}

static const struct dsig_key *
check_value(struct dsig_check *c, const struct buf *info)
{
	const struct dsig_key *k = NULL;
	struct buf hint, raw, der;
	bool ok;

	buf_init(&hint, 0);
	buf_init(&raw, 0);
	buf_init(&der, 0);
	ok = base64_get(node_text(c->said.value), &raw) && raw.len > 0 &&
	     (c->said.algorithm != SIGN_ECDSA_256 || dsig_to_der(&raw, &der));
	if (!ok)
		dsig_refuse(c, "dsig-shape", c->said.value, "SignatureValue");
	else if (c->said.certificate != NULL &&
		 !base64_get(node_text(c->said.certificate), &hint))
		dsig_refuse(
		    c, "dsig-keyinfo", c->said.certificate, "X509Certificate");
	else
		k = find_key(c, &hint, info, der.len > 0 ? &der : &raw);
	buf_clear(&der);
	buf_clear(&raw);
	buf_clear(&hint);
	return k;
}

/* Signed well, but by a certificate that no longer holds. */
static bool
check_certificate(struct dsig_check *c, const struct dsig_key *k)
{
	struct err why = {0};

	if (k->revoked)
		return dsig_refuse(c, "cert-revoked", c->said.signature,
		    cert_subject(k->cert));
	return cert_valid_at(k->cert, c->trust->now, &why) ||
	       dsig_refuse(
		   c, why.code, c->said.signature, cert_subject(k->cert));
}

bool
dsig_verify(xmlDoc *doc, const struct dsig_trust *trust,
    struct dsig_trace *trace, const struct dsig_key **key, struct report *r,
    struct err *err)
{
	struct dsig_check c = {trust, trace, r, err, {0}};
	struct buf local = {0},
		   *info = trace != NULL ? &trace->signed_info : &local;
	const struct dsig_key *k = NULL;
	bool ok;

	ok = dsig_check_place(&c, xmlDocGetRootElement(doc)) &&
	     dsig_check_shape(&c) && check_digest(&c, doc, info) &&
	     (k = check_value(&c, info)) != NULL;
	if (key != NULL)
		*key = k;
	if (trace != NULL)
		trace->key = k;
	if (ok)
		ok = check_certificate(&c, k);
	if (ok) {
		xmlUnlinkNode(c.said.signature);
		xmlFreeNode(c.said.signature);
	}
	buf_clear(&local);
	return ok;
}
