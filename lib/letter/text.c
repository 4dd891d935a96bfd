/* text.c: see text.h. */
#include "letter/text.h"

#include <stdio.h>
#include <string.h>

#include "base/utf8.h"

#define OPENERS "（〔〈《「『【〖“‘[(｛"
#define CLOSERS "，。、；：？！）〕〉》」』】〗”’％℃…·.,:;?!)]%｝"
/* Set one em wide whatever the face says: they fill a place of the grid. */
#define FULL_WIDTH "“”‘’—…"

static bool
among(uint32_t ch, const char *set)
{
	uint32_t c;

	while ((c = utf8_next(&set)) != 0)
		if (c == ch)
			return true;
	return false;
}

/* None of the signs above is among these. */
static bool
is_ideograph(uint32_t ch)
{
	return ch >= 0x3400 && ch < 0xff00;
}

static enum cell_kind
cell_kind(uint32_t ch)
{
	if (is_ideograph(ch))
		return CELL_HAN;
	if (ch == ' ' || ch == 0xa0)
		return CELL_SPACE;
	if (among(ch, OPENERS))
		return CELL_OPEN;
	if (among(ch, CLOSERS))
		return CELL_CLOSE;
	if (ch < 0x2000)
		return CELL_WORD;
	return CELL_HAN;
}

static bool
glyph_missing(struct text_source *s, uint32_t ch)
{
	char utf8[5], arg[128];

	utf8[utf8_put(ch, utf8)] = '\0';
	snprintf(arg, sizeof(arg), "%s U+%04X %s", utf8, (unsigned)ch, s->tag);
	err_fail(s->err, ERR_INPUT, "letter-glyph",
	    "no font has U+%04X of <%s>", (unsigned)ch, s->tag);
	err_arg(s->err, arg);
	return false;
}

static struct cell *
text_cell(struct text_source *s, struct text *t)
{
	size_t cap = t->cap > 0 ? t->cap * 2 : 64;
	struct cell *cells;

	if (t->n < t->cap)
		return &t->cells[t->n++];
	if ((cells = list_alloc(s->layout, cap * sizeof(*cells))) == NULL) {
		err_fail(s->err, ERR_BUSY, "busy", "letter: out of memory");
		return NULL;
	}
	if (t->n > 0)
		memcpy(cells, t->cells, t->n * sizeof(*cells));
	t->cells = cells;
	t->cap = cap;
	return &t->cells[t->n++];
}

static bool
text_char(
    struct text_source *s, struct text *t, uint32_t ch, enum font_role role)
{
	struct font_glyph g;
	struct cell *c;

	if (!font_find(s->layout->fonts, role, ch, &g))
		return glyph_missing(s, ch);
	if ((c = text_cell(s, t)) == NULL)
		return false;
	*c = (struct cell){.ch = ch,
	    .gid = g.gid,
	    .face = g.face,
	    .role = role,
	    .kind = cell_kind(ch),
	    .advance = g.advance,
	    .tag = s->tag,
	    .node = s->node};
	if (!is_ideograph(ch) && among(ch, FULL_WIDTH))
		c->advance = 1;
	else if (ch == 0xb7)
		c->advance = 0.5; /* half a place: GB/T 15834-2011 5.1 */
	if (g.fallback)
		s->layout->fallbacks++;
	return true;
}

bool
text_add(struct text_source *s, struct text *t, const char *utf8,
    enum font_role role)
{
	uint32_t ch;

	while ((ch = utf8_next(&utf8)) != 0)
		if (!text_char(s, t, ch, role))
			return false;
	return true;
}

static bool
is_white(uint32_t ch)
{
	return ch == ' ' || ch == '\t' || ch == '\n' || ch == '\r';
}

/* A run of white space is one space; none where a line of the file ended
 * between two full-width characters, and none at the start. */
static bool
text_white(struct text_source *s, struct text *t, bool newline, uint32_t next,
    enum font_role role)
{
	const struct cell *last = t->n > 0 ? &t->cells[t->n - 1] : NULL;

	if (last == NULL || last->kind == CELL_SPACE ||
	    last->kind == CELL_BREAK)
		return true;
	if (newline && (next == 0 || next >= 0x2000 || last->ch >= 0x2000))
		return true;
	return text_char(s, t, ' ', role);
}

static bool
text_add_chars(
    struct text_source *s, struct text *t, const char *p, enum font_role role)
{
	uint32_t ch = utf8_next(&p);

