/* take.c: the pairs of one page into the form's data. */
#include <stdlib.h>
#include <string.h>

#include "form/form_private.h"
#include "form/rows.h"
#include "xml/doc.h"

/* No repeat without a max of its own grows beyond this. */
#define ITEMS_MAX 200
/* Bytes of a value that is no text. */
#define SHORT_MAX 4096

/* One pair and where it goes. */
struct target {
	const struct part *part;
	size_t item; /* 0: not in a repeat */
};

struct take {
	const struct form_page *page;
	size_t number;
	xmlNode *data;
	struct form_state state;
	struct arena *a;
	struct target *seen;
	size_t n;
};

static bool
refuse(struct err *err, enum err_kind kind, const char *code, const char *name)
{
	err_fail(err, kind, code, "%s", name);
	err_arg(err, name);
	return false;
}

static const struct part *
part_named(const struct part *parts, size_t n, const char *name, size_t len)
{
	for (size_t i = 0; i < n; i++)
		if (strncmp(parts[i].name, name, len) == 0 &&
		    parts[i].name[len] == '\0')
			return &parts[i];
	return NULL;
}

/* 1..9999 without leading zero; *end behind it. */
static size_t
read_index(const char *s, const char **end)
{
	size_t v = 0, n = strspn(s, "0123456789");

	*end = s + n;
	if (n == 0 || n > 4 || s[0] == '0')
		return 0;
	for (size_t i = 0; i < n; i++)
		v = v * 10 + (size_t)(s[i] - '0');
	return v;
}

static size_t
items_max(const struct part *p)
{
	return p->max != 0 ? p->max : ITEMS_MAX;
}

/* field, or repeat[2]/field. */
static bool
resolve(const struct form_page *page, const char *name, struct target *t)
{
	const char *bracket = strchr(name, '['), *end;
	const struct part *repeat;

	*t = (struct target){0};
	if (bracket == NULL) {
		t->part = part_named(page->parts, page->n, name, strlen(name));
		return t->part != NULL && t->part->type != PART_REPEAT;
	}
	repeat =
	    part_named(page->parts, page->n, name, (size_t)(bracket - name));
	if (repeat == NULL || repeat->type != PART_REPEAT)
		return false;
	t->item = read_index(bracket + 1, &end);
	if (t->item == 0 || t->item > items_max(repeat) ||
	    strncmp(end, "]/", 2) != 0)
		return false;
	t->part =
	    part_named(repeat->parts, repeat->n, end + 2, strlen(end + 2));
	return t->part != NULL;
}

bool
form_takes_file(const struct form *f, size_t page, const char *name)
{
	struct target t;

	return page < f->n && resolve(&f->pages[page], name, &t) &&
	       t.part->type == PART_ATTACHMENT;
}

/* What the frame of the page sends along; others read it. */
static bool
foreign(const char *name)
{
	static const char *const names[] = {
	    "csrf", "request", "do", "revision", "page", NULL};

	if (name[0] == '_')
		return true;
	for (size_t i = 0; names[i] != NULL; i++)
		if (strcmp(name, names[i]) == 0)
			return true;
	return false;
}

static bool
has_kind(const struct part *p, const char *kind)
{
	return p->type == PART_FIELD && strcmp(p->rule.kind, kind) == 0;
}

static bool
seen(const struct take *t, const struct target *at)
{
	for (size_t i = 0; i < t->n; i++)
		if (t->seen[i].part == at->part && t->seen[i].item == at->item)
			return true;
	return false;
}

/* The spot as it was before this post; NULL for an item that is new. */
static const struct spot *
spot_of(const struct take *t, const struct target *at)
{
	for (size_t i = 0; i < t->state.n; i++) {
		const struct spot *s = &t->state.spots[i];

		if (s->part == at->part && s->item == at->item && !s->is_item)
			return s;
	}
	return NULL;
}

static bool
locked(const struct take *t, const struct target *at)
{
	const struct spot *s = spot_of(t, at);

	if (s != NULL && s->relevant)
		return s->readonly;
	return at->part->bind[BIND_CALCULATE] != NULL ||
	       at->part->bind[BIND_READONLY] != NULL;
}

