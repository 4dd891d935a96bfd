/* pdf_font.c: subsets of faces, embedded with their characters; see pdf.h. */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/memo.h"
#include "base/pack.h"
#include "draw/pdf.h"
#include "font/cff.h"
#include "font/sfnt.h"
#include "font/shape.h"

enum { MADE_FILE = 'F', MADE_UNICODE = 'U' }; /* see made_write */

/* Outlines stay as they are where they fit; others become TrueType. */
static bool
font_is_cff(const struct pdf_font *f)
{
	return f->face->cff && (int)f->face->upem == 1000;
}

/* Codes are the glyph numbers of the file: see cff.h and sfnt.h. */
static bool
font_glyphs(struct pdf_font *f, const struct face_use *use)
{
	f->face = use->face;
	f->use = use;
	if ((f->glyphs = malloc((use->n + 1) * sizeof(*f->glyphs))) == NULL)
		return false;
	for (size_t i = 0; i < use->n; i++) {
		uint32_t gid = use->uses[i].gid;
		double w = face_advance(f->face, gid) * 1000;

		if (i > 0 && gid == use->uses[i - 1].gid)
			continue;
		f->glyphs[f->n] = (struct pdf_glyph){.gid = gid,
		    .ch = use->uses[i].ch,
		    .cid = (uint32_t)f->n + 1,
		    .width = (unsigned)lround(w)};
		f->n++;
	}
	return true;
}

const struct pdf_glyph *
pdf_glyph_get(
    const struct pdf *p, const struct face *face, uint32_t gid, size_t *font)
{
	const struct pdf_font *f = p->fonts;
	size_t low = 0, high;

	while (f->face != face)
		f++;
	*font = (size_t)(f - p->fonts);
	for (high = f->n; low < high;) {
		size_t mid = (low + high) / 2;

		if (f->glyphs[mid].gid < gid)
			low = mid + 1;
		else
			high = mid;
	}
	return low < f->n && f->glyphs[low].gid == gid ? &f->glyphs[low] : NULL;
}

/* CODE <UTF-16BE> in blocks of 100, as the CMap format asks; deflated. */
static void
unicode_make(const struct pdf_font *f, struct buf *out)
{
	struct buf b = {0}, z = {0};

	buf_adds(&b,
	    "/CIDInit /ProcSet findresource begin\n"
	    "12 dict begin\nbegincmap\n/CIDSystemInfo <</Registry(Adobe)"
	    "/Ordering(UCS)/Supplement 0>> def\n"
	    "/CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n"
	    "1 begincodespacerange\n<0000> <FFFF>\nendcodespacerange\n");
	for (size_t i = 0; i < f->n; i++) {
		if (i % 100 == 0)
			buf_addf(&b, "%zu beginbfchar\n",
			    f->n - i < 100 ? f->n - i : 100);
		buf_addc(&b, '<');
		put_hex(&b, f->glyphs[i].cid, 4);
		buf_adds(&b, "> <");
		put_utf16(&b, f->glyphs[i].ch);
		buf_adds(&b, ">\n");
		if (i % 100 == 99 || i + 1 == f->n)
			buf_adds(&b, "endbfchar\n");
	}
	buf_adds(&b, "endcmap\nCMapName currentdict /CMap defineresource pop\n"
		     "end\nend\n");
	pack_zlib(&z, b.data, b.len);
	z.failed |= b.failed;
	pdf_put_packed(out, "", &z);
	buf_clear(&b);
	buf_clear(&z);
}

static void
font_widths(struct pdf *p, const struct pdf_font *f)
{
	buf_adds(p->out, "/DW 1000/W[");
	for (size_t i = 0; i < f->n; i++)
		if (f->glyphs[i].width != 1000) {
			put_int(p->out, f->glyphs[i].cid);
			buf_addc(p->out, '[');
			put_int(p->out, f->glyphs[i].width);
			buf_addc(p->out, ']');
		}
	buf_addc(p->out, ']');
}

static int
head_value(hb_blob_t *head, unsigned at, double upem)
{
	unsigned n;
	const uint8_t *p = (const uint8_t *)hb_blob_get_data(head, &n);

	if (at + 2 > n)
		return 0;
	return (int)lround((int16_t)(p[at] << 8 | p[at + 1]) * 1000 / upem);
}

