/* glyf.c: see glyf.h. OpenType 1.9, glyf: simple glyph description. */
#include "font/glyf.h"

#include <hb.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#define NEAR 0.0003 /* em that a curve may leave its place */

enum { ON = 1, X_SHORT = 2, Y_SHORT = 4, REPEAT = 8, X_SAME = 16, Y_SAME = 32 };

struct point {
	int x, y;
	bool on;
};

struct glyf_pen {
	hb_draw_funcs_t *funcs;
	struct point *points;
	size_t n, cap;
	unsigned *ends; /* behind each contour */
	size_t ends_n, ends_cap;
	size_t from;  /* first point of the contour at hand */
	double near;  /* in units of the face */
	bool reverse; /* PostScript outlines turn the other way */
	bool failed;
};

static void
pen_point(struct glyf_pen *p, double x, double y, bool on)
{
	size_t cap = p->cap > 0 ? p->cap * 2 : 256;
	struct point *more;

	if (p->n == p->cap) {
		if ((more = realloc(p->points, cap * sizeof(*more))) == NULL) {
			p->failed = true;
			return;
		}
		p->points = more;
		p->cap = cap;
	}
	p->points[p->n++] = (struct point){(int)lround(x), (int)lround(y), on};
}

/* Halfway between two control points: a reader puts it there by itself. */
static bool
implied(const struct point *a, const struct point *p, const struct point *b)
{
	return p->on && !a->on && !b->on && abs(2 * p->x - a->x - b->x) <= 1 &&
	       abs(2 * p->y - a->y - b->y) <= 1;
}

static void
contour_thin(struct glyf_pen *p)
{
	struct point *c = p->points;
	size_t to = p->from + 1;

	for (size_t i = p->from + 1; i < p->n; i++)
		if (i + 1 == p->n || !implied(&c[to - 1], &c[i], &c[i + 1]))
			c[to++] = c[i];
	p->n = to;
}

static void
contour_reverse(struct glyf_pen *p)
{
	struct point *a = p->points + p->from + 1, *b = p->points + p->n - 1;

	for (; a < b; a++, b--) {
		struct point t = *a;

		*a = *b;
		*b = t;
	}
}

static void
contour_end(struct glyf_pen *p)
{
	const struct point *first = &p->points[p->from];
	unsigned *more;

	if (p->n > p->from + 1 && p->points[p->n - 1].on &&
	    p->points[p->n - 1].x == first->x &&
	    p->points[p->n - 1].y == first->y)
		p->n--; /* closed by itself */
	if (p->n < p->from + 3) {
		p->n = p->from;
		return;
	}
	contour_thin(p);
	if (p->reverse)
		contour_reverse(p);
	if (p->ends_n == p->ends_cap) {
		p->ends_cap = p->ends_cap > 0 ? p->ends_cap * 2 : 64;
		more = realloc(p->ends, p->ends_cap * sizeof(*more));
		if (more == NULL) {
			p->ends_cap = p->ends_n;
			p->failed = true;
			return;
		}
		p->ends = more;
	}
	p->ends[p->ends_n++] = (unsigned)p->n;
	p->from = p->n;
}

static void
draw_move(hb_draw_funcs_t *d, void *pen, hb_draw_state_t *st, float x, float y,
    void *user)
{
	(void)d, (void)st, (void)user;
	pen_point(pen, x, y, true);
}

static void
draw_line(hb_draw_funcs_t *d, void *pen, hb_draw_state_t *st, float x, float y,
    void *user)
{
	(void)d, (void)st, (void)user;
	pen_point(pen, x, y, true);
}

static void
draw_quadratic(hb_draw_funcs_t *d, void *pen, hb_draw_state_t *st, float cx,
    float cy, float x, float y, void *user)
{
	(void)d, (void)st, (void)user;
	pen_point(pen, cx, cy, false);
	pen_point(pen, x, y, true);
}

/* The point at t, and the control point of the piece from s to t. */
static void
cubic_piece(struct glyf_pen *p, const double x[4], const double y[4], double s,
    double t)
{
	double c[2], q[2];

	for (int k = 0; k < 2; k++) {
		const double *v = k == 0 ? x : y;
		double a = v[3] - 3 * v[2] + 3 * v[1] - v[0];
		double b = 3 * (v[2] - 2 * v[1] + v[0]), m = 3 * (v[1] - v[0]);
		double h = t - s, at_s, at_t, slope_s, slope_t;

		at_s = ((a * s + b) * s + m) * s + v[0];
		at_t = ((a * t + b) * t + m) * t + v[0];
		slope_s = (3 * a * s + 2 * b) * s + m;
		slope_t = (3 * a * t + 2 * b) * t + m;
		c[k] = (at_s + at_t) / 2 + (slope_s - slope_t) * h / 4;
		q[k] = at_t;
	}
	pen_point(p, c[0], c[1], false);
	pen_point(p, q[0], q[1], true);
}

