/* letters.c: letters IN.xml...: what letters say, as plain text, and which rules
 * of GB/T 9704 they break. One that says what an earlier one said is left out:
 * many worked examples issue the same letter. IN.xml as `kuaibao procedure test
 * --letters` names it: PROCEDURE-VERSION.LETTER.EXAMPLE.N.xml. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "letter/letter.h"
#include "xml/doc.h"

static void
say_broken(void *ctx, const char *clause, const char *rule, double wanted,
    double measured, bool ok)
{
	struct buf *out = ctx;
	char line[512];

	if (ok)
		return;
	snprintf(line, sizeof(line), "! %s: %s: %.2f, measured %.2f\n", clause,
	    rule, wanted, measured);
	buf_adds(out, line);
}

/* A line for each element that holds text, a row's cells in one. The code is
 * another one each time, and no attribute is said. */
static void
say_text(const xmlNode *n, struct buf *out)
{
	const xmlNode *c;
	xmlChar *text;

	if (node_is(n, "row")) {
		for (c = node_child(n, "cell"); c; c = node_next(c)) {
			buf_adds(out, c->prev ? " | " : "| ");
			buf_adds(out, node_text(c));
		}
		buf_addc(out, '\n');
		return;
	}
	for (c = n->children; c && c->type != XML_ELEMENT_NODE; c = c->next)
		;
	if (c && !node_is(n, "p")) {
		if (node_attr(n, "title"))
			buf_adds(out, node_attr(n, "title"));
		for (; c; c = c->next)
			if (c->type == XML_ELEMENT_NODE)
				say_text(c, out);
		return;
	}
	if (node_is(n, "annex-note"))
		buf_adds(out, "附件：");
	if ((text = xmlNodeGetContent(n)) != NULL)
		buf_adds(out, (const char *)text);
	xmlFree(text);
	buf_addc(out, '\n');
}

static bool
say_letter(const struct fonts *fonts, const char *path, struct buf *out,
    struct err *err)
{
	xmlDoc *doc = doc_load(path, err);
	struct layout *l;

	if (doc == NULL)
		return false;
	say_text(xmlDocGetRootElement(doc), out);
	if ((l = letter_set(fonts, doc, NULL, err)) != NULL)
		(void)letter_check(l, say_broken, out);
	layout_free(l);
	xmlFreeDoc(doc);
	return l != NULL;
}

/* LETTER.EXAMPLE of the file's name, a blank line before it. */
static void
print_name(const char *path, bool first)
{
	const char *base = strrchr(path, '/');
	const char *name = strchr(base ? base : path, '.');
	size_t n = name ? strlen(name) : 0;

	n -= n > 4 ? 4 : 0;
	while (n > 1 && name[n - 1] != '.')
		n--;
	if (n > 2)
		printf("%s== %.*s\n", first ? "" : "\n", (int)n - 2, name + 1);
}

int
main(int argc, char **argv)
{
	char **seen = calloc((size_t)argc, sizeof(*seen));
	struct err err = {0};
	struct fonts *fonts = fonts_open(getenv("KB_FONTS"), &err);
	int i = 1, k;

	for (; fonts && seen && i < argc; i++) {
		struct buf out = {0};

		if (!say_letter(fonts, argv[i], &out, &err))
			break;
		for (k = 1; k < i && strcmp(seen[k], out.data) != 0; k++)
			;
		if (k == i) {
			print_name(argv[i], i == 1);
			fputs(out.data, stdout);
		}
		seen[i] = out.data;
	}
	for (k = 1; seen && k < i; k++)
		free(seen[k]);
	free(seen);
	fonts_close(fonts);
	if (fonts && i == argc)
		return 0;
	fprintf(stderr, "letters: %s: %s: %s\n", i < argc ? argv[i] : "",
	    err.code, err.detail);
	return 1;
}
