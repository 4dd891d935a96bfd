/* pdf.c: the file: objects, table, trailer; see letter.h and pdf.h. */
#include "draw/pdf.h"

#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "base/pack.h"
#include "base/utf8.h"

unsigned
pdf_new(struct pdf *p)
{
	unsigned cap = p->cap > 0 ? p->cap * 2 : 64;
	size_t *offsets;

	if (p->n + 1 >= p->cap) {
		offsets = realloc(p->offsets, cap * sizeof(*offsets));
		if (offsets == NULL) {
			p->failed = true;
			return p->n;
		}
		p->offsets = offsets;
		p->cap = cap;
	}
	p->offsets[++p->n] = 0;
	return p->n;
}

void
pdf_begin(struct pdf *p, unsigned id)
{
	if (!p->failed)
		p->offsets[id] = p->out->len - p->start;
	put_int(p->out, id);
	buf_adds(p->out, " 0 obj\n");
}

void
pdf_ref(struct pdf *p, unsigned id)
{
	put_int(p->out, id);
	buf_adds(p->out, " 0 R ");
}

void
pdf_end(struct pdf *p)
{
	buf_adds(p->out, "\nendobj\n");
}

void
pdf_put_packed(struct buf *b, const char *dict, const struct buf *z)
{
	buf_addf(
	    b, "<<%s/Length %zu/Filter/FlateDecode>>stream\n", dict, z->len);
	buf_add(b, z->data, z->len);
	buf_adds(b, "\nendstream");
	b->failed |= z->failed;
}

void
pdf_stream(struct pdf *p, unsigned id, const char *dict, const void *data,
    size_t n, bool plain)
{
	struct buf z = {0};

	pdf_begin(p, id);
	if (plain) {
		buf_addf(p->out, "<<%s/Length %zu>>stream\n", dict, n);
		buf_add(p->out, data, n);
		buf_adds(p->out, "\nendstream");
	} else {
		pack_zlib(&z, data, n);
		pdf_put_packed(p->out, dict, &z);
		buf_clear(&z);
	}
	pdf_end(p);
}

void
pdf_string(struct buf *b, const char *utf8)
{
	uint32_t c;

	buf_adds(b, "<FEFF");
	while ((c = utf8_next(&utf8)) != 0)
		put_utf16(b, c);
	buf_addc(b, '>');
}

static void
pdf_catalog(struct pdf *p)
{
	pdf_begin(p, p->catalog);
	buf_addf(p->out,
	    "<</Type/Catalog/Pages %u 0 R/Lang(zh-CN)"
	    "/MarkInfo<</Marked true>>/StructTreeRoot %u 0 R"
	    "/Metadata %u 0 R/OutputIntents[%u 0 R]"
	    "/ViewerPreferences<</DisplayDocTitle true>>>>",
	    p->pages, p->struct_root, p->metadata, p->intent);
	pdf_end(p);
}

/* The id is of what the letter says and where, so that the same letter gives
 * the same file. */
static void
pdf_trailer(struct pdf *p)
{
	size_t xref = p->out->len - p->start;
	char id[65];

	sha256_hex(p->said.len > 0 ? p->said.data : "", p->said.len, id);
	buf_addf(p->out, "xref\n0 %u\n0000000000 65535 f \n", p->n + 1);
	for (unsigned i = 1; i <= p->n && !p->failed; i++) {
		char line[] = "0000000000 00000 n \n";
		size_t at = p->offsets[i];

		for (int k = 10; k-- > 0; at /= 10)
			line[k] = (char)('0' + at % 10);
		buf_add(p->out, line, 20);
	}
	buf_addf(p->out,
	    "trailer\n<</Size %u/Root %u 0 R/Info %u 0 R"
	    "/ID[<%.32s><%.32s>]>>\nstartxref\n%zu\n%%%%EOF\n",
	    p->n + 1, p->catalog, p->info, id, id, xref);
}

static void
pdf_clear(struct pdf *p)
{
	for (size_t i = 0; i < p->fonts_n; i++)
		free(p->fonts[i].glyphs);
	uses_clear(&p->uses);
	free(p->offsets);
	free(p->page_objects);
	free(p->marks);
	buf_clear(&p->said);
}

bool
pdf_write(const struct layout *l, struct buf *out, struct err *err)
{
	struct pdf p = {.l = l, .out = out, .err = err, .start = out->len};
	bool ok;

	buf_adds(out, "%PDF-1.7\n%\xe5\xbf\xab\xe4\xbf\x9d\n");
	p.catalog = pdf_new(&p);
	p.pages = pdf_new(&p);
	p.info = pdf_new(&p);
	p.metadata = pdf_new(&p);
	p.intent = pdf_new(&p);
	p.struct_root = pdf_new(&p);
	ok =
	    pdf_fonts(&p) && pdf_pages(&p) && pdf_structure(&p) && pdf_meta(&p);
	if (ok) {
		pdf_catalog(&p);
		pdf_trailer(&p);
	}
	if (ok && (p.failed || p.said.failed || out->failed))
		ok = err_fail(err, ERR_BUSY, "busy", "pdf: out of memory");
	pdf_clear(&p);
	return ok;
}
