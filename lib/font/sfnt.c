/* sfnt.c: see sfnt.h. OpenType 1.9. */
#include "font/sfnt.h"

#include <endian.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "font/shape.h"

struct sfnt {
	const struct face_use *use;
	const char *name;
	unsigned glyphs; /* with glyph 0 */
	struct buf glyf, loca, hmtx, cmap;
	struct glyf_box all; /* over all; most points and contours */
	struct bits *body;
};

struct table {
	char tag[5];
	struct buf b;
};

enum { TABLES = 10 };

static void
be(struct buf *b, long v, int bytes)
{
	while (bytes-- > 0)
		buf_addc(b, (char)(v >> (8 * bytes) & 0xff));
}

static int
units(const struct sfnt *s, double em)
{
	return (int)lround(em * s->use->face->upem);
}

/* The number of the use's glyph in the file. */
static unsigned
glyph_at(const struct sfnt *s, unsigned *last, size_t i)
{
	const struct use *u = s->use->uses;

	if (u[i].gid == 0)
		return 0;
	if (i == 0 || u[i].gid != u[i - 1].gid)
		(*last)++;
	return *last;
}

static void
glyph_add(struct sfnt *s, uint32_t gid)
{
	const struct face *f = s->use->face;
	const struct shape *shape = shape_glyf(f, gid);
	struct glyf_box *all = &s->all, box;

	if (shape == NULL) {
		s->glyf.failed = true;
		return;
	}
	box = shape->box;
	be(&s->loca, (long)s->glyf.len, 4);
	if (shape->n > 0)
		buf_add(&s->glyf, shape->data, shape->n);
	shape_bits(shape, s->body);
	be(&s->hmtx, units(s, face_advance(f, gid)), 2);
	be(&s->hmtx, box.x_min, 2);
	all->x_min = box.x_min < all->x_min ? box.x_min : all->x_min;
	all->y_min = box.y_min < all->y_min ? box.y_min : all->y_min;
	all->x_max = box.x_max > all->x_max ? box.x_max : all->x_max;
	all->y_max = box.y_max > all->y_max ? box.y_max : all->y_max;
	if (box.points > all->points)
		all->points = box.points;
	if (box.contours > all->contours)
		all->contours = box.contours;
	s->glyphs++;
}

static void
glyphs_add(struct sfnt *s)
{
	shape_head(s->use->face, true, s->body);
	glyph_add(s, 0);
	for (size_t i = 0; i < s->use->n; i++)
		if (s->use->uses[i].gid != 0 &&
		    (i == 0 || s->use->uses[i].gid != s->use->uses[i - 1].gid))
			glyph_add(s, s->use->uses[i].gid);
	be(&s->loca, (long)s->glyf.len, 4);
	shape_end(s->use->face, true, s->body);
}

static int
by_ch(const void *a, const void *b)
{
	const struct use *x = a, *y = b;

	return x->ch < y->ch ? -1 : x->ch > y->ch;
}

/* Format 4: a segment for each run of characters with a run of glyphs. */
static void
cmap_4(struct buf *b, const struct use *u, size_t n)
{
	struct buf end = {0}, start = {0}, delta = {0};
	long segments = 1;
	int log = 0;

	for (size_t i = 0, k; i < n; i = k, segments++) {
		for (k = i + 1; k < n && u[k].ch == u[i].ch + (k - i) &&
				u[k].gid == u[i].gid + (k - i);
		     k++)
			;
		be(&end, u[k - 1].ch, 2);
		be(&start, u[i].ch, 2);
		be(&delta, (long)u[i].gid - (long)u[i].ch, 2);
	}
	be(&end, 0xffff, 2);
	be(&start, 0xffff, 2);
	be(&delta, 1, 2);
	while (2L << log <= segments)
		log++;
	be(b, 4, 2);
	be(b, 16 + 8 * segments, 2);
	be(b, 0, 2);
	be(b, 2 * segments, 2);
	be(b, 2L << log, 2);
	be(b, log, 2);
	be(b, 2 * segments - (2L << log), 2);
	buf_add(b, end.data, end.len);
	be(b, 0, 2);
	buf_add(b, start.data, start.len);
	buf_add(b, delta.data, delta.len);
	for (long i = 0; i < segments; i++)
		be(b, 0, 2);
	b->failed |= end.failed || start.failed || delta.failed;
	buf_clear(&end);
	buf_clear(&start);
	buf_clear(&delta);
}

/* Format 12: each character by itself. */
static void
cmap_12(struct buf *b, const struct use *u, size_t n)
{
	be(b, 12, 2);
	be(b, 0, 2);
	be(b, 16 + 12 * (long)n, 4);
	be(b, 0, 4);
	be(b, (long)n, 4);
	for (size_t i = 0; i < n; i++) {
		be(b, u[i].ch, 4);
		be(b, u[i].ch, 4);
		be(b, u[i].gid, 4);
	}
}

