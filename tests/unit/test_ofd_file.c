/* test_ofd_file.c: OFD from outside: our own comes back as it was; broken and
 * hostile packages are refused by name. */
#include "tests/unit/letter.h"

#include <math.h>

#include "base/pack.h"
#include "draw/ofd_file.h"
#include "xml/mem.h"

#define OFD                                                                    \
	"<OFD xmlns='http://www.ofdspec.org/2016'><DocBody><DocInfo>"          \
	"<Title>题</Title></DocInfo><DocRoot>D/Document.xml</DocRoot>"        \
	"</DocBody></OFD>"
#define DOCUMENT                                                               \
	"<Document xmlns='http://www.ofdspec.org/2016'><CommonData>"           \
	"<PageArea><PhysicalBox>0 0 210 297</PhysicalBox></PageArea>"          \
	"<PublicRes>Res.xml</PublicRes></CommonData><Pages>"                   \
	"<Page ID='1' BaseLoc='P.xml'/></Pages></Document>"
#define RES                                                                    \
	"<Res xmlns='http://www.ofdspec.org/2016' BaseLoc='R'><Fonts>"         \
	"<Font ID='3' FontName='仿宋'/></Fonts></Res>"
#define PAGE(objects)                                                          \
	"<Page xmlns='http://www.ofdspec.org/2016'><Content>"                  \
	"<Layer ID='2'>" objects "</Layer></Content></Page>"

/* Four parts; NULL: left out. */
static struct ofd_file *
read_parts(const char *ofd, const char *document, const char *res,
    const char *page, struct err *err)
{
	const char *names[] = {
	    "OFD.xml", "D/Document.xml", "D/Res.xml", "D/P.xml"};
	const char *parts[] = {ofd, document, res, page};
	struct ofd_file *f;
	struct buf b = {0};
	struct zip z;

	zip_open(&z, &b);
	for (int i = 0; i < 4; i++)
		if (parts[i] != NULL)
			zip_add(&z, names[i], parts[i], strlen(parts[i]));
	zip_close(&z);
	f = ofd_file_open(b.data, b.len, err);
	buf_clear(&b);
	return f;
}

static struct ofd_file *
read_page(const char *page, struct err *err)
{
	return read_parts(OFD, DOCUMENT, RES, page, err);
}

static void
our_own_comes_back(void **state)
{
	struct layout *l = set(HEAD(
	    "document", "国知发〔2026〕1号") "<body><p>到2030年，建成一批"
					     "保护中心——“快保”（PPH）。"
					     "</p></body>" SIGN "</letter>");
	struct buf b = {0}, text = {0};
	struct err err = {0};
	struct ofd_file *f;

	(void)state;
	assert_true(ofd_write(l, &b, &err));
	if ((f = ofd_file_open(b.data, b.len, &err)) == NULL)
		fail_msg("%s %s", err.code, err.detail);
	assert_string_equal(f->title, "关于开展试点工作的通知");
	assert_int_equal(f->n, l->n);
	assert_int_equal(f->passed, 0);
	ofd_file_text(f, 0, &text);
	assert_non_null(strstr(text.data, "国家知识产权局文件\n"));
	assert_non_null(strstr(text.data, "保护中心——“快保”（PPH）。"));
	for (size_t i = 0; i < f->fonts_n; i++)
		assert_non_null(f->fonts[i].data);
	ofd_file_close(f);
	buf_clear(&text);
	buf_clear(&b);
	layout_free(l);
}

