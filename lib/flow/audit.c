/* audit.c: see audit.h. The check of an export. */
#include "flow/audit.h"

#include <limits.h>
#include <openssl/evp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/hex.h"

#define HASH 32
#define LEVELS 64

struct chain { /* the last event seen of a case */
	char *number;
	long seq;
	unsigned char hash[HASH];
};

struct audit {
	struct audit_result *out;
	const struct audit_trust *trust;
	char key[65];
	struct chain *chains; /* open addressing by number */
	size_t slots, used;
	unsigned char stack[LEVELS][HASH]; /* roots of full subtrees */
	size_t leaves, sealed;             /* sealed: under the last head */
};

static void
wrong(struct audit *a, const char *where, const char *why)
{
	if (a->out->wrong[0] == '\0')
		snprintf(
		    a->out->wrong, sizeof(a->out->wrong), "%s: %s", where, why);
}

static void
digest(
    unsigned char out[HASH], const void *p, size_t n, const void *q, size_t m)
{
	EVP_MD_CTX *md = EVP_MD_CTX_new();

	/* A digest that cannot be made has no honest substitute. */
	if (md == NULL || EVP_DigestInit_ex(md, EVP_sha256(), NULL) != 1 ||
	    EVP_DigestUpdate(md, p, n) != 1 ||
	    EVP_DigestUpdate(md, q, m) != 1 ||
	    EVP_DigestFinal_ex(md, out, NULL) != 1)
		abort();
	EVP_MD_CTX_free(md);
}

static void
node_hash(unsigned char out[HASH], const unsigned char *left,
    const unsigned char *right)
{
	unsigned char both[2 * HASH + 1];

	both[0] = 1;
	memcpy(both + 1, left, HASH);
	memcpy(both + 1 + HASH, right, HASH);
	digest(out, both, sizeof(both), "", 0);
}

/* Adds a leaf: equal subtrees merge, as the bits of the size carry. */
static void
tree_add(struct audit *a, const unsigned char hash[HASH])
{
	unsigned char node[HASH];
	size_t n = a->leaves++, level = 0;

	digest(node, "\0", 1, hash, HASH);
	for (; n & 1; n >>= 1, level++)
		node_hash(node, a->stack[level], node);
	memcpy(a->stack[level], node, HASH);
}

/* The root: the subtrees joined from the smallest upwards. */
static void
tree_root(const struct audit *a, unsigned char root[HASH])
{
	bool any = false;
	size_t level;

	digest(root, "", 0, "", 0);
	for (level = 0; level < LEVELS; level++) {
		if (((a->leaves >> level) & 1) == 0)
			continue;
		if (any)
			node_hash(root, a->stack[level], root);
		else
			memcpy(root, a->stack[level], HASH);
		any = true;
	}
}

/* The head that the reader knows from elsewhere: whoever holds the key can
 * sign another tail, but not unsay that one. */
static void
witness_check(struct audit *a)
{
	unsigned char root[HASH], told[HASH];

	if (a->trust->root == NULL || a->leaves != a->trust->size)
		return;
	tree_root(a, root);
	if (!hex_get(a->trust->root, told, HASH) ||
	    memcmp(root, told, HASH) != 0)
		wrong(a, "the head that was known before",
		    "events under it were altered, removed or reordered");
}

static size_t
name_hash(const char *s)
{
	size_t h = 14695981039346656037u;

	for (; *s; s++)
		h = (h ^ (unsigned char)*s) * 1099511628211u;
	return h;
}

static struct chain *
chain_slot(struct chain *chains, size_t slots, const char *number)
{
	size_t i = name_hash(number) & (slots - 1);

	while (chains[i].number && strcmp(chains[i].number, number) != 0)
		i = (i + 1) & (slots - 1);
	return &chains[i];
}

static bool
chain_grow(struct audit *a)
{
	size_t slots = a->slots ? a->slots * 2 : 1024, i;
	struct chain *fresh;

	if (a->slots && a->used * 2 < a->slots)
		return true;
	if ((fresh = calloc(slots, sizeof(*fresh))) == NULL)
		return false;
	for (i = 0; i < a->slots; i++)
		if (a->chains[i].number)
			*chain_slot(fresh, slots, a->chains[i].number) =
			    a->chains[i];
	free(a->chains);
	a->chains = fresh;
	a->slots = slots;
	return true;
}

/* The event against the one before it of the same case; false when out of
 * memory. */
static bool
chain_check(struct audit *a, const char *where, const char *number, long seq,
    const unsigned char *prev, const unsigned char *hash)
{
	struct chain *c = chain_slot(a->chains, a->slots, number);

	if (c->number == NULL) { /* the line will be gone, the case stays */
		if ((c->number = strdup(number)) == NULL)
			return false;
		a->used++;
		a->out->cases++;
	}
	if (seq <= c->seq)
		wrong(a, where, "reordered or doubled");
	else if (seq != c->seq + 1)
		wrong(a, where, "an event before it was removed");
	else if (memcmp(prev, c->hash, HASH) != 0)
		wrong(a, where, "does not follow the event before it");
	c->seq = seq;
	memcpy(c->hash, hash, HASH);
	return true;
}

/* Whether the canonical text names this case and this place in it. */
static bool
text_names(
    const unsigned char *text, size_t n, const char *number, const char *seq)
{
	char head[256];
	int len = snprintf(head, sizeof(head), "%zu:%s,%zu:%s,", strlen(number),
	    number, strlen(seq), seq);

	return len > 0 && (size_t)len <= n && memcmp(text, head, len) == 0;
}

