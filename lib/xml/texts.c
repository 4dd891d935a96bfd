/* texts.c: see texts.h. */
#include "xml/texts.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "xml/doc.h"
#include "xml/load.h"
#include "xml/mem.h"

enum { LANGUAGES = 4, FILES = 8 };

struct file {
	char *path;
	xmlDoc *doc; /* holds the keys and texts */
};

struct texts {
	char lang[16];
	struct file file[FILES];
	size_t files;
	const xmlNode **slot; /* open addressing; a power of two */
	size_t slots;
};

static struct texts table[LANGUAGES];

static size_t
hash(const char *s)
{
	uint64_t h = 14695981039346656037u;

	for (; *s != '\0'; s++)
		h = (h ^ (unsigned char)*s) * 1099511628211u;
	return (size_t)(h ^ h >> 29);
}

/* Where the key stands or would stand. */
static const xmlNode **
place(const struct texts *t, const char *key)
{
	size_t i = hash(key) & (t->slots - 1);

	while (t->slot[i] != NULL && strcmp(node_attr(t->slot[i], "k"), key))
		i = (i + 1) & (t->slots - 1);
	return &t->slot[i];
}

static bool
add(struct texts *t, const xmlNode *n, const char *path, struct err *err)
{
	const char *key = node_attr(n, "k");
	const xmlNode **at;

	if (key == NULL || *key == '\0' || strcmp((const char *)n->name, "t"))
		return err_fail(err, ERR_BUG, "bug", "%s:%ld: not <t k=\"…\">",
		    path, xmlGetLineNo((xmlNode *)n));
	at = place(t, key);
	if (*at != NULL)
		return err_fail(err, ERR_BUG, "bug", "%s:%ld: %s doubled", path,
		    xmlGetLineNo((xmlNode *)n), key);
	*at = n;
	return true;
}

static bool
add_all(struct texts *t, const struct file *f, struct err *err)
{
	const xmlNode *n = xmlDocGetRootElement(f->doc)->children;

	for (; n != NULL; n = n->next)
		if (n->type == XML_ELEMENT_NODE && !add(t, n, f->path, err))
			return false;
	return true;
}

/* The table over all files; the old one stays when this fails. */
static bool
build(struct texts *t, struct err *err)
{
	struct texts fresh = *t;
	size_t keys = 0;

	for (size_t i = 0; i < t->files; i++)
		keys +=
		    xmlChildElementCount(xmlDocGetRootElement(t->file[i].doc));
	for (fresh.slots = 64; fresh.slots < 3 * keys;)
		fresh.slots *= 2;
	fresh.slot = calloc(fresh.slots, sizeof(*fresh.slot));
	if (fresh.slot == NULL)
		return err_fail(err, ERR_BUSY, "busy", "out of memory");
	for (size_t i = 0; i < t->files; i++)
		if (!add_all(&fresh, &t->file[i], err)) {
			free(fresh.slot);
			return false;
		}
	free(t->slot);
	*t = fresh;
	return true;
}

static void
clear(struct texts *t)
{
	for (size_t i = 0; i < t->files; i++) {
		xmlFreeDoc(t->file[i].doc);
		free(t->file[i].path);
	}
	free(t->slot);
	*t = (struct texts){.files = 0};
}

/* Puts the file in its place; if its keys clash, all is as it was. */
static bool
put(struct texts *t, const char *path, xmlDoc *doc, struct err *err)
{
	size_t i = 0;
	xmlDoc *old;

	while (i < t->files && strcmp(t->file[i].path, path))
		i++;
	if (i == FILES)
		return err_fail(err, ERR_BUG, "bug", "%s: too many", path);
	if (i == t->files) {
		if ((t->file[i].path = strdup(path)) == NULL)
			return err_fail(err, ERR_BUSY, "busy", "memory");
		t->file[t->files++].doc = NULL;
	}
	old = t->file[i].doc;
	t->file[i].doc = doc;
	if (build(t, err)) {
		xmlFreeDoc(old);
		return true;
	}
	t->file[i].doc = old;
	if (old == NULL)
		free(t->file[--t->files].path);
	return false;
}

bool
texts_load(const char *lang, const char *path, struct err *err)
{
	struct texts *t = table;
	xmlDoc *doc;

	while (t < table + LANGUAGES && t->files > 0 && strcmp(t->lang, lang))
		t++;
	if (t == table + LANGUAGES || strlen(lang) >= sizeof(t->lang))
		return err_fail(err, ERR_BUG, "bug", "language %s", lang);
	if ((doc = load_file(path, NULL, err)) == NULL)
		return false;
	strcpy(t->lang, lang);
	if (put(t, path, doc, err))
		return true;
	xmlFreeDoc(doc);
	return false;
}

void
texts_clear(void)
{
	for (struct texts *t = table; t < table + LANGUAGES; t++)
		clear(t);
}

const struct texts *
texts_of(const char *lang)
{
	const struct texts *zh = NULL;

	for (struct texts *t = table; t < table + LANGUAGES; t++) {
		if (t->files == 0)
			continue;
		if (lang != NULL && strcmp(t->lang, lang) == 0)
			return t;
		if (strcmp(t->lang, "zh-CN") == 0)
			zh = t;
	}
	return zh;
}

const char *
texts_lang(const struct texts *t)
{
	return t == NULL ? "zh-CN" : t->lang;
}

const char *
texts_find(const struct texts *t, const char *key)
{
	const xmlNode *n = t == NULL ? NULL : *place(t, key);

	return n == NULL ? NULL : node_text(n);
}
