/* rule.c: what is wrong with the data of a form; its clean copy. */
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "form/form_private.h"
#include "xml/doc.h"

struct check_run {
	struct form_state state;
	const char *today;
	char *base; /* /case/record/apply */
	struct arena *a;
	struct form_error *first, **last;
	size_t errors; /* without warnings */
};

static bool
no_memory(struct err *err)
{
	return err_fail(err, ERR_BUSY, "busy", "out of memory");
}

static bool
report(struct check_run *r, const struct spot *s, const char *code,
    const char *arg, struct err *err)
{
	struct form_error *e = arena_alloc(r->a, sizeof(*e));

	if (e == NULL)
		return no_memory(err);
	*e = (struct form_error){.path = spot_path(s, r->a),
	    .page = r->state.form->pages[s->page].name,
	    .code = code,
	    .arg = arena_strdup(r->a, arg)};
	if (e->path == NULL || e->arg == NULL)
		return no_memory(err);
	e->xpath = arena_printf(r->a, "%s/%s", r->base, e->path);
	if (e->xpath == NULL)
		return no_memory(err);
	*r->last = e;
	r->last = &e->next;
	r->errors++;
	return true;
}

static bool
caution(struct check_run *r, const struct spot *s, const char *code,
    const char *arg, struct err *err)
{
	struct form_error **e = r->last;

	if (!report(r, s, code, arg, err))
		return false;
	(*e)->warning = true;
	r->errors--;
	return true;
}

static bool
is_bad(const xmlNode *n)
{
	return node_attr(n, "bad") != NULL;
}

/* Messages and hand-written data may hold what is right but not canonical:
 * the rules shall see one form only. */
static bool
canonical(struct check_run *r, struct spot *s, struct err *err)
{
	const char *stored = node_text(s->node);
	struct kind_rule rule = s->part->rule;
	struct kind_answer a;
	struct buf out;
	bool ok = true;

	rule.today = r->today;
	buf_init(&out, 0);
	if (strcmp(rule.kind, "money") == 0 && !is_bad(s->node)) {
		kind_check_stored(&rule, stored, &a);
		buf_adds(&out, a.canonical);
	} else {
		kind_check(&rule, stored, &a, &out);
	}
	if (a.ok) {
		if (out.failed ||
		    (strcmp(out.len > 0 ? out.data : "", stored) != 0 &&
			!node_write_text(s->node, out.len > 0 ? out.data : "")))
			ok = no_memory(err);
		node_set(s->node, "bad", NULL);
	}
	buf_clear(&out);
	return ok;
}

static bool
make_canonical(
    struct check_run *r, const struct form *f, xmlNode *data, struct err *err)
{
	bool ok = true;

	if (!state_open(&r->state, f, data, err))
		return false;
	for (size_t i = 0; ok && i < r->state.n; i++) {
		struct spot *s = &r->state.spots[i];

		if (s->part->type == PART_FIELD && s->node != NULL)
			ok = canonical(r, s, err);
	}
	state_close(&r->state);
	return ok;
}

/* The first of the tokens that no option has; NULL: all are there. */
static const char *
stranger(const struct part *p, const char *tokens, struct arena *a)
{
	size_t n;

	for (; *tokens != '\0'; tokens += n) {
		const xmlNode *o;

		tokens += strspn(tokens, " ");
		n = strcspn(tokens, " ");
		for (o = node_child(p->node, "option"); o != NULL;
		     o = node_next(o)) {
			const char *v = node_attr(o, "value");

			if (v != NULL && strlen(v) == n &&
			    memcmp(v, tokens, n) == 0)
				break;
		}
		if (n > 0 && o == NULL)
			return arena_strndup(a, tokens, n);
	}
	return NULL;
}

