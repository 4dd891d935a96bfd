/* ses_read.c: reading; see ses.h. */
#include <string.h>

#include "base/utf8.h"
#include "sign/private.h"
#include "sign/ses.h"

enum { CERTS_WHOLE = 1, CERTS_DIGESTS = 2, MM_MOST = 300 };

static bool
seal_fail(struct err *err, const char *what)
{
	return err_fail(err, ERR_INPUT, "seal", "%s", what);
}

/* What stands before certificate, algorithm and signature was signed. */
static struct cert *
signed_read(struct der *in, const struct der *message, struct err *err)
{
	struct der cert = der_read(in, DER_OCTETS),
		   algorithm = der_read(in, DER_OID),
		   signature = der_read_bits(in);
	struct cert *c;

	if (in->failed) {
		err_fail(err, ERR_INPUT, "signature-form", "seal: cut");
		return NULL;
	}
	if ((c = cert_parse(cert.p, cert.n, err)) == NULL)
		return NULL;
	if (!der_is(&algorithm, ses_algorithm(c->algorithm)) &&
	    !(c->algorithm == SIGN_SM2_SM3 &&
		der_is(&algorithm, &oid_sm2_sign)))
		err_fail(err, ERR_INPUT, "signature-kind", "seal: algorithm");
	else if (cert_verify(
		     c, message->p, message->n, signature.p, signature.n, err))
		return c;
	cert_free(c);
	return NULL;
}

static void
property_read(struct der *in, struct ses_seal *out)
{
	struct der property = der_read(in, DER_SEQUENCE), part;
	long kind;

	der_read_integer(&property);
	part = der_read(&property, DER_UTF8);
	out->name = (const char *)part.p;
	out->name_n = part.n;
	kind = der_read_integer(&property);
	part = der_read(&property, DER_SEQUENCE);
	out->certs = part.p;
	out->certs_n = part.n;
	out->certs_digests = kind == CERTS_DIGESTS;
	out->made = der_read_time(&property);
	out->from = der_read_time(&property);
	out->until = der_read_time(&property);
	in->failed |= property.failed ||
		      (kind != CERTS_WHOLE && kind != CERTS_DIGESTS) ||
		      !utf8_valid_xml(out->name, out->name_n);
}

static void
picture_read(struct der *in, struct ses_seal *out)
{
	struct der picture = der_read(in, DER_SEQUENCE), part;
	long w, h;

	part = der_read(&picture, DER_IA5);
	out->png =
	    part.n == 3 && strncasecmp((const char *)part.p, "png", 3) == 0;
	part = der_read(&picture, DER_OCTETS);
	out->picture = part.p;
	out->picture_n = part.n;
	w = der_read_integer(&picture);
	h = der_read_integer(&picture);
	in->failed |=
	    picture.failed || w < 1 || h < 1 || w > MM_MOST || h > MM_MOST;
	out->w = (unsigned)w;
	out->h = (unsigned)h;
}

static bool
seal_parts(struct der in, struct ses_seal *out, struct err *err)
{
	struct der header = der_read(&in, DER_SEQUENCE),
		   word = der_read(&header, DER_IA5), id;
	long version = der_read_integer(&header);

	id = der_read(&in, DER_IA5);
	out->id = (const char *)id.p;
	out->id_n = id.n;
	property_read(&in, out);
	picture_read(&in, out);
	if (in.failed || header.failed || word.n != 2 ||
	    memcmp(word.p, "ES", 2) != 0 || !utf8_valid_xml(out->id, out->id_n))
		return seal_fail(err, "not a seal of GB/T 38540");
	return version == 4 || seal_fail(err, "not of version 4");
}

bool
ses_seal_read(const void *p, size_t n, struct ses_seal *out, struct err *err)
{
	struct der in = der_of(p, n), all = der_read(&in, DER_SEQUENCE),
		   parts = all, info = der_whole(&all);

	*out = (struct ses_seal){0};
	if (all.failed || in.n > 0)
		return seal_fail(err, "no seal");
	if (!seal_parts(der_read(&parts, DER_SEQUENCE), out, err))
		return false;
	out->maker = signed_read(&all, &info, err);
	return out->maker != NULL &&
	       (all.n == 0 || seal_fail(err, "something follows"));
}

void
ses_seal_clear(struct ses_seal *s)
{
	cert_free(s->maker);
	*s = (struct ses_seal){0};
}

/* CertDigestObj: {PrintableString type, OCTET STRING value}; SM3 or SHA-256,
 * whichever fits. */
bool
ses_seal_admits(const struct ses_seal *s, const struct cert *c)
{
	struct der in = der_of(s->certs, s->certs_n), one;
	struct digest d;

	if (!digest_of(c->der.data, c->der.len, &d))
		return false;
	while (in.n > 0) {
		if (s->certs_digests) {
			one = der_read(&in, DER_SEQUENCE);
			der_read(&one, DER_PRINTABLE);
			one = der_read(&one, DER_OCTETS);
			if (one.n == DIGEST_SIZE &&
			    (memcmp(one.p, d.sm3, one.n) == 0 ||
				memcmp(one.p, d.sha256, one.n) == 0))
				return true;
		} else {
			one = der_read(&in, DER_OCTETS);
			if (one.n == c->der.len &&
			    memcmp(one.p, c->der.data, one.n) == 0)
				return true;
		}
	}
	return false;
}

static bool
what_read(struct der in, struct ses_signature *out, struct err *err)
{
	struct der seal, digest, property;

	der_read_integer(&in);
	seal = der_whole(&in);
	out->seal_der = seal.p;
	out->seal_n = seal.n;
	out->at = der_read_time(&in);
	digest = der_read_bits(&in);
	property = der_read(&in, DER_IA5);
	out->property = (const char *)property.p;
	out->property_n = property.n;
	if (in.failed || digest.n != DIGEST_SIZE)
		return err_fail(
		    err, ERR_INPUT, "signature-form", "no SES_Signature");
	memcpy(out->digest, digest.p, DIGEST_SIZE);
	return ses_seal_read(seal.p, seal.n, &out->seal, err);
}

bool
ses_read(const void *p, size_t n, struct ses_signature *out, struct err *err)
{
	struct der in = der_of(p, n), all = der_read(&in, DER_SEQUENCE),
		   parts = all, what = der_whole(&all);

	*out = (struct ses_signature){0};
	if (all.failed || in.n > 0)
		return err_fail(
		    err, ERR_INPUT, "signature-form", "no SES_Signature");
	if (!what_read(der_read(&parts, DER_SEQUENCE), out, err) ||
	    (out->cert = signed_read(&all, &what, err)) == NULL)
		return false;
	if (!ses_seal_admits(&out->seal, out->cert))
		return err_fail(err, ERR_INPUT, "seal-other",
		    "the seal is not the signer's");
	if (out->at < out->seal.from || out->at > out->seal.until)
		return err_fail(err, ERR_INPUT, "seal-expired",
		    "the seal was not valid then");
	return true;
}

bool
ses_covers(const struct ses_signature *s, const struct digest *file)
{
	const unsigned char *own =
	    s->cert->algorithm == SIGN_SM2_SM3 ? file->sm3 : file->sha256;

	return memcmp(s->digest, own, DIGEST_SIZE) == 0;
}

void
ses_clear(struct ses_signature *s)
{
	ses_seal_clear(&s->seal);
	cert_free(s->cert);
	*s = (struct ses_signature){0};
}
