/* ofd_tag.c: CustomTags: the elements of the letter, by the names and in the
 * namespace of the letter document, each with its objects; see ofd.h. */
#include <stdlib.h>

#include "draw/ofd.h"

#define NS "urn:kuaibao:letter:1"

static void
tag_write(struct ofd *o, struct buf *b, size_t node, const bool *used)
{
	const struct node *nodes = o->l->nodes;

	buf_addf(b, "<kb:%s", nodes[node].tag);
	if (node == 0)
		buf_adds(b, " xmlns:kb=\"" NS "\" xmlns:ofd=\"" OFD_NS "\"");
	buf_adds(b, ">");
	for (size_t i = 0; i < o->refs_n; i++)
		if (o->refs[i].node == node)
			buf_addf(b,
			    "<ofd:ObjectRef PageRef=\"%u\">%u"
			    "</ofd:ObjectRef>",
			    o->pages[o->refs[i].page], o->refs[i].id);
	for (size_t i = node + 1; i < o->l->nodes_n; i++)
		if (used[i] && nodes[i].parent == node)
			tag_write(o, b, i, used);
	buf_addf(b, "</kb:%s>\n", nodes[node].tag);
}

void
ofd_tags(struct ofd *o)
{
	bool *used = calloc(o->l->nodes_n, sizeof(*used));
	struct buf *b = ofd_part(o, "Doc_0/Tags/CustomTags.xml", 0);

	buf_adds(b, OFD_XML "<ofd:CustomTags xmlns:ofd=\"" OFD_NS
			    "\"><ofd:CustomTag NameSpace=\"" NS
			    "\"><ofd:FileLoc>letter.xml</ofd:FileLoc>"
			    "</ofd:CustomTag></ofd:CustomTags>\n");
	if (used == NULL) {
		o->failed = true;
		return;
	}
	for (size_t i = 0; i < o->refs_n; i++)
		used[o->refs[i].node] = true;
	for (size_t i = o->l->nodes_n; i-- > 1;)
		if (used[i])
			used[o->l->nodes[i].parent] = true;
	b = ofd_part(o, "Doc_0/Tags/letter.xml", 0);
	buf_adds(b, OFD_XML);
	tag_write(o, b, 0, used);
	free(used);
}
