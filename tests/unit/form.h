/* form.h: forms from small XML, a case with data, what came of a check. */
#ifndef UNIT_FORM_H
#define UNIT_FORM_H

#include "vectors.h"

#include "form/form.h"
#include "xml/doc.h"

static struct arena *arena;

/* A form, a case with its data element, and what came of the last check. */
struct bench {
	xmlDoc *procedure, *kase;
	struct form *form;
	xmlNode *data, *clean;
	struct form_error *errors;
	struct err err;
};

#define PAGES(s)                                                               \
	"<form xmlns='urn:kuaibao:procedure:1' name='apply'>" s "</form>"
#define PAGE(s) PAGES("<page name='p'>" s "</page>")

/* form: a <form>, or a root with a <form> in it. */
static inline void
bench_open(struct bench *b, const char *form, const char *data)
{
	const xmlNode *root, *child;
	struct buf kase;

	memset(b, 0, sizeof(*b));
	buf_init(&kase, 0);
	buf_addf(&kase,
	    "<case today='2026-11-21'><parameter><staff>20</staff>"
	    "</parameter><party><applicant region='370200' region-name='青岛市'"
	    "/></party><record><apply>%s</apply></record></case>",
	    data);
	b->procedure = doc_parse(form, strlen(form), NULL, &b->err);
	b->kase = doc_parse(kase.data, kase.len, NULL, &b->err);
	buf_clear(&kase);
	assert_non_null(b->procedure);
	assert_non_null(b->kase);
	b->data = node_child(
	    node_child(xmlDocGetRootElement(b->kase), "record"), "apply");
	root = xmlDocGetRootElement(b->procedure);
	child = node_child(root, "form");
	b->form = form_new(child != NULL ? child : root, &b->err);
	if (b->form == NULL)
		fail_msg("%s", b->err.detail);
}

static inline void
bench_close(struct bench *b)
{
	xmlFreeNode(b->clean);
	form_free(b->form);
	xmlFreeDoc(b->procedure);
	xmlFreeDoc(b->kase);
	arena_reset(arena);
}

static inline bool
take_page(struct bench *b, size_t page, const char *body)
{
	struct post post;

	err_clear(&b->err);
	assert_true(
	    post_urlenc(body, strlen(body), NULL, arena, &post, &b->err));
	return form_take(b->form, page, &post, b->data, arena, &b->err);
}

static inline void
take(struct bench *b, const char *body)
{
	if (!take_page(b, 0, body))
		fail_msg("%s: %s", b->err.code, b->err.arg);
}

static inline void
data_is(const struct bench *b, const char *want)
{
	struct err err = {0};
	struct buf out;

	buf_init(&out, 0);
	assert_true(node_write(b->data, &out, &err));
	assert_string_equal(out.data, want);
	buf_clear(&out);
}

/* The errors as "path code arg;"; warnings begin with "?". */
static inline void
check_page(struct bench *b, size_t page, const char *want)
{
	struct buf out;

	buf_init(&out, 0);
	xmlFreeNode(b->clean);
	b->clean = NULL;
	if (!form_check(b->form, page, b->data, "2026-11-21", arena, &b->errors,
		&b->clean, &b->err))
		fail_msg("%s: %s", b->err.code, b->err.detail);
	for (struct form_error *e = b->errors; e != NULL; e = e->next)
		buf_addf(&out, "%s%s %s %s;", e->warning ? "?" : "", e->path,
		    e->code, e->arg);
	assert_string_equal(out.len > 0 ? out.data : "", want);
	buf_clear(&out);
}

static inline void
check(struct bench *b, const char *want)
{
	check_page(b, form_pages(b->form), want);
}

static inline void
clean_is(const struct bench *b, const char *want)
{
	struct err err = {0};
	struct buf out;

	assert_non_null(b->clean);
	buf_init(&out, 0);
	assert_true(node_write(b->clean, &out, &err));
	assert_string_equal(out.data, want);
	buf_clear(&out);
}

static inline int
open_arena(void **state)
{
	(void)state;
	arena = arena_new(64 << 20);
	return arena != NULL ? 0 : -1;
}

static inline int
close_arena(void **state)
{
	(void)state;
	arena_free(arena);
	return 0;
}

#endif
