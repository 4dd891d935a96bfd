/* annex.c: 附件: GB/T 9704-2012 7.3.7; see set.h. */
#include <stdio.h>
#include <string.h>

#include "letter/set.h"
#include "xml/doc.h"

/* 附件, or 附件2 when there are several; behind the letter's number when it is
 * bound apart. */
static void
annex_label(const struct setter *s, const xmlNode *annex, unsigned i,
    bool apart, char *label, size_t size)
{
	bool alone = i == 1 && node_next(annex) == NULL;
	const char *number = apart ? s->l->number : "";

	if (alone)
		snprintf(label, size, "%s附件", number);
	else
		snprintf(label, size, "%s附件%u", number, i);
}

/* 附件1 on row 1 in 黑体, title centred on row 3. */
static bool
annex_head(struct setter *s, const xmlNode *annex)
{
	const char *name = node_attr(annex, "title");
	struct text label = {0}, title = {0};
	struct row *row;

	set_tag(s, "annex", annex);
	if (!text_add(&s->src, &label, s->label, FONT_HEI))
		return false;
	if ((row = row_new(s, ROW_ANNEX, 0, s->k->size3)) == NULL)
		return set_busy(s);
	row_text(s, row, &label, MM_LEFT, 0, s->k->size3, MM_CELL, ALIGN_LEFT,
	    COLOR_BLACK);
	if (name == NULL || *name == '\0')
		return true;
	set_tag(s, "title", annex);
	return text_add(&s->src, &title, name, FONT_XBS) &&
	       title_set(s, &title, 2 * s->k->pitch - s->k->size3, false);
}

/* An annex on pages of its own: text, or a letter with a head. */
static bool
annex_set(struct setter *s, const xmlNode *annex)
{
	if ((s->root = node_child(annex, "letter")) == NULL)
		return annex_head(s, annex) && body_set(s, annex) &&
		       pages_fill(s);
	if (s->nested > 3)
		return err_fail(s->err, ERR_INPUT, "letter-nesting",
		    "letters nested more than three deep");
	return set_letter(s);
}

static bool
is_apart(const xmlNode *annex)
{
	const char *apart = node_attr(annex, "separate");

	return apart != NULL && strcmp(apart, "yes") == 0;
}

bool
annexes_set(struct setter *s, bool apart)
{
	const xmlNode *n = node_child(s->root, "annex");
	char label[300];

	for (unsigned i = 1; n != NULL; n = node_next(n), i++) {
		struct setter inner = {.l = s->l,
		    .k = s->k,
		    .src = s->src,
		    .err = s->err,
		    .dir = s->dir,
		    .node = s->node,
		    .label = label,
		    .first_page = s->l->n,
		    .nested = s->nested + 1};

		if (is_apart(n) != apart)
			continue;
		if (apart) /* its pages count from 1 */
			s->l->counted = s->l->n;
		annex_label(s, n, i, apart, label, sizeof(label));
		if (!annex_set(&inner, n))
			return false;
	}
	return true;
}
