/* bind.c: which parts of a form count now, and what is computed. */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "form/form_private.h"
#include "form/number.h"
#include "xml/doc.h"

/* Rules that follow from each other settle in a few rounds; rules that run in
 * a circle stop here. */
#define ROUNDS 8

bool
node_write_text(xmlNode *n, const char *text)
{
	xmlNode *t;

	xmlFreeNodeList(n->children);
	n->children = n->last = NULL;
	if (*text == '\0')
		return true;
	t = xmlNewDocText(n->doc, BAD_CAST text);
	return t != NULL && xmlAddChild(n, t) != NULL;
}

bool
node_blank(const xmlNode *n)
{
	for (const xmlNode *c = n->children; c != NULL; c = c->next)
		if (c->type == XML_ELEMENT_NODE
			? !node_blank(c)
			: c->content != NULL &&
			      strspn((const char *)c->content, " \t\r\n") !=
				  strlen((const char *)c->content))
			return false;
	return true;
}

const char *
data_today(const xmlNode *data)
{
	return node_attr(xmlDocGetRootElement(data->doc), "today");
}

size_t
count_named(const xmlNode *parent, const char *name)
{
	size_t n = 0;

	for (const xmlNode *c = parent->children; c != NULL; c = c->next)
		n += is_element(c, name);
	return n;
}

static bool
no_memory(struct err *err)
{
	return err_fail(err, ERR_BUSY, "busy", "out of memory");
}

static bool
spot_add(struct form_state *s, struct spot spot, struct err *err)
{
	struct spot *p = s->spots;

	if (p == NULL || s->n == s->cap) {
		s->cap = s->cap == 0 ? 64 : s->cap * 2;
		if ((p = realloc(p, s->cap * sizeof(*p))) == NULL)
			return no_memory(err);
		s->spots = p;
	}
	p[s->n++] = spot;
	return true;
}

static bool
list_repeat(
    struct form_state *s, const struct part *p, size_t page, struct err *err)
{
	struct spot spot = {.part = p, .page = page, .at = s->data};
	int repeat = (int)s->n;
	size_t item = 0;

	for (size_t n = count_named(s->data, p->name); n < p->min; n++)
		if (node_add(s->data, p->name, NULL) == NULL)
			return no_memory(err);
	spot.parent = -1;
	if (!spot_add(s, spot, err))
		return false;
	for (xmlNode *c = s->data->children; c != NULL; c = c->next) {
		if (!is_element(c, p->name))
			continue;
		item++;
		spot = (struct spot){.part = p,
		    .page = page,
		    .item = item,
		    .is_item = true,
		    .parent = repeat,
		    .at = s->data,
		    .node = c};
		if (!spot_add(s, spot, err))
			return false;
		spot.parent = (int)s->n - 1;
		spot.is_item = false;
		spot.at = c;
		for (size_t i = 0; i < p->n; i++) {
			spot.part = &p->parts[i];
			spot.node = node_child(c, spot.part->name);
			if (!spot_add(s, spot, err))
				return false;
		}
	}
	return true;
}

static bool
list_spots(struct form_state *s, struct err *err)
{
	for (size_t i = 0; i < s->form->n; i++)
		for (size_t k = 0; k < s->form->pages[i].n; k++) {
			const struct part *p = &s->form->pages[i].parts[k];

			if (p->type == PART_REPEAT) {
				if (!list_repeat(s, p, i, err))
					return false;
			} else if (!spot_add(s,
				       (struct spot){.part = p,
					   .page = i,
					   .parent = -1,
					   .at = s->data,
					   .node =
					       node_child(s->data, p->name)},
				       err)) {
				return false;
			}
		}
	return true;
}

void
state_show(struct form_state *s)
{
	/* Backwards: what was hidden later may be the next of an earlier. */
	while (s->hidden_n > 0) {
		struct hidden *h = &s->hidden[--s->hidden_n];

		if (h->next != NULL)
			xmlAddPrevSibling(h->next, h->node);
		else
			xmlAddChild(h->parent, h->node);
	}
	s->shown = true;
}

static bool
hide_node(struct form_state *s, xmlNode *n, struct err *err)
{
	struct hidden *h = s->hidden;

	if (h == NULL || s->hidden_n == s->hidden_cap) {
		s->hidden_cap = s->hidden_cap == 0 ? 32 : s->hidden_cap * 2;
		h = realloc(h, s->hidden_cap * sizeof(*h));
		if (h == NULL)
			return no_memory(err);
		s->hidden = h;
	}
	h[s->hidden_n++] = (struct hidden){n, n->parent, n->next};
	xmlUnlinkNode(n);
	return true;
}

static bool
hide_spots(struct form_state *s, struct err *err)
{
	xmlNode *next;

	s->shown = false;
	for (size_t i = 0; i < s->n; i++) {
		const struct spot *p = &s->spots[i];

		if (p->relevant || p->node == NULL)
			continue;
		/* With its item a field is out of sight already. */
		if (p->parent >= 0 && !p->is_item &&
		    !s->spots[p->parent].relevant)
			continue;
		if (p->part->type != PART_ATTACHMENT) {
			if (!hide_node(s, p->node, err))
				return false;
			continue;
		}
		for (xmlNode *c = p->node; c != NULL; c = next) {
			next = node_next(c);
			if (!hide_node(s, c, err))
				return false;
		}
	}
	return true;
}

bool
spot_test(
    const struct spot *s, enum bind bind, bool none, bool *out, struct err *err)
{
	*out = none;
	if (s->part->bind[bind] == NULL)
		return true;
	return xpath_test(s->part->bind[bind], s->at, out, err);
}

