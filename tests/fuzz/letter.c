/* letter.c: libFuzzer over letter documents: what the grammar takes is set and
 * written as PDF, OFD and preview, or refused as input; the checks run over
 * it. Input that begins with "<" is a document, other input picks the parts of
 * one that the grammar takes. */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "draw/draw.h"
#include "letter/letter.h"
#include "xml/doc.h"
#include "xml/mem.h"
#include "xml/schema.h"

#define NS "urn:kuaibao:letter:1"

int LLVMFuzzerTestOneInput(const uint8_t *p, size_t n);
const char *__lsan_default_suppressions(void);

/* What it keeps of its own is not ours to free. */
const char *
__lsan_default_suppressions(void)
{
	return "leak:libfontconfig";
}

static void
must(bool ok)
{
	if (!ok)
		abort();
}

/* Bytes that are left; 0 behind them. */
struct bytes {
	const uint8_t *p;
	size_t n;
};

static unsigned
take(struct bytes *b, unsigned most)
{
	if (b->n == 0)
		return 0;
	b->n--;
	return *b->p++ % (most + 1);
}

static void
put_words(struct bytes *in, struct buf *out)
{
	static const char *const words[] = {"国家知识产权局", "关于", "的",
	    "2026年3月5日", "（一）", "“快保”", "——", "……", "，", "。", "、",
	    "〔2026〕34号", "https://example.org/a/very/long/address",
	    "internationalization", "3.5%", "喆", "𠮷", "😀", "\u202e", "\u200b",
	    "é", " ", "\t", "<br/>", "<em>重</em>", "<sup>2</sup>",
	    "<sub>2</sub>", "&lt;", "附件：", "《专利法》", "0", "AB",
	    "知识产权快速协同保护工作的若干意见", "\u3000", "乙", "A、"};
	unsigned n = take(in, 40) + 1;

	while (n-- > 0)
		buf_adds(
		    out, words[take(in, sizeof(words) / sizeof(*words) - 1)]);
}

static void
put_element(struct bytes *in, struct buf *out, const char *name)
{
	buf_addf(out, "<%s>", name);
	put_words(in, out);
	buf_addf(out, "</%.*s>", (int)strcspn(name, " "), name);
}

static void
put_table(struct bytes *in, struct buf *out)
{
	unsigned rows = take(in, 60) + 1;

	buf_adds(out, "<table>");
	while (rows-- > 0) {
		unsigned cells = take(in, 9) + 1;

		buf_adds(out, "<row>");
		while (cells-- > 0) {
			buf_addf(out, "<cell span='%u' head='%s'>",
			    take(in, 4) + 1, take(in, 1) ? "yes" : "no");
			put_words(in, out);
			buf_adds(out, "</cell>");
		}
		buf_adds(out, "</row>");
	}
	buf_adds(out, "</table>");
}

static void
put_blocks(struct bytes *in, struct buf *out)
{
	static const char *const names[] = {
	    "p", "h1", "h2", "h3", "h4", "h2 run='in'", "h1 run='in'", "p"};
	unsigned n = take(in, 30) + 1;

	while (n-- > 0)
		if (take(in, 9) == 9)
			put_table(in, out);
		else
			put_element(in, out, names[take(in, 7)]);
}

static void
put_some(struct bytes *in, struct buf *out, const char *name, unsigned most)
{
	for (unsigned n = take(in, most); n > 0; n--)
		put_element(in, out, name);
}

static void put_letter(struct bytes *in, struct buf *out, unsigned depth);

static void
put_annexes(struct bytes *in, struct buf *out, unsigned depth)
{
	for (unsigned n = take(in, 4); n > 0; n--) {
		buf_addf(out, "<annex separate='%s' title='名称%u'>",
		    take(in, 1) ? "yes" : "no", take(in, 255));
		if (depth < 3 && take(in, 3) == 3)
			put_letter(in, out, depth + 1);
		else
			put_blocks(in, out);
		buf_adds(out, "</annex>");
	}
}

