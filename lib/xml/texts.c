/* texts.c: see texts.h. */
#include "xml/texts.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "xml/doc.h"
#include "xml/load.h"
#include "xml/mem.h"

enum { LANGUAGES = 4 };

struct texts {
	char lang[16];
	xmlDoc *doc;          /* holds the keys and texts */
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
build(struct texts *t, const char *path, struct err *err)
{
	const xmlNode *root = xmlDocGetRootElement(t->doc);

	for (t->slots = 64;
	     t->slots < 3 * xmlChildElementCount((xmlNode *)root);)
		t->slots *= 2;
	if ((t->slot = calloc(t->slots, sizeof(*t->slot))) == NULL)
		return err_fail(err, ERR_BUSY, "busy", "out of memory");
	for (const xmlNode *n = root->children; n != NULL; n = n->next)
		if (n->type == XML_ELEMENT_NODE && !add(t, n, path, err))
			return false;
	return true;
}

static void
clear(struct texts *t)
{
	free(t->slot);
	xmlFreeDoc(t->doc);
	*t = (struct texts){.doc = NULL};
}

bool
texts_load(const char *lang, const char *path, struct err *err)
{
	struct texts fresh = {.doc = NULL}, *t = table;

	while (t < table + LANGUAGES && t->doc != NULL && strcmp(t->lang, lang))
		t++;
	if (t == table + LANGUAGES || strlen(lang) >= sizeof(t->lang))
		return err_fail(err, ERR_BUG, "bug", "language %s", lang);
	strcpy(fresh.lang, lang);
	fresh.doc = load_file(path, NULL, err);
	if (fresh.doc == NULL || !build(&fresh, path, err)) {
		clear(&fresh);
		return false;
	}
	clear(t);
	*t = fresh;
	return true;
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
		if (t->doc == NULL)
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
