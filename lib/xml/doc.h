/* doc.h: documents from outside, read with suspicion; trees built by us. */
#ifndef XML_DOC_H
#define XML_DOC_H

#include <libxml/tree.h>
#include <stddef.h>

#include "base/buf.h"
#include "base/err.h"

/* Limits of the byte guard that runs before the parser. */
struct guard {
	size_t bytes;      /* 0: 16 MiB */
	unsigned depth;    /* 0: 64 */
	unsigned attributes; /* of one element; 0: 256 */
	unsigned namespaces; /* declarations of one element; 0: 64 */
};

/*
 * Parses foreign bytes (UTF-8 or UTF-16): guard first (size, no DOCTYPE, no
 * NUL, depth, counts), no network, no entities, nsWellFormed demanded. The
 * caller owns the result. ERR_INPUT with code xml-* and arg "line N".
 */
xmlDoc *doc_parse(const char *p, size_t n, const struct guard *g,
    struct err *err) MUST_CHECK;
/* Our own files, after the same guard; line numbers kept. */
xmlDoc *doc_load(const char *path, struct err *err) MUST_CHECK;

/* Children by name; text as a view into the tree ("" when absent). */
xmlNode *node_child(const xmlNode *n, const char *name);
xmlNode *node_next(const xmlNode *n); /* next element of the same name */
const char *node_text(const xmlNode *n);
const char *node_attr(const xmlNode *n, const char *name); /* NULL if none */
xmlNode *node_add(xmlNode *parent, const char *name, const char *text);
void node_set(xmlNode *n, const char *attr, const char *value);
/* Grafts a deep copy of n as last child. */
xmlNode *node_graft(xmlNode *parent, const xmlNode *n);

/* Serializes without declaration, UTF-8; appends to b. */
bool node_write(const xmlNode *n, struct buf *b, struct err *err) MUST_CHECK;
/* Canonical form (C14N 1.0): what digests are taken of. */
bool doc_canonical(xmlDoc *d, struct buf *b, struct err *err) MUST_CHECK;

#endif
