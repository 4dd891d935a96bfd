/* page_draft.c: forms, page by page: shown, filled in, kept, resumed. */
#include "fcgi/page_draft.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "xml/doc.h"

static size_t
page_index(const struct draft *d, const char *name)
{
	size_t i, n = d->form ? form_pages(d->form) : 0;

	for (i = 0; i < n; i++)
		if (strcmp(form_page_name(d->form, i), name) == 0)
			return i;
	return SIZE_MAX;
}

/* The next page that matters, or form_pages(): the answers. */
static size_t
page_after(const struct draft *d, size_t i)
{
	size_t n = form_pages(d->form);

	for (i++; i < n; i++)
		if (form_page_relevant(d->form, i, d->data))
			return i;
	return n;
}

static size_t
page_before(const struct draft *d, size_t i)
{
	while (i > 0)
		if (form_page_relevant(d->form, --i, d->data))
			return i;
	return 0;
}

static bool
draft_open(struct visit *v, struct draft *d, bool write)
{
	return db_begin(v->site->db, &v->who, write, &v->err) &&
	       draft_load(v->site->flow, v->site->db, visit_param(v, "draft"),
		   d, &v->err) &&
	       draft_ask(v->site->db, d, &v->err);
}

void
page_draft(struct visit *v)
{
	struct draft d;
	size_t i;

	if (!visit_read(v, "draft") || !draft_open(v, &d, false) ||
	    !db_commit(v->site->db, &v->err)) {
		visit_fail(v);
		return;
	}
	i = page_index(&d, visit_param(v, "page"));
	if (i == SIZE_MAX) {
		err_fail(&v->err, ERR_NOTFOUND, "page", "form page");
		visit_fail(v);
	} else if (!draft_show(v, &d, i, NULL)) {
		visit_fail(v);
	} else {
		visit_show(v, "draft");
	}
}

/* A pasted table that could not be read stands in its box again. */
static void
rows_again(struct visit *v)
{
	const struct pair *p = v->post.pairs;
	size_t i;

	for (i = 0; i < v->post.n; i++)
		if (strncmp(p[i].name, "_rows:", 6) == 0)
			node_set(node_add(v->page, "rows", p[i].value), "name",
			    p[i].name + 6);
}

/* The page again, with what is wrong and all that was typed. */
static void
draft_again(struct visit *v, const struct draft *d, size_t page,
    const struct form_error *errors)
{
	struct err why = v->err;

	if (why.kind != ERR_NONE)
		visit_log(v);
	err_clear(&v->err);
	if (!visit_read(v, "draft") || !draft_show(v, d, page, errors)) {
		visit_fail(v);
		return;
	}
	v->status = 422;
	if (why.kind != ERR_NONE) {
		visit_error(v, v->page, why.code, why.arg);
		rows_again(v);
		v->status = serve_status(why.kind);
	}
	visit_show(v, "draft");
}

static bool
page_blocks(const struct form_error *e)
{
	for (; e; e = e->next)
		if (!e->warning)
			return true;
	return false;
}

/* An answer brought up more of the page, which nobody has seen yet: its first
 * path; "" if there is none. `seen`: what the page asked for. */
static const char *
page_more(struct visit *v, const struct draft *d, size_t page, const char *seen)
{
	struct err err = {0}; /* it is checked later, too */
	const char *now =
	    form_page_asks(d->form, page, d->data, true, v->a, &err);
	const char *end, *path;

	for (; seen && now && *now; now = end + 1) {
		end = strchr(now + 1, ' ');
		path = arena_printf(v->a, "%.*s", (int)(end - now + 1), now);
		if (strstr(seen, path) == NULL)
			return arena_printf(
			    v->a, "%.*s", (int)(end - now - 1), now + 1);
	}
	return "";
}

/* Where a button leads; what changed a part of the page, to that part. */
static void
draft_onward(
    struct visit *v, const struct draft *d, size_t page, const char *button)
{
	size_t to = page, n = form_pages(d->form);
	const char *part = "";

	if (strncmp(button, "add:", 4) == 0 ||
	    strncmp(button, "remove:", 7) == 0 ||
	    strncmp(button, "import:", 7) == 0 ||
	    strncmp(button, "replace:", 8) == 0 ||
	    strncmp(button, "keep:", 5) == 0 ||
	    strncmp(button, "upload:", 7) == 0)
		part = strchr(button, ':') + 1;
	if (strcmp(button, "next") == 0)
		to = page_after(d, page);
	else if (strcmp(button, "back") == 0)
		to = page_before(d, page);
	if (strcmp(button, "save") == 0)
		visit_go(v, "/draft/%s/page/%s?saved=1", d->id,
		    form_page_name(d->form, page));
	else if (to == n)
		visit_go(v, "/draft/%s/check", d->id);
	else
		visit_go(v, "/draft/%s/page/%s%s%.*s", d->id,
		    form_page_name(d->form, to), *part ? "#i-" : "",
		    (int)strspn(part, "abcdefghijklmnopqrstuvwxyz0123456789-"),
		    part);
}

