/* trust.c: see trust.h. */
#include "sign/trust.h"

#include <dirent.h>
#include <errno.h>
#include <openssl/x509_vfy.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "sign/private.h"

struct trust {
	X509_STORE *store; /* NULL: no folder */
};

/* SM2 signatures of certificates are checked under the id set on them. */
static bool
x509_id(X509 *x)
{
	ASN1_OCTET_STRING *id = ASN1_OCTET_STRING_new();

	if (id == NULL ||
	    ASN1_OCTET_STRING_set(id, (const unsigned char *)SIGN_SM2_ID,
		sizeof(SIGN_SM2_ID) - 1) != 1) {
		ASN1_OCTET_STRING_free(id);
		return false;
	}
	X509_set0_distinguishing_id(x, id);
	return true;
}

static bool
certificate_name(const char *name)
{
	const char *dot = strrchr(name, '.');

	return dot != NULL &&
	       (strcmp(dot, ".pem") == 0 || strcmp(dot, ".crt") == 0 ||
		   strcmp(dot, ".cer") == 0);
}

static bool
trust_add(
    struct trust *t, const char *folder, const char *name, struct err *err)
{
	char path[4096];
	struct cert *c;
	bool ok;

	snprintf(path, sizeof(path), "%s/%s", folder, name);
	if ((c = cert_read(path, err)) == NULL)
		return false;
	ok = x509_id(c->x509) && X509_STORE_add_cert(t->store, c->x509) == 1;
	cert_free(c); /* the store has its own reference */
	return ok || err_fail(err, ERR_BUSY, "busy", "trust: %s", path);
}

struct trust *
trust_open(const char *folder, struct err *err)
{
	struct trust *t = calloc(1, sizeof(*t));
	DIR *dir = NULL;
	struct dirent *e;
	bool ok = t != NULL;

	if (!ok)
		err_fail(err, ERR_BUSY, "busy", "trust: out of memory");
	if (!ok || folder == NULL || *folder == '\0')
		return t;
	if ((t->store = X509_STORE_new()) == NULL)
		ok = err_fail(err, ERR_BUSY, "busy", "trust: out of memory");
	else if ((dir = opendir(folder)) == NULL)
		ok = err_fail(
		    err, ERR_BUG, "trust", "%s: %s", folder, strerror(errno));
	while (ok && (e = readdir(dir)) != NULL)
		ok = !certificate_name(e->d_name) ||
		     trust_add(t, folder, e->d_name, err);
	if (dir != NULL)
		closedir(dir);
	if (ok)
		return t;
	trust_close(t);
	return NULL;
}

void
trust_close(struct trust *t)
{
	if (t == NULL)
		return;
	X509_STORE_free(t->store);
	free(t);
}

enum trust_answer
trust_ask(const struct trust *t, const struct cert *c, struct cert *const *more,
    size_t n, time_t when)
{
	X509_STORE_CTX *ctx;
	STACK_OF(X509) *between = NULL;
	bool ok;

	if (t->store == NULL)
		return TRUST_UNASKED;
	ctx = X509_STORE_CTX_new();
	between = sk_X509_new_null();
	ok = ctx != NULL && between != NULL && x509_id(c->x509);
	for (size_t i = 0; ok && i < n; i++)
		ok = x509_id(more[i]->x509) &&
		     sk_X509_push(between, more[i]->x509) > 0;
	ok = ok && X509_STORE_CTX_init(ctx, t->store, c->x509, between) == 1;
	if (ok) {
		X509_STORE_CTX_set_time(ctx, 0, when);
		X509_VERIFY_PARAM_set_flags(X509_STORE_CTX_get0_param(ctx),
		    X509_V_FLAG_PARTIAL_CHAIN); /* a leaf may be trusted */
		ok = X509_verify_cert(ctx) == 1;
	}
	X509_STORE_CTX_free(ctx);
	sk_X509_free(between);
	return ok ? TRUST_KNOWN : TRUST_UNKNOWN;
}
