/* test_pdfa.c: what ISO 19005-2:2011 (PDF/A-2, level U) asks of a file, rule by
 * rule, held against each letter of the gallery; and the structure tree of ISO
 * 32000-1 14.7. What no letter has (annotations, actions, forms, files inside,
 * optional content) is forbidden outright. */
#include "tests/unit/letter.h"

#include <dirent.h>

#include "tests/unit/pdfread.h"
#include "xml/mem.h"

#define GALLERY "xslt/letter/gallery"

static bool
starts(const char *p, const char *what)
{
	return p != NULL && strncmp(p, what, strlen(what)) == 0;
}

/* No dictionary has any of the words. */
static bool
nowhere(const struct pdf_read *r, const char *const *words)
{
	for (size_t i = 1; i < r->n; i++)
		for (size_t k = 0; words[k] != NULL; k++)
			if (pdf_value(r->o[i].dict, words[k]) != NULL)
				return false;
	return true;
}

static const char *
catalog(const struct pdf_read *r)
{
	return r->o[pdf_at(r->trailer, "/Root")].dict;
}

static bool
header(const struct pdf_read *r)
{
	const char *p = r->b->data;

	if (!starts(p, "%PDF-1.7\n%"))
		return false;
	for (p += 10; p < r->b->data + 14; p++)
		if ((*p & 0x80) == 0)
			return false;
	return true;
}

static bool
trailer(const struct pdf_read *r)
{
	return pdf_value(r->trailer, "/ID") != NULL &&
	       pdf_value(r->trailer, "/Encrypt") == NULL &&
	       memcmp(r->b->data + r->b->len - 6, "%%EOF\n", 6) == 0;
}

static bool
hex_strings(const struct pdf_read *r)
{
	for (size_t i = 1; i < r->n; i++)
		for (const char *p = r->o[i].dict; *p != '\0'; p++) {
			size_t n;

			if (*p != '<')
				continue;
			if (p[1] == '<') {
				p++;
				continue;
			}
			n = strspn(p + 1, "0123456789ABCDEFabcdef");
			if (p[n + 1] != '>' || n % 2 != 0 || n / 2 > 32767)
				return false;
			p += n;
		}
	return true;
}

static bool
streams(const struct pdf_read *r)
{
	static const char *const no[] = {
	    "/FFilter", "/FDecodeParms", "/LZWDecode", "/Crypt", "/F", NULL};

	for (size_t i = 1; i < r->n; i++)
		for (size_t k = 0; r->o[i].has_stream && no[k] != NULL; k++)
			if (pdf_value(r->o[i].dict, no[k]) != NULL)
				return false;
	return true; /* Length and EOLs: pdf_object_read */
}

static bool
objects(const struct pdf_read *r)
{
	for (size_t i = 1; i < r->n; i++)
		if (r->o[i].raw[-1] != '\n' ||
		    strtoul(r->o[i].raw, NULL, 10) != i)
			return false;
	return r->n < 8388607;
}

/* The page whose number is i among all objects; false: it is none. */
static bool
is_page(const struct pdf_read *r, size_t i)
{
	return pdf_value(r->o[i].dict, "/Type/Page") != NULL;
}

/* What is drawn on the page, which strings may hold NUL in. */
static const struct buf *
content(const struct pdf_read *r, size_t page)
{
	return &r->o[pdf_at(r->o[page].dict, "/Contents")].stream;
}

/* Behind the string that begins there; `codes`: whether none of its codes of
 * two bytes is 0. */
static const char *
string_end(const char *p, bool *codes)
{
	bool high = true, zero = false;

	for (p++; *p != ')'; p++, high = !high) {
		p += *p == '\\';
		if (high)
			zero = *p == '\0';
		else if (zero && *p == '\0')
			*codes = false;
	}
	*codes &= high;
	return p + 1;
}

struct content {
	int depth, marked, deepest;
	size_t marks; /* with an MCID */
	bool codes;   /* none is of .notdef */
};

static bool
one_operator(struct content *c, const char *op, size_t n)
{
	static const char known[] =
	    " q Q cm gs Do BT ET Tf Tc Tm TJ rg g re f BDC BMC EMC ";
	char word[16];

	snprintf(word, sizeof(word), " %.*s ", (int)n, op);
	c->depth += strcmp(word, " q ") == 0;
	c->depth -= strcmp(word, " Q ") == 0;
	c->deepest = c->depth > c->deepest ? c->depth : c->deepest;
	c->marked += strcmp(word, " BDC ") == 0 || strcmp(word, " BMC ") == 0;
	c->marked -= strcmp(word, " EMC ") == 0;
	return strstr(known, word) != NULL && c->depth >= 0 && c->marked >= 0;
}

