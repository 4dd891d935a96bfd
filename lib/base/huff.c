/* huff.c: see huff.h. RFC 1951. */
#include "base/huff.h"

#include <endian.h>
#include <stdlib.h>
#include <string.h>

enum { SYMBOLS = 257, LONGEST = 15, STORED = 512 };

void
bits_put(struct bits *s, uint64_t v, unsigned n)
{
	uint64_t w;

	s->hold |= v << s->n;
	s->n += n;
	if (s->n < 8)
		return;
	buf_reserve(&s->b, sizeof(w));
	if (s->b.failed)
		return;
	w = htole64(s->hold);
	memcpy(s->b.data + s->b.len, &w, sizeof(w));
	s->b.len += s->n / 8;
	s->b.data[s->b.len] = '\0';
	s->hold >>= s->n & ~7u;
	s->n %= 8;
}

void
bits_add(struct bits *s, const void *p, size_t n)
{
	const uint8_t *in = p;
	uint8_t *out;
	size_t whole = n / 8;

	buf_reserve(&s->b, whole);
	if (s->b.failed)
		return;
	out = (uint8_t *)s->b.data + s->b.len;
	for (; whole >= 8; whole -= 8, in += 8, out += 8) {
		uint64_t v, w;

		memcpy(&v, in, 8);
		v = le64toh(v);
		w = htole64(s->hold | v << s->n);
		memcpy(out, &w, 8);
		s->hold = s->n > 0 ? v >> (64 - s->n) : 0;
	}
	s->b.len = (size_t)(out - (uint8_t *)s->b.data);
	for (; whole > 0; whole--)
		bits_put(s, *in++, 8);
	if (n % 8 != 0)
		bits_put(s, *in & ((1u << n % 8) - 1), n % 8);
}

void
bits_align(struct bits *s)
{
	if (s->n > 0)
		bits_put(s, 0, 8 - s->n);
}

void
bits_clear(struct bits *s)
{
	buf_clear(&s->b);
	s->hold = s->n = 0;
}

struct leaf {
	size_t weight;
	int symbol;
};

static int
by_weight(const void *a, const void *b)
{
	const struct leaf *x = a, *y = b;

	if (x->weight != y->weight)
		return x->weight < y->weight ? -1 : 1;
	return x->symbol - y->symbol;
}

/* Depth of each symbol in Huffman's tree; returns the greatest. Nodes come
 * into being in order of weight, so the lightest two are at the heads of two
 * rows; of equal ones the leaf goes first, which makes the tree flat. */
static unsigned
tree_depths(const size_t *often, uint8_t *depth)
{
	struct leaf leaf[SYMBOLS];
	size_t weight[2 * SYMBOLS];
	int up[2 * SYMBOLS] = {0}, level[2 * SYMBOLS];
	int n = SYMBOLS, next = 0, node = SYMBOLS;
	unsigned most = 0;

	for (int i = 0; i < SYMBOLS; i++)
		leaf[i] = (struct leaf){often[i], i};
	qsort(leaf, SYMBOLS, sizeof(*leaf), by_weight);
	for (int i = 0; i < SYMBOLS; i++)
		weight[i] = leaf[i].weight;
	for (; n < 2 * SYMBOLS - 1; n++) {
		weight[n] = 0;
		for (int k = 0; k < 2; k++) {
			bool is_leaf =
			    next < SYMBOLS &&
			    (node == n || weight[next] <= weight[node]);
			int least = is_leaf ? next++ : node++;

			up[least] = n;
			weight[n] += weight[least];
		}
	}
	level[n - 1] = 0;
	for (int i = n - 2; i >= 0; i--)
		level[i] = level[up[i]] + 1;
	for (int i = 0; i < SYMBOLS; i++) {
		depth[leaf[i].symbol] = (uint8_t)level[i];
		most = (unsigned)level[i] > most ? (unsigned)level[i] : most;
	}
	return most;
}

/* Codes in order of length, then symbol, written from the highest bit. */
static void
codes_make(struct huff *h)
{
	unsigned code = 0;

	for (unsigned len = 1; len <= LONGEST; len++, code <<= 1)
		for (int i = 0; i < SYMBOLS; i++) {
			unsigned turned = 0;

			if (h->length[i] != len)
				continue;
			for (unsigned k = 0; k < len; k++)
				turned |= (code >> k & 1) << (len - 1 - k);
			h->code[i] = (uint16_t)turned;
			code++;
		}
}

void
huff_make(struct huff *h, const size_t often[256])
{
	size_t weight[SYMBOLS];

	for (int i = 0; i < SYMBOLS; i++)
		weight[i] = i == HUFF_END ? 1 : often[i] + 1;
	while (tree_depths(weight, h->length) > LONGEST)
		for (int i = 0; i < SYMBOLS; i++)
			weight[i] = weight[i] / 4 + 1;
	codes_make(h);
}

/* All lengths by a code of 4 bits each; two distances that nobody uses. */
void
huff_head(const struct huff *h, struct bits *out)
{
	bits_put(out, 2 << 1, 3);
	bits_put(out, SYMBOLS - 257, 5);
	bits_put(out, 2 - 1, 5);
	bits_put(out, 19 - 4, 4);
	for (int i = 0; i < 19; i++)
		bits_put(out, i < 3 ? 0 : 4, 3);
	for (int i = 0; i < SYMBOLS + 2; i++) {
		unsigned v = i < SYMBOLS ? h->length[i] : 1;

		bits_put(out,
		    (v & 1) << 3 | (v & 2) << 1 | (v & 4) >> 1 | v >> 3, 4);
	}
}

/* Three codes at a time: at most 45 bits. */
void
huff_put(const struct huff *h, const void *p, size_t n, struct bits *out)
{
	const uint8_t *in = p, *end = in + n;

	while (in < end) {
		uint64_t v = 0;
		unsigned len = 0;

		for (int k = 0; k < 3 && in < end; k++, in++) {
			v |= (uint64_t)h->code[*in] << len;
			len += h->length[*in];
		}
		bits_put(out, v, len);
	}
}

void
huff_end(const struct huff *h, struct bits *out)
{
	bits_put(out, h->code[HUFF_END], h->length[HUFF_END]);
}

void
huff_block(const void *p, size_t n, struct bits *out)
{
	const uint8_t *in = p;
	size_t often[256] = {0};
	struct huff h;

	if (n <= STORED) {
		bits_put(out, 0, 3);
		bits_align(out);
		bits_put(out, n, 16);
		bits_put(out, ~n & 0xffff, 16);
		bits_add(out, p, n * 8);
		return;
	}
	for (size_t i = 0; i < n; i++)
		often[in[i]]++;
	huff_make(&h, often);
	huff_head(&h, out);
	huff_put(&h, p, n, out);
	huff_end(&h, out);
}

/* An empty block of the fixed code, marked as the last. */
void
huff_last(struct bits *out)
{
	bits_put(out, 1 | 1 << 1, 3);
	bits_put(out, 0, 7);
	bits_align(out);
}
