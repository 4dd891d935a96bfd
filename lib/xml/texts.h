/* texts.h: private to lib/xml: the words of each language, by key. */
#ifndef XML_TEXTS_H
#define XML_TEXTS_H

#include <stdbool.h>
#include <stddef.h>

#include "base/err.h"

struct texts; /* of one language; kept for the process */

/* Adds a file to a language, or loads it again; a key stands in one file. A
 * failure leaves what was. */
bool texts_load(const char *lang, const char *path, struct err *err) MUST_CHECK;
void texts_clear(void);

/* The language's texts; those of zh-CN when there is no such language; NULL
 * when nothing was loaded. */
const struct texts *texts_of(const char *lang);
const char *texts_lang(const struct texts *t);
/* NULL when there is no such key. */
const char *texts_find(const struct texts *t, const char *key);

#endif
