/* body.c: title, 主送, paragraphs; see set.h. */
#include <string.h>

#include "letter/set.h"
#include "letter/title.h"
#include "xml/doc.h"

struct para
para_text(const struct setter *s, enum row_kind kind)
{
	return (struct para){.m = {.em = MM_CELL,
				 .width = MM_WIDTH,
				 .first = 2 * MM_CELL,
				 .justify = true},
	    .x = MM_LEFT,
	    .size = s->k->size3,
	    .gap = GAP_LEAD,
	    .kind = kind};
}

/* 标题: 9704 7.3.1; lines broken by title.c. */
bool
title_set(struct setter *s, struct text *title, double gap, bool edge)
{
	size_t ends[TITLE_LINES], lines, from = 0;
	double em = s->k->size2;

	text_glue(title);
	lines = title_break(title, MM_WIDTH / em, ends);
	if (lines > 0 && ends[lines - 1] < title->n)
		return err_fail(s->err, ERR_INPUT, "letter-title",
		    "title of %zu characters", title->n);
	for (size_t i = 0; i < lines; from = ends[i++]) {
		struct row *row =
		    row_new(s, ROW_TITLE, i == 0 ? gap : MM_78, em);
		struct text part = {
		    .cells = title->cells + from, .n = ends[i] - from};

		if (row == NULL)
			return set_busy(s);
		if (part.n > 0 && part.cells->kind == CELL_BREAK) {
			part.cells++;
			part.n--;
		}
		row->edge = edge && i == 0;
		row->keep = i > 0;
		row_text(s, row, &part, MM_MIDDLE, 0, em, em, ALIGN_CENTRE,
		    COLOR_BLACK);
	}
	if (s->l->title[0] == '\0')
		s->l->title = text_string(s->l, title);
	return true;
}

/* 主送机关: flush left, wrapped too: 9704 7.3.2. */
static bool
to_set(struct setter *s, const xmlNode *n)
{
	struct para p = para_text(s, ROW_TO);
	struct text t = {0};

	p.m.first = 0;
	p.gap = MM_LINE;
	set_tag(s, "to", n);
	return text_add_node(&s->src, &t, n, FONT_FANGSONG) &&
	       flow_para(s, &t, &p);
}

bool
front_set(struct setter *s)
{
	const xmlNode *title = node_child(s->root, "title");
	const xmlNode *to = node_child(s->root, "to");
	struct text t = {0};

	set_tag(s, "title", title);
	if (title != NULL && (!text_add_node(&s->src, &t, title, FONT_XBS) ||
				 !title_set(s, &t, 0, true)))
		return false;
	return to == NULL || s->to_moved || to_set(s, to);
}

/* Of h1 h2 h3 h4 p. */
static enum font_role
block_role(const char *name)
{
	if (name[0] == 'h' && name[1] == '1')
		return FONT_HEI;
	return name[0] == 'h' && name[1] == '2' ? FONT_KAI : FONT_FANGSONG;
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
block_set(struct setter *s, const xmlNode **n, struct para p)
{
	struct text t = {0};

	for (;; *n = next_block(*n)) {
		const char *name = (const char *)(*n)->name;
		const char *run = node_attr(*n, "run");
		const xmlNode *next = next_block(*n);

		set_tag(s, name, *n);
		if (!text_add_node(&s->src, &t, *n, block_role(name)))
			return false;
		if (run == NULL || strcmp(run, "in") != 0 || next == NULL ||
		    !node_is(next, "p"))
			break;
	}
	p.follow = follows_heading(s);
	return flow_para(s, &t, &p);
}

/* One line below a title, ink to ink; at the start of the flow, at its top. */
static double
gap_above(const struct setter *s)
{
	if (s->flow.n == 0)
		return 0;
	return s->flow.rows[s->flow.n - 1].kind == ROW_TITLE ? MM_LINE
							     : GAP_LEAD;
}

bool
body_set(struct setter *s, const xmlNode *body)
{
	const xmlNode *n = body != NULL ? body->children : NULL;

	for (; n != NULL; n = n->next) {
		struct para p = para_text(s, ROW_BODY);

		if (n->type != XML_ELEMENT_NODE || node_is(n, "letter"))
			continue;
		p.gap = gap_above(s);
		if (node_is(n, "table") ? !table_set(s, n, p.gap)
					: !block_set(s, &n, p))
			return false;
	}
	return true;
}
