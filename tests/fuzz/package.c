/* package.c: libFuzzer over the reader of packages: whatever the pieces, the
 * outcome is the same. The first byte is the size of the pieces. */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "exchange/package.h"

int LLVMFuzzerTestOneInput(const uint8_t *p, size_t n);

static void
must(bool ok)
{
	if (!ok)
		abort();
}

static bool
take_message(void *ctx, const void *p, size_t n, struct err *err)
{
	(void)err;
	if (p == NULL)
		buf_adds(ctx, "|");
	else
		buf_add(ctx, p, n);
	return true;
}

static bool
take_file(void *ctx, const char *id, const void *p, size_t n, struct err *err)
{
	(void)err;
	must(*id != '\0' && strlen(id) < 128);
	if (p == NULL)
		buf_addf(ctx, "|%s|", id);
	else
		buf_add(ctx, p, n);
	return true;
}

static bool
run(const char *p, size_t n, size_t piece, struct buf *out, struct err *err)
{
	struct package_sink sink = {take_message, take_file, out};
	struct package *k =
	    package_new("multipart/related; boundary=X", &sink, err);
	bool ok = k != NULL;

	for (size_t at = 0; ok && at < n; at += piece)
		ok = package_add(
		    k, p + at, n - at < piece ? n - at : piece, err);
	ok = ok && package_end(k, err);
	package_free(k);
	must(ok == (err->kind == ERR_NONE));
	must(ok || err->kind == ERR_INPUT || err->kind == ERR_LARGE);
	return ok;
}

int
LLVMFuzzerTestOneInput(const uint8_t *p, size_t n)
{
	struct buf whole = {0}, torn = {0};
	struct err e1 = {0}, e2 = {0};
	const char *s = (const char *)p + 1;

	if (n < 2)
		return 0;
	must(run(s, n - 1, n, &whole, &e1) ==
	     run(s, n - 1, p[0] % 16 + 1, &torn, &e2));
	must(strcmp(e1.code, e2.code) == 0 && whole.len == torn.len);
	must(whole.len == 0 || memcmp(whole.data, torn.data, whole.len) == 0);
	buf_clear(&whole);
	buf_clear(&torn);
	return 0;
}
