/* sample.c: see sample.h. */
#include "draw/sample.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <zlib.h>

#include "base/pack.h"
#include "base/utf8.h"

enum {
	SIDE = 320,
	SUB = 4,
	EDGES = 40000,
	LETTERS = 20,
	CURVE = 8,
	STEPS = 16
};

struct edge {
	float x0, y0, x1, y1;
};

/* Outlines as straight edges, in pixels from the top left. */
struct pen {
	struct edge *edges; /* heap, EDGES */
	size_t n;
	double scale, left, base; /* of the glyph at hand */
	float x, y;
};

static void
pen_to(struct pen *p, double x, double y)
{
	float px = (float)(p->left + x * p->scale);
	float py = (float)(p->base - y * p->scale);

	if (p->n < EDGES && py != p->y)
		p->edges[p->n++] = (struct edge){p->x, p->y, px, py};
	p->x = px;
	p->y = py;
}

static void
pen_move(hb_draw_funcs_t *d, void *pen, hb_draw_state_t *st, float x, float y,
    void *user)
{
	struct pen *p = pen;

	(void)d, (void)st, (void)user;
	p->x = (float)(p->left + (double)x * p->scale);
	p->y = (float)(p->base - (double)y * p->scale);
}

static void
pen_line(hb_draw_funcs_t *d, void *pen, hb_draw_state_t *st, float x, float y,
    void *user)
{
	(void)d, (void)st, (void)user;
	pen_to(pen, (double)x, (double)y);
}

/* HarfBuzz draws quadratic curves as cubic ones when not asked for both. */
static void
pen_curve(hb_draw_funcs_t *d, void *pen, hb_draw_state_t *st, float ax,
    float ay, float bx, float by, float x, float y, void *user)
{
	double x0 = (double)st->current_x, y0 = (double)st->current_y;

	(void)d, (void)user;
	for (int i = 1; i <= CURVE; i++) {
		double t = (double)i / CURVE, s = 1 - t, k0 = s * s * s;
		double k1 = 3 * s * s * t, k2 = 3 * s * t * t, k3 = t * t * t;

		pen_to(pen,
		    k0 * x0 + k1 * (double)ax + k2 * (double)bx +
			k3 * (double)x,
		    k0 * y0 + k1 * (double)ay + k2 * (double)by +
			k3 * (double)y);
	}
}

static void
pen_close(hb_draw_funcs_t *d, void *pen, hb_draw_state_t *st, void *user)
{
	(void)d, (void)user;
	pen_to(pen, (double)st->path_start_x, (double)st->path_start_y);
}

/* A line of `size` pixels an em, centred, its baseline at `base`. */
static void
pen_text(struct pen *p, const struct fonts *f, hb_draw_funcs_t *funcs,
    const char *utf8, double size, double base)
{
	struct font_glyph g;
	double width = 0, x;
	const char *s = utf8;
	uint32_t ch;

	for (int i = 0; i < LETTERS && (ch = utf8_next(&s)) != 0; i++)
		width += font_find(f, FONT_HEI, ch, &g) ? g.advance : 0;
	size = fmin(size, 0.6 * SIDE / fmax(width, 1));
	x = (SIDE - width * size) / 2;
	s = utf8;
	for (int i = 0; i < LETTERS && (ch = utf8_next(&s)) != 0; i++) {
		if (!font_find(f, FONT_HEI, ch, &g))
			continue;
		p->scale = size / g.face->upem;
		p->left = x;
		p->base = base;
		face_draw(g.face, g.gid, funcs, p);
		x += g.advance * size;
	}
}

/* Adds what is inside at height y to the row's cover, by winding number. */
static void
row_fill(const struct pen *p, float y, unsigned char *cover)
{
	int winding[SIDE * SUB] = {0}, w = 0;

	for (size_t i = 0; i < p->n; i++) {
		const struct edge *e = &p->edges[i];
		bool down = e->y0 < e->y1;
		float x;

		if (down ? y < e->y0 || y >= e->y1 : y < e->y1 || y >= e->y0)
			continue;
		x = e->x0 + (y - e->y0) * (e->x1 - e->x0) / (e->y1 - e->y0);
		x = fmaxf(0, fminf(x * SUB, SIDE * SUB - 1));
		winding[(int)x] += down ? 1 : -1;
	}
	for (int i = 0; i < SIDE * SUB; i++) {
		w += winding[i];
		cover[i / SUB] = (unsigned char)(cover[i / SUB] + (w != 0));
	}
}

