/* func.h: private to lib/xml: the functions kb:* that sheets may call. */
#ifndef XML_FUNC_H
#define XML_FUNC_H

#include "base/buf.h"
#include "base/err.h"

#define FUNC_NS "urn:kuaibao:xslt"

struct texts;
struct quick_run;

/* What a transformation carries in its _private. */
struct func_run {
	const struct texts *texts;
	bool english;
	struct quick_run *quick; /* see quick.h */
};

/* Once, from xmlmem_init. */
bool func_init(struct err *err) MUST_CHECK;

/* The text when it stands as it is, NULL when func_text must make it. */
const char *func_plain_text(const struct func_run *run, const char *key);
/* Appends the text with its arguments, or [key] and a log line. */
void func_text(const struct func_run *run, const char *key,
    const char *const *args, int n, struct buf *b);
bool func_has_text(const struct func_run *run, const char *key);

enum func_date { FUNC_DATE, FUNC_DATE_LONG, FUNC_DATE_TIME };
void func_date(const struct func_run *run, const char *iso, enum func_date form,
    struct buf *b);
void func_money(const struct func_run *run, const char *fen, const char *unit,
    struct buf *b);
void func_number(const char *n, struct buf *b);

#endif
