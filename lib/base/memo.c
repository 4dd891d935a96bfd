/* memo.c: see memo.h. */
#include "base/memo.h"

#include <stdlib.h>
#include <string.h>

struct entry {
	struct buf key; /* kind, then key */
	struct buf value;
};

struct memo {
	struct entry *entries;
	unsigned n, next; /* how many; whose turn it is to go */
};

struct memo *
memo_new(unsigned most)
{
	struct memo *m = calloc(1, sizeof(*m));

	if (m == NULL ||
	    (m->entries = calloc(most, sizeof(*m->entries))) == NULL) {
		free(m);
		return NULL;
	}
	m->n = most;
	return m;
}

void
memo_free(struct memo *m)
{
	if (m == NULL)
		return;
	for (unsigned i = 0; i < m->n; i++) {
		buf_clear(&m->entries[i].key);
		buf_clear(&m->entries[i].value);
	}
	free(m->entries);
	free(m);
}

const struct buf *
memo_get(const struct memo *m, char kind, const void *key, size_t n)
{
	for (unsigned i = 0; i < m->n; i++) {
		const struct entry *e = &m->entries[i];

		if (e->key.len == n + 1 && e->key.data[0] == kind &&
		    memcmp(e->key.data + 1, key, n) == 0)
			return &e->value;
	}
	return NULL;
}

void
memo_put(struct memo *m, char kind, const void *key, size_t n,
    const struct buf *value)
{
	struct entry *e = &m->entries[m->next];

	buf_empty(&e->key);
	buf_empty(&e->value);
	buf_addc(&e->key, kind);
	buf_add(&e->key, key, n);
	buf_add(&e->value, value->data, value->len);
	if (e->key.failed || e->value.failed || value->failed) {
		buf_clear(&e->key);
		buf_clear(&e->value);
		return;
	}
	m->next = (m->next + 1) % m->n;
}
