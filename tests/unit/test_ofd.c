/* test_ofd.c: the OFD: sound package, exact text, places of the list. */
#include "tests/unit/letter.h"

#include <dirent.h>
#include <math.h>

#include "base/utf8.h"
#include "draw/png.h"
#include "tests/unit/ink.h"
#include "tests/unit/zip.h"
#include "xml/schema.h"

#define GALLERY "xslt/letter/gallery"

static const char letter[] =
    "<letter xmlns='" NS "' form='document' code='ABCD-EFGH' "
    "verify='https://kb.example/verify?code=ABCD-EFGH'><head>"
    "<mark>国家知识产权局文件</mark><number>国知发保字〔2026〕1号</number>"
    "</head><title>关于开展&lt;试点>工作的通知</title><to>各省：</to><body>"
    "<h1>一、总体要求</h1><p>到2030年，高质量建成一批保护中心——“快保”（PPH）"
    "……比重为3.5%。联系人陈喆、𠮷某，x<sup>2</"
    "sup>。这一行要满，所以再写一些字，"
    "2026年11月21日印发的文件不拆开日期。</p></body>" SIGN
    "<imprint><copy-to>各省知识产权局</copy-to><issuer>办公室</issuer>"
    "<date>2026-03-05</date></imprint></letter>";

struct made {
	struct layout *l;
	struct buf b;
	struct parts z;
};

static void
make(struct made *m, const char *xml)
{
	struct err err = {0};

	*m = (struct made){.l = set(xml)};
	if (!ofd_write(m->l, &m->b, &err))
		fail_msg("%s", err.detail);
	zip_read(&m->b, &m->z);
}

static void
unmake(struct made *m)
{
	zip_free(&m->z);
	buf_clear(&m->b);
	layout_free(m->l);
}

static xmlDoc *
part_doc(const struct made *m, const char *name)
{
	const struct buf *b = zip_part(&m->z, name);
	struct err err = {0};
	xmlDoc *d;

	if (b == NULL)
		fail_msg("no %s", name);
	if ((d = doc_parse(b->data, b->len, NULL, &err)) == NULL)
		fail_msg("%s: %s", name, err.detail);
	return d;
}

static xmlDoc *
page_doc(const struct made *m, size_t page)
{
	char name[80];

	snprintf(name, sizeof(name), "Doc_0/Pages/Page_%zu/Content.xml", page);
	return part_doc(m, name);
}

static xmlNode *
first_object(xmlDoc *page)
{
	xmlNode *layer = node_child(
	    node_child(xmlDocGetRootElement(page), "Content"), "Layer");

	return xmlFirstElementChild(layer);
}

static void
same_letter_same_bytes(void **state)
{
	struct made a, b;

	(void)state;
	make(&a, letter);
	make(&b, letter);
	assert_int_equal(a.b.len, b.b.len);
	assert_memory_equal(a.b.data, b.b.data, a.b.len);
	assert_string_equal(a.z.at[0].name, "OFD.xml");
	unmake(&a);
	unmake(&b);
}

static void
note_line(void *ctx, int line, const char *text)
{
	print_message("# %s:%d: %s\n", (const char *)ctx, line, text);
}

static void
parts_are_valid(const struct made *m, struct schema *s)
{
	for (size_t i = 0; i < m->z.n; i++) {
		const char *name = m->z.at[i].name;
		xmlDoc *d;

		if (strcmp(name + strlen(name) - 4, ".xml") != 0)
			continue;
		d = part_doc(m, name);
		assert_true(schema_check(s, d, note_line, (void *)name));
		xmlFreeDoc(d);
	}
}

/* The letter above and all of the gallery. */
static void
every_part_is_as_the_standard_has_it(void **state)
{
	struct err err = {0};
	struct schema *s = schema_load("tests/data/ofd.rng", &err);
	const struct dirent *e;
	char path[512];
	struct made m;
	xmlDoc *doc;
	DIR *d = NULL;

	(void)state;
	if (s == NULL || (d = opendir(GALLERY)) == NULL)
		fail_msg("run from the checkout's root: %s", err.detail);
	make(&m, letter);
	parts_are_valid(&m, s);
	unmake(&m);
	while ((e = readdir(d)) != NULL) {
		if (strstr(e->d_name, ".xml") == NULL)
			continue;
		snprintf(path, sizeof(path), GALLERY "/%s", e->d_name);
		assert_non_null(doc = doc_load(path, &err));
		m = (struct made){.l = letter_set(fonts, doc, GALLERY, &err)};
		xmlFreeDoc(doc);
		assert_true(m.l != NULL && ofd_write(m.l, &m.b, &err));
		zip_read(&m.b, &m.z);
		parts_are_valid(&m, s);
		unmake(&m);
	}
	closedir(d);
	schema_free(s);
}

