/* private.h: what the files of lib/sign share: OpenSSL's side of keys. */
#ifndef SIGN_PRIVATE_H
#define SIGN_PRIVATE_H

#include <openssl/evp.h>
#include <openssl/x509.h>

#include "sign/der.h"
#include "sign/key.h"

#define SIGN_SM2_ID "1234567812345678" /* GB/T 35275, 35276 */

enum { SIGN_CERT_MAX = 65536 }; /* bytes of a certificate that is read */

struct key_context {
	EVP_MD_CTX *md;
	EVP_PKEY_CTX *key;
};

/* sm2.c: a public key of SM2 that may be asked often; `key` must outlive it. */
struct sm2;
struct sm2 *sm2_new(const EVP_PKEY *key) MUST_CHECK; /* NULL: no memory */
void sm2_free(struct sm2 *k);                        /* NULL-safe */
/* Counts a verification. True: tables are there (50 kB), sm2_verify may be
 * used; false: it is not asked often enough. */
bool sm2_ready(struct sm2 *k);
/* The verdict that OpenSSL's EVP_DigestVerify gives. */
bool sm2_verify(const struct sm2 *k, const void *p, size_t n,
    const void *signature, size_t signature_n) MUST_CHECK;

struct cert {
	X509 *x509;
	EVP_PKEY *key; /* of x509 */
	enum sign_algorithm algorithm;
	struct buf der;
	char *subject;
	char fingerprint[65];
	struct key_context verify; /* ready; each verification uses a copy */
	struct sm2 *sm2;           /* of SM2: where it is asked often */
};

struct agent;

/* Callee owns x509, NULL is an error of its own. */
struct cert *cert_take(X509 *x509, struct err *err) MUST_CHECK;
/* False: none that this library signs or verifies with. */
bool key_algorithm(const EVP_PKEY *key, enum sign_algorithm *out);
/* Ready to sign or verify a whole message; false when the library fails. */
bool key_context_init(struct key_context *c, EVP_PKEY *key,
    enum sign_algorithm algorithm, bool sign) MUST_CHECK;
void key_context_clear(struct key_context *c);

/* A key of this process, or of an agent's. */
struct signer {
	struct agent *agent; /* NULL: of this process */
	bool agent_own;      /* to be closed with the signer */
	char name[64];       /* at the agent */
	EVP_PKEY *key;
	struct cert *cert;
	void *engine;             /* that the key lives in, or NULL */
	struct key_context ready; /* to sign; each signature uses a copy */
};

/* cms.c */
extern const struct oid oid_sm_data, oid_sm_signed, oid_data, oid_signed,
    oid_content_type, oid_message_digest, oid_signing_time, oid_signing_cert;
/* Issuer and serial number, as the certificate spells them. */
bool cert_issuer(
    const struct buf *der, struct der *issuer, struct der *serial) MUST_CHECK;

/* ses.c */
const struct oid *ses_algorithm(enum sign_algorithm a);

/* agent.c: the answer to one question about a key. */
bool agent_ask(struct agent *a, char what, const char *name, const void *p,
    size_t n, struct buf *out, struct err *err) MUST_CHECK;

/* token.c: the same of a PKCS#11 token. */
bool token_open(struct signer *s, const char *uri, struct err *err) MUST_CHECK;
void token_close(struct signer *s);

#endif
