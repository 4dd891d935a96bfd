/* sample_key.c: see sample_key.h. */
#include "sign/sample_key.h"

#include <errno.h>
#include <fcntl.h>
#include <openssl/ec.h>
#include <openssl/pem.h>
#include <openssl/rand.h>
#include <openssl/rsa.h>
#include <openssl/x509v3.h>
#include <string.h>
#include <unistd.h>

#include "sign/private.h"

enum { VALID = 2 * 366 * 86400 };

static bool
name_add(X509_NAME *n, const char *field, const char *text)
{
	return X509_NAME_add_entry_by_txt(n, field, MBSTRING_UTF8,
		   (const unsigned char *)text, -1, -1, 0) == 1;
}

static bool
extension_add(X509 *x, int nid, const char *value)
{
	X509_EXTENSION *e = X509V3_EXT_nconf_nid(NULL, NULL, nid, value);
	bool ok = e != NULL && X509_add_ext(x, e, -1) == 1;

	X509_EXTENSION_free(e);
	return ok;
}

static bool
x509_fill(X509 *x, EVP_PKEY *key, const char *name, const X509 *issuer)
{
	X509_NAME *n = X509_get_subject_name(x);
	unsigned char serial[8];
	BIGNUM *bn = NULL;
	bool ok;

	ok = RAND_bytes(serial, sizeof(serial)) == 1 &&
	     (bn = BN_bin2bn(serial, sizeof(serial), NULL)) != NULL &&
	     BN_to_ASN1_INTEGER(bn, X509_get_serialNumber(x)) != NULL &&
	     X509_set_version(x, X509_VERSION_3) == 1 &&
	     name_add(n, "C", "CN") && name_add(n, "O", "样例 SAMPLE") &&
	     name_add(n, "CN", name) &&
	     X509_set_issuer_name(
		 x, issuer ? X509_get_subject_name(issuer) : n) == 1 &&
	     X509_gmtime_adj(X509_getm_notBefore(x), -86400) != NULL &&
	     X509_gmtime_adj(X509_getm_notAfter(x), VALID) != NULL &&
	     X509_set_pubkey(x, key) == 1 &&
	     (issuer ||
		 extension_add(x, NID_basic_constraints, "critical,CA:TRUE")) &&
	     extension_add(x, NID_key_usage,
		 issuer ? "critical,digitalSignature,nonRepudiation"
			: "critical,keyCertSign,digitalSignature");
	BN_free(bn);
	return ok;
}

static bool
x509_sign(X509 *x, EVP_PKEY *issuer)
{
	struct key_context ctx = {0};
	enum sign_algorithm a;
	bool ok = key_algorithm(issuer, &a) &&
		  key_context_init(&ctx, issuer, a, true) &&
		  X509_sign_ctx(x, ctx.md) > 0;

	key_context_clear(&ctx);
	return ok;
}

static bool
file_write(const char *path, EVP_PKEY *key, X509 *x, struct err *err)
{
	int fd = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
	FILE *f = fd >= 0 ? fdopen(fd, "w") : NULL;
	bool ok;

	if (f == NULL)
		return err_fail(
		    err, ERR_BUG, "sign-key", "%s: %s", path, strerror(errno));
	ok = PEM_write_X509(f, x) == 1 &&
	     PEM_write_PrivateKey(f, key, NULL, NULL, 0, NULL, NULL) == 1;
	return (fclose(f) == 0 && ok) ||
	       err_fail(err, ERR_BUG, "sign-key", "%s: not written", path);
}

bool
sample_key_write(const char *path, enum sign_algorithm a, const char *name,
    const struct signer *issuer, struct err *err)
{
	EVP_PKEY *key = a == SIGN_SM2_SM3 ? EVP_PKEY_Q_keygen(NULL, NULL, "SM2")
			: a == SIGN_ECDSA_256 ? EVP_EC_gen("prime256v1")
					      : EVP_RSA_gen(2048);
	X509 *x = X509_new();
	bool ok;

	ok = key != NULL && x != NULL &&
	     x509_fill(x, key, name, issuer ? issuer->cert->x509 : NULL) &&
	     x509_sign(x, issuer ? issuer->key : key);
	ok = ok ? file_write(path, key, x, err)
		: err_fail(err, ERR_BUSY, "busy", "sample key: %s", name);
	X509_free(x);
	EVP_PKEY_free(key);
	return ok;
}