/* Every ID of the part once; returns the greatest. */
static void
ids_of(xmlDoc *d, bool *seen, size_t most)
{
	xmlNode *n = xmlDocGetRootElement(d), *up;

	while (n != NULL) {
		const char *id = node_attr(n, "ID");

		if (id != NULL) {
			assert_in_range(atoi(id), 1, most);
			assert_false(seen[atoi(id)]);
			seen[atoi(id)] = true;
		}
		up = xmlFirstElementChild(n);
		while (up == NULL && n != NULL) {
			up = xmlNextElementSibling(n);
			n = up == NULL && n->parent != (xmlNode *)d ? n->parent
								    : NULL;
		}
		n = up;
	}
	xmlFreeDoc(d);
}

static void
ids_are_one_space(void **state)
{
	bool seen[4096] = {false};
	xmlDoc *d;
	xmlNode *n;
	struct made m;
	size_t most;

	(void)state;
	make(&m, letter);
	d = part_doc(&m, "Doc_0/Document.xml");
	n = node_child(xmlDocGetRootElement(d), "CommonData");
	most = (size_t)atoi(node_text(node_child(n, "MaxUnitID")));
	assert_in_range(most, 1, 4095);
	ids_of(d, seen, most);
	ids_of(part_doc(&m, "Doc_0/PublicRes.xml"), seen, most);
	for (size_t i = 0; i < m.l->n; i++)
		ids_of(page_doc(&m, i), seen, most);
	for (size_t i = 1; i <= most; i++)
		assert_true(seen[i]);
	unmake(&m);
}

static void
runs_text(const struct layout *l, size_t page, struct buf *b)
{
	char utf8[4];

	for (size_t k = 0; k < l->pages[page].n; k++)
		for (size_t g = 0; g < l->pages[page].items[k].n; g++)
			buf_add(b, utf8,
			    utf8_put(
				l->pages[page].items[k].glyphs[g].ch, utf8));
}

static void
text_comes_out_as_it_went_in(void **state)
{
	struct made m;

	(void)state;
	make(&m, letter);
	for (size_t i = 0; i < m.l->n; i++) {
		struct buf want = {0}, got = {0};
		xmlDoc *d = page_doc(&m, i);

		for (xmlNode *n = first_object(d); n != NULL;
		     n = xmlNextElementSibling(n))
			buf_adds(&got, node_text(node_child(n, "TextCode")));
		runs_text(m.l, i, &want);
		assert_string_equal(got.data, want.data);
		if (i == 0)
			assert_non_null(strstr(got.data, "关于开展<试点>工作"));
		buf_clear(&want);
		buf_clear(&got);
		xmlFreeDoc(d);
	}
	unmake(&m);
}

/* The place of each glyph as a reader finds it, against the list's. */
static void
run_stands(const xmlNode *n, const struct item *it)
{
	const xmlNode *code = node_child(n, "TextCode");
	const char *steps = node_attr(code, "DeltaX");
	double box[4], x, y, step = 0;
	int repeat = 0, used;

	sscanf(node_attr(n, "Boundary"), "%lf %lf %lf %lf", box, box + 1,
	    box + 2, box + 3);
	x = box[0] + atof(node_attr(code, "X"));
	y = box[1] + atof(node_attr(code, "Y"));
	near(it->h, atof(node_attr(n, "Size")));
	near(it->y, y);
	for (size_t i = 0; i < it->n; i++) {
		if (fabs(it->x + it->glyphs[i].x - x) > 0.002)
			fail_msg("glyph %zu at %f", i, x);
		assert_true(x >= box[0] && x + it->h / 2 <= box[0] + box[2]);
		if (i + 1 == it->n)
			break;
		if (repeat == 0) {
			repeat = 1;
			if (sscanf(steps, " g %d%n", &repeat, &used) == 1)
				steps += used;
			assert_int_equal(
			    sscanf(steps, "%lf%n", &step, &used), 1);
			steps += used;
		}
		x += step;
		repeat--;
	}
	assert_int_equal(repeat, 0);
	assert_true(steps == NULL || *steps == '\0');
}

static void
places_are_those_of_the_list(void **state)
{
	struct made m;

	(void)state;
	make(&m, letter);
	for (size_t i = 0; i < m.l->n; i++) {
		xmlDoc *d = page_doc(&m, i);
		const xmlNode *n = first_object(d);

		for (size_t k = 0; k < m.l->pages[i].n; k++) {
			if (m.l->pages[i].items[k].kind != ITEM_RUN)
				continue;
			while (strcmp((const char *)n->name, "TextObject"))
				n = xmlNextElementSibling((xmlNode *)n);
			run_stands(n, &m.l->pages[i].items[k]);
			n = xmlNextElementSibling((xmlNode *)n);
		}
		xmlFreeDoc(d);
	}
	unmake(&m);
}

