/* keys.h: keys and certificates made for the tests, in files that go again. */
#ifndef TESTS_UNIT_KEYS_H
#define TESTS_UNIT_KEYS_H

#include <openssl/core_names.h>
#include <openssl/ec.h>
#include <openssl/evp.h>
#include <openssl/param_build.h>
#include <openssl/pem.h>
#include <openssl/x509v3.h>
#include <stdio.h>
#include <string.h>
#include <time.h>

#include "sign/key.h"

#define KEY_SM2_ID "1234567812345678"

static EVP_PKEY *
key_make(enum sign_algorithm a)
{
	return a == SIGN_SM2_SM3     ? EVP_PKEY_Q_keygen(NULL, NULL, "SM2")
	       : a == SIGN_ECDSA_256 ? EVP_EC_gen("prime256v1")
				     : EVP_RSA_gen(2048);
}

static void
x509_sign(X509 *x, EVP_PKEY *issuer)
{
	bool sm2 = EVP_PKEY_is_a(issuer, "SM2");
	EVP_MD_CTX *md = EVP_MD_CTX_new();
	EVP_PKEY_CTX *ctx = EVP_PKEY_CTX_new(issuer, NULL);

	if (sm2)
		EVP_PKEY_CTX_set1_id(ctx, KEY_SM2_ID, 16);
	EVP_MD_CTX_set_pkey_ctx(md, ctx);
	if (EVP_DigestSignInit(
		md, NULL, sm2 ? EVP_sm3() : EVP_sha256(), NULL, issuer) != 1 ||
	    X509_sign_ctx(x, md) <= 0)
		fail_msg("x509_sign");
	EVP_MD_CTX_free(md);
	EVP_PKEY_CTX_free(ctx);
}

static void
x509_extend(X509 *x, int nid, const char *value)
{
	X509_EXTENSION *e = X509V3_EXT_nconf_nid(NULL, NULL, nid, value);

	X509_add_ext(x, e, -1);
	X509_EXTENSION_free(e);
}

/* Of `key`, signed by `issuer` under ca's name (NULL: its own), from `from` to
 * `to` seconds from now. */
static X509 *
x509_make(EVP_PKEY *key, const char *name, EVP_PKEY *issuer, X509 *ca,
    long from, long to)
{
	static long serial;
	X509 *x = X509_new();
	X509_NAME *n = X509_get_subject_name(x);

	X509_set_version(x, 2);
	ASN1_INTEGER_set(X509_get_serialNumber(x), ++serial);
	X509_NAME_add_entry_by_txt(
	    n, "C", MBSTRING_UTF8, (const unsigned char *)"CN", -1, -1, 0);
	X509_NAME_add_entry_by_txt(
	    n, "CN", MBSTRING_UTF8, (const unsigned char *)name, -1, -1, 0);
	X509_set_issuer_name(x, ca != NULL ? X509_get_subject_name(ca) : n);
	X509_gmtime_adj(X509_getm_notBefore(x), from);
	X509_gmtime_adj(X509_getm_notAfter(x), to);
	X509_set_pubkey(x, key);
	if (ca == NULL)
		x509_extend(x, NID_basic_constraints, "critical,CA:TRUE");
	x509_extend(x, NID_key_usage,
	    ca == NULL ? "critical,keyCertSign,digitalSignature"
		       : "critical,digitalSignature,nonRepudiation");
	x509_sign(x, issuer);
	return x;
}

__attribute__((unused)) static struct cert *
cert_make(X509 *x)
{
	struct err err = {0};
	unsigned char *der = NULL;
	int n = i2d_X509(x, &der);
	struct cert *c = cert_parse(der, (size_t)n, &err);

	if (c == NULL)
		fail_msg("%s %s", err.code, err.detail);
	OPENSSL_free(der);
	return c;
}

/* A file as signer_open wants it. */
__attribute__((unused)) static void
pem_write(const char *path, EVP_PKEY *key, X509 *x)
{
	FILE *f = fopen(path, "w");

	if (f == NULL || PEM_write_X509(f, x) != 1 ||
	    PEM_write_PrivateKey(f, key, NULL, NULL, 0, NULL, NULL) != 1)
		fail_msg("%s", path);
	fclose(f);
}

/* A key with a certificate of its own as a signer. */
__attribute__((unused)) static struct signer *
signer_make(enum sign_algorithm a, const char *name)
{
	char path[] = "/tmp/kuaibao-key-XXXXXX";
	struct err err = {0};
	EVP_PKEY *key = key_make(a);
	X509 *x = x509_make(key, name, key, NULL, -60, 86400);
	struct signer *s;

	close(mkstemp(path));
	pem_write(path, key, x);
	s = signer_open(path, &err);
	unlink(path);
	if (s == NULL)
		fail_msg("%s %s", err.code, err.detail);
	X509_free(x);
	EVP_PKEY_free(key);
	return s;
}

#endif
