/* schemas.h: the schemas of payloads, by namespace. */
#ifndef EXCHANGE_SCHEMAS_H
#define EXCHANGE_SCHEMAS_H

#include "xml/schema.h"

/* Each DIR/NAME.rng but envelope.rng, by the ns attribute of its root; kept for
 * the process. ERR_BUG names the file. */
struct schemas;
struct schemas *schemas_load(const char *dir, struct err *err) MUST_CHECK;
void schemas_free(struct schemas *s); /* NULL-safe */
struct schema *schemas_find(const struct schemas *s, const char *ns);

#endif
