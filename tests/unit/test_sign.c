/* test_sign.c: digests, keys, certificates: lib/sign. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <unistd.h>

#include "base/hex.h"
#include "keys.h"
#include "sign/digest.h"

static void
is_hex(const unsigned char *got, const char *wanted)
{
	char hex[65];

	hex_put(got, DIGEST_SIZE, hex);
	assert_string_equal(hex, wanted);
}

/* GB/T 32905-2016 annex A; FIPS 180-2 B. */
static void
digests_known_messages(void **state)
{
	struct digester *d = digester_new();
	struct digest out;

	(void)state;
	assert_true(digest_of("abc", 3, &out));
	is_hex(out.sm3, "66c7f0f462eeedd9d1f2d46bdc10e4e2"
			"4167c4875cf2f7a2297da02b8f4ba8e0");
	is_hex(out.sha256, "ba7816bf8f01cfea414140de5dae2223"
			   "b00361a396177a9cb410ff61f20015ad");
	for (int twice = 0; twice < 2; twice++) {
		for (int i = 0; i < 16; i++)
			digester_add(d, "abcd", 4);
		assert_true(digester_end(d, &out));
		is_hex(out.sm3, "debe9ff92275b8a138604889c18e5a4d"
				"6fdb70e5387e5765293dcba39c0c5732");
	}
	assert_true(digester_end(d, &out));
	is_hex(out.sm3, "1ab21d8355cfa17f8e61194831e81a8f"
			"22bec8c728fefb747ed035eb5082aa2b");
	digester_free(d);
}

/* A certificate of the SM2 public key of that point, in hexadecimal. */
static struct cert *
cert_of_point(const char *point)
{
	EVP_PKEY *ca = key_make(SIGN_SM2_SM3), *key = NULL;
	EVP_PKEY_CTX *ctx = EVP_PKEY_CTX_new_from_name(NULL, "SM2", NULL);
	char group[] = "SM2";
	unsigned char q[65];
	OSSL_PARAM params[] = {OSSL_PARAM_construct_utf8_string(
				   OSSL_PKEY_PARAM_GROUP_NAME, group, 0),
	    OSSL_PARAM_construct_octet_string(
		OSSL_PKEY_PARAM_PUB_KEY, q, sizeof(q)),
	    OSSL_PARAM_END};
	struct cert *c;
	X509 *x;

	assert_true(hex_get(point, q, sizeof(q)));
	assert_int_equal(EVP_PKEY_fromdata_init(ctx), 1);
	assert_int_equal(
	    EVP_PKEY_fromdata(ctx, &key, EVP_PKEY_PUBLIC_KEY, params), 1);
	x = x509_make(key, "甲", ca, NULL, -60, 60);
	c = cert_make(x);
	X509_free(x);
	EVP_PKEY_CTX_free(ctx);
	EVP_PKEY_free(key);
	EVP_PKEY_free(ca);
	return c;
}

/* GB/T 32918.5-2017 annex A: the public key and the signature of a message. */
static void
verifies_the_signature_of_the_standard(void **state)
{
	static const char point[] =
	    "0409f9df311e5421a150dd7d161e4bc5c672179fad1833fc076bb08ff356f35020"
	    "ccea490ce26775a52dc6ea718cc1aa600aed05fbf35e084a6632f6072da9ad13";
	static const char der[] =
	    "3046022100f5a03b0648d2c4630eeac513e1bb81a15944da3827d5b74143ac7e"
	    "aceee720b3022100b1b6aa29df212fd8763182bc0d421ca1bb9038fd1f7f42d4"
	    "840b69c485bbc1aa";
	struct cert *c = cert_of_point(point);
	struct err err = {0};
	unsigned char sig[72];

	(void)state;
	assert_true(hex_get(der, sig, sizeof(sig)));
	assert_int_equal(cert_algorithm(c), SIGN_SM2_SM3);
	assert_true(cert_verify(c, "message digest", 14, sig, 72, &err));
	assert_false(cert_verify(c, "message digesT", 14, sig, 72, &err));
	assert_string_equal(err.code, "signature");
	cert_free(c);
}

/* Made by npm's sm-crypto 0.3.13, an implementation of its own. */
static void
verifies_another_programs_signature(void **state)
{
	static const char text[] = "快速协同保护 kuaibao";
	static const char point[] =
	    "048b1684d082d4a34c1d410cace4c629075b0bd10dd266d13b10723abfae0391b1"
	    "cb4785e424342336271abc75980bf530bb590c2f7c84ba501a8994a973673bb6";
	static const char der[] =
	    "30450220431a54ee4a020d571c564bc561a03da483a120fcb9962b14986523ab"
	    "d1c6534602210084370d9d2bceb8e4b552df1eb70825cdd9ad3ed2c73ff7fa53"
	    "0bb460070a1005";
	struct cert *c = cert_of_point(point);
	struct err err = {0};
	unsigned char sig[71];
	struct digest d;

	(void)state;
	assert_true(hex_get(der, sig, sizeof(sig)));
	assert_true(
	    cert_verify(c, text, sizeof(text) - 1, sig, sizeof(sig), &err));
	assert_false(
	    cert_verify(c, text, sizeof(text) - 2, sig, sizeof(sig), &err));
	assert_true(digest_of(text, sizeof(text) - 1, &d));
	is_hex(d.sm3, "709efc0be8067035550c786fbb47cda7"
		      "0f41b2a5d67a6d9a264a02367b0b1435");
	cert_free(c);
}

