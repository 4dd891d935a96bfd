/* xlsx.c: see xlsx.h. */
#include <stdbool.h>
#include <string.h>

#include "base/pack.h"
#include "base/xlsx.h"

#define HEAD "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n"
#define OOXML "http://schemas.openxmlformats.org/"
#define MAIN OOXML "spreadsheetml/2006/main"
#define RELS OOXML "officeDocument/2006/relationships"
#define PART "application/vnd.openxmlformats-officedocument.spreadsheetml."

enum { CELL_MAX = 32767, DIGITS_MAX = 15 };

static const struct {
	const char *name, *text;
} parts[] = {
    {"[Content_Types].xml",
	HEAD "<Types xmlns=\"" OOXML "package/2006/content-types\">"
	     "<Default Extension=\"rels\" ContentType=\"application/"
	     "vnd.openxmlformats-package.relationships+xml\"/>"
	     "<Override PartName=\"/xl/workbook.xml\" ContentType=\"" PART
	     "sheet.main+xml\"/><Override PartName=\"/xl/worksheets/"
	     "sheet1.xml\" ContentType=\"" PART "worksheet+xml\"/></Types>"},
    {"_rels/.rels",
	HEAD "<Relationships xmlns=\"" OOXML "package/2006/relationships\">"
	     "<Relationship Id=\"rId1\" Type=\"" RELS "/officeDocument\""
	     " Target=\"xl/workbook.xml\"/></Relationships>"},
    {"xl/workbook.xml",
	HEAD "<workbook xmlns=\"" MAIN "\" xmlns:r=\"" RELS "\"><sheets>"
	     "<sheet name=\"1\" sheetId=\"1\" r:id=\"rId1\"/></sheets>"
	     "</workbook>"},
    {"xl/_rels/workbook.xml.rels",
	HEAD "<Relationships xmlns=\"" OOXML "package/2006/relationships\">"
	     "<Relationship Id=\"rId1\" Type=\"" RELS "/worksheet\""
	     " Target=\"worksheets/sheet1.xml\"/></Relationships>"},
};

void
xlsx_open(struct xlsx *x)
{
	*x = (struct xlsx){0};
	buf_adds(&x->sheet,
	    HEAD "<worksheet xmlns=\"" MAIN "\"><sheetViews>"
		 "<sheetView workbookViewId=\"0\"><pane ySplit=\"1\""
		 " topLeftCell=\"A2\" activePane=\"bottomLeft\""
		 " state=\"frozen\"/></sheetView></sheetViews><sheetData>");
}

void
xlsx_row(struct xlsx *x)
{
	buf_adds(&x->sheet, x->row++ ? "</row><row>" : "<row>");
}

static bool
number_plain(const char *s)
{
	const char *p = s + (*s == '-');
	size_t whole = strspn(p, "0123456789"), part = 0;

	if (whole == 0 || (*p == '0' && whole > 1))
		return false;
	if (p[whole] == '.') {
		part = strspn(p + whole + 1, "0123456789");
		if (part++ == 0)
			return false;
	}
	return p[whole + part] == '\0' && whole + part <= DIGITS_MAX;
}

static void
text_write(struct buf *b, const char *s)
{
	size_t n = strnlen(s, CELL_MAX);

	while (n > 0 && s[n] && ((unsigned char)s[n] & 0xc0) == 0x80)
		n--; /* not within a character */
	for (; n > 0; n--, s++) {
		if (*s == '&')
			buf_adds(b, "&amp;");
		else if (*s == '<')
			buf_adds(b, "&lt;");
		else if (*s == '>')
			buf_adds(b, "&gt;");
		else if ((unsigned char)*s >= ' ' || *s == '\t' || *s == '\n')
			buf_addc(b, *s);
	}
}

void
xlsx_cell(struct xlsx *x, const char *text)
{
	if (*text == '\0') {
		buf_adds(&x->sheet, "<c/>");
	} else if (number_plain(text)) {
		buf_adds(&x->sheet, "<c><v>");
		buf_adds(&x->sheet, text);
		buf_adds(&x->sheet, "</v></c>");
	} else {
		buf_adds(&x->sheet, "<c t=\"inlineStr\"><is>"
				    "<t xml:space=\"preserve\">");
		text_write(&x->sheet, text);
		buf_adds(&x->sheet, "</t></is></c>");
	}
}

void
xlsx_close(struct xlsx *x, struct buf *out)
{
	struct zip z;
	size_t i;

	buf_adds(&x->sheet, x->row ? "</row>" : "");
	buf_adds(&x->sheet, "</sheetData></worksheet>");
	zip_open(&z, out);
	for (i = 0; i < sizeof(parts) / sizeof(parts[0]); i++)
		zip_add(
		    &z, parts[i].name, parts[i].text, strlen(parts[i].text));
	zip_add(&z, "xl/worksheets/sheet1.xml", x->sheet.data, x->sheet.len);
	zip_close(&z);
	out->failed |= x->sheet.failed;
	buf_clear(&x->sheet);
}
