/* test_audit.c: lib/flow/audit.c, on exports that are made here. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include <openssl/evp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/file.h"
#include "base/hex.h"
#include "flow/audit.h"

enum { HASH = 32, EVENTS = 11, LINE = 1024 };

static EVP_PKEY *key, *other;

/* An export as lines that a test may alter, leave out or exchange. */
struct export
{
	char line[EVENTS + 16][LINE];
	size_t n;
	unsigned char leaf[EVENTS][HASH];
	size_t leaves;
};

static void
sha256(const void *p, size_t n, unsigned char out[HASH])
{
	char text[65];

	sha256_hex(p, n, text);
	assert_true(hex_get(text, out, HASH));
}

/* RFC 6962 2.1, as it is written there: recursive. */
static void
tree(unsigned char leaf[][HASH], size_t n, unsigned char out[HASH])
{
	unsigned char both[1 + 2 * HASH] = {1};
	size_t k = 1;

	if (n == 0) {
		sha256("", 0, out);
		return;
	}
	if (n == 1) {
		memcpy(both + 1, leaf[0], HASH);
		both[0] = 0;
		sha256(both, 1 + HASH, out);
		return;
	}
	while (2 * k < n)
		k *= 2;
	tree(leaf, k, both + 1);
	tree(leaf + k, n - k, both + 1 + HASH);
	sha256(both, sizeof(both), out);
}

static void
public_hex(EVP_PKEY *k, char out[65])
{
	unsigned char raw[32];
	size_t n = sizeof(raw);

	assert_int_equal(EVP_PKEY_get_raw_public_key(k, raw, &n), 1);
	hex_put(raw, n, out);
}

static void
add_key(struct export *e, EVP_PKEY *k)
{
	char hex[65];

	public_hex(k, hex);
	snprintf(e->line[e->n++], LINE, "key\t%.16s\t%s", hex, hex);
}

/* Event `seq` of case `number`; prev and then hash go through `chain`. */
static void
add_event(struct export *e, const char *number, int seq,
    unsigned char chain[HASH], const char *note)
{
	char seq_text[12], text[200], prev[65], hash[65];
	unsigned char all[HASH + 200], base64[300];
	int n;

	snprintf(seq_text, sizeof(seq_text), "%d", seq);
	n = snprintf(text, sizeof(text), "%zu:%s,%zu:%s,%zu:%s,",
	    strlen(number), number, strlen(seq_text), seq_text, strlen(note),
	    note);
	hex_put(chain, HASH, prev);
	memcpy(all, chain, HASH);
	memcpy(all + HASH, text, (size_t)n);
	sha256(all, HASH + (size_t)n, chain);
	hex_put(chain, HASH, hash);
	EVP_EncodeBlock(base64, (unsigned char *)text, n);
	snprintf(e->line[e->n++], LINE, "event\t%zu\t%s\t%d\t%s\t%s\t%s",
	    e->leaves, number, seq, prev, hash, (char *)base64);
	memcpy(e->leaf[e->leaves++], chain, HASH);
}

static void
root_of(struct export *e, size_t n, char out[65])
{
	unsigned char root[HASH];

	tree(e->leaf, n, root);
	hex_put(root, HASH, out);
}

static void
add_head(struct export *e, EVP_PKEY *k)
{
	unsigned char sig[64];
	char hex[65], text[200], root[65], sig_hex[129];
	size_t n = sizeof(sig);
	EVP_MD_CTX *md = EVP_MD_CTX_new();
	int len;

	root_of(e, e->leaves, root);
	len = snprintf(text, sizeof(text), "kuaibao audit head\n%zu\n%s\n",
	    e->leaves, root);
	assert_int_equal(EVP_DigestSignInit(md, NULL, NULL, NULL, k), 1);
	assert_int_equal(
	    EVP_DigestSign(md, sig, &n, (unsigned char *)text, (size_t)len), 1);
	EVP_MD_CTX_free(md);
	hex_put(sig, n, sig_hex);
	public_hex(k, hex);
	snprintf(e->line[e->n++], LINE, "head\t%zu\t%s\t%.16s\t%s", e->leaves,
	    root, hex, sig_hex);
}

/* Two cases woven into each other, heads after 4, 7 and all 11 events. Line 0:
 * the key; events: 1-4, 6-8, 10-13; heads: 5, 9, 14. */
static void
make(struct export *e, EVP_PKEY *k, const char *note)
{
	unsigned char a[HASH] = {0}, b[HASH] = {0};
	int i, seq_a = 0, seq_b = 0;

	memset(e, 0, sizeof(*e));
	add_key(e, k);
	for (i = 0; i < EVENTS; i++) {
		if (i % 3 == 1)
			add_event(e, "370300-2026-P01-00002-X", ++seq_b, b, "");
		else
			add_event(e, "370200-2026-P01-00001-5", ++seq_a, a,
			    i == 9 ? note : "公告");
		if (i == 3 || i == 6 || i == EVENTS - 1)
			add_head(e, k);
	}
}

