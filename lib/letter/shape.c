/* shape.c: see shape.h. */
#include "letter/shape.h"

#include <stdlib.h>
#include <string.h>

#include "letter/type2.h"

/* The tables are large but touched only where glyphs are used. */
struct shapes {
	unsigned n;
	struct shape *glyf, *type2;
	struct glyf_pen *glyf_pen;
	struct type2_pen *type2_pen;
};

struct shapes *
shapes_new(unsigned glyphs)
{
	struct shapes *s = calloc(1, sizeof(*s));

	if (s == NULL)
		return NULL;
	s->n = glyphs;
	s->glyf = calloc(glyphs + 1, sizeof(*s->glyf));
	s->type2 = calloc(glyphs + 1, sizeof(*s->type2));
	s->glyf_pen = glyf_pen_new();
	s->type2_pen = type2_pen_new();
	if (s->glyf == NULL || s->type2 == NULL || s->glyf_pen == NULL ||
	    s->type2_pen == NULL) {
		shapes_free(s);
		return NULL;
	}
	return s;
}

void
shapes_free(struct shapes *s)
{
	if (s == NULL)
		return;
	for (unsigned i = 0; i < s->n; i++) {
		if (s->glyf != NULL)
			free(s->glyf[i].data);
		if (s->type2 != NULL)
			free(s->type2[i].data);
	}
	free(s->glyf);
	free(s->type2);
	glyf_pen_free(s->glyf_pen);
	type2_pen_free(s->type2_pen);
	free(s);
}

/* Gives the bytes to the shape, without the room to grow. */
static const struct shape *
shape_keep(struct shape *shape, struct buf *b)
{
	char *data = b->len > 0 ? malloc(b->len) : NULL;

	if (b->failed || (b->len > 0 && data == NULL)) {
		buf_clear(b);
		free(data);
		return NULL;
	}
	if (b->len > 0)
		memcpy(data, b->data, b->len);
	shape->data = data;
	shape->n = (unsigned)b->len;
	shape->made = true;
	buf_clear(b);
	return shape;
}

const struct shape *
shape_glyf(const struct face *f, uint32_t gid)
{
	struct shapes *s = f->shapes;
	struct shape *shape = &s->glyf[gid < s->n ? gid : 0];
	struct buf b = {0};

	if (shape->made)
		return shape;
	glyf_draw(s->glyf_pen, f, gid, &b, &shape->box);
	while (b.len % 4 != 0 && !b.failed)
		buf_addc(&b, '\0');
	return shape_keep(shape, &b);
}

const struct shape *
shape_type2(const struct face *f, uint32_t gid)
{
	struct shapes *s = f->shapes;
	struct shape *shape = &s->type2[gid < s->n ? gid : 0];
	struct buf b = {0};

	if (shape->made)
		return shape;
	type2_draw(s->type2_pen, f, gid, &b);
	return shape_keep(shape, &b);
}
