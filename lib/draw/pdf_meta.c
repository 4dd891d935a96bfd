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
xyz(struct buf *b, double x, double y, double z)
{
	buf_add(b, "XYZ \0\0\0\0", 8);
	be(b, (unsigned long)lround(x * 65536), 4);
	be(b, (unsigned long)lround(y * 65536), 4);
	be(b, (unsigned long)lround(z * 65536), 4);
}

/* Tag data of the profile, in the order of its table; IEC 61966-2-1 primaries
 * adapted to D50, its curve in 1024 steps. */
static void
icc_data(struct buf *b, size_t at[8])
{
	static const char name[] = "sRGB (kuaibao)";

	at[0] = b->len;
	buf_add(b, "desc\0\0\0\0", 8);
	be(b, sizeof(name), 4);
	buf_add(b, name, sizeof(name));
	for (size_t i = 0; i < 78 + (sizeof(name) + 1) % 4; i++)
		buf_addc(b, '\0');
	while (b->len % 4 != 0)
		buf_addc(b, '\0');
	at[1] = b->len;
	buf_add(b, "text\0\0\0\0No rights.\0\0", 20);
	at[2] = b->len;
	xyz(b, 0.9642, 1.0, 0.8249);
	at[3] = b->len;
	xyz(b, 0.4360, 0.2225, 0.0139);
	at[4] = b->len;
	xyz(b, 0.3851, 0.7169, 0.0971);
	at[5] = b->len;
	xyz(b, 0.1431, 0.0606, 0.7141);
	at[6] = b->len;
	buf_add(b, "curv\0\0\0\0", 8);
	be(b, 1024, 4);
	for (int i = 0; i < 1024; i++) {
		double v = i / 1023.0;

		v = v <= 0.04045 ? v / 12.92 : pow((v + 0.055) / 1.055, 2.4);
		be(b, (unsigned long)lround(v * 65535), 2);
	}
	at[7] = b->len;
}

/* An ICC profile, version 2.1 (ICC.1:1998-09), for a display. */
static void
icc_make(struct buf *b)
{
	static const char tags[][5] = {"desc", "cprt", "wtpt", "rXYZ", "gXYZ",
	    "bXYZ", "rTRC", "gTRC", "bTRC"};
	const size_t table = 128 + 4 + 9 * 12;
	struct buf data = {0};
	size_t at[8];

	icc_data(&data, at);
	be(b, table + data.len, 4);
	be(b, 0, 4);
	be(b, 0x02100000, 4);
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
	be(b, 9, 4);
	for (int i = 0; i < 9; i++) {
		int k = i < 6 ? i : 6; /* one curve for all three */

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
	pdf_stream(p, profile, "/N 3", b.data, b.len, false);
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
