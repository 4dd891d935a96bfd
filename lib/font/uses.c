/* uses.c: see uses.h. */
#include "font/uses.h"

#include <stdlib.h>
#include <string.h>

size_t
uses_face(const struct uses *u, const struct face *face)
{
	size_t i = 0;

	while (u->faces[i].face != face)
		i++;
	return i;
}

static struct face_use *
uses_of(struct uses *u, const struct face *face, enum font_role role)
{
	for (size_t i = 0; i < u->n; i++)
		if (u->faces[i].face == face)
			return &u->faces[i];
	if (u->n == USES_FACES) {
		u->failed = true;
		return NULL;
	}
	u->faces[u->n].face = face;
	u->faces[u->n].role = role;
	return &u->faces[u->n++];
}

void
uses_init(struct uses *u)
{
	*u = (struct uses){0};
}

void
uses_add(struct uses *u, const struct face *face, enum font_role role,
    struct use use)
{
	struct face_use *f = uses_of(u, face, role);
	struct use *more, *seen;
	size_t cap;

	if (f == NULL)
		return;
	seen = &f->seen[use.gid % USES_SEEN];
	if (f->n > 0 && seen->gid == use.gid && seen->ch == use.ch)
		return;
	*seen = use;
	if (f->n == f->cap) {
		cap = f->cap > 0 ? f->cap * 2 : 256;
		if ((more = realloc(f->uses, cap * sizeof(*more))) == NULL) {
			u->failed = true;
			return;
		}
		f->uses = more;
		f->cap = cap;
	}
	f->uses[f->n++] = use;
}

static int
by_gid(const void *a, const void *b)
{
	const struct use *x = a, *y = b;

	if (x->gid != y->gid)
		return x->gid < y->gid ? -1 : 1;
	return x->ch < y->ch ? -1 : x->ch > y->ch;
}

static void
use_order(struct face_use *f)
{
	size_t n = 0;

	if (f->n > 0)
		qsort(f->uses, f->n, sizeof(*f->uses), by_gid);
	for (size_t i = 0; i < f->n; i++)
		if (n == 0 || by_gid(&f->uses[n - 1], &f->uses[i]) != 0)
			f->uses[n++] = f->uses[i];
	f->n = n;
}

/* One digit brings all ten: letters that differ in numbers alone then use the
 * same glyphs. */
static void
digits_add(struct uses *u, const struct face_use *f)
{
	size_t i = 0, n = f->n;

	while (i < n && (f->uses[i].ch < '0' || f->uses[i].ch > '9'))
		i++;
	for (uint32_t ch = '0'; i < n && ch <= '9'; ch++) {
		uint32_t gid = face_glyph(f->face, ch);

		if (gid != 0)
			uses_add(u, f->face, f->role, (struct use){gid, ch});
	}
}

void
uses_order(struct uses *u)
{
	for (size_t i = 0; i < u->n; i++)
		digits_add(u, &u->faces[i]);
	for (size_t i = 0; i < u->n; i++)
		use_order(&u->faces[i]);
}

void
uses_clear(struct uses *u)
{
	for (size_t i = 0; i < u->n; i++)
		free(u->faces[i].uses);
	u->n = 0;
}
