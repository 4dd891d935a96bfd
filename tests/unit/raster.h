/* raster.h: pages as pixels, for tests: OFD by our reader and cairo, PDF by
 * poppler. */
#ifndef TESTS_UNIT_RASTER_H
#define TESTS_UNIT_RASTER_H

#include <cairo.h>
#include <ft2build.h>
#include FT_FREETYPE_H
#include FT_OUTLINE_H

#include "draw/ofd_file.h"
#include "draw/png.h"

struct raster {
	int w, h;
	unsigned char *red, *green; /* heap; how light, 255: white */
};

static void
raster_clear(struct raster *r)
{
	free(r->red);
	free(r->green);
	*r = (struct raster){0};
}

static bool
raster_new(struct raster *r, int w, int h)
{
	*r = (struct raster){.w = w, .h = h};
	r->red = malloc((size_t)w * (size_t)h);
	r->green = malloc((size_t)w * (size_t)h);
	return r->red != NULL && r->green != NULL;
}

static int
outline_move(const FT_Vector *to, void *c)
{
	cairo_close_path(c);
	cairo_move_to(c, (double)to->x, (double)to->y);
	return 0;
}

static int
outline_line(const FT_Vector *to, void *c)
{
	cairo_line_to(c, (double)to->x, (double)to->y);
	return 0;
}

static int
outline_quadratic(const FT_Vector *by, const FT_Vector *to, void *c)
{
	double x, y;

	cairo_get_current_point(c, &x, &y);
	cairo_curve_to(c, (x + 2 * (double)by->x) / 3,
	    (y + 2 * (double)by->y) / 3,
	    ((double)to->x + 2 * (double)by->x) / 3,
	    ((double)to->y + 2 * (double)by->y) / 3, (double)to->x,
	    (double)to->y);
	return 0;
}

static int
outline_cubic(
    const FT_Vector *a, const FT_Vector *b, const FT_Vector *to, void *c)
{
	cairo_curve_to(c, (double)a->x, (double)a->y, (double)b->x,
	    (double)b->y, (double)to->x, (double)to->y);
	return 0;
}

static void
raster_glyph(cairo_t *c, FT_Face face, unsigned gid, const struct ofd_code *at,
    double size)
{
	static const FT_Outline_Funcs funcs = {
	    outline_move, outline_line, outline_quadratic, outline_cubic, 0, 0};
	double unit = size / face->units_per_EM;

	if (FT_Load_Glyph(face, gid, FT_LOAD_NO_SCALE) != 0)
		return;
	cairo_save(c);
	cairo_translate(c, at->x, at->y);
	cairo_scale(c, unit, -unit);
	FT_Outline_Decompose(&face->glyph->outline, &funcs, c);
	cairo_close_path(c);
	cairo_restore(c);
}

static void
raster_text(cairo_t *c, const struct ofd_file *f, const struct ofd_mark *m,
    FT_Library ft)
{
	const struct ofd_font *font = &f->fonts[m->font];
	FT_Face face;

	if (FT_New_Memory_Face(ft, font->data, (FT_Long)font->n, 0, &face) != 0)
		return;
	for (size_t i = 0; i < m->n; i++) {
		unsigned gid = m->codes[i].gid;

		if (gid == 0)
			gid = FT_Get_Char_Index(face, m->codes[i].ch);
		raster_glyph(c, face, gid, &m->codes[i], m->size);
		cairo_fill(c);
	}
	FT_Done_Face(face);
}

static void
raster_path(cairo_t *c, const struct ofd_mark *m)
{
	for (size_t i = 0; i < m->n; i++) {
		const double *p = m->steps[i].at;

		if (m->steps[i].op == 'M')
			cairo_move_to(c, p[0], p[1]);
		else if (m->steps[i].op == 'L')
			cairo_line_to(c, p[0], p[1]);
		else if (m->steps[i].op == 'B')
			cairo_curve_to(c, p[0], p[1], p[2], p[3], p[4], p[5]);
		else if (m->steps[i].op == 'C')
			cairo_close_path(c);
	}
	if (m->fill)
		cairo_fill(c);
	else
		cairo_new_path(c);
}

static void
raster_image(cairo_t *c, const struct picture *g)
{
	int stride = (int)g->w * 4;
	unsigned char *p = calloc((size_t)stride, g->h);
	cairo_surface_t *s;

	for (size_t i = 0; p != NULL && i < (size_t)g->w * g->h; i++) {
		unsigned a = g->alpha != NULL ? g->alpha[i] : 255;

		for (int k = 0; k < 3; k++)
			p[i * 4 + (size_t)(2 - k)] =
			    (unsigned char)((g->rgb[i * 3 + (size_t)k] * a +
						127) /
					    255);
		p[i * 4 + 3] = (unsigned char)a;
	}
	s = cairo_image_surface_create_for_data(
	    p, CAIRO_FORMAT_ARGB32, (int)g->w, (int)g->h, stride);
	cairo_scale(c, 1.0 / g->w, 1.0 / g->h);
	cairo_set_source_surface(c, s, 0, 0);
	cairo_paint(c);
	cairo_surface_destroy(s);
	free(p);
}

