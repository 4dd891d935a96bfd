/* page_gallery.c: the sample letters: a list, each one's page, its files. */
#include <stdio.h>
#include <string.h>

#include "fcgi/portal.h"
#include "letter/gallery.h"
#include "xml/doc.h"

static void
sample_facts(xmlNode *n, const struct sample *s)
{
	char pages[24];

	snprintf(pages, sizeof(pages), "%zu", s->pages);
	node_set(n, "name", s->name);
	node_set(n, "title", s->title);
	node_set(n, "pages", pages);
}

/* GET /tool/letter: <sample name title pages/>* */
void
page_gallery(struct visit *v)
{
	const struct gallery *g = v->site->gallery;

	if (!visit_read(v, "tool_letter")) {
		visit_fail(v);
		return;
	}
	for (size_t i = 0; i < g->n; i++)
		sample_facts(node_add(v->page, "sample", NULL), &g->samples[i]);
	visit_show(v, "tool_letter");
}

static void
send_text(struct visit *v, const char *type, const struct kept_text *t)
{
	serve_send(v->r, 200, type, gallery_data(v->site->gallery, t), t->len);
}

/* GET /tool/letter/NAME, NAME.pdf, NAME.ofd, NAME.xml */
void
page_sample(struct visit *v)
{
	const char *given = visit_param(v, "name");
	size_t n = strcspn(given, ".");
	const char *name = arena_strndup(v->a, given, n), *end = given + n;
	const struct sample *s =
	    name != NULL ? gallery_find(v->site->gallery, name) : NULL;

	if (s == NULL) {
		err_fail(&v->err, ERR_NOTFOUND, "page", "no sample %s", given);
		visit_fail(v);
	} else if (strcmp(end, ".pdf") == 0) {
		send_text(v, "application/pdf", &s->pdf);
	} else if (strcmp(end, ".ofd") == 0) {
		send_text(v, "application/ofd", &s->ofd);
	} else if (strcmp(end, ".xml") == 0) {
		send_text(v, "application/xml; charset=utf-8", &s->xml);
	} else if (visit_read(v, "tool_sample") &&
		   node_parse(v->page, "sample",
		       gallery_data(v->site->gallery, &s->shown), s->shown.len,
		       &v->err)) {
		sample_facts(v->page->last, s);
		visit_show(v, "tool_sample");
	} else {
		visit_fail(v);
	}
}
