/* test_pdf.c: the PDF: same bytes, exact text, sound structure. */
#include "tests/unit/letter.h"

#include <ctype.h>
#include <zlib.h>

#include "base/file.h"
#include "draw/pdf.h"
#include "font/cff.h"
#include "tests/unit/ink.h"

static const char letter[] = HEAD("document",
    "国知发保字〔2026〕1号") "<body><h1>一、总体要求</"
			     "h1><p>到2030年，高质量建成一批保护中心——"
			     "“快保”（PPH）……比重为3.5%。联系人陈喆，x<sup>2</"
			     "sup>。这一行要满，"
			     "所以再写一些字，2026年11月21日印发的文件不拆开日"
			     "期。</p></body>" SIGN
			     "<imprint><copy-to>各省知识产权局</"
			     "copy-to><issuer>办公室</issuer>"
			     "<date>2026-03-05</date></imprint></letter>";

static void
pdf_of(const char *xml, struct buf *b)
{
	struct layout *l = set(xml);
	struct err err = {0};

	buf_init(b, 0);
	if (!pdf_write(l, b, &err))
		fail_msg("%s", err.detail);
	layout_free(l);
}

static void
same_letter_same_bytes(void **state)
{
	struct buf a, b;

	(void)state;
	pdf_of(letter, &a);
	pdf_of(letter, &b);
	assert_int_equal(a.len, b.len);
	assert_memory_equal(a.data, b.data, a.len);
	buf_clear(&a);
	buf_clear(&b);
}

static bool
have(const char *program)
{
	char line[200];

	snprintf(line, sizeof(line), "command -v %s >/dev/null", program);
	return system(line) == 0;
}

/* Runs PROGRAM FILE REST; its output without white space. */
static char *
output_of(const struct buf *pdf, const char *program, const char *rest)
{
	char path[] = "/tmp/test_letter.XXXXXX", line[400];
	static char out[65536];
	size_t n = 0;
	FILE *f;
	int c, fd = mkstemp(path);

	assert_true(fd >= 0);
	assert_true(write(fd, pdf->data, pdf->len) == (ssize_t)pdf->len);
	close(fd);
	snprintf(line, sizeof(line), "%s %s %s", program, path, rest);
	assert_non_null(f = popen(line, "r"));
	while ((c = getc(f)) != EOF && n + 1 < sizeof(out))
		if (!isspace(c))
			out[n++] = (char)c;
	out[n] = '\0';
	pclose(f);
	unlink(path);
	return out;
}

static void
text_comes_out_as_it_went_in(void **state)
{
	static const char *const parts[] = {"国家知识产权局文件",
	    "国知发保字〔2026〕1号", "关于开展试点工作的通知", "一、总体要求",
	    "到2030年，高质量建成一批保护中心——“快保”（PPH）……比重为3.5%。"
	    "联系人陈喆，x2。这一行要满，所以再写一些字，2026年11月21日印发的"
	    "文件不拆开日期。",
	    "2026年3月5日", "抄送：各省知识产权局。"};
	struct buf b;
	char *text;

	(void)state;
	if (!have("pdftotext"))
		skip();
	pdf_of(letter, &b);
	text = output_of(&b, "pdftotext -raw", "-");
	for (size_t i = 0; i < sizeof(parts) / sizeof(*parts); i++)
		if (strstr(text, parts[i]) == NULL)
			fail_msg("no %s in %s", parts[i], text);
	buf_clear(&b);
}

static void
qpdf_finds_no_fault(void **state)
{
	struct buf b;

	(void)state;
	if (!have("qpdf"))
		skip();
	pdf_of(letter, &b);
	assert_non_null(strstr(output_of(&b, "qpdf --check", "2>&1"),
	    "Nosyntaxorstreamencodingerrorsfound"));
	buf_clear(&b);
}

/* A bare CFF table as a font of that many glyphs. */
static hb_font_t *
cff_font(const struct buf *cff, unsigned glyphs)
{
	const char maxp[6] = {
	    0, 0, 0x50, 0, (char)(glyphs >> 8), (char)(glyphs & 0xff)};
	hb_face_t *face = hb_face_builder_create(), *read;
	hb_blob_t *blob = hb_blob_create(
	    cff->data, (unsigned)cff->len, HB_MEMORY_MODE_READONLY, NULL, NULL);
	hb_font_t *font;

	hb_face_builder_add_table(face, HB_TAG('C', 'F', 'F', ' '), blob);
	hb_blob_destroy(blob);
	blob = hb_blob_create(
	    maxp, sizeof(maxp), HB_MEMORY_MODE_DUPLICATE, NULL, NULL);
	hb_face_builder_add_table(face, HB_TAG('m', 'a', 'x', 'p'), blob);
	hb_blob_destroy(blob);
	blob = hb_face_reference_blob(face);
	hb_face_destroy(face);
	read = hb_face_create(blob, 0);
	hb_blob_destroy(blob);
	font = hb_font_create(read);
	hb_face_destroy(read);
	return font;
}

/* Each code leads to the glyph that the list has. */
static void
codes_are_of_the_glyphs(void **state)
{
	struct layout *l = set(letter);
	struct pdf p = {.l = l, .out = &(struct buf){0}};
	size_t checked = 0;

	(void)state;
	assert_true(pdf_fonts(&p));
	assert_false(p.failed);
	for (size_t i = 0; i < p.fonts_n; i++) {
		struct fontfile cff = {0};
		hb_font_t *font;

		if (!p.fonts[i].face->cff)
			continue;
		cff_make(p.fonts[i].use, "Name", &cff);
		font = cff_font(&cff.raw, (unsigned)p.fonts[i].n + 1);
		for (size_t k = 0; k < p.fonts[i].n; k++, checked++)
			if (!ink_same(font, p.fonts[i].glyphs[k].cid,
				p.fonts[i].face->font,
				p.fonts[i].glyphs[k].gid))
				fail_msg("U+%04X is drawn otherwise",
				    (unsigned)p.fonts[i].glyphs[k].ch);
		hb_font_destroy(font);
		fontfile_clear(&cff);
		free(p.fonts[i].glyphs);
	}
	assert_true(checked > 50);
	uses_clear(&p.uses);
	free(p.offsets);
	buf_clear(p.out);
	layout_free(l);
}

