/* cms.c: see cms.h. OpenSSL 3.0's CMS knows no SM2, so the structure is made
 * and read here, and OpenSSL does the arithmetic. */
#include "sign/cms.h"

#include <stdlib.h>
#include <string.h>

#include "sign/der.h"
#include "sign/private.h"

/* GB/T 35275 6; PKCS #9; RFC 5035 */
const struct oid
    oid_sm_data = {10, {0x2a, 0x81, 0x1c, 0xcf, 0x55, 6, 1, 4, 2, 1}},
    oid_sm_signed = {10, {0x2a, 0x81, 0x1c, 0xcf, 0x55, 6, 1, 4, 2, 2}},
    oid_data = {9, {0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 1, 7, 1}},
    oid_signed = {9, {0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 1, 7, 2}},
    oid_content_type = {9, {0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 1, 9, 3}},
    oid_message_digest = {9, {0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 1, 9, 4}},
    oid_signing_time = {9, {0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 1, 9, 5}},
    oid_signing_cert = {
	11, {0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 1, 9, 16, 2, 47}};

static void
put_algorithm(struct buf *b, const struct oid *oid, bool null)
{
	size_t from = der_open(b);

	der_oid(b, oid);
	if (null)
		der_put(b, DER_NULL, "", 0);
	der_close(b, from, DER_SEQUENCE);
}

/* An attribute whose one value is the DER in `value`. */
static void
put_attribute(struct buf *b, const struct oid *oid, const struct buf *value)
{
	size_t from = der_open(b);

	der_oid(b, oid);
	der_put(b, DER_SET, value->data, value->len);
	der_close(b, from, DER_SEQUENCE);
	b->failed |= value->failed;
}

/* SigningCertificateV2 with the default digest, SHA-256. */
static void
put_signing_cert(struct buf *v, const struct cert *c)
{
	unsigned char md[32];
	size_t all = der_open(v), certs = all, id = all;

	if (EVP_Digest(c->der.data, c->der.len, md, NULL, EVP_sha256(), NULL) !=
	    1)
		v->failed = true;
	der_put(v, DER_OCTETS, md, sizeof(md));
	der_close(v, id, DER_SEQUENCE);
	der_close(v, certs, DER_SEQUENCE);
	der_close(v, all, DER_SEQUENCE);
}

/* The content of the SET, in the order that DER asks for: shorter first here,
 * as all begin with a length below 128 and differ in it. */
static void
put_attributes(
    struct buf *b, const struct cert *c, const struct digest *d, time_t at)
{
	bool sm = c->algorithm == SIGN_SM2_SM3;
	struct buf v = {0};

	der_oid(&v, sm ? &oid_sm_data : &oid_data);
	put_attribute(b, &oid_content_type, &v);
	buf_empty(&v);
	if (sm) {
		der_time(&v, DER_UTC_TIME, at);
		put_attribute(b, &oid_signing_time, &v);
		buf_empty(&v);
	}
	der_put(&v, DER_OCTETS, sm ? d->sm3 : d->sha256, DIGEST_SIZE);
	put_attribute(b, &oid_message_digest, &v);
	buf_empty(&v);
	put_signing_cert(&v, c);
	put_attribute(b, &oid_signing_cert, &v);
	buf_clear(&v);
}

bool
cert_issuer(const struct buf *der, struct der *issuer, struct der *serial)
{
	struct der in = der_of(der->data, der->len);
	struct der tbs = der_read(&in, DER_SEQUENCE);

	tbs = der_read(&tbs, DER_SEQUENCE);
	if (der_peek(&tbs) == DER_CONTEXT_0)
		der_read(&tbs, DER_CONTEXT_0);
	*serial = der_whole(&tbs);
	der_read(&tbs, DER_SEQUENCE);
	*issuer = der_whole(&tbs);
	return !tbs.failed;
}

size_t
cms_most(const struct signer *s)
{
	enum { REST = 512 }; /* names of algorithms, attributes: about 320 */
	const struct cert *c = signer_cert(s);
	struct der issuer = {0}, serial = {0};

	if (!cert_issuer(&c->der, &issuer, &serial))
		return 0;
	return c->der.len + issuer.n + serial.n +
	       (size_t)EVP_PKEY_get_size(c->key) + REST;
}

static bool
put_signer(struct buf *b, const struct signer *s, const struct buf *attributes,
    struct err *err)
{
	const struct cert *c = signer_cert(s);
	bool sm = c->algorithm == SIGN_SM2_SM3, ok;
	size_t from = der_open(b), id;
	struct der issuer, serial;
	struct buf signature = {0}, message = {0};

	der_put(&message, DER_SET, attributes->data, attributes->len);
	ok = cert_issuer(&c->der, &issuer, &serial) && !message.failed &&
	     signer_sign(s, message.data, message.len, &signature, err);
	buf_clear(&message);
	if (ok) {
		der_integer(b, 1);
		id = der_open(b);
		buf_add(b, issuer.p, issuer.n);
		buf_add(b, serial.p, serial.n);
		der_close(b, id, DER_SEQUENCE);
		put_algorithm(b, sm ? &oid_sm3 : &oid_sha256, false);
		der_put(b, DER_CONTEXT_0, attributes->data, attributes->len);
		put_algorithm(b,
		    sm                               ? &oid_sm2_sign
		    : c->algorithm == SIGN_ECDSA_256 ? &oid_ecdsa_sha256
						     : &oid_rsa,
		    c->algorithm == SIGN_RSA_256);
		der_put(b, DER_OCTETS, signature.data, signature.len);
		der_close(b, from, DER_SEQUENCE);
	}
	buf_clear(&signature);
	return ok;
}

bool
cms_make(const struct signer *s, const struct digest *content, time_t at,
    struct buf *b, struct err *err)
{
	const struct cert *c = signer_cert(s);
	bool sm = c->algorithm == SIGN_SM2_SM3, ok;
	size_t all = der_open(b), explicit, body, part;
	struct buf attributes = {0};

	put_attributes(&attributes, c, content, at);
	der_oid(b, sm ? &oid_sm_signed : &oid_signed);
	explicit = body = der_open(b);
	der_integer(b, 1);
	part = der_open(b);
	put_algorithm(b, sm ? &oid_sm3 : &oid_sha256, false);
	der_close(b, part, DER_SET);
	part = der_open(b);
	der_oid(b, sm ? &oid_sm_data : &oid_data);
	der_close(b, part, DER_SEQUENCE);
	der_put(b, DER_CONTEXT_0, c->der.data, c->der.len);
	part = der_open(b);
	ok = !attributes.failed && put_signer(b, s, &attributes, err);
	der_close(b, part, DER_SET);
	der_close(b, body, DER_SEQUENCE);
	der_close(b, explicit, DER_CONTEXT_0);
	der_close(b, all, DER_SEQUENCE);
	ok = ok && !b->failed;
	buf_clear(&attributes);
	return ok || err_fail(err, ERR_BUSY, "busy", "cms: out of memory");
}
