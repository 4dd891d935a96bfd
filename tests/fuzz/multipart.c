/* multipart.c: libFuzzer over the multipart reader: whatever the chunks, the
 * outcome is the same; what parses also serializes and parses again; file names
 * are safe. The first byte is the size of the chunks.
 * clang -g -O1 -fsanitize=fuzzer,address,undefined … lib/base/(*).c lib/form/(*).c */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/utf8.h"
#include "form/post.h"

int LLVMFuzzerTestOneInput(const uint8_t *p, size_t n);

/* All files as one text, bytes behind their names. */
struct files {
	struct buf text;
	bool open;
};

static void
must(bool ok)
{
	if (!ok)
		abort();
}

static bool
take(void *ctx, const struct file_part *part, const void *p, size_t n,
    struct err *err)
{
	struct files *f = ctx;
	const char *s = part->filename;

	(void)err;
	must(*s != '\0' && *s != '.' && strlen(s) <= 200);
	must(strpbrk(s, "/\\\r\n\t\"<>:|?*") == NULL);
	must(utf8_valid_xml(s, strlen(s)));
	must(utf8_valid_xml(part->field, strlen(part->field)));
	if (!f->open)
		buf_addf(&f->text, "[%s|%s]", part->field, s);
	f->open = p != NULL;
	if (p != NULL)
		buf_add(&f->text, p, n);
	return true;
}

static bool
run(const char *p, size_t n, size_t chunk, struct arena *a, struct post *out,
    struct files *files, struct err *err)
{
	struct post_limits l = {.pairs = 20,
	    .value = 300,
	    .name = 40,
	    .file = 500,
	    .total = 1 << 20};
	struct multipart *m = multipart_new(
	    "multipart/form-data; boundary=X", &l, a, take, files, err);
	bool ok = m != NULL;

	*files = (struct files){0};
	for (size_t at = 0; ok && at < n; at += chunk)
		ok = multipart_add(
		    m, p + at, n - at < chunk ? n - at : chunk, err);
	ok = ok && multipart_end(m, out, err);
	multipart_free(m);
	must(ok || err->kind == ERR_INPUT || err->kind == ERR_LARGE);
	must(!ok || !files->open);
	return ok;
}

static void
same(const struct post *x, const struct post *y)
{
	must(x->n == y->n);
	for (size_t i = 0; i < x->n; i++)
		must(strcmp(x->pairs[i].name, y->pairs[i].name) == 0 &&
		     strcmp(x->pairs[i].value, y->pairs[i].value) == 0);
}

/* The boundary may stand in a value: then there is no such serialization. */
static bool
serialize(const struct post *post, struct buf *b)
{
	for (size_t i = 0; i < post->n; i++) {
		if (strstr(post->pairs[i].value, "\n--X") != NULL ||
		    strncmp(post->pairs[i].value, "--X", 3) == 0)
			return false;
		buf_adds(b, "--X\r\nContent-Disposition: form-data; name=\"");
		for (const char *s = post->pairs[i].name; *s != '\0'; s++) {
			if (*s == '%')
				return false;
			if (*s == '"' || *s == '\n')
				buf_adds(b, *s == '"' ? "%22" : "%0A");
			else if (*s == '\\')
				buf_adds(b, "\\\\");
			else
				buf_addc(b, *s);
		}
		buf_addf(b, "\"\r\n\r\n%s\r\n", post->pairs[i].value);
	}
	buf_adds(b, "--X--");
	return true;
}

int
LLVMFuzzerTestOneInput(const uint8_t *p, size_t n)
{
	static struct arena *a;
	struct post whole = {0}, torn = {0}, again = {0};
	struct files f1, f2, f3;
	struct err e1 = {0}, e2 = {0}, e3 = {0};
	struct buf b;
	bool ok;

	if (n < 2)
		return 0;
	if (a == NULL)
		a = arena_new(4 << 20);
	arena_reset(a);
	ok = run((const char *)p + 1, n - 1, n, a, &whole, &f1, &e1);
	must(ok == run((const char *)p + 1, n - 1, p[0] % 16 + 1, a, &torn, &f2,
		       &e2));
	must(strcmp(e1.code, e2.code) == 0);
	if (ok) {
		same(&whole, &torn);
		must(f1.text.len == f2.text.len &&
		     (f1.text.len == 0 ||
			 memcmp(f1.text.data, f2.text.data, f1.text.len) == 0));
		buf_init(&b, 0);
		if (serialize(&whole, &b)) {
			must(run(b.data, b.len, b.len, a, &again, &f3, &e3));
			same(&whole, &again);
			buf_clear(&f3.text);
		}
		buf_clear(&b);
	}
	buf_clear(&f1.text);
	buf_clear(&f2.text);
	return 0;
}
