/* body.c: title, 主送, paragraphs, 附件说明, 附注; see set.h. */
#include <stdio.h>
#include <string.h>

#include "letter/set.h"
#include "letter/title.h"
#include "xml/doc.h"

static struct para
para_text(enum row_kind kind)
{
	return (struct para){.m = {.em = MM_CELL,
				 .width = MM_WIDTH,
				 .first = 2 * MM_CELL,
				 .justify = true},
	    .x = MM_LEFT,
	    .size = MM_SIZE_3,
	    .gap = GAP_LEAD,
	    .kind = kind};
}

/* 标题: 9704 7.3.1; lines broken by title.c. */
bool
title_set(struct setter *s, const xmlNode *n, double gap)
{
	double em = MM_SIZE_2, x;
	size_t ends[TITLE_LINES], lines, from = 0;
	struct text t = {0};

	set_tag(s, "title");
	if (!text_add_node(&s->src, &t, n, FONT_XBS))
		return false;
	text_glue(&t);
	lines = title_break(&t, MM_WIDTH / em, ends);
	for (size_t i = 0; i < lines; from = ends[i++]) {
		struct row *row =
		    row_new(s, ROW_TITLE, i == 0 ? gap : MM_78, MM_SIZE_2);
		struct text part = {
		    .cells = t.cells + from, .n = ends[i] - from};

		if (row == NULL)
			return set_busy(s);
		if (part.n > 0 && part.cells->kind == CELL_BREAK) {
			part.cells++;
			part.n--;
		}
		row->keep = i > 0;
		x = MM_MIDDLE;
		row_text(s, row, &part, x, 0, MM_SIZE_2, em, ALIGN_CENTRE,
		    COLOR_BLACK);
	}
	if (s->l->title[0] == '\0')
		s->l->title = text_string(s->l, &t);
	return true;
}

/* 主送机关: flush left, wrapped too: 9704 7.3.2. */
static bool
to_set(struct setter *s, const xmlNode *n)
{
	struct para p = para_text(ROW_TO);
	struct text t = {0};

	p.m.first = 0;
	p.gap = MM_LINE;
	set_tag(s, "to");
	return text_add_node(&s->src, &t, n, FONT_FANGSONG) &&
	       flow_para(s, &t, &p);
}

bool
front_set(struct setter *s)
{
	const xmlNode *title = node_child(s->root, "title");
	const xmlNode *to = node_child(s->root, "to");

	if (title != NULL && !title_set(s, title, 0))
		return false;
	if (to != NULL && !s->to_moved && !to_set(s, to))
		return false;
	return true;
}

static enum font_role
heading_role(const char *name)
{
	if (strcmp(name, "h1") == 0)
		return FONT_HEI;
	return strcmp(name, "h2") == 0 ? FONT_KAI : FONT_FANGSONG;
}

static const char *
block_tag(const char *name)
{
	static const char *const tags[] = {"h1", "h2", "h3", "h4"};

	for (size_t i = 0; i < sizeof(tags) / sizeof(*tags); i++)
		if (strcmp(name, tags[i]) == 0)
			return tags[i];
	return "p";
}

/* 出席：names in 纪要 wrap behind the colon: 9704 10.3. */
static double
hanging(const struct setter *s, const struct text *t)
{
	if (s->l->form != FORM_MINUTES || t->n < 2 ||
	    t->cells[0].role != FONT_HEI)
		return 0;
	for (size_t i = 1; i < t->n && i < 8; i++)
		if (t->cells[i].ch == 0xff1a)
			return (2 + text_width(t, 0, i + 1)) * MM_CELL;
	return 0;
}

static const xmlNode *
next_block(const xmlNode *n)
{
	do
		n = n->next;
	while (n != NULL && n->type != XML_ELEMENT_NODE);
	return n;
}

/* A heading is not the last line of a page. */
static bool
follows_heading(const struct setter *s)
{
	const struct row *r;

	if (s->flow.n == 0)
		return false;
	r = &s->flow.rows[s->flow.n - 1];
	return r->kind == ROW_BODY && r->n > 0 && r->items[0].tag[0] == 'h' &&
	       r->items[r->n - 1].tag[0] == 'h';
}

