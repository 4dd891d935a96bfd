/* letter.c: how long a letter takes. letter LETTER.xml [SECONDS [PART]]: times
 * the parts within one process, in letters a second of its processor time. */
#include <malloc.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <time.h>

#include "draw/draw.h"
#include "font/font.h"
#include "letter/letter.h"
#include "xml/doc.h"

enum part { PART_SET, PART_PDF, PART_OFD, PART_PAIR, PARTS };

static const char *const names[PARTS] = {"set", "pdf", "ofd", "pair"};

static double
seconds(void)
{
	struct timespec t;

	clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
	return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
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

	if (ok && (part == PART_PDF || part == PART_PAIR))
		ok = pdf_write(l, &b, &err);
	if (ok && (part == PART_OFD || part == PART_PAIR))
		ok = ofd_write(l, &b, &err);
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

static void
measure(
    const struct fonts *f, const struct buf *xml, enum part part, double most)
{
	size_t n = 0, size = letter_once(f, xml, part);
	double from = seconds(), took;
	struct rusage use;

	do {
		for (int i = 0; i < 10; i++, n++)
			letter_once(f, xml, part);
		took = seconds() - from;
	} while (took < most);
	getrusage(RUSAGE_SELF, &use);
	printf("%-5s %7.0f /s %7zu bytes %7ld kB resident\n", names[part],
	    (double)n / took, size, use.ru_maxrss);
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

	if (f == NULL || in == NULL) {
		fprintf(stderr, "letter LETTER.xml [SECONDS [PART]] %s\n",
		    err.detail);
		return 2;
	}
	mallopt(M_MMAP_THRESHOLD, 4 << 20); /* as in fcgi/cmd_letter.c */
	mallopt(M_TRIM_THRESHOLD, 8 << 20);
	while ((c = getc(in)) != EOF)
		buf_addc(&xml, (char)c);
	fclose(in);
	for (int part = 0; part < PARTS; part++)
		if (argc < 4 || strcmp(argv[3], names[part]) == 0)
			measure(f, &xml, (enum part)part, most);
	buf_clear(&xml);
	fonts_close(f);
	return 0;
}
