/* test_signed.c: letters signed, sealed, altered, verified: lib/draw. */
#include "tests/unit/letter.h"

#include "base/pack.h"
#include "base/unzip.h"
#include "draw/ofd_sign.h"
#include "draw/sample.h"
#include "draw/signed.h"
#include "draw/verify.h"
#include "sign/ses.h"
#include "tests/unit/keys.h"

#define ORGAN "国家知识产权局"

static const char one[] = HEAD("document",
    "国知发保字〔2026〕1号") "<body><p>现予批复。</p></body>"
			     "<sign><organ seal=''>" ORGAN
			     "</organ><date>2026-03-05</date></sign>"
			     "</letter>";
static const char two[] = HEAD("document",
    "国知发保字〔2026〕2号") "<body><p>现予批复。</p></body>"
			     "<sign><organ seal=''>" ORGAN
			     "</organ><organ seal=''>山东省知识产权局"
			     "</organ><date>2026-03-05</date></sign></letter>";

static struct trust *nobody;

/* A sample seal of the signer's, made by itself. */
static struct seal *
seal_make(const struct signer *s)
{
	struct err err = {0};
	struct buf png = {0}, esl = {0};
	struct ses_plan plan = {.id = "SAMPLE-1",
	    .name = "样章 " ORGAN,
	    .png = &png,
	    .mm = 42,
	    .from = 1600000000,
	    .until = 2000000000};
	struct seal *seal;

	assert_true(sample_seal(fonts, ORGAN, &png, &err));
	assert_true(ses_seal_make(&plan, s, signer_cert(s), &esl, &err));
	seal = seal_open(esl.data, esl.len, &err);
	if (seal == NULL)
		fail_msg("%s %s", err.code, err.detail);
	buf_clear(&png);
	buf_clear(&esl);
	return seal;
}

/* The letter with n seals of one key. */
static void
sign(
    const char *xml, size_t n, enum sign_algorithm a, bool pdf, struct buf *out)
{
	struct layout *l = set(xml);
	struct signer *key = signer_make(a, ORGAN);
	struct seal *seal = seal_make(key);
	struct sealing s[2] = {{key, seal, ORGAN}, {key, seal, ORGAN}};
	struct err err = {0};

	if (!(pdf ? signed_pdf : signed_ofd)(l, s, n, time(NULL), out, &err))
		fail_msg("%s %s", err.code, err.detail);
	seal_close(seal);
	signer_close(key);
	layout_free(l);
}

static bool
proven(const struct buf *b, struct verdict *v)
{
	struct err err = {0};

	return verify_file(b->data, b->len, nobody, v, &err) && v->proven;
}

static void
proves_what_it_signed(void **state)
{
	struct verdict v;

	(void)state;
	for (int a = 0; a < SIGN_ALGORITHMS; a++)
		for (int pdf = 0; pdf < 2; pdf++) {
			struct buf b = {0};

			sign(one, 1, (enum sign_algorithm)a, pdf, &b);
			assert_true(proven(&b, &v));
			assert_int_equal(v.n, 1);
			assert_true(v.seen[0].whole);
			assert_string_equal(v.seen[0].who, "CN=" ORGAN ",C=CN");
			assert_string_equal(
			    v.seen[0].seal, pdf ? "" : "样章 " ORGAN);
			assert_in_range(
			    v.seen[0].at, time(NULL) - 60, time(NULL));
			buf_clear(&b);
		}
}

static void
a_second_seal_leaves_the_first_valid(void **state)
{
	struct verdict v;

	(void)state;
	for (int pdf = 0; pdf < 2; pdf++) {
		struct buf b = {0};

		sign(two, 2, SIGN_SM2_SM3, pdf, &b);
		assert_true(proven(&b, &v));
		assert_int_equal(v.n, 2);
		assert_true(v.seen[1].whole);
		assert_true(v.seen[0].whole || v.seen[0].appended);
		buf_clear(&b);
	}
}

static void
refuses_more_seals_than_places(void **state)
{
	struct layout *l = set(one);
	struct signer *key = signer_make(SIGN_SM2_SM3, ORGAN);
	struct seal *seal = seal_make(key);
	struct sealing s[2] = {{key, seal, ORGAN}, {key, seal, ORGAN}};
	struct err err = {0};
	struct buf b = {0};

	(void)state;
	assert_false(signed_pdf(l, s, 2, 1750000000, &b, &err));
	assert_string_equal(err.code, "letter-seal-place");
	buf_clear(&b);
	seal_close(seal);
	signer_close(key);
	layout_free(l);
}

