/* render.c: render ROOT SHEET LANG IN.xml: an input through its sheet, as the
 * programs do it, to standard output: <page> as HTML, all else as XML. */
#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "xml/doc.h"
#include "xml/mem.h"
#include "xml/sheet.h"
#include "xml/tongue.h"

/* Every xslt/common/text*.LANG.xml. */
static bool
texts_load_all(const char *root, const char *lang, struct err *err)
{
	char path[4096], end[32];
	struct dirent *e;
	bool ok = true;
	DIR *d;

	snprintf(path, sizeof(path), "%s/xslt/common", root);
	snprintf(end, sizeof(end), ".%s.xml", lang);
	if ((d = opendir(path)) == NULL)
		return err_fail(err, ERR_BUG, "start", "%s", path);
	while (ok && (e = readdir(d)) != NULL) {
		size_t n = strlen(e->d_name), m = strlen(end);

		if (strncmp(e->d_name, "text", 4) != 0 || n < m ||
		    strcmp(e->d_name + n - m, end) != 0)
			continue;
		snprintf(path, sizeof(path), "%s/xslt/common/%.255s", root,
		    e->d_name);
		ok = sheet_texts(lang, path, err);
	}
	closedir(d);
	return ok;
}

static bool
apply(const struct sheet *s, xmlDoc *in, const char *lang, struct buf *out,
    struct err *err)
{
	const char *params[] = {"lang", lang, NULL};
	const xmlNode *root = xmlDocGetRootElement(in);
	xmlDoc *d;
	bool ok;

	if (strcmp((const char *)root->name, "page") == 0) {
		if (!sheet_html(s, in, params, out, err))
			return false;
		if (strcmp(lang, "en") == 0)
			tongue_mark(out);
		return true;
	}
	if ((d = sheet_doc(s, in, params, err)) == NULL)
		return false;
	ok = node_write(xmlDocGetRootElement(d), out, err);
	xmlFreeDoc(d);
	return ok;
}

static bool
render(const char *root, const char *sheet, const char *lang, const char *in,
    struct err *err)
{
	struct sheets *all = NULL;
	struct sheet *s;
	struct buf out = {0};
	xmlDoc *doc = NULL;
	bool ok = false;

	if (!xmlmem_init(err) || !texts_load_all(root, "zh-CN", err) ||
	    !texts_load_all(root, "en", err) ||
	    (all = sheets_new(err)) == NULL ||
	    (s = sheet_load(all, sheet, err)) == NULL ||
	    (doc = doc_load(in, err)) == NULL)
		goto out;
	ok = apply(s, doc, lang, &out, err);
	if (ok)
		fwrite(out.data, 1, out.len, stdout);
out:
	buf_clear(&out);
	xmlFreeDoc(doc);
	sheets_free(all);
	return ok;
}

int
main(int argc, char **argv)
{
	struct err err = {0};

	if (argc != 5) {
		fprintf(stderr, "render ROOT SHEET LANG IN.xml\n");
		return 2;
	}
	if (render(argv[1], argv[2], argv[3], argv[4], &err))
		return 0;
	fprintf(stderr, "render: %s: %s\n", err.code, err.detail);
	return 1;
}
