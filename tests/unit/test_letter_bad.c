/* test_letter_bad.c: letters that are too long, too many or not fit to be set:
 * they conform, or they are refused by name. */
#include "tests/unit/letter.h"

#include <math.h>

#include "base/buf.h"
#include "base/utf8.h"
#include "letter/check.h"
#include "letter/measure.h"
#include "tests/unit/temp.h"
#include "xml/schema.h"

static struct buf xml;

/* Starts a letter; more is added with add(). */
static void
begin(const char *form, const char *title, const char *to)
{
	buf_clear(&xml);
	buf_addf(&xml,
	    "<letter xmlns='" NS "' form='%s'><head><mark>国家知识产权局%s"
	    "</mark><number>国知发保字〔2026〕1号</number></head><title>%s"
	    "</title><to>%s：</to>",
	    form, strcmp(form, "document") == 0 ? "文件" : "", title, to);
}

static void
add(const char *text)
{
	buf_adds(&xml, text);
}

static void
say_broken(void *ctx, const char *clause, const char *rule, double wanted,
    double measured, bool ok)
{
	(void)ctx;
	if (!ok)
		print_message("# %s %s: %.2f, measured %.2f\n", clause, rule,
		    wanted, measured);
}

static struct layout *
finish(void)
{
	struct layout *l;

	add("</letter>");
	buf_addc(&xml, '\0');
	l = set(xml.data);
	assert_true(letter_check(l, say_broken, NULL));
	return l;
}

/* The text of a tag's items in order. */
static void
text_of(const struct layout *l, const char *tag, struct buf *out)
{
	char utf8[4];

	for (size_t n = 0; find(l, tag, n) != NULL; n++) {
		const struct item *it = find(l, tag, n);

		for (size_t i = 0; i < it->n; i++)
			buf_add(out, utf8, utf8_put(it->glyphs[i].ch, utf8));
	}
	buf_addc(out, '\0');
}

static void
names_are_set_whole(void **state)
{
	static const char names[] = "喆堃珺璟翀昇烎𠮷";
	struct buf got = {0};
	struct layout *l;

	(void)state;
	begin("letter", "关于推荐人选的函", "某局");
	buf_addf(&xml, "<body><p>%s</p></body>" SIGN, names);
	l = finish();
	text_of(l, "p", &got);
	assert_string_equal(got.data, names);
	for (size_t i = 0; i < l->fallbacks; i++)
		assert_non_null(l->fallback[i].face);
	buf_clear(&got);
	layout_free(l);
}

static void
a_receiver_of_300_characters(void **state)
{
	struct buf to = {0}, got = {0};
	struct layout *l;

	(void)state;
	for (int i = 0; i < 60; i++)
		buf_adds(&to, "知识产权局");
	buf_addc(&to, '\0');
	for (int form = 0; form < 2; form++) {
		begin(form == 0 ? "document" : "letter", "关于试点的通知",
		    to.data);
		add("<body><p>现予通知。</p></body>" SIGN
		    "<imprint><copy-to>某局</copy-to></imprint>");
		l = finish();
		got.len = 0;
		text_of(l, "to", &got);
		assert_int_equal(page_of(l, "p"), 1);
		assert_true(strstr(got.data, to.data) != NULL);
		layout_free(l);
	}
	buf_clear(&to);
	buf_clear(&got);
}

static void
forty_annexes(void **state)
{
	struct layout *l;
	unsigned last;

	(void)state;
	begin("document", "关于试点的通知", "某局");
	add("<body><p>现予通知。</p></body>");
	for (int i = 1; i <= 40; i++)
		buf_addf(&xml, "<annex-note>第%d类名单</annex-note>", i);
	add(SIGN);
	for (int i = 1; i <= 40; i++)
		buf_addf(
		    &xml, "<annex title='第%d类名单'><p>甲。</p></annex>", i);
	add("<imprint><issuer>办公室</issuer><date>2026-03-05</date></"
	    "imprint>");
	l = finish();
	last = find(l, "annex", 0) != NULL ? page_of(l, "annex") : 0;
	assert_true(last > 1);
	assert_int_equal(l->pages[l->n - 1].number % 2, 0);
	layout_free(l);
}

static void
a_table_of_200_rows_repeats_its_head(void **state)
{
	struct layout *l;
	size_t rows = 0;

	(void)state;
	begin("document", "关于试点的通知", "某局");
	add("<body><p>名单如下。</p><table><row><cell head='yes'>序号</cell>"
	    "<cell head='yes'>名称</cell></row>");
	for (int i = 1; i <= 200; i++)
		buf_addf(&xml,
		    "<row><cell>%d</cell><cell>某某公司%s</cell></row>", i,
		    i % 7 == 0 ? "知识产权运营管理有限责任公司第一分公司驻某"
				 "市高新技术产业开发区办事处"
			       : "");
	add("</table></body>" SIGN);
	l = finish();
	for (size_t i = 0; i < l->n; i++)
		for (size_t k = 0; k < l->pages[i].n; k++) {
			const struct item *it = &l->pages[i].items[k];

			if (strcmp(it->tag, "cell") != 0 ||
			    it->role != FONT_HEI || it->glyphs[0].ch != U'序')
				continue;
			rows++;
			if (i > 0) /* first of its page, and decoration */
				assert_true(
				    item_top(it) < MM_TOP + 2 && it->node == 0);
		}
	assert_int_equal(
	    rows, l->n - (find(l, "organ", 0) != NULL &&
			     check_first(&l->pages[l->n - 1], "cell") == NULL));
	layout_free(l);
}

