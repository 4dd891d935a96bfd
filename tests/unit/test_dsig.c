/* test_dsig.c: lib/dsig/dsig.h: what is signed verifies, all else is
 * refused, each with its own code, for each algorithm. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <stdio.h>
#include <unistd.h>

#include "message.h"
#include "xml/mem.h"

static struct signer *signers[SIGN_ALGORITHMS], *stranger;
static struct arena *arena;

struct outcome {
	char code[64];
	xmlDoc *doc;
	const struct dsig_key *key;
};

static struct outcome
judge(const char *s, const struct dsig_trust *trust)
{
	struct outcome o = {.code = ""};
	struct report r;
	struct err err = {0};
	bool ok;

	arena_reset(arena);
	report_init(&r, arena);
	ok = envelope_parse(s, strlen(s), &o.doc, &r, &err) &&
	     dsig_verify(o.doc, trust, NULL, &o.key, &r, &err);
	assert_true(ok == (err.kind == ERR_NONE));
	assert_true(ok == (r.n == 0));
	if (!ok) {
		assert_int_equal(err.kind, ERR_INPUT);
		assert_string_equal(r.first->code, err.code);
		xmlFreeDoc(o.doc);
		o.doc = NULL;
	}
	snprintf(o.code, sizeof(o.code), "%s", err.code);
	return o;
}

static struct dsig_trust
trust_in(const struct dsig_key *k)
{
	return (struct dsig_trust){.keys = k,
	    .n = 1,
	    .algorithms = 1u << cert_algorithm(k->cert),
	    .now = time(NULL)};
}

static void
is_refused(const char *s, const struct signer *by, const char *code)
{
	const struct dsig_key k = {signer_cert(by), false};
	const struct dsig_trust trust = trust_in(&k);
	struct outcome o = judge(s, &trust);

	if (strcmp(o.code, code) != 0)
		fail_msg("%s, wanted %s: %.4000s", o.code, code, s);
	xmlFreeDoc(o.doc);
}

static void
changed_is_refused(const char *s, const struct signer *by, const char *find,
    const char *with, const char *code)
{
	char *t = replaced(s, find, with);

	is_refused(t, by, code);
	free(t);
}

static void
signed_messages_verify_and_lose_their_signature(void **state)
{
	(void)state;
	for (int i = 0; i < 2 * SIGN_ALGORITHMS; i++) {
		const struct signer *s = signers[i / 2];
		const struct dsig_key keys[] = {
		    {signer_cert(stranger), false}, {signer_cert(s), false}};
		struct dsig_trust trust = {keys, 2, 7, i % 2 == 1, time(NULL)};
		struct outcome o;
		struct buf b;

		message_seal(s, i % 2 == 1, "快 & <保>\r\n\t\"'", &b);
		o = judge(b.data, &trust);
		assert_string_equal(o.code, "");
		assert_ptr_equal(o.key, &keys[1]);
		assert_null(
		    node_child(xmlDocGetRootElement(o.doc), "Signature"));
		assert_non_null(
		    node_child(xmlDocGetRootElement(o.doc), "body"));
		xmlFreeDoc(o.doc);
		trust.inclusive = !trust.inclusive;
		assert_string_equal(
		    judge(b.data, &trust).code, "dsig-canonical");
		buf_clear(&b);
	}
}

/* A message that was laid out, prefixed and encoded otherwise is the same. */
static void
what_canonical_form_levels_still_verifies(void **state)
{
	static const char head[] =
	    "\xef\xbb\xbf<?xml version='1.0' encoding=\"UTF-8\" ?>\r\n";
	struct buf b;
	char *s, *t;

	(void)state;
	message_seal(signers[1], false, "x", &b);
	s = replaced(b.data,
	    "<x:message xmlns:x=\"" EXCHANGE_NS "\" version=\"1\"",
	    "<x:message\n version='1'  xmlns:x='" EXCHANGE_NS "'");
	assert_true(asprintf(&t, "%s%s\n", head, s) > 0);
	is_refused(t, signers[1], "");
	free(t);
	t = replaced(s, "<t:amount>x", "<t:amount ><![CDATA[x]]>");
	is_refused(t, signers[1], "");
	free(t);
	free(s);
	buf_clear(&b);
}