static void
places_follow_the_standard(void **state)
{
	struct err err = {0};
	struct ofd_file *f = read_page(
	    PAGE("<TextObject ID='4' Boundary='10 20 99 9' Font='3' Size='5'>"
		 "<FillColor Value='255 51 51'/>"
		 "<CGTransform CodePosition='1' CodeCount='1' GlyphCount='1'>"
		 "<Glyphs>77</Glyphs></CGTransform>"
		 "<TextCode X='1' Y='4' DeltaX='g 2 5 e'>甲乙丙丁"
		 "</TextCode></TextObject>"),
	    &err);

	(void)state;
	assert_null(f); /* "e" is no number */
	assert_string_equal(err.code, "ofd");
	err_clear(&err);
	f = read_page(
	    PAGE("<PageBlock ID='9'><TextObject ID='4' Boundary='10 20 99 9' "
		 "Font='3' Size='5' CTM='0 -1 1 0 0 8'>"
		 "<FillColor Value='255 51 51'/>"
		 "<CGTransform CodePosition='1' CodeCount='1' GlyphCount='1'>"
		 "<Glyphs>77</Glyphs></CGTransform>"
		 "<TextCode X='1' Y='4' DeltaX='g 2 5 -1.5'>甲乙丙丁"
		 "</TextCode></TextObject></PageBlock>"
		 "<PathObject ID='5' Boundary='0 0 1 1'>"
		 "<AbbreviatedData>M 0 0 A 1 1 0 0 0 2 2</AbbreviatedData>"
		 "</PathObject><CompositeObject ID='6'/>"),
	    &err);
	assert_non_null(f);
	assert_int_equal(f->pages[0].n, 1);
	assert_int_equal(f->passed, 2); /* the arc, the composite */
	assert_int_equal(f->pages[0].marks[0].n, 4);
	near(1, f->pages[0].marks[0].codes[0].x);
	near(11, f->pages[0].marks[0].codes[2].x);
	near(9.5, f->pages[0].marks[0].codes[3].x);
	assert_int_equal(f->pages[0].marks[0].codes[1].gid, 77);
	assert_int_equal(f->pages[0].marks[0].codes[2].gid, 0);
	near(28, f->pages[0].marks[0].m[5]);
	assert_int_equal(f->pages[0].marks[0].rgb[1], 51);
	ofd_file_close(f);
}

static void
bad(const char *ofd, const char *document, const char *res, const char *page,
    const char *arg)
{
	struct err err = {0};

	assert_null(read_parts(ofd, document, res, page, &err));
	assert_int_equal(err.kind, ERR_INPUT);
	assert_string_equal(err.code, "ofd");
	assert_string_equal(err.arg, arg);
}

static void
bad_packages_are_named(void **state)
{
	static const char page[] = PAGE("");
	struct err err = {0};

	(void)state;
	bad(NULL, DOCUMENT, RES, page, "OFD.xml");
	bad(OFD, NULL, RES, page, "D/Document.xml");
	bad(OFD, DOCUMENT, NULL, page, "D/Res.xml");
	bad(OFD, DOCUMENT, RES, NULL, "D/P.xml");
	bad(RES, DOCUMENT, RES, page, "OFD.xml");
	bad("<OFD><DocBody><DocRoot>../../etc/passwd</DocRoot></DocBody></OFD>",
	    DOCUMENT, RES, page, "../../etc/passwd");
	bad(OFD, "<Document><Pages/></Document>", RES, page, "D/Document.xml");
	bad(OFD, DOCUMENT, RES, PAGE("<TextObject Boundary='a' Font='3'/>"),
	    "TextObject");
	bad(OFD, DOCUMENT, RES,
	    PAGE("<TextObject Boundary='0 0 1 1' Size='5' Font='4'/>"), "Font");
	assert_null(read_page("<!DOCTYPE a [<!ENTITY b 'c'>]><Page/>", &err));
	assert_string_equal(err.code, "xml-doctype");
	err_clear(&err);
	assert_null(ofd_file_open("PK", 2, &err));
	assert_string_equal(err.code, "zip-damaged");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(our_own_comes_back),
	    cmocka_unit_test(places_follow_the_standard),
	    cmocka_unit_test(bad_packages_are_named),
	};
	struct err err = {0};

	if (!xmlmem_init(&err))
		return 1;
	return cmocka_run_group_tests_name(
	    "ofd_file", tests, fonts_setup, fonts_teardown);
}
