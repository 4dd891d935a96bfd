/* cms.h: signed data apart from what it signs: RFC 5652 with the attributes of
 * PAdES (ETSI EN 319 142-1) for RSA and ECDSA, GB/T 35275-2017 for SM2. */
#ifndef SIGN_CMS_H
#define SIGN_CMS_H

#include "sign/digest.h"
#include "sign/key.h"

/* Appends a SignedData over content of that digest, with the certificate.
 * `at` is among the signed attributes for SM2 only: PAdES keeps it in the
 * signature dictionary. */
bool cms_make(const struct signer *s, const struct digest *content, time_t at,
    struct buf *out, struct err *err) MUST_CHECK;

/* More octets than that SignedData takes, before it is made. */
size_t cms_most(const struct signer *s);

enum { CMS_CERTS = 8 };

/* What a SignedData says; cms_clear after, also when cms_read failed. */
struct cms {
	struct cert *cert;            /* the signer's */
	struct cert *more[CMS_CERTS]; /* the other certificates in it */
	size_t more_n;
	bool sm;    /* by GB/T 35275, else by RFC 5652 */
	bool names; /* its signed attributes name the certificate (CAdES) */
	time_t at;  /* signing time in it, 0: none */
	unsigned char digest[DIGEST_SIZE]; /* SM3 or SHA-256, by cert */
};

/*
 * Reads one SignedData (zeros may follow, as in a PDF) with one signer and
 * signed attributes, and checks that the signer signed them. ERR_INPUT
 * "signature-form" when it is none or is cut; "signature-kind" with an
 * algorithm that is not of key.h; "signature" when it is not genuine. Whether
 * the digest is the content's is left to cms_covers.
 */
bool cms_read(
    const void *p, size_t n, struct cms *out, struct err *err) MUST_CHECK;
bool cms_covers(const struct cms *c, const struct digest *content);
void cms_clear(struct cms *c);

#endif