#define MORE "http://www.w3.org/2001/04/xmldsig-more#"
#define DS "http://www.w3.org/2000/09/xmldsig#"

static const struct change {
	const char *find, *with, *code;
} changes[] = {
    /* content */
    {"<t:amount>5", "<t:amount>6", "dsig-digest"},
    {"<x:sequence>1", "<x:sequence>2", "dsig-digest"},
    {"<t:amount>", "<t:amount x=''>", "dsig-digest"},
    {"<t:amount>", " <t:amount>", "dsig-digest"},
    {"<x:body>", "<x:body xml:lang='en'>", "dsig-digest"},
    {"<t:amount>5", "<t:amount><!-- -->5", "xml-comment"},
    {"<t:amount>5", "<t:amount><?a b?>5", "xml-instruction"},
    {"<x:message", "<!DOCTYPE x:message><x:message", "xml-doctype"},
    {"<x:message", "<?xml-stylesheet href='a'?><x:message", "xml-instruction"},
    /* the signature's place and number */
    {"<ds:Signature xmlns:ds=\"" DS "\">",
	"<ds:Signature xmlns:ds=\"" DS "\"/><ds:Signature xmlns:ds=\"" DS "\">",
	"dsig-many"},
    {"<t:amount>", "<Signature xmlns='" DS "'/><t:amount>", "dsig-many"},
    {"</ds:Signature>", "</ds:Signature><x:more/>", "dsig-place"},
    {"</ds:Signature>", "</ds:Signature>more", "dsig-place"},
    {"\"" DS "\"", "\"urn:other\"", "dsig-none"},
    {"<t:amount>", "<t:amount xmlns:y='a#b'>", "dsig-namespace"},
    {"<t:amount>", "<t:a id='a'/><t:b Id='a'/><t:amount>", "dsig-id-doubled"},
    {"<t:amount>", "<t:a ID='a'/><t:b xml:id='a'/><t:amount>",
	"dsig-id-doubled"},
    /* its shape */
    {"<ds:SignedInfo>", "<ds:Object/><ds:SignedInfo>", "dsig-shape"},
    {"<ds:SignedInfo>", "<ds:SignedInfo Id='a'>", "dsig-shape"},
    {"<ds:SignedInfo>", "text<ds:SignedInfo>", "dsig-shape"},
    {"</ds:Signature>", "<ds:Object>x</ds:Object></ds:Signature>",
	"dsig-shape"},
    {"<ds:SignatureValue>", "<ds:SignatureValue/><ds:SignatureValue>",
	"dsig-shape"},
    {"<ds:SignatureValue>", "<ds:SignatureValue>*", "dsig-shape"},
    {"<ds:SignatureValue>", "<ds:SignatureValue><x:a/>", "dsig-shape"},
    {"<ds:DigestValue>", "<ds:DigestValue>AAAA", "dsig-shape"},
    {"<ds:DigestValue>", "<ds:DigestValue>=", "dsig-shape"},
    /* references and transforms */
    {"URI=\"\"", "URI=\"#a\"", "dsig-reference"},
    {"URI=\"\"", "URI=\"file:///etc/passwd\"", "dsig-reference"},
    {"URI=\"\"", "URI=\"http://127.0.0.1/x\"", "dsig-reference"},
    {"URI=\"\"", "URI=\"#xpointer(/)\"", "dsig-reference"},
    {" URI=\"\"", "", "dsig-reference"},
    {"URI=\"\"", "URI=\"\" Type=\"" DS "Manifest\"", "dsig-reference"},
    {"</ds:Reference>",
	"</ds:Reference><ds:Reference URI=''>"
	"<ds:DigestMethod Algorithm=''/>"
	"<ds:DigestValue>AA==</ds:DigestValue></ds:Reference>",
	"dsig-references"},
    {"enveloped-signature\"/>",
	"enveloped-signature\"/><ds:Transform Algorithm=\""
	"http://www.w3.org/TR/1999/REC-xslt-19991116\"/>",
	"dsig-transform"},
    {"enveloped-signature\"/>",
	"enveloped-signature\"/><ds:Transform Algorithm=\""
	"http://www.w3.org/TR/1999/REC-xpath-19991116\">"
	"<ds:XPath>true()</ds:XPath></ds:Transform>",
	"dsig-transform"},
    {"enveloped-signature\"/>",
	"enveloped-signature\"/><ds:Transform Algorithm=\""
	"http://www.w3.org/2002/06/xmldsig-filter2\"/>",
	"dsig-transform"},
    {DS "enveloped-signature", DS "base64", "dsig-transform"},
    {"<ds:Transform Algorithm=\"" DS "enveloped-signature\"/>", "",
	"dsig-transform"},
    {"exc-c14n#\"/></ds:Transforms>",
	"exc-c14n#\"><e:InclusiveNamespaces xmlns:e='"
	"http://www.w3.org/2001/10/xml-exc-c14n#' PrefixList='x'/>"
	"</ds:Transform></ds:Transforms>",
	"dsig-transform"},
    {"exc-c14n#\"/></ds:Transforms>",
	"exc-c14n#WithComments\"/></ds:Transforms>", "dsig-transform"},
    {"exc-c14n#\"/><ds:SignatureMethod",
	"exc-c14n#WithComments\"/><ds:SignatureMethod", "dsig-canonical"},
    /* algorithms */
    {"<ds:SignatureMethod Algorithm=\"",
	"<ds:SignatureMethod Algorithm=\"" DS "hmac-sha1\" a=\"", "dsig-shape"},
    {"<ds:DigestMethod Algorithm=\"", "<ds:DigestMethod Algorithm=\"" DS "sha1",
	"dsig-digest-method"},
    /* keys */
    {"<ds:X509Data>",
	"<ds:KeyValue><ds:RSAKeyValue/></ds:KeyValue><ds:X509Data>",
	"dsig-keyinfo"},
    {"<ds:X509Data>",
	"<ds:RetrievalMethod URI='file:///etc/passwd'/><ds:X509Data>",
	"dsig-keyinfo"},
    {"<ds:X509Certificate>", "<ds:X509Certificate>AAAA", "dsig-key"},
};