static void
signs_and_verifies(enum sign_algorithm a)
{
	struct signer *s = signer_make(a, "国家知识产权局（样例）");
	const struct cert *c = signer_cert(s);
	struct err err = {0};
	struct buf sig = {0};

	assert_int_equal(cert_algorithm(c), a);
	assert_string_equal(cert_subject(c), "CN=国家知识产权局（样例）,C=CN");
	assert_int_equal(strlen(cert_fingerprint(c)), 64);
	assert_true(signer_sign(s, "文件", 6, &sig, &err));
	assert_true(cert_verify(c, "文件", 6, sig.data, sig.len, &err));
	assert_false(cert_verify(c, "文件", 5, sig.data, sig.len, &err));
	err_clear(&err);
	sig.data[sig.len - 1] ^= 1;
	assert_false(cert_verify(c, "文件", 6, sig.data, sig.len, &err));
	err_clear(&err);
	assert_false(cert_verify(c, "文件", 6, sig.data, 0, &err));
	buf_clear(&sig);
	signer_close(s);
}

static void
signs_with_each_algorithm(void **state)
{
	(void)state;
	for (int a = 0; a < SIGN_ALGORITHMS; a++)
		signs_and_verifies((enum sign_algorithm)a);
}

/* The same signature under another id, as careless programs make it. */
static void
refuses_an_sm2_signature_under_another_id(void **state)
{
	struct err err = {0};
	EVP_PKEY *key = key_make(SIGN_SM2_SM3);
	X509 *x = x509_make(key, "甲", key, NULL, -60, 60);
	struct cert *c = cert_make(x);
	EVP_PKEY_CTX *ctx = EVP_PKEY_CTX_new(key, NULL);
	EVP_MD_CTX *md = EVP_MD_CTX_new();
	unsigned char sig[80];
	size_t n = sizeof(sig);

	(void)state;
	EVP_PKEY_CTX_set1_id(ctx, "8765432187654321", 16);
	EVP_MD_CTX_set_pkey_ctx(md, ctx);
	assert_int_equal(EVP_DigestSignInit(md, NULL, EVP_sm3(), NULL, key), 1);
	assert_int_equal(
	    EVP_DigestSign(md, sig, &n, (const unsigned char *)"a", 1), 1);
	assert_false(cert_verify(c, "a", 1, sig, n, &err));
	assert_string_equal(err.code, "signature");
	EVP_MD_CTX_free(md);
	EVP_PKEY_CTX_free(ctx);
	cert_free(c);
	X509_free(x);
	EVP_PKEY_free(key);
}

static void
tells_when_a_certificate_is_valid(void **state)
{
	struct err err = {0};
	EVP_PKEY *key = key_make(SIGN_ECDSA_256);
	X509 *x = x509_make(key, "甲", key, NULL, -1000, 1000);
	struct cert *c = cert_make(x);
	time_t now = time(NULL);

	(void)state;
	assert_true(cert_valid_at(c, now, &err));
	assert_false(cert_valid_at(c, now + 2000, &err));
	assert_string_equal(err.code, "cert-expired");
	err_clear(&err);
	assert_false(cert_valid_at(c, now - 2000, &err));
	assert_string_equal(err.code, "cert-early");
	cert_free(c);
	X509_free(x);
	EVP_PKEY_free(key);
}

static void
refuses_what_is_no_certificate(void **state)
{
	static const char cut[] = "-----BEGIN CERTIFICATE-----\nMIIB\n"
				  "-----END CERTIFICATE-----\n";
	static const char *const bad[] = {
	    "", "0", "-----BEGIN CERTIFICATE-----", "\x30\x80\x00\x00", cut};
	EVP_PKEY *weak = EVP_EC_gen("secp384r1");
	X509 *x = x509_make(weak, "甲", weak, NULL, -60, 60);
	unsigned char *der = NULL;
	int n = i2d_X509(x, &der);
	struct err err = {0};

	(void)state;
	for (size_t i = 0; i < sizeof(bad) / sizeof(*bad); i++) {
		assert_null(cert_parse(bad[i], strlen(bad[i]), &err));
		assert_string_equal(err.code, "certificate");
		err_clear(&err);
	}
	assert_null(cert_parse(der, (size_t)n, &err));
	OPENSSL_free(der);
	X509_free(x);
	EVP_PKEY_free(weak);
}

static void
refuses_a_key_of_another_certificate(void **state)
{
	char path[] = "/tmp/kuaibao-key-XXXXXX";
	struct err err = {0};
	EVP_PKEY *a = key_make(SIGN_ECDSA_256), *b = key_make(SIGN_ECDSA_256);
	X509 *x = x509_make(a, "甲", a, NULL, -60, 60);

	(void)state;
	close(mkstemp(path));
	pem_write(path, b, x);
	assert_null(signer_open(path, &err));
	assert_string_equal(err.code, "sign-key");
	unlink(path);
	err_clear(&err);
	assert_null(signer_open(path, &err));
	assert_int_equal(err.kind, ERR_NOTFOUND);
	X509_free(x);
	EVP_PKEY_free(a);
	EVP_PKEY_free(b);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(digests_known_messages),
	    cmocka_unit_test(verifies_the_signature_of_the_standard),
	    cmocka_unit_test(verifies_another_programs_signature),
	    cmocka_unit_test(signs_with_each_algorithm),
	    cmocka_unit_test(refuses_an_sm2_signature_under_another_id),
	    cmocka_unit_test(tells_when_a_certificate_is_valid),
	    cmocka_unit_test(refuses_what_is_no_certificate),
	    cmocka_unit_test(refuses_a_key_of_another_certificate),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
