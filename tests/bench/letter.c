/* letter.c: how long a letter takes. letter LETTER.xml [SECONDS [PART]]: times
 * the parts within one process, in letters a second of its processor time. Each
 * letter goes to another addressee, of characters at random; in `template` only
 * its number changes. letter LETTER.xml COUNT soak: the memory meanwhile. */
#include <malloc.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <time.h>
#include <unistd.h>

#include "base/utf8.h"
#include "draw/draw.h"
#include "draw/sample.h"
#include "draw/signed.h"
#include "font/font.h"
#include "letter/letter.h"
#include "sign/sample_key.h"
#include "sign/ses.h"
#include "xml/doc.h"

enum part {
	PART_SET,
	PART_TEMPLATE,
	PART_PDF,
	PART_OFD,
	PART_PAIR,
	PART_SIGNED,
	PARTS
};

static const char *const names[PARTS] = {
    "set", "template", "pdf", "ofd", "pair", "signed"};

static struct sealing seal; /* an SM2 key and a sample seal */

static double
seconds(void)
{
	struct timespec t;

	clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
	return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

/* Another digit at the end of the number, other characters of the role's face
 * in the addressee: all as long as those before. */
static void
vary(const struct fonts *f, struct buf *xml, unsigned *seed, bool number_only)
{
	char *p = strstr(xml->data, "</number>");

	for (p -= p != NULL; p != NULL && (*p < '0' || *p > '9');)
		p--;
	if (p != NULL)
		*p = (char)('1' + rand_r(seed) % 9);
	p = number_only ? NULL : strstr(xml->data, "<to>");
	for (p = p != NULL ? p + 4 : NULL; p != NULL && *p != '<';) {
		const char *next = p;
		uint32_t ch = utf8_next(&next);

		while (ch >= 0x4e00 && ch < 0xa000) {
			ch = 0x4e00 + (uint32_t)rand_r(seed) % 0x5000;
			if (face_glyph(font_face(f, FONT_FANGSONG), ch) == 0)
				continue;
			utf8_put(ch, p);
			break;
		}
		p = xml->data + (next - xml->data);
	}
}

/* One letter from its document to the files; their size. */
static size_t
letter_once(const struct fonts *f, const struct buf *xml, enum part part)
{
	struct err err = {0};
	struct buf b = {0};
	xmlDoc *doc = doc_parse(xml->data, xml->len, NULL, &err);
	struct layout *l = doc != NULL ? letter_set(f, doc, NULL, &err) : NULL;
	bool ok = l != NULL;
	size_t n;

	if (ok &&
	    (part == PART_PDF || part == PART_TEMPLATE || part == PART_PAIR))
		ok = pdf_write(l, &b, &err);
	if (ok && (part == PART_OFD || part == PART_PAIR))
		ok = ofd_write(l, &b, &err);
	if (ok && part == PART_SIGNED)
		ok = signed_pdf(l, &seal, 1, 1790000000, &b, &err) &&
		     signed_ofd(l, &seal, 1, 1790000000, &b, &err);
	if (!ok) {
		fprintf(stderr, "letter: %s %s\n", err.code, err.detail);
		exit(1);
	}
	n = b.len;
	buf_clear(&b);
	layout_free(l);
	xmlFreeDoc(doc);
	return n;
}

static bool
seal_make(const struct fonts *f, struct err *err)
{
	char dir[] = "/tmp/kuaibao-bench-XXXXXX", path[64];
	struct buf png = {0}, esl = {0};
	struct ses_plan plan = {.id = "SAMPLE-1",
	    .name = "样章",
	    .png = &png,
	    .mm = 42,
	    .from = 1700000000,
	    .until = 2000000000};
	bool ok;

	if (mkdtemp(dir) == NULL)
		return false;
	snprintf(path, sizeof(path), "%s/key.pem", dir);
	ok = sample_key_write(path, SIGN_SM2_SM3, "样例", NULL, err) &&
	     (seal.signer = signer_open(path, err)) != NULL &&
	     sample_seal(f, "样例", &png, err) &&
	     ses_seal_make(
		 &plan, seal.signer, signer_cert(seal.signer), &esl, err) &&
	     (seal.seal = seal_open(esl.data, esl.len, err)) != NULL;
	seal.name = "样例";
	unlink(path);
	rmdir(dir);
	buf_clear(&png);
	buf_clear(&esl);
	return ok;
}

static void
measure(const struct fonts *f, struct buf *xml, enum part part, double most)
{
	unsigned seed = 1;
	size_t n = 0, size = letter_once(f, xml, part);
	double from = seconds(), took;
	struct rusage use;

	do {
		for (int i = 0; i < 10; i++, n++) {
			vary(f, xml, &seed, part == PART_TEMPLATE);
			letter_once(f, xml, part);
		}
		took = seconds() - from;
	} while (took < most);
	getrusage(RUSAGE_SELF, &use);
	printf("%-8s %7.0f /s %7zu bytes %7ld kB resident\n", names[part],
	    (double)n / took, size, use.ru_maxrss);
}

static void
soak(const struct fonts *f, struct buf *xml, long count)
{
	unsigned seed = 1;
	long pages, step = count / 10 > 0 ? count / 10 : 1;
	FILE *m;

	for (long i = 0; i <= count; i++) {
		vary(f, xml, &seed, false);
		letter_once(f, xml, PART_PAIR);
		if (i % step != 0 && i != 100)
			continue;
		if ((m = fopen("/proc/self/statm", "r")) == NULL)
			return;
		if (fscanf(m, "%*s %ld", &pages) == 1)
			printf("%7ld letters %7ld kB resident\n", i,
			    pages * sysconf(_SC_PAGESIZE) / 1024);
		fflush(stdout);
		fclose(m);
	}
}

int
main(int argc, char **argv)
{
	double most = argc > 2 ? atof(argv[2]) : 2;
	struct err err = {0};
	struct buf xml = {0};
	struct fonts *f = fonts_open(getenv("KB_FONTS"), &err);
	FILE *in = argc > 1 ? fopen(argv[1], "rb") : NULL;
	int c;

	if (f == NULL || in == NULL || !seal_make(f, &err)) {
		fprintf(stderr, "letter LETTER.xml [SECONDS [PART]] %s\n",
		    err.detail);
		return 2;
	}
	mallopt(M_MMAP_THRESHOLD, 4 << 20); /* as in fcgi/cmd_letter.c */
	mallopt(M_TRIM_THRESHOLD, 8 << 20);
	while ((c = getc(in)) != EOF)
		buf_addc(&xml, (char)c);
	fclose(in);
	if (argc > 3 && strcmp(argv[3], "soak") == 0)
		soak(f, &xml, atol(argv[2]));
	for (int part = 0; part < PARTS; part++)
		if (argc < 4 || strcmp(argv[3], names[part]) == 0)
			measure(f, &xml, (enum part)part, most);
	buf_clear(&xml);
	seal_close((struct seal *)seal.seal);
	signer_close((struct signer *)seal.signer);
	fonts_close(f);
	return 0;
}
