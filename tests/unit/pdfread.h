/* pdfread.h: the objects of a PDF that we wrote, for tests: by the xref, streams
 * inflated. No reader of PDF at large. */
#ifndef TESTS_UNIT_PDFREAD_H
#define TESTS_UNIT_PDFREAD_H

#include <ctype.h>
#include <zlib.h>

#include "base/buf.h"

enum { PDF_OBJECTS = 20000 };

struct pdf_object {
	char *dict; /* between "obj" and "stream" or "endobj"; heap */
	struct buf stream;
	bool filtered, has_stream;
	long length; /* as /Length says */
	const char *raw;
};

struct pdf_read {
	const struct buf *b;
	struct pdf_object *o; /* by number */
	size_t n;
	char *trailer; /* heap */
};

/* The value behind KEY in a dictionary's text; NULL: none. */
__attribute__((unused)) static const char *
pdf_value(const char *dict, const char *key)
{
	size_t n = strlen(key);
	const char *p = dict;

	while ((p = strstr(p, key)) != NULL) {
		p += n;
		if (!isalnum((unsigned char)*p))
			return p + strspn(p, " ");
	}
	return NULL;
}

/* The object that KEY refers to; 0: none. */
__attribute__((unused)) static size_t
pdf_at(const char *dict, const char *key)
{
	const char *v = dict != NULL ? pdf_value(dict, key) : NULL;

	return v != NULL ? strtoul(v + (*v == '['), NULL, 10) : 0;
}

static void
pdf_inflate(struct pdf_object *o, const char *p)
{
	size_t size = 32 << 20;
	uLongf n = size;

	if (!o->filtered) {
		buf_add(&o->stream, p, (size_t)o->length);
		return;
	}
	buf_reserve(&o->stream, size);
	assert_int_equal(uncompress((Bytef *)o->stream.data, &n,
			     (const Bytef *)p, (uLong)o->length),
	    Z_OK);
	o->stream.len = n;
	o->stream.data[n] = '\0';
}

/* One object at that place. */
static void
pdf_object_read(const struct buf *b, size_t at, struct pdf_object *o)
{
	const char *p = b->data + at, *obj = strstr(p, " obj\n");
	const char *stream, *end;

	assert_non_null(obj);
	obj += 5;
	o->raw = p;
	end = memmem(obj, b->len - (size_t)(obj - b->data), "endobj", 6);
	stream = memmem(obj, b->len - (size_t)(obj - b->data), "stream\n", 7);
	assert_non_null(end);
	o->has_stream = stream != NULL && stream < end;
	o->dict = strndup(obj, (size_t)((o->has_stream ? stream : end) - obj));
	if (!o->has_stream)
		return;
	o->length = strtol(pdf_value(o->dict, "/Length"), NULL, 10);
	o->filtered = pdf_value(o->dict, "/Filter") != NULL;
	stream += 7;
	assert_memory_equal(stream + o->length, "\nendstream\nendobj\n", 18);
	pdf_inflate(o, stream);
}

static void
pdf_read_open(struct pdf_read *r, const struct buf *b)
{
	const char *at = NULL, *p = b->data;
	size_t xref, n;

	*r = (struct pdf_read){.b = b};
	while ((p = memmem(p, b->len - (size_t)(p - b->data), "startxref\n",
		    10)) != NULL)
		at = p += 10;
	assert_non_null(at);
	xref = strtoul(at, NULL, 10);
	assert_int_equal(sscanf(b->data + xref, "xref\n0 %zu\n", &n), 1);
	assert_in_range(n, 2, PDF_OBJECTS);
	r->n = n;
	r->o = calloc(n, sizeof(*r->o));
	p = strchr(b->data + xref + 5, '\n') + 1;
	for (size_t i = 0; i < n; i++, p += 20) {
		assert_memory_equal(
		    p + 10, i == 0 ? " 65535 f \n" : " 00000 n \n", 10);
		if (i > 0)
			pdf_object_read(b, strtoul(p, NULL, 10), &r->o[i]);
	}
	assert_memory_equal(p, "trailer\n", 8);
	r->trailer = strdup(p + 8);
}

static void
pdf_read_close(struct pdf_read *r)
{
	for (size_t i = 0; i < r->n; i++) {
		free(r->o[i].dict);
		buf_clear(&r->o[i].stream);
	}
	free(r->o);
	free(r->trailer);
}

#endif
