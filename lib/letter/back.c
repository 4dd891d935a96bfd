/* back.c: what follows the body: 附件说明, 出席, 署名, 附注; see set.h. */
#include <stdio.h>
#include <string.h>

#include "letter/set.h"
#include "xml/doc.h"

#define CLEAR 0.4 /* between a seal and the note below it */

/* 附件说明: one blank line, then 附件：1. name, wrapped under the name:
 * 9704 7.3.4. */
static bool
annex_notes_set(struct setter *s, const xmlNode *n)
{
	bool several = node_next(n) != NULL;
	char label[32];

	for (unsigned i = 1; n != NULL; n = node_next(n), i++) {
		struct para p = para_text(s, ROW_ANNEX_NOTE);
		struct text t = {0};

		set_tag(s, "annex-note", n);
		snprintf(label, sizeof(label), several ? "%s%u." : "%s",
		    i == 1 ? "附件：" : "", i);
		if (!text_add(&s->src, &t, label, FONT_FANGSONG))
			return false;
		p.m.first = (i == 1 ? 2 : 5) * MM_CELL;
		p.m.rest = p.m.first + text_width(&t, 0, t.n) * MM_CELL;
		p.gap = i == 1 ? MM_LINE : GAP_LEAD;
		if (!text_add_node(&s->src, &t, n, FONT_FANGSONG) ||
		    !flow_para(s, &t, &p))
			return false;
	}
	return true;
}

/* 出席, 请假, 列席 of 纪要: one blank line, 2 characters in, the label in 黑体,
 * names wrapped behind its colon: 9704 10.3. */
static bool
attendance_set(struct setter *s, const xmlNode *n)
{
	for (bool first = true; n != NULL; n = node_next(n), first = false) {
		struct para p = para_text(s, ROW_ATTENDANCE);
		const char *label = node_attr(n, "label");
		struct text t = {0};

		set_tag(s, "attendance", n);
		if (!text_add(&s->src, &t, label, FONT_HEI) ||
		    !text_add(&s->src, &t, "：", FONT_HEI))
			return false;
		p.m.rest = p.m.first + text_width(&t, 0, t.n) * MM_CELL;
		p.gap = first ? MM_LINE : GAP_LEAD;
		if (!text_add_node(&s->src, &t, n, FONT_FANGSONG) ||
		    !flow_para(s, &t, &p))
			return false;
	}
	return true;
}

/* How far the seals reach below the date when a note of that width would run
 * into them; 0: it is clear of them. */
static double
seal_below(const struct setter *s, double right)
{
	const struct row *date = &s->flow.rows[s->flow.n - 1], *r = date - 1;
	double low = 0;

	if (s->flow.n < 2 || date->kind != ROW_SIGN || r->kind != ROW_SIGN)
		return 0;
	for (size_t i = 0; i < r->n; i++)
		if (r->items[i].kind == ITEM_IMAGE && r->items[i].x < right)
			low = r->foot + r->h;
	return low - r->h - s->k->pitch;
}

/* 附注: left 2 characters, in （ ）, on the line below the date: 9704 7.3.6.
 * 33476.2 has a blank line between: after="blank". */
static bool
note_set(struct setter *s, const xmlNode *n)
{
	struct para p = para_text(s, ROW_NOTE);
	const char *after = node_attr(n, "after");
	struct text t = {0};
	double below;

	set_tag(s, "note", n);
	if (!text_add_node(&s->src, &t, n, FONT_FANGSONG))
		return false;
	if (t.n == 0)
		return true;
	if (t.cells[0].ch != U'（') {
		struct text all = {0};

		if (!text_add(&s->src, &all, "（", FONT_FANGSONG) ||
		    !text_add_node(&s->src, &all, n, FONT_FANGSONG) ||
		    !text_add(&s->src, &all, "）", FONT_FANGSONG))
			return false;
		t = all;
	}
	below =
	    seal_below(s, p.x + p.m.first + text_width(&t, 0, t.n) * MM_CELL);
	if (after != NULL && strcmp(after, "blank") == 0)
		p.gap = MM_LINE;
	else if (below > s->k->pitch - s->k->size3 - CLEAR)
		p.gap = below + CLEAR;
	p.m.justify = false;
	p.keep = true;
	return flow_para(s, &t, &p);
}

bool
back_set(struct setter *s)
{
	const xmlNode *n = node_child(s->root, "annex-note");

	if (n != NULL && !annex_notes_set(s, n))
		return false;
	n = node_child(s->root, "attendance");
	if (n != NULL && !attendance_set(s, n))
		return false;
	if ((n = node_child(s->root, "sign")) != NULL && !sign_set(s, n))
		return false;
	if ((n = node_child(s->root, "note")) != NULL && !note_set(s, n))
		return false;
	return true;
}
