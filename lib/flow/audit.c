/* audit.c: see audit.h. The check of an export. */
#include "flow/audit.h"

#include <openssl/evp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define HASH 32
#define LEVELS 64

struct chain { /* the last event seen of a case */
	char *number;
	long seq;
	unsigned char hash[HASH];
};

struct audit {
	struct audit_result *out;
	const char *trusted;
	char key[65];
	struct chain *chains; /* open addressing by number */
	size_t slots, used;
	unsigned char stack[LEVELS][HASH]; /* roots of full subtrees */
	size_t leaves;
};

static void
wrong(struct audit *a, const char *where, const char *why)
{
	if (a->out->wrong[0] == '\0')
		snprintf(
		    a->out->wrong, sizeof(a->out->wrong), "%s: %s", where, why);
}

static bool
unhex(const char *s, unsigned char *out, size_t n)
{
	size_t i;
	unsigned int b;

	if (strlen(s) != 2 * n)
		return false;
	for (i = 0; i < n; i++) {
		if (sscanf(s + 2 * i, "%2x", &b) != 1)
			return false;
		out[i] = (unsigned char)b;
	}
	return true;
}

static void
digest(
    unsigned char out[HASH], const void *p, size_t n, const void *q, size_t m)
{
	EVP_MD_CTX *md = EVP_MD_CTX_new();

	memset(out, 0, HASH);
	if (md && EVP_DigestInit_ex(md, EVP_sha256(), NULL) == 1 &&
	    EVP_DigestUpdate(md, p, n) == 1 && EVP_DigestUpdate(md, q, m) == 1)
		EVP_DigestFinal_ex(md, out, NULL);
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

/* The event against the one before it of the same case. */
static void
chain_check(struct audit *a, const char *where, const char *number, long seq,
    const unsigned char *prev, const unsigned char *hash)
{
	struct chain *c = chain_slot(a->chains, a->slots, number);

	if (c->number == NULL) { /* the line will be gone, the case stays */
		c->number = strdup(number);
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
	int len;

	if (!unhex(f[4], prev, HASH) || !unhex(f[5], hash, HASH) ||
	    n % 4 != 0 || !chain_grow(a) ||
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
	chain_check(a, where, f[2], strtol(f[3], NULL, 10), prev, hash);
	tree_add(a, hash);
	a->out->events++;
	free(text);
	return true;
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
	if (md && unhex(a->trusted ? a->trusted : a->key, key, 32) &&
	    unhex(signature, sig, 64) &&
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
	size_t size = strtoul(f[1], NULL, 10);
	char where[64];

	if (!unhex(f[2], told, HASH))
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

static void
audit_clear(struct audit *a)
{
	size_t i;

	for (i = 0; i < a->slots; i++)
		free(a->chains[i].number);
	free(a->chains);
}

bool
audit_check(
    FILE *in, const char *key, struct audit_result *out, struct err *err)
{
	struct audit a = {.out = out, .trusted = key};
	char *line = NULL, where[32];
	size_t cap = 0, n = 0;
	ssize_t len;
	bool ok = true;

	memset(out, 0, sizeof(*out));
	while (ok && (len = getline(&line, &cap, in)) > 0) {
		n++;
		if (line[len - 1] == '\n')
			line[len - 1] = '\0';
		ok = n == 1 ? strcmp(line, "kuaibao-audit 1") == 0
			    : audit_line(&a, line);
	}
	free(line);
	audit_clear(&a);
	if (ok && n > 0)
		return true;
	snprintf(where, sizeof(where), "line %zu", n);
	err_arg(err, where);
	return err_fail(err, ERR_INPUT, "audit-export", "%s", where);
}