/* Kind and options; *right: the value may be asked further. */
static bool
check_kind(struct check_run *r, const struct spot *s, const char *stored,
    bool *right, struct err *err)
{
	struct kind_rule rule = s->part->rule;
	struct kind_answer a;
	const char *odd = NULL;

	*right = false;
	rule.today = r->today;
	if (is_bad(s->node))
		kind_check(&rule, stored, &a, NULL);
	else
		kind_check_stored(&rule, stored, &a);
	if (!a.ok)
		return report(r, s, a.code, a.arg, err);
	if (strncmp(rule.kind, "choice", 6) == 0)
		odd = stranger(s->part, stored, r->a);
	if (odd != NULL)
		return report(r, s, "choice-unknown", odd, err);
	*right = true;
	return !a.warn || caution(r, s, a.code, a.arg, err);
}

static bool
check_field(struct check_run *r, const struct spot *s, struct err *err)
{
	const char *stored = node_text(s->node);
	bool right, holds;

	if (*stored == '\0') {
		if (!spot_test(s, BIND_REQUIRED, false, &holds, err))
			return false;
		return !holds || report(r, s, "field-required", "", err);
	}
	if (!check_kind(r, s, stored, &right, err))
		return false;
	if (!right)
		return true;
	if (!spot_test(s, BIND_PARTY, true, &holds, err))
		return false;
	if (!holds)
		return report(r, s, "party-unknown", stored, err);
	if (!spot_test(s, BIND_CONSTRAINT, true, &holds, err))
		return false;
	if (!holds)
		return report(r, s, "alert", stored, err);
	if (!spot_test(s, BIND_WARN, true, &holds, err))
		return false;
	return holds || caution(r, s, "warning", stored, err);
}

static const char *
number_text(struct arena *a, size_t n)
{
	char *s = arena_printf(a, "%zu", n);

	return s != NULL ? s : "";
}

/* Items up to min were added, so they are there; but somebody must fill them.
 * Where a field says so itself (errors after `before`), that is enough. */
static bool
check_repeat(
    struct check_run *r, const struct spot *s, size_t before, struct err *err)
{
	size_t filled = 0, n = 0;

	for (const xmlNode *c = r->state.data->children; c; c = c->next)
		if (is_element(c, s->part->name)) {
			n++;
			filled += !node_blank(c);
		}
	if (s->part->max != 0 && n > s->part->max)
		return report(
		    r, s, "repeat-many", number_text(r->a, s->part->max), err);
	if (filled < s->part->min && r->errors == before)
		return report(
		    r, s, "repeat-few", number_text(r->a, s->part->min), err);
	return true;
}

static bool
type_allowed(const char *types, const char *name)
{
	static const char *const same[][2] = {
	    {"jpg", "jpeg"}, {"tif", "tiff"}, {"htm", "html"}};
	const char *dot = strrchr(name, '.');
	size_t n;

	if (dot == NULL)
		return false;
	for (const char *p = types; *p != '\0'; p += n) {
		p += strspn(p, " ");
		n = strcspn(p, " ");
		if (n > 0 && strlen(dot + 1) == n &&
		    strncasecmp(dot + 1, p, n) == 0)
			return true;
		for (size_t i = 0; i < sizeof(same) / sizeof(same[0]); i++)
			if (strlen(same[i][0]) == n &&
			    strncasecmp(p, same[i][0], n) == 0 &&
			    strcasecmp(dot + 1, same[i][1]) == 0)
				return true;
	}
	return false;
}

static bool
check_file(struct check_run *r, const struct spot *s, const xmlNode *n,
    struct err *err)
{
	const char *types = node_attr(s->part->node, "types");
	const char *most = node_attr(s->part->node, "megabytes");
	const char *name = node_attr(n, "name"), *size = node_attr(n, "size");

	if (name == NULL)
		name = "";
	if (types != NULL && !type_allowed(types, name))
		return report(r, s, "attachment-type", name, err);
	if (most != NULL && size != NULL &&
	    strtoull(size, NULL, 10) > strtoull(most, NULL, 10) * 1024 * 1024)
		return report(r, s, "attachment-large", most, err);
	return true;
}

