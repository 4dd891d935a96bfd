/* ink.h: whether two glyphs are drawn alike, as HarfBuzz reads them. */
#ifndef TESTS_UNIT_INK_H
#define TESTS_UNIT_INK_H

#include <hb.h>
#include <math.h>

/* What tells a drawn glyph from another: the place of its ink. */
struct ink {
	double x, y, area, left, right, top, bottom;
};

static void
ink_to(struct ink *k, double x, double y)
{
	k->area += (k->x * y - x * k->y) / 2;
	k->x = x;
	k->y = y;
	k->left = fmin(k->left, x);
	k->right = fmax(k->right, x);
	k->bottom = fmin(k->bottom, y);
	k->top = fmax(k->top, y);
}

static void
ink_move(hb_draw_funcs_t *d, void *ink, hb_draw_state_t *st, float x, float y,
    void *user)
{
	struct ink *k = ink;

	(void)d, (void)st, (void)user;
	k->x = x;
	k->y = y;
}

static void
ink_line(hb_draw_funcs_t *d, void *ink, hb_draw_state_t *st, float x, float y,
    void *user)
{
	(void)d, (void)st, (void)user;
	ink_to(ink, x, y);
}

/* HarfBuzz draws a quadratic curve as a cubic one when not asked for both. */
static void
ink_curve(hb_draw_funcs_t *d, void *ink, hb_draw_state_t *st, float ax,
    float ay, float bx, float by, float x, float y, void *user)
{
	double x0 = (double)st->current_x, y0 = (double)st->current_y;

	(void)d, (void)user;
	for (int i = 1; i <= 32; i++) {
		double t = i / 32.0, s = 1 - t, k0 = s * s * s;
		double k1 = 3 * s * s * t, k2 = 3 * s * t * t, k3 = t * t * t;

		ink_to(ink,
		    k0 * x0 + k1 * (double)ax + k2 * (double)bx +
			k3 * (double)x,
		    k0 * y0 + k1 * (double)ay + k2 * (double)by +
			k3 * (double)y);
	}
}

static struct ink
ink_of(hb_font_t *font, hb_codepoint_t gid)
{
	hb_draw_funcs_t *d = hb_draw_funcs_create();
	struct ink k = {.left = 9e9, .right = -9e9, .top = -9e9, .bottom = 9e9};

	hb_draw_funcs_set_move_to_func(d, ink_move, NULL, NULL);
	hb_draw_funcs_set_line_to_func(d, ink_line, NULL, NULL);
	hb_draw_funcs_set_cubic_to_func(d, ink_curve, NULL, NULL);
	hb_font_get_glyph_shape(font, gid, d, &k);
	hb_draw_funcs_destroy(d);
	k.area = fabs(k.area);
	return k;
}

/* Within one unit at each side and a hundredth of the area. */
static bool
ink_same(hb_font_t *f, hb_codepoint_t fg, hb_font_t *g, hb_codepoint_t gg)
{
	struct ink a = ink_of(f, fg), b = ink_of(g, gg);

	return fabs(a.left - b.left) <= 1 && fabs(a.right - b.right) <= 1 &&
	       fabs(a.top - b.top) <= 1 && fabs(a.bottom - b.bottom) <= 1 &&
	       fabs(a.area - b.area) <= b.area / 100;
}

#endif
