/* page.c: what stands on the pages beside the flow: numbers, rules; see
 * set.h. */
#include <stdio.h>

#include "letter/set.h"

/* — 1 —: dash 7 mm below the type area, a character free outside: 7.5. */
static bool
page_number(struct setter *s, struct page *p)
{
	bool odd = p->number % 2 == 1;
	struct row row = {0};
	struct text t = {0};
	char text[32];
	double top, dash, low;

	snprintf(text, sizeof(text), "— %u —", p->number);
	s->src = (struct text_source){
	    .layout = s->l, .err = s->err, .tag = "page-number"};
	if (!text_add(&s->src, &t, text, FONT_SONG))
		return false;
	face_ink(t.cells[0].face, t.cells[0].gid, &dash, &low);
	top = MM_BOTTOM + MM_NUMBER_BELOW - (EM_ASCENT - dash) * s->k->size4;
	row_text(s, &row, &t, odd ? MM_RIGHT - MM_CELL : MM_LEFT + MM_CELL, top,
	    s->k->size4, s->k->size4, odd ? ALIGN_RIGHT : ALIGN_LEFT,
	    COLOR_BLACK);
	for (size_t i = 0; i < row.n; i++)
		list_item(s->l, p, &row.items[i]);
	return true;
}

/* 信函's second double rule, thin over thick, 20 above the paper's foot. */
static void
foot_rule(struct setter *s, struct page *p)
{
	double y = MM_PAGE_H - MM_DOUBLE_FOOT - MM_DOUBLE_THICK;
	struct item it = {.kind = ITEM_RULE,
	    .tag = "double-rule",
	    .x = MM_DOUBLE_LEFT,
	    .w = MM_DOUBLE_WIDTH,
	    .y = y,
	    .h = MM_DOUBLE_THICK,
	    .color = COLOR_RED};

	list_item(s->l, p, &it);
	it.y = y - MM_DOUBLE_GAP - MM_DOUBLE_THIN;
	it.h = MM_DOUBLE_THIN;
	list_item(s->l, p, &it);
}

bool
pages_furnish(struct setter *s)
{
	struct layout *l = s->l;

	if (l->form == FORM_LETTER && l->n > s->first_page)
		foot_rule(s, &l->pages[s->first_page]);
	for (size_t i = 0; i < l->n && s->nested == 0; i++)
		if (l->pages[i].numbered && !page_number(s, &l->pages[i]))
			return false;
	return !l->failed || set_busy(s);
}
