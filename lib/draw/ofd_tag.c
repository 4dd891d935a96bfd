/* ofd_tag.c: CustomTags: the elements of the letter, by the names and in the
 * namespace of the letter document, each with its objects and, as `name`, what
 * GB/T 9704-2012 chapter 7 calls it, which GB/T 33476.1 takes over; see
 * ofd.h. */
#include <stdlib.h>
#include <string.h>

#include "draw/ofd.h"

#define NS "urn:kuaibao:letter:1"

static const char *
tag_name(const char *tag)
{
	static const char *const names[][2] = {{"letter", "公文"},
	    {"copy-number", "份号"}, {"classification", "密级和保密期限"},
	    {"urgency", "紧急程度"}, {"mark", "发文机关标志"},
	    {"number", "发文字号"}, {"signer", "签发人"}, {"title", "标题"},
	    {"to", "主送机关"}, {"body", "正文"}, {"p", "正文"}, {"h1", "正文"},
	    {"h2", "正文"}, {"h3", "正文"}, {"h4", "正文"}, {"table", "正文"},
	    {"annex-note", "附件说明"}, {"organ", "发文机关署名"},
	    {"date", "成文日期"}, {"seal", "印章"}, {"note", "附注"},
	    {"annex", "附件"}, {"copy-to", "抄送机关"}, {"issuer", "印发机关"},
	    {"imprint-date", "印发日期"}, {"page-number", "页码"}};

	for (size_t i = 0; i < sizeof(names) / sizeof(*names); i++)
		if (strcmp(tag, names[i][0]) == 0)
			return names[i][1];
	return NULL;
}

static void
tag_write(struct ofd *o, struct buf *b, size_t node, const bool *used)
{
	const struct node *nodes = o->l->nodes;

	const char *name = tag_name(nodes[node].tag);

	buf_addf(b, "<kb:%s", nodes[node].tag);
	if (name != NULL)
		buf_addf(b, " name=\"%s\"", name);
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
