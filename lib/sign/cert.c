/* cert.c: certificates; see key.h. */
#include <openssl/ec.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/x509.h>
#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "base/hex.h"
#include "base/utf8.h"
#include "sign/private.h"

bool
key_algorithm(const EVP_PKEY *key, enum sign_algorithm *out)
{
	char group[32] = "";

	EVP_PKEY_get_group_name((EVP_PKEY *)key, group, sizeof(group), NULL);
	if (EVP_PKEY_is_a(key, "SM2") || strcmp(group, "SM2") == 0)
		*out = SIGN_SM2_SM3;
	else if (EVP_PKEY_is_a(key, "EC") && strcmp(group, "prime256v1") == 0)
		*out = SIGN_ECDSA_256;
	else if (EVP_PKEY_is_a(key, "RSA") && EVP_PKEY_get_bits(key) >= 2048)
		*out = SIGN_RSA_256;
	else
		return false;
	return true;
}

/* The id belongs to the key's context before Init: set later it is ignored,
 * without it OpenSSL 3 takes an empty one. */
bool
key_context_init(struct key_context *c, EVP_PKEY *key,
    enum sign_algorithm algorithm, bool sign)
{
	bool sm2 = algorithm == SIGN_SM2_SM3;

	c->md = EVP_MD_CTX_new();
	c->key = EVP_PKEY_CTX_new(key, NULL);
	if (c->md == NULL || c->key == NULL)
		return false;
	if (sm2 && EVP_PKEY_CTX_set1_id(
		       c->key, SIGN_SM2_ID, sizeof(SIGN_SM2_ID) - 1) != 1)
		return false;
	EVP_MD_CTX_set_pkey_ctx(c->md, c->key);
	return (sign ? EVP_DigestSignInit : EVP_DigestVerifyInit)(
		   c->md, NULL, sm2 ? EVP_sm3() : EVP_sha256(), NULL, key) == 1;
}

void
key_context_clear(struct key_context *c)
{
	EVP_MD_CTX_free(c->md);
	EVP_PKEY_CTX_free(c->key); /* not freed with md: it was set by hand */
}

static bool
cert_describe(struct cert *c)
{
	unsigned char *der = NULL, md[32];
	BIO *text = BIO_new(BIO_s_mem());
	int n = i2d_X509(c->x509, &der);
	char *name;
	long len = 0;

	if (n > 0)
		buf_add(&c->der, der, (size_t)n);
	OPENSSL_free(der);
	if (text != NULL &&
	    X509_NAME_print_ex(text, X509_get_subject_name(c->x509), 0,
		XN_FLAG_RFC2253 & ~ASN1_STRFLGS_ESC_MSB) >= 0 &&
	    BIO_write(text, "", 1) == 1 &&
	    (len = BIO_get_mem_data(text, &name)) > 0 &&
	    utf8_valid_xml(name, (size_t)len - 1))
		c->subject = strdup(name);
	BIO_free(text);
	if (n <= 0 || c->der.failed || c->subject == NULL ||
	    EVP_Digest(c->der.data, c->der.len, md, NULL, EVP_sha256(), NULL) !=
		1)
		return false;
	hex_put(md, sizeof(md), c->fingerprint);
	return true;
}

struct cert *
cert_take(X509 *x509, struct err *err)
{
	struct cert *c = calloc(1, sizeof(*c));

	if (c == NULL || x509 == NULL) {
		X509_free(x509);
		free(c);
		err_fail(err, x509 ? ERR_BUSY : ERR_INPUT, "certificate",
		    x509 ? "out of memory" : "no X.509 certificate");
		return NULL;
	}
	c->x509 = x509;
	if ((c->key = X509_get0_pubkey(x509)) == NULL ||
	    !key_algorithm(c->key, &c->algorithm) || !cert_describe(c) ||
	    !key_context_init(&c->verify, c->key, c->algorithm, false) ||
	    (c->algorithm == SIGN_SM2_SM3 &&
		(c->sm2 = sm2_new(c->key)) == NULL)) {
		err_fail(err, ERR_INPUT, "certificate",
		    "neither SM2, ECDSA P-256 nor RSA of 2048 bits");
		cert_free(c);
		return NULL;
	}
	return c;
}