static bool
check(const struct export *e, const struct audit_trust *trust,
    struct audit_result *r)
{
	static const struct audit_trust none;
	struct err err = {0};
	struct buf b = {0};
	size_t leaves = 0, heads = 0;
	FILE *f;
	bool ok;

	buf_adds(&b, "kuaibao-audit 2\n");
	for (size_t i = 0; i < e->n; i++) {
		if (e->line[i][0] != '\0')
			buf_addf(&b, "%s\n", e->line[i]);
		leaves += strncmp(e->line[i], "event\t", 6) == 0;
		heads += strncmp(e->line[i], "head\t", 5) == 0;
	}
	buf_addf(&b, "end\t%zu\t%zu\t0\n", leaves, heads);
	f = fmemopen(b.data, b.len, "r");
	assert_non_null(f);
	ok = audit_check(f, trust != NULL ? trust : &none, r, &err);
	if (!ok)
		assert_int_equal(err.kind, ERR_INPUT);
	fclose(f);
	buf_clear(&b);
	return ok;
}

/* It is readable, not proven, and told why. */
static void
tells(const struct export *e, const struct audit_trust *trust, const char *why)
{
	struct audit_result r;

	assert_true(check(e, trust, &r));
	if (strstr(r.wrong, why) == NULL)
		fail_msg("wanted '%s', told '%s'", why, r.wrong);
}

static void
swap(struct export *e, size_t i, size_t k)
{
	char line[LINE];

	memcpy(line, e->line[i], LINE);
	memcpy(e->line[i], e->line[k], LINE);
	memcpy(e->line[k], line, LINE);
}

/* Another character in the line's last field but `back`. */
static void
spoil(char *line, int back)
{
	char *p = line + strlen(line);

	while (back-- > 0)
		while (*--p != '\t')
			;
	p -= 5;
	*p = *p == 'a' ? 'b' : 'a';
}

static int
keys_make(void **state)
{
	(void)state;
	key = EVP_PKEY_Q_keygen(NULL, NULL, "ED25519");
	other = EVP_PKEY_Q_keygen(NULL, NULL, "ED25519");
	return key != NULL && other != NULL ? 0 : -1;
}

static int
keys_free(void **state)
{
	(void)state;
	EVP_PKEY_free(key);
	EVP_PKEY_free(other);
	return 0;
}

static void
proves_a_right_export(void **state)
{
	struct audit_trust trust = {.size = 7};
	struct audit_result r;
	struct export e;
	char hex[65], root[65];

	(void)state;
	make(&e, key, "note");
	assert_true(check(&e, NULL, &r));
	assert_string_equal(r.wrong, "");
	assert_int_equal(r.events, EVENTS);
	assert_int_equal(r.cases, 2);
	assert_int_equal(r.heads, 3);
	public_hex(key, hex);
	root_of(&e, 7, root);
	trust.key = hex;
	trust.root = root;
	assert_true(check(&e, &trust, &r));
	assert_string_equal(r.wrong, "");
}

static void
names_the_altered_event(void **state)
{
	struct export e;

	(void)state;
	make(&e, key, "note");
	spoil(e.line[6], 0);
	tells(&e, NULL, "event 2 of case 370300-2026-P01-00002-X (log 4)");
	tells(&e, NULL, "altered");
	make(&e, key, "note");
	spoil(e.line[6], 1); /* the hash */
	tells(&e, NULL, "altered");
	make(&e, key, "note");
	spoil(e.line[6], 2); /* what it follows */
	tells(&e, NULL, "altered");
	make(&e, key, "note");
	e.line[3][strlen("event\t2\t370")] = '9'; /* another case's */
	tells(&e, NULL, "altered");
}

static void
names_the_removed_event(void **state)
{
	struct export e;

	(void)state;
	make(&e, key, "note");
	e.line[3][0] = '\0';
	tells(&e, NULL, "the log has a gap or another order before it");
	make(&e, key, "note");
	e.line[13][0] = '\0'; /* the last: nothing stands behind it */
	tells(&e, NULL, "head of 11 events: events at the end were removed");
}

static void
names_the_reordered_event(void **state)
{
	struct export e;

	(void)state;
	make(&e, key, "note");
	swap(&e, 2, 3);
	tells(&e, NULL, "the log has a gap or another order before it");
	make(&e, key, "note");
	swap(&e, 6, 9);
	tells(&e, NULL, "event");
}