/* Operators one by one, over names and strings. */
static bool
operators(const struct buf *b, struct content *c)
{
	const char *p = b->data, *end = p + b->len;

	*c = (struct content){.codes = true};
	while (p < end) {
		size_t n = 1;

		if (*p == '(') {
			p = string_end(p, &c->codes);
			continue;
		}
		if (*p == '/') {
			c->marks += starts(p, "/MCID ");
			n += strcspn(p + 1, " /<>[]()\n");
		} else if (isalpha((unsigned char)*p)) {
			while (isalnum((unsigned char)p[n]) || p[n] == '*')
				n++;
			if (!one_operator(c, p, n))
				return false;
		} else if (*p == '<') {
			n = p[1] == '<' ? 2 : strcspn(p, ">");
		}
		p += n;
	}
	return true;
}

static bool
contents(const struct pdf_read *r)
{
	for (size_t i = 1; i < r->n; i++) {
		struct content c;

		if (!is_page(r, i))
			continue;
		if (!operators(content(r, i), &c) || c.depth != 0 ||
		    c.marked != 0 || c.deepest > 28)
			return false;
		if (pdf_value(r->o[i].dict, "/Resources") == NULL)
			return false;
	}
	return true;
}

static unsigned
be32(const char *p)
{
	const uint8_t *q = (const uint8_t *)p;

	return (unsigned)q[0] << 24 | (unsigned)q[1] << 16 |
	       (unsigned)q[2] << 8 | q[3];
}

static bool
intent(const struct pdf_read *r)
{
	const char *d = r->o[pdf_at(catalog(r), "/OutputIntents")].dict;
	const struct buf *p;

	if (!starts(pdf_value(d, "/S"), "/GTS_PDFA1"))
		return false;
	p = &r->o[pdf_at(d, "/DestOutputProfile")].stream;
	if (p->len < 132 || be32(p->data) != p->len || p->data[8] > 4 ||
	    memcmp(p->data + 12, "mntrRGB XYZ ", 12) != 0 ||
	    memcmp(p->data + 36, "acsp", 4) != 0)
		return false;
	for (unsigned i = 0; i < be32(p->data + 128); i++) {
		const char *t = p->data + 132 + 12 * i;

		if (be32(t + 4) % 4 != 0 || be32(t + 4) + be32(t + 8) > p->len)
			return false;
	}
	return true;
}

static bool
colours(const struct pdf_read *r)
{
	static const char *const no[] = {"/DeviceCMYK", "/Separation",
	    "/DeviceN", "/Indexed", "/Pattern", NULL};

	return nowhere(r, no);
}

static bool
states(const struct pdf_read *r)
{
	static const char *const no[] = {"/TR", "/TR2", "/HTP", "/HT", "/BG"};

	for (size_t i = 1; i < r->n; i++) {
		const char *d = pdf_value(r->o[i].dict, "/ExtGState");
		const char *mode = d != NULL ? pdf_value(d, "/BM") : NULL;

		if (mode != NULL && !starts(mode, "/Multiply"))
			return false;
		for (size_t k = 0; d != NULL && k < 5; k++)
			if (pdf_value(d, no[k]) != NULL)
				return false;
	}
	return true;
}

static bool
images(const struct pdf_read *r)
{
	static const char *const no[] = {"/Alternates", "/OPI", "/Interpolate",
	    "/Ref", "/PS", "/Subtype2", NULL};

	return nowhere(r, no);
}

/* Every font: composite, embedded, its codes its glyphs. */
static bool
fonts_embedded(const struct pdf_read *r)
{
	size_t found = 0;

	for (size_t i = 1; i < r->n; i++) {
		const char *d = r->o[i].dict, *cid, *desc;

		if (!starts(pdf_value(d, "/Type"), "/Font/"))
			continue;
		if (starts(pdf_value(d, "/Subtype"), "/CIDFont"))
			continue; /* is looked at from above */
		if (!starts(pdf_value(d, "/Subtype"), "/Type0") ||
		    !starts(pdf_value(d, "/Encoding"), "/Identity-H"))
			return false;
		cid = r->o[pdf_at(d, "/DescendantFonts")].dict;
		desc = r->o[pdf_at(cid, "/FontDescriptor")].dict;
		if (starts(pdf_value(cid, "/Subtype"), "/CIDFontType2") !=
		    starts(pdf_value(cid, "/CIDToGIDMap"), "/Identity"))
			return false;
		if (!r->o[pdf_at(desc, "/FontFile2")].has_stream &&
		    !starts(r->o[pdf_at(desc, "/FontFile3")].dict,
			"<</Subtype/CIDFontType0C"))
			return false;
		if (pdf_value(desc, "/CIDSet") != NULL)
			return false; /* it would have to be complete */
		found++;
	}
	return found > 0;
}