static void
every_change_is_refused_with_its_code(void **state)
{
	(void)state;
	for (int a = 0; a < SIGN_ALGORITHMS; a++) {
		struct buf b;

		message_seal(signers[a], false, "5", &b);
		is_refused(b.data, signers[a], "");
		for (size_t i = 0; i < sizeof(changes) / sizeof(*changes); i++)
			changed_is_refused(b.data, signers[a], changes[i].find,
			    changes[i].with, changes[i].code);
		buf_clear(&b);
	}
}

static void
foreign_algorithms_are_refused(void **state)
{
	static const char *const uris[] = {DS "hmac-sha1", DS "rsa-sha1",
	    MORE "hmac-sha256", MORE "ecdsa-sha1", MORE "rsa-md5",
	    MORE "ecdsa-sha256", MORE "rsa-sha256",
	    "urn:oid:1.2.156.10197.1.501"};

	(void)state;
	for (int a = 0; a < SIGN_ALGORITHMS; a++) {
		struct buf b;
		char *own, *other;

		message_seal(signers[a], false, "5", &b);
		own = between(b.data, "<ds:SignatureMethod", "/>");
		for (size_t i = 0; i < sizeof(uris) / sizeof(*uris); i++) {
			if (strstr(own, uris[i]) != NULL)
				continue;
			assert_true(
			    asprintf(&other,
				"<ds:SignatureMethod Algorithm=\"%s\"/>",
				uris[i]) > 0);
			changed_is_refused(
			    b.data, signers[a], own, other, "dsig-algorithm");
			free(other);
		}
		changed_is_refused(b.data, signers[a], own,
		    "<ds:SignatureMethod Algorithm='" MORE "hmac-sha256'>"
		    "<ds:HMACOutputLength>8</ds:HMACOutputLength>"
		    "</ds:SignatureMethod>",
		    "dsig-algorithm");
		free(own);
		buf_clear(&b);
	}
}

