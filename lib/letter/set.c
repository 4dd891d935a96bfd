/* set.c: see letter.h and set.h. */
#include "letter/set.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "xml/doc.h"

void
set_tag(struct setter *s, const char *tag)
{
	static const char *const known[] = {"copy-number", "classification",
	    "urgency", "mark", "number", "signer", "title", "to", "p", "h1",
	    "h2", "h3", "h4", "cell", "annex-note", "organ", "date", "note",
	    "annex", "copy-to", "issuer", "imprint-date", "seal", "code"};

	s->src.tag = "p";
	for (size_t i = 0; i < sizeof(known) / sizeof(*known); i++)
		if (strcmp(tag, known[i]) == 0)
			s->src.tag = known[i];
	s->src.node = list_node(s->l, s->src.tag, s->node);
}

bool
set_busy(struct setter *s)
{
	return err_fail(s->err, ERR_BUSY, "busy", "letter: out of memory");
}

const char *
set_date(struct setter *s, const xmlNode *date)
{
	int y, m, d;
	char *out = list_alloc(s->l, 64);

	if (out == NULL)
		return "";
	if (sscanf(node_text(date), "%4d-%2d-%2d", &y, &m, &d) == 3)
		snprintf(out, 64, "%d年%d月%d日", y, m, d);
	return out;
}

static enum letter_form
form_of(const xmlNode *root)
{
	static const char *const names[] = {
	    "document", "letter", "order", "minutes"};
	const char *form = node_attr(root, "form");

	for (int i = 0; form != NULL && i < 4; i++)
		if (strcmp(form, names[i]) == 0)
			return (enum letter_form)i;
	return FORM_DOCUMENT;
}

/* 附件 above a nested letter, on its first row. */
static bool
set_label(struct setter *s)
{
	struct text t = {0};

	if (s->label == NULL)
		return true;
	set_tag(s, "annex");
	if (!text_add(&s->src, &t, s->label, FONT_HEI))
		return false;
	row_text(s, &s->head, &t, MM_LEFT,
	    s->l->form == FORM_LETTER ? MM_MARK_LETTER - MM_PITCH : MM_TOP,
	    MM_SIZE_3, MM_CELL, ALIGN_LEFT, COLOR_BLACK);
	return true;
}

static bool
set_once(struct setter *s)
{
	s->head = (struct row){0};
	s->flow = (struct galley){0};
	return set_label(s) && head_set(s) && front_set(s) &&
	       body_set(s, node_child(s->root, "body")) && back_set(s) &&
	       annexes_set(s) && pages_fill(s);
}

bool
set_letter(struct setter *s)
{
	enum letter_form outer = s->l->form;
	bool ok, moved;

	s->l->form = form_of(s->root);
	s->first_page = s->l->n;
	ok = set_once(s);
	moved = ok && s->to_moved && s->l->n == s->first_page;
	if (moved) {
		s->l->nodes_n = s->node + 1;
		ok = set_once(s);
	}
	ok = ok && annex_letters_set(s) && imprint_set(s) && pages_furnish(s) &&
	     code_set(s);
	s->l->form = s->nested > 0 ? outer : s->l->form;
	return ok && (!s->l->failed || set_busy(s));
}

static const char *
keep(struct layout *l, const char *text)
{
	char *p = l->failed ? NULL : arena_strdup(l->arena, text);

	return p != NULL ? p : "";
}

static struct layout *
layout_new(const struct fonts *f, const xmlNode *root, struct err *err)
{
	struct arena *a = arena_new(256u << 20);
	struct layout *l = a != NULL ? arena_alloc(a, sizeof(*l)) : NULL;
	const xmlNode *head = node_child(root, "head");
	const xmlNode *sign = node_child(root, "sign");

	if (l == NULL) {
		arena_free(a);
		err_fail(err, ERR_BUSY, "busy", "letter: out of memory");
		return NULL;
	}
	memset(l, 0, sizeof(*l));
	l->arena = a;
	l->fonts = f;
	l->form = form_of(root);
	memcpy(l->area, (const double[]){MM_LEFT, MM_TOP, MM_WIDTH, MM_HEIGHT},
	    sizeof(l->area));
	l->title = "";
	l->number = keep(l, node_text(node_child(head, "number")));
	l->organ = keep(l, node_text(node_child(sign, "organ")));
	l->date = keep(l, node_text(node_child(sign, "date")));
	list_node(l, "letter", 0);
	return l;
}

struct layout *
letter_set(
    const struct fonts *f, xmlDoc *letter, const char *dir, struct err *err)
{
	const xmlNode *root =
	    letter != NULL ? xmlDocGetRootElement(letter) : NULL;
	struct layout *l;
	struct setter s = {.err = err, .root = root, .dir = dir};

	if (root == NULL || strcmp((const char *)root->name, "letter") != 0) {
		err_fail(err, ERR_INPUT, "letter-root", "no <letter>");
		return NULL;
	}
	if ((l = layout_new(f, root, err)) == NULL)
		return NULL;
	s.l = l;
	s.src = (struct text_source){.layout = l, .err = err};
	if (!set_letter(&s)) {
		layout_free(l);
		return NULL;
	}
	return l;
}