static void
it_says_what_it_is(void **state)
{
	static const char *const marks[] = {"<pdfaid:part>2</pdfaid:part>",
	    "<pdfaid:conformance>U</pdfaid:conformance>", "/OutputIntents",
	    "/MarkInfo<</Marked true>>", "/Lang(zh-CN)", "/S/H1", "/S/H2",
	    "关于开展试点工作的通知", "2026-03-05T00:00:00+08:00"};
	struct buf b;

	(void)state;
	pdf_of(letter, &b);
	for (size_t i = 0; i < sizeof(marks) / sizeof(*marks); i++)
		assert_non_null(
		    memmem(b.data, b.len, marks[i], strlen(marks[i])));
	assert_null(memmem(b.data, b.len, "/JavaScript", 11));
	buf_clear(&b);
}

static void
a_code_is_drawn(void **state)
{
	struct layout *l = set(
	    "<letter xmlns='" NS "' form='letter' code='ABCD-EFGH-JKLM' "
	    "verify='https://kb.example/verify?code=ABCD-EFGH-JKLM'><head>"
	    "<mark>国家知识产权局</mark><number>国知保函〔2026〕1号</number>"
	    "</head><title>关于试点的函</title><body><p>甲。</p></body>" SIGN
	    "</letter>");

	(void)state;
	assert_non_null(find(l, "qr", 0));
	assert_true(item_bottom(find(l, "qr", 0)) < 30);
	assert_non_null(find(l, "code", 1));
	layout_free(l);
}

/* A PNG of 2 by 2, RGBA, made here. */
static void
png_write(const char *path)
{
	static const unsigned char head[] = {0x89, 'P', 'N', 'G', '\r', '\n',
	    0x1a, '\n', 0, 0, 0, 13, 'I', 'H', 'D', 'R', 0, 0, 0, 2, 0, 0, 0, 2,
	    8, 6, 0, 0, 0};
	static const unsigned char raw[] = {
	    0, 255, 0, 0, 255, 0, 0, 0, 0, 2, 0, 0, 0, 0, 0, 0, 0, 0};
	unsigned char z[64], n[4] = {0};
	uLongf len = sizeof(z);
	FILE *f = fopen(path, "wb");

	assert_non_null(f);
	assert_int_equal(compress(z, &len, raw, sizeof(raw)), Z_OK);
	n[3] = (unsigned char)len;
	fwrite(head, 1, sizeof(head), f);
	fwrite("\0\0\0\0", 1, 4, f); /* the sums are not looked at */
	fwrite(n, 1, 4, f);
	fwrite("IDAT", 1, 4, f);
	fwrite(z, 1, len, f);
	fwrite("\0\0\0\0\0\0\0\0IEND\0\0\0\0", 1, 16, f);
	fclose(f);
}

static void
a_seal_image_is_placed(void **state)
{
	static const char xml[] = HEAD("document",
	    "国知发保字〔2026〕1号") "<body><p>甲。</p></body><sign><organ "
				     "seal='s.png'>国家知识产权局"
				     "</organ><date>2026-03-05</date></sign></"
				     "letter>";
	char dir[] = "/tmp/test_letter.XXXXXX", path[64];
	struct err err = {0};
	struct layout *l;
	struct buf b = {0};
	xmlDoc *doc = doc_parse(xml, strlen(xml), NULL, &err);

	(void)state;
	assert_non_null(mkdtemp(dir));
	assert_null(letter_set(fonts, doc, dir, &err));
	assert_string_equal(err.code, "letter-image");
	err_clear(&err);
	snprintf(path, sizeof(path), "%s/s.png", dir);
	png_write(path);
	l = letter_set(fonts, doc, dir, &err);
	xmlFreeDoc(doc);
	unlink(path);
	rmdir(dir);
	if (l == NULL)
		fail_msg("%s", err.detail);
	assert_true(pdf_write(l, &b, &err));
	assert_non_null(memmem(b.data, b.len, "/SMask", 6));
	assert_non_null(memmem(b.data, b.len, "/S/Figure", 9));
	buf_clear(&b);
	layout_free(l);
}

static void
the_preview_is_well_formed(void **state)
{
	struct layout *l = set(letter);
	struct err err = {0};
	struct buf b = {0};
	xmlDoc *doc;

	(void)state;
	assert_true(svg_write(l, &b, &err));
	assert_null(strstr(b.data, "style="));
	doc = doc_parse(b.data, b.len, NULL, &err);
	assert_non_null(doc);
	xmlFreeDoc(doc);
	buf_clear(&b);
	layout_free(l);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(same_letter_same_bytes),
	    cmocka_unit_test(text_comes_out_as_it_went_in),
	    cmocka_unit_test(qpdf_finds_no_fault),
	    cmocka_unit_test(codes_are_of_the_glyphs),
	    cmocka_unit_test(it_says_what_it_is),
	    cmocka_unit_test(a_code_is_drawn),
	    cmocka_unit_test(a_seal_image_is_placed),
	    cmocka_unit_test(the_preview_is_well_formed),
	};

	return cmocka_run_group_tests_name(
	    "pdf_write", tests, fonts_setup, fonts_teardown);
}
