/* test_letter_golden.c: tests/golden/letter_NAME[_VARIANT]/in.xml, a record,
 * through xslt/letter/NAME.xsl: the letter conforms and stands as places.txt
 * says (out.xml is tests/golden/run.sh's); so do the gallery's letters. Run
 * from the checkout's root; KB_GOLDEN=write makes places.txt anew. */
#include "tests/unit/letter.h"

#include <dirent.h>
#include <sys/stat.h>

#include "base/file.h"
#include "base/utf8.h"
#include "xml/mem.h"
#include "xml/schema.h"
#include "xml/sheet.h"

#define DIR_GOLDEN "tests/golden"
#define DIR_GALLERY "xslt/letter/gallery"

static bool
writing(void)
{
	const char *env = getenv("KB_GOLDEN");

	return env != NULL && strcmp(env, "write") == 0;
}

static void
compare(const char *name, const char *file, const struct buf *got)
{
	struct err err = {0};
	struct buf want = {0};
	char path[512];
	FILE *f;

	snprintf(path, sizeof(path), DIR_GOLDEN "/%s/%s", name, file);
	if (writing()) {
		*strrchr(path, '/') = '\0';
		mkdir(path, 0777);
		path[strlen(path)] = '/';
		assert_non_null(f = fopen(path, "wb"));
		fwrite(got->data, 1, got->len, f);
		fclose(f);
		return;
	}
	if (!file_read(path, &want, &err))
		fail_msg("%s", err.detail);
	if (want.len != got->len || memcmp(want.data, got->data, got->len) != 0)
		fail_msg("%s differs; see it with KB_GOLDEN=write and git diff",
		    path);
	buf_clear(&want);
}

/* page tag x y w h text, one item a line, tenths of a millimetre. */
static void
places(const struct layout *l, struct buf *b)
{
	char utf8[4];

	for (size_t i = 0; i < l->n; i++)
		for (size_t k = 0; k < l->pages[i].n; k++) {
			const struct item *it = &l->pages[i].items[k];

			if (it->kind == ITEM_CODE)
				continue;
			buf_addf(b, "%zu %s %.1f %.1f %.1f %.1f ", i + 1,
			    it->tag, it->x, item_top(it), it->w, it->h);
			for (size_t g = 0; g < it->n; g++)
				buf_add(
				    b, utf8, utf8_put(it->glyphs[g].ch, utf8));
			buf_addc(b, '\n');
		}
}

static void
note_rule(void *ctx, const char *clause, const char *rule, double wanted,
    double measured, bool ok)
{
	if (!ok)
		print_message("# %s: %s %s: %.2f, measured %.2f\n",
		    (const char *)ctx, clause, rule, wanted, measured);
}

static void
note_line(void *ctx, int line, const char *text)
{
	print_message("# %s:%d: %s\n", (const char *)ctx, line, text);
}

static bool
fandol(void)
{
	return strcmp(font_face(fonts, FONT_FANGSONG)->name,
		   "FandolFang-Regular") == 0;
}

static xmlDoc *
transformed(const char *name)
{
	static const char *const none[] = {NULL};
	const char *sheet_name = name + strlen("letter_");
	struct err err = {0};
	struct sheets *all;
	struct sheet *sheet;
	char path[512];
	xmlDoc *in, *out = NULL;

	snprintf(path, sizeof(path), "xslt/letter/%.*s.xsl",
	    (int)strcspn(sheet_name, "_"), sheet_name);
	if ((all = sheets_new(&err)) == NULL ||
	    (sheet = sheet_load(all, path, &err)) == NULL)
		fail_msg("%s", err.detail);
	snprintf(path, sizeof(path), DIR_GOLDEN "/%s/in.xml", name);
	if ((in = doc_load(path, &err)) != NULL)
		out = sheet_doc(sheet, in, none, &err);
	xmlFreeDoc(in);
	sheets_free(all);
	if (out == NULL)
		fail_msg("%s: %s", name, err.detail);
	return out;
}

/* Valid, conforming, and where it was. `dir` has the seals. */
static void
golden(const char *name, xmlDoc *doc, const char *dir)
{
	struct err err = {0};
	struct schema *schema = schema_load("xslt/schema/letter.rng", &err);
	struct layout *l;
	struct buf b = {0};

	assert_non_null(schema);
	assert_true(schema_check(schema, doc, note_line, (void *)name));
	schema_free(schema);
	if ((l = letter_set(fonts, doc, dir, &err)) == NULL)
		fail_msg("%s: %s", name, err.detail);
	assert_true(letter_check(l, note_rule, (void *)name));
	places(l, &b);
	if (fandol()) /* places depend on the face's digits */
		compare(name, "places.txt", &b);
	buf_clear(&b);
	layout_free(l);
	xmlFreeDoc(doc);
}

static int
is_letter(const struct dirent *d)
{
	return strncmp(d->d_name, "letter_", 7) == 0;
}

static void
letters_are_as_they_were(void **state)
{
	struct dirent **list;
	int n = scandir(DIR_GOLDEN, &list, is_letter, alphasort);

	(void)state;
	if (n <= 0)
		fail_msg("run from the checkout's root");
	for (int i = 0; i < n; i++) {
		golden(list[i]->d_name, transformed(list[i]->d_name), NULL);
		free(list[i]);
	}
	free(list);
}

static int
is_xml(const struct dirent *d)
{
	return strstr(d->d_name, ".xml") != NULL &&
	       strncmp(d->d_name, "template-", 9) != 0; /* as letter_NAME */
}

static void
the_gallery_is_as_it_was(void **state)
{
	struct dirent **list;
	int n = scandir(DIR_GALLERY, &list, is_xml, alphasort);
	struct err err = {0};
	char path[512], name[300];
	xmlDoc *doc;

	(void)state;
	assert_true(n > 0);
	for (int i = 0; i < n; i++) {
		snprintf(
		    path, sizeof(path), DIR_GALLERY "/%s", list[i]->d_name);
		snprintf(name, sizeof(name), "gallery_%.*s",
		    (int)strcspn(list[i]->d_name, "."), list[i]->d_name);
		if ((doc = doc_load(path, &err)) == NULL)
			fail_msg("%s", err.detail);
		golden(name, doc, DIR_GALLERY);
		free(list[i]);
	}
	free(list);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(letters_are_as_they_were),
	    cmocka_unit_test(the_gallery_is_as_it_was),
	};
	struct err err = {0};

	if (!xmlmem_init(&err))
		return 1;
	return cmocka_run_group_tests_name(
	    "letter_golden", tests, fonts_setup, fonts_teardown);
}
