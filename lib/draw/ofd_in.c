/* ofd_in.c: parts and values of a package; see ofd_in.h. */
#include "draw/ofd_in.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "xml/doc.h"

#define MOST 1e6 /* mm: no place or length is greater */

void *
ofd_alloc(struct ofd_in *in, size_t n)
{
	void *p = arena_alloc(in->file->arena, n > 0 ? n : 1);

	if (p == NULL)
		err_fail(in->err, ERR_LARGE, "zip-too-large", "ofd: arena");
	else
		memset(p, 0, n);
	return p;
}

bool
ofd_wrong(struct ofd_in *in, const char *what)
{
	err_arg(in->err, what);
	return err_fail(in->err, ERR_INPUT, "ofd", "%s", what);
}

bool
ofd_path(const char *base, const char *loc, char out[256])
{
	const char *slash = strrchr(base, '/');
	int folder = slash != NULL ? (int)(slash - base) + 1 : 0;
	int n;

	if (*loc == '/')
		n = snprintf(out, 256, "%s", loc + 1);
	else
		n = snprintf(out, 256, "%.*s%s", folder, base,
		    strncmp(loc, "./", 2) == 0 ? loc + 2 : loc);
	return n > 0 && n < 256;
}

xmlDoc *
ofd_doc(struct ofd_in *in, const char *part, const char *root)
{
	const struct unzip_file *f = unzip_find(&in->zip, part);
	struct buf b = {0};
	xmlDoc *doc = NULL;

	if (f == NULL) {
		ofd_wrong(in, part);
		return NULL;
	}
	if (unzip_read(f, &b, in->err))
		doc = doc_parse(b.data, b.len, NULL, in->err);
	buf_clear(&b);
	if (doc != NULL && !node_is(xmlDocGetRootElement(doc), root)) {
		xmlFreeDoc(doc);
		doc = NULL;
		ofd_wrong(in, part);
	}
	return doc;
}

bool
ofd_number(const char **s, double *v)
{
	const char *p = *s + strspn(*s, " \t\r\n");
	double sign = *p == '-' ? -1 : 1, unit = 1;
	bool any = false;

	p += *p == '-' || *p == '+';
	for (*v = 0; *p >= '0' && *p <= '9' && *v < MOST; p++, any = true)
		*v = *v * 10 + (*p - '0');
	if (*p == '.')
		for (p++; *p >= '0' && *p <= '9'; p++, any = true)
			*v += (*p - '0') * (unit /= 10);
	*v *= sign;
	*s = p;
	return any && *v <= MOST && *v >= -MOST;
}

bool
ofd_numbers(const char *s, double *v, size_t n)
{
	if (s == NULL)
		return false;
	for (size_t i = 0; i < n; i++)
		if (!ofd_number(&s, &v[i]))
			return false;
	return s[strspn(s, " \t\r\n")] == '\0';
}

unsigned
ofd_id_of(const char *s)
{
	double v;

	return s != NULL && ofd_number(&s, &v) && v >= 1 ? (unsigned)v : 0;
}
