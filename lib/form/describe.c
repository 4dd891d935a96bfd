/* describe.c: what the sheet must know of each field of a page. */
#include <string.h>

#include "form/form_private.h"
#include "xml/doc.h"

static const char *
yes(bool b)
{
	return b ? "true" : "false";
}

static void
set_text(xmlNode *n, const char *attr, const struct buf *b)
{
	node_set(n, attr, b->len > 0 ? b->data : "");
}

/* value: for its input box; show, show-en: for reading, where they differ. */
static void
describe_value(const struct spot *s, xmlNode *to)
{
	const char *stored = node_text(s->node);
	bool bad = node_attr(s->node, "bad") != NULL;
	struct buf value, zh, en;

	buf_init(&value, 0);
	buf_init(&zh, 0);
	buf_init(&en, 0);
	if (bad) {
		node_set(to, "bad", "yes");
		node_set(to, "value", stored);
	} else {
		kind_edit(&s->part->rule, stored, &value);
		kind_show(&s->part->rule, stored, false, &zh);
		kind_show(&s->part->rule, stored, true, &en);
		set_text(to, "value", &value);
		if (zh.len > 0 && strcmp(zh.data, stored) != 0)
			set_text(to, "show", &zh);
		if (en.len > 0 && strcmp(en.data, stored) != 0)
			set_text(to, "show-en", &en);
	}
	buf_clear(&value);
	buf_clear(&zh);
	buf_clear(&en);
}

static void
describe_count(const struct spot *s, xmlNode *to, size_t n, struct arena *a)
{
	const char *count = arena_printf(a, "%zu", n);

	node_set(to, "count", count != NULL ? count : "");
	node_set(to, "more", yes(s->part->max == 0 || n < s->part->max));
	if (s->part->type == PART_REPEAT)
		node_set(to, "fewer", yes(n > s->part->min));
}

static bool
describe_spot(struct form_state *st, const struct spot *s, xmlNode *into,
    struct arena *a, struct err *err)
{
	xmlNode *to = node_add(into, "field", NULL);
	const char *path = spot_path(s, a);
	bool required = false;

	if (to == NULL || path == NULL)
		return err_fail(err, ERR_BUSY, "busy", "out of memory");
	if (s->relevant && !spot_test(s, BIND_REQUIRED, false, &required, err))
		return false;
	node_set(to, "path", path);
	node_set(to, "relevant", yes(s->relevant));
	node_set(to, "required", yes(required));
	node_set(to, "readonly", yes(s->readonly));
	switch (s->part->type) {
	case PART_FIELD:
		node_set(to, "kind", s->part->rule.kind);
		describe_value(s, to);
		break;
	case PART_REPEAT:
		node_set(to, "kind", "repeat");
		describe_count(s, to, count_named(st->data, s->part->name), a);
		break;
	case PART_ATTACHMENT:
		node_set(to, "kind", "attachment");
		describe_count(s, to, count_named(st->data, s->part->name), a);
		break;
	}
	return true;
}

bool
form_describe(const struct form *f, size_t page, xmlNode *data, xmlNode *into,
    struct arena *a, struct err *err)
{
	struct form_state s;
	bool ok = true;

	if (page >= f->n)
		return err_fail(
		    err, ERR_BUG, "bug", "page %zu of %zu", page, f->n);
	if (!state_open(&s, f, data, err))
		return false;
	for (size_t i = 0; ok && i < s.n; i++)
		if (s.spots[i].page == page && !s.spots[i].is_item)
			ok = describe_spot(&s, &s.spots[i], into, a, err);
	state_close(&s);
	return ok;
}

char *
form_page_asks(const struct form *f, size_t page, xmlNode *data, bool blank,
    struct arena *a, struct err *err)
{
	char *paths = arena_strdup(a, "");
	struct form_state s;

	if (!state_open(&s, f, data, err))
		return NULL;
	for (size_t i = 0; i < s.n; i++) {
		const struct spot *p = &s.spots[i];

		if (p->page != page || !p->relevant || p->is_item)
			continue;
		if (blank &&
		    (p->readonly || p->part->bind[BIND_CALCULATE] != NULL ||
			(p->node != NULL && !node_blank(p->node))))
			continue;
		paths = arena_printf(a, "%s %s ", paths, spot_path(p, a));
	}
	state_close(&s);
	return paths;
}