/* The element of the repeat's item; makes items up to it. */
static xmlNode *
item_of(struct take *t, const struct target *at)
{
	const char *name = node_attr(at->part->node->parent, "name");
	xmlNode *n, *last = NULL;
	size_t i = 0;

	if (at->item == 0)
		return t->data;
	for (n = t->data->children; n != NULL; n = n->next)
		if (is_element(n, name) && ++i == at->item)
			return n;
	for (; i < at->item; i++)
		if ((last = node_add(t->data, name, NULL)) == NULL)
			return NULL;
	return last;
}

/* Canonical when it is right; as typed, and marked, when it is not. */
static bool
store(
    struct take *t, const struct target *at, const char *typed, struct err *err)
{
	xmlNode *parent = item_of(t, at), *n;
	struct kind_rule rule = at->part->rule;
	struct kind_answer answer;
	struct buf out;
	bool ok;

	if (parent == NULL)
		return err_fail(err, ERR_BUSY, "busy", "out of memory");
	n = node_child(parent, at->part->name);
	if (n == NULL)
		n = node_add(parent, at->part->name, NULL);
	rule.today = data_today(t->data);
	buf_init(&out, 0);
	kind_check(&rule, typed, &answer, &out);
	ok = n != NULL && !out.failed &&
	     node_write_text(n, !answer.ok    ? typed
				: out.len > 0 ? out.data
					      : "");
	buf_clear(&out);
	if (!ok)
		return err_fail(err, ERR_BUSY, "busy", "out of memory");
	node_set(n, "bad", answer.ok ? NULL : "yes");
	return true;
}

static bool
too_long(const struct part *p, const char *value)
{
	return !has_kind(p, "text") && !has_kind(p, "longtext") &&
	       strlen(value) > SHORT_MAX;
}

/* Ticked boxes come as many pairs of one name. */
static const char *
joined(const struct post *post, size_t from, struct arena *a)
{
	const char *name = post->pairs[from].name;
	char *s = arena_strdup(a, post->pairs[from].value);

	for (size_t i = from + 1; s != NULL && i < post->n; i++)
		if (strcmp(post->pairs[i].name, name) == 0)
			s = arena_printf(a, "%s %s", s, post->pairs[i].value);
	return s;
}

static bool
take_pair(struct take *t, const struct post *post, size_t i, struct err *err)
{
	const struct pair *pair = &post->pairs[i];
	const char *value = pair->value;
	struct target at;

	if (foreign(pair->name))
		return true;
	if (!resolve(t->page, pair->name, &at))
		return refuse(err, ERR_INPUT, "field-unknown", pair->name);
	/* A form sent without its files names them only. */
	if (at.part->type == PART_ATTACHMENT)
		return true;
	if (seen(t, &at))
		return has_kind(at.part, "choices") ||
		       refuse(err, ERR_INPUT, "field-doubled", pair->name);
	t->seen[t->n++] = at;
	if (locked(t, &at))
		return true;
	if (has_kind(at.part, "choices"))
		value = joined(post, i, t->a);
	if (value == NULL)
		return err_fail(err, ERR_BUSY, "busy", "out of memory");
	if (too_long(at.part, value))
		return refuse(err, ERR_LARGE, "field-large", pair->name);
	return store(t, &at, value, err);
}

/* No box ticked sends nothing: where boxes were to be seen, that is empty. */
static bool
take_unticked(struct take *t, struct err *err)
{
	for (size_t i = 0; i < t->state.n; i++) {
		const struct spot *s = &t->state.spots[i];
		struct target at = {s->part, s->item};

		if (s->page == t->number && has_kind(s->part, "choices") &&
		    s->relevant && !s->readonly && !seen(t, &at) &&
		    !store(t, &at, "", err))
			return false;
	}
	return true;
}

static bool
add_item(struct take *t, const char *name)
{
	const struct part *p =
	    part_named(t->page->parts, t->page->n, name, strlen(name));

	if (p == NULL || p->type != PART_REPEAT)
		return false;
	if (count_named(t->data, name) < items_max(p))
		(void)node_add(t->data, name, NULL);
	return true;
}

static bool
remove_item(struct take *t, const char *what)
{
	const char *colon = strchr(what, ':'), *end;
	const struct part *p;
	size_t item, i = 0;

	if (colon == NULL)
		return false;
	p = part_named(
	    t->page->parts, t->page->n, what, (size_t)(colon - what));
	item = read_index(colon + 1, &end);
	if (p == NULL || p->type != PART_REPEAT || item == 0 || *end != '\0')
		return false;
	for (xmlNode *n = t->data->children; n != NULL; n = n->next)
		if (is_element(n, p->name) && ++i == item) {
			xmlUnlinkNode(n);
			xmlFreeNode(n);
			break;
		}
	return true;
}

