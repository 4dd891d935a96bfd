/* receipt.c: libFuzzer over receipt_read: what is a receipt of ours is made
 * again with its body the same; what the findings say can be written. */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

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

/* The findings of a receipt, as a report of ours. */
static void
report_of(const struct receipt *c, struct report *r)
{
	struct err err = {0};

	for (const xmlNode *f = node_child(c->node, "finding"); f != NULL;
	     f = node_next(f)) {
		const char *code = node_attr(f, "code");
		const xmlNode *zh = node_child(f, "text");

		report_say(r, code != NULL ? code : "", f, node_text(zh),
		    node_text(node_next(zh)), &err);
	}
}

int
LLVMFuzzerTestOneInput(const uint8_t *p, size_t n)
{
	static struct arena *a;
	struct envelope e;
	struct receipt c;
	struct report r, again;
	struct err err = {0};
	xmlDoc *d = NULL, *out;
	xmlNode *root;
	struct buf b = {0};

	if (a == NULL) {
		must(xmlmem_init(&err));
		a = arena_new(64 << 20);
	}
	arena_reset(a);
	report_init(&r, a);
	if (envelope_parse((const char *)p, n, &d, &r, &err) &&
	    envelope_read(d, &e, &r, &err) && receipt_read(&e, &c, &r, &err)) {
		must(strcmp(c.message, e.refers_to) == 0 && c.size >= 0);
		must(
		    receipt_stage(receipt_stage_name(c.stage)) == (int)c.stage);
		report_init(&again, a);
		report_of(&c, &again);
		out = xmlNewDoc(BAD_CAST "1.0");
		root = xmlNewDocNode(out, NULL, BAD_CAST "r", NULL);
		xmlDocSetRootElement(out, root);
		must(report_write(&again, root) && node_write(root, &b, &err));
		xmlFreeDoc(out);
		out = doc_parse(b.data, b.len, NULL, &err);
		must(out != NULL);
		xmlFreeDoc(out);
		buf_clear(&b);
	}
	xmlFreeDoc(d);
	return 0;
}
