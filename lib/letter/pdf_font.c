/* pdf_font.c: subsets of faces, embedded with their characters; see pdf.h. */
#include <hb-subset.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "letter/pdf.h"

static struct pdf_font *
font_of(struct pdf *p, const struct face *face)
{
	for (size_t i = 0; i < p->fonts_n; i++)
		if (p->fonts[i].face == face)
			return &p->fonts[i];
	if (p->fonts_n == PDF_FONTS) {
		p->failed = true;
		return NULL;
	}
	p->fonts[p->fonts_n].face = face;
	return &p->fonts[p->fonts_n++];
}

static void
font_glyph_add(struct pdf *p, struct pdf_font *f, const struct glyph *g)
{
	size_t cap = f->cap > 0 ? f->cap * 2 : 256;
	struct pdf_glyph *more;

	if (f->n == f->cap) {
		if ((more = realloc(f->glyphs, cap * sizeof(*more))) == NULL) {
			p->failed = true;
			return;
		}
		f->glyphs = more;
		f->cap = cap;
	}
	f->glyphs[f->n++] = (struct pdf_glyph){.gid = g->gid, .ch = g->ch};
}

static int
by_gid(const void *a, const void *b)
{
	const struct pdf_glyph *x = a, *y = b;

	if (x->gid != y->gid)
		return x->gid < y->gid ? -1 : 1;
	return x->ch < y->ch ? -1 : x->ch > y->ch;
}

/* Sorts; keeps each glyph once, under its lowest character. */
static void
font_order(struct pdf_font *f)
{
	size_t n = 0;

	qsort(f->glyphs, f->n, sizeof(*f->glyphs), by_gid);
	for (size_t i = 0; i < f->n; i++)
		if (n == 0 || f->glyphs[n - 1].gid != f->glyphs[i].gid)
			f->glyphs[n++] = f->glyphs[i];
	f->n = n;
}

static void
fonts_collect(struct pdf *p)
{
	for (size_t i = 0; i < p->l->n; i++)
		for (size_t k = 0; k < p->l->pages[i].n; k++) {
			const struct item *it = &p->l->pages[i].items[k];
			struct pdf_font *f;

			if (it->kind != ITEM_RUN ||
			    (f = font_of(p, it->face)) == NULL)
				continue;
			for (size_t g = 0; g < it->n; g++)
				font_glyph_add(p, f, &it->glyphs[g]);
		}
	for (size_t i = 0; i < p->fonts_n; i++)
		font_order(&p->fonts[i]);
}

const struct pdf_glyph *
pdf_glyph_get(
    const struct pdf *p, const struct face *face, uint32_t gid, size_t *font)
{
	struct pdf_glyph key = {.gid = gid};
	const struct pdf_font *f = p->fonts;
	size_t low = 0, high;

	while (f->face != face)
		f++;
	*font = (size_t)(f - p->fonts);
	for (high = f->n; low < high;) {
		size_t mid = (low + high) / 2;

		if (f->glyphs[mid].gid < key.gid)
			low = mid + 1;
		else
			high = mid;
	}
	return low < f->n && f->glyphs[low].gid == gid ? &f->glyphs[low] : NULL;
}

static hb_subset_plan_t *
font_plan(const struct pdf_font *f)
{
	static const char drop[][5] = {"GSUB", "GPOS", "GDEF", "BASE", "VORG",
	    "vhea", "vmtx", "VDMX", "DSIG", "name", "OS/2", "cmap", "post",
	    "meta", "kern", "gasp"};
	hb_subset_input_t *in = hb_subset_input_create_or_fail();
	hb_subset_plan_t *plan;
	hb_set_t *set;

	if (in == NULL)
		return NULL;
	set = hb_subset_input_glyph_set(in);
	for (size_t i = 0; i < f->n; i++)
		hb_set_add(set, f->glyphs[i].gid);
	set = hb_subset_input_set(in, HB_SUBSET_SETS_DROP_TABLE_TAG);
	for (size_t i = 0; i < sizeof(drop) / sizeof(*drop); i++)
		hb_set_add(set,
		    HB_TAG(drop[i][0], drop[i][1], drop[i][2], drop[i][3]));
	hb_subset_input_set_flags(
	    in, HB_SUBSET_FLAGS_NO_HINTING | HB_SUBSET_FLAGS_NOTDEF_OUTLINE);
	plan = hb_subset_plan_create_or_fail(
	    f->face->prepared ? f->face->prepared : f->face->hb, in);
	hb_subset_input_destroy(in);
	return plan;
}

/* Codes: the CFF charset's CIDs, or the subset's own glyph numbers. */
static bool
font_codes(struct pdf_font *f, hb_subset_plan_t *plan, const uint8_t *cff,
    size_t n, unsigned glyphs)
{
	const hb_map_t *map = hb_subset_plan_old_to_new_glyph_mapping(plan);
	uint32_t *cids = calloc(glyphs, sizeof(*cids));
	bool ok = cids != NULL;

	if (ok && f->face->cff)
		ok = cff_cids(cff, n, cids, glyphs);
	for (size_t i = 0; ok && i < f->n; i++) {
		struct pdf_glyph *g = &f->glyphs[i];
		hb_codepoint_t to = hb_map_get(map, g->gid);

		if ((ok = to < glyphs))
			g->cid = f->face->cff ? cids[to] : to;
		g->width =
		    (unsigned)lround(face_advance(f->face, g->gid) * 1000);
	}
	free(cids);
	return ok;
}

