/* test_letter_exact.c: the gallery's pages, rendered by poppler at 600 dpi, and
 * the ink on them measured against GB/T 9704-2012 and GB/T 33476.2-2016, in mm.
 * Run from the checkout's root. */
#include "tests/unit/letter.h"

#include <math.h>

#include "letter/measure.h"
#include "tests/unit/temp.h"

#define DPI 600
#define MM_DOT (25.4 / DPI)
#define NEAR 0.1

/* One page, one byte a dot: what ink it has. */
enum { RED = 1, BLACK = 2 };
struct sheet_ink {
	int w, h;
	unsigned char *dots;
};

static unsigned char
ink_kind(const unsigned char *rgb)
{
	if (rgb[0] > 160 && rgb[1] < 160)
		return RED;
	return rgb[0] < 160 ? BLACK : 0;
}

static struct sheet_ink
sheet_read(FILE *f)
{
	struct sheet_ink s = {0};
	unsigned char *row;
	int most;

	if (fscanf(f, "P6 %d %d %d", &s.w, &s.h, &most) != 3 || most != 255)
		fail_msg("pdftoppm gave no page");
	fgetc(f);
	s.dots = malloc((size_t)s.w * (size_t)s.h);
	row = malloc((size_t)s.w * 3);
	assert_true(s.dots != NULL && row != NULL);
	for (int y = 0; y < s.h; y++) {
		if (fread(row, 3, (size_t)s.w, f) != (size_t)s.w)
			fail_msg("page cut short");
		for (int x = 0; x < s.w; x++)
			s.dots[y * s.w + x] = ink_kind(row + 3 * x);
	}
	free(row);
	return s;
}

/* Page `page` of the layout, through PDF and poppler, as ink. */
static struct sheet_ink
sheet_render(const struct layout *l, int page)
{
	struct err err = {0};
	struct buf pdf = {0};
	struct sheet_ink s;
	char path[256], command[512];
	FILE *f;

	if (!pdf_write(l, &pdf, &err))
		fail_msg("%s", err.detail);
	snprintf(path, sizeof(path), "%s", temp_file("letter.pdf", ""));
	assert_non_null(f = fopen(path, "wb"));
	assert_int_equal(fwrite(pdf.data, 1, pdf.len, f), pdf.len);
	fclose(f);
	snprintf(command, sizeof(command), "pdftoppm -r %d -f %d -l %d %s", DPI,
	    page, page, path);
	assert_non_null(f = popen(command, "r"));
	s = sheet_read(f);
	pclose(f);
	buf_clear(&pdf);
	return s;
}

/* The gallery's letter NAME; the caller frees it. */
static struct layout *
gallery(const char *name)
{
	struct err err = {0};
	char path[256];
	struct layout *l;
	xmlDoc *doc;

	snprintf(path, sizeof(path), "xslt/letter/gallery/%s.xml", name);
	if ((doc = doc_load(path, &err)) == NULL)
		fail_msg("%s", err.detail);
	l = letter_set(fonts, doc, "xslt/letter/gallery", &err);
	if (l == NULL)
		fail_msg("%s: %s", path, err.detail);
	xmlFreeDoc(doc);
	return l;
}

static struct sheet_ink
sheet_of(const char *name, int page)
{
	struct layout *l = gallery(name);
	struct sheet_ink s = sheet_render(l, page);

	layout_free(l);
	return s;
}

/* A box on the page, in mm; edges of the ink in it. */
struct box {
	double left, top, right, bottom;
};

static int
dot(double mm, int most)
{
	int d = (int)lround(mm / MM_DOT);

	return d < 0 ? 0 : d > most ? most : d;
}

static struct box
ink_in(const struct sheet_ink *s, int kind, struct box in)
{
	int x0 = dot(in.left, s->w), x1 = dot(in.right, s->w);
	int y0 = dot(in.top, s->h), y1 = dot(in.bottom, s->h);
	int l = x1, r = x0, t = y1, b = y0;

	for (int y = y0; y < y1; y++)
		for (int x = x0; x < x1; x++)
			if ((s->dots[y * s->w + x] & kind) != 0) {
				l = x < l ? x : l;
				r = x >= r ? x + 1 : r;
				t = y < t ? y : t;
				b = y + 1;
			}
	return (struct box){l * MM_DOT, t * MM_DOT, r * MM_DOT, b * MM_DOT};
}

/* The ink of the first row of ink below `top`: it ends at 0.4 mm of blank. */
static struct box
ink_row(
    const struct sheet_ink *s, int kind, double left, double right, double top)
{
	int y0 = dot(top, s->h), first = -1, last = -1;

	for (int y = y0; y < s->h && (first < 0 || y < last + 10); y++)
		for (int x = dot(left, s->w); x < dot(right, s->w); x++)
			if ((s->dots[y * s->w + x] & kind) != 0) {
				first = first < 0 ? y : first;
				last = y;
				break;
			}
	if (first < 0)
		fail_msg("no row of ink below %.1f", top);
	return ink_in(s, kind,
	    (struct box){left, first * MM_DOT, right, (last + 1) * MM_DOT});
}

