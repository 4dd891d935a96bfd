/* svg.c: the preview: each page an SVG with the same lines at the same
 * places; see draw.h. Presentation attributes only: the pages' content
 * policy allows no inline style. */
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "draw/draw.h"
#include "draw/put.h"

static void
put_mm(struct buf *b, double v)
{
	char text[32];
	int n = snprintf(text, sizeof(text), "%.3f", v);

	while (n > 1 && text[n - 1] == '0')
		n--;
	if (text[n - 1] == '.')
		n--;
	buf_add(b, text, (size_t)n);
}

static void
put_attr(struct buf *b, const char *name, double v)
{
	buf_addf(b, " %s=\"", name);
	put_mm(b, v);
	buf_addc(b, '"');
}

static const char *
fill(const struct item *it)
{
	return it->color == COLOR_RED ? "#f33" : "#000";
}

static void
put_run(struct buf *b, const struct item *it)
{
	const char *const *stack = font_stack(it->role);

	buf_addf(b, "<text data-tag=\"%s\" font-family=\"", it->tag);
	for (size_t i = 0; stack[i] != NULL; i++)
		buf_addf(b, "%s%s", i > 0 ? "," : "", stack[i]);
	buf_addf(b, "\" fill=\"%s\"", fill(it));
	if (it->role == FONT_XBS)
		buf_adds(b, " font-weight=\"bold\"");
	put_attr(b, "font-size", it->h);
	if (it->turned) {
		buf_adds(b, " transform=\"rotate(-90 ");
		put_mm(b, it->x);
		buf_addc(b, ' ');
		put_mm(b, it->y);
		buf_adds(b, ")\"");
	}
	put_attr(b, "y", it->y);
	buf_adds(b, " x=\"");
	for (size_t i = 0; i < it->n; i++) {
		if (i > 0)
			buf_addc(b, ' ');
		put_mm(b, it->x + it->glyphs[i].x);
	}
	buf_adds(b, "\" xml:space=\"preserve\">");
	for (size_t i = 0; i < it->n; i++)
		put_char(b, it->glyphs[i].ch);
	buf_adds(b, "</text>\n");
}

static void
put_box(struct buf *b, const struct item *it)
{
	put_attr(b, "x", it->x);
	put_attr(b, "y", it->y);
	put_attr(b, "width", it->w);
	put_attr(b, "height", it->h);
	buf_adds(b, "/>\n");
}

static void
put_square(struct buf *b, const struct item *it)
{
	struct bar bar = {0};

	buf_addf(b, "<path data-tag=\"%s\" fill=\"%s\" transform=\"translate(",
	    it->tag, fill(it));
	put_mm(b, it->x);
	buf_addc(b, ' ');
	put_mm(b, it->y);
	buf_addf(b, ") scale(%.6f)\" d=\"", it->w / (double)it->side);
	while (item_bar(it, &bar))
		buf_addf(
		    b, "M%zu %zuh%zuv1h-%zuz", bar.from, bar.row, bar.n, bar.n);
	buf_adds(b, "\"/>\n");
}

/* A seal or a signature stamp is shown as its place only. */
static void
put_place(struct buf *b, const struct item *it)
{
	if (strcmp(it->tag, "seal") != 0) {
		buf_addf(b,
		    "<rect data-tag=\"%s\" fill=\"none\" stroke=\"#f33\" "
		    "stroke-width=\"0.2\" stroke-dasharray=\"2 1\"",
		    it->tag);
		put_box(b, it);
		return;
	}
	buf_addf(b,
	    "<circle data-tag=\"%s\" fill=\"none\" stroke=\"#f33\" "
	    "stroke-width=\"0.2\" stroke-dasharray=\"2 1\"",
	    it->tag);
	put_attr(b, "cx", it->x + it->w / 2);
	put_attr(b, "cy", it->y + it->h / 2);
	put_attr(b, "r", it->w / 2);
	buf_adds(b, "/>\n");
}

static void
put_item(struct buf *b, const struct item *it)
{
	if (it->kind == ITEM_RUN) {
		put_run(b, it);
	} else if (it->kind == ITEM_IMAGE) {
		put_place(b, it);
	} else if (it->kind == ITEM_CODE) {
		put_square(b, it);
	} else {
		buf_addf(
		    b, "<rect data-tag=\"%s\" fill=\"%s\"", it->tag, fill(it));
		put_box(b, it);
	}
}

bool
svg_write(const struct layout *l, struct buf *out, struct err *err)
{
	buf_adds(out, "<div class=\"letter-preview\" lang=\"zh-CN\">\n");
	for (size_t i = 0; i < l->n; i++) {
		buf_addf(out,
		    "<svg class=\"letter-page\" role=\"img\" "
		    "xmlns=\"http://www.w3.org/2000/svg\" "
		    "viewBox=\"0 0 %g %g\" width=\"%gmm\" height=\"%gmm\">\n"
		    "<title>",
		    MM_PAGE_W, MM_PAGE_H, MM_PAGE_W, MM_PAGE_H);
		put_text(out, l->title);
		buf_addf(out,
		    " %zu/%zu</title>\n<rect width=\"100%%\" "
		    "height=\"100%%\" fill=\"#fff\"/>\n",
		    i + 1, l->n);
		for (size_t k = 0; k < l->pages[i].n; k++)
			put_item(out, &l->pages[i].items[k]);
		buf_adds(out, "</svg>\n");
	}
	buf_adds(out, "</div>\n");
	return !out->failed ||
	       err_fail(err, ERR_BUSY, "busy", "html: out of memory");
}
