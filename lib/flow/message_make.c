/* message_make.c: see message.h: a case becomes the payload of a message. */
#include <stdio.h>
#include <string.h>

#include "flow/flow_private.h"
#include "flow/message.h"
#include "xml/doc.h"

static void
add_letters(xmlNode *root, const struct rows *papers,
    const struct message_file *files, size_t n)
{
	char size[24];
	xmlNode *letter, *file;
	const char *name;
	size_t i, k;

	for (i = 0; i < rows_count(papers); i++) {
		if (strcmp(rows_get(papers, i, "kind"), "letter") != 0)
			continue;
		name = rows_get(papers, i, "name");
		letter = node_add(root, "letter", NULL);
		node_set(letter, "name", name);
		node_set(letter, "number", rows_get(papers, i, "number"));
		node_set(letter, "date", rows_get(papers, i, "date"));
		node_set(letter, "organ", rows_get(papers, i, "organ"));
		for (k = 0; k < n; k++) {
			if (strcmp(files[k].letter, name) != 0)
				continue;
			file = node_add(letter, "file", NULL);
			snprintf(size, sizeof(size), "%lld", files[k].size);
			node_set(file, "ref", files[k].ref);
			node_set(file, "name", files[k].name);
			node_set(file, "type", files[k].type);
			node_set(file, "size", size);
			node_set(file, "sha256", files[k].sha256);
		}
	}
}

/* <message-data>, with the case document in place. */
static xmlDoc *
message_data(const struct rows *m, struct err *err)
{
	const char *source = rows_get(m, 0, "document");
	xmlDoc *doc = doc_parse(source, strlen(source), NULL, err);
	xmlNode *root, *record;

	if (doc == NULL)
		return NULL;
	record = xmlDocGetRootElement(doc);
	root = xmlNewDocNode(doc, NULL, (const xmlChar *)"message-data", NULL);
	if (root == NULL) {
		xmlFreeDoc(doc);
		err_fail(err, ERR_BUSY, "memory", "message data");
		return NULL;
	}
	xmlUnlinkNode(record);
	xmlDocSetRootElement(doc, root);
	xmlAddChild(root, record);
	node_set(root, "name", rows_get(m, 0, "message"));
	node_set(root, "profile", rows_get(m, 0, "profile"));
	node_set(root, "forms", rows_get(m, 0, "forms"));
	return doc;
}

xmlDoc *
message_make(struct flow *f, const struct rows *m, const struct rows *papers,
    const struct message_file *files, size_t n, struct err *err)
{
	const char *name = rows_get(m, 0, "sheet");
	const struct sheet *sheet = flow_sheet(f, "message", name);
	xmlDoc *data, *payload;

	if (sheet == NULL) {
		err_fail(
		    err, ERR_BUG, "message-sheet", "xslt/message/%s.xsl", name);
		return NULL;
	}
	if ((data = message_data(m, err)) == NULL)
		return NULL;
	add_letters(xmlDocGetRootElement(data), papers, files, n);
	payload = sheet_doc(sheet, data, (const char *[]){NULL}, err);
	xmlFreeDoc(data);
	return payload;
}
