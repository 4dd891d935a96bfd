/* post_private.h: what the two readers of posts share. */
#ifndef FORM_POST_PRIVATE_H
#define FORM_POST_PRIVATE_H

#include "base/buf.h"
#include "form/post.h"

/* The limits with the defaults filled in. */
struct post_limits post_bounds(const struct post_limits *l);
/* UTF-8 fit for XML; line ends become LF, in place. s[n] is writable. */
bool post_text(char *s, size_t n, struct err *err) MUST_CHECK;
/* Room for one more pair or file. */
bool post_room(
    const struct post_limits *l, size_t parts, struct err *err) MUST_CHECK;
/* %XX (and + when `plus`); out has room for n + 1. Returns the length. */
size_t post_unescape(const char *p, size_t n, bool plus, char *out);

/* part.c: the header of one part. */
struct part_head {
	char *name;      /* heap, NULL until known */
	char *filename;  /* heap, safe; NULL: no file */
	bool named_file; /* the browser gave a filename that is not empty */
};
void part_clear(struct part_head *h);
/* `head` holds whole lines, each ended by CR LF. */
bool part_read(const char *head, size_t n, const struct post_limits *l,
    struct part_head *h, struct err *err) MUST_CHECK;
/* The value of parameter `name` in a header value; heap, NULL: absent. */
bool param_read(const char *value, const char *name, char **out,
    struct err *err) MUST_CHECK;

#endif
