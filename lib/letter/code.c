/* code.c: the verification code on paper: a square and its text; see set.h. */
#include <qrencode.h>
#include <stdlib.h>
#include <string.h>

#include "letter/set.h"
#include "xml/doc.h"

#define SQUARE 13.0 /* mm, the symbol without its quiet zone */
#define QUIET 2.0

static bool
square_set(
    struct setter *s, struct page *p, const char *text, double x, double y)
{
	QRcode *q = QRcode_encodeString8bit(text, 0, QR_ECLEVEL_M);
	struct item it = {.kind = ITEM_CODE,
	    .tag = "qr",
	    .x = x,
	    .y = y,
	    .w = SQUARE,
	    .h = SQUARE};
	uint8_t *modules;

	if (q == NULL)
		return err_fail(s->err, ERR_INPUT, "letter-code",
		    "no QR code for %s", text);
	it.side = (size_t)q->width;
	if ((modules = list_alloc(s->l, it.side * it.side)) != NULL) {
		memcpy(modules, q->data, it.side * it.side);
		it.modules = modules;
		list_item(s->l, p, &it);
	}
	QRcode_free(q);
	return true;
}

/* The code in small type beside the square, on the side of the page. */
static bool
code_text(struct setter *s, struct page *p, const char *code, double x,
    double y, enum align a)
{
	struct row row = {0};
	struct text head = {0}, t = {0};
	double small = MM_SIZE_5S;

	set_tag(s, "code", s->root);
	if (!text_add(&s->src, &head, "核验码", FONT_SONG) ||
	    !text_add(&s->src, &t, code, FONT_SONG))
		return false;
	row_text(s, &row, &head, x, y, small, small, a, COLOR_BLACK);
	row_text(s, &row, &t, x, y + small * 1.5, small, small, a, COLOR_BLACK);
	for (size_t i = 0; i < row.n; i++)
		list_item(s->l, p, &row.items[i]);
	return true;
}

/*
 * verify="URL" code="CODE" on <letter>: the URL's square and the code, outside
 * the type area. verify-place="head": top right of page 1, else at the foot of
 * the last page opposite the page number; 信函 has its rule there, so head is
 * its default.
 */
bool
code_set(struct setter *s)
{
	const char *url = node_attr(s->root, "verify");
	const char *code = node_attr(s->root, "code");
	const char *place = node_attr(s->root, "verify-place");
	bool head = s->l->form == FORM_LETTER, right = true;
	struct page *p;
	double x, y;

	if (s->nested > 0 || url == NULL || code == NULL || *url == '\0')
		return true;
	if (place != NULL)
		head = strcmp(place, "head") == 0;
	p = &s->l->pages[head ? 0 : s->l->bound - 1];
	y = head ? 10.0 : MM_BOTTOM + QUIET + 3;
	if (!head)
		right = p->number % 2 == 0;
	x = right ? MM_RIGHT - SQUARE : MM_LEFT;
	return square_set(s, p, url, x, y) &&
	       code_text(s, p, code, right ? x - QUIET : x + SQUARE + QUIET,
		   y + SQUARE / 2 - MM_SIZE_5S * 1.25,
		   right ? ALIGN_RIGHT : ALIGN_LEFT);
}
