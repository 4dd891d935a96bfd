/* load.h: private to lib/xml: the only door by which files reach libxml2. */
#ifndef XML_LOAD_H
#define XML_LOAD_H

#include <libxml/tree.h>

#include "base/err.h"
#include "xml/doc.h"

/* Closes libxml2's and libxslt's own doors: the loaders refuse. */
void load_init(void);

/* Between the two, files named by our own schemas are read. */
void load_allow(void);
void load_refuse(void);

/* Meanwhile these files are what a schema may name, and no others; NULL ends
 * it. Borrowed. */
struct schema_file;
void load_give(const struct schema_file *files, size_t n);

/* The document that libxslt gets when it asks for its next file, whatever that
 * is called, and owns then; gives back the last one when it was not taken. */
xmlDoc *load_offer(xmlDoc *d);

/* Like doc_load; names go to `dict` (may be NULL). */
xmlDoc *load_file(const char *path, xmlDict *dict, struct err *err) MUST_CHECK;

#endif