/* The glyph that a reader of the file finds, against the face's. */
static void
glyph_is_same(hb_font_t *font, const struct item *it, const struct glyph *g)
{
	hb_codepoint_t gid;

	if (!hb_font_get_nominal_glyph(font, g->ch, &gid) || gid == 0)
		fail_msg("U+%04X is not in the file", (unsigned)g->ch);
	assert_int_equal(hb_font_get_glyph_h_advance(font, gid),
	    hb_font_get_glyph_h_advance(it->face->font, g->gid));
	if (!ink_same(font, gid, it->face->font, g->gid))
		fail_msg("U+%04X is drawn otherwise", (unsigned)g->ch);
}

/* The font file that stands for the face: in order of appearance. */
static hb_font_t *
font_part(const struct made *m, const struct face **faces, size_t *n,
    const struct face *face, hb_font_t **fonts_made)
{
	const struct buf *b;
	char name[80];
	hb_blob_t *blob;
	hb_face_t *hb;
	size_t i = 0;

	while (i < *n && faces[i] != face)
		i++;
	if (i < *n)
		return fonts_made[i];
	snprintf(name, sizeof(name), "Doc_0/Res/font_%zu.ttf", i);
	assert_non_null(b = zip_part(&m->z, name));
	blob = hb_blob_create(
	    b->data, (unsigned)b->len, HB_MEMORY_MODE_READONLY, NULL, NULL);
	hb = hb_face_create(blob, 0);
	faces[(*n)++] = face;
	fonts_made[i] = hb_font_create(hb);
	hb_face_destroy(hb);
	hb_blob_destroy(blob);
	return fonts_made[i];
}

static void
glyphs_are_inside(void **state)
{
	const struct face *faces[16];
	hb_font_t *made[16];
	struct made m;
	size_t n = 0;

	(void)state;
	make(&m, letter);
	for (size_t i = 0; i < m.l->n; i++)
		for (size_t k = 0; k < m.l->pages[i].n; k++) {
			const struct item *it = &m.l->pages[i].items[k];
			hb_font_t *f;

			if (it->kind != ITEM_RUN)
				continue;
			f = font_part(&m, faces, &n, it->face, made);
			for (size_t g = 0; g < it->n; g++)
				glyph_is_same(f, it, &it->glyphs[g]);
		}
	assert_true(n >= 2);
	for (size_t i = 0; i < n; i++)
		hb_font_destroy(made[i]);
	unmake(&m);
}

static void
elements_are_tagged(void **state)
{
	static const char *const tags[] = {"<kb:mark name=\"发文机关标志\">",
	    "<kb:number name=\"发文字号\">", "<kb:title name=\"标题\">",
	    "<kb:h1 ", "<kb:p ", "<kb:organ ", "<kb:date ", "<kb:copy-to ",
	    "<kb:imprint-date "};
	const struct buf *b;
	struct made m;

	(void)state;
	make(&m, letter);
	assert_non_null(b = zip_part(&m.z, "Doc_0/Tags/letter.xml"));
	for (size_t i = 0; i < sizeof(tags) / sizeof(*tags); i++)
		if (memmem(b->data, b->len, tags[i], strlen(tags[i])) == NULL)
			fail_msg("no %s", tags[i]);
	unmake(&m);
}

static void
a_seal_lies_below_the_text(void **state)
{
	static const uint8_t rgb[12] = {255, 51, 51}, alpha[4] = {255};
	struct picture pic = {2, 2, (uint8_t *)rgb, (uint8_t *)alpha, NULL};
	struct made m = {.l = set(letter)};
	struct item it = {.kind = ITEM_IMAGE,
	    .tag = "seal",
	    .x = 100,
	    .y = 200,
	    .w = 42,
	    .h = 42,
	    .picture = &pic};
	struct err err = {0};
	const struct buf *b;
	xmlDoc *d;
	xmlNode *n;

	(void)state;
	list_item(m.l, &m.l->pages[0], &it);
	assert_true(ofd_write(m.l, &m.b, &err));
	zip_read(&m.b, &m.z);
	b = zip_part(&m.z, "Doc_0/Res/image_0.png");
	assert_non_null(b);
	assert_memory_equal(b->data, "\x89PNG\r\n\x1a\n", 8);
	assert_non_null(zip_part(&m.z, "Doc_0/DocumentRes.xml"));
	n = first_object(d = page_doc(&m, 0));
	assert_string_equal((const char *)n->name, "ImageObject");
	assert_string_equal(node_attr(n, "Boundary"), "100 200 42 42");
	assert_string_equal(node_attr(n, "CTM"), "42 0 0 42 0 0");
	xmlFreeDoc(d);
	unmake(&m);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(same_letter_same_bytes),
	    cmocka_unit_test(every_part_is_as_the_standard_has_it),
	    cmocka_unit_test(ids_are_one_space),
	    cmocka_unit_test(text_comes_out_as_it_went_in),
	    cmocka_unit_test(places_are_those_of_the_list),
	    cmocka_unit_test(glyphs_are_inside),
	    cmocka_unit_test(elements_are_tagged),
	    cmocka_unit_test(a_seal_lies_below_the_text),
	};

	return cmocka_run_group_tests_name(
	    "ofd_write", tests, fonts_setup, fonts_teardown);
}
