/* sm2.c: SM2 verified with multiples of the key's point that are made once
 * (GB/T 32918.2 7.1): OpenSSL 3.0 does it at the speed of any curve. The
 * points' arithmetic is OpenSSL's. Nothing secret is in it: time may differ. */
#include <openssl/core_names.h>
#include <openssl/ec.h>
#include <stdlib.h>
#include <string.h>

#include "sign/digest.h"
#include "sign/private.h"

enum {
	OFTEN = 16, /* so many verifications cost what the tables do */
	TEETH = 6,
	WIDTH = 43, /* TEETH * WIDTH bits hold a scalar */
	SUMS = 1 << TEETH,
	SIZE = 32 /* bytes of a coordinate */
};

/* A comb (Lim, Lee 1994): sums[b] is the sum of those 2^(WIDTH * i) multiples
 * of a point whose bit i is set in b. */
struct comb {
	EC_POINT *sums[SUMS];
};

struct sm2 {
	const EVP_PKEY *key;
	unsigned uses;
	EC_GROUP *group; /* NULL: no tables yet */
	BN_CTX *ctx;
	struct comb base, own;
	unsigned char za[DIGEST_SIZE]; /* digest of id, curve and key */
};

struct sm2 *
sm2_new(const EVP_PKEY *key)
{
	struct sm2 *k = calloc(1, sizeof(*k));

	if (k != NULL)
		k->key = key;
	return k;
}

static void
tables_clear(struct sm2 *k)
{
	for (int i = 0; i < SUMS; i++) {
		EC_POINT_free(k->base.sums[i]);
		EC_POINT_free(k->own.sums[i]);
	}
	EC_GROUP_free(k->group);
	BN_CTX_free(k->ctx);
	*k = (struct sm2){.key = k->key};
}

void
sm2_free(struct sm2 *k)
{
	if (k == NULL)
		return;
	tables_clear(k);
	free(k);
}

/* With Z = 1 a point is added in two thirds of the time. */
static bool
make_affine(const struct sm2 *k, EC_POINT *p)
{
	BIGNUM *x, *y;
	bool ok;

	BN_CTX_start(k->ctx);
	x = BN_CTX_get(k->ctx);
	y = BN_CTX_get(k->ctx);
	ok = y != NULL &&
	     EC_POINT_get_affine_coordinates(k->group, p, x, y, k->ctx) == 1 &&
	     EC_POINT_set_affine_coordinates(k->group, p, x, y, k->ctx) == 1;
	BN_CTX_end(k->ctx);
	return ok;
}

/* q := 2^n times p. */
static bool
shift(const struct sm2 *k, EC_POINT *q, const EC_POINT *p, int n)
{
	bool ok = EC_POINT_copy(q, p) == 1;

	while (ok && n-- > 0)
		ok = EC_POINT_dbl(k->group, q, q, k->ctx) == 1;
	return ok;
}

/* No sum is the point at infinity: each is less than the order times p. */
static bool
comb_make(const struct sm2 *k, struct comb *c, const EC_POINT *p)
{
	EC_POINT **s = c->sums;
	bool ok = true;

	for (int b = 1, high = 1; ok && b < SUMS; b++) {
		if (b == 2 * high)
			high = b;
		ok = (s[b] = EC_POINT_new(k->group)) != NULL &&
		     (b == 1         ? shift(k, s[b], p, 0)
			 : b == high ? shift(k, s[b], s[b / 2], WIDTH)
				     : EC_POINT_add(k->group, s[b], s[high],
					   s[b - high], k->ctx) == 1) &&
		     make_affine(k, s[b]);
	}
	return ok;
}

static bool
add_point(const struct sm2 *k, struct digester *d, const EC_POINT *p)
{
	unsigned char b[1 + 2 * SIZE];
	bool ok = EC_POINT_point2oct(k->group, p, POINT_CONVERSION_UNCOMPRESSED,
		      b, sizeof(b), k->ctx) == sizeof(b);

	digester_add(d, b + 1, sizeof(b) - 1);
	return ok;
}

/* Z of GB/T 32918.2 5.5. */
static bool
identify(struct sm2 *k, struct digester *d, const EC_POINT *p)
{
	static const unsigned char bits[2] = {0, 8 * (sizeof(SIGN_SM2_ID) - 1)};
	unsigned char ab[2 * SIZE];
	struct digest out;
	BIGNUM *a, *b;
	bool ok;

	BN_CTX_start(k->ctx);
	a = BN_CTX_get(k->ctx);
	b = BN_CTX_get(k->ctx);
	ok = b != NULL &&
	     EC_GROUP_get_curve(k->group, NULL, a, b, k->ctx) == 1 &&
	     BN_bn2binpad(a, ab, SIZE) == SIZE &&
	     BN_bn2binpad(b, ab + SIZE, SIZE) == SIZE;
	BN_CTX_end(k->ctx);
	digester_add(d, bits, sizeof(bits));
	digester_add(d, SIGN_SM2_ID, sizeof(SIGN_SM2_ID) - 1);
	digester_add(d, ab, sizeof(ab));
	ok = ok && add_point(k, d, EC_GROUP_get0_generator(k->group)) &&
	     add_point(k, d, p) && digester_end(d, &out);
	memcpy(k->za, out.sm3, DIGEST_SIZE);
	return ok;
}

