/* say.c: what a form's value is called in a letter. */
#include <stdlib.h>
#include <string.h>

#include "form/form_private.h"
#include "form/money.h"
#include "xml/doc.h"

static const struct part *
part_find(const struct part *parts, size_t n, const xmlNode *value)
{
	for (size_t i = 0; i < n; i++)
		if (node_is(value, parts[i].name))
			return &parts[i];
	return NULL;
}

/* The part that `value`, a child of `at`, is of; `at` an item when of a
 * repeat. */
static const struct part *
form_part(const struct form *f, const char *repeat, const xmlNode *value)
{
	const struct part *p = NULL;

	for (size_t i = 0; p == NULL && i < f->n; i++) {
		const struct form_page *page = &f->pages[i];

		if (repeat == NULL) {
			p = part_find(page->parts, page->n, value);
			continue;
		}
		for (size_t k = 0; p == NULL && k < page->n; k++)
			if (strcmp(page->parts[k].name, repeat) == 0)
				p = part_find(page->parts[k].parts,
				    page->parts[k].n, value);
	}
	return p;
}

/* The Chinese label of an option; the code itself when it is none. */
static void
say_option(const xmlNode *field, const char *code, size_t n, struct buf *out)
{
	const xmlNode *o = node_child(field, "option");

	for (; o != NULL; o = node_next(o)) {
		const char *value = node_attr(o, "value");

		if (value == NULL || strlen(value) != n ||
		    memcmp(value, code, n) != 0)
			continue;
		buf_adds(out, node_text(node_child(o, "label")));
		return;
	}
	buf_add(out, code, n);
}

static void
say_choices(const xmlNode *field, const char *codes, struct buf *out)
{
	for (bool first = true; *codes != '\0'; first = false) {
		size_t n = strcspn(codes, " ");

		if (!first)
			buf_adds(out, "、");
		say_option(field, codes, n, out);
		codes += n;
		codes += strspn(codes, " ");
	}
}

/* An amount in 元 is said in capitals too, which nobody alters unseen. */
static void
say_capital(const struct kind_rule *r, const char *fen, struct buf *out)
{
	if (*fen == '\0' || (r->unit != NULL && strcmp(r->unit, "元") != 0))
		return;
	buf_adds(out, "（大写：");
	money_capital(strtoll(fen, NULL, 10), out);
	buf_adds(out, "）");
}

/* A number whose parts no line's end parts: its spaces are no-break ones. */
static void
say_whole(const struct kind_rule *r, const char *value, struct buf *out)
{
	struct buf b = {0};

	kind_show(r, value, false, &b);
	for (size_t i = 0; i < b.len; i++)
		if (b.data[i] == ' ')
			buf_adds(out, "\u00a0");
		else
			buf_addc(out, b.data[i]);
	buf_clear(&b);
}

bool
form_say(const struct form *f, const xmlNode *value, struct buf *out)
{
	const xmlNode *at = value->parent;
	bool item = at != NULL && !node_is(at, f->name);
	const struct part *p;

	if (at == NULL || (item && !node_is(at->parent, f->name)))
		return false;
	p = form_part(f, item ? (const char *)at->name : NULL, value);
	if (p == NULL || p->type != PART_FIELD)
		return false;
	if (strncmp(p->rule.kind, "choice", 6) == 0)
		say_choices(p->node, node_text(value), out);
	else if (strcmp(p->rule.kind, "id") == 0) /* a letter names it whole */
		buf_adds(out, node_text(value));
	else if (strcmp(p->rule.kind, "patent") == 0)
		say_whole(&p->rule, node_text(value), out);
	else
		kind_show(&p->rule, node_text(value), false, out);
	if (strcmp(p->rule.kind, "money") == 0)
		say_capital(&p->rule, node_text(value), out);
	return true;
}