static bool
line_event(struct audit *a, char *f[7])
{
	unsigned char prev[HASH], hash[HASH], real[HASH], *text;
	char where[192];
	size_t n = strlen(f[6]);
	bool ok;
	int len;

	if (!hex_get(f[4], prev, HASH) || !hex_get(f[5], hash, HASH) ||
	    n % 4 != 0 || n > INT_MAX || !chain_grow(a) ||
	    (text = malloc(n / 4 * 3 + 1)) == NULL)
		return false;
	len = EVP_DecodeBlock(text, (unsigned char *)f[6], (int)n);
	len -= n >= 1 && f[6][n - 1] == '=';
	len -= n >= 2 && f[6][n - 2] == '=';
	snprintf(where, sizeof(where), "event %s of case %s (log %s)", f[3],
	    f[2], f[1]);
	if (len < 0) {
		free(text);
		return false;
	}
	digest(real, prev, HASH, text, (size_t)len);
	if (memcmp(real, hash, HASH) != 0 ||
	    !text_names(text, (size_t)len, f[2], f[3]))
		wrong(a, where, "altered");
	if (strtoul(f[1], NULL, 10) != a->leaves)
		wrong(a, where, "the log has a gap or another order before it");
	ok = chain_check(a, where, f[2], strtol(f[3], NULL, 10), prev, hash);
	tree_add(a, hash);
	witness_check(a);
	a->out->events++;
	free(text);
	return ok;
}

static bool
head_signed(const struct audit *a, const char *size, const char *root,
    const char *signature)
{
	unsigned char key[32], sig[64];
	char text[160];
	EVP_MD_CTX *md = EVP_MD_CTX_new();
	EVP_PKEY *pk = NULL;
	bool ok = false;
	int n;

	n = snprintf(
	    text, sizeof(text), "kuaibao audit head\n%s\n%s\n", size, root);
	if (md && hex_get(a->trust->key ? a->trust->key : a->key, key, 32) &&
	    hex_get(signature, sig, 64) &&
	    (pk = EVP_PKEY_new_raw_public_key(EVP_PKEY_ED25519, NULL, key, 32)))
		ok = EVP_DigestVerifyInit(md, NULL, NULL, NULL, pk) == 1 &&
		     EVP_DigestVerify(
			 md, sig, 64, (unsigned char *)text, (size_t)n) == 1;
	EVP_PKEY_free(pk);
	EVP_MD_CTX_free(md);
	return ok;
}

/* A head stands behind the events that it covers. */
static bool
line_head(struct audit *a, char *f[7])
{
	unsigned char root[HASH], told[HASH];
	size_t size = strtoul(f[1], NULL, 10), digits = strlen(f[1]);
	char where[64];

	if (digits == 0 || digits > 18 ||
	    strspn(f[1], "0123456789") != digits || !hex_get(f[2], told, HASH))
		return false;
	snprintf(where, sizeof(where), "head of %zu events", size);
	a->out->heads++;
	if (!head_signed(a, f[1], f[2], f[4]))
		wrong(a, where, "not signed by the key");
	if (size > a->leaves) {
		wrong(a, where, "events at the end were removed");
		return true;
	}
	if (size < a->leaves)
		wrong(a, where, "events before it were inserted");
	tree_root(a, root);
	if (memcmp(root, told, HASH) != 0)
		wrong(a, where, "signed over other events than these");
	a->sealed = size;
	return true;
}

static bool
audit_line(struct audit *a, char *line)
{
	char *f[7] = {0};
	size_t n = 0;

	while (n < 7 && (f[n] = strsep(&line, "\t")) != NULL)
		n++;
	if (line != NULL)
		return false;
	if (n == 3 && strcmp(f[0], "key") == 0) {
		snprintf(a->key, sizeof(a->key), "%s", f[2]);
		return true;
	}
	if (n == 7 && strcmp(f[0], "event") == 0)
		return line_event(a, f);
	return n == 5 && strcmp(f[0], "head") == 0 && line_head(a, f);
}

/* What is not signed could have been written by anybody. */
static void
tail_check(struct audit *a)
{
	char where[64];

	if (a->trust->root && a->leaves < a->trust->size) {
		snprintf(where, sizeof(where), "events %zu to %zu", a->leaves,
		    a->trust->size - 1);
		wrong(a, where, "removed: a head over them was known before");
	}
	if (a->sealed == a->leaves)
		return;
	snprintf(where, sizeof(where), "events from %zu on", a->sealed);
	wrong(a, where, "no signed head stands behind them");
}

static void
audit_clear(struct audit *a)
{
	size_t i;

	for (i = 0; i < a->slots; i++)
		free(a->chains[i].number);
	free(a->chains);
}

bool
audit_check(FILE *in, const struct audit_trust *trust, struct audit_result *out,
    struct err *err)
{
	struct audit a = {.out = out, .trust = trust};
	char *line = NULL, where[32];
	size_t cap = 0, n = 0;
	ssize_t len;
	bool ok = true;

	memset(out, 0, sizeof(*out));
	while (ok && (len = getline(&line, &cap, in)) > 0) {
		n++;
		if (line[len - 1] == '\n')
			line[--len] = '\0';
		ok = strlen(line) == (size_t)len &&
		     (n == 1 ? strcmp(line, "kuaibao-audit 1") == 0
			     : audit_line(&a, line));
	}
	if (ok)
		tail_check(&a);
	free(line);
	audit_clear(&a);
	if (ok && n > 0)
		return true;
	snprintf(where, sizeof(where), "line %zu", n);
	err_arg(err, where);
	return err_fail(err, ERR_INPUT, "audit-export", "%s", where);
}
