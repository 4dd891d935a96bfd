/* show.c: a letter on a page: drawn, with its conformance report; see
 * gallery.h. */
#include <stdio.h>

#include "draw/draw.h"
#include "letter/gallery.h"
#include "xml/doc.h"

static void
rule_add(void *ctx, const char *clause, const char *rule, double wanted,
    double measured, bool ok)
{
	xmlNode *n = node_add(ctx, "rule", rule);
	char mm[32];

	node_set(n, "clause", clause);
	snprintf(mm, sizeof(mm), "%.2f", wanted);
	node_set(n, "wanted", mm);
	snprintf(mm, sizeof(mm), "%.2f", measured);
	node_set(n, "measured", mm);
	node_set(n, "ok", ok ? "true" : "false");
}

/* The fragment that svg_write makes is well-formed: it joins the page. */
bool
letter_show(const struct layout *l, xmlNode *parent, struct err *err)
{
	struct buf b = {0};
	xmlNode *preview;
	xmlDoc *doc;
	bool ok;

	ok = svg_write(l, &b, err);
	doc = ok ? doc_parse(b.data, b.len, NULL, err) : NULL;
	buf_clear(&b);
	if (doc == NULL)
		return false;
	preview = node_add(parent, "preview", NULL);
	node_graft(preview, xmlDocGetRootElement(doc));
	xmlFreeDoc(doc);
	letter_check(l, rule_add, node_add(parent, "report", NULL));
	return true;
}