/* Of 255, in the two rings. */
static double
ring_cover(double x, double y)
{
	double r = hypot(x - SIDE / 2.0, y - SIDE / 2.0);
	double outer = fmin(0.493 * SIDE - r, r - 0.469 * SIDE) + 0.5;
	double inner = fmin(0.457 * SIDE - r, r - 0.451 * SIDE) + 0.5;

	return 255 * fmax(0, fmin(1, fmax(outer, inner)));
}

/* Rows of the PNG, their filter byte first: how red, in sixteen steps. */
static void
rows_fill(const struct pen *p, uint8_t *out)
{
	for (unsigned y = 0; y < SIDE; y++) {
		unsigned char cover[SIDE] = {0};

		for (int i = 0; i < SUB; i++)
			row_fill(p, (float)y + ((float)i + 0.5F) / SUB, cover);
		*out++ = 0;
		for (unsigned x = 0; x < SIDE; x++) {
			double ring = ring_cover(x + 0.5, y + 0.5);
			double text = 255.0 * cover[x] / (SUB * SUB);

			*out++ = (uint8_t)lround(fmax(ring, text) / 17);
		}
	}
}

static void
put_be32(struct buf *b, unsigned long v)
{
	for (int i = 24; i >= 0; i -= 8)
		buf_addc(b, (char)(v >> i));
}

static void
chunk_put(struct buf *b, const char *tag, const void *p, size_t n)
{
	size_t from = b->len + 4;

	put_be32(b, n);
	buf_adds(b, tag);
	buf_add(b, p, n);
	if (!b->failed)
		put_be32(b, pack_crc(b->data + from, n + 4));
}

/* A palette of one red, from clear to full. */
static void
png_make(const uint8_t *rows, size_t n, struct buf *png)
{
	uint8_t red[3 * STEPS], alpha[STEPS];
	uLongf len = compressBound(n);
	Bytef *z = malloc(len);
	struct buf head = {0};

	for (int i = 0; i < STEPS; i++) {
		memcpy(red + 3 * i, "\xe0\x14\x14", 3);
		alpha[i] = (uint8_t)(17 * i);
	}
	put_be32(&head, SIDE);
	put_be32(&head, SIDE);
	buf_add(&head, "\10\3\0\0\0", 5);
	buf_add(png, "\x89PNG\r\n\x1a\n", 8);
	chunk_put(png, "IHDR", head.data, head.len);
	chunk_put(png, "PLTE", red, sizeof(red));
	chunk_put(png, "tRNS", alpha, sizeof(alpha));
	if (z != NULL &&
	    compress2(z, &len, rows, n, Z_BEST_COMPRESSION) == Z_OK)
		chunk_put(png, "IDAT", z, len);
	else
		png->failed = true;
	chunk_put(png, "IEND", "", 0);
	png->failed |= head.failed;
	buf_clear(&head);
	free(z);
}

static hb_draw_funcs_t *
funcs_make(void)
{
	hb_draw_funcs_t *d = hb_draw_funcs_create();

	hb_draw_funcs_set_move_to_func(d, pen_move, NULL, NULL);
	hb_draw_funcs_set_line_to_func(d, pen_line, NULL, NULL);
	hb_draw_funcs_set_cubic_to_func(d, pen_curve, NULL, NULL);
	hb_draw_funcs_set_close_path_func(d, pen_close, NULL, NULL);
	return d;
}

bool
sample_seal(
    const struct fonts *f, const char *name, struct buf *png, struct err *err)
{
	struct pen pen = {.edges = malloc(EDGES * sizeof(*pen.edges))};
	hb_draw_funcs_t *funcs = funcs_make();
	size_t n = (size_t)SIDE * (SIDE + 1);
	uint8_t *rows = malloc(n);

	if (pen.edges != NULL && rows != NULL) {
		pen_text(&pen, f, funcs, "样章", SIDE * 0.32, SIDE * 0.47);
		pen_text(&pen, f, funcs, name, SIDE * 0.055, SIDE * 0.175);
		rows_fill(&pen, rows);
		png_make(rows, n, png);
	} else {
		png->failed = true;
	}
	hb_draw_funcs_destroy(funcs);
	free(pen.edges);
	free(rows);
	return !png->failed ||
	       err_fail(err, ERR_BUSY, "busy", "sample: out of memory");
}
