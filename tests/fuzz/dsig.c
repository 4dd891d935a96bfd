/* dsig.c: libFuzzer over dsig_verify: the keys have signed the three messages
 * of the corpus only, so what verifies must have the canonical form of one.
 * Run from the top of the checkout. */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/base64.h"
#include "base/file.h"
#include "dsig/private.h"
#include "exchange/envelope.h"
#include "xml/doc.h"
#include "xml/mem.h"

int LLVMFuzzerTestOneInput(const uint8_t *p, size_t n);

enum { SEEDS = SIGN_ALGORITHMS };

static struct arena *arena;
static struct dsig_key keys[SEEDS];
static struct buf signed_forms[SEEDS];

static void
must(bool ok)
{
	if (!ok)
		abort();
}

static struct cert *
cert_in(xmlDoc *d)
{
	static const char *const way[] = {
	    "Signature", "KeyInfo", "X509Data", "X509Certificate"};
	xmlNode *n = xmlDocGetRootElement(d);
	struct buf der = {0};
	struct err err = {0};
	struct cert *c;

	for (size_t i = 0; i < 4; i++)
		n = node_child(n, way[i]);
	must(base64_get(node_text(n), &der));
	c = cert_parse(der.data, der.len, &err);
	must(c != NULL);
	buf_clear(&der);
	return c;
}

static bool
verify(const char *p, size_t n, struct dsig_trace *t)
{
	/* A moment at which the certificates hold. */
	struct dsig_trust trust = {keys, SEEDS, 7, false, 1800000000};
	struct report r;
	struct err err = {0};
	xmlDoc *d;
	bool ok;

	report_init(&r, arena);
	ok = envelope_parse(p, n, &d, &r, &err);
	ok = ok && dsig_verify(d, &trust, t, NULL, &r, &err);
	must(ok == (err.kind == ERR_NONE));
	must(ok || err.kind == ERR_INPUT || err.kind == ERR_LARGE);
	xmlFreeDoc(d);
	return ok;
}

static void
init(void)
{
	static const char *const seeds[SEEDS] = {"sm2", "ecdsa", "rsa"};
	struct dsig_trace t;
	struct err err = {0};
	struct buf b = {0};
	char path[64];
	xmlDoc *d;

	must(xmlmem_init(&err));
	arena = arena_new(64 << 20);
	for (int i = 0; i < SEEDS; i++) {
		snprintf(
		    path, sizeof(path), "tests/fuzz/corpus/dsig/%s", seeds[i]);
		buf_empty(&b);
		must(file_read(path, &b, &err));
		d = doc_parse(b.data, b.len, NULL, &err);
		must(d != NULL);
		keys[i].cert = cert_in(d);
		xmlFreeDoc(d);
	}
	for (int i = 0; i < SEEDS; i++) {
		snprintf(
		    path, sizeof(path), "tests/fuzz/corpus/dsig/%s", seeds[i]);
		buf_empty(&b);
		must(file_read(path, &b, &err));
		t = (struct dsig_trace){0};
		must(verify(b.data, b.len, &t));
		signed_forms[i] = t.canonical;
		buf_clear(&t.signed_info);
	}
	buf_clear(&b);
}

/* Our canonical form is libxml2's, wherever that has one. */
static void
compare_forms(const char *p, size_t n)
{
	static const struct guard g = {.plain = true};
	struct err err = {0};
	struct buf a = {0}, b = {0};
	xmlDoc *d = doc_parse(p, n, &g, &err);

	if (d != NULL && doc_c14n(d, NULL, NULL, false, &a)) {
		must(dsig_exclusive(xmlDocGetRootElement(d), &b));
		must(a.len == b.len && memcmp(a.data, b.data, a.len) == 0);
	}
	xmlFreeDoc(d);
	buf_clear(&a);
	buf_clear(&b);
}

int
LLVMFuzzerTestOneInput(const uint8_t *p, size_t n)
{
	struct dsig_trace t = {0};
	bool known = false;

	if (arena == NULL)
		init();
	arena_reset(arena);
	compare_forms((const char *)p, n);
	if (verify((const char *)p, n, &t)) {
		for (int i = 0; i < SEEDS; i++)
			known =
			    known ||
			    (t.canonical.len == signed_forms[i].len &&
				memcmp(t.canonical.data, signed_forms[i].data,
				    t.canonical.len) == 0);
		must(known);
	}
	buf_clear(&t.canonical);
	buf_clear(&t.signed_info);
	return 0;
}
