/* ofd_object.c: text, paths and images of a page; see ofd_in.h. GB/T 33190-2016
 * chapters 8 to 11. */
#include <string.h>

#include "base/utf8.h"
#include "draw/ofd_in.h"
#include "xml/doc.h"

enum { DEEPEST = 16 };

static struct ofd_mark *
mark_new(struct ofd_in *in, struct ofd_page *page)
{
	size_t cap = page->cap > 0 ? page->cap * 2 : 64;
	struct ofd_mark *more;

	if (page->n == page->cap) {
		if ((more = ofd_alloc(in, cap * sizeof(*more))) == NULL)
			return NULL;
		if (page->n > 0)
			memcpy(more, page->marks, page->n * sizeof(*more));
		page->marks = more;
		page->cap = cap;
	}
	page->marks[page->n] = (struct ofd_mark){.m = {1, 0, 0, 1, 0, 0}};
	return &page->marks[page->n++];
}

static void
color_read(const xmlNode *n, uint8_t rgb[3])
{
	const char *value = node_attr(n, "Value");
	double v[3];

	if (ofd_numbers(value, v, 3))
		for (int i = 0; i < 3; i++)
			rgb[i] = (uint8_t)(v[i] < 0     ? 0
					   : v[i] > 255 ? 255
							: v[i]);
}

/* The place on the page: the CTM, then the boundary's corner. */
static bool
place_read(struct ofd_in *in, const xmlNode *n, struct ofd_mark *m)
{
	const char *ctm = node_attr(n, "CTM");
	double box[4];

	if (!ofd_numbers(node_attr(n, "Boundary"), box, 4) ||
	    (ctm != NULL && !ofd_numbers(ctm, m->m, 6)))
		return ofd_wrong(in, (const char *)n->name);
	m->m[4] += box[0];
	m->m[5] += box[1];
	return true;
}

/* The steps from code to code; "g N V" is N times V. */
struct steps {
	const char *s; /* NULL: all are 0 */
	double repeat, step;
};

static bool
step_next(struct steps *d, double *step)
{
	*step = 0;
	if (d->s == NULL)
		return true;
	if (d->repeat < 1) {
		d->repeat = 1;
		d->s += strspn(d->s, " \t\r\n");
		if (*d->s == 'g') {
			d->s++;
			if (!ofd_number(&d->s, &d->repeat) || d->repeat < 1)
				return false;
		}
		if (!ofd_number(&d->s, &d->step))
			return false;
	}
	d->repeat--;
	*step = d->step;
	return true;
}

static bool
codes_place(const xmlNode *n, struct ofd_code *codes, size_t count)
{
	struct steps dx = {node_attr(n, "DeltaX"), 0, 0};
	struct steps dy = {node_attr(n, "DeltaY"), 0, 0};
	double x = 0, y = 0, step;

	if (node_attr(n, "X") != NULL && !ofd_numbers(node_attr(n, "X"), &x, 1))
		return false;
	if (node_attr(n, "Y") != NULL && !ofd_numbers(node_attr(n, "Y"), &y, 1))
		return false;
	for (size_t i = 0; i < count; i++) {
		codes[i].x = x;
		codes[i].y = y;
		if (i + 1 == count)
			break;
		if (!step_next(&dx, &step))
			return false;
		x += step;
		if (!step_next(&dy, &step))
			return false;
		y += step;
	}
	return true;
}

/* Glyphs by number, where one code is one glyph. */
static bool
codes_glyphs(const xmlNode *n, struct ofd_code *codes, size_t count)
{
	const char *position = node_attr(n, "CodePosition");
	const char *s = node_text(node_child(n, "Glyphs"));
	double at = 0, gid;

	if (position != NULL && !ofd_numbers(position, &at, 1))
		return false;
	if (at < 0)
		return false;
	for (size_t i = (size_t)at; i < count && ofd_number(&s, &gid); i++)
		if (gid >= 0 && gid < 65536)
			codes[i].gid = (uint32_t)gid;
	return true;
}

/* One TextCode as a mark of its own; `turn` is the CGTransform before it. */
static bool
text_code(struct ofd_in *in, const xmlNode *n, const xmlNode *turn,
    struct ofd_page *page, const struct ofd_mark *like)
{
	struct ofd_mark *m = mark_new(in, page);
	const char *s = node_text(n);
	size_t count = utf8_length(s);

	if (m == NULL)
		return false;
	*m = *like;
	if ((m->codes = ofd_alloc(in, count * sizeof(*m->codes))) == NULL)
		return false;
	m->n = count;
	for (size_t i = 0; i < count; i++)
		m->codes[i].ch = utf8_next(&s);
	return (codes_place(n, m->codes, count) &&
		   (turn == NULL || codes_glyphs(turn, m->codes, count))) ||
	       ofd_wrong(in, "TextCode");
}

