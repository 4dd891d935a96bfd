/* test_pdf_text.c: pdftotext gives back the text of every letter that there is,
 * character by character in the order of drawing; spaces are not looked at. */
#include "tests/unit/letter.h"

#include <dirent.h>

#include "base/utf8.h"
#include "xml/mem.h"

static bool
is_space(uint32_t ch)
{
	return ch <= ' ' || ch == 0xa0 || ch == 0x3000;
}

static void
put(struct buf *b, uint32_t ch)
{
	char utf8[4];

	if (!is_space(ch))
		buf_add(b, utf8, utf8_put(ch, utf8));
}

static void
text_of_list(const struct layout *l, struct buf *out)
{
	for (size_t i = 0; i < l->n; i++)
		for (size_t k = 0; k < l->pages[i].n; k++)
			for (size_t g = 0; g < l->pages[i].items[k].n; g++)
				put(out, l->pages[i].items[k].glyphs[g].ch);
}

static void
text_of_pdf(const struct buf *pdf, struct buf *out)
{
	char path[] = "/tmp/test_pdf_text.XXXXXX", line[80];
	struct buf all = {0};
	int c, fd = mkstemp(path);
	const char *s;
	uint32_t ch;
	FILE *f;

	assert_true(fd >= 0);
	assert_true(write(fd, pdf->data, pdf->len) == (ssize_t)pdf->len);
	close(fd);
	snprintf(line, sizeof(line), "pdftotext -raw %s -", path);
	assert_non_null(f = popen(line, "r"));
	while ((c = getc(f)) != EOF)
		buf_addc(&all, (char)c);
	assert_int_equal(pclose(f), 0);
	unlink(path);
	assert_true(utf8_valid(all.data, all.len));
	for (s = all.data; (ch = utf8_next(&s)) != 0;)
		put(out, ch);
	buf_clear(&all);
}

static void
letter_comes_out(const char *dir, const char *name)
{
	struct buf pdf = {0}, want = {0}, got = {0};
	struct err err = {0};
	struct layout *l;
	char path[600];
	xmlDoc *doc;

	snprintf(path, sizeof(path), "%s/%s", dir, name);
	doc = doc_load(path, &err);
	l = doc != NULL ? letter_set(fonts, doc, dir, &err) : NULL;
	if (l == NULL || !pdf_write(l, &pdf, &err))
		fail_msg("%s: %s", path, err.detail);
	text_of_list(l, &want);
	text_of_pdf(&pdf, &got);
	if (strcmp(want.data, got.data) != 0)
		fail_msg("%s: %s\n%s", path, want.data, got.data);
	buf_clear(&got);
	buf_clear(&want);
	buf_clear(&pdf);
	layout_free(l);
	xmlFreeDoc(doc);
}

static void
every_letter_comes_out_as_it_went_in(void **state)
{
	static const char gallery[] = "xslt/letter/gallery";
	const struct dirent *e;
	size_t letters = 0;
	char dir[300];
	DIR *d;

	(void)state;
	if (system("command -v pdftotext >/dev/null") != 0)
		skip();
	if ((d = opendir(gallery)) == NULL)
		fail_msg("run from the checkout's root");
	while ((e = readdir(d)) != NULL)
		if (strstr(e->d_name, ".xml") != NULL)
			letter_comes_out(gallery, e->d_name), letters++;
	closedir(d);
	assert_non_null(d = opendir("tests/golden"));
	while ((e = readdir(d)) != NULL) {
		if (strncmp(e->d_name, "letter_", 7) != 0)
			continue;
		snprintf(dir, sizeof(dir), "tests/golden/%s", e->d_name);
		letter_comes_out(dir, "out.xml");
		letters++;
	}
	closedir(d);
	print_message("# %zu letters\n", letters);
	assert_true(letters > 20);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(every_letter_comes_out_as_it_went_in),
	};
	struct err err = {0};

	if (!xmlmem_init(&err))
		return 1;
	return cmocka_run_group_tests_name(
	    "pdf_text", tests, fonts_setup, fonts_teardown);
}