/* Level U: every code has a character, and none that stands for nothing. */
static bool
fonts_unicode(const struct pdf_read *r)
{
	for (size_t i = 1; i < r->n; i++) {
		const char *d = r->o[i].dict, *p;
		unsigned code, to;

		if (!starts(pdf_value(d, "/Subtype"), "/Type0"))
			continue;
		p = r->o[pdf_at(d, "/ToUnicode")].stream.data;
		if (p == NULL)
			return false;
		for (p = strstr(p, "beginbfchar"); p != NULL && *p != '\0';
		     p = strchr(p, '\n') + 1) {
			if (sscanf(p, "<%4x> <%4x", &code, &to) != 2)
				continue;
			if (code == 0 || to == 0 || to == 0xfeff ||
			    to == 0xfffe)
				return false;
		}
	}
	return true;
}

static bool
codes_of_glyphs(const struct pdf_read *r)
{
	for (size_t i = 1; i < r->n; i++) {
		struct content c;

		if (is_page(r, i) &&
		    (!operators(content(r, i), &c) || !c.codes))
			return false;
	}
	return true;
}

static bool
no_annotations(const struct pdf_read *r)
{
	static const char *const no[] = {"/Annots", "/AcroForm", "/XFA", NULL};

	return nowhere(r, no);
}

static bool
no_actions(const struct pdf_read *r)
{
	static const char *const no[] = {
	    "/A", "/AA", "/OpenAction", "/JavaScript", "/JS", "/Launch", NULL};

	return nowhere(r, no);
}

static bool
no_extras(const struct pdf_read *r)
{
	static const char *const no[] = {"/EmbeddedFiles", "/EF", "/AF",
	    "/OCProperties", "/OC", "/AlternatePresentations", "/PresSteps",
	    "/Requirements", "/Perms", "/NeedsRendering", NULL};

	return nowhere(r, no);
}

/* XMP: a packet without attributes that are not to be there, well-formed, the
 * same title and date as in the information dictionary. */
static bool
metadata(const struct pdf_read *r)
{
	size_t at = pdf_at(catalog(r), "/Metadata");
	const char *p = r->o[at].stream.data, *from, *end;
	struct err err = {0};
	xmlDoc *doc;

	if (p == NULL || !starts(p, "<?xpacket begin=\"\xef\xbb\xbf\" id=") ||
	    r->o[at].filtered)
		return false;
	from = strchr(p, '\n') + 1;
	end = strstr(from, "<?xpacket end=\"w\"?>");
	if (end == NULL ||
	    (doc = doc_parse(from, (size_t)(end - from), NULL, &err)) == NULL)
		return false;
	xmlFreeDoc(doc);
	return strstr(p, "<dc:title>") != NULL;
}

static bool
identification(const struct pdf_read *r)
{
	const char *p = r->o[pdf_at(catalog(r), "/Metadata")].stream.data;

	return strstr(p, "xmlns:pdfaid=\"http://www.aiim.org/pdfa/ns/id/\"") &&
	       strstr(p, "<pdfaid:part>2</pdfaid:part>") &&
	       strstr(p, "<pdfaid:conformance>U</pdfaid:conformance>");
}

static bool
tagged(const struct pdf_read *r)
{
	return starts(pdf_value(catalog(r), "/MarkInfo"), "<</Marked true") &&
	       pdf_at(catalog(r), "/StructTreeRoot") > 0 &&
	       pdf_value(catalog(r), "/Lang") != NULL;
}

/* Below an element: each child names it as its parent, each mark is where the
 * parent tree says, once. Returns the marks below, or a large number. */
enum { BROKEN = 1000000 };

