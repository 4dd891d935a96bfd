/* private.h: private to lib/exchange: what its files share. */
#ifndef EXCHANGE_PRIVATE_H
#define EXCHANGE_PRIVATE_H

#include "exchange/envelope.h"

/* Whether n is that element of the envelope's namespace. */
bool exchange_is(const xmlNode *n, const char *name);

/* The attributes PREFIXsha256 and PREFIXsm3. */
bool digest_read(const xmlNode *n, const char *prefix, struct digest *out);
void digest_set(xmlNode *n, const char *prefix, const struct digest *d);

bool uuid_lower(const char *s); /* any version, lower case */

#endif