static void
is(const char *what, double wanted, double got)
{
	if (fabs(wanted - got) > NEAR)
		fail_msg("%s: wanted %.2f, measured %.2f", what, wanted, got);
}

#define ALL 0, MM_PAGE_W

static void
a_document_is_exact(void **state)
{
	struct sheet_ink s = sheet_of("document", 1);
	struct box mark = ink_row(&s, RED, ALL, 40);
	struct box number = ink_row(&s, BLACK, ALL, mark.bottom);
	struct box rule = ink_row(&s, RED, ALL, number.bottom);
	struct box title = ink_row(&s, BLACK, ALL, rule.bottom + 1), to;

	(void)state;
	is("mark", 72, mark.top);
	is("number", mark.bottom + 20.78, number.top);
	is("red rule", number.bottom + 4, rule.top);
	is("red rule's left", 28, rule.left);
	is("red rule's right", 184, rule.right);
	is("title", rule.bottom + 20.78, title.top);
	is("title's middle", 106, (title.left + title.right) / 2);
	title = ink_row(&s, BLACK, ALL, title.bottom);
	to = ink_row(&s, BLACK, ALL, title.bottom);
	is("to", title.bottom + 10.39, to.top);
	free(s.dots);
}

/* Where a glyph's ink lies in its em box of `size`, in mm from its top left. */
static struct box
ink_of(enum font_role role, uint32_t ch, double size)
{
	struct font_glyph g;
	hb_glyph_extents_t e;
	double em;

	assert_true(font_find(fonts, role, ch, &g));
	assert_true(hb_font_get_glyph_extents(g.face->font, g.gid, &e));
	em = size / g.face->upem;
	return (struct box){e.x_bearing * em,
	    EM_ASCENT * size - e.y_bearing * em, (e.x_bearing + e.width) * em,
	    EM_ASCENT * size - (e.y_bearing + e.height) * em};
}

/* 22 lines of 28 characters fill 156 by 225: each edge of each em box. */
static void
a_page_has_its_grid(void **state)
{
	double size = scale_standard.size3, pitch = scale_standard.pitch;
	struct box ink = ink_of(FONT_FANGSONG, U'国', size), at;
	static char xml[8192];
	struct sheet_ink s;
	struct layout *l;
	char *p = xml;

	(void)state;
	p += sprintf(p, HEAD("document", "国知发保字〔2026〕1号") "<body><p>");
	for (int i = 0; i < 40 * GRID_CHARS; i++)
		p += sprintf(p, "国");
	sprintf(p, "</p></body>" SIGN "</letter>");
	l = set(xml);
	s = sheet_render(l, 2);
	layout_free(l);
	for (int row = 0; row < GRID_LINES; row++)
		for (int i = 0; i < GRID_CHARS; i++) {
			double x = MM_LEFT + i * MM_CELL,
			       y = MM_TOP + row * pitch;

			at = ink_in(&s, BLACK,
			    (struct box){x, y, x + MM_CELL, y + size});
			is("a character's left", x, at.left - ink.left);
			is("a row's top", y, at.top - ink.top);
		}
	at = ink_in(&s, BLACK, (struct box){0, 30, MM_PAGE_W, 264});
	is("last row's bottom", MM_BOTTOM, at.bottom - ink.bottom + size);
	is("last column's right", MM_RIGHT, at.right - ink.right + MM_CELL);
	is("first row's top", MM_TOP, at.top - ink.top);
	is("first column's left", MM_LEFT, at.left - ink.left);
	free(s.dots);
}

static void
a_page_number_is_exact(void **state)
{
	double size = scale_standard.size4;
	struct box dash = ink_of(FONT_SONG, U'—', size), row, at;

	(void)state;
	for (int page = 1; page <= 2; page++) {
		struct sheet_ink s = sheet_of("document", page);

		row = ink_row(&s, BLACK, ALL, 263);
		at = ink_in(
		    &s, BLACK, (struct box){row.left, 263, row.left + 2, 290});
		is("dash", MM_BOTTOM + 7, at.top);
		if (page == 1)
			is("odd number's right", MM_RIGHT - MM_CELL,
			    row.right + size - dash.right);
		else
			is("even number's left", MM_LEFT + MM_CELL,
			    row.left - dash.left);
		free(s.dots);
	}
}

