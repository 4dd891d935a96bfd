/* list.c: see list.h. */
#include "draw/list.h"

#include <math.h>
#include <string.h>

void *
list_alloc(struct layout *l, size_t n)
{
	void *p = l->failed ? NULL : arena_alloc(l->arena, n > 0 ? n : 1);

	if (p == NULL)
		l->failed = true;
	else
		memset(p, 0, n);
	return p;
}

/* Room for one more of `size` bytes in a vector that starts at `old`. */
static void *
list_grow(struct layout *l, void *old, size_t n, size_t *cap, size_t size)
{
	size_t more = *cap > 0 ? *cap * 2 : 16;
	void *p;

	if (n < *cap)
		return old;
	if ((p = list_alloc(l, more * size)) == NULL)
		return NULL;
	if (n > 0)
		memcpy(p, old, n * size);
	*cap = more;
	return p;
}

struct page *
list_page(struct layout *l)
{
	struct page *p =
	    list_grow(l, l->pages, l->n, &l->cap, sizeof(*l->pages));

	if (p == NULL)
		return NULL;
	l->pages = p;
	p = &l->pages[l->n];
	memset(p, 0, sizeof(*p));
	p->number = (unsigned)(++l->n - l->counted);
	return p;
}

void
list_item(struct layout *l, struct page *p, const struct item *it)
{
	struct item *items;

	if (p == NULL)
		return;
	items = list_grow(l, p->items, p->n, &p->cap, sizeof(*p->items));
	if (items == NULL)
		return;
	p->items = items;
	p->items[p->n++] = *it;
}

size_t
list_node(struct layout *l, const char *tag, size_t parent)
{
	struct node *nodes = list_grow(
	    l, l->nodes, l->nodes_n, &l->nodes_cap, sizeof(*l->nodes));

	if (nodes == NULL)
		return 0;
	l->nodes = nodes;
	l->nodes[l->nodes_n] = (struct node){.tag = tag, .parent = parent};
	return l->nodes_n++;
}

void
list_fallback(struct layout *l, const struct fallback *f)
{
	struct fallback *all;

	for (size_t i = 0; i < l->fallbacks; i++)
		if (l->fallback[i].ch == f->ch &&
		    l->fallback[i].role == f->role)
			return;
	all = list_grow(l, l->fallback, l->fallbacks, &l->fallback_cap,
	    sizeof(*l->fallback));
	if (all == NULL)
		return;
	l->fallback = all;
	l->fallback[l->fallbacks++] = *f;
}

void
layout_free(struct layout *l)
{
	if (l != NULL)
		fonts_arena_give(l->fonts, l->arena);
}

void
list_uses(const struct layout *l, struct uses *u)
{
	uses_init(u);
	for (size_t i = 0; i < l->n; i++)
		for (size_t k = 0; k < l->pages[i].n; k++) {
			const struct item *it = &l->pages[i].items[k];

			if (it->kind != ITEM_RUN)
				continue;
			for (size_t g = 0; g < it->n; g++)
				uses_add(u, it->face, it->role,
				    (struct use){
					it->glyphs[g].gid, it->glyphs[g].ch});
		}
	uses_order(u);
}

double
item_top(const struct item *it)
{
	return it->kind == ITEM_RUN ? it->y - EM_ASCENT * it->h : it->y;
}

double
item_bottom(const struct item *it)
{
	return item_top(it) + it->h;
}

double
item_right(const struct item *it)
{
	return it->x + it->w;
}

bool
item_ink(const struct item *it, double *top, double *bottom)
{
	double up, down, most = -1, least = 1;

	if (it->kind != ITEM_RUN || it->turned) {
		*top = it->turned ? it->y - it->w : it->y;
		*bottom = it->turned ? it->y : it->y + it->h;
		return true;
	}
	for (size_t i = 0; i < it->n; i++) {
		face_ink(it->face, it->glyphs[i].gid, &up, &down);
		if (up <= down)
			continue;
		most = fmax(most, up);
		least = fmin(least, down);
	}
	*top = it->y - most * it->h;
	*bottom = it->y - least * it->h;
	return most > least;
}

bool
item_bar(const struct item *it, struct bar *bar)
{
	size_t at = bar->row * it->side + bar->from + bar->n, end;

	while (at < it->side * it->side && (it->modules[at] & 1) == 0)
		at++;
	bar->row = at / it->side;
	bar->from = at % it->side;
	end = at < it->side * it->side ? (bar->row + 1) * it->side : at;
	for (bar->n = 0; at < end && (it->modules[at] & 1) != 0; at++)
		bar->n++;
	return bar->n > 0;
}