static bool
tables_make(struct sm2 *k)
{
	struct digester *d = digester_new_one(DIGEST_SM3);
	unsigned char b[1 + 2 * SIZE];
	EC_POINT *p = NULL;
	size_t n = 0;
	bool ok;

	k->group = EC_GROUP_new_by_curve_name(NID_sm2);
	k->ctx = BN_CTX_new();
	ok = d != NULL && k->group != NULL && k->ctx != NULL &&
	     (p = EC_POINT_new(k->group)) != NULL &&
	     EVP_PKEY_get_octet_string_param(
		 k->key, OSSL_PKEY_PARAM_PUB_KEY, b, sizeof(b), &n) == 1 &&
	     EC_POINT_oct2point(k->group, p, b, n, k->ctx) == 1 &&
	     identify(k, d, p) && comb_make(k, &k->own, p) &&
	     comb_make(k, &k->base, EC_GROUP_get0_generator(k->group));
	EC_POINT_free(p);
	digester_free(d);
	return ok;
}

bool
sm2_ready(struct sm2 *k)
{
	if (k->group == NULL && ++k->uses == OFTEN && !tables_make(k))
		tables_clear(k); /* counts anew */
	return k->group != NULL;
}

static int
column(const BIGNUM *scalar, int i)
{
	int b = 0;

	for (int t = 0; t < TEETH; t++)
		b |= BN_is_bit_set(scalar, i + t * WIDTH) << t;
	return b;
}

/* x := that coordinate of s * G + t * P. */
static bool
multiply(const struct sm2 *k, const BIGNUM *s, const BIGNUM *t, BIGNUM *x)
{
	EC_POINT *q = EC_POINT_new(k->group);
	bool ok = q != NULL && EC_POINT_set_to_infinity(k->group, q) == 1;

	for (int i = WIDTH - 1; ok && i >= 0; i--) {
		const EC_POINT *a = k->base.sums[column(s, i)];
		const EC_POINT *b = k->own.sums[column(t, i)];

		ok =
		    EC_POINT_dbl(k->group, q, q, k->ctx) == 1 &&
		    (a == NULL ||
			EC_POINT_add(k->group, q, q, a, k->ctx) == 1) &&
		    (b == NULL || EC_POINT_add(k->group, q, q, b, k->ctx) == 1);
	}
	ok = ok &&
	     EC_POINT_get_affine_coordinates(k->group, q, x, NULL, k->ctx) == 1;
	EC_POINT_free(q);
	return ok;
}

static bool
digest_message(const struct sm2 *k, const void *p, size_t n, BIGNUM *e)
{
	struct digester *d = digester_new_one(DIGEST_SM3);
	struct digest out;
	bool ok = d != NULL;

	if (ok) {
		digester_add(d, k->za, sizeof(k->za));
		digester_add(d, p, n);
		ok = digester_end(d, &out) &&
		     BN_bin2bn(out.sm3, DIGEST_SIZE, e) != NULL;
	}
	digester_free(d);
	return ok;
}

/* Whether R = (e + x) mod n is r; 0 < r, s < n, and (r + s) mod n is not 0. */
static bool
check(const struct sm2 *k, const void *p, size_t n, const BIGNUM *r,
    const BIGNUM *s)
{
	const BIGNUM *order = EC_GROUP_get0_order(k->group);
	BIGNUM *t, *x, *e;
	bool ok;

	BN_CTX_start(k->ctx);
	t = BN_CTX_get(k->ctx);
	x = BN_CTX_get(k->ctx);
	e = BN_CTX_get(k->ctx);
	ok = e != NULL && !BN_is_negative(r) && !BN_is_zero(r) &&
	     BN_cmp(r, order) < 0 && !BN_is_negative(s) && !BN_is_zero(s) &&
	     BN_cmp(s, order) < 0 && BN_mod_add(t, r, s, order, k->ctx) == 1 &&
	     !BN_is_zero(t) && multiply(k, s, t, x) &&
	     digest_message(k, p, n, e) &&
	     BN_mod_add(e, e, x, order, k->ctx) == 1 && BN_cmp(e, r) == 0;
	BN_CTX_end(k->ctx);
	return ok;
}

bool
sm2_verify(const struct sm2 *k, const void *p, size_t n, const void *signature,
    size_t signature_n)
{
	const unsigned char *at = signature;
	unsigned char *der = NULL;
	ECDSA_SIG *sig = d2i_ECDSA_SIG(NULL, &at, (long)signature_n);
	/* one spelling only */
	bool ok = sig != NULL && i2d_ECDSA_SIG(sig, &der) == (int)signature_n &&
		  memcmp(der, signature, signature_n) == 0 &&
		  check(k, p, n, ECDSA_SIG_get0_r(sig), ECDSA_SIG_get0_s(sig));

	OPENSSL_free(der);
	ECDSA_SIG_free(sig);
	return ok;
}