static void
put_head(struct bytes *in, struct buf *out)
{
	buf_adds(out, "<head>");
	if (take(in, 1))
		buf_adds(out, "<copy-number>000001</copy-number>");
	if (take(in, 1))
		buf_adds(out, "<classification period='1年'>秘密"
			      "</classification>");
	if (take(in, 1))
		buf_adds(out, "<urgency>特急</urgency>");
	buf_adds(out, "<mark>国家知识产权局</mark>");
	for (unsigned n = take(in, 9); n > 0; n--)
		buf_adds(out, "<mark>某部</mark>");
	if (take(in, 3))
		buf_adds(out, "<number>国知发〔2026〕1号</number>");
	for (unsigned n = take(in, 5); n > 0; n--)
		buf_adds(out, "<signer>某人</signer>");
	buf_adds(out, "</head>");
}

static void
put_letter(struct bytes *in, struct buf *out, unsigned depth)
{
	static const char *const forms[] = {
	    "document", "letter", "order", "minutes"};

	buf_addf(out, "<letter xmlns='" NS "' form='%s'", forms[take(in, 3)]);
	if (take(in, 1))
		buf_adds(out, " code='ABCD' verify='https://a.example/?c=A'");
	if (take(in, 3) == 3)
		buf_adds(out, " verify-place='foot'");
	buf_adds(out, ">");
	put_head(in, out);
	put_some(in, out, "title", 1);
	put_some(in, out, "to", 1);
	buf_adds(out, "<body>");
	put_blocks(in, out);
	buf_adds(out, "</body>");
	put_some(in, out, "annex-note", 3);
	buf_adds(out, "<sign>");
	for (unsigned n = take(in, 8) + 1; n > 0; n--)
		buf_addf(out, "<organ%s>国家知识产权局</organ>",
		    take(in, 1) ? " seal='' seal-size='45'" : "");
	buf_adds(out, "<date>2026-03-05</date></sign>");
	put_some(in, out, "note", 1);
	put_annexes(in, out, depth);
	if (take(in, 1)) {
		buf_adds(out, "<imprint>");
		put_some(in, out, "copy-to", 1);
		buf_adds(out, "<issuer>办公室</issuer>"
			      "<date>2026-03-05</date></imprint>");
	}
	buf_adds(out, "</letter>");
}

static void
note_rule(void *ctx, const char *clause, const char *rule, double wanted,
    double measured, bool ok)
{
	(void)ctx, (void)wanted, (void)measured, (void)ok;
	must(*clause != '\0' && *rule != '\0');
}

static void
ignore(void *ctx, int line, const char *text)
{
	(void)ctx, (void)line, (void)text;
}

static void
write_all(const struct layout *l)
{
	static draw_writer *const writers[] = {pdf_write, ofd_write, svg_write};
	struct err err = {0};

	for (size_t i = 0; i < sizeof(writers) / sizeof(*writers); i++) {
		struct buf b = {0};

		must(writers[i](l, &b, &err));
		buf_clear(&b);
	}
	(void)!letter_check(l, note_rule, NULL);
}

int
LLVMFuzzerTestOneInput(const uint8_t *p, size_t n)
{
	static struct fonts *fonts;
	static struct schema *schema;
	struct err err = {0};
	struct layout *l = NULL;
	struct buf xml = {0};
	xmlDoc *doc;

	if (fonts == NULL)
		must(xmlmem_init(&err) &&
		     (fonts = fonts_open(getenv("KB_FONTS"), &err)) &&
		     (schema = schema_load("xslt/schema/letter.rng", &err)));
	if (n > 0 && *p == '<')
		buf_add(&xml, p, n);
	else
		put_letter(&(struct bytes){p, n}, &xml, 0);
	doc = doc_parse(xml.data, xml.len, NULL, &err);
	must(doc != NULL || (n > 0 && *p == '<'));
	if (doc != NULL && schema_check(schema, doc, ignore, NULL)) {
		l = letter_set(fonts, doc, NULL, &err);
		must((l == NULL) == (err.kind == ERR_INPUT));
		if (l != NULL)
			write_all(l);
	} else {
		must(n > 0 && *p == '<');
	}
	layout_free(l);
	xmlFreeDoc(doc);
	buf_clear(&xml);
	return 0;
}
