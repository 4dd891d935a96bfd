/* doc.h: documents from outside, read with suspicion; trees built by us. */
#ifndef XML_DOC_H
#define XML_DOC_H

#include <libxml/c14n.h>
#include <libxml/tree.h>
#include <stdbool.h>
#include <stddef.h>

#include "base/buf.h"
#include "base/err.h"

/* Limits of the byte guard that runs before the parser. */
struct guard {
	size_t bytes;        /* 0: 16 MiB */
	unsigned depth;      /* 0: 64 */
	unsigned attributes; /* of one element; 0: 256 */
	unsigned namespaces; /* declarations of one element; 0: 64 */
	bool plain;          /* comments and instructions are refused */
};

/*
 * Parses foreign bytes (UTF-8, UTF-16 by its mark, GB18030 or GBK by its
 * declaration): guard first (size, no DOCTYPE, no NUL, depth, counts), no
 * network, no entities, nsWellFormed demanded. CDATA becomes text; comments and
 * processing instructions are left out, so that they cannot cut a value in two.
 * The caller owns the result. ERR_INPUT with code xml-doctype xml-nul
 * xml-encoding xml-depth xml-attributes xml-namespaces xml-comment
 * xml-instruction xml-malformed xml-namespace and the line as arg; ERR_LARGE
 * xml-too-large.
 */
xmlDoc *doc_parse(
    const char *p, size_t n, const struct guard *g, struct err *err) MUST_CHECK;
/* Our own files, after the same guard; line numbers kept. */
xmlDoc *doc_load(const char *path, struct err *err) MUST_CHECK;

/* Children by local name; NULL (also for n NULL) when there is none. */
xmlNode *node_child(const xmlNode *n, const char *name);
xmlNode *node_next(const xmlNode *n); /* next element of the same name */
/* Text of an element without children, as a view into the tree; "" when absent
 * or n is NULL. Of mixed content only the text before the first child. */
const char *node_text(const xmlNode *n);
const char *node_attr(const xmlNode *n, const char *name); /* NULL if none */
/* Appends <name>text</name>, in no namespace, escaped; text NULL: empty.
 * NULL when out of memory, or when parent is: building may go on and be judged
 * at its end. */
xmlNode *node_add(xmlNode *parent, const char *name, const char *text);
/* The same in parent's namespace. */
xmlNode *node_add_in(xmlNode *parent, const char *name, const char *text);
/* Sets or replaces; value NULL removes; n NULL: nothing. */
void node_set(xmlNode *n, const char *attr, const char *value);
/* Grafts a deep copy of n as last child; NULL when out of memory. */
xmlNode *node_graft(xmlNode *parent, const xmlNode *n);
/* The same without n's children: its attributes and namespaces. */
xmlNode *node_graft_bare(xmlNode *parent, const xmlNode *n);
/* Takes the blanks between elements out of a tree: of one that is kept long,
 * a third. Text beside elements keeps its blanks. */
void node_trim(xmlNode *n);
/* Whether n is an element of that local name. */
bool node_is(const xmlNode *n, const char *name);
/*
 * Parses n bytes of element content (as our database's xml columns hold it;
 * a declaration in front is passed over) into a new last child <name>, names
 * in the document's dictionary. On failure parent is as it was.
 */
bool node_parse(xmlNode *parent, const char *name, const char *p, size_t n,
    struct err *err) MUST_CHECK;

/* Serializes without declaration, UTF-8, in any locale; appends to b. What the
 * namespaces of an inner node need is declared on it. */
bool node_write(const xmlNode *n, struct buf *b, struct err *err) MUST_CHECK;
/* Canonical form (C14N 1.0): what digests are taken of. */
bool doc_canonical(xmlDoc *d, struct buf *b, struct err *err) MUST_CHECK;
/* The same of what is visible (NULL: all), inclusive (C14N 1.0) or exclusive;
 * false: out of memory, or past b's bound. */
bool doc_c14n(xmlDoc *d, xmlC14NIsVisibleCallback visible, void *ctx,
    bool inclusive, struct buf *b) MUST_CHECK;

#endif
