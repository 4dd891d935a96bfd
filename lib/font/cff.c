/* cff.c: see cff.h. */
#include "font/cff.h"

#include <string.h>

#include "font/shape.h"
#include "font/type2.h"

static void
be(struct buf *b, unsigned long v, int bytes)
{
	while (bytes-- > 0)
		buf_addc(b, (char)(v >> (8 * bytes) & 0xff));
}

/* An operand of a fixed size, so that offsets do not move what follows. */
static void
put_int(struct buf *b, unsigned long v)
{
	be(b, 29, 1);
	be(b, v, 4);
}

/* An INDEX of one object. */
static void
put_single(struct buf *b, const void *p, size_t n)
{
	be(b, 1, 2);
	be(b, 2, 1);
	be(b, 1, 2);
	be(b, n + 1, 2);
	buf_add(b, p, n);
}

static void
put_strings(struct buf *b)
{
	be(b, 2, 2);
	be(b, 1, 1);
	be(b, 1, 1);
	be(b, 6, 1);
	be(b, 14, 1);
	buf_adds(b, "AdobeIdentity");
}

/* Places of what the top dictionary names, from the table's start. */
struct places {
	size_t charset, select, fonts, private, strings;
};

static void
put_top(struct buf *b, const struct places *at, size_t glyphs)
{
	struct buf d = {0};

	put_int(&d, 391); /* the first of our strings */
	put_int(&d, 392);
	put_int(&d, 0);
	be(&d, 12 << 8 | 30, 2); /* ROS */
	put_int(&d, glyphs);
	be(&d, 12 << 8 | 34, 2); /* CIDCount */
	put_int(&d, at->charset);
	be(&d, 15, 1);
	put_int(&d, at->select);
	be(&d, 12 << 8 | 37, 2); /* FDSelect */
	put_int(&d, at->fonts);
	be(&d, 12 << 8 | 36, 2); /* FDArray */
	put_int(&d, at->strings);
	be(&d, 17, 1); /* CharStrings */
	put_single(b, d.len > 0 ? d.data : "", d.len);
	b->failed |= d.failed;
	buf_clear(&d);
}

/* What stands before the charstrings; its length does not depend on `at`. */
static void
put_head(struct buf *b, const char *name, struct places *at, size_t glyphs)
{
	size_t start = b->len;
	struct buf d = {0};

	be(b, 0x01000404, 4);
	put_single(b, name, strlen(name));
	put_top(b, at, glyphs);
	put_strings(b);
	be(b, 0, 2); /* no global subroutines */
	at->charset = b->len - start;
	be(b, 2, 1);
	be(b, 1, 2);
	be(b, glyphs > 1 ? glyphs - 2 : 0, 2);
	at->select = b->len - start;
	be(b, 3, 1);
	be(b, 1, 2);
	be(b, 0, 3);
	be(b, glyphs, 2);
	at->private = b->len - start;
	put_int(b, TYPE2_WIDTH);
	be(b, 20, 1); /* defaultWidthX */
	at->fonts = b->len - start;
	put_int(&d, 6);
	put_int(&d, at->private);
	be(&d, 18, 1);
	put_single(b, d.len > 0 ? d.data : "", d.len);
	b->failed |= d.failed;
	buf_clear(&d);
	at->strings = b->len - start;
}

/* The next glyph of the use from *i on; false at the end. */
static bool
use_next(const struct face_use *u, size_t *i, uint32_t *gid)
{
	while (*i < u->n &&
	       (u->uses[*i].gid == 0 ||
		   (*i > 0 && u->uses[*i].gid == u->uses[*i - 1].gid)))
		(*i)++;
	if (*i == u->n)
		return false;
	*gid = u->uses[(*i)++].gid;
	return true;
}

static void
string_add(const struct face *f, uint32_t gid, struct buf *index,
    struct buf *data, struct bits *body)
{
	const struct shape *s = shape_type2(f, gid);

	if (s == NULL) {
		data->failed = true;
		return;
	}
	buf_add(data, s->data, s->n);
	shape_bits(s, body);
	be(index, data->len + 1, 4);
}

void
cff_make(const struct face_use *use, const char *name, struct fontfile *out)
{
	struct buf index = {0}, data = {0}, trial = {0}, *raw = &out->raw;
	struct places at = {0};
	size_t i = 0, glyphs = 1;
	uint32_t gid;

	be(&index, 1, 4);
	shape_head(use->face, false, &out->body);
	string_add(use->face, 0, &index, &data, &out->body);
	for (; use_next(use, &i, &gid); glyphs++)
		string_add(use->face, gid, &index, &data, &out->body);
	shape_end(use->face, false, &out->body);
	put_head(&trial, name, &at, glyphs); /* finds the places */
	put_head(raw, name, &at, glyphs);
	be(raw, glyphs, 2);
	be(raw, 4, 1);
	buf_add(raw, index.data, index.len);
	out->from = raw->len;
	if (data.len > 0)
		buf_add(raw, data.data, data.len);
	out->to = raw->len;
	raw->failed |= index.failed || data.failed || trial.failed;
	buf_clear(&index);
	buf_clear(&data);
	buf_clear(&trial);
}