static void
an_imprint_is_exact(void **state)
{
	struct layout *l = gallery("document");
	struct sheet_ink s = sheet_render(l, (int)l->n);
	struct box rule[3] = {ink_row(&s, BLACK, 28, 29, 150)};

	(void)state;
	assert_int_equal(l->n % 2, 0);
	for (int i = 1; i < 3; i++)
		rule[i] = ink_row(&s, BLACK, 28, 29, rule[i - 1].bottom + 0.5);
	for (int i = 0; i < 3; i++) {
		rule[i].left = 0;
		rule[i].right = MM_PAGE_W;
		rule[i] = ink_in(&s, BLACK, rule[i]);
		is("imprint rule's left", MM_LEFT, rule[i].left);
		is("imprint rule's right", MM_RIGHT, rule[i].right);
		is("imprint rule's thickness", i == 1 ? 0.25 : 0.35,
		    rule[i].bottom - rule[i].top);
	}
	is("imprint's foot", MM_BOTTOM, rule[2].bottom);
	layout_free(l);
	free(s.dots);
}

/* The sample seal's ring ends 0.1 mm within its image. */
static void
a_seal_is_exact(void **state)
{
	struct sheet_ink s = sheet_of("document-seal", 1);
	struct box seal = ink_in(&s, RED, (struct box){0, 150, 210, 290});
	struct box text = ink_row(&s, BLACK, ALL, 150), row, date;
	double size = scale_standard.size3;

	(void)state;
	for (row = text; row.bottom < seal.top;
	     row = ink_row(&s, BLACK, ALL, row.bottom))
		text = row;
	date = ink_row(&s, BLACK, ALL, row.bottom);
	is("seal's width", 41.8, seal.right - seal.left);
	is("seal below the text", text.bottom + MM_LINE + 0.1, seal.top);
	date.left -= ink_of(FONT_FANGSONG, '2', size).left;
	date.right += MM_CELL - ink_of(FONT_FANGSONG, U'日', size).right;
	is("seal's middle on the date", (date.left + date.right) / 2,
	    (seal.left + seal.right) / 2);
	is("date's right", MM_RIGHT - 4 * MM_CELL, date.right);
	assert_true(row.top > (seal.top + seal.bottom) / 2);
	assert_true(date.bottom < seal.bottom);
	free(s.dots);
}

static void
a_letter_is_exact(void **state)
{
	struct sheet_ink s = sheet_of("letter", 1);
	struct box mark = ink_row(&s, RED, ALL, 20), number, title, thick, thin;

	(void)state;
	is("mark", 30, mark.top);
	thick = ink_row(&s, RED, ALL, mark.bottom);
	is("double rule", mark.bottom + 4, thick.top);
	is("double rule's left", 20, thick.left);
	is("double rule's right", 190, thick.right);
	number = ink_row(&s, BLACK, ALL, thick.top);
	thin =
	    ink_in(&s, RED, (struct box){0, thick.top, MM_PAGE_W, number.top});
	is("number", thin.bottom + 4.84, number.top);
	is("number's right", MM_RIGHT,
	    number.right + MM_CELL -
		ink_of(FONT_FANGSONG, U'号', scale_standard.size3).right);
	title = ink_row(&s, BLACK, ALL, number.bottom);
	is("title", number.bottom + 20.78, title.top);
	thin = ink_in(&s, RED, (struct box){0, 265, MM_PAGE_W, 290});
	is("second double rule's foot", 277, thin.bottom);
	is("second double rule's left", 20, thin.left);
	is("second double rule's right", 190, thin.right);
	number = ink_in(&s, BLACK, (struct box){0, 264, MM_PAGE_W, 290});
	assert_true(number.top >= number.bottom); /* no page number */
	free(s.dots);
}

static void
an_order_is_exact(void **state)
{
	struct sheet_ink s = sheet_of("order", 1);
	struct box mark = ink_row(&s, RED, ALL, 40);
	struct box number = ink_row(&s, BLACK, ALL, mark.bottom), text, stamp;
	struct box office, date;

	(void)state;
	is("mark", 57, mark.top);
	is("number", mark.bottom + 20.78, number.top);
	text = ink_row(&s, BLACK, ALL, number.bottom);
	is("text", number.bottom + 20.78, text.top);
	stamp = ink_in(&s, RED, (struct box){0, number.bottom, 210, 290});
	for (office = text; office.bottom < stamp.top;
	     office = ink_row(&s, BLACK, ALL, office.bottom))
		text = office;
	is("stamp below the text", text.bottom + 20.78 + 0.3, stamp.top);
	is("stamp's right", MM_RIGHT - 4 * MM_CELL - 0.3, stamp.right);
	date = ink_row(&s, BLACK, ALL, office.bottom);
	is("date", stamp.bottom + 0.3 + MM_LINE, date.top);
	free(s.dots);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(a_document_is_exact),
	    cmocka_unit_test(a_page_has_its_grid),
	    cmocka_unit_test(a_page_number_is_exact),
	    cmocka_unit_test(an_imprint_is_exact),
	    cmocka_unit_test(a_seal_is_exact),
	    cmocka_unit_test(a_letter_is_exact),
	    cmocka_unit_test(an_order_is_exact),
	};
	int failed = cmocka_run_group_tests_name(
	    "letter_exact", tests, fonts_setup, fonts_teardown);

	temp_remove(NULL);
	return failed;
}
