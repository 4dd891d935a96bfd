/* token.c: keys of PKCS#11 tokens by OpenSSL's engine pkcs11 (libp11); Debian
 * 12 has no provider for them. */
#define OPENSSL_SUPPRESS_DEPRECATED /* engines are, without a substitute */
#include <openssl/engine.h>
#include <stdlib.h>
#include <string.h>

#include "sign/private.h"

/* The value of a URI's attribute, unescaped enough for a path; "" none. */
static void
uri_get(const char *uri, const char *name, char *out, size_t n)
{
	const char *at = strstr(uri, name);
	size_t len;

	*out = '\0';
	if (at == NULL || (at[-1] != '?' && at[-1] != '&' && at[-1] != ';'))
		return;
	at += strlen(name);
	len = strcspn(at, "&;");
	if (len < n) {
		memcpy(out, at, len);
		out[len] = '\0';
	}
}

static ENGINE *
engine_open(const char *uri)
{
	char module[256];
	ENGINE *e;

	uri_get(uri, "module-path=", module, sizeof(module));
	ENGINE_load_dynamic();
	if ((e = ENGINE_by_id("pkcs11")) == NULL)
		return NULL;
	if ((*module == '\0' ||
		ENGINE_ctrl_cmd_string(e, "MODULE_PATH", module, 0) == 1) &&
	    ENGINE_init(e) == 1) {
		ENGINE_free(e); /* the functional reference stays */
		return e;
	}
	ENGINE_free(e);
	return NULL;
}

bool
token_open(struct signer *s, const char *uri, struct err *err)
{
	struct {
		const char *id;
		X509 *x509;
	} want = {.id = uri};
	ENGINE *e = s->engine = engine_open(uri);

	if (e == NULL)
		return err_fail(err, ERR_BUG, "sign-key",
		    "OpenSSL's engine pkcs11 or its module does not start");
	s->key = ENGINE_load_private_key(e, uri, NULL, NULL);
	if (s->key == NULL ||
	    ENGINE_ctrl_cmd(e, "LOAD_CERT_CTRL", 0, &want, NULL, 1) != 1)
		err_fail(err, ERR_BUG, "sign-key",
		    "no key with its certificate, or a wrong PIN: %.200s", uri);
	else
		s->cert = cert_take(want.x509, err);
	return s->cert != NULL;
}

void
token_close(struct signer *s)
{
	if (s->engine != NULL)
		ENGINE_finish(s->engine);
}
