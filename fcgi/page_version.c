/* page_version.c: pages that show a procedure file, as it is kept parsed. */
#include "fcgi/portal.h"
#include "xml/doc.h"

/* A procedure file; its worked examples, half of its bulk, where wanted. */
static void
graft_version(xmlNode *page, const xmlNode *root, bool examples)
{
	xmlNode *copy = node_graft_bare(page, root);
	const xmlNode *n;

	for (n = root->children; copy && n; n = n->next)
		if (n->type == XML_ELEMENT_NODE &&
		    (examples || !node_is(n, "examples")))
			node_graft(copy, n);
}

bool
visit_read_version(
    struct visit *v, const char *page, const char *of, bool examples)
{
	const struct procedure *p;
	const xmlNode *n;
	const char *version;

	if (!visit_read(v, page))
		return false;
	if ((n = node_child(v->page, of)) == NULL)
		return true;
	version = node_text(node_child(n, "version_id"));
	if ((p = flow_find(v->site->flow, version)) == NULL &&
	    (!db_begin(v->site->db, &v->who, false, &v->err) ||
		(p = flow_procedure(
		     v->site->flow, v->site->db, version, &v->err)) == NULL ||
		!db_commit(v->site->db, &v->err)))
		return false;
	graft_version(v->page, procedure_root(p), examples);
	return true;
}

static void
show(struct visit *v, const char *page, const char *of, bool examples)
{
	if (visit_read_version(v, page, of, examples))
		visit_show(v, page);
	else
		visit_fail(v);
}

void
page_case(struct visit *v)
{
	show(v, "case", "case", false);
}

void
page_guide(struct visit *v)
{
	show(v, "guide", "procedure", true);
}

void
page_start(struct visit *v)
{
	show(v, "apply", "procedure", false);
}
