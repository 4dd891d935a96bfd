/* cms_read.c: see cms.h. */
#include <stdlib.h>
#include <string.h>

#include "sign/cms.h"
#include "sign/private.h"

/* The parts of a SignedData, borrowed from its bytes. */
struct parts {
	struct der certs, issuer, serial, attributes, algorithm, digest,
	    signature;
	bool sm;
};

static bool
form_fail(struct err *err, const char *what)
{
	return err_fail(err, ERR_INPUT, "signature-form", "cms: %s", what);
}

/* The one signer's part. */
static bool
signer_split(struct der *in, struct parts *p)
{
	struct der info = der_read(in, DER_SEQUENCE), id, algorithm;

	der_read_integer(&info);
	id = der_read(&info, DER_SEQUENCE);
	p->issuer = der_whole(&id);
	p->serial = der_whole(&id);
	algorithm = der_read(&info, DER_SEQUENCE);
	p->digest = der_read(&algorithm, DER_OID);
	p->attributes = der_read(&info, DER_CONTEXT_0);
	algorithm = der_read(&info, DER_SEQUENCE);
	p->algorithm = der_read(&algorithm, DER_OID);
	p->signature = der_read(&info, DER_OCTETS);
	return !info.failed && !id.failed && in->n == 0;
}

/* Detached: no content inside. */
static bool
cms_split(struct der *in, struct parts *p, struct err *err)
{
	struct der all = der_read(in, DER_SEQUENCE), type, body, content;

	type = der_read(&all, DER_OID);
	p->sm = der_is(&type, &oid_sm_signed);
	if (!p->sm && !der_is(&type, &oid_signed))
		return form_fail(err, "no SignedData");
	body = der_read(&all, DER_CONTEXT_0);
	body = der_read(&body, DER_SEQUENCE);
	der_read_integer(&body);
	der_read(&body, DER_SET);
	content = der_read(&body, DER_SEQUENCE);
	der_read(&content, DER_OID);
	if (content.n != 0)
		return form_fail(err, "holds a content of its own");
	p->certs = der_read(&body, DER_CONTEXT_0);
	if (der_peek(&body) == DER_CONTEXT_1)
		der_read(&body, DER_CONTEXT_1); /* revocation lists */
	body = der_read(&body, DER_SET);
	if (body.failed || !signer_split(&body, p))
		return form_fail(err, "not one signer with attributes");
	return true;
}

static bool
certs_read(const struct parts *p, struct cms *out, struct err *err)
{
	struct der in = p->certs, one, issuer, serial;
	struct cert *c;
	struct err other = {0};

	while (in.n > 0) {
		one = der_whole(&in);
		if (in.failed)
			return form_fail(err, "certificates");
		/* others may have algorithms that are not ours */
		if ((c = cert_parse(one.p, one.n, &other)) == NULL) {
			err_clear(&other);
			continue;
		}
		if (out->cert == NULL &&
		    cert_issuer(&c->der, &issuer, &serial) &&
		    der_same(&issuer, &p->issuer) &&
		    der_same(&serial, &p->serial))
			out->cert = c;
		else if (out->more_n < CMS_CERTS)
			out->more[out->more_n++] = c;
		else
			cert_free(c);
	}
	return out->cert != NULL ||
	       err_fail(err, ERR_INPUT, "signature-kind",
		   "the signer's certificate is not inside or of a kind that "
		   "is not read");
}

/* Whether SigningCertificateV2 names this certificate by SHA-256. */
static bool
names_cert(struct der value, const struct cert *c)
{
	unsigned char md[32];
	struct der in = der_read(&value, DER_SEQUENCE), hash;

	in = der_read(&in, DER_SEQUENCE);
	in = der_read(&in, DER_SEQUENCE);
	if (der_peek(&in) == DER_SEQUENCE) { /* the default, spelled out */
		hash = der_read(&in, DER_SEQUENCE);
		hash = der_read(&hash, DER_OID);
		if (!der_is(&hash, &oid_sha256))
			return false;
	}
	hash = der_read(&in, DER_OCTETS);
	return hash.n == sizeof(md) &&
	       EVP_Digest(c->der.data, c->der.len, md, NULL, EVP_sha256(),
		   NULL) == 1 &&
	       memcmp(md, hash.p, sizeof(md)) == 0;
}

static bool
attributes_read(const struct parts *p, struct cms *out, struct err *err)
{
	struct der in = p->attributes, one, type, value;
	bool digest = false;

	while (in.n > 0) {
		one = der_read(&in, DER_SEQUENCE);
		type = der_read(&one, DER_OID);
		value = der_read(&one, DER_SET);
		if (one.failed)
			return form_fail(err, "attributes");
		if (der_is(&type, &oid_message_digest)) {
			value = der_read(&value, DER_OCTETS);
			if (digest || value.n != DIGEST_SIZE)
				return form_fail(err, "message digest");
			memcpy(out->digest, value.p, DIGEST_SIZE);
			digest = true;
		} else if (der_is(&type, &oid_signing_time)) {
			out->at = der_read_time(&value);
		} else if (der_is(&type, &oid_signing_cert)) {
			if (!names_cert(value, out->cert))
				return err_fail(err, ERR_INPUT, "signature",
				    "names another certificate");
			out->names = true;
		}
	}
	return digest || form_fail(err, "no message digest");
}

/* Digest and signature algorithm are those of the certificate's key. */
static bool
algorithm_fits(const struct parts *p, const struct cert *c)
{
	switch (c->algorithm) {
	case SIGN_SM2_SM3:
		return der_is(&p->digest, &oid_sm3) &&
		       (der_is(&p->algorithm, &oid_sm2_sign) ||
			   der_is(&p->algorithm, &oid_sm2_sm3));
	case SIGN_ECDSA_256:
		return der_is(&p->digest, &oid_sha256) &&
		       der_is(&p->algorithm, &oid_ecdsa_sha256);
	default:
		return der_is(&p->digest, &oid_sha256) &&
		       (der_is(&p->algorithm, &oid_rsa) ||
			   der_is(&p->algorithm, &oid_rsa_sha256));
	}
}

bool
cms_read(const void *bytes, size_t n, struct cms *out, struct err *err)
{
	struct der in = der_of(bytes, n);
	struct parts p = {0};
	struct buf message = {0};
	bool ok;

	*out = (struct cms){0};
	if (!cms_split(&in, &p, err))
		return false;
	for (size_t i = 0; i < in.n; i++)
		if (in.p[i] != 0)
			return form_fail(err, "something follows it");
	out->sm = p.sm;
	if (!certs_read(&p, out, err) || !attributes_read(&p, out, err))
		return false;
	if (!algorithm_fits(&p, out->cert))
		return err_fail(err, ERR_INPUT, "signature-kind", "algorithms");
	der_put(&message, DER_SET, p.attributes.p, p.attributes.n);
	ok =
	    !message.failed && cert_verify(out->cert, message.data, message.len,
				   p.signature.p, p.signature.n, err);
	buf_clear(&message);
	return ok;
}

bool
cms_covers(const struct cms *c, const struct digest *content)
{
	const unsigned char *own = cert_algorithm(c->cert) == SIGN_SM2_SM3
				       ? content->sm3
				       : content->sha256;

	return memcmp(c->digest, own, DIGEST_SIZE) == 0;
}

void
cms_clear(struct cms *c)
{
	cert_free(c->cert);
	for (size_t i = 0; i < c->more_n; i++)
		cert_free(c->more[i]);
	*c = (struct cms){0};
}