/*
 * Signature wrapping, after Somorovsky et al., On Breaking SAML (2012), 4.2. e:
 * the attacker's message, open; z: its end; o: the signed message; n: that
 * without its signature; (: the signature, open; ): its end; [ ] an extension;
 * { } an Object; w, v: another root.
 */
static const struct wrap {
	const char *name, *form, *code, *code_by_id;
} wraps[] = {
    {"XSW1", "e(n)z", "dsig-shape", "dsig-reference"},
    {"XSW2", "e()nz", "dsig-place", "dsig-place"},
    {"XSW3", "wezov", "dsig-place", "dsig-place"},
    {"XSW4", "eoz", "dsig-place", "dsig-place"},
    {"XSW5", "we()znv", "dsig-place", "dsig-place"},
    {"XSW6", "we(n)zv", "dsig-place", "dsig-place"},
    {"XSW7", "e[o]z", "dsig-place", "dsig-place"},
    {"XSW8", "e({n})z", "dsig-shape", "dsig-reference"},
    {"extension", "e[n]()z", "dsig-digest", "dsig-reference"},
    {"both signed", "e[o]()z", "dsig-many", "dsig-many"},
    {"Object signed", "e({o})z", "dsig-many", "dsig-many"},
};

static char *
wrapped(const struct wrap *w, const char *original, bool by_id)
{
	static const struct {
		char token;
		const char *text;
	} tokens[] = {{')', "</ds:Signature>"}, {'z', "</x:message>"},
	    {'[', "<x:extension>"}, {']', "</x:extension>"},
	    {'w', "<x:wrap xmlns:x='" EXCHANGE_NS "'>"}, {'v', "</x:wrap>"},
	    {'{', "<ds:Object>"}, {'}', "</ds:Object>"}};
	char *sig = between(original, "<ds:Signature ", "</ds:Signature>");
	char *bare = replaced(original, sig, "");
	char *evil = replaced(bare, "<t:amount>5", "<t:amount>5000");
	char *open =
	    by_id ? replaced(sig, "URI=\"\"", "URI=\"#o\"") : strdup(sig);
	struct buf b;

	buf_init(&b, 0);
	for (const char *p = w->form; *p != '\0'; p++) {
		if (*p == 'e')
			buf_add(
			    &b, evil, strlen(evil) - strlen("</x:message>"));
		else if (*p == 'o' || *p == 'n')
			buf_adds(&b, *p == 'o' ? original : bare);
		else if (*p == '(')
			buf_add(
			    &b, open, strlen(open) - strlen("</ds:Signature>"));
		for (size_t i = 0; i < sizeof(tokens) / sizeof(*tokens); i++)
			if (*p == tokens[i].token)
				buf_adds(&b, tokens[i].text);
	}
	free(open);
	free(evil);
	free(bare);
	free(sig);
	return b.data;
}

static void
every_wrapping_is_refused(void **state)
{
	(void)state;
	for (int a = 0; a < SIGN_ALGORITHMS; a++) {
		struct buf b;

		message_seal(signers[a], false, "5", &b);
		for (size_t i = 0; i < sizeof(wraps) / sizeof(*wraps); i++)
			for (int by_id = 0; by_id < 2; by_id++) {
				char *s = wrapped(&wraps[i], b.data, by_id);

				is_refused(s, signers[a],
				    by_id ? wraps[i].code_by_id
					  : wraps[i].code);
				free(s);
			}
		buf_clear(&b);
	}
}

