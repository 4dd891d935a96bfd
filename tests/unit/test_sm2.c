/* test_sm2.c: SM2 with tables gives OpenSSL's verdict: lib/sign/sm2.c. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <openssl/ec.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "keys.h"
#include "sign/private.h"

static bool
by_openssl(const struct cert *c, const void *p, size_t n, const void *sig,
    size_t sig_n)
{
	EVP_MD_CTX *md = EVP_MD_CTX_new();
	bool ok = EVP_MD_CTX_copy_ex(md, c->verify.md) == 1 &&
		  EVP_DigestVerify(md, sig, sig_n, p, n) == 1;

	EVP_MD_CTX_free(md);
	return ok;
}

static void
make_ready(const struct cert *c)
{
	int n = 0;

	while (!sm2_ready(c->sm2))
		assert_true(n++ < 100);
}

static bool
same(const struct cert *c, const void *p, size_t n, const void *sig, size_t m)
{
	bool ok = sm2_verify(c->sm2, p, n, sig, m);

	assert_int_equal(ok, by_openssl(c, p, n, sig, m));
	return ok;
}

static void
takes_what_openssl_takes(void **state)
{
	unsigned seed = 1;
	char text[80];
	struct err err = {0};

	(void)state;
	for (int key = 0; key < 4; key++) {
		struct signer *s = signer_make(SIGN_SM2_SM3, "样例");
		const struct cert *c = signer_cert(s);
		struct buf sig = {0};

		make_ready(c);
		for (int i = 0; i < 50; i++) {
			size_t n = (size_t)snprintf(
			    text, sizeof(text), "%d %d", key, rand_r(&seed));
			size_t at;

			buf_empty(&sig);
			assert_true(signer_sign(s, text, n, &sig, &err));
			assert_true(same(c, text, n, sig.data, sig.len));
			assert_false(same(c, text, n - 1, sig.data, sig.len));
			at = (size_t)rand_r(&seed) % sig.len;
			sig.data[at] ^= (char)(1 << i % 8);
			assert_false(same(c, text, n, sig.data, sig.len));
		}
		buf_clear(&sig);
		signer_close(s);
	}
}

/* r and s out of their range, sums that vanish, other spellings. */
static void
refuses_what_no_signature_is(void **state)
{
	struct signer *s = signer_make(SIGN_SM2_SM3, "样例");
	const struct cert *c = signer_cert(s);
	EC_GROUP *g = EC_GROUP_new_by_curve_name(NID_sm2);
	const BIGNUM *order = EC_GROUP_get0_order(g);
	BIGNUM *odd[6];
	unsigned char *der;
	int n;

	(void)state;
	make_ready(c);
	for (int i = 0; i < 6; i++)
		odd[i] = BN_new();
	BN_set_word(odd[1], 1);
	BN_copy(odd[2], order);
	BN_sub(odd[3], order, odd[1]);
	BN_add(odd[4], order, odd[1]);
	BN_set_word(odd[5], 1);
	BN_set_negative(odd[5], 1);
	for (int i = 0; i < 36; i++) {
		ECDSA_SIG *sig = ECDSA_SIG_new();

		ECDSA_SIG_set0(sig, BN_dup(odd[i / 6]), BN_dup(odd[i % 6]));
		der = NULL;
		n = i2d_ECDSA_SIG(sig, &der);
		assert_false(same(c, "m", 1, der, (size_t)n));
		assert_false(same(c, "m", 1, der, (size_t)n - 1));
		OPENSSL_free(der);
		ECDSA_SIG_free(sig);
	}
	for (int i = 0; i < 6; i++)
		BN_free(odd[i]);
	EC_GROUP_free(g);
	assert_false(same(c, "m", 1, "", 0));
	signer_close(s);
}

/* The same number with a zero before it, and a byte behind the end. */
static void
takes_one_spelling(void **state)
{
	struct signer *s = signer_make(SIGN_SM2_SM3, "样例");
	const struct cert *c = signer_cert(s);
	struct buf sig = {0}, other = {0};
	struct err err = {0};

	(void)state;
	make_ready(c);
	assert_true(signer_sign(s, "m", 1, &sig, &err));
	buf_add(&other, sig.data, 2);
	other.data[1]++;
	buf_add(&other, sig.data + 2, 2);
	other.data[3]++;
	buf_add(&other, "", 1);
	buf_add(&other, sig.data + 4, sig.len - 4);
	assert_false(same(c, "m", 1, other.data, other.len));
	buf_add(&sig, "", 1);
	assert_false(same(c, "m", 1, sig.data, sig.len));
	assert_true(same(c, "m", 1, sig.data, sig.len - 1));
	buf_clear(&other);
	buf_clear(&sig);
	signer_close(s);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(takes_what_openssl_takes),
	    cmocka_unit_test(refuses_what_no_signature_is),
	    cmocka_unit_test(takes_one_spelling),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
