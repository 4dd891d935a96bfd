/* sign.c: dsig_sign of dsig.h. */
#include "base/base64.h"
#include "dsig/private.h"
#include "xml/doc.h"

static xmlNode *
add_method(xmlNode *parent, const char *name, const char *algorithm)
{
	xmlNode *n = node_add_in(parent, name, NULL);

	node_set(n, "Algorithm", algorithm);
	return n;
}

static xmlNode *
add_base64(xmlNode *parent, const char *name, const void *p, size_t n)
{
	struct buf b;
	xmlNode *c = NULL;

	buf_init(&b, 0);
	base64_put(p, n, &b);
	if (!b.failed && b.len > 0)
		c = node_add_in(parent, name, b.data);
	buf_clear(&b);
	return c;
}

/* SignedInfo for a document of that digest. */
static xmlNode *
add_signed_info(xmlNode *sig, const struct dsig_method *m, bool inclusive,
    const unsigned char digest[DIGEST_SIZE])
{
	const char *form = inclusive ? DSIG_INCLUSIVE : DSIG_EXCLUSIVE;
	xmlNode *info = node_add_in(sig, "SignedInfo", NULL), *ref, *t;

	if (add_method(info, "CanonicalizationMethod", form) == NULL ||
	    add_method(info, "SignatureMethod", m->signature) == NULL ||
	    (ref = node_add_in(info, "Reference", NULL)) == NULL)
		return NULL;
	node_set(ref, "URI", "");
	t = node_add_in(ref, "Transforms", NULL);
	if (add_method(t, "Transform", DSIG_ENVELOPED) == NULL ||
	    add_method(t, "Transform", form) == NULL ||
	    add_method(ref, "DigestMethod", m->digest) == NULL ||
	    add_base64(ref, "DigestValue", digest, DIGEST_SIZE) == NULL)
		return NULL;
	return info;
}

static bool
sign_value(const struct signer *s, enum sign_algorithm a,
    const struct buf *message, struct buf *value, struct err *err)
{
	struct buf der;
	bool ok;

	if (a != SIGN_ECDSA_256)
		return signer_sign(s, message->data, message->len, value, err);
	buf_init(&der, 0);
	ok = signer_sign(s, message->data, message->len, &der, err) &&
	     (dsig_from_der(&der, value) ||
		 err_fail(err, ERR_BUG, "bug", "signature is no DER"));
	buf_clear(&der);
	return ok;
}

/* Signs the SignedInfo where it stands, and completes its Signature. */
static bool
complete(xmlNode *sig, const xmlNode *info, const struct signer *s,
    bool inclusive, struct err *err)
{
	const struct cert *cert = signer_cert(s);
	const struct buf *der = cert_der(cert);
	struct buf message, value;
	xmlNode *key;
	bool ok;

	buf_init(&message, 0);
	buf_init(&value, 0);
	ok = dsig_canonical_node(info, inclusive, &message, err) &&
	     sign_value(s, cert_algorithm(cert), &message, &value, err);
	if (ok) {
		ok = add_base64(sig, "SignatureValue", value.data, value.len) !=
		     NULL;
		key = node_add_in(sig, "KeyInfo", NULL);
		key = node_add_in(key, "X509Data", NULL);
		if (!ok || add_base64(key, "X509Certificate", der->data,
			       der->len) == NULL)
			ok = err_fail(err, ERR_BUSY, "memory", "signature");
	}
	buf_clear(&value);
	buf_clear(&message);
	return ok;
}

bool
dsig_sign(xmlDoc *doc, const struct signer *s, bool inclusive, struct err *err)
{
	const struct dsig_method *m =
	    &dsig_methods[cert_algorithm(signer_cert(s))];
	unsigned char digest[DIGEST_SIZE];
	struct buf canonical;
	xmlNode *sig, *info = NULL;
	xmlNs *ns;
	bool ok;

	buf_init(&canonical, 0);
	ok = dsig_canonical(doc, inclusive, &canonical, err) &&
	     dsig_digest(m, &canonical, digest, err);
	buf_clear(&canonical);
	if (!ok)
		return false;
	sig = xmlNewDocNode(doc, NULL, BAD_CAST "Signature", NULL);
	ns = xmlNewNs(sig, BAD_CAST DSIG_NS, BAD_CAST "ds");
	if (sig != NULL && ns != NULL) {
		xmlSetNs(sig, ns);
		xmlAddChild(xmlDocGetRootElement(doc), sig);
		info = add_signed_info(sig, m, inclusive, digest);
	}
	if (info == NULL)
		return err_fail(err, ERR_BUSY, "memory", "signature");
	return complete(sig, info, s, inclusive, err);
}