static void
raster_mark(cairo_t *c, const struct ofd_file *f, const struct ofd_mark *m,
    FT_Library ft)
{
	cairo_matrix_t at = {
	    m->m[0], m->m[1], m->m[2], m->m[3], m->m[4], m->m[5]};

	cairo_save(c);
	cairo_transform(c, &at);
	cairo_set_source_rgb(
	    c, m->rgb[0] / 255.0, m->rgb[1] / 255.0, m->rgb[2] / 255.0);
	if (m->kind == OFD_TEXT)
		raster_text(c, f, m, ft);
	else if (m->kind == OFD_PATH)
		raster_path(c, m);
	else
		raster_image(c, m->picture);
	cairo_restore(c);
}

static bool
raster_ofd(const struct ofd_file *f, size_t page, double dpi, int w, int h,
    struct raster *r)
{
	cairo_surface_t *s =
	    cairo_image_surface_create(CAIRO_FORMAT_RGB24, w, h);
	cairo_t *c = cairo_create(s);
	const unsigned char *p;
	FT_Library ft;

	if (!raster_new(r, w, h) || FT_Init_FreeType(&ft) != 0)
		return false;
	cairo_set_source_rgb(c, 1, 1, 1);
	cairo_paint(c);
	cairo_scale(c, dpi / 25.4, dpi / 25.4);
	for (size_t i = 0; i < f->pages[page].n; i++)
		raster_mark(c, f, &f->pages[page].marks[i], ft);
	cairo_surface_flush(s);
	p = cairo_image_surface_get_data(s);
	for (int y = 0; y < h; y++)
		for (int x = 0; x < w; x++) {
			size_t at = (size_t)y * (size_t)w + (size_t)x;
			const unsigned char *q =
			    p + y * cairo_image_surface_get_stride(s) + x * 4;

			r->red[at] = q[2];
			r->green[at] = q[1];
		}
	cairo_destroy(c);
	cairo_surface_destroy(s);
	FT_Done_FreeType(ft);
	return true;
}

/* The page (from 0) of the PDF file at `path`. */
static bool
raster_pdf(const char *path, size_t page, double dpi, struct raster *r)
{
	char line[400];
	int w, h;
	FILE *f;
	bool ok;

	snprintf(line, sizeof(line), "pdftoppm -r %g -f %zu -l %zu %s", dpi,
	    page + 1, page + 1, path);
	if ((f = popen(line, "r")) == NULL)
		return false;
	ok = fscanf(f, "P6 %d %d 255", &w, &h) == 2 && getc(f) != EOF &&
	     w > 0 && h > 0 && raster_new(r, w, h);
	for (size_t i = 0; ok && i < (size_t)w * (size_t)h; i++) {
		r->red[i] = (unsigned char)getc(f);
		r->green[i] = (unsigned char)getc(f);
		ok = getc(f) != EOF;
	}
	return pclose(f) == 0 && ok;
}

struct apart {
	size_t ink;    /* dark pixels of both */
	size_t lonely; /* dark ones without a dark one near in the other */
	int edges[4];  /* left, top, right, bottom of the ink, in pixels */
};

static bool
near_dark(const unsigned char *p, int w, int h, int x, int y)
{
	for (int v = y - 1; v <= y + 1; v++)
		for (int u = x - 1; u <= x + 1; u++)
			if (u >= 0 && u < w && v >= 0 && v < h &&
			    p[v * w + u] < 192)
				return true;
	return false;
}

static void
plane_compare(const unsigned char *a, const unsigned char *b, int w, int h,
    struct apart *d)
{
	int box[2][4] = {{w, h, -1, -1}, {w, h, -1, -1}};
	const unsigned char *both[2] = {a, b};

	for (int y = 0; y < h; y++)
		for (int x = 0; x < w; x++)
			for (int k = 0; k < 2; k++) {
				int *e = box[k];

				if (both[k][y * w + x] >= 96)
					continue;
				e[0] = x < e[0] ? x : e[0];
				e[1] = y < e[1] ? y : e[1];
				e[2] = x > e[2] ? x : e[2];
				e[3] = y > e[3] ? y : e[3];
				d->ink++;
				d->lonely +=
				    !near_dark(both[1 - k], w, h, x, y);
			}
	for (int k = 0; k < 4; k++)
		if (abs(box[0][k] - box[1][k]) > d->edges[k])
			d->edges[k] = abs(box[0][k] - box[1][k]);
}

static bool
raster_compare(const struct raster *a, const struct raster *b, struct apart *d)
{
	*d = (struct apart){0};
	if (a->w != b->w || a->h != b->h)
		return false;
	plane_compare(a->red, b->red, a->w, a->h, d);
	plane_compare(a->green, b->green, a->w, a->h, d);
	return true;
}

#endif
