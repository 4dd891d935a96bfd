/* base64.h: RFC 4648 4. */
#ifndef BASE_BASE64_H
#define BASE_BASE64_H

#include "base/buf.h"

/* Appends the text, without line ends; a failure is latched in out->failed. */
void base64_put(const void *p, size_t n, struct buf *out);
/* Appends the bytes; white space of XML is passed over. False: no base64, its
 * padding or last bits wrong, or out->failed; out then holds a part. */
bool base64_get(const char *s, struct buf *out);

#endif
