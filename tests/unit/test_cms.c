/* test_cms.c: signed data, trust, DER: lib/sign. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <openssl/cms.h>
#include <openssl/err.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "keys.h"
#include "sign/cms.h"
#include "sign/der.h"
#include "sign/trust.h"

static const char content[] = "一份文件";

static void
made(const struct signer *s, struct buf *out)
{
	struct err err = {0};
	struct digest d;

	assert_true(digest_of(content, sizeof(content), &d));
	if (!cms_make(s, &d, 1750000000, out, &err))
		fail_msg("%s %s", err.code, err.detail);
}

/* Genuine, and over the content. */
static bool
holds(const struct buf *b, size_t n, struct err *err)
{
	struct digest d;
	struct cms c;
	bool ok;

	digest_of(content, sizeof(content), &d);
	ok = cms_read(b->data, n, &c, err) && cms_covers(&c, &d);
	cms_clear(&c);
	return ok;
}

static void
reads_what_it_made(void **state)
{
	(void)state;
	for (int a = 0; a < SIGN_ALGORITHMS; a++) {
		struct signer *s = signer_make((enum sign_algorithm)a, "甲");
		struct err err = {0};
		struct buf b = {0};
		struct cms c;

		made(s, &b);
		buf_add(&b, "\0\0\0", 3);
		if (!cms_read(b.data, b.len, &c, &err))
			fail_msg("%s %s", err.code, err.detail);
		assert_string_equal(
		    cert_fingerprint(c.cert), cert_fingerprint(signer_cert(s)));
		assert_int_equal(c.sm, a == SIGN_SM2_SM3);
		assert_true(c.names);
		assert_int_equal(c.at, a == SIGN_SM2_SM3 ? 1750000000 : 0);
		cms_clear(&c);
		assert_true(holds(&b, b.len, &err));
		buf_clear(&b);
		signer_close(s);
	}
}

/* OpenSSL's own reading, for the kinds that it knows. */
static void
is_valid_for_another_reader(void **state)
{
	(void)state;
	for (int a = SIGN_ECDSA_256; a < SIGN_ALGORITHMS; a++) {
		struct signer *s = signer_make((enum sign_algorithm)a, "甲");
		struct buf b = {0};
		const unsigned char *p;
		CMS_ContentInfo *cms;
		BIO *in = BIO_new_mem_buf(content, sizeof(content));
		X509_STORE *store = X509_STORE_new();
		const struct buf *der = cert_der(signer_cert(s));
		X509 *x;

		p = (const unsigned char *)der->data;
		X509_STORE_add_cert(
		    store, x = d2i_X509(NULL, &p, (long)der->len));
		made(s, &b);
		p = (const unsigned char *)b.data;
		cms = d2i_CMS_ContentInfo(NULL, &p, (long)b.len);
		assert_non_null(cms);
		if (CMS_verify(cms, NULL, store, in, NULL,
			CMS_BINARY | CMS_CADES) != 1)
			fail_msg(
			    "%s", ERR_reason_error_string(ERR_get_error()));
		X509_free(x);
		X509_STORE_free(store);
		CMS_ContentInfo_free(cms);
		BIO_free(in);
		buf_clear(&b);
		signer_close(s);
	}
}

/* Each byte altered: no longer read, or nothing that was signed has changed. */
static void
finds_each_altered_byte(void **state)
{
	(void)state;
	for (int a = 0; a < SIGN_ALGORITHMS; a++) {
		struct signer *s = signer_make((enum sign_algorithm)a, "甲");
		struct buf b = {0};
		size_t passed = 0;

		made(s, &b);
		for (size_t i = 0; i < b.len; i++) {
			struct err err = {0};

			b.data[i] ^= 0x20;
			passed += holds(&b, b.len, &err);
			b.data[i] ^= 0x20;
			assert_false(holds(&b, i, &err));
		}
		/* versions, SET of digests, content type outside */
		assert_in_range(passed, 0, 40);
		buf_clear(&b);
		signer_close(s);
	}
}

