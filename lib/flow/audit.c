/* audit.c: see audit.h. The check of an export. */
#include "flow/audit.h"

#include <openssl/evp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/hex.h"
#include "flow/audit_private.h"

void
audit_wrong(struct audit *a, const char *where, const char *why)
{
	if (a->out->wrong[0] == '\0')
		snprintf(
		    a->out->wrong, sizeof(a->out->wrong), "%s: %s", where, why);
}

void
audit_digest(
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
	audit_digest(out, both, sizeof(both), "", 0);
}

/* Adds a leaf: equal subtrees merge, as the bits of the size carry. */
static void
tree_add(struct audit *a, const unsigned char hash[HASH])
{
	unsigned char node[HASH];
	size_t n = a->leaves++, level = 0;

	audit_digest(node, "\0", 1, hash, HASH);
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

	audit_digest(root, "", 0, "", 0);
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
		audit_wrong(a, "the head that was known before",
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
		audit_wrong(a, where, "reordered or doubled");
	else if (seq != c->seq + 1)
		audit_wrong(a, where, "an event before it was removed");
	else if (memcmp(prev, c->hash, HASH) != 0)
		audit_wrong(a, where, "does not follow the event before it");
	c->seq = seq;
	memcpy(c->hash, hash, HASH);
	return true;
}

/* Whether the canonical text names this case and this place in it. */
static bool
text_names(const char *text, size_t n, const char *number, const char *seq)
{
	char head[256];
	int len = snprintf(head, sizeof(head), "%zu:%s,%zu:%s,", strlen(number),
	    number, strlen(seq), seq);

	return len > 0 && (size_t)len <= n && memcmp(text, head, len) == 0;
}

void
audit_leaf(struct audit *a, const char *where, const char *index,
    const unsigned char hash[HASH])
{
	char is[24];

	if (a->key[0] == '\0')
		audit_wrong(a, where, "no key stands before it");
	snprintf(is, sizeof(is), "%zu", a->leaves);
	if (strcmp(index, is) != 0)
		audit_wrong(
		    a, where, "the log has a gap or another order before it");
	tree_add(a, hash);
	witness_check(a);
}

static bool
line_event(struct audit *a, char *f[7])
{
	unsigned char prev[HASH], hash[HASH], real[HASH];
	char where[192];
	struct buf text = {0};
	bool ok = audit_hex(f[4], prev, HASH) && audit_hex(f[5], hash, HASH) &&
		  audit_base64(f[6], &text) && chain_grow(a);

	snprintf(where, sizeof(where), "event %s of case %s (log %s)", f[3],
	    f[2], f[1]);
	if (ok) {
		audit_digest(real, prev, HASH, text.data, text.len);
		if (memcmp(real, hash, HASH) != 0 ||
		    !text_names(text.data, text.len, f[2], f[3]))
			audit_wrong(a, where, "altered");
		audit_leaf(a, where, f[1], hash);
		ok = chain_check(
		    a, where, f[2], strtol(f[3], NULL, 10), prev, hash);
		a->out->events++;
	}
	buf_clear(&text);
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
	    audit_hex(signature, sig, 64) &&
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
	if (strncmp(f[3], a->key, 16) != 0 || strlen(f[3]) != 16 ||
	    !head_signed(a, f[1], f[2], f[4]))
		audit_wrong(a, where, "not signed by the key");
	if (size > a->leaves) {
		audit_wrong(a, where, "events at the end were removed");
		return true;
	}
	if (size < a->leaves)
		audit_wrong(a, where, "events before it were inserted");
	tree_root(a, root);
	if (memcmp(root, told, HASH) != 0)
		audit_wrong(a, where, "signed over other events than these");
	a->sealed = size;
	return true;
}

static bool
line_key(struct audit *a, char *f[7])
{
	unsigned char key[32];

	if (!audit_hex(f[2], key, sizeof(key)) || strlen(f[1]) != 16 ||
	    strncmp(f[1], f[2], 16) != 0)
		return false;
	if (a->key[0] != '\0' || a->leaves > 0)
		audit_wrong(a, "key", "in another place than the first");
	if (a->trust->key != NULL && strcmp(a->trust->key, f[2]) != 0)
		audit_wrong(a, "key", "not the one that is trusted");
	snprintf(a->key, sizeof(a->key), "%s", f[2]);
	return true;
}

/* The last line: how much there is. */
static bool
line_end(struct audit *a, char *f[7])
{
	char is[3][24];
	const size_t n[] = {a->leaves, a->out->heads, a->bodies};

	for (size_t i = 0; i < 3; i++) {
		snprintf(is[i], sizeof(is[i]), "%zu", n[i]);
		if (strcmp(is[i], f[i + 1]) != 0)
			audit_wrong(
			    a, "end", "lines before it were removed or added");
	}
	a->ended = true;
	return true;
}

static bool
audit_line(struct audit *a, char *line)
{
	char *f[7] = {0};
	size_t n = 0;

	while (n < 7 && (f[n] = strsep(&line, "\t")) != NULL)
		n++;
	if (line != NULL || a->ended)
		return false;
	if (n == 3 && strcmp(f[0], "key") == 0)
		return line_key(a, f);
	if (n == 7 && strcmp(f[0], "event") == 0)
		return line_event(a, f);
	if (n == 6 && strcmp(f[0], "receipt") == 0)
		return audit_receipt(a, f);
	if (n == 4 && strcmp(f[0], "end") == 0)
		return line_end(a, f);
	return n == 5 && strcmp(f[0], "head") == 0 && line_head(a, f);
}

/* The first line. */
static bool
audit_title(struct audit *a, const char *line)
{
	a->messages = strcmp(line, "kuaibao-audit 2 messages") == 0;
	return a->messages || strcmp(line, "kuaibao-audit 2") == 0;
}

/* What is not signed could have been written by anybody. */
static void
tail_check(struct audit *a)
{
	char where[64];

	if (a->trust->root && a->leaves < a->trust->size) {
		snprintf(where, sizeof(where), "events %zu to %zu", a->leaves,
		    a->trust->size - 1);
		audit_wrong(
		    a, where, "removed: a head over them was known before");
	}
	if (!a->ended)
		audit_wrong(a, "the file", "its end was cut off");
	if (a->sealed == a->leaves)
		return;
	snprintf(where, sizeof(where), "events from %zu on", a->sealed);
	audit_wrong(a, where, "no signed head stands behind them");
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
		ok = line[len - 1] == '\n';
		line[--len] = '\0';
		ok = ok && strlen(line) == (size_t)len &&
		     (n == 1 ? audit_title(&a, line) : audit_line(&a, line));
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