/* A cell longer than a page goes on; nothing is lost or out of the page. */
static void
a_cell_longer_than_a_page(void **state)
{
	struct buf got = {0};
	struct layout *l;
	size_t n = 0;

	(void)state;
	for (int turned = 0; turned < 2; turned++) {
		begin("document", "关于试点的通知", "某局");
		buf_addf(&xml,
		    "<body><p>如下。</p></body>" SIGN
		    "<annex><table turned='%s'><row><cell>甲</cell><cell>",
		    turned ? "yes" : "no");
		for (int i = 0; i < 1500; i++)
			add("国");
		add("</cell></row></table></annex>");
		l = finish();
		got.len = 0;
		text_of(l, "cell", &got);
		n = 0;
		for (const char *p = got.data; (p = strstr(p, "国")) != NULL;
		     p += 3)
			n++;
		assert_int_equal(n, 1500);
		layout_free(l);
	}
	buf_clear(&got);
}

static void
a_title_of_120_characters(void **state)
{
	struct buf title = {0}, got = {0};
	struct layout *l;

	(void)state;
	buf_adds(&title, "国家知识产权局关于");
	for (int i = 0; i < 10; i++)
		buf_adds(&title, "同意某市建设面向高端装备");
	buf_adds(&title, "产业的批复");
	buf_addc(&title, '\0');
	begin("document", title.data, "某局");
	add("<body><p>现予批复。</p><p>请抓紧建设。</p><p>建成后报验收。</p><p>"
	    "建设周期为1年。</p></body>" SIGN);
	l = finish();
	text_of(l, "title", &got);
	assert_string_equal(got.data, title.data);
	assert_int_equal(page_of(l, "p"), 1);
	buf_clear(&title);
	buf_clear(&got);
	layout_free(l);
}

static void
nine_joint_organs(void **state)
{
	struct layout *l;
	const struct item *a, *b;

	(void)state;
	buf_clear(&xml);
	add("<letter xmlns='" NS "' form='document'><head>");
	for (int i = 1; i <= 9; i++)
		buf_addf(&xml, "<mark>某省第%d知识产权管理局文件</mark>", i);
	add("<number>知发〔2026〕1号</number></head><title>关于试点的通知"
	    "</title><to>某局：</to><body><p>现予通知。</p></body><sign>");
	for (int i = 1; i <= 9; i++)
		buf_addf(
		    &xml, "<organ seal=''>某省第%d知识产权管理局</organ>", i);
	add("<date>2026-03-05</date></sign>");
	l = finish();
	for (size_t i = 0; (a = find(l, "seal", i)) != NULL; i++)
		for (size_t k = 0; k < i; k++) {
			b = find(l, "seal", k);
			assert_true(fabs(a->x - b->x) > a->w ||
				    fabs(a->y - b->y) > a->w);
		}
	assert_non_null(find(l, "seal", 8));
	assert_null(find(l, "seal", 9));
	layout_free(l);
}

static void
hidden_characters_are_refused(void **state)
{
	static const char *const bad[] = {"\u202e", "\u200b", "\u2066",
	    "\ufeff", "\u00ad", "\u200f", "\ufe0f", "\U000e0041", "\u2028"};
	struct err err = {0};
	char text[512];
	xmlDoc *doc;

	(void)state;
	for (size_t i = 0; i < sizeof(bad) / sizeof(*bad); i++) {
		snprintf(text, sizeof(text),
		    HEAD("letter",
			"国知保函〔2026〕1号") "<body><p>甲</p><p "
					       "field='application/"
					       "name'>张%s三</p></body>" SIGN
					       "</letter>",
		    bad[i]);
		assert_non_null(
		    doc = doc_parse(text, strlen(text), NULL, &err));
		assert_null(letter_set(fonts, doc, NULL, &err));
		assert_string_equal(err.code, "letter-character");
		assert_non_null(strstr(err.arg, "body/p[2], application/name"));
		err_clear(&err);
		xmlFreeDoc(doc);
	}
}

