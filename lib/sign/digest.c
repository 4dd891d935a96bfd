/* digest.c: see digest.h. */
#include "sign/digest.h"

#include <openssl/evp.h>
#include <stdlib.h>

struct digester {
	EVP_MD_CTX *sha256, *sm3;
	EVP_MD *sha256_md, *sm3_md;
	bool begun, failed;
};

struct digester *
digester_new(void)
{
	struct digester *d = calloc(1, sizeof(*d));

	if (d == NULL)
		return NULL;
	d->sha256 = EVP_MD_CTX_new();
	d->sm3 = EVP_MD_CTX_new();
	d->sha256_md = EVP_MD_fetch(NULL, "SHA256", NULL);
	d->sm3_md = EVP_MD_fetch(NULL, "SM3", NULL);
	if (d->sha256 && d->sm3 && d->sha256_md && d->sm3_md)
		return d;
	digester_free(d);
	return NULL;
}

static void
digester_begin(struct digester *d)
{
	d->failed = EVP_DigestInit_ex2(d->sha256, d->sha256_md, NULL) != 1 ||
		    EVP_DigestInit_ex2(d->sm3, d->sm3_md, NULL) != 1;
	d->begun = true;
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
		d->failed = EVP_DigestUpdate(d->sha256, p, k) != 1 ||
			    EVP_DigestUpdate(d->sm3, p, k) != 1;
	}
}

bool
digester_end(struct digester *d, struct digest *out)
{
	if (!d->begun)
		digester_begin(d);
	d->begun = false;
	return !d->failed &&
	       EVP_DigestFinal_ex(d->sha256, out->sha256, NULL) == 1 &&
	       EVP_DigestFinal_ex(d->sm3, out->sm3, NULL) == 1;
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