/* In n equal pieces the error falls by n cubed. */
static void
draw_cubic(hb_draw_funcs_t *d, void *pen, hb_draw_state_t *st, float ax,
    float ay, float bx, float by, float tx, float ty, void *user)
{
	double x[4] = {(double)st->current_x, ax, bx, tx};
	double y[4] = {(double)st->current_y, ay, by, ty};
	double off = hypot(x[3] - 3 * x[2] + 3 * x[1] - x[0],
			 y[3] - 3 * y[2] + 3 * y[1] - y[0]) *
		     sqrt(3) / 36;
	struct glyf_pen *p = pen;
	int n = (int)ceil(cbrt(off / p->near));

	(void)d, (void)user;
	n = n < 1 ? 1 : n > 16 ? 16 : n;
	for (int i = 0; i < n; i++)
		cubic_piece(p, x, y, (double)i / n, (double)(i + 1) / n);
}

static void
draw_close(hb_draw_funcs_t *d, void *pen, hb_draw_state_t *st, void *user)
{
	(void)d, (void)st, (void)user;
	contour_end(pen);
}

struct glyf_pen *
glyf_pen_new(void)
{
	struct glyf_pen *p = calloc(1, sizeof(*p));

	if (p == NULL)
		return NULL;
	p->funcs = hb_draw_funcs_create();
	hb_draw_funcs_set_move_to_func(p->funcs, draw_move, NULL, NULL);
	hb_draw_funcs_set_line_to_func(p->funcs, draw_line, NULL, NULL);
	hb_draw_funcs_set_quadratic_to_func(
	    p->funcs, draw_quadratic, NULL, NULL);
	hb_draw_funcs_set_cubic_to_func(p->funcs, draw_cubic, NULL, NULL);
	hb_draw_funcs_set_close_path_func(p->funcs, draw_close, NULL, NULL);
	return p;
}

void
glyf_pen_free(struct glyf_pen *p)
{
	if (p == NULL)
		return;
	hb_draw_funcs_destroy(p->funcs);
	free(p->points);
	free(p->ends);
	free(p);
}

static void
be16(struct buf *b, int v)
{
	buf_addc(b, (char)((unsigned)v >> 8 & 0xff));
	buf_addc(b, (char)((unsigned)v & 0xff));
}

static int
point_flags(const struct point *p, const struct point *last)
{
	int dx = p->x - last->x, dy = p->y - last->y, f = p->on ? ON : 0;

	if (dx == 0)
		f |= X_SAME;
	else if (dx > -256 && dx < 256)
		f |= X_SHORT | (dx > 0 ? X_SAME : 0);
	if (dy == 0)
		f |= Y_SAME;
	else if (dy > -256 && dy < 256)
		f |= Y_SHORT | (dy > 0 ? Y_SAME : 0);
	return f;
}

static void
put_flags(struct buf *b, const struct glyf_pen *p)
{
	struct point last = {0, 0, true};

	for (size_t i = 0, k; i < p->n; i = k) {
		int f = point_flags(&p->points[i], &last);

		last = p->points[i];
		for (k = i + 1; k < p->n && k - i < 256 &&
				point_flags(&p->points[k], &last) == f;
		     k++)
			last = p->points[k];
		if (k - i > 2) {
			buf_addc(b, (char)(f | REPEAT));
			buf_addc(b, (char)(k - i - 1));
		} else {
			buf_addc(b, (char)f);
			if (k - i == 2)
				buf_addc(b, (char)f);
		}
	}
}

static void
put_places(struct buf *b, const struct glyf_pen *p, bool down)
{
	int last = 0;

	for (size_t i = 0; i < p->n; i++) {
		int v = down ? p->points[i].y : p->points[i].x, d = v - last;

		last = v;
		if (d != 0 && d > -256 && d < 256)
			buf_addc(b, (char)abs(d));
		else if (d != 0)
			be16(b, d);
	}
}

static struct glyf_box
pen_box(const struct glyf_pen *p)
{
	struct glyf_box b = {p->points[0].x, p->points[0].y, p->points[0].x,
	    p->points[0].y, (unsigned)p->n, (unsigned)p->ends_n};

	for (size_t i = 1; i < p->n; i++) {
		const struct point *q = &p->points[i];

		b.x_min = q->x < b.x_min ? q->x : b.x_min;
		b.y_min = q->y < b.y_min ? q->y : b.y_min;
		b.x_max = q->x > b.x_max ? q->x : b.x_max;
		b.y_max = q->y > b.y_max ? q->y : b.y_max;
	}
	return b;
}

void
glyf_draw(struct glyf_pen *p, const struct face *f, uint32_t gid,
    struct buf *out, struct glyf_box *box)
{
	*box = (struct glyf_box){0};
	p->n = p->ends_n = p->from = 0;
	p->near = NEAR * f->upem;
	p->reverse = f->cff;
	face_draw(f, gid, p->funcs, p);
	out->failed |= p->failed;
	if (p->ends_n == 0 || p->failed)
		return;
	*box = pen_box(p);
	be16(out, (int)p->ends_n);
	be16(out, box->x_min);
	be16(out, box->y_min);
	be16(out, box->x_max);
	be16(out, box->y_max);
	for (size_t i = 0; i < p->ends_n; i++)
		be16(out, (int)p->ends[i] - 1);
	be16(out, 0); /* no instructions */
	put_flags(out, p);
	put_places(out, p, false);
	put_places(out, p, true);
}
