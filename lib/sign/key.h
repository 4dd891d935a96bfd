/* key.h: private keys behind one interface, and the certificates that prove
 * what they signed: files, PKCS#11 tokens; SM2, ECDSA, RSA. */
#ifndef SIGN_KEY_H
#define SIGN_KEY_H

#include <stddef.h>
#include <time.h>

#include "base/buf.h"
#include "base/err.h"

/* What is signed is always the whole message: the digest belongs to the
 * algorithm (SM2 also digests its id, 1234567812345678, and the key:
 * GB/T 32918.2 5.5). ECDSA and SM2 signatures are DER, SEQUENCE {r, s}. */
enum sign_algorithm {
	SIGN_SM2_SM3,   /* GB/T 32918, OID 1.2.156.10197.1.501 */
	SIGN_ECDSA_256, /* P-256, SHA-256 */
	SIGN_RSA_256,   /* PKCS #1 v1.5, SHA-256; at least 2048 bits */
	SIGN_ALGORITHMS
};

/* A certificate, X.509. */
struct cert;
struct cert *cert_parse(
    const void *bytes, size_t n, struct err *err) MUST_CHECK; /* PEM or DER */
struct cert *cert_read(const char *path, struct err *err) MUST_CHECK;
void cert_free(struct cert *c); /* NULL-safe */
enum sign_algorithm cert_algorithm(const struct cert *c);
const struct buf *cert_der(const struct cert *c);   /* borrowed */
const char *cert_subject(const struct cert *c);     /* RFC 2253; borrowed */
const char *cert_fingerprint(const struct cert *c); /* SHA-256, hex */
/* From when to when it is valid. */
bool cert_term(const struct cert *c, time_t *from, time_t *to) MUST_CHECK;
/* Appended as PEM. */
bool cert_pem(const struct cert *c, struct buf *out) MUST_CHECK;
/* ERR_INPUT "cert-expired", "cert-early" when not valid at that time. */
bool cert_valid_at(
    const struct cert *c, time_t when, struct err *err) MUST_CHECK;
/* ERR_INPUT "signature" when the key of the certificate did not sign it. */
bool cert_verify(const struct cert *c, const void *message, size_t n,
    const void *signature, size_t signature_n, struct err *err) MUST_CHECK;

/* A private key with its certificate. `where`: a PEM file that holds both (the
 * test key), a pkcs11: URI (RFC 7512) of a token's key and certificate, its PIN
 * from pin-source, or agent:PATH#NAME, a key that another process holds
 * (agent.h); so a signing server is reached too. Tokens want system calls that a
 * locked-in worker has not (serve_lock.c): those ask an agent. ERR_BUG with what
 * is missing in detail. */
struct signer;
struct signer *signer_open(const char *where, struct err *err) MUST_CHECK;
void signer_close(struct signer *s);                    /* NULL-safe */
const struct cert *signer_cert(const struct signer *s); /* borrowed */
bool signer_sign(const struct signer *s, const void *message, size_t n,
    struct buf *signature, struct err *err) MUST_CHECK;

#endif
