/* annex.c: 附件: GB/T 9704-2012 7.3.7; see set.h. */
#include <stdio.h>
#include <string.h>

#include "letter/set.h"
#include "xml/doc.h"

/* 附件, or 附件2 when there are several. */
static void
annex_label(const struct setter *s, unsigned i, char label[32])
{
	const xmlNode *first = node_child(s->root, "annex");

	if (node_next(first) == NULL)
		strcpy(label, "附件");
	else
		snprintf(label, 32, "附件%u", i);
}

/* 附件1 on row 1 in 黑体 (with the number of the letter when bound apart),
 * title centred on row 3. */
static bool
annex_head(struct setter *s, const xmlNode *annex, const char *label)
{
	const char *apart = node_attr(annex, "separate");
	const xmlChar *name = (const xmlChar *)node_attr(annex, "title");
	struct text t = {0};
	struct row *row;
	xmlNode *title;
	bool ok;

	set_tag(s, "annex");
	if (apart != NULL && strcmp(apart, "yes") == 0 &&
	    !text_add(&s->src, &t, s->l->number, FONT_HEI))
		return false;
	if (!text_add(&s->src, &t, label, FONT_HEI))
		return false;
	if ((row = row_new(s, ROW_ANNEX, 0, MM_SIZE_3)) == NULL)
		return set_busy(s);
	row->page = true;
	row_text(s, row, &t, MM_LEFT, 0, MM_SIZE_3, MM_CELL, ALIGN_LEFT,
	    COLOR_BLACK);
	if (name == NULL || *name == '\0')
		return true;
	if ((title = xmlNewNode(NULL, (const xmlChar *)"title")) == NULL)
		return set_busy(s);
	xmlNodeAddContent(title, name);
	ok = title_set(s, title, 2 * MM_PITCH - MM_SIZE_3);
	xmlFreeNode(title);
	return ok;
}

/* Those with a text of their own; they follow the flow on new pages. */
bool
annexes_set(struct setter *s)
{
	const xmlNode *n = node_child(s->root, "annex");
	char label[32];

	for (unsigned i = 1; n != NULL; n = node_next(n), i++) {
		if (node_child(n, "letter") != NULL)
			continue;
		annex_label(s, i, label);
		if (!annex_head(s, n, label) || !body_set(s, n))
			return false;
	}
	return true;
}

/* Those that are letters: they have heads and pages of their own. */
bool
annex_letters_set(struct setter *s)
{
	const xmlNode *n = node_child(s->root, "annex");
	char label[32];

	for (unsigned i = 1; n != NULL; n = node_next(n), i++) {
		struct setter inner = {.l = s->l,
		    .err = s->err,
		    .dir = s->dir,
		    .node = s->node,
		    .label = label,
		    .nested = s->nested + 1};

		if ((inner.root = node_child(n, "letter")) == NULL)
			continue;
		if (s->nested > 2)
			return err_fail(s->err, ERR_INPUT, "letter-nesting",
			    "letters nested more than three deep");
		inner.src = s->src;
		annex_label(s, i, label);
		if (!set_letter(&inner))
			return false;
	}
	return true;
}