/* CODE <UTF-16BE> in blocks of 100, as the CMap format asks. */
static void
font_unicode(struct pdf *p, const struct pdf_font *f, unsigned id)
{
	struct buf b = {0};

	buf_adds(&b,
	    "/CIDInit /ProcSet findresource begin\n"
	    "12 dict begin\nbegincmap\n/CIDSystemInfo <</Registry(Adobe)"
	    "/Ordering(UCS)/Supplement 0>> def\n"
	    "/CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n"
	    "1 begincodespacerange\n<0000> <FFFF>\nendcodespacerange\n");
	for (size_t i = 0; i < f->n; i++) {
		uint32_t c = f->glyphs[i].ch;

		if (i % 100 == 0)
			buf_addf(&b, "%zu beginbfchar\n",
			    f->n - i < 100 ? f->n - i : 100);
		buf_addf(&b, "<%04X> <", (unsigned)f->glyphs[i].cid);
		if (c >= 0x10000) {
			buf_addf(&b, "%04X", 0xd7c0 + (c >> 10));
			c = 0xdc00 + (c & 0x3ff);
		}
		buf_addf(&b, "%04X>\n", (unsigned)c);
		if (i % 100 == 99 || i + 1 == f->n)
			buf_adds(&b, "endbfchar\n");
	}
	buf_adds(&b, "endcmap\nCMapName currentdict /CMap defineresource pop\n"
		     "end\nend\n");
	p->failed |= b.failed;
	pdf_stream(p, id, "", b.data, b.len, false);
	buf_clear(&b);
}

static int
by_cid(const void *a, const void *b)
{
	const struct pdf_glyph *x = a, *y = b;

	return x->cid < y->cid ? -1 : x->cid > y->cid;
}

static void
font_widths(struct pdf *p, const struct pdf_font *f)
{
	struct pdf_glyph *g = malloc((f->n + 1) * sizeof(*g));

	if (g == NULL) {
		p->failed = true;
		return;
	}
	memcpy(g, f->glyphs, f->n * sizeof(*g));
	qsort(g, f->n, sizeof(*g), by_cid);
	buf_adds(p->out, "/DW 1000/W[");
	for (size_t i = 0; i < f->n; i++)
		if (g[i].width != 1000)
			buf_addf(
			    p->out, "%u[%u]", (unsigned)g[i].cid, g[i].width);
	buf_addc(p->out, ']');
	free(g);
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
	    f->face->cff ? "FontFile3" : "FontFile2", file);
	pdf_end(p);
	hb_blob_destroy(head);
}

/* ABCDEF+Name: the tag is of the subset's bytes. */
static void
font_name(const struct pdf_font *f, const void *data, size_t n, char *out,
    size_t size)
{
	char hex[65];

	sha256_hex(data, n, hex);
	for (int i = 0; i < 6; i++)
		out[i] = (char)('A' + (hex[i] > '9' ? hex[i] - 'a' + 10
						    : hex[i] - '0'));
	snprintf(out + 6, size - 6, "+%s", f->face->name);
	for (char *c = out + 7; *c != '\0'; c++)
		if (*c <= ' ' || *c > '~' || strchr("()<>[]{}/%#", *c) != NULL)
			*c = '_';
}

static void
font_write(struct pdf *p, struct pdf_font *f, const void *data, size_t n)
{
	unsigned file = pdf_new(p), desc = pdf_new(p), cid = pdf_new(p);
	unsigned unicode = pdf_new(p);
	char name[160], dict[64];

	font_name(f, data, n, name, sizeof(name));
	if (f->face->cff)
		strcpy(dict, "/Subtype/CIDFontType0C");
	else
		snprintf(dict, sizeof(dict), "/Length1 %zu", n);
	pdf_stream(p, file, dict, data, n, false);
	font_descriptor(p, f, desc, name, file);
	font_unicode(p, f, unicode);
	pdf_begin(p, cid);
	buf_addf(p->out,
	    "<</Type/Font/Subtype/CIDFontType%d/BaseFont/%s"
	    "/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0"
	    ">>/FontDescriptor %u 0 R%s",
	    f->face->cff ? 0 : 2, name, desc,
	    f->face->cff ? "" : "/CIDToGIDMap/Identity");
	font_widths(p, f);
	buf_adds(p->out, ">>");
	pdf_end(p);
	f->object = pdf_new(p);
	pdf_begin(p, f->object);
	buf_addf(p->out,
	    "<</Type/Font/Subtype/Type0/BaseFont/%s%s"
	    "/Encoding/Identity-H/DescendantFonts[%u 0 R]/ToUnicode %u 0 R>>",
	    name, f->face->cff ? "-Identity-H" : "", cid, unicode);
	pdf_end(p);
}

static bool
font_embed(struct pdf *p, struct pdf_font *f)
{
	hb_subset_plan_t *plan = font_plan(f);
	hb_face_t *sub =
	    plan != NULL ? hb_subset_plan_execute_or_fail(plan) : NULL;
	hb_blob_t *blob = NULL;
	unsigned n = 0;
	const char *data;
	bool ok = false;

	if (sub != NULL) {
		blob = f->face->cff ? hb_face_reference_table(
					  sub, HB_TAG('C', 'F', 'F', ' '))
				    : hb_face_reference_blob(sub);
		data = hb_blob_get_data(blob, &n);
		ok = n > 0 && font_codes(f, plan, (const uint8_t *)data, n,
				  hb_face_get_glyph_count(sub));
		if (ok)
			font_write(p, f, data, n);
	}
	hb_blob_destroy(blob);
	hb_face_destroy(sub);
	hb_subset_plan_destroy(plan);
	return ok || err_fail(p->err, ERR_BUG, "letter-subset",
			 "%s cannot be subset", f->face->path);
}

bool
pdf_fonts(struct pdf *p)
{
	fonts_collect(p);
	if (p->failed)
		return true; /* told at the end */
	for (size_t i = 0; i < p->fonts_n; i++)
		if (!font_embed(p, &p->fonts[i]))
			return false;
	return true;
}
