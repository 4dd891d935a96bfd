/* func.h: private to lib/xml: the functions kb:* that sheets may call. */
#ifndef XML_FUNC_H
#define XML_FUNC_H

#include "base/err.h"

#define FUNC_NS "urn:kuaibao:xslt"

struct texts;

/* What a transformation carries in its _private for the functions. */
struct func_run {
	const struct texts *texts;
	bool english;
};

/* Once, from xmlmem_init. */
bool func_init(struct err *err) MUST_CHECK;

#endif
