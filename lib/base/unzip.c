/* unzip.c: see unzip.h. PKWARE's APPNOTE 6.3.3. */
#include "base/unzip.h"

#include <libdeflate.h>
#include <stdlib.h>
#include <string.h>

#include "base/pack.h"
#include "base/utf8.h"

enum { LOCAL = 30, CENTRAL = 46, END = 22, COMMENT = 65535 };
enum { ENCRYPTED = 1 };

struct bytes {
	const char *p;
	size_t n;
};

static bool
damaged(struct err *err, const char *what)
{
	err_arg(err, what);
	return err_fail(err, ERR_INPUT, "zip-damaged", "zip: %s", what);
}

static uint32_t
le(const char *p, int bytes)
{
	uint32_t v = 0;

	while (bytes-- > 0)
		v = v << 8 | (uint8_t)p[bytes];
	return v;
}

/* The end record: the last one whose comment reaches just to the end. */
static const char *
find_end(const struct bytes *b)
{
	for (size_t i = 0; b->n >= END && i <= b->n - END && i <= COMMENT;
	     i++) {
		const char *p = b->p + b->n - END - i;

		if (memcmp(p, "PK\5\6", 4) == 0 && le(p + 20, 2) == i)
			return p;
	}
	return NULL;
}

static bool
name_fits(const char *name, size_t n)
{
	if (n == 0 || n > 255 || memchr(name, '\0', n) != NULL ||
	    !utf8_valid_xml(name, n) || *name == '/')
		return false;
	for (size_t i = 0, k; i < n; i = k + 1) {
		for (k = i; k < n && name[k] != '/'; k++)
			if (name[k] == '\\')
				return false;
		if (k - i == 2 && memcmp(name + i, "..", 2) == 0)
			return false;
	}
	return true;
}

/* The file's own head must tell the same; what follows it is the data. */
static bool
local_fits(const struct bytes *b, const char *central, size_t name_n,
    struct unzip_file *f)
{
	size_t at = le(central + 42, 4), head;
	const char *p = b->p + at;

	if (at > b->n || b->n - at < LOCAL || memcmp(p, "PK\3\4", 4) != 0 ||
	    le(p + 8, 2) != le(central + 10, 2) || le(p + 26, 2) != name_n)
		return false;
	head = LOCAL + name_n + le(p + 28, 2);
	if (b->n - at < head || b->n - at - head < f->packed ||
	    memcmp(p + LOCAL, central + CENTRAL, name_n) != 0)
		return false;
	f->data = p + head;
	return true;
}

/* One entry of the directory; returns its length, 0 when it is wrong. */
static size_t
entry_read(const struct bytes *b, const char *p, size_t left,
    struct unzip_file *f, struct err *err)
{
	size_t name_n, n;

	if (left < CENTRAL || memcmp(p, "PK\1\2", 4) != 0)
		return damaged(err, "directory");
	name_n = le(p + 28, 2);
	n = CENTRAL + name_n + le(p + 30, 2) + le(p + 32, 2);
	f->deflated = le(p + 10, 2) == 8;
	f->crc = le(p + 16, 4);
	f->packed = le(p + 20, 4);
	f->n = le(p + 24, 4);
	if (left < n || !name_fits(p + CENTRAL, name_n))
		return damaged(err, "name");
	if ((le(p + 8, 2) & ENCRYPTED) != 0 || le(p + 34, 2) != 0 ||
	    (!f->deflated && (le(p + 10, 2) != 0 || f->packed != f->n)))
		return damaged(err, "method");
	if (!local_fits(b, p, name_n, f))
		return damaged(err, "file and directory differ");
	if (f->n > UNZIP_FILE) {
		err_fail(
		    err, ERR_LARGE, "zip-too-large", "zip: one of %zu", f->n);
		return 0;
	}
	if ((f->name = strndup(p + CENTRAL, name_n)) == NULL) {
		err_fail(err, ERR_BUSY, "busy", "zip: out of memory");
		return 0;
	}
	return n;
}

static int
by_place(const void *a, const void *b)
{
	const struct unzip_file *const *x = a, *const *y = b;

	return (*x)->data < (*y)->data ? -1 : (*x)->data > (*y)->data;
}

