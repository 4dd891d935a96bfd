/* oracle.c: our verdicts, for others to be asked the same.
 *   oracle mutate SEED CERTIFICATE N DIR   writes changed copies of a signed
 *     message, DIR/NNNNN.xml, the same each time; prints "NNNNN CODE" for each,
 *     "ok" where its signature verifies
 *   oracle parts MESSAGE CERTIFICATE DIR   writes what its signature is made of:
 *     canonical, signed-info; in hex: digest, signature, key (04 || x || y)
 *   oracle judge LIST   prints "FILE CODE" for each file named, "taken" where
 *     guard and parser take it */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "base/base64.h"
#include "base/file.h"
#include "base/hex.h"
#include "exchange/envelope.h"
#include "xml/doc.h"
#include "xml/mem.h"

#define DS "http://www.w3.org/2000/09/xmldsig#"

static unsigned long long state = 20261122;

static unsigned
draw(unsigned n)
{
	state = state * 6364136223846793005ULL + 1442695040888963407ULL;
	return (unsigned)(state >> 33) % n;
}

static const char *const words[] = {"<", ">", "&", "\"", "'", " ", "\n", "\t",
    "&#x35;", "&amp;", "&lt;", "<![CDATA[5]]>", "<!-- -->", "<?p?>", "/>",
    "<a/>", "xmlns=''", " xmlns:z='urn:z'", " xml:lang='en'", " Id='a'",
    " id='b'", "<ds:Object xmlns:ds='" DS "'/>", "URI=\"#a\"",
    "<ds:Transform xmlns:ds='" DS
    "' Algorithm='http://www.w3.org/TR/1999/REC-xpath-19991116'><ds:XPath>"
    "true()</ds:XPath></ds:Transform>",
    "http://www.w3.org/2001/10/xml-exc-c14n#WithComments",
    "http://www.w3.org/2000/09/xmldsig#sha1", "\xc2\xa0", "\xe5\xbf\xab", "A",
    "=", "AAAA"};

/* Other bytes for the same document. */
static const struct {
	const char *find, *with;
} same[] = {{"<t:amount>1", "<t:amount>&#49;"},
    {"<t:amount>1", "<t:amount><![CDATA[1]]>"},
    {"version=\"1\">", "version='1' >"}, {"/><ds:Sig", " /><ds:Sig"},
    {"<x:body>", "<x:body\n>"}, {"</t:line>", "</t:line >"},
    {"/></ds:Transforms>", "></ds:Transform></ds:Transforms>"},
    {"<ds:SignatureValue>", "<ds:SignatureValue>\n"},
    {"</ds:DigestValue>", " </ds:DigestValue>"}, {"&amp;", "&#38;"},
    {"</x:message>", "\n</x:message>\n"},
    {"<x:message", "<?xml version='1.0'?>\n<x:message"},
    {"<ds:KeyInfo>", "\n<ds:KeyInfo>\n"}};

static void
insert(struct buf *b, size_t at, const char *s, size_t n, size_t drop)
{
	struct buf out = {0};

	buf_add(&out, b->data, at);
	buf_add(&out, s, n);
	buf_add(&out, b->data + at + drop, b->len - at - drop);
	buf_clear(b);
	*b = out;
}

static void
mutate_same(struct buf *b)
{
	unsigned i = draw(sizeof(same) / sizeof(*same));
	const char *at = strstr(b->data, same[i].find);

	if (at != NULL)
		insert(b, (size_t)(at - b->data), same[i].with,
		    strlen(same[i].with), strlen(same[i].find));
}

static void
mutate(struct buf *b)
{
	size_t at = draw((unsigned)b->len), n = 1 + draw(8), from;
	const char *w = words[draw(sizeof(words) / sizeof(*words))];
	char byte = (char)(32 + draw(95)), slice[200];

	if (n > b->len - at)
		n = b->len - at;
	switch (draw(6)) {
	case 0:
		b->data[at] = byte;
		break;
	case 1:
		insert(b, at, "", 0, n);
		break;
	case 2:
		insert(b, at, w, strlen(w), 0);
		break;
	case 3: /* a piece of it, again somewhere */
		n = 1 + draw(sizeof(slice));
		from = draw((unsigned)(b->len - n));
		memcpy(slice, b->data + from, n);
		insert(b, at, slice, n, 0);
		break;
	default:
		mutate_same(b);
	}
}

static const char *
verdict(const struct buf *b, const struct dsig_trust *trust, struct arena *a,
    struct err *err)
{
	struct report r;
	xmlDoc *d;

	*err = (struct err){0};
	arena_reset(a);
	report_init(&r, a);
	if (envelope_parse(b->data, b->len, &d, &r, err)) {
		if (dsig_verify(d, trust, NULL, NULL, &r, err))
			strcpy(err->code, "ok");
		xmlFreeDoc(d);
	}
	return err->code;
}