struct cert *
cert_parse(const void *bytes, size_t n, struct err *err)
{
	static const char begin[] = "-----BEGIN ";
	const unsigned char *p = bytes, *at = p;
	X509 *x509 = NULL;
	BIO *in;

	if (n > SIGN_CERT_MAX) {
		err_fail(err, ERR_LARGE, "certificate", "%zu bytes", n);
		return NULL;
	}
	if (memmem(bytes, n, begin, sizeof(begin) - 1) == NULL) {
		if (n > 0)
			x509 = d2i_X509(NULL, &at, (long)n);
		if (x509 != NULL && at != p + n) {
			X509_free(x509);
			x509 = NULL;
		}
	} else if ((in = BIO_new_mem_buf(bytes, (int)n)) != NULL) {
		x509 = PEM_read_bio_X509(in, NULL, NULL, NULL);
		BIO_free(in);
	}
	return cert_take(x509, err);
}

struct cert *
cert_read(const char *path, struct err *err)
{
	struct buf b = {.max = SIGN_CERT_MAX};
	struct cert *c = NULL;

	if (file_read(path, &b, err))
		c = cert_parse(b.len > 0 ? b.data : "", b.len, err);
	buf_clear(&b);
	return c;
}

void
cert_free(struct cert *c)
{
	if (c == NULL)
		return;
	sm2_free(c->sm2);
	key_context_clear(&c->verify);
	X509_free(c->x509);
	buf_clear(&c->der);
	free(c->subject);
	free(c);
}

enum sign_algorithm
cert_algorithm(const struct cert *c)
{
	return c->algorithm;
}

const struct buf *
cert_der(const struct cert *c)
{
	return &c->der;
}

const char *
cert_subject(const struct cert *c)
{
	return c->subject;
}

const char *
cert_fingerprint(const struct cert *c)
{
	return c->fingerprint;
}

bool
cert_valid_at(const struct cert *c, time_t when, struct err *err)
{
	if (X509_cmp_time(X509_get0_notBefore(c->x509), &when) >= 0)
		return err_fail(err, ERR_INPUT, "cert-early", "%s", c->subject);
	if (X509_cmp_time(X509_get0_notAfter(c->x509), &when) <= 0)
		return err_fail(
		    err, ERR_INPUT, "cert-expired", "%s", c->subject);
	return true;
}

static bool
time_get(const ASN1_TIME *t, time_t *out)
{
	struct tm tm;

	if (ASN1_TIME_to_tm(t, &tm) != 1)
		return false;
	*out = timegm(&tm);
	return true;
}

bool
cert_term(const struct cert *c, time_t *from, time_t *to)
{
	return time_get(X509_get0_notBefore(c->x509), from) &&
	       time_get(X509_get0_notAfter(c->x509), to);
}

bool
cert_pem(const struct cert *c, struct buf *out)
{
	BIO *text = BIO_new(BIO_s_mem());
	char *p;
	long n;
	bool ok = text != NULL && PEM_write_bio_X509(text, c->x509) == 1 &&
		  (n = BIO_get_mem_data(text, &p)) > 0;

	if (ok)
		buf_add(out, p, (size_t)n);
	BIO_free(text);
	return ok && !out->failed;
}

bool
cert_verify(const struct cert *c, const void *message, size_t n,
    const void *signature, size_t signature_n, struct err *err)
{
	EVP_MD_CTX *md;
	bool ok;

	if (c->sm2 != NULL && sm2_ready(c->sm2)) {
		ok = sm2_verify(c->sm2, message, n, signature, signature_n);
	} else {
		md = EVP_MD_CTX_new();
		ok = md != NULL && EVP_MD_CTX_copy_ex(md, c->verify.md) == 1 &&
		     EVP_DigestVerify(md, signature, signature_n, message, n) ==
			 1;
		EVP_MD_CTX_free(md);
	}
	return ok || err_fail(err, ERR_INPUT, "signature",
			 "not made with the key of %s", c->subject);
}