/* One round over the tree as it is; *changed: some spot came or went. */
static bool
judge(struct form_state *s, bool *changed, struct err *err)
{
	*changed = false;
	for (size_t i = 0; i < s->form->n; i++) {
		s->page_relevant[i] = true;
		if (s->form->pages[i].relevant != NULL &&
		    !xpath_test(s->form->pages[i].relevant, s->data,
			&s->page_relevant[i], err))
			return false;
	}
	for (size_t i = 0; i < s->n; i++) {
		struct spot *p = &s->spots[i];
		bool now = p->parent < 0 ? s->page_relevant[p->page]
					 : s->spots[p->parent].relevant;

		if (now && !p->is_item &&
		    !spot_test(p, BIND_RELEVANT, true, &now, err))
			return false;
		if (now != p->relevant)
			*changed = true;
		p->relevant = now;
	}
	return true;
}

static bool
settle_relevance(struct form_state *s, struct err *err)
{
	bool changed = true;

	for (int i = 0; changed && i < ROUNDS; i++) {
		if (!judge(s, &changed, err))
			return false;
		if (!changed)
			break;
		state_show(s);
		if (!hide_spots(s, err))
			return false;
	}
	return true;
}

/* XPath writes large numbers as 2.1e+09 and what is none as NaN. */
static void
tidy_number(const char *kind, char *s, struct buf *out)
{
	static const char *const numeric[] = {
	    "integer", "decimal", "money", "score", "year", NULL};
	bool number = false;
	char *end;
	double v;

	for (size_t i = 0; numeric[i] != NULL; i++)
		number = number || strcmp(kind, numeric[i]) == 0;
	v = strtod(s, &end);
	if (!number || *s == '\0' || *end != '\0') {
		buf_adds(out, strcmp(s, "NaN") == 0 ? "" : s);
	} else if (isfinite(v) && fabs(v) < 1e12) {
		number_write(llround(v * 1e6), 6, false, out);
	} else if (isfinite(v)) {
		buf_addf(out, "%.0f", v);
	}
}

/* Writes the outcome of a rule into the spot's element. */
static bool
spot_compute(struct spot *s, enum bind bind, bool *changed, struct err *err)
{
	char *value = xpath_string(s->part->bind[bind], s->at, err);
	struct buf b;
	bool ok = true;

	if (value == NULL)
		return false;
	buf_init(&b, 0);
	tidy_number(s->part->rule.kind, value, &b);
	if (strcmp(node_text(s->node), b.len > 0 ? b.data : "") != 0) {
		if (s->node == NULL)
			s->node = node_add(s->at, s->part->name, NULL);
		ok = s->node != NULL && !b.failed &&
		     node_write_text(s->node, b.len > 0 ? b.data : "");
		if (ok)
			node_set(s->node, "bad", NULL);
		*changed = true;
	}
	buf_clear(&b);
	free(value);
	return ok || no_memory(err);
}

static bool
compute(struct form_state *s, bool *changed, struct err *err)
{
	*changed = false;
	for (size_t i = 0; i < s->n; i++) {
		struct spot *p = &s->spots[i];
		enum bind bind = BIND_CALCULATE;

		if (!p->relevant || p->part->type != PART_FIELD)
			continue;
		if (p->part->bind[bind] == NULL) {
			bind = BIND_DEFAULT;
			/* Once it stands there, also empty, it is theirs. */
			if (p->node != NULL || p->part->bind[bind] == NULL)
				continue;
		}
		if (!spot_compute(p, bind, changed, err))
			return false;
	}
	return true;
}

static bool
read_only(struct form_state *s, struct err *err)
{
	for (size_t i = 0; i < s->n; i++) {
		struct spot *p = &s->spots[i];

		if (!p->relevant || p->part->type != PART_FIELD)
			continue;
		if (!spot_test(p, BIND_READONLY,
			p->part->bind[BIND_CALCULATE] != NULL, &p->readonly,
			err))
			return false;
	}
	return true;
}

bool
state_open(
    struct form_state *s, const struct form *f, xmlNode *data, struct err *err)
{
	bool changed = true;

	*s = (struct form_state){.form = f, .data = data};
	if ((s->page_relevant = calloc(f->n, sizeof(bool))) == NULL) {
		no_memory(err);
		goto fail;
	}
	if (!list_spots(s, err))
		goto fail;
	for (size_t i = 0; i < s->n; i++)
		s->spots[i].relevant = true;
	for (int i = 0; changed && i < ROUNDS; i++)
		if (!settle_relevance(s, err) || !compute(s, &changed, err))
			goto fail;
	if (read_only(s, err))
		return true;
fail:
	state_close(s);
	return false;
}

void
state_close(struct form_state *s)
{
	state_show(s);
	free(s->hidden);
	free(s->spots);
	free(s->page_relevant);
	*s = (struct form_state){0};
}

bool
form_page_relevant(const struct form *f, size_t page, xmlNode *data)
{
	struct form_state s;
	struct err err = {0};
	bool relevant;

	if (page >= f->n || !state_open(&s, f, data, &err))
		return true;
	relevant = s.page_relevant[page];
	state_close(&s);
	return relevant;
}

char *
spot_path(const struct spot *s, struct arena *a)
{
	if (s->item == 0)
		return arena_strdup(a, s->part->name);
	if (s->is_item)
		return arena_printf(a, "%s[%zu]", s->part->name, s->item);
	return arena_printf(
	    a, "%s[%zu]/%s", (const char *)s->at->name, s->item, s->part->name);
}