static bool
check_attachment(struct check_run *r, const struct spot *s, struct err *err)
{
	size_t n = 0;
	bool required;

	for (const xmlNode *c = s->node; c != NULL; c = node_next(c)) {
		if (node_attr(c, "ref") == NULL)
			continue;
		n++;
		if (!check_file(r, s, c, err))
			return false;
	}
	if (!spot_test(s, BIND_REQUIRED, false, &required, err))
		return false;
	if (n == 0 && required)
		return report(r, s, "attachment-required", "", err);
	if (s->part->max != 0 && n > s->part->max)
		return report(r, s, "attachment-many",
		    number_text(r->a, s->part->max), err);
	return true;
}

static bool
check_spots(struct check_run *r, size_t page, struct err *err)
{
	const struct spot *repeat = NULL;
	size_t before = 0;
	bool ok = true;

	for (size_t i = 0; ok && i <= r->state.n; i++) {
		const struct spot *s =
		    i < r->state.n ? &r->state.spots[i] : NULL;

		/* A repeat is judged behind its last item. */
		if (repeat != NULL && (s == NULL || s->item == 0)) {
			ok = check_repeat(r, repeat, before, err);
			repeat = NULL;
		}
		if (!ok || s == NULL || !s->relevant || s->is_item ||
		    (page < r->state.form->n && s->page != page))
			continue;
		if (s->part->type == PART_FIELD) {
			ok = check_field(r, s, err);
		} else if (s->part->type == PART_ATTACHMENT) {
			ok = check_attachment(r, s, err);
		} else {
			repeat = s;
			before = r->errors;
		}
	}
	return ok;
}

/* A field without attributes, or nothing when it is empty. */
static bool
clean_field(const struct spot *s, xmlNode *into)
{
	const char *text = node_text(s->node);

	return *text == '\0' || node_add(into, s->part->name, text) != NULL;
}

static bool
clean_files(const struct spot *s, xmlNode *into)
{
	for (const xmlNode *c = s->node; c != NULL; c = node_next(c))
		if (node_attr(c, "ref") != NULL && !node_graft(into, c))
			return false;
	return true;
}

/* In the order of the form, only what is relevant and known to it. */
static xmlNode *
clean_copy(const struct form_state *s)
{
	xmlNode *top = xmlDocCopyNode(s->data, s->data->doc, 0), *item = top;
	bool ok = top != NULL;

	for (size_t i = 0; ok && i < s->n; i++) {
		const struct spot *p = &s->spots[i];

		if (!p->relevant)
			continue;
		if (p->is_item)
			ok =
			    (item = node_add(top, p->part->name, NULL)) != NULL;
		else if (p->part->type == PART_FIELD)
			ok = clean_field(p, p->item > 0 ? item : top);
		else if (p->part->type == PART_ATTACHMENT)
			ok = clean_files(p, top);
	}
	if (ok)
		return top;
	xmlFreeNode(top);
	return NULL;
}

static bool
check_base(struct check_run *r, const xmlNode *data)
{
	xmlChar *path = xmlGetNodePath(data);

	r->base = path != NULL ? arena_strdup(r->a, (char *)path) : NULL;
	xmlFree(path);
	return r->base != NULL;
}

bool
form_check(const struct form *f, size_t page, xmlNode *data, const char *today,
    struct arena *a, struct form_error **errors, xmlNode **clean,
    struct err *err)
{
	struct check_run r = {.a = a, .today = today};
	bool ok;

	*errors = NULL;
	if (clean != NULL)
		*clean = NULL;
	r.last = &r.first;
	if (!check_base(&r, data))
		return no_memory(err);
	if (!make_canonical(&r, f, data, err) ||
	    !state_open(&r.state, f, data, err))
		return false;
	ok = check_spots(&r, page, err);
	if (ok && clean != NULL && page >= f->n && r.errors == 0)
		ok = (*clean = clean_copy(&r.state)) != NULL || no_memory(err);
	state_close(&r.state);
	if (ok)
		*errors = r.first;
	return ok;
}
