/* pdf_meta.c: information, XMP (PDF/A-2u), output intent; see pdf.h. */
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "draw/pdf.h"

static void
meta_info(struct pdf *p)
{
	const char *d = p->l->date;

	pdf_begin(p, p->info);
	buf_adds(p->out, "<</Title");
	pdf_string(p->out, p->l->title);
	buf_adds(p->out, "/Author");
	pdf_string(p->out, p->l->organ);
	buf_adds(p->out, "/Subject");
	pdf_string(p->out, p->l->number);
	buf_adds(p->out, "/Producer(kuaibao)");
	if (strlen(d) == 10)
		buf_addf(p->out, "/CreationDate(D:%.4s%.2s%.2s000000+08'00')",
		    d, d + 5, d + 8);
	buf_adds(p->out, ">>");
	pdf_end(p);
}

static void
meta_xmp(struct pdf *p)
{
	struct buf b = {0};

	buf_adds(&b,
	    "<?xpacket begin=\"\xef\xbb\xbf\" "
	    "id=\"W5M0MpCehiHzreSzNTczkc9d\"?>\n"
	    "<x:xmpmeta xmlns:x=\"adobe:ns:meta/\"><rdf:RDF xmlns:rdf=\""
	    "http://www.w3.org/1999/02/22-rdf-syntax-ns#\"><rdf:Description "
	    "rdf:about=\"\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\" "
	    "xmlns:xmp=\"http://ns.adobe.com/xap/1.0/\" "
	    "xmlns:pdf=\"http://ns.adobe.com/pdf/1.3/\" "
	    "xmlns:pdfaid=\"http://www.aiim.org/pdfa/ns/id/\">\n"
	    "<pdfaid:part>2</pdfaid:part><pdfaid:conformance>U"
	    "</pdfaid:conformance>\n<dc:format>application/pdf</dc:format>"
	    "<dc:language><rdf:Bag><rdf:li>zh-CN</rdf:li></rdf:Bag>"
	    "</dc:language>\n"
	    "<dc:title><rdf:Alt><rdf:li xml:lang=\"x-default\">");
	put_text(&b, p->l->title);
	buf_adds(&b, "</rdf:li></rdf:Alt></dc:title>\n"
		     "<dc:creator><rdf:Seq><rdf:li>");
	put_text(&b, p->l->organ);
	buf_adds(&b,
	    "</rdf:li></rdf:Seq></dc:creator>\n"
	    "<dc:description><rdf:Alt><rdf:li xml:lang=\"x-default\">");
	put_text(&b, p->l->number);
	buf_adds(&b, "</rdf:li></rdf:Alt></dc:description>\n"
		     "<pdf:Producer>kuaibao</pdf:Producer>");
	if (strlen(p->l->date) == 10)
		buf_addf(&b,
		    "<xmp:CreateDate>%sT00:00:00+08:00"
		    "</xmp:CreateDate>",
		    p->l->date);
	buf_adds(&b, "\n</rdf:Description></rdf:RDF></x:xmpmeta>\n"
		     "<?xpacket end=\"w\"?>");
	p->failed |= b.failed;
	pdf_stream(p, p->metadata, "/Type/Metadata/Subtype/XML",
	    b.len > 0 ? b.data : "", b.len, true);
	buf_clear(&b);
}

static void
be(struct buf *b, unsigned long v, int bytes)
{
	while (bytes-- > 0)
		buf_addc(b, (char)(v >> (8 * bytes)));
}

static void
numbers(struct buf *b, const char *type, const double *v, int n)
{
	buf_add(b, type, 8);
	for (int i = 0; i < n; i++)
		be(b, (unsigned long)lround(v[i] * 65536), 4);
}

static void
text(struct buf *b, const char *ascii)
{
	size_t n = strlen(ascii);

	buf_add(b, "mluc\0\0\0\0\0\0\0\1\0\0\0\14enUS", 20);
	be(b, 2 * n, 4);
	be(b, 28, 4);
	for (; *ascii != '\0'; ascii++)
		be(b, (unsigned char)*ascii, 2);
	while (b->len % 4 != 0)
		buf_addc(b, '\0');
}

enum { ICC_DATA = 8 }; /* one curve serves all three colours */

