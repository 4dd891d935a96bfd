/* texts.c: see texts.h. */
#include "xml/texts.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "xml/doc.h"
#include "xml/load.h"

enum { LANGUAGES = 4, FILES = 16 };

struct texts {
	char lang[16];
	struct {
		char *path;
		xmlDoc *doc; /* holds keys and texts */
	} file[FILES];
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

/* The table of all files of a language. */
static bool
build(struct texts *t, struct err *err)
{
	size_t all = 0;

	for (size_t i = 0; i < t->files; i++)
		all +=
		    xmlChildElementCount(xmlDocGetRootElement(t->file[i].doc));
	for (t->slots = 64; t->slots < 3 * all;)
		t->slots *= 2;
	if ((t->slot = calloc(t->slots, sizeof(*t->slot))) == NULL)
		return err_fail(err, ERR_BUSY, "busy", "out of memory");
	for (size_t i = 0; i < t->files; i++) {
		const xmlNode *n =
		    xmlDocGetRootElement(t->file[i].doc)->children;

		for (; n != NULL; n = n->next)
			if (n->type == XML_ELEMENT_NODE &&
			    !add(t, n, t->file[i].path, err))
				return false;
	}
	return true;
}

static void
clear(struct texts *t)
{
	free(t->slot);
	for (size_t i = 0; i < t->files; i++) {
		xmlFreeDoc(t->file[i].doc);
		free(t->file[i].path);
	}
	*t = (struct texts){.files = 0};
}

/* The language's row, or an empty one; NULL: no room. */
static struct texts *
row_of(const char *lang)
{
	for (struct texts *t = table; t < table + LANGUAGES; t++)
		if (t->files == 0 || strcmp(t->lang, lang) == 0)
			return strlen(lang) < sizeof(t->lang) ? t : NULL;
	return NULL;
}

/* Puts the file where one of that path stands, or behind all; true when the
 * table of the new set can be built. What is not taken over is left in *was. */
static bool
take_over(
    struct texts *t, char *path, xmlDoc *doc, xmlDoc **was, struct err *err)
{
	struct texts next = *t;
	size_t i = 0;

	while (i < t->files && strcmp(t->file[i].path, path) != 0)
		i++;
	if (i == FILES)
		return err_fail(
		    err, ERR_BUG, "bug", "%s: too many files", path);
	next.file[i].doc = doc;
	if (i == t->files) {
		next.file[i].path = path;
		next.files++;
	}
	if (!build(&next, err)) {
		free(next.slot);
		return false;
	}
	*was = i < t->files ? t->file[i].doc : NULL;
	if (i < t->files)
		free(path);
	free(t->slot);
	*t = next;
	return true;
}

bool
texts_load(const char *lang, const char *path, struct err *err)
{
	struct texts *t = row_of(lang);
	xmlDoc *doc, *was = NULL;
	char *copy;
	bool ok;

	if (t == NULL)
		return err_fail(err, ERR_BUG, "bug", "language %s", lang);
	if ((doc = load_file(path, NULL, err)) == NULL)
		return false;
	strcpy(t->lang, lang);
	if ((copy = strdup(path)) == NULL) {
		xmlFreeDoc(doc);
		return err_fail(err, ERR_BUSY, "busy", "out of memory");
	}
	ok = take_over(t, copy, doc, &was, err);
	if (!ok)
		free(copy);
	xmlFreeDoc(ok ? was : doc);
	return ok;
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
