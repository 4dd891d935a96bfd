/* ofd.c: libFuzzer over OFD files from outside: what opens has marks whose
 * places are numbers, and text that is UTF-8. Input that is no zip becomes the
 * parts of one, divided at NUL, so that the parts are reached too. */
#include <math.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/pack.h"
#include "base/utf8.h"
#include "draw/ofd_file.h"
#include "xml/mem.h"

int LLVMFuzzerTestOneInput(const uint8_t *p, size_t n);

static void
must(bool ok)
{
	if (!ok)
		abort();
}

static void
pack_parts(const uint8_t *p, size_t n, struct buf *out)
{
	static const char *const names[] = {"OFD.xml", "Doc_0/Document.xml",
	    "Doc_0/PublicRes.xml", "Doc_0/Pages/Page_0/Content.xml",
	    "Doc_0/DocumentRes.xml", "Doc_0/Res/image_0.png"};
	struct zip z;

	zip_open(&z, out);
	for (size_t i = 0; i < sizeof(names) / sizeof(*names); i++) {
		const uint8_t *end = n > 0 ? memchr(p, '\0', n) : NULL;
		size_t len = end != NULL && i < 5 ? (size_t)(end - p) : n;

		zip_add(&z, names[i], p, len);
		p += len + (end != NULL && i < 5);
		n -= len + (end != NULL && i < 5);
	}
	zip_close(&z);
}

static void
page_check(const struct ofd_file *f, size_t page)
{
	const struct ofd_page *g = &f->pages[page];
	struct buf text = {0};

	for (size_t i = 0; i < g->n; i++) {
		const struct ofd_mark *m = &g->marks[i];

		for (int k = 0; k < 6; k++)
			must(isfinite(m->m[k]));
		must(m->kind != OFD_TEXT || m->font < f->fonts_n);
		must(m->kind != OFD_IMAGE || m->picture != NULL);
		for (size_t k = 0; m->kind == OFD_TEXT && k < m->n; k++)
			must(isfinite(m->codes[k].x + m->codes[k].y));
	}
	ofd_file_text(f, page, &text);
	must(text.len == 0 || utf8_valid_xml(text.data, text.len));
	buf_clear(&text);
}

int
LLVMFuzzerTestOneInput(const uint8_t *p, size_t n)
{
	static bool ready;
	struct buf made = {0};
	struct err err = {0};
	struct ofd_file *f;

	if (!ready)
		must(ready = xmlmem_init(&err));
	if (n < 2 || memcmp(p, "PK", 2) != 0) {
		pack_parts(p, n, &made);
		f = ofd_file_open(made.data, made.len, &err);
	} else {
		f = ofd_file_open(p, n, &err);
	}
	must((f == NULL) == (err.kind != ERR_NONE));
	must(err.kind != ERR_BUG);
	for (size_t i = 0; f != NULL && i < f->n; i++)
		page_check(f, i);
	ofd_file_close(f);
	buf_clear(&made);
	return 0;
}