struct import {
	struct take *take;
	const struct part *repeat;
	size_t before; /* items that stood there */
};

static bool
import_cell(void *ctx, size_t row, const struct part *field, const char *value,
    struct err *err)
{
	struct import *i = ctx;
	struct target at = {field, i->before + row};

	if (at.item > items_max(i->repeat))
		return refuse(err, ERR_INPUT, "repeat-many",
		    arena_printf(i->take->a, "%zu", items_max(i->repeat)));
	return store(i->take, &at, value, err);
}

/* The same without taking it: whether there is room for the row. */
static bool
import_room(void *ctx, size_t row, const struct part *field, const char *value,
    struct err *err)
{
	const struct import *i = ctx;

	(void)field;
	(void)value;
	return row <= items_max(i->repeat) ||
	       refuse(err, ERR_INPUT, "repeat-many",
		   arena_printf(i->take->a, "%zu", items_max(i->repeat)));
}

/* Whether nobody has typed anything: what is calculated does not count. */
static bool
item_untyped(const struct part *repeat, const xmlNode *item)
{
	for (size_t i = 0; i < repeat->n; i++) {
		const struct part *p = &repeat->parts[i];

		if (p->bind[BIND_CALCULATE] == NULL &&
		    *node_text(node_child(item, p->name)) != '\0')
			return false;
	}
	return true;
}

/* The table in _rows:REPEAT, behind the items that are not blank; `anew`: in
 * their place. */
static bool
import_items(struct take *t, const char *name, bool anew,
    const struct post *post, struct err *err)
{
	const struct part *p =
	    part_named(t->page->parts, t->page->n, name, strlen(name));
	const char *pair = arena_printf(t->a, "_rows:%s", name);
	const char *text = pair ? post_get(post, pair) : NULL;
	struct import i = {t, p, 0};
	xmlNode *n, *next;

	if (p == NULL || p->type != PART_REPEAT ||
	    node_attr(p->node, "import") == NULL || text == NULL)
		return refuse(err, ERR_INPUT, "field-unknown", name);
	if (anew && !rows_read(p, text, import_room, &i, t->a, err))
		return false; /* what stands stays */
	for (n = t->data->children; n != NULL; n = next) {
		next = n->next;
		if (!is_element(n, name))
			continue;
		if (!anew && !item_untyped(p, n)) {
			i.before++;
			continue;
		}
		xmlUnlinkNode(n);
		xmlFreeNode(n);
	}
	return rows_read(p, text, import_cell, &i, t->a, err);
}

static bool
take_button(struct take *t, const char *button, const struct post *post,
    struct err *err)
{
	bool ok = true;

	if (button != NULL && strncmp(button, "import:", 7) == 0)
		return import_items(t, button + 7, false, post, err);
	if (button != NULL && strncmp(button, "replace:", 8) == 0)
		return import_items(t, button + 8, true, post, err);
	if (button != NULL && strncmp(button, "add:", 4) == 0)
		ok = add_item(t, button + 4);
	else if (button != NULL && strncmp(button, "remove:", 7) == 0)
		ok = remove_item(t, button + 7);
	return ok || refuse(err, ERR_INPUT, "field-unknown", button);
}

bool
form_take(const struct form *f, size_t page, const struct post *post,
    xmlNode *data, struct arena *a, struct err *err)
{
	struct take t = {.number = page, .data = data, .a = a};
	bool ok = true;

	if (page >= f->n)
		return err_fail(
		    err, ERR_BUG, "bug", "page %zu of %zu", page, f->n);
	t.page = &f->pages[page];
	t.seen = arena_alloc(a, (post->n + 1) * sizeof(*t.seen));
	if (t.seen == NULL)
		return err_fail(err, ERR_BUSY, "busy", "out of memory");
	if (!state_open(&t.state, f, data, err))
		return false;
	state_show(&t.state);
	for (size_t i = 0; ok && i < post->n; i++)
		ok = take_pair(&t, post, i, err);
	ok = ok && take_unticked(&t, err) &&
	     take_button(&t, post_get(post, "do"), post, err);
	state_close(&t.state);
	return ok;
}
