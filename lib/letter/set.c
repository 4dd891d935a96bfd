/* set.c: see letter.h and set.h. */
#include "letter/set.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "xml/doc.h"

void
set_tag(struct setter *s, const char *tag, const xmlNode *n)
{
	static const char *const known[] = {"p", "cell", "title", "to", "h1",
	    "h2", "h3", "h4", "mark", "number", "organ", "date", "annex-note",
	    "note", "annex", "seal", "stamp", "issuer", "imprint-date",
	    "copy-to", "code", "copy-number", "classification", "urgency",
	    "signer", "attendance"};

	s->src.tag = "p"; /* constant, and lives as long as the list */
	for (size_t i = 0; i < sizeof(known) / sizeof(*known); i++)
		if (strcmp(tag, known[i]) == 0) {
			s->src.tag = known[i];
			break;
		}
	s->src.node = list_node(s->l, s->src.tag, s->node);
	s->src.at = n;
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
	    "document", "letter", "order", "minutes", "sheet"};
	const char *form = node_attr(root, "form");

	for (int i = 0; form != NULL && i < 5; i++)
		if (strcmp(form, names[i]) == 0)
			return (enum letter_form)i;
	return FORM_DOCUMENT;
}

/* 附件 above a nested letter, on its first row. */
static bool
set_label(struct setter *s)
{
	double top = MM_TOP + s->k->top;
	struct text t = {0};

	if (s->label == NULL)
		return true;
	set_tag(s, "annex", s->root->parent);
	if (!text_add(&s->src, &t, s->label, FONT_HEI))
		return false;
	if (s->l->form == FORM_LETTER)
		top = MM_MARK_LETTER - s->k->pitch;
	row_text(s, &s->head, &t, MM_LEFT, top, s->k->size3, MM_CELL,
	    ALIGN_LEFT, COLOR_BLACK);
	return true;
}

static bool
set_once(struct setter *s)
{
	s->again = false;
	s->head = (struct row){0};
	s->flow = (struct galley){0};
	return set_label(s) && head_set(s) && front_set(s) &&
	       body_set(s, node_child(s->root, "body")) && back_set(s) &&
	       pages_fill(s);
}

/* Twice more at most: 主送 goes to the imprint, then the marks get smaller. */
static bool
set_pages(struct setter *s)
{
	size_t nodes = s->l->nodes_n;
	bool ok = set_once(s);

	for (int i = 0; i < 2 && ok && s->again; i++) {
		s->l->nodes_n = nodes;
		ok = set_once(s);
	}
	return ok;
}

bool
set_letter(struct setter *s)
{
	enum letter_form outer = s->l->form;
	size_t bound;
	bool ok;

	s->l->form = form_of(s->root);
	s->first_page = s->l->n;
	ok = set_pages(s) && annexes_set(s, false) && imprint_set(s);
	bound = s->l->n;
	ok = ok && annexes_set(s, true) && pages_furnish(s);
	if (s->nested == 0) {
		s->l->bound = bound;
		ok = ok && code_set(s);
	} else {
		s->l->form = outer;
	}
	return ok && (!s->l->failed || set_busy(s));
}

static const char *
keep(struct layout *l, const char *text)
{
	char *p = l->failed ? NULL : arena_strdup(l->arena, text);

	return p != NULL ? p : "";
}

static const struct scale *
scale_of(const xmlNode *root)
{
	const char *grid = node_attr(root, "grid");

	return grid != NULL && strcmp(grid, "word") == 0 ? &scale_word
							 : &scale_standard;
}

static struct layout *
layout_new(const struct fonts *f, const xmlNode *root, struct err *err)
{
	struct arena *a = fonts_arena_take(f);
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
	l->scale = scale_of(root);
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
	s.k = l->scale;
	s.src = (struct text_source){.layout = l, .err = err};
	if (!set_letter(&s)) {
		layout_free(l);
		return NULL;
	}
	return l;
}
