/* mem.c: see mem.h. */
#include "xml/mem.h"

#include <libxml/catalog.h>
#include <libxml/parser.h>
#include <libxml/relaxng.h>
#include <libxml/xmlerror.h>
#include <libxml/xmlschemastypes.h>
#include <libxml/xpath.h>
#include <libxslt/xsltutils.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/poison.h"
#include "xml/func.h"
#include "xml/load.h"

/*
 * The arena hands out chunks; within a chunk libxml2's pieces lie one after
 * another, each behind a word that holds its size. Whose a pointer is, is told
 * by its address alone, so that it does not matter in which mode something is
 * freed that was allocated in the other.
 */
enum { CHUNK = 64 * 1024, WORD = 8 };

/* libxml2 takes its allocator as four functions without a context. */
static struct {
	bool ready;
	struct arena *in;      /* where to allocate now; NULL: heap */
	struct arena *watched; /* whose addresses are not the heap's */
	const char *from;      /* that arena's range */
	size_t size;
	char *at, *end; /* free part of the chunk */
} m;

static bool
from_arena(const void *p)
{
	return (uintptr_t)p - (uintptr_t)m.from < m.size;
}

static bool
next_chunk(size_t need)
{
	size_t n = need > CHUNK ? need : CHUNK;
	char *p = arena_alloc(m.in, n);

	if (p == NULL && n > need)
		p = arena_alloc(m.in, n = need);
	if (p == NULL)
		return false;
	POISON(p, n);
	m.at = p;
	m.end = p + n;
	return true;
}

static void *
piece_new(size_t n)
{
	size_t need = (n + 2 * WORD - 1) & ~(size_t)(WORD - 1);
	char *p;

	if (need < n)
		return NULL;
	if ((size_t)(m.end - m.at) < need && !next_chunk(need))
		return NULL;
	p = m.at;
	m.at += need;
	UNPOISON(p, need);
	memcpy(p, &n, sizeof(n));
	return p + WORD;
}

static size_t
piece_size(const void *p)
{
	size_t n;

	memcpy(&n, (const char *)p - WORD, sizeof(n));
	return n;
}

static void *
mem_malloc(size_t n)
{
	return m.in != NULL ? piece_new(n) : malloc(n);
}

static void
mem_free(void *p)
{
	if (p == NULL)
		return;
	if (!from_arena(p))
		free(p);
	else
		POISON(p, piece_size(p));
}

/* The last piece of the chunk grows where it stands. */
static bool
grow_last(char *p, size_t old, size_t n)
{
	char *next = p + ((old + WORD - 1) & ~(size_t)(WORD - 1));
	size_t need = (n + WORD - 1) & ~(size_t)(WORD - 1);

	if (next != m.at || need < n || (size_t)(m.end - p) < need)
		return false;
	m.at = p + need;
	UNPOISON(p, need);
	memcpy(p - WORD, &n, sizeof(n));
	return true;
}

static void *
mem_realloc(void *p, size_t n)
{
	size_t old;
	void *q;

	if (p == NULL)
		return mem_malloc(n);
	if (!from_arena(p))
		return realloc(p, n);
	old = piece_size(p);
	if (n <= old || (m.in != NULL && grow_last(p, old, n)))
		return p;
	if ((q = mem_malloc(n)) != NULL) {
		memcpy(q, p, old);
		mem_free(p);
	}
	return q;
}

static char *
mem_strdup(const char *s)
{
	size_t n = strlen(s) + 1;
	char *p = mem_malloc(n);

	if (p != NULL)
		memcpy(p, s, n);
	return p;
}

static void
silent(void *ctx, xmlErrorPtr e)
{
	(void)ctx;
	(void)e;
}

static void
silent_text(void *ctx, const char *fmt, ...)
{
	(void)ctx;
	(void)fmt;
}

bool
xmlmem_init(struct err *err)
{
	if (m.ready)
		return true;
	if (xmlMemSetup(mem_free, mem_malloc, mem_realloc, mem_strdup) != 0)
		return err_fail(err, ERR_BUG, "bug", "xmlMemSetup");
	LIBXML_TEST_VERSION
	xmlInitParser();
	xmlXPathInit();
	/* Built on first use otherwise, perhaps inside a request. */
	xmlSchemaInitTypes();
	if (xmlRelaxNGInitTypes() != 0)
		return err_fail(err, ERR_BUSY, "busy", "out of memory");
#ifdef LIBXML_CATALOG_ENABLED
	xmlCatalogSetDefaults(XML_CATA_ALLOW_NONE);
#endif
	xmlSetStructuredErrorFunc(NULL, silent);
	xmlSetGenericErrorFunc(NULL, silent_text);
	xsltSetGenericErrorFunc(NULL, silent_text);
	xsltSetGenericDebugFunc(NULL, silent_text);
	load_init();
	if (!func_init(err))
		return false;
	m.ready = true;
	return true;
}

/* The arena gives all back: no address is its own any more. */
static void
forget(void *arena)
{
	if (m.watched != arena)
		return;
	xmlResetLastError();
	m.in = m.watched = NULL;
	m.from = m.at = m.end = NULL;
	m.size = 0;
}

void
xmlmem_enter(struct arena *a)
{
	if (m.watched != a) {
		/* Two arenas with live documents cannot be told apart. */
		if (m.watched != NULL)
			forget(m.watched);
		m.watched = a;
		arena_range(a, &m.from, &m.size);
		if (!arena_defer(a, forget, a))
			return; /* full: the heap serves, nothing is lost */
	}
	m.in = a;
}

struct arena *
xmlmem_leave(void)
{
	struct arena *was = m.in;

	/* The last error's strings would outlive the request. */
	if (was != NULL)
		xmlResetLastError();
	m.in = NULL;
	return was;
}

bool
xmlmem_inside(void)
{
	return m.in != NULL;
}
