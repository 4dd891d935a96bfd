/* guard.c: libFuzzer over doc_parse: what parses also serializes, parses again
 * and serializes alike; what the guard takes never trips the parser's limits.
 * clang -g -O1 -fsanitize=fuzzer,address,undefined … lib/base/(*).c lib/xml/(*).c */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "xml/doc.h"
#include "xml/mem.h"

int LLVMFuzzerTestOneInput(const uint8_t *p, size_t n);

static void
write_or_stop(xmlDoc *d, struct buf *b)
{
	struct err e = {0};

	if (!node_write(xmlDocGetRootElement(d), b, &e))
		abort();
	if (!utf8_valid_xml(b->data, b->len))
		abort();
}

int
LLVMFuzzerTestOneInput(const uint8_t *p, size_t n)
{
	const struct guard g = {
	    .bytes = 1 << 16, .depth = 20, .attributes = 10, .namespaces = 5};
	struct err e = {0};
	struct buf once, twice;
	xmlDoc *d, *again;

	if (!xmlmem_init(&e))
		abort();
	d = doc_parse((const char *)p, n, &g, &e);
	if ((d == NULL) != (e.kind == ERR_INPUT || e.kind == ERR_LARGE))
		abort();
	if (d == NULL)
		return 0;
	buf_init(&once, 0);
	buf_init(&twice, 0);
	write_or_stop(d, &once);
	again = doc_parse(once.data, once.len, NULL, &e);
	if (again == NULL)
		abort();
	write_or_stop(again, &twice);
	if (once.len != twice.len || memcmp(once.data, twice.data, once.len))
		abort();
	xmlFreeDoc(again);
	xmlFreeDoc(d);
	buf_clear(&twice);
	buf_clear(&once);
	return 0;
}
