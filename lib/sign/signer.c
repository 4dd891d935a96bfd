/* signer.c: private keys; see key.h. */
#include <openssl/pem.h>
#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "sign/private.h"

/* One after the other, whatever their order in the file. */
static bool
pem_open(struct signer *s, const char *path, struct err *err)
{
	char no_password[] = ""; /* else OpenSSL asks at the terminal */
	struct buf b = {.max = 4 * SIGN_CERT_MAX};
	BIO *in = NULL;
	bool ok;

	if ((ok = file_read(path, &b, err))) {
		in = BIO_new_mem_buf(b.len > 0 ? b.data : "", (int)b.len);
		if (in != NULL)
			s->key = PEM_read_bio_PrivateKey(
			    in, NULL, NULL, no_password);
		BIO_free(in);
		if (s->key == NULL)
			ok = err_fail(err, ERR_BUG, "sign-key",
			    "%s: no private key without a password", path);
	}
	if (ok)
		s->cert = cert_parse(b.data, b.len, err);
	if (b.data != NULL)
		OPENSSL_cleanse(b.data, b.len);
	buf_clear(&b);
	return s->cert != NULL;
}

struct signer *
signer_open(const char *where, struct err *err)
{
	struct signer *s = calloc(1, sizeof(*s));
	bool ok;

	if (s == NULL) {
		err_fail(err, ERR_BUSY, "busy", "signer: out of memory");
		return NULL;
	}
	ok = strncmp(where, "pkcs11:", 7) == 0 ? token_open(s, where, err)
					       : pem_open(s, where, err);
	if (ok && EVP_PKEY_eq(s->key, s->cert->key) != 1)
		ok = err_fail(err, ERR_BUG, "sign-key",
		    "%s: the certificate is of another key", where);
	if (ok)
		return s;
	signer_close(s);
	return NULL;
}

void
signer_close(struct signer *s)
{
	if (s == NULL)
		return;
	EVP_PKEY_free(s->key);
	token_close(s);
	cert_free(s->cert);
	free(s);
}

const struct cert *
signer_cert(const struct signer *s)
{
	return s->cert;
}

bool
signer_sign(const struct signer *s, const void *message, size_t n,
    struct buf *signature, struct err *err)
{
	struct key_context ctx = {0};
	size_t len = (size_t)EVP_PKEY_get_size(s->key), from = signature->len;
	bool ok = key_context_init(&ctx, s->key, s->cert->algorithm, true);

	buf_reserve(signature, len);
	ok = ok && !signature->failed &&
	     EVP_DigestSign(ctx.md, (unsigned char *)signature->data + from,
		 &len, message, n) == 1;
	if (ok) {
		signature->len = from + len;
		signature->data[signature->len] = '\0';
	}
	key_context_clear(&ctx);
	return ok || err_fail(err, ERR_BUSY, "busy", "sign: the key of %s",
			 s->cert->subject);
}
