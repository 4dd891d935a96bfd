/* gallery.c: see gallery.h. */
#include "letter/gallery.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

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

/* Appends what was made, if it was, to the file; empties b. */
static bool
keep(struct gallery *g, bool made, struct buf *b, struct kept_text *t,
    struct err *err)
{
	size_t done = 0;
	ssize_t n = 1;

	*t = (struct kept_text){g->size, b->len};
	for (; made && !b->failed && done < b->len && n > 0; done += (size_t)n)
		n = write(g->fd, b->data + done, b->len - done);
	if (made && (b->failed || n <= 0))
		made = err_fail(err, ERR_BUSY, "memory", "gallery");
	g->size += b->len;
	buf_empty(b);
	return made;
}

static bool
sample_show(const struct layout *l, struct buf *out, struct err *err)
{
	xmlDoc *d = xmlNewDoc((const xmlChar *)"1.0");
	xmlNode *root = xmlNewDocNode(d, NULL, (const xmlChar *)"sample", NULL);
	bool ok = root != NULL;

	if (ok)
		xmlDocSetRootElement(d, root);
	ok = ok && letter_show(l, root, err);
	for (xmlNode *n = ok ? root->children : NULL; ok && n; n = n->next)
		ok = node_write(n, out, err);
	xmlFreeDoc(d);
	return ok || err_fail(err, ERR_BUSY, "memory", "gallery");
}

static bool
sample_make(struct gallery *g, struct sample *s, const struct layout *l,
    const xmlDoc *letter, struct err *err)
{
	struct buf b = {0};
	bool ok;

	s->pages = l->n;
	if ((s->title = strdup(title_of(l, letter))) == NULL)
		return err_fail(err, ERR_BUSY, "memory", "gallery");
	ok = keep(g, pdf_write(l, &b, err), &b, &s->pdf, err) &&
	     keep(g, ofd_write(l, &b, err), &b, &s->ofd, err) &&
	     keep(g, sample_show(l, &b, err), &b, &s->shown, err);
	buf_clear(&b);
	return ok;
}

static bool
sample_load(struct gallery *g, const char *dir, const char *file,
    const struct fonts *f, struct err *err)
{
	struct sample *s = &g->samples[g->n++];
	struct layout *l = NULL;
	struct buf b = {0};
	char path[4096];
	xmlDoc *doc;
	bool ok;

	snprintf(path, sizeof(path), "%s/%s", dir, file);
	s->name = strndup(file, strlen(file) - strlen(".xml"));
	ok = s->name != NULL &&
	     keep(g, file_read(path, &b, err), &b, &s->xml, err);
	buf_clear(&b);
	if (!ok || (doc = doc_load(path, err)) == NULL)
		return false;
	ok = (l = letter_set(f, doc, dir, err)) != NULL &&
	     sample_make(g, s, l, doc, err);
	layout_free(l);
	xmlFreeDoc(doc);
	return ok;
}

static bool
gallery_map(struct gallery *g, struct err *err)
{
	if (g->size == 0)
		return true;
	g->map = mmap(NULL, g->size, PROT_READ, MAP_SHARED, g->fd, 0);
	if (g->map != MAP_FAILED)
		return true;
	g->map = NULL;
	return err_fail(err, ERR_BUSY, "memory", "gallery");
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
	if (g == NULL || (n > 0 && g->samples == NULL) ||
	    (g->fd = memfd_create("gallery", MFD_CLOEXEC)) < 0)
		ok = err_fail(err, ERR_BUSY, "memory", "gallery");
	for (int i = 0; i < n; i++) {
		ok = ok && sample_load(g, dir, list[i]->d_name, f, err);
		free(list[i]);
	}
	free(list);
	if (!ok || !gallery_map(g, err)) {
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
	}
	if (g->map != NULL)
		munmap(g->map, g->size);
	if (g->fd > 0)
		close(g->fd);
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

const char *
gallery_data(const struct gallery *g, const struct kept_text *t)
{
	return g->map + t->at;
}