/* Bytes all over the PDF but for the signature's own digits; the zeros
 * behind those count too. */
static void
finds_altered_bytes_of_a_pdf(void **state)
{
	struct verdict v;
	struct buf b = {0};
	size_t gap, i, tried = 0;

	(void)state;
	sign(one, 1, SIGN_SM2_SM3, true, &b);
	gap = (size_t)((char *)memmem(b.data, b.len, "/Contents<30", 12) -
		       b.data) +
	      10;
	for (i = 0; i<b.len; i += i> gap ? 7 : 61) {
		if (i >= gap && i < gap + 3000)
			continue;
		b.data[i] ^= 1;
		if (proven(&b, &v))
			fail_msg("byte %zu", i);
		b.data[i] ^= 1;
		tried++;
	}
	assert_true(tried > 500);
	assert_true(proven(&b, &v));
	buf_addc(&b, '\n');
	assert_false(proven(&b, &v));
	assert_true(v.seen[0].genuine);
	assert_false(v.seen[0].whole);
	b.len -= 9;
	assert_false(proven(&b, &v));
	buf_clear(&b);
}

/* A page given anew behind the signature, as tools for forms do it. */
static void
finds_what_was_changed_after(void **state)
{
	struct verdict v;
	struct buf b = {0};
	const char *page, *xref;
	size_t at, prev;
	unsigned id;

	(void)state;
	sign(one, 1, SIGN_ECDSA_256, true, &b);
	page = memmem(b.data, b.len, "<</Type/Page/", 13);
	for (xref = page; strncmp(xref, "endobj", 6) != 0; xref--)
		;
	id = (unsigned)atoi(xref + 7);
	xref = b.data + b.len - 40;
	prev = (size_t)atol(strstr(xref, "startxref\n") + 10);
	at = b.len;
	buf_addf(
	    &b, "%u 0 obj\n<</Type/Page/MediaBox[0 0 9 9]>>\nendobj\n", id);
	prev = prev > 0 ? prev : 1;
	buf_addf(&b,
	    "xref\n%u 1\n%010zu 00000 n \ntrailer\n<</Size 99/Root 1 0 R"
	    "/Prev %zu>>\nstartxref\n%zu\n%%%%EOF\n",
	    id, at, prev, at + strlen(b.data + at));
	assert_false(proven(&b, &v));
	assert_true(v.seen[0].genuine);
	assert_false(v.seen[0].appended);
	assert_true(strstr(v.seen[0].changed, " 0 obj") != NULL);
	buf_clear(&b);
}

/* The package anew, with `name` altered, left out or added. */
static void
repack(
    const struct buf *in, const char *name, const char *text, struct buf *out)
{
	struct err err = {0};
	struct unzip u;
	struct zip z;

	assert_true(unzip_open(&u, in->data, in->len, &err));
	zip_open(&z, out);
	for (size_t i = 0; i < u.n; i++) {
		struct buf b = {0};

		assert_true(unzip_read(&u.files[i], &b, &err));
		if (strcmp(u.files[i].name, name) != 0)
			zip_add(&z, u.files[i].name, b.data, b.len);
		else if (text == NULL) {
			b.data[b.len / 2] ^= 1;
			zip_add(&z, name, b.data, b.len);
		}
		buf_clear(&b);
	}
	if (text != NULL && *text != '\0')
		zip_add(&z, name, text, strlen(text));
	zip_close(&z);
	unzip_close(&u);
}

