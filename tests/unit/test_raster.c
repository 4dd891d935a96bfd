/* test_raster.c: the OFD, read by our own reader and drawn by cairo, is page by
 * page the picture of the PDF, drawn by poppler: no dark pixel of one is
 * without a dark one within a pixel of the other, and the ink ends within a
 * pixel at all four sides. Letters: those named in KB_RASTER (files, by
 * spaces), else some of tests/golden; KB_DPI (200). */
#include "tests/unit/letter.h"

#include "tests/unit/raster.h"
#include "xml/mem.h"

static double
dpi(void)
{
	const char *env = getenv("KB_DPI");

	return env != NULL ? atof(env) : 200;
}

static void
page_same(
    const struct ofd_file *f, const char *pdf, size_t page, const char *name)
{
	struct raster a = {0}, b = {0};
	struct apart d;

	assert_true(raster_pdf(pdf, page, dpi(), &a));
	assert_true(raster_ofd(f, page, dpi(), a.w, a.h, &b));
	assert_true(raster_compare(&a, &b, &d));
	print_message("# %s page %zu: %zu dark, %zu apart, edges %d %d %d %d, "
		      "\n",
	    name, page + 1, d.ink, d.lonely, d.edges[0], d.edges[1], d.edges[2],
	    d.edges[3]);
	assert_int_equal(d.lonely, 0);
	for (int k = 0; k < 4; k++)
		assert_in_range(d.edges[k], 0, 1);
	raster_clear(&a);
	raster_clear(&b);
}

static void
letter_same(const char *path)
{
	char pdf[] = "/tmp/test_raster.XXXXXX", dir[512];
	struct err err = {0};
	struct buf p = {0}, o = {0};
	struct ofd_file *f = NULL;
	struct layout *l;
	xmlDoc *doc = doc_load(path, &err);
	int fd = mkstemp(pdf);

	snprintf(dir, sizeof(dir), "%s", path);
	*strrchr(dir, '/') = '\0';
	l = doc != NULL ? letter_set(fonts, doc, dir, &err) : NULL;
	if (l == NULL || !pdf_write(l, &p, &err) || !ofd_write(l, &o, &err) ||
	    (f = ofd_file_open(o.data, o.len, &err)) == NULL)
		fail_msg("%s: %s %s", path, err.code, err.detail);
	assert_true(fd >= 0 && write(fd, p.data, p.len) == (ssize_t)p.len);
	close(fd);
	assert_int_equal(f->n, l->n);
	assert_int_equal(f->passed, 0);
	for (size_t i = 0; i < f->n; i++)
		page_same(f, pdf, i, path);
	unlink(pdf);
	ofd_file_close(f);
	buf_clear(&p);
	buf_clear(&o);
	layout_free(l);
	xmlFreeDoc(doc);
}

static void
ofd_and_pdf_are_the_same_picture(void **state)
{
	const char *env = getenv("KB_RASTER");
	char *all = strdup(env != NULL ? env
				       : "tests/golden/letter_approval/out.xml "
					 "tests/golden/letter_rectification/"
					 "out.xml");

	(void)state;
	if (system("command -v pdftoppm >/dev/null") != 0)
		skip();
	for (char *p = strtok(all, " "); p != NULL; p = strtok(NULL, " "))
		letter_same(p);
	free(all);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(ofd_and_pdf_are_the_same_picture),
	};
	struct err err = {0};

	if (!xmlmem_init(&err))
		return 1;
	return cmocka_run_group_tests_name(
	    "raster", tests, fonts_setup, fonts_teardown);
}