/* What the button wants checked: the page, or the files just sent. */
static bool
draft_judge(struct visit *v, struct draft *d, size_t page, const char *button,
    struct form_error **errors)
{
	struct form_error **e;
	bool files = strncmp(button, "upload:", 7) == 0;
	bool rows = strncmp(button, "import:", 7) == 0 ||
		    strncmp(button, "replace:", 8) == 0;

	if ((files || rows || strcmp(button, "next") == 0) &&
	    v->refused == NULL &&
	    !form_check(
		d->form, page, d->data, d->today, v->a, errors, NULL, &v->err))
		return false;
	for (e = errors; files && *e;)
		if (strcmp((*e)->path, button + 7) == 0)
			e = &(*e)->next;
		else
			*e = (*e)->next;
	if (v->refused == NULL)
		return true;
	*errors = v->refused;
	for (e = errors; *e; e = &(*e)->next)
		(*e)->page = form_page_name(d->form, page);
	return true;
}

/* The rows of a table without those that are wrong. */
static bool
draft_keep(struct visit *v, struct draft *d, size_t page, const char *repeat)
{
	struct form_error *errors;

	if (!form_check(
		d->form, page, d->data, d->today, v->a, &errors, NULL, &v->err))
		return false;
	form_keep_right(d->data, repeat, errors);
	return true;
}

/* What was typed is saved first, right or wrong; then the button counts. */
static bool
draft_take(struct visit *v, struct draft *d, size_t page, const char *button,
    struct form_error **errors)
{
	const char *revision = post_get(&v->post, "revision");
	const char *name = form_page_name(d->form, page);
	int saved = d->revision;

	if (revision && *revision)
		d->revision = atoi(revision);
	if (!form_take(d->form, page, &v->post, d->data, v->a, &v->err) ||
	    !draft_attach(v, d, page) || !draft_ask(v->site->db, d, &v->err))
		return false;
	if (strncmp(button, "drop:", 5) == 0 && !draft_detach(v, d, button + 5))
		return false;
	if (strncmp(button, "keep:", 5) == 0 &&
	    !draft_keep(v, d, page, button + 5))
		return false;
	if (!draft_judge(v, d, page, button, errors))
		return false;
	if (draft_save(v->site->db, d, name, &v->err))
		return db_commit(v->site->db, &v->err);
	d->revision = saved; /* told so, the person may press again */
	return false;
}

void
page_draft_post(struct visit *v)
{
	const char *button, *id = visit_param(v, "draft");
	const char *seen = NULL, *more;
	struct form_error *errors = NULL;
	struct draft d = {0};
	size_t page;

	if (!db_begin(v->site->db, &v->who, true, &v->err) ||
	    !draft_body(v, id) ||
	    !draft_load(v->site->flow, v->site->db, id, &d, &v->err)) {
		visit_fail(v);
		return;
	}
	page = page_index(&d, visit_param(v, "page"));
	if (page == SIZE_MAX) {
		err_fail(&v->err, ERR_NOTFOUND, "page", "form page");
		visit_fail(v);
		return;
	}
	if ((button = post_get(&v->post, "do")) == NULL)
		button = "next";
	if (strcmp(button, "next") == 0 &&
	    (!draft_ask(v->site->db, &d, &v->err) ||
		(seen = form_page_asks(
		     d.form, page, d.data, false, v->a, &v->err)) == NULL)) {
		visit_fail(v);
		return;
	}
	if (!draft_take(v, &d, page, button, &errors)) {
		db_rollback(v->site->db);
		draft_unattach(v, &d);
		draft_again(v, &d, page, NULL);
	} else if (page_blocks(errors)) {
		draft_again(v, &d, page, errors);
	} else if (*(more = page_more(v, &d, page, seen)) != '\0') {
		visit_go(v, "/draft/%s/page/%s?more=1#i-%s", d.id,
		    form_page_name(d.form, page), more);
	} else {
		draft_onward(v, &d, page, button);
	}
}