/* Platform 3: encoding 1 for the first plane, 10 for all when there is more. */
static void
cmap_make(struct sfnt *s)
{
	size_t n = s->use->n, plane = 0;
	struct use *u = malloc((n + 1) * sizeof(*u));
	unsigned last = 0;
	struct buf four = {0};

	if (u == NULL) {
		s->cmap.failed = true;
		return;
	}
	for (size_t i = 0; i < n; i++)
		u[i] = (struct use){glyph_at(s, &last, i), s->use->uses[i].ch};
	qsort(u, n, sizeof(*u), by_ch);
	while (plane < n && u[plane].ch < 0xffff)
		plane++;
	cmap_4(&four, u, plane);
	be(&s->cmap, 0, 2);
	be(&s->cmap, plane < n ? 2 : 1, 2);
	be(&s->cmap, 0x00030001, 4);
	be(&s->cmap, plane < n ? 20 : 12, 4);
	if (plane < n) {
		be(&s->cmap, 0x0003000a, 4);
		be(&s->cmap, 20 + (long)four.len, 4);
	}
	if (four.len > 0)
		buf_add(&s->cmap, four.data, four.len);
	if (plane < n)
		cmap_12(&s->cmap, u, n);
	s->cmap.failed |= four.failed;
	buf_clear(&four);
	free(u);
}

/* checkSumAdjustment is at 8, set when the file is whole. */
static void
head_make(const struct sfnt *s, struct buf *b)
{
	be(b, 0x00010000, 4);
	be(b, 0x00010000, 4);
	be(b, 0, 4);
	be(b, 0x5f0f3cf5, 4);
	be(b, 3, 2);
	be(b, (long)s->use->face->upem, 2);
	for (int i = 0; i < 2; i++) { /* created, modified: 2026-01-01 */
		be(b, 0, 4);
		be(b, 3850070400, 4);
	}
	be(b, s->all.x_min, 2);
	be(b, s->all.y_min, 2);
	be(b, s->all.x_max, 2);
	be(b, s->all.y_max, 2);
	be(b, 0, 2);
	be(b, 8, 2); /* smallest readable size */
	be(b, 2, 2);
	be(b, 1, 2); /* long loca */
	be(b, 0, 2);
}

static void
hhea_make(const struct sfnt *s, struct buf *b)
{
	be(b, 0x00010000, 4);
	be(b, units(s, EM_ASCENT), 2);
	be(b, units(s, EM_ASCENT - 1), 2);
	be(b, 0, 2);
	be(b, units(s, 1), 2);
	be(b, s->all.x_min, 2);
	be(b, 0, 2);
	be(b, s->all.x_max, 2);
	be(b, 1, 2); /* upright */
	for (int i = 0; i < 7; i++)
		be(b, 0, 2);
	be(b, s->glyphs, 2);
}

static void
maxp_make(const struct sfnt *s, struct buf *b)
{
	be(b, 0x00010000, 4);
	be(b, s->glyphs, 2);
	be(b, s->all.points, 2);
	be(b, s->all.contours, 2);
	be(b, 0, 4);
	be(b, 2, 2); /* zones */
	for (int i = 0; i < 8; i++)
		be(b, 0, 2);
}

/* Version 3; embedding for preview and print is what the face allowed. */
static void
os2_make(const struct sfnt *s, struct buf *b)
{
	uint32_t low = 0xffff, high = 0;

	for (size_t i = 0; i < s->use->n; i++) {
		uint32_t ch = s->use->uses[i].ch;

		ch = ch < 0xffff ? ch : 0xffff;
		low = ch < low ? ch : low;
		high = ch > high ? ch : high;
	}
	be(b, 3, 2);
	be(b, units(s, 1), 2);
	be(b, 400, 2);
	be(b, 5, 2);
	be(b, 4, 2);
	for (int i = 0; i < 11 + 5; i++) /* scripts, strikeout, panose */
		be(b, 0, 2);
	be(b, 0x00000001, 4); /* Basic Latin */
	be(b, 0x08000000, 4); /* CJK Unified Ideographs: bit 59 */
	be(b, 0, 4);
	be(b, 0, 4);
	buf_add(b, "kuai", 4);
	be(b, 0x0040, 2);
	be(b, (long)low, 2);
	be(b, (long)high, 2);
	be(b, units(s, EM_ASCENT), 2);
	be(b, units(s, EM_ASCENT - 1), 2);
	be(b, 0, 2);
	be(b, units(s, EM_ASCENT), 2);
	be(b, units(s, 1 - EM_ASCENT), 2);
	be(b, 0x00040001, 4); /* code pages: Latin 1, simplified Chinese */
	be(b, 0, 4);
	be(b, units(s, 0.5), 2);
	be(b, units(s, 0.733), 2);
	be(b, 0, 2);
	be(b, ' ', 2);
	be(b, 0, 2);
}

