/* gallery.c: see gallery.h. */
#include "letter/gallery.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "draw/draw.h"
#include "xml/doc.h"

static int
is_letter(const struct dirent *d)
{
	const char *dot = strrchr(d->d_name, '.');

	return dot != NULL && strcmp(dot, ".xml") == 0;
}

static const char *
title_of(const struct layout *l, const xmlDoc *letter)
{
	const xmlNode *root = xmlDocGetRootElement(letter);

	return *l->title != '\0'
		   ? l->title
		   : node_text(node_child(node_child(root, "head"), "mark"));
}

static bool
sample_show(struct sample *s, const struct layout *l, struct err *err)
{
	xmlDoc *d = xmlNewDoc((const xmlChar *)"1.0");
	xmlNode *root = xmlNewDocNode(d, NULL, (const xmlChar *)"sample", NULL);
	bool ok = root != NULL;

	if (ok)
		xmlDocSetRootElement(d, root);
	ok = ok && letter_show(l, root, err);
	for (xmlNode *n = ok ? root->children : NULL; ok && n; n = n->next)
		ok = node_write(n, &s->shown, err);
	xmlFreeDoc(d);
	return ok || err_fail(err, ERR_BUSY, "memory", "gallery");
}

static bool
sample_make(struct sample *s, const struct layout *l, const xmlDoc *letter,
    struct err *err)
{
	s->pages = l->n;
	if ((s->title = strdup(title_of(l, letter))) == NULL)
		return err_fail(err, ERR_BUSY, "memory", "gallery");
	return pdf_write(l, &s->pdf, err) && ofd_write(l, &s->ofd, err) &&
	       sample_show(s, l, err);
}

static bool
sample_load(struct sample *s, const char *dir, const char *file,
    const struct fonts *f, struct err *err)
{
	struct layout *l = NULL;
	char path[4096];
	xmlDoc *doc;
	bool ok = false;

	snprintf(path, sizeof(path), "%s/%s", dir, file);
	s->name = strndup(file, strlen(file) - strlen(".xml"));
	if (s->name == NULL || !file_read(path, &s->xml, err) ||
	    (doc = doc_load(path, err)) == NULL)
		return false;
	if ((l = letter_set(f, doc, dir, err)) != NULL)
		ok = sample_make(s, l, doc, err);
	layout_free(l);
	xmlFreeDoc(doc);
	return ok;
}

struct gallery *
gallery_open(const char *dir, const struct fonts *f, struct err *err)
{
	struct gallery *g = calloc(1, sizeof(*g));
	struct dirent **list = NULL;
	int n = scandir(dir, &list, is_letter, alphasort);
	bool ok = true;

	if (g != NULL && n > 0)
		g->samples = calloc((size_t)n, sizeof(*g->samples));
	if (g == NULL || (n > 0 && g->samples == NULL))
		ok = err_fail(err, ERR_BUSY, "memory", "gallery");
	for (int i = 0; i < n; i++) {
		ok = ok && sample_load(&g->samples[g->n++], dir,
			       list[i]->d_name, f, err);
		free(list[i]);
	}
	free(list);
	if (!ok) {
		gallery_close(g);
		g = NULL;
	}
	return g;
}

void
gallery_close(struct gallery *g)
{
	if (g == NULL)
		return;
	for (size_t i = 0; i < g->n; i++) {
		struct sample *s = &g->samples[i];

		free(s->name);
		free(s->title);
		buf_clear(&s->xml);
		buf_clear(&s->pdf);
		buf_clear(&s->ofd);
		buf_clear(&s->shown);
	}
	free(g->samples);
	free(g);
}

const struct sample *
gallery_find(const struct gallery *g, const char *name)
{
	for (size_t i = 0; i < g->n; i++)
		if (strcmp(g->samples[i].name, name) == 0)
			return &g->samples[i];
	return NULL;
}
