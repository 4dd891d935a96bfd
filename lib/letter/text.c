/* text.c: see text.h. */
#include "letter/text.h"

#include <string.h>

#include "base/utf8.h"
#include "letter/character.h"

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

static void
cell_fallback(struct text_source *s, const struct cell *c)
{
	struct fallback f = {
	    .ch = c->ch, .role = c->role, .face = c->face, .tag = c->tag};

	list_fallback(s->layout, &f);
}

static bool
text_char(
    struct text_source *s, struct text *t, uint32_t ch, enum font_role role)
{
	struct font_glyph g;
	struct cell *c;
	double fill;

	if (character_hidden(ch))
		return character_refuse(s, "letter-character", ch);
	if (!font_find(s->layout->fonts, role, ch, &g))
		return character_refuse(s, "letter-glyph", ch);
	if ((c = text_cell(s, t)) == NULL)
		return false;
	*c = (struct cell){.ch = ch,
	    .gid = g.gid,
	    .face = g.face,
	    .role = role,
	    .kind = character_kind(ch),
	    .advance = g.advance,
	    .tag = s->tag,
	    .node = s->node};
	if ((fill = character_fill(ch)) > 0) {
		c->advance = fill;
		if (ch == U'·')
			c->inset = (fill - g.advance) / 2;
		else if (c->kind == CELL_OPEN && g.advance < 0.9)
			c->inset = fill - g.advance;
	}
	if (g.fallback)
		cell_fallback(s, c);
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

static bool text_add_inline(struct text_source *s, struct text *t,
    const xmlNode *n, enum font_role role);

static bool
text_add_children(struct text_source *s, struct text *t, const xmlNode *n,
    enum font_role role)
{
	const xmlNode *at = s->at;

	s->at = n;
	for (const xmlNode *c = n->children; c != NULL; c = c->next)
		if (!text_add_inline(s, t, c, role))
			return false;
	s->at = at;
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
	if (!text_add_children(s, t, n, role))
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
	if (!text_add_children(s, t, n, role))
		return false;
	while (t->n > 0 && t->cells[t->n - 1].kind == CELL_SPACE)
		t->n--;
	return true;
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