static void
finds_altered_parts_of_an_ofd(void **state)
{
	struct verdict v;
	struct buf b = {0}, again = {0};
	struct err err = {0};
	struct unzip u;

	(void)state;
	sign(one, 1, SIGN_SM2_SM3, false, &b);
	repack(&b, "", NULL, &again);
	assert_true(proven(&again, &v)); /* packing anew is harmless */
	assert_true(unzip_open(&u, b.data, b.len, &err));
	assert_true(u.n > 8);
	for (size_t i = 0; i < u.n; i++) {
		const char *name = u.files[i].name;

		if (strcmp(name, OFD_SIGNATURES) == 0)
			continue;
		buf_empty(&again);
		repack(&b, name, NULL, &again);
		if (proven(&again, &v))
			fail_msg("altered: %s", name);
		buf_empty(&again);
		repack(&b, name, "", &again);
		if (proven(&again, &v))
			fail_msg("left out: %s", name);
	}
	buf_empty(&again);
	repack(&b, "Doc_0/Pages/Page_9/Content.xml", "<x/>", &again);
	assert_false(proven(&again, &v));
	assert_string_equal(
	    v.seen[0].changed, "Doc_0/Pages/Page_9/Content.xml");
	unzip_close(&u);
	buf_clear(&again);
	buf_clear(&b);
}

/* Certificate and trust: a signer out of time, and one that nobody knows. */
static void
tells_who_is_not_to_be_trusted(void **state)
{
	char path[] = "/tmp/kuaibao-key-XXXXXX",
	     dir[] = "/tmp/kuaibao-t-XXXXXX";
	EVP_PKEY *key = key_make(SIGN_SM2_SM3);
	X509 *x = x509_make(key, ORGAN, key, NULL, -2000, -1000);
	struct layout *l = set(one);
	struct sealing s = {.name = ORGAN};
	struct err err = {0};
	struct buf b = {0};
	struct trust *some;
	struct verdict v;

	(void)state;
	close(mkstemp(path));
	pem_write(path, key, x);
	assert_non_null(s.signer = signer_open(path, &err));
	assert_true(signed_pdf(l, &s, 1, time(NULL), &b, &err));
	assert_false(proven(&b, &v));
	assert_true(v.seen[0].genuine && !v.seen[0].in_time);
	buf_empty(&b);
	assert_true(signed_pdf(l, &s, 1, time(NULL) - 1500, &b, &err));
	assert_true(proven(&b, &v));
	assert_non_null(mkdtemp(dir));
	assert_non_null(some = trust_open(dir, &err));
	assert_true(verify_file(b.data, b.len, some, &v, &err));
	assert_false(v.proven);
	assert_int_equal(v.seen[0].trust, TRUST_UNKNOWN);
	trust_close(some);
	rmdir(dir);
	unlink(path);
	signer_close((struct signer *)s.signer);
	layout_free(l);
	buf_clear(&b);
	X509_free(x);
	EVP_PKEY_free(key);
}

static void
refuses_other_files(void **state)
{
	static const char *const bad[] = {"", "%PD", "%PDF-1.7\n", "PK\3\4",
	    "hello", "PK\5\6\0\0\0\0\1\0\1\0\1\0\0\0\0\0\0\0\0\0"};
	struct layout *l = set(one);
	struct err err = {0};
	struct buf b = {0};
	struct verdict v;

	(void)state;
	for (size_t i = 0; i < sizeof(bad) / sizeof(*bad); i++) {
		b = (struct buf){0};
		buf_adds(&b, bad[i]);
		assert_false(proven(&b, &v));
		buf_clear(&b);
	}
	b = (struct buf){0};
	assert_true(pdf_write(l, &b, &err)); /* never signed */
	assert_true(verify_file(b.data, b.len, nobody, &v, &err));
	assert_int_equal(v.n, 0);
	assert_false(v.proven);
	buf_clear(&b);
	layout_free(l);
}

static int
setup(void **state)
{
	struct err err = {0};

	nobody = trust_open(NULL, &err);
	return nobody != NULL ? fonts_setup(state) : -1;
}

static int
teardown(void **state)
{
	trust_close(nobody);
	return fonts_teardown(state);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(proves_what_it_signed),
	    cmocka_unit_test(a_second_seal_leaves_the_first_valid),
	    cmocka_unit_test(refuses_more_seals_than_places),
	    cmocka_unit_test(finds_altered_bytes_of_a_pdf),
	    cmocka_unit_test(finds_what_was_changed_after),
	    cmocka_unit_test(finds_altered_parts_of_an_ofd),
	    cmocka_unit_test(tells_who_is_not_to_be_trusted),
	    cmocka_unit_test(refuses_other_files),
	};

	return cmocka_run_group_tests(tests, setup, teardown);
}
