/* digest.c: see digest.h. */
#include "sign/digest.h"

#include <openssl/evp.h>
#include <stdlib.h>

struct digester {
	EVP_MD_CTX *sha256, *sm3; /* NULL: that one is not asked for */
	EVP_MD *sha256_md, *sm3_md;
	bool begun, failed;
};

static bool
kind_open(const char *name, EVP_MD **md, EVP_MD_CTX **ctx)
{
	*md = EVP_MD_fetch(NULL, name, NULL);
	*ctx = EVP_MD_CTX_new();
	return *md != NULL && *ctx != NULL;
}

static struct digester *
digester_make(unsigned kinds)
{
	struct digester *d = calloc(1, sizeof(*d));
	bool ok = d != NULL;

	if (ok && kinds & DIGEST_SHA256)
		ok = kind_open("SHA256", &d->sha256_md, &d->sha256);
	if (ok && kinds & DIGEST_SM3)
		ok = kind_open("SM3", &d->sm3_md, &d->sm3);
	if (ok)
		return d;
	digester_free(d);
	return NULL;
}

struct digester *
digester_new(void)
{
	return digester_make(DIGEST_SHA256 | DIGEST_SM3);
}

struct digester *
digester_new_one(enum digest_kind kind)
{
	return digester_make(kind);
}

static void
digester_begin(struct digester *d)
{
	d->begun = true;
	d->failed = false;
	if (d->sha256 != NULL)
		d->failed =
		    EVP_DigestInit_ex2(d->sha256, d->sha256_md, NULL) != 1;
	if (d->sm3 != NULL)
		d->failed |= EVP_DigestInit_ex2(d->sm3, d->sm3_md, NULL) != 1;
}

void
digester_add(struct digester *d, const void *bytes, size_t n)
{
	enum { PIECE = 16384 }; /* stays in the cache for the second */
	const unsigned char *p = bytes;

	if (!d->begun)
		digester_begin(d);
	for (size_t k; n > 0 && !d->failed; p += k, n -= k) {
		k = n < PIECE ? n : PIECE;
		if (d->sha256 != NULL)
			d->failed = EVP_DigestUpdate(d->sha256, p, k) != 1;
		if (d->sm3 != NULL)
			d->failed |= EVP_DigestUpdate(d->sm3, p, k) != 1;
	}
}

bool
digester_end(struct digester *d, struct digest *out)
{
	if (!d->begun)
		digester_begin(d);
	d->begun = false;
	*out = (struct digest){0};
	if (d->sha256 != NULL)
		d->failed |=
		    EVP_DigestFinal_ex(d->sha256, out->sha256, NULL) != 1;
	if (d->sm3 != NULL)
		d->failed |= EVP_DigestFinal_ex(d->sm3, out->sm3, NULL) != 1;
	return !d->failed;
}

void
digester_free(struct digester *d)
{
	if (d == NULL)
		return;
	EVP_MD_CTX_free(d->sha256);
	EVP_MD_CTX_free(d->sm3);
	EVP_MD_free(d->sha256_md);
	EVP_MD_free(d->sm3_md);
	free(d);
}

bool
digest_of(const void *bytes, size_t n, struct digest *out)
{
	struct digester *d = digester_new();
	bool ok = false;

	if (d != NULL) {
		digester_add(d, bytes, n);
		ok = digester_end(d, out);
	}
	digester_free(d);
	return ok;
}
