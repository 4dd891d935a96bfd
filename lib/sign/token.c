/* token.c: keys of PKCS#11 tokens by OpenSSL's engine pkcs11 (libp11); Debian
 * 12 has no provider for them. */
#define OPENSSL_SUPPRESS_DEPRECATED /* engines are, without a substitute */
#include <openssl/engine.h>
#include <stdlib.h>
#include <string.h>

#include "sign/private.h"

/* Cuts module-path out of the URI, which libp11 0.4.12 does not know; false
 * when the URI is too long. */
static bool
uri_split(const char *uri, char rest[1024], char module[256])
{
	static const char name[] = "module-path=";
	char *at, *end;
	size_t n;

	*module = '\0';
	if (strlen(uri) >= 1024)
		return false;
	strcpy(rest, uri);
	if ((at = strstr(rest, name)) == NULL)
		return true;
	end = at + sizeof(name) - 1;
	n = strcspn(end, "&");
	if (n >= 256)
		return false;
	memcpy(module, end, n);
	module[n] = '\0';
	end += n;
	memmove(at, end + (*end == '&'), strlen(end + (*end == '&')) + 1);
	return true;
}

static ENGINE *
engine_open(const char *module)
{
	ENGINE *e;

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
	char rest[1024], module[256];
	struct {
		const char *id;
		X509 *x509;
	} want = {.id = rest};
	ENGINE *e;

	if (!uri_split(uri, rest, module))
		return err_fail(err, ERR_BUG, "sign-key", "too long a URI");
	e = s->engine = engine_open(module);
	if (e == NULL)
		return err_fail(err, ERR_BUG, "sign-key",
		    "OpenSSL's engine pkcs11 or its module does not start");
	s->key = ENGINE_load_private_key(e, rest, NULL, NULL);
	if (s->key == NULL ||
	    ENGINE_ctrl_cmd(e, "LOAD_CERT_CTRL", 0, &want, NULL, 1) != 1)
		err_fail(err, ERR_BUG, "sign-key",
		    "no key with its certificate, or a wrong PIN");
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
