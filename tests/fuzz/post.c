/* post.c: libFuzzer over post_urlenc: what parses also serializes, and parses
 * again to the same pairs.
 * clang -g -O1 -fsanitize=fuzzer,address,undefined … lib/base/(*).c lib/form/(*).c */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/utf8.h"
#include "form/post.h"

int LLVMFuzzerTestOneInput(const uint8_t *p, size_t n);

static void
must(bool ok)
{
	if (!ok)
		abort();
}

static void
escape(const char *s, struct buf *b)
{
	for (; *s != '\0'; s++)
		buf_addf(b, "%%%02X", (unsigned char)*s);
}

static void
same(const struct post *x, const struct post *y)
{
	must(x->n == y->n);
	for (size_t i = 0; i < x->n; i++)
		must(strcmp(x->pairs[i].name, y->pairs[i].name) == 0 &&
		     strcmp(x->pairs[i].value, y->pairs[i].value) == 0);
}

int
LLVMFuzzerTestOneInput(const uint8_t *p, size_t n)
{
	static struct arena *a;
	struct post_limits l = {
	    .pairs = 50, .value = 500, .name = 50, .total = 4096};
	struct post post, again;
	struct err err = {0};
	struct buf b;

	if (a == NULL)
		a = arena_new(1 << 20);
	arena_reset(a);
	if (!post_urlenc((const char *)p, n, &l, a, &post, &err)) {
		must(err.kind == ERR_INPUT || err.kind == ERR_LARGE);
		must(post.n == 0);
		return 0;
	}
	must(post.n <= l.pairs);
	buf_init(&b, 0);
	for (size_t i = 0; i < post.n; i++) {
		const struct pair *q = &post.pairs[i];

		must(strlen(q->name) <= l.name && strlen(q->value) <= l.value);
		must(utf8_valid_xml(q->name, strlen(q->name)));
		must(utf8_valid_xml(q->value, strlen(q->value)));
		must(post_get(&post, q->name) != NULL);
		escape(q->name, &b);
		buf_addc(&b, '=');
		escape(q->value, &b);
		buf_addc(&b, '&');
	}
	must(
	    post_urlenc(b.len > 0 ? b.data : "", b.len, NULL, a, &again, &err));
	same(&post, &again);
	buf_clear(&b);
	return 0;
}
