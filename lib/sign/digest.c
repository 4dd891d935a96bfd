/* digest.c: see digest.h. */
#include "sign/digest.h"

#include <gcrypt.h>
#include <openssl/evp.h>
#include <stdlib.h>
#include <string.h>

/* SM3 is libgcrypt's, in assembly: OpenSSL 3.0 has it in C. */
struct digester {
	EVP_MD_CTX *sha256; /* NULL: that one is not asked for */
	gcry_md_hd_t sm3;   /* the same */
	EVP_MD *sha256_md;
	bool begun, failed;
};

/* The library's secure memory is for keys, and none is given to it. */
static bool
sm3_open(gcry_md_hd_t *sm3)
{
	if (!gcry_control(GCRYCTL_INITIALIZATION_FINISHED_P)) {
		if (gcry_check_version(GCRYPT_VERSION) == NULL)
			return false;
		gcry_control(GCRYCTL_DISABLE_SECMEM, 0);
		gcry_control(GCRYCTL_INITIALIZATION_FINISHED, 0);
	}
	return gcry_md_open(sm3, GCRY_MD_SM3, 0) == 0;
}

static struct digester *
digester_make(unsigned kinds)
{
	struct digester *d = calloc(1, sizeof(*d));
	bool ok = d != NULL;

	if (ok && kinds & DIGEST_SHA256) {
		d->sha256_md = EVP_MD_fetch(NULL, "SHA256", NULL);
		d->sha256 = EVP_MD_CTX_new();
		ok = d->sha256_md != NULL && d->sha256 != NULL;
	}
	if (ok && kinds & DIGEST_SM3)
		ok = sm3_open(&d->sm3);
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
		gcry_md_reset(d->sm3);
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
			gcry_md_write(d->sm3, p, k);
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
		memcpy(out->sm3, gcry_md_read(d->sm3, 0), DIGEST_SIZE);
	return !d->failed;
}

void
digester_free(struct digester *d)
{
	if (d == NULL)
		return;
	EVP_MD_CTX_free(d->sha256);
	EVP_MD_free(d->sha256_md);
	gcry_md_close(d->sm3);
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
