/* signer.c: private keys; see key.h. */
#include <openssl/pem.h>
#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "sign/agent.h"
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

/* agent:PATH#NAME, over a connection of its own. */
static bool
remote_open(struct signer *s, const char *where, struct err *err)
{
	const char *path = where + sizeof(AGENT_PREFIX) - 1,
		   *mark = strrchr(path, '#');
	char socket[256];
	struct buf der = {0};

	if (mark == NULL || (size_t)(mark - path) >= sizeof(socket) ||
	    strlen(mark) > sizeof(s->name))
		return err_fail(
		    err, ERR_BUG, "sign-key", "%s: no agent:PATH#NAME", where);
	memcpy(socket, path, (size_t)(mark - path));
	socket[mark - path] = '\0';
	strcpy(s->name, mark + 1);
	s->agent_own = true;
	if ((s->agent = agent_open(socket, err)) != NULL &&
	    agent_ask(s->agent, 'c', s->name, "", 0, &der, err))
		s->cert = cert_parse(der.data, der.len, err);
	buf_clear(&der);
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
	if (strncmp(where, AGENT_PREFIX, sizeof(AGENT_PREFIX) - 1) == 0)
		ok = remote_open(s, where, err);
	else if (strncmp(where, "pkcs11:", 7) == 0)
		ok = token_open(s, where, err);
	else
		ok = pem_open(s, where, err);
	if (ok && s->agent == NULL && EVP_PKEY_eq(s->key, s->cert->key) != 1)
		ok = err_fail(err, ERR_BUG, "sign-key",
		    "%s: the certificate is of another key", where);
	if (ok && s->key != NULL && s->engine == NULL &&
	    !key_context_init(&s->ready, s->key, s->cert->algorithm, true))
		ok = err_fail(err, ERR_BUSY, "busy", "signer: %s", where);
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
	if (s->agent_own)
		agent_close(s->agent);
	key_context_clear(&s->ready);
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

/* A token's keys are not copied. */
static bool
begin(const struct signer *s, struct key_context *c)
{
	if (s->ready.md == NULL)
		return key_context_init(c, s->key, s->cert->algorithm, true);
	return (c->md = EVP_MD_CTX_new()) != NULL &&
	       EVP_MD_CTX_copy_ex(c->md, s->ready.md) == 1;
}

bool
signer_sign(const struct signer *s, const void *message, size_t n,
    struct buf *signature, struct err *err)
{
	struct key_context ctx = {0};
	size_t len, from = signature->len;
	bool ok;

	if (s->agent != NULL)
		return agent_ask(
		    s->agent, 's', s->name, message, n, signature, err);
	len = (size_t)EVP_PKEY_get_size(s->key);
	ok = begin(s, &ctx);
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