/* Check your answers: every page, every error linked to its field. */
static bool
draft_review(struct visit *v, struct draft *d, struct form_error **errors,
    xmlNode **clean)
{
	if (d->form == NULL)
		return true;
	return form_check(d->form, form_pages(d->form), d->data, d->today, v->a,
	    errors, clean, &v->err);
}

void
page_draft_check(struct visit *v)
{
	struct form_error *errors = NULL;
	struct draft d;

	if (!visit_read(v, "draft_check") || !draft_open(v, &d, false) ||
	    !db_commit(v->site->db, &v->err) ||
	    !draft_review(v, &d, &errors, NULL) ||
	    !draft_show(v, &d, d.form ? form_pages(d.form) : 0, errors))
		visit_fail(v);
	else
		visit_show(v, "draft_check");
}

static void
submit_again(struct visit *v, const struct draft *d,
    const struct form_error *errors, const char *code)
{
	struct err why = v->err;

	if (why.kind != ERR_NONE)
		visit_log(v);
	err_clear(&v->err);
	if (!visit_read(v, "draft_check") ||
	    !draft_show(v, d, d->form ? form_pages(d->form) : 0, errors)) {
		visit_fail(v);
		return;
	}
	if (code || why.kind != ERR_NONE)
		visit_error(
		    v, v->page, code ? code : why.code, code ? "" : why.arg);
	v->status = why.kind ? serve_status(why.kind) : 422;
	visit_show(v, "draft_check");
}

/* The draft was used up elsewhere: its form says of which case it was. */
static void
submit_gone(struct visit *v)
{
	const char *number = post_get(&v->post, "case");
	bool plain =
	    number &&
	    number[strspn(number, "-0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ")] ==
		'\0';

	if (plain && *number)
		err_arg(&v->err, number);
	err_fail(&v->err, plain && *number ? ERR_CONFLICT : ERR_NOTFOUND,
	    plain && *number ? "draft-used" : "draft", "gone");
}

/* A repeated POST finds its draft gone and its answer kept: move_case gives
 * the same case again. */
static bool
submit_repeat(struct visit *v)
{
	const char *request = post_get(&v->post, "request");
	struct rows *r = NULL;
	bool done = false;

	if (v->err.kind != ERR_NOTFOUND || request == NULL)
		return false;
	err_clear(&v->err);
	if (db_begin(v->site->db, &v->who, false, &v->err) &&
	    db_call(v->site->db, "request_result", 1, &request, &r, &v->err) &&
	    rows_count(r) == 1) {
		visit_go(v, "/case/%s?done=%s", rows_get(r, 0, "case_number"),
		    rows_get(r, 0, "move"));
		done = true;
	} else {
		submit_gone(v);
	}
	rows_free(r);
	return done;
}

void
page_draft_submit(struct visit *v)
{
	struct form_error *errors = NULL;
	const char *request;
	xmlNode *clean = NULL;
	struct moved moved;
	struct draft d;

	if (!visit_post(v)) {
		visit_fail(v);
		return;
	}
	request = post_get(&v->post, "request");
	if (request == NULL || !uuid_valid(request)) {
		err_fail(&v->err, ERR_INPUT, "request-id", "no request id");
		visit_fail(v);
		return;
	}
	if (!draft_open(v, &d, true)) {
		db_rollback(v->site->db);
		if (!submit_repeat(v))
			visit_fail(v);
		return;
	}
	if (!draft_review(v, &d, &errors, &clean)) {
		visit_fail(v);
	} else if (page_blocks(errors)) {
		db_rollback(v->site->db);
		submit_again(v, &d, errors, NULL);
	} else if (d.form && form_declares(d.form) &&
		   post_get(&v->post, "declare") == NULL) {
		db_rollback(v->site->db);
		submit_again(v, &d, errors, "declare");
	} else if (!draft_submit(v->site->flow, v->site->db, &d, clean, request,
		       &moved, &v->err) ||
		   !db_commit(v->site->db, &v->err)) {
		db_rollback(v->site->db);
		if (v->err.kind == ERR_BUG || v->err.kind == ERR_BUSY)
			visit_fail(v);
		else
			submit_again(v, &d, errors, NULL);
	} else {
		visit_go(v, "/case/%s?done=%s", moved.case_number, d.move);
	}
}

void
page_draft_drop(struct visit *v)
{
	const char *id = visit_param(v, "draft");

	if (!visit_post(v) || !db_begin(v->site->db, &v->who, true, &v->err) ||
	    !db_call(v->site->db, "drop_draft", 1, &id, NULL, &v->err) ||
	    !db_commit(v->site->db, &v->err))
		visit_fail(v);
	else
		visit_go(v, "/work?dropped=1");
}
