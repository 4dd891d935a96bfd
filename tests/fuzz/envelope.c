/* envelope.c: libFuzzer over envelope_parse and envelope_read: what is read is
 * made again, and the same is read from that; every refusal has a finding. */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "exchange/envelope.h"
#include "exchange/receipt.h"
#include "xml/doc.h"
#include "xml/mem.h"

int LLVMFuzzerTestOneInput(const uint8_t *p, size_t n);

static void
must(bool ok)
{
	if (!ok)
		abort();
}

static bool
same_text(const char *a, const char *b)
{
	return (a == NULL) == (b == NULL) && (a == NULL || strcmp(a, b) == 0);
}

static void
same(const struct envelope *a, const struct envelope *b)
{
	must(same_text(a->id, b->id) && same_text(a->to, b->to) &&
	     same_text(a->conversation, b->conversation) &&
	     same_text(a->refers_to, b->refers_to) &&
	     same_text(a->from, b->from) && same_text(a->created, b->created) &&
	     same_text(a->profile, b->profile) && a->kind == b->kind &&
	     a->sequence == b->sequence && a->expires_at == b->expires_at &&
	     a->log_head.size == b->log_head.size && a->n_files == b->n_files);
	for (size_t i = 0; i < a->n_files; i++)
		must(strcmp(a->files[i].name, b->files[i].name) == 0 &&
		     a->files[i].size == b->files[i].size &&
		     memcmp(&a->files[i].digest, &b->files[i].digest,
			 sizeof(struct digest)) == 0);
}

static bool
read_in(
    const char *p, size_t n, struct arena *a, xmlDoc **d, struct envelope *e)
{
	struct report r;
	struct receipt c;
	struct err err = {0};
	bool ok;

	report_init(&r, a);
	ok =
	    envelope_parse(p, n, d, &r, &err) && envelope_read(*d, e, &r, &err);
	must(ok == (err.kind == ERR_NONE) && ok == (r.n == 0));
	must(ok || (*r.first->en != '\0' && *r.first->zh != '\0'));
	if (ok && (e->kind == ENVELOPE_RECEIPT || e->kind == ENVELOPE_ERROR))
		must(receipt_read(e, &c, &r, &err) == (err.kind == ERR_NONE));
	return ok;
}

int
LLVMFuzzerTestOneInput(const uint8_t *p, size_t n)
{
	static struct arena *a;
	struct envelope e, again;
	struct err err = {0};
	struct buf b = {0};
	xmlDoc *d = NULL, *made = NULL, *d2 = NULL;

	if (a == NULL) {
		must(xmlmem_init(&err));
		a = arena_new(64 << 20);
	}
	arena_reset(a);
	if (read_in((const char *)p, n, a, &d, &e)) {
		made = envelope_make(&e, &err);
		must(made != NULL &&
		     node_write(xmlDocGetRootElement(made), &b, &err));
		must(read_in(b.data, b.len, a, &d2, &again));
		same(&e, &again);
	}
	xmlFreeDoc(d2);
	xmlFreeDoc(made);
	xmlFreeDoc(d);
	buf_clear(&b);
	return 0;
}