	while (ch != 0) {
		bool newline = false, white = false;

		for (; is_white(ch); ch = utf8_next(&p)) {
			newline |= ch == '\n';
			white = true;
		}
		if (white && !text_white(s, t, newline, ch, role))
			return false;
		if (ch == 0)
			break;
		if (!text_char(s, t, ch, role))
			return false;
		ch = utf8_next(&p);
	}
	return true;
}

static bool
text_add_break(struct text_source *s, struct text *t)
{
	struct cell *c = text_cell(s, t);

	if (c == NULL)
		return false;
	*c = (struct cell){.kind = CELL_BREAK};
	return true;
}

static bool
text_add_inline(struct text_source *s, struct text *t, const xmlNode *n,
    enum font_role role)
{
	const char *name = (const char *)n->name;
	size_t from = t->n;
	signed char shift = 0;

	if (n->type == XML_TEXT_NODE || n->type == XML_CDATA_SECTION_NODE)
		return text_add_chars(s, t, (const char *)n->content, role);
	if (n->type != XML_ELEMENT_NODE)
		return true;
	if (strcmp(name, "br") == 0)
		return text_add_break(s, t);
	if (strcmp(name, "em") == 0)
		role = FONT_HEI;
	else if (strcmp(name, "sup") == 0)
		shift = 1;
	else if (strcmp(name, "sub") == 0)
		shift = -1;
	for (n = n->children; n != NULL; n = n->next)
		if (!text_add_inline(s, t, n, role))
			return false;
	for (; shift != 0 && from < t->n; from++) {
		t->cells[from].shift = shift;
		t->cells[from].advance *= 0.6;
	}
	return true;
}

bool
text_add_node(struct text_source *s, struct text *t, const xmlNode *n,
    enum font_role role)
{
	for (n = n->children; n != NULL; n = n->next)
		if (!text_add_inline(s, t, n, role))
			return false;
	while (t->n > 0 && t->cells[t->n - 1].kind == CELL_SPACE)
		t->n--;
	return true;
}

static bool
is_digit(uint32_t ch)
{
	return ch >= '0' && ch <= '9';
}

/* Whether a line may not break between a and b. */
static bool
pair_glued(const struct cell *a, const struct cell *b)
{
	if (a->kind == CELL_BREAK || b->kind == CELL_BREAK)
		return b->kind == CELL_BREAK;
	if (b->kind == CELL_CLOSE || b->kind == CELL_SPACE)
		return true;
	if (a->kind == CELL_OPEN || a->ch == 0xa0)
		return true;
	if (a->kind == CELL_WORD && b->kind == CELL_WORD)
		return true;
	if (a->ch < 0x80 && a->kind == CELL_CLOSE && b->kind == CELL_WORD)
		return true; /* 3.5, 1,000 */
	if (a->ch == 0x2014 || b->ch == 0x2014)
		return true; /* dash: pairs, and 010—62086274 */
	if (is_digit(a->ch) && among(b->ch, "年月日时分秒号条款项万亿个件元"))
		return true;
	return among(a->ch, "年月") && is_digit(b->ch);
}

/* 知发〔2025〕12号: one name from the character before the bracket on. */
static void
glue_number(struct text *t, size_t open)
{
	size_t i = open + 1, close;

	while (i < t->n && is_digit(t->cells[i].ch))
		i++;
	if (i == open + 1 || i == t->n || t->cells[i].ch != 0x3015)
		return;
	close = i++;
	while (i < t->n && is_digit(t->cells[i].ch))
		i++;
	if (i == close + 1 || i == t->n || t->cells[i].ch != 0x53f7)
		return;
	for (; i >= open && i > 0; i--)
		t->cells[i].glued = true;
}

void
text_glue(struct text *t)
{
	for (size_t i = 1; i < t->n; i++)
		t->cells[i].glued = pair_glued(&t->cells[i - 1], &t->cells[i]);
	for (size_t i = 1; i < t->n; i++)
		if (t->cells[i].ch == 0x3014)
			glue_number(t, i);
}

double
text_width(const struct text *t, size_t from, size_t to)
{
	double w = 0;

	for (; from < to; from++)
		w += t->cells[from].advance;
	return w;
}

bool
text_at(const struct text *t, size_t i, const char *word)
{
	uint32_t ch;

	while ((ch = utf8_next(&word)) != 0)
		if (i >= t->n || t->cells[i++].ch != ch)
			return false;
	return true;
}

const char *
text_string(struct layout *l, const struct text *t)
{
	char *s = list_alloc(l, t->n * 4 + 1), *p = s;

	for (size_t i = 0; s != NULL && i < t->n; i++)
		if (t->cells[i].ch != 0)
			p += utf8_put(t->cells[i].ch, p);
	return s != NULL ? s : "";
}
