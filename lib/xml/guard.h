/* guard.h: private to lib/xml: looks at foreign bytes before the parser does. */
#ifndef XML_GUARD_H
#define XML_GUARD_H

#include <stdbool.h>
#include <stddef.h>

#include "base/buf.h"
#include "base/err.h"
#include "xml/doc.h"

/*
 * Checks the bytes against g's limits; *from and *len are then the UTF-8 to
 * parse, without BOM: a view into p, or into `utf8` when p was another encoding. The
 * caller clears utf8 in any case.
 */
bool guard_check(const char *p, size_t n, const struct guard *g,
    struct buf *utf8, const char **from, size_t *len,
    struct err *err) MUST_CHECK;

#endif
