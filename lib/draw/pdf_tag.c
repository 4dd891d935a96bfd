/* pdf_tag.c: the structure tree of the tagged file; see pdf.h. */
#include <stdlib.h>
#include <string.h>

#include "draw/pdf.h"

/* Marked content `id` of a page belongs to a node. */
struct pdf_mark {
	size_t page, node;
	unsigned id;
};

unsigned
pdf_mark_add(struct pdf *p, size_t page, size_t node)
{
	size_t cap = p->marks_cap > 0 ? p->marks_cap * 2 : 64;
	struct pdf_mark *more;
	unsigned id = 0;

	if (p->marks_n == p->marks_cap) {
		if ((more = realloc(p->marks, cap * sizeof(*more))) == NULL) {
			p->failed = true;
			return 0;
		}
		p->marks = more;
		p->marks_cap = cap;
	}
	if (p->marks_n > 0 && p->marks[p->marks_n - 1].page == page)
		id = p->marks[p->marks_n - 1].id + 1;
	p->marks[p->marks_n++] = (struct pdf_mark){page, node, id};
	return id;
}

const char *
pdf_mark_type(const char *tag)
{
	static const char *const types[][2] = {{"letter", "Document"},
	    {"title", "H1"}, {"h1", "H2"}, {"h2", "H3"}, {"h3", "H4"},
	    {"h4", "H5"}, {"table", "Table"}, {"row", "TR"}, {"cell", "TD"},
	    {"seal", "Figure"}};

	for (size_t i = 0; i < sizeof(types) / sizeof(*types); i++)
		if (strcmp(tag, types[i][0]) == 0)
			return types[i][1];
	return "P";
}

/* Which nodes bear something, themselves or below: others are left out. */
static void
nodes_used(const struct pdf *p, bool *used)
{
	for (size_t i = 0; i < p->marks_n; i++)
		used[p->marks[i].node] = true;
	for (size_t i = p->l->nodes_n; i-- > 1;)
		if (used[i])
			used[p->l->nodes[i].parent] = true;
	used[0] = true;
}

static void
node_write(struct pdf *p, size_t node, const unsigned *ids, const bool *used)
{
	const struct node *n = &p->l->nodes[node];

	pdf_begin(p, ids[node]);
	buf_adds(p->out, "<</Type/StructElem/S/");
	buf_adds(p->out, pdf_mark_type(n->tag));
	buf_adds(p->out, "/P ");
	pdf_ref(p, node > 0 ? ids[n->parent] : p->struct_root);
	if (n->text != NULL) {
		buf_adds(p->out, "/Alt");
		pdf_string(p->out, n->text);
	}
	buf_adds(p->out, "/K[");
	for (size_t i = 0; i < p->marks_n; i++)
		if (p->marks[i].node == node) {
			buf_adds(p->out, "<</Type/MCR/Pg ");
			pdf_ref(p, p->page_objects[p->marks[i].page]);
			buf_adds(p->out, "/MCID ");
			put_int(p->out, p->marks[i].id);
			buf_adds(p->out, ">>");
		}
	for (size_t i = node + 1; i < p->l->nodes_n; i++)
		if (used[i] && p->l->nodes[i].parent == node)
			pdf_ref(p, ids[i]);
	buf_adds(p->out, "]>>");
	pdf_end(p);
}

static void
parents_write(struct pdf *p, unsigned id, const unsigned *ids)
{
	pdf_begin(p, id);
	buf_adds(p->out, "<</Nums[");
	for (size_t page = 0; page < p->l->n; page++) {
		buf_addf(p->out, "%zu[", page);
		for (size_t i = 0; i < p->marks_n; i++)
			if (p->marks[i].page == page)
				pdf_ref(p, ids[p->marks[i].node]);
		buf_addc(p->out, ']');
	}
	buf_adds(p->out, "]>>");
	pdf_end(p);
}

bool
pdf_structure(struct pdf *p)
{
	size_t n = p->l->nodes_n;
	unsigned *ids = calloc(n, sizeof(*ids)), parents = pdf_new(p);
	bool *used = calloc(n, sizeof(*used));

	if (ids == NULL || used == NULL || p->failed) {
		p->failed = true;
	} else {
		nodes_used(p, used);
		for (size_t i = 0; i < n; i++)
			if (used[i])
				ids[i] = pdf_new(p);
		for (size_t i = 0; i < n; i++)
			if (used[i])
				node_write(p, i, ids, used);
		parents_write(p, parents, ids);
		pdf_begin(p, p->struct_root);
		buf_addf(p->out,
		    "<</Type/StructTreeRoot/K %u 0 R"
		    "/ParentTree %u 0 R/ParentTreeNextKey %zu>>",
		    ids[0], parents, p->l->n);
		pdf_end(p);
	}
	free(ids);
	free(used);
	return true;
}