/* Family, style, identity, full and PostScript name: all but style alike. */
static void
name_make(const struct sfnt *s, struct buf *b)
{
	static const int ids[] = {1, 2, 3, 4, 6};
	static const char regular[] = "Regular";
	long n = (long)strlen(s->name), r = sizeof(regular) - 1;

	be(b, 0, 2);
	be(b, 5, 2);
	be(b, 6 + 5 * 12, 2);
	for (int i = 0; i < 5; i++) {
		be(b, 0x00030001, 4);
		be(b, 0x0409, 2);
		be(b, ids[i], 2);
		be(b, 2 * (ids[i] == 2 ? r : n), 2);
		be(b, ids[i] == 2 ? 2 * n : 0, 2);
	}
	for (long i = 0; i < n; i++)
		be(b, s->name[i], 2);
	for (long i = 0; i < r; i++)
		be(b, regular[i], 2);
}

static void
post_make(struct buf *b)
{
	be(b, 0x00030000, 4);
	for (int i = 0; i < 7; i++)
		be(b, 0, 4);
}

/* Of big-endian words; the last is filled up with zeros. */
static uint32_t
sum_of(const char *data, size_t n)
{
	uint32_t sum = 0, word;

	for (; n >= 4; n -= 4, data += 4) {
		memcpy(&word, data, 4);
		sum += be32toh(word);
	}
	word = 0;
	if (n > 0)
		memcpy(&word, data, n);
	return sum + be32toh(word);
}

/* The table of tables; returns the sum of all that follows it. */
static uint32_t
file_head(const struct table *t, struct buf *out)
{
	size_t at = 12 + 16 * TABLES;
	uint32_t sum, all = 0;

	be(out, 0x00010000, 4);
	be(out, TABLES, 2);
	be(out, 128, 2); /* of the greatest power of 2 in TABLES */
	be(out, 3, 2);
	be(out, 16 * TABLES - 128, 2);
	for (int i = 0; i < TABLES; i++) {
		sum = sum_of(t[i].b.data, t[i].b.len);
		all += sum;
		buf_add(out, t[i].tag, 4);
		be(out, sum, 4);
		be(out, (long)at, 4);
		be(out, (long)t[i].b.len, 4);
		at += (t[i].b.len + 3) / 4 * 4;
	}
	return all;
}

static void
file_make(struct table *t, struct fontfile *file)
{
	struct buf *out = &file->raw;
	uint32_t sum = file_head(t, out);
	size_t adjust = 0;

	if (!out->failed)
		sum += sum_of(out->data, out->len);
	for (int i = 0; i < TABLES; i++) {
		if (strcmp(t[i].tag, "head") == 0)
			adjust = out->len + 8;
		if (strcmp(t[i].tag, "glyf") == 0)
			file->from = out->len;
		if (t[i].b.len > 0)
			buf_add(out, t[i].b.data, t[i].b.len);
		if (strcmp(t[i].tag, "glyf") == 0)
			file->to = out->len;
		while (out->len % 4 != 0 && !out->failed)
			buf_addc(out, '\0');
		out->failed |= t[i].b.failed;
	}
	sum = 0xb1b0afba - sum;
	for (int i = 0; i < 4 && !out->failed; i++)
		out->data[adjust + i] = (char)(sum >> (24 - 8 * i) & 0xff);
}

void
sfnt_make(const struct face_use *use, const char *name, struct fontfile *out)
{
	struct sfnt s = {.use = use, .name = name, .body = &out->body};
	struct table t[TABLES] = {{"OS/2", {0}}, {"cmap", {0}}, {"glyf", {0}},
	    {"head", {0}}, {"hhea", {0}}, {"hmtx", {0}}, {"loca", {0}},
	    {"maxp", {0}}, {"name", {0}}, {"post", {0}}};

	glyphs_add(&s);
	cmap_make(&s);
	os2_make(&s, &t[0].b);
	t[1].b = s.cmap;
	t[2].b = s.glyf;
	head_make(&s, &t[3].b);
	hhea_make(&s, &t[4].b);
	t[5].b = s.hmtx;
	t[6].b = s.loca;
	maxp_make(&s, &t[7].b);
	name_make(&s, &t[8].b);
	post_make(&t[9].b);
	file_make(t, out);
	for (int i = 0; i < TABLES; i++)
		buf_clear(&t[i].b);
}