static void
only_pinned_certificates_that_hold_are_believed(void **state)
{
	(void)state;
	for (int a = 0; a < SIGN_ALGORITHMS; a++) {
		struct dsig_key k = {signer_cert(signers[a]), true};
		struct dsig_trust trust = trust_in(&k);
		struct outcome o;
		struct buf b;
		char *hint, *s;

		message_seal(signers[a], false, "5", &b);
		o = judge(b.data, &trust);
		assert_string_equal(o.code, "cert-revoked");
		assert_ptr_equal(o.key, &k);
		k.revoked = false;
		trust.now += 2 * 86400;
		assert_string_equal(judge(b.data, &trust).code, "cert-expired");
		trust.now -= 4 * 86400;
		assert_string_equal(judge(b.data, &trust).code, "cert-early");
		trust.now = time(NULL);
		trust.n = 0;
		assert_string_equal(judge(b.data, &trust).code, "dsig-key");
		/* Another key of the same algorithm, and no hint. */
		hint = between(b.data, "<ds:KeyInfo>", "</ds:KeyInfo>");
		s = replaced(b.data, hint, "");
		is_refused(s, signers[a], "");
		if (a == SIGN_ECDSA_256)
			is_refused(s, stranger, "dsig-value");
		free(s);
		free(hint);
		buf_clear(&b);
	}
}

/* The signature of a key that uses another distinguishing id than
 * 1234567812345678 is none. */
static void
another_sm2_id_is_refused(void **state)
{
	EVP_PKEY *key = key_make(SIGN_SM2_SM3);
	X509 *x = x509_make(key, "id", key, NULL, -60, 86400);
	struct cert *c = cert_make(x);
	EVP_MD_CTX *md = EVP_MD_CTX_new();
	EVP_PKEY_CTX *ctx = EVP_PKEY_CTX_new(key, NULL);
	unsigned char sig[80];
	size_t n = sizeof(sig);
	struct err err = {0};

	(void)state;
	EVP_PKEY_CTX_set1_id(ctx, "ALICE123@YAHOO.COM", 18);
	EVP_MD_CTX_set_pkey_ctx(md, ctx);
	assert_int_equal(EVP_DigestSignInit(md, NULL, EVP_sm3(), NULL, key), 1);
	assert_int_equal(
	    EVP_DigestSign(md, sig, &n, (const unsigned char *)"m", 1), 1);
	assert_false(cert_verify(c, "m", 1, sig, n, &err));
	EVP_MD_CTX_free(md);
	EVP_PKEY_CTX_free(ctx);
	cert_free(c);
	X509_free(x);
	EVP_PKEY_free(key);
}

static void
findings_name_place_and_line(void **state)
{
	const struct dsig_key k = {signer_cert(signers[1]), false};
	const struct dsig_trust trust = trust_in(&k);
	struct report r;
	struct err err = {0};
	struct buf b;
	char *s;
	xmlDoc *d;

	(void)state;
	message_seal(signers[1], false, "5", &b);
	s = replaced(b.data, "<t:amount>5", "\n\n<t:amount>6");
	arena_reset(arena);
	report_init(&r, arena);
	assert_true(envelope_parse(s, strlen(s), &d, &r, &err));
	assert_false(dsig_verify(d, &trust, NULL, NULL, &r, &err));
	assert_string_equal(r.first->xpath,
	    "/x:message/ds:Signature/ds:SignedInfo/ds:Reference");
	assert_int_equal(r.first->line, 3);
	xmlFreeDoc(d);
	free(s);
	buf_clear(&b);
}

static int
init(void **state)
{
	struct err err = {0};

	(void)state;
	arena = arena_new(64 << 20);
	for (int a = 0; a < SIGN_ALGORITHMS; a++)
		signers[a] = signer_make((enum sign_algorithm)a, "甲");
	stranger = signer_make(SIGN_ECDSA_256, "乙");
	return xmlmem_init(&err) ? 0 : -1;
}

static int
done(void **state)
{
	(void)state;
	for (int a = 0; a < SIGN_ALGORITHMS; a++)
		signer_close(signers[a]);
	signer_close(stranger);
	arena_free(arena);
	return 0;
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(signed_messages_verify_and_lose_their_signature),
	    cmocka_unit_test(what_canonical_form_levels_still_verifies),
	    cmocka_unit_test(every_change_is_refused_with_its_code),
	    cmocka_unit_test(foreign_algorithms_are_refused),
	    cmocka_unit_test(every_wrapping_is_refused),
	    cmocka_unit_test(only_pinned_certificates_that_hold_are_believed),
	    cmocka_unit_test(another_sm2_id_is_refused),
	    cmocka_unit_test(findings_name_place_and_line),
	};

	return cmocka_run_group_tests(tests, init, done);
}