static void
font_descriptor(struct pdf *p, const struct pdf_font *f, unsigned id,
    const char *name, unsigned file)
{
	hb_blob_t *head = face_table(f->face, "head");
	double upem = f->face->upem;

	pdf_begin(p, id);
	buf_addf(p->out,
	    "<</Type/FontDescriptor/FontName/%s/Flags 4"
	    "/FontBBox[%d %d %d %d]/ItalicAngle 0/Ascent 880/Descent -120"
	    "/CapHeight 733/StemV 80/%s %u 0 R>>",
	    name, head_value(head, 36, upem), head_value(head, 38, upem),
	    head_value(head, 40, upem), head_value(head, 42, upem),
	    font_is_cff(f) ? "FontFile3" : "FontFile2", file);
	pdf_end(p);
	hb_blob_destroy(head);
}

/* ABCDEF+Name: the tag is of the glyphs that are in it. */
static void
font_name(const struct pdf_font *f, char *out, size_t size)
{
	uint32_t tag =
	    pack_crc(f->use->uses, f->use->n * sizeof(*f->use->uses));

	for (int i = 0; i < 6; i++, tag /= 26)
		out[i] = (char)('A' + tag % 26);
	snprintf(out + 6, size - 6, "+%s", f->face->name);
}

static void
file_make(const struct pdf_font *f, const char *name, struct buf *out)
{
	struct fontfile file = {0};
	struct buf z = {0};
	char dict[64] = "/Subtype/CIDFontType0C";

	if (font_is_cff(f)) {
		cff_make(f->use, name, &file);
	} else {
		sfnt_make(f->use, name, &file);
		snprintf(dict, sizeof(dict), "/Length1 %zu", file.raw.len);
	}
	fontfile_zlib(&file, &z);
	pdf_put_packed(out, dict, &z);
	buf_clear(&z);
	fontfile_clear(&file);
}

/* A stream that follows from the face and the set of its glyphs alone: what
 * one letter made serves another of just that set, and no other. */
static void
made_write(struct pdf *p, const struct pdf_font *f, char kind, const char *name,
    unsigned id)
{
	struct memo *memo = shape_memo(f->face);
	size_t n = f->use->n * sizeof(*f->use->uses);
	const struct buf *made = memo_get(memo, kind, f->use->uses, n);
	struct buf b = {0};

	if (made == NULL) {
		made = &b;
		if (kind == MADE_FILE)
			file_make(f, name, &b);
		else
			unicode_make(f, &b);
		memo_put(memo, kind, f->use->uses, n, &b);
	}
	pdf_begin(p, id);
	buf_add(p->out, made->data, made->len);
	pdf_end(p);
	p->failed |= made->failed;
	buf_clear(&b);
}

static void
font_write(struct pdf *p, struct pdf_font *f)
{
	unsigned file = pdf_new(p), desc = pdf_new(p), cid = pdf_new(p);
	unsigned unicode = pdf_new(p);
	bool cff = font_is_cff(f);
	char name[160];

	font_name(f, name, sizeof(name));
	made_write(p, f, MADE_FILE, name, file);
	font_descriptor(p, f, desc, name, file);
	made_write(p, f, MADE_UNICODE, name, unicode);
	pdf_begin(p, cid);
	buf_addf(p->out,
	    "<</Type/Font/Subtype/CIDFontType%d/BaseFont/%s"
	    "/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0"
	    ">>/FontDescriptor %u 0 R%s",
	    cff ? 0 : 2, name, desc, cff ? "" : "/CIDToGIDMap/Identity");
	font_widths(p, f);
	buf_adds(p->out, ">>");
	pdf_end(p);
	f->object = pdf_new(p);
	pdf_begin(p, f->object);
	buf_addf(p->out,
	    "<</Type/Font/Subtype/Type0/BaseFont/%s%s"
	    "/Encoding/Identity-H/DescendantFonts[%u 0 R]/ToUnicode %u 0 R>>",
	    name, cff ? "-Identity-H" : "", cid, unicode);
	pdf_end(p);
}

bool
pdf_fonts(struct pdf *p)
{
	list_uses(p->l, &p->uses);
	p->failed |= p->uses.failed;
	for (; p->fonts_n < p->uses.n && !p->failed; p->fonts_n++)
		if (!font_glyphs(
			&p->fonts[p->fonts_n], &p->uses.faces[p->fonts_n]))
			p->failed = true;
	for (size_t i = 0; i < p->fonts_n && !p->failed; i++)
		font_write(p, &p->fonts[i]);
	return true; /* a failure is told at the end */
}