static int
failed(const struct err *err)
{
	fprintf(stderr, "oracle: %s %s\n", err->code, err->detail);
	return 2;
}

static int
run_mutate(char **argv)
{
	struct err err = {0};
	struct arena *a = arena_new(64 << 20);
	struct cert *c = cert_read(argv[1], &err);
	struct dsig_key key = {c, false};
	struct dsig_trust trust = {&key, 1, 7, false, time(NULL)};
	struct buf seed = {0};
	char path[4096];

	if (c == NULL || !file_read(argv[0], &seed, &err))
		return failed(&err);
	for (int i = 0; i < atoi(argv[2]); i++) {
		struct buf b = {0};
		FILE *f;

		buf_add(&b, seed.data, seed.len);
		for (unsigned k = draw(3) + (i > 0); k > 0; k--)
			mutate(&b);
		snprintf(path, sizeof(path), "%s/%05d.xml", argv[3], i);
		if ((f = fopen(path, "w")) == NULL)
			return 2;
		fwrite(b.data, 1, b.len, f);
		fclose(f);
		printf("%05d %s\n", i, verdict(&b, &trust, a, &err));
		buf_clear(&b);
	}
	buf_clear(&seed);
	cert_free(c);
	arena_free(a);
	return 0;
}

static void
put(const char *dir, const char *name, const void *p, size_t n)
{
	char path[4096];
	FILE *f;

	snprintf(path, sizeof(path), "%s/%s", dir, name);
	if ((f = fopen(path, "w")) == NULL) {
		perror(path);
		exit(2);
	}
	fwrite(p, 1, n, f);
	fclose(f);
}

static void
put_hex(const char *dir, const char *name, const void *p, size_t n)
{
	char *hex = malloc(2 * n + 1);

	hex_put(p, n, hex);
	put(dir, name, hex, 2 * n);
	free(hex);
}

static int
run_parts(char **argv)
{
	/* BIT STRING of 65 bytes, an uncompressed point */
	static const char mark[] = "\x03\x42\x00\x04";
	struct err err = {0};
	struct arena *a = arena_new(64 << 20);
	struct cert *c = cert_read(argv[1], &err);
	struct dsig_key key = {c, false};
	struct dsig_trust trust = {&key, 1, 7, false, time(NULL)};
	struct dsig_trace t = {0};
	struct buf b = {0}, value = {0};
	struct report r;
	const char *point;
	xmlDoc *d;
	xmlNode *sig;

	report_init(&r, a);
	if (c == NULL || !file_read(argv[0], &b, &err) ||
	    !envelope_parse(b.data, b.len, &d, &r, &err))
		return failed(&err);
	sig = node_child(xmlDocGetRootElement(d), "Signature");
	if (!base64_get(node_text(node_child(sig, "SignatureValue")), &value) ||
	    !dsig_verify(d, &trust, &t, NULL, &r, &err))
		return failed(&err);
	point = memmem(cert_der(c)->data, cert_der(c)->len, mark, 4);
	put(argv[2], "canonical", t.canonical.data, t.canonical.len);
	put(argv[2], "signed-info", t.signed_info.data, t.signed_info.len);
	put(argv[2], "digest", t.want, strlen(t.want));
	put_hex(argv[2], "signature", value.data, value.len);
	put_hex(argv[2], "key", point + 3, 65);
	return 0;
}

static int
run_judge(const char *list)
{
	struct err err = {0};
	struct buf b = {0};
	char path[4096];
	FILE *f = fopen(list, "r");

	while (f != NULL && fgets(path, sizeof(path), f) != NULL) {
		xmlDoc *d;

		path[strcspn(path, "\n")] = '\0';
		err_clear(&err);
		buf_empty(&b);
		if (!file_read(path, &b, &err))
			return failed(&err);
		d = doc_parse(b.len > 0 ? b.data : "", b.len, NULL, &err);
		printf("%s %s\n", path, d != NULL ? "taken" : err.code);
		xmlFreeDoc(d);
	}
	buf_clear(&b);
	return f != NULL ? fclose(f) : 2;
}

int
main(int argc, char **argv)
{
	struct err err = {0};

	if (!xmlmem_init(&err))
		return 2;
	if (argc == 6 && strcmp(argv[1], "mutate") == 0)
		return run_mutate(argv + 2);
	if (argc == 5 && strcmp(argv[1], "parts") == 0)
		return run_parts(argv + 2);
	if (argc == 3 && strcmp(argv[1], "judge") == 0)
		return run_judge(argv[2]);
	fputs("oracle: mutate, parts or judge\n", stderr);
	return 2;
}