static void
refuses_more_than_signed_data(void **state)
{
	struct signer *s = signer_make(SIGN_SM2_SM3, "甲");
	struct err err = {0};
	struct buf b = {0};

	(void)state;
	made(s, &b);
	buf_addc(&b, 'x');
	assert_false(holds(&b, b.len, &err));
	assert_string_equal(err.code, "signature-form");
	buf_clear(&b);
	signer_close(s);
}

static void
trusts_only_the_folder(void **state)
{
	char dir[] = "/tmp/kuaibao-trust-XXXXXX", path[64], bad[64];
	EVP_PKEY *ca = key_make(SIGN_SM2_SM3), *key = key_make(SIGN_SM2_SM3);
	X509 *root = x509_make(ca, "根", ca, NULL, -1000, 10000);
	X509 *leaf = x509_make(key, "甲", ca, root, -1000, 1000);
	X509 *forged = x509_make(key, "甲", key, root, -1000, 1000);
	struct cert *c = cert_make(leaf), *f = cert_make(forged);
	time_t now = time(NULL);
	struct err err = {0};
	struct trust *t;

	(void)state;
	assert_non_null(mkdtemp(dir));
	snprintf(path, sizeof(path), "%s/root.pem", dir);
	pem_write(path, ca, root);
	assert_non_null(t = trust_open(dir, &err));
	assert_int_equal(trust_ask(t, c, NULL, 0, now), TRUST_KNOWN);
	assert_int_equal(trust_ask(t, c, NULL, 0, now + 5000), TRUST_UNKNOWN);
	assert_int_equal(trust_ask(t, f, NULL, 0, now), TRUST_UNKNOWN);
	trust_close(t);
	unlink(path);
	assert_non_null(t = trust_open(dir, &err));
	assert_int_equal(trust_ask(t, c, NULL, 0, now), TRUST_UNKNOWN);
	trust_close(t);
	assert_non_null(t = trust_open(NULL, &err));
	assert_int_equal(trust_ask(t, c, NULL, 0, now), TRUST_UNASKED);
	trust_close(t);
	snprintf(bad, sizeof(bad), "%s/none", dir);
	assert_null(trust_open(bad, &err));
	rmdir(dir);
	cert_free(c);
	cert_free(f);
	X509_free(root);
	X509_free(leaf);
	X509_free(forged);
	EVP_PKEY_free(ca);
	EVP_PKEY_free(key);
}

static void
reads_only_the_shortest_lengths(void **state)
{
	static const struct {
		const char *bytes;
		size_t n;
	} bad[] = {{"\x30\x80\x00\x00", 4}, {"\x30\x81\x01\x00", 4},
	    {"\x30\x82\x00\x80", 4}, {"\x30\x02\x00", 3}, {"\x30", 1},
	    {"\x30\x85\x01\x00\x00\x00\x00", 7}, {"\x3f\x81\x01\x00", 4}};
	struct der in;

	(void)state;
	for (size_t i = 0; i < sizeof(bad) / sizeof(*bad); i++) {
		in = der_of(bad[i].bytes, bad[i].n);
		der_whole(&in);
		assert_true(in.failed);
	}
	in = der_of("\x17\x0d"
		    "250615150640Z",
	    15);
	assert_int_equal(der_read_time(&in), 1750000000);
	in = der_of("\x18\x0f"
		    "20250615150640Z\x02\x01\x05",
	    20);
	assert_int_equal(der_read_time(&in), 1750000000);
	assert_int_equal(der_read_integer(&in), 5);
	assert_false(in.failed);
	der_read_integer(&in);
	assert_true(in.failed);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(reads_what_it_made),
	    cmocka_unit_test(is_valid_for_another_reader),
	    cmocka_unit_test(finds_each_altered_byte),
	    cmocka_unit_test(refuses_more_than_signed_data),
	    cmocka_unit_test(trusts_only_the_folder),
	    cmocka_unit_test(reads_only_the_shortest_lengths),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