/* A block and, behind a run-in heading, the paragraph that follows; *n becomes
 * the last element that was used. */
static bool
block_set(struct setter *s, const xmlNode **n, double gap)
{
	struct para p = para_text(ROW_BODY);
	struct text t = {0};

	for (;; *n = next_block(*n)) {
		const char *name = (const char *)(*n)->name;
		const char *run = node_attr(*n, "run");
		const xmlNode *next = next_block(*n);

		set_tag(s, block_tag(name));
		if (!text_add_node(&s->src, &t, *n,
			strcmp(name, "p") == 0 ? FONT_FANGSONG
					       : heading_role(name)))
			return false;
		if (run == NULL || strcmp(run, "in") != 0 || next == NULL ||
		    strcmp((const char *)next->name, "p") != 0)
			break;
	}
	p.gap = gap;
	p.follow = follows_heading(s);
	p.m.rest = hanging(s, &t);
	return flow_para(s, &t, &p);
}

bool
body_set(struct setter *s, const xmlNode *body)
{
	const xmlNode *n = body != NULL ? body->children : NULL;
	const char *before = s->flow.n == 0 ? "" : "text";

	for (; n != NULL; n = n->next) {
		double gap = GAP_LEAD;

		if (n->type != XML_ELEMENT_NODE)
			continue;
		if (*before == '\0')
			gap = 0;
		else if (s->flow.rows[s->flow.n - 1].kind == ROW_TITLE)
			gap = MM_LINE;
		before = "text";
		if (strcmp((const char *)n->name, "table") == 0) {
			if (!table_set(s, n))
				return false;
		} else if (!block_set(s, &n, gap)) {
			return false;
		}
	}
	return true;
}

/* 附件说明: one blank line, then 附件：1. name, wrapped under the name:
 * 9704 7.3.4. */
static bool
annex_notes_set(struct setter *s, const xmlNode *n)
{
	bool several = node_next(n) != NULL;
	char label[32];

	for (unsigned i = 1; n != NULL; n = node_next(n), i++) {
		struct para p = para_text(ROW_ANNEX_NOTE);
		struct text t = {0};
		double lead = 5;

		set_tag(s, "annex-note");
		snprintf(label, sizeof(label), several ? "%s%u." : "%s",
		    i == 1 ? "附件：" : "", i);
		if (!text_add(&s->src, &t, label, FONT_FANGSONG))
			return false;
		p.m.first = (i == 1 ? 2 : lead) * MM_CELL;
		p.m.rest = (i == 1 ? 2 : lead) * MM_CELL +
			   text_width(&t, 0, t.n) * MM_CELL;
		p.gap = i == 1 ? MM_LINE : GAP_LEAD;
		if (!text_add_node(&s->src, &t, n, FONT_FANGSONG) ||
		    !flow_para(s, &t, &p))
			return false;
	}
	return true;
}

/* 附注: left 2 characters, in （ ）, on the line below the date: 9704 7.3.6.
 * 33476.2 has a blank line between: after="blank". */
static bool
note_set(struct setter *s, const xmlNode *n)
{
	struct para p = para_text(ROW_NOTE);
	const char *after = node_attr(n, "after");
	struct text t = {0};

	set_tag(s, "note");
	if (!text_add_node(&s->src, &t, n, FONT_FANGSONG))
		return false;
	if (t.n == 0)
		return true;
	if (t.cells[0].ch != 0xff08) {
		struct text all = {0};

		if (!text_add(&s->src, &all, "（", FONT_FANGSONG) ||
		    !text_add_node(&s->src, &all, n, FONT_FANGSONG) ||
		    !text_add(&s->src, &all, "）", FONT_FANGSONG))
			return false;
		t = all;
	}
	if (after != NULL && strcmp(after, "blank") == 0)
		p.gap = MM_LINE;
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
	if ((n = node_child(s->root, "sign")) != NULL && !sign_set(s, n))
		return false;
	if ((n = node_child(s->root, "note")) != NULL && !note_set(s, n))
		return false;
	return true;
}