/* Tag data of the profile, in the order of its table; IEC 61966-2-1 primaries
 * adapted to D50, and its curve. */
static void
icc_data(struct buf *b, size_t at[ICC_DATA + 1])
{
	static const double white[] = {0.9642, 1.0, 0.8249};
	static const double red[] = {0.4360, 0.2225, 0.0139};
	static const double green[] = {0.3851, 0.7169, 0.0971};
	static const double blue[] = {0.1431, 0.0606, 0.7141};
	static const double adapt[] = {1.0479, 0.0229, -0.0502, 0.0296, 0.9904,
	    -0.0171, -0.0092, 0.0151, 0.7517};
	static const double curve[] = {
	    2.4, 1 / 1.055, 0.055 / 1.055, 1 / 12.92, 0.04045};

	at[0] = b->len;
	text(b, "sRGB (kuaibao)");
	at[1] = b->len;
	text(b, "No rights.");
	at[2] = b->len;
	numbers(b, "XYZ \0\0\0\0", white, 3);
	at[3] = b->len;
	numbers(b, "XYZ \0\0\0\0", red, 3);
	at[4] = b->len;
	numbers(b, "XYZ \0\0\0\0", green, 3);
	at[5] = b->len;
	numbers(b, "XYZ \0\0\0\0", blue, 3);
	at[6] = b->len;
	numbers(b, "sf32\0\0\0\0", adapt, 9);
	at[7] = b->len;
	buf_add(b, "para\0\0\0\0\0\3\0\0", 12);
	for (size_t i = 0; i < sizeof(curve) / sizeof(*curve); i++)
		be(b, (unsigned long)lround(curve[i] * 65536), 4);
	at[8] = b->len;
}

/* An ICC profile, version 4.2 (ICC.1:2004-10), for a display. */
static void
icc_make(struct buf *b)
{
	static const char tags[][5] = {"desc", "cprt", "wtpt", "rXYZ", "gXYZ",
	    "bXYZ", "chad", "rTRC", "gTRC", "bTRC"};
	enum { TAGS = sizeof(tags) / sizeof(*tags) };
	const size_t table = 128 + 4 + TAGS * 12;
	struct buf data = {0};
	size_t at[ICC_DATA + 1];

	icc_data(&data, at);
	be(b, table + data.len, 4);
	be(b, 0, 4);
	be(b, 0x04200000, 4);
	buf_add(b, "mntrRGB XYZ ", 12);
	for (int i = 0; i < 6; i++) /* 2026-01-01 00:00:00 */
		be(b, i == 0 ? 2026 : i < 3 ? 1 : 0, 2);
	buf_add(b, "acsp", 4);
	for (int i = 40; i < 68; i++)
		buf_addc(b, '\0');
	be(b, 0xf6d6, 4);
	be(b, 0x10000, 4);
	be(b, 0xd32d, 4);
	for (int i = 80; i < 128; i++)
		buf_addc(b, '\0');
	be(b, TAGS, 4);
	for (int i = 0; i < TAGS; i++) {
		int k = i < ICC_DATA ? i : ICC_DATA - 1;

		buf_add(b, tags[i], 4);
		be(b, table + at[k], 4);
		be(b, at[k + 1] - at[k], 4);
	}
	buf_add(b, data.data, data.len);
	b->failed |= data.failed;
	buf_clear(&data);
}

static void
meta_intent(struct pdf *p)
{
	unsigned profile = pdf_new(p);
	struct buf b = {0};

	icc_make(&b);
	p->failed |= b.failed;
	pdf_stream(p, profile, "/N 3", b.data, b.len, true);
	buf_clear(&b);
	pdf_begin(p, p->intent);
	buf_addf(p->out,
	    "<</Type/OutputIntent/S/GTS_PDFA1"
	    "/OutputConditionIdentifier(sRGB)/Info(sRGB IEC61966-2.1)"
	    "/RegistryName(http://www.color.org)/DestOutputProfile %u 0 R>>",
	    profile);
	pdf_end(p);
}

bool
pdf_meta(struct pdf *p)
{
	meta_info(p);
	meta_xmp(p);
	meta_intent(p);
	return true;
}