static void
names_a_tail_without_a_head(void **state)
{
	struct export e;

	(void)state;
	make(&e, key, "note");
	e.line[14][0] = '\0';
	tells(&e, NULL, "events from 7 on: no signed head stands behind them");
	e.line[5][0] = e.line[9][0] = '\0';
	tells(&e, NULL, "events from 0 on: no signed head");
}

/* Cut back to an earlier head, all is well in itself: only who knows a later
 * head can tell. */
static void
names_a_tail_that_a_witness_saw(void **state)
{
	struct audit_trust trust = {.size = EVENTS};
	struct audit_result r;
	struct export e;
	char root[65];
	size_t i;

	(void)state;
	make(&e, key, "note");
	root_of(&e, EVENTS, root);
	for (i = 10; i <= 14; i++)
		e.line[i][0] = '\0';
	assert_true(check(&e, NULL, &r));
	assert_string_equal(r.wrong, "");
	trust.root = root;
	tells(&e, &trust, "events 7 to 10: removed");
}

/* The tail written anew and signed with the true key. */
static void
names_a_tail_that_was_rewritten(void **state)
{
	struct audit_trust trust = {.size = EVENTS};
	struct audit_result r;
	struct export e;
	char root[65];

	(void)state;
	make(&e, key, "note");
	root_of(&e, EVENTS, root);
	make(&e, key, "another note");
	assert_true(check(&e, NULL, &r));
	assert_string_equal(r.wrong, "");
	trust.root = root;
	tells(&e, &trust, "known before: events under it were altered");
}

static void
trusts_only_the_key_it_was_given(void **state)
{
	struct audit_trust trust = {0};
	struct export e;
	char hex[65];

	(void)state;
	make(&e, other, "note"); /* right in itself */
	public_hex(key, hex);
	trust.key = hex;
	tells(&e, &trust, "key: not the one that is trusted");
	make(&e, key, "note");
	spoil(e.line[14], 0);
	tells(&e, NULL, "head of 11 events: not signed by the key");
	make(&e, key, "note");
	e.line[0][0] = '\0'; /* nobody's key */
	tells(&e, NULL, "no key stands before it");
}

static void
head_for(const char *size, char *line)
{
	snprintf(line, LINE, "head\t%.400s\t%064d\t0\t%0128d", size, 0, 0);
}

#define NO_LEAF                                                                \
	"0000000000000000000000000000000000000000000000000000000000000000"

static void
refuses_what_is_no_export(void **state)
{
	static const char *const bad[] = {"event", "event\t0", "head\t1\t2",
	    "event\t0\tc\t1\t00\t00\tAAAA", "nonsense", "key\t1",
	    "receipt\t0\t" NO_LEAF "\t\t-\t-",
	    "receipt\t0\t" NO_LEAF "\tNzpyZWNlaXB0LA==\t-\t-",
	    "receipt\t0\t" NO_LEAF "\tOTk5OTk5OTk5Og==\t-\t-",
	    "event\t0\tc\t1\t00\t00\tAAAA\tmore"};
	struct audit_result r;
	struct export e;
	char size[401];
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(bad) / sizeof(*bad); i++) {
		make(&e, key, "note");
		snprintf(e.line[3], LINE, "%s", bad[i]);
		assert_false(check(&e, NULL, &r));
	}
	/* A size that is longer than the text that is signed. */
	make(&e, key, "note");
	memset(size, 'x', sizeof(size) - 1);
	size[0] = '4';
	size[sizeof(size) - 1] = '\0';
	head_for(size, e.line[5]);
	assert_false(check(&e, NULL, &r));
	head_for("", e.line[5]);
	assert_false(check(&e, NULL, &r));
	head_for(" 4", e.line[5]);
	assert_false(check(&e, NULL, &r));
}

static void
refuses_an_empty_file(void **state)
{
	const struct audit_trust none = {0};
	struct audit_result r;
	struct err err = {0};
	FILE *f = fmemopen((char[]){"\n"}, 1, "r");

	(void)state;
	assert_false(audit_check(f, &none, &r, &err));
	assert_string_equal(err.code, "audit-export");
	fclose(f);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(proves_a_right_export),
	    cmocka_unit_test(names_the_altered_event),
	    cmocka_unit_test(names_the_removed_event),
	    cmocka_unit_test(names_the_reordered_event),
	    cmocka_unit_test(names_a_tail_without_a_head),
	    cmocka_unit_test(names_a_tail_that_a_witness_saw),
	    cmocka_unit_test(names_a_tail_that_was_rewritten),
	    cmocka_unit_test(trusts_only_the_key_it_was_given),
	    cmocka_unit_test(refuses_what_is_no_export),
	    cmocka_unit_test(refuses_an_empty_file),
	};

	return cmocka_run_group_tests(tests, keys_make, keys_free);
}