static bool
text_read(struct ofd_in *in, const xmlNode *n, struct ofd_page *page)
{
	struct ofd_mark like = {.kind = OFD_TEXT, .m = {1, 0, 0, 1, 0, 0}};
	unsigned id = ofd_id_of(node_attr(n, "Font"));
	const xmlNode *turn = NULL, *c = n->children;

	if (!place_read(in, n, &like) ||
	    !ofd_numbers(node_attr(n, "Size"), &like.size, 1))
		return ofd_wrong(in, "TextObject");
	while (like.font < in->file->fonts_n &&
	       in->file->fonts[like.font].id != id)
		like.font++;
	if (like.font == in->file->fonts_n)
		return ofd_wrong(in, "Font");
	color_read(node_child(n, "FillColor"), like.rgb);
	for (; c != NULL; c = c->next) {
		if (node_is(c, "CGTransform"))
			turn = c;
		if (!node_is(c, "TextCode"))
			continue;
		if (!text_code(in, c, turn, page, &like))
			return false;
		turn = NULL;
	}
	return true;
}

/* Numbers that follow a step's letter; -1: not one that is read. */
static int
step_numbers(char op)
{
	switch (op) {
	case 'S':
	case 'M':
	case 'L':
		return 2;
	case 'Q':
		return 4;
	case 'B':
		return 6;
	case 'C':
		return 0;
	default:
		return -1;
	}
}

static bool
steps_read(const char *s, struct ofd_mark *m)
{
	for (s += strspn(s, " \t\r\n"); *s != '\0'; s += strspn(s, " \t\r\n")) {
		struct ofd_step *step = &m->steps[m->n];
		int n = step_numbers(*s);

		if (n < 0)
			return false;
		step->op = *s == 'S' ? 'M' : *s;
		s++;
		for (int i = 0; i < n; i++)
			if (!ofd_number(&s, &step->at[i]))
				return false;
		m->n++;
	}
	return true;
}

static bool
is(const xmlNode *n, const char *attr, const char *value, bool otherwise)
{
	const char *have = node_attr(n, attr);

	return have != NULL ? strcmp(have, value) == 0 : otherwise;
}

static bool
path_read(struct ofd_in *in, const xmlNode *n, struct ofd_page *page)
{
	const char *data = node_text(node_child(n, "AbbreviatedData"));
	struct ofd_mark *m = mark_new(in, page);
	size_t letters = 0;

	if (m == NULL)
		return false;
	m->kind = OFD_PATH;
	if (!place_read(in, n, m))
		return false;
	m->fill = is(n, "Fill", "true", false);
	m->even_odd = is(n, "Rule", "Even-Odd", false);
	if (is(n, "Stroke", "true", true) &&
	    !ofd_numbers(node_attr(n, "LineWidth"), &m->stroke, 1))
		m->stroke = 0.353;
	color_read(
	    node_child(n, m->fill ? "FillColor" : "StrokeColor"), m->rgb);
	for (const char *s = data; *s != '\0'; s++)
		letters += *s >= 'A' && *s <= 'Z';
	if ((m->steps = ofd_alloc(in, letters * sizeof(*m->steps))) == NULL)
		return false;
	if (!steps_read(data, m)) {
		page->n--; /* an arc, or nonsense */
		in->file->passed++;
	}
	return true;
}

static bool
image_place(struct ofd_in *in, const xmlNode *n, struct ofd_page *page)
{
	unsigned id = ofd_id_of(node_attr(n, "ResourceID"));
	struct ofd_mark *m = mark_new(in, page);
	size_t i = 0;

	if (m == NULL)
		return false;
	m->kind = OFD_IMAGE;
	if (!place_read(in, n, m))
		return false;
	while (i < in->file->images_n && in->file->images[i].id != id)
		i++;
	if (i < in->file->images_n)
		m->picture = in->file->images[i].picture;
	if (m->picture == NULL) {
		page->n--;
		in->file->passed++;
	}
	return true;
}

bool
ofd_objects(struct ofd_in *in, const xmlNode *parent, struct ofd_page *page,
    unsigned depth)
{
	bool ok = depth < DEEPEST || ofd_wrong(in, "PageBlock");

	for (const xmlNode *n = parent->children; ok && n != NULL;
	     n = n->next) {
		if (n->type != XML_ELEMENT_NODE)
			continue;
		if (node_is(n, "TextObject"))
			ok = text_read(in, n, page);
		else if (node_is(n, "PathObject"))
			ok = path_read(in, n, page);
		else if (node_is(n, "ImageObject"))
			ok = image_place(in, n, page);
		else if (node_is(n, "PageBlock"))
			ok = ofd_objects(in, n, page, depth + 1);
		else
			in->file->passed++;
	}
	return ok;
}
