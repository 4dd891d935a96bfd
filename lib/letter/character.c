/* character.c: see character.h. */
#include "letter/character.h"

#include <stdio.h>
#include <string.h>

#include "base/utf8.h"
#include "xml/doc.h"

enum cell_kind
character_kind(uint32_t ch)
{
	if (ch >= 0x3400 && ch < 0xff00)
		return CELL_HAN; /* none of the marks below */
	switch (ch) {
	case ' ':
	case 0xa0:
		return CELL_SPACE;
	case U'（':
	case U'〔':
	case U'〈':
	case U'《':
	case U'「':
	case U'『':
	case U'【':
	case U'〖':
	case U'“':
	case U'‘':
	case U'｛':
	case U'［':
	case '[':
	case '(':
		return CELL_OPEN;
	case U'，':
	case U'。':
	case U'、':
	case U'；':
	case U'：':
	case U'？':
	case U'！':
	case U'）':
	case U'〕':
	case U'〉':
	case U'》':
	case U'」':
	case U'』':
	case U'】':
	case U'〗':
	case U'”':
	case U'’':
	case U'％':
	case U'‰':
	case U'℃':
	case U'…':
	case U'·':
	case U'｝':
	case U'］':
	case '.':
	case ',':
	case ':':
	case ';':
	case '?':
	case '!':
	case ')':
	case ']':
	case '%':
		return CELL_CLOSE;
	default:
		return ch < 0x2000 ? CELL_WORD : CELL_HAN;
	}
}

double
character_fill(uint32_t ch)
{
	switch (ch) {
	case U'“':
	case U'”':
	case U'‘':
	case U'’':
	case U'—':
	case U'…':
		return 1;
	case U'·':
		return 0.5; /* half a place: GB/T 15834-2011 5.1 */
	default:
		return 0;
	}
}

double
character_give(uint32_t ch)
{
	switch (ch) {
	case U'％':
	case U'‰':
	case U'℃':
	case U'…':
	case U'·':
		return 0;
	default:
		return ch > 0x2000 && character_kind(ch) != CELL_HAN ? 0.5 : 0;
	}
}

bool
character_hidden(uint32_t ch)
{
	static const uint32_t ranges[][2] = {{0x00, 0x1f}, {0x7f, 0x9f},
	    {0xad, 0xad}, {0x61c, 0x61c}, {0x115f, 0x1160}, {0x17b4, 0x17b5},
	    {0x180b, 0x180e}, {0x200b, 0x200f}, {0x2028, 0x202e},
	    {0x2060, 0x206f}, {0x3164, 0x3164}, {0xfe00, 0xfe0f},
	    {0xfeff, 0xfeff}, {0xffa0, 0xffa0}, {0xfff0, 0xfffd},
	    {0xe0000, 0xe0fff}};

	if (ch > 0x206f && ch < 0xfe00 && ch != 0x3164)
		return false;
	for (size_t i = 0; i < sizeof(ranges) / sizeof(*ranges); i++)
		if (ch >= ranges[i][0] && ch <= ranges[i][1])
			return true;
	return false;
}

/* Place among the siblings of its name, from 1; 0: it has none. */
static unsigned
place_among(const xmlNode *n)
{
	unsigned before = 0;

	for (const xmlNode *p = n->prev; p != NULL; p = p->prev)
		before += node_is(p, (const char *)n->name);
	return before > 0 || node_next(n) != NULL ? before + 1 : 0;
}

/* sign/organ[2] */
static void
path_write(const xmlNode *n, char *out, size_t size)
{
	size_t len;
	unsigned place;

	if (n == NULL || n->type != XML_ELEMENT_NODE || n->parent == NULL ||
	    n->parent->type != XML_ELEMENT_NODE)
		return;
	path_write(n->parent, out, size);
	len = strlen(out);
	place = place_among(n);
	if (place > 0)
		snprintf(out + len, size - len, "%s%s[%u]", len > 0 ? "/" : "",
		    (const char *)n->name, place);
	else
		snprintf(out + len, size - len, "%s%s", len > 0 ? "/" : "",
		    (const char *)n->name);
}

static const char *
field_of(const xmlNode *n)
{
	const char *field = NULL;

	for (; n != NULL && n->type == XML_ELEMENT_NODE && field == NULL;
	     n = n->parent)
		field = node_attr(n, "field");
	return field;
}

bool
character_refuse(struct text_source *s, const char *code, uint32_t ch)
{
	char utf8[5] = "", path[256] = "", arg[512];
	const char *field = field_of(s->at);

	if (!character_hidden(ch))
		utf8[utf8_put(ch, utf8)] = '\0';
	path_write(s->at, path, sizeof(path));
	snprintf(arg, sizeof(arg), "%s%sU+%04X, %s%s%s", utf8,
	    *utf8 != '\0' ? " " : "", (unsigned)ch,
	    path[0] != '\0' ? path : s->tag, field != NULL ? ", " : "",
	    field != NULL ? field : "");
	err_fail(s->err, ERR_INPUT, code, "%s", arg);
	err_arg(s->err, arg);
	return false;
}
