/* glue.c: where a line may break, and marks that share a place; see text.h. */
#include <string.h>

#include "letter/character.h"

static bool
is_digit(uint32_t ch)
{
	return ch >= '0' && ch <= '9';
}

/* Units that stay with their number. */
static bool
is_unit(uint32_t ch)
{
	switch (ch) {
	case U'年':
	case U'月':
	case U'日':
	case U'时':
	case U'分':
	case U'秒':
	case U'号':
	case U'条':
	case U'款':
	case U'项':
	case U'万':
	case U'亿':
	case U'个':
	case U'件':
	case U'元':
	case U'人':
	case U'名':
	case U'家':
	case U'份':
	case U'次':
	case U'页':
	case U'周':
	case U'天':
	case U'类':
		return true;
	default:
		return false;
	}
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
	if (a->ch == U'—' || b->ch == U'—')
		return true; /* dash: pairs, and 010—62086274 */
	if (is_digit(a->ch))
		return is_unit(b->ch);
	return is_digit(b->ch) &&
	       (a->ch == U'年' || a->ch == U'月' || a->ch == U'第');
}

/* Where a long number may part before its line comes apart:
 * 370200-2026-|P20-. */
static bool
pair_soft(const struct cell *a, const struct cell *b)
{
	return a->ch == '-' &&
	       (is_digit(b->ch) || (b->ch >= 'A' && b->ch <= 'Z'));
}

/* 知发〔2025〕12号: one name from the character before the bracket on. */
static void
glue_number(struct text *t, size_t open)
{
	size_t i = open + 1, close;

	while (i < t->n && is_digit(t->cells[i].ch))
		i++;
	if (i == open + 1 || i == t->n || t->cells[i].ch != U'〕')
		return;
	close = i++;
	while (i < t->n && is_digit(t->cells[i].ch))
		i++;
	if (i == close + 1 || i == t->n || t->cells[i].ch != U'号')
		return;
	for (; i >= open && i > 0; i--)
		t->cells[i].glued = true;
}

/* 中国（山东）, （试行）: a short bracket is not broken; the name before it
 * stays with it. */
static void
glue_bracket(struct text *t, size_t open)
{
	bool name = open >= 2 && text_at(t, open - 2, "中国");
	size_t most = open + (name ? 8 : 4), i = open + 1;

	while (i < t->n && i <= most && t->cells[i].kind == CELL_HAN)
		i++;
	if (i == t->n || t->cells[i].ch != U'）')
		return;
	for (; i + (name ? 2 : 0) > open && i > 0; i--) {
		t->cells[i].soft |= !t->cells[i].glued;
		t->cells[i].glued = true;
	}
}

static bool
is_ascii(uint32_t ch)
{
	return ch > 0x20 && ch < 0x7f;
}

/* https://example.cn/a?b=c breaks behind / & = ? - _ # and before a dot. */
static void
glue_address(struct text *t, size_t from, size_t to)
{
	bool address = false;

	for (size_t i = from; i < to; i++)
		address |= t->cells[i].ch == '@' || text_at(t, i, "://") ||
			   text_at(t, i, "www.");
	for (size_t i = from + 2; address && i + 2 < to; i++) {
		uint32_t a = t->cells[i - 1].ch, b = t->cells[i].ch;

		if (strchr("/&=?-_#@", (int)a) != NULL && b != '/')
			t->cells[i].glued = false;
		else if (b == '.')
			t->cells[i].glued = false;
	}
}

/* Of two marks that follow each other, one gives its blank half: ）、 》《 “《 */
static void
trim_pair(struct cell *a, struct cell *b)
{
	struct cell *c = NULL;

	if (a->advance < 0.9 || b->advance < 0.9 ||
	    character_give(a->ch) <= 0 || character_give(b->ch) <= 0)
		return;
	if (a->kind == CELL_CLOSE)
		c = a;
	else if (b->kind == CELL_OPEN)
		c = b;
	if (c == NULL || c->trim > 0)
		return;
	c->trim = 0.5;
	c->advance -= 0.5;
}

void
text_glue(struct text *t)
{
	size_t ascii = 0;

	for (size_t i = 1; i < t->n; i++) {
		t->cells[i].glued = pair_glued(&t->cells[i - 1], &t->cells[i]);
		t->cells[i].soft = t->cells[i].glued &&
				   pair_soft(&t->cells[i - 1], &t->cells[i]);
		trim_pair(&t->cells[i - 1], &t->cells[i]);
	}
	for (size_t i = 0; i < t->n; i++) {
		if (t->cells[i].ch == U'〔')
			glue_number(t, i);
		else if (t->cells[i].ch == U'（')
			glue_bracket(t, i);
		ascii = is_ascii(t->cells[i].ch) ? ascii + 1 : 0;
		if (ascii > 12 &&
		    (i + 1 == t->n || !is_ascii(t->cells[i + 1].ch)))
			glue_address(t, i + 1 - ascii, i + 1);
	}
}