static size_t
element(const struct pdf_read *r, size_t at, size_t parent, unsigned depth)
{
	const char *d = r->o[at].dict, *k;
	size_t marks = 0;

	if (d == NULL || depth > 20 ||
	    pdf_at(strstr(d, "/P "), "/P") != parent ||
	    !starts(pdf_value(d, "/Type"), "/StructElem") ||
	    (starts(pdf_value(d, "/S"), "/Figure") &&
		pdf_value(d, "/Alt") == NULL) ||
	    (k = strstr(d, "/K[")) == NULL)
		return BROKEN;
	for (k += 3; *k != ']' && marks < BROKEN;) {
		if (starts(k, "<</Type/MCR")) {
			marks++;
			k = strstr(k, ">>") + 2;
			continue;
		}
		marks += element(r, strtoul(k, (char **)&k, 10), at, depth + 1);
		k = strchr(k, 'R') + 1;
		k += *k == ' ';
	}
	return marks;
}

static bool
structure(const struct pdf_read *r)
{
	size_t root = pdf_at(catalog(r), "/StructTreeRoot");
	size_t tree = pdf_at(r->o[root].dict, "/ParentTree"), said = 0;
	size_t marks = element(r, pdf_at(r->o[root].dict, "/K"), root, 0);

	for (const char *p = strchr(r->o[tree].dict, '[') + 1;
	     (p = strchr(p, '[')) != NULL; p = strchr(p, ']'))
		for (; *p != ']'; p++)
			said += *p == 'R';
	for (size_t i = 1; i < r->n; i++) {
		struct content c = {0};

		if (is_page(r, i) && operators(content(r, i), &c))
			said += c.marks;
	}
	return marks > 0 && said == 2 * marks;
}

static const struct rule {
	const char *clause, *what;
	bool (*holds)(const struct pdf_read *r);
} rules[] = {
    {"6.1.2", "header and a line of bytes above 127", header},
    {"6.1.3", "trailer with an id, no encryption, nothing behind", trailer},
    {"6.1.6", "strings of whole bytes, not too long", hex_strings},
    {"6.1.7", "streams by length, inside, by allowed filters", streams},
    {"6.1.9, 6.1.13", "objects on lines of their own, not too many", objects},
    {"6.2.2", "known operators, balanced; resources named", contents},
    {"6.2.3", "one output intent with a sound profile", intent},
    {"6.2.4", "colours of the output intent's kind", colours},
    {"6.2.5, 6.2.10", "graphics states without transfer functions", states},
    {"6.2.8, 6.2.9", "images without alternates or smoothing", images},
    {"6.2.11.2-4", "fonts composite, embedded, mapped", fonts_embedded},
    {"6.2.11.7", "each code has its character", fonts_unicode},
    {"6.2.11.8", "no code leads to .notdef", codes_of_glyphs},
    {"6.3, 6.4", "no annotations, no forms", no_annotations},
    {"6.5", "no actions", no_actions},
    {"6.6.2", "XMP, well-formed, not packed", metadata},
    {"6.6.4", "says PDF/A-2u", identification},
    {"6.8-6.11", "no files, layers, presentations, requirements", no_extras},
    {"32000-1 14.8", "marked as tagged, with a language", tagged},
    {"32000-1 14.7", "structure tree and parent tree agree", structure},
};

static void
letter_holds(const char *path)
{
	struct err err = {0};
	struct pdf_read r;
	struct buf b = {0};
	xmlDoc *doc = doc_load(path, &err);
	struct layout *l =
	    doc != NULL ? letter_set(fonts, doc, GALLERY, &err) : NULL;

	if (l == NULL || !pdf_write(l, &b, &err))
		fail_msg("%s: %s", path, err.detail);
	pdf_read_open(&r, &b);
	for (size_t i = 0; i < sizeof(rules) / sizeof(*rules); i++)
		if (!rules[i].holds(&r))
			fail_msg(
			    "%s: %s %s", path, rules[i].clause, rules[i].what);
	pdf_read_close(&r);
	buf_clear(&b);
	layout_free(l);
	xmlFreeDoc(doc);
}

static void
every_rule_holds_for_the_gallery(void **state)
{
	DIR *d = opendir(GALLERY);
	const struct dirent *e;
	char path[512];

	(void)state;
	if (d == NULL)
		fail_msg("run from the checkout's root");
	while ((e = readdir(d)) != NULL) {
		if (strstr(e->d_name, ".xml") == NULL)
			continue;
		snprintf(path, sizeof(path), GALLERY "/%s", e->d_name);
		letter_holds(path);
	}
	closedir(d);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(every_rule_holds_for_the_gallery),
	};
	struct err err = {0};

	if (!xmlmem_init(&err))
		return 1;
	return cmocka_run_group_tests_name(
	    "pdfa", tests, fonts_setup, fonts_teardown);
}