/* No face of the roles has emoji: named, with the path of the element. */
static void
emoji_are_named(void **state)
{
	static const char text[] = HEAD(
	    "letter", "国知保函〔2026〕1号") "<body><table><row><cell>甲</cell>"
					     "<cell>乙<value "
					     "field='member/name'>😀</value></"
					     "cell></row></table>"
					     "</body>" SIGN "</letter>";
	struct err err = {0};
	xmlDoc *doc = doc_parse(text, strlen(text), NULL, &err);

	(void)state;
	assert_null(letter_set(fonts, doc, NULL, &err));
	assert_string_equal(err.code, "letter-glyph");
	assert_string_equal(
	    err.arg, "😀 U+1F600, body/table/row/cell[2]/value, member/name");
	err_clear(&err);
	xmlFreeDoc(doc);
}

static void
a_seal_must_be_there_and_whole(void **state)
{
	static const char text[] = HEAD("letter",
	    "国知保函〔2026〕1号") "<body><p>甲。</p></body><sign>"
				   "<organ "
				   "seal='seal.png'>某局</"
				   "organ><date>2026-03-05</date></sign>"
				   "</letter>";
	struct err err = {0};
	xmlDoc *doc = doc_parse(text, strlen(text), NULL, &err);

	(void)state;
	temp_file("other.png", "");
	assert_null(letter_set(fonts, doc, temp_dir, &err));
	assert_string_equal(err.code, "letter-image");
	assert_string_equal(err.arg, "seal.png");
	err_clear(&err);
	temp_file("seal.png", "\x89PNG\r\n\x1a\n but no more than that");
	assert_null(letter_set(fonts, doc, temp_dir, &err));
	assert_string_equal(err.code, "letter-image");
	err_clear(&err);
	xmlFreeDoc(doc);
}

/* What is no font is passed over; the letter is the same as without it. */
static void
rubbish_among_the_fonts_is_skipped(void **state)
{
	struct err err = {0};
	struct fonts *f;
	char dirs[2048];

	(void)state;
	temp_file("readme.txt", "not a font");
	temp_file("FangSong.ttf", "OTTO\1\2\3\4 nothing of the sort");
	temp_file("empty.otf", "");
	temp_file("broken.ttc", "ttcf\0\1");
	snprintf(dirs, sizeof(dirs), "%s:/no/such/folder", temp_dir);
	f = fonts_open(dirs, &err);
	if (f == NULL) { /* no system font for some role: that is said */
		assert_string_equal(err.code, "letter-fonts");
		err_clear(&err);
		return;
	}
	for (int r = 0; r < FONT_ROLES; r++)
		assert_true(strncmp(font_face(f, (enum font_role)r)->path,
				temp_dir, strlen(temp_dir)) != 0);
	fonts_close(f);
}

static void
first_line(void *ctx, int line, const char *text)
{
	char *said = ctx;

	if (*said == '\0')
		snprintf(said, 300, "%d: %s", line, text);
}

static void
a_wrong_document_is_refused_by_line(void **state)
{
	static const char *const bad[] = {"<letter xmlns='" NS
					  "' form='memo'>\n<head/>\n</letter>",
	    "<letter xmlns='" NS "' form='letter'>\n<head><mark> </mark></head>"
	    "<body><p>甲</p></body></letter>",
	    "<letter xmlns='" NS
	    "' form='letter'><head><mark>甲</mark></head>\n"
	    "<body><p>甲</p><script/></body></letter>",
	    "<letter xmlns='" NS
	    "' form='letter'><head><mark>甲</mark></head>\n"
	    "<body><p>甲</p></body><sign><organ>甲</organ><date>2026-02-30"
	    "</date></sign></letter>"};
	struct err err = {0};
	struct schema *schema = schema_load("xslt/schema/letter.rng", &err);
	char said[300];
	xmlDoc *doc;

	(void)state;
	assert_non_null(schema);
	for (size_t i = 0; i < sizeof(bad) / sizeof(*bad); i++) {
		assert_non_null(
		    doc = doc_load(temp_file("bad.xml", bad[i]), &err));
		said[0] = '\0';
		assert_false(schema_check(schema, doc, first_line, said));
		assert_true(said[0] >= '1' && said[0] <= '9');
		xmlFreeDoc(doc);
	}
	schema_free(schema);
}

static int
teardown(void **state)
{
	buf_clear(&xml);
	temp_remove(state);
	return fonts_teardown(state);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(names_are_set_whole),
	    cmocka_unit_test(a_receiver_of_300_characters),
	    cmocka_unit_test(forty_annexes),
	    cmocka_unit_test(a_table_of_200_rows_repeats_its_head),
	    cmocka_unit_test(a_cell_longer_than_a_page),
	    cmocka_unit_test(a_title_of_120_characters),
	    cmocka_unit_test(nine_joint_organs),
	    cmocka_unit_test(hidden_characters_are_refused),
	    cmocka_unit_test(emoji_are_named),
	    cmocka_unit_test(a_seal_must_be_there_and_whole),
	    cmocka_unit_test(rubbish_among_the_fonts_is_skipped),
	    cmocka_unit_test(a_wrong_document_is_refused_by_line),
	};

	return cmocka_run_group_tests_name(
	    "letter_bad", tests, fonts_setup, teardown);
}