static int
by_name(const void *a, const void *b)
{
	const struct unzip_file *const *x = a, *const *y = b;

	return strcmp((*x)->name, (*y)->name);
}

/* No name twice, no byte of the file unpacked twice, and not too much. */
static bool
files_fit(const struct unzip *z, struct err *err)
{
	const struct unzip_file **all = calloc(z->n + 1, sizeof(*all));
	bool once = true;
	size_t sum = 0;

	if (all == NULL)
		return err_fail(err, ERR_BUSY, "busy", "zip: out of memory");
	for (size_t i = 0; i < z->n; i++) {
		all[i] = &z->files[i];
		sum += z->files[i].n;
	}
	qsort(all, z->n, sizeof(*all), by_name);
	for (size_t i = 1; i < z->n; i++)
		once = once && strcmp(all[i - 1]->name, all[i]->name) != 0;
	qsort(all, z->n, sizeof(*all), by_place);
	for (size_t i = 1; i < z->n; i++)
		once = once &&
		       all[i - 1]->data + all[i - 1]->packed <= all[i]->data;
	free(all);
	if (!once)
		return damaged(err, "something twice");
	return sum <= UNZIP_ALL ||
	       err_fail(err, ERR_LARGE, "zip-too-large", "zip: %zu", sum);
}

static bool
directory_read(struct unzip *z, const struct bytes *b, struct err *err)
{
	const char *end = find_end(b), *p;
	size_t left, at, n;

	if (end == NULL || le(end + 4, 4) != 0 ||
	    le(end + 8, 2) != le(end + 10, 2))
		return damaged(err, "end");
	n = le(end + 10, 2);
	left = le(end + 12, 4);
	at = le(end + 16, 4);
	if (at > (size_t)(end - b->p) || left > (size_t)(end - b->p) - at)
		return damaged(err, "place of the directory");
	if (n > UNZIP_FILES)
		return err_fail(
		    err, ERR_LARGE, "zip-too-large", "zip: %zu files", n);
	if ((z->files = calloc(n + 1, sizeof(*z->files))) == NULL)
		return err_fail(err, ERR_BUSY, "busy", "zip: out of memory");
	for (p = b->p + at; z->n < n; z->n++) {
		size_t len = entry_read(b, p, left, &z->files[z->n], err);

		if (len == 0)
			return false;
		p += len;
		left -= len;
	}
	return files_fit(z, err);
}

bool
unzip_open(struct unzip *z, const void *p, size_t n, struct err *err)
{
	const struct bytes b = {p, n};

	*z = (struct unzip){0};
	if (directory_read(z, &b, err))
		return true;
	unzip_close(z);
	return false;
}

void
unzip_close(struct unzip *z)
{
	for (size_t i = 0; i < z->n; i++)
		free(z->files[i].name);
	free(z->files);
	*z = (struct unzip){0};
}

const struct unzip_file *
unzip_find(const struct unzip *z, const char *name)
{
	for (size_t i = 0; i < z->n; i++)
		if (strcmp(z->files[i].name, name) == 0)
			return &z->files[i];
	return NULL;
}

bool
unzip_read(const struct unzip_file *f, struct buf *out, struct err *err)
{
	struct libdeflate_decompressor *d = NULL;
	size_t from = out->len, n = 0;
	bool ok = true;

	buf_reserve(out, f->n + 1);
	if (!out->failed && !f->deflated) {
		buf_add(out, f->data, f->n);
	} else if (!out->failed) {
		d = libdeflate_alloc_decompressor();
		ok = d != NULL &&
		     libdeflate_deflate_decompress(d, f->data, f->packed,
			 out->data + from, f->n, &n) == LIBDEFLATE_SUCCESS;
		ok = ok && n == f->n;
		libdeflate_free_decompressor(d);
		out->len += ok ? n : 0;
		out->data[out->len] = '\0';
	}
	if (out->failed)
		return err_fail(err, ERR_BUSY, "busy", "zip: out of memory");
	return (ok && pack_crc(out->data + from, f->n) == f->crc) ||
	       damaged(err, f->name);
}
