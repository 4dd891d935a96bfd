/* letter.h: what the tests of lib/letter share: fonts, letters from strings. */
#ifndef TESTS_UNIT_LETTER_H
#define TESTS_UNIT_LETTER_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "draw/draw.h"
#include "draw/list.h"
#include "font/font.h"
#include "letter/letter.h"
#include "xml/doc.h"

#define NS "urn:kuaibao:letter:1"

/* KB_FONTS, else the folder `fonts` of the build that this test is in. */
static struct fonts *
fonts_of_build(struct err *err)
{
	static const char *const up[] = {
	    "fonts", "../fonts", "../../fonts", "../../../fonts"};
	const char *env = getenv("KB_FONTS");
	char exe[1024], dir[1100];
	ssize_t n = readlink("/proc/self/exe", exe, sizeof(exe) - 1);

	if (env != NULL || n <= 0)
		return fonts_open(env, err);
	exe[n] = '\0';
	*strrchr(exe, '/') = '\0';
	for (size_t i = 0; i < sizeof(up) / sizeof(*up); i++) {
		snprintf(dir, sizeof(dir), "%s/%s", exe, up[i]);
		if (access(dir, R_OK) == 0)
			return fonts_open(dir, err);
	}
	return fonts_open(NULL, err);
}

static struct fonts *fonts;

static int
fonts_setup(void **state)
{
	struct err err = {0};

	(void)state;
	fonts = fonts_of_build(&err);
	if (fonts == NULL)
		print_message("# %s\n", err.detail);
	return fonts != NULL ? 0 : -1;
}

static int
fonts_teardown(void **state)
{
	(void)state;
	fonts_close(fonts);
	return 0;
}

/* The letter set; fails the test when it cannot be. */
__attribute__((unused)) static struct layout *
set(const char *xml)
{
	struct err err = {0};
	struct layout *l;
	xmlDoc *doc = doc_parse(xml, strlen(xml), NULL, &err);

	if (doc == NULL)
		fail_msg("%s", err.detail);
	l = letter_set(fonts, doc, NULL, &err);
	xmlFreeDoc(doc);
	if (l == NULL)
		fail_msg("%s %s", err.code, err.detail);
	return l;
}

#define HEAD(form, number)                                                     \
	"<letter xmlns='" NS "' form='" form "'><head>"                        \
	"<mark>国家知识产权局文件</mark><number>" number "</number></head>"    \
	"<title>关于开展试点工作的通知</title><to>各省知识产权局：</to>"
#define SIGN "<sign><organ>国家知识产权局</organ><date>2026-03-05</date></sign>"

/* The n-th item with that tag over all pages; NULL: none. */
__attribute__((unused)) static const struct item *
find(const struct layout *l, const char *tag, size_t n)
{
	for (size_t i = 0; i < l->n; i++)
		for (size_t k = 0; k < l->pages[i].n; k++)
			if (strcmp(l->pages[i].items[k].tag, tag) == 0 &&
			    n-- == 0)
				return &l->pages[i].items[k];
	return NULL;
}

/* Page (from 1) of the first item with that tag; 0: none. */
__attribute__((unused)) static unsigned
page_of(const struct layout *l, const char *tag)
{
	for (size_t i = 0; i < l->n; i++)
		for (size_t k = 0; k < l->pages[i].n; k++)
			if (strcmp(l->pages[i].items[k].tag, tag) == 0)
				return l->pages[i].number;
	return 0;
}

__attribute__((unused)) static void
near(double wanted, double got)
{
	if (wanted - got > 0.02 || got - wanted > 0.02)
		fail_msg("wanted %.3f, got %.3f", wanted, got);
}

#endif
