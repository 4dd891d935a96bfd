/* cmd_verify.c: kuaibao verify: what a file proves. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "base/file.h"
#include "draw/ofd_file.h"
#include "draw/verify.h"
#include "fcgi/cmd.h"
#include "xml/doc.h"

enum { FILE_MOST = 64 << 20 };

static const char *const algorithms[SIGN_ALGORITHMS] = {
    "SM2 with SM3", "ECDSA P-256 with SHA-256", "RSA with SHA-256"};
static const char unasked[] =
    "not asked: KB_TRUST names no folder of roots, so the name is the "
    "certificate's own word";
static const char *const chains[] = {[TRUST_UNASKED] = unasked,
    [TRUST_KNOWN] = "leads to a root in KB_TRUST",
    [TRUST_UNKNOWN] = "UNKNOWN: leads to no root in KB_TRUST"};

static void
time_text(time_t at, char out[40])
{
	struct tm tm;

	localtime_r(&at, &tm);
	strftime(out, 40, "%Y-%m-%d %H:%M:%S %z", &tm);
	if (at == 0)
		strcpy(out, "not said");
}

static void
say_signer(const struct seen *s)
{
	char at[40];

	time_text(s->at, at);
	printf("  signer      %s\n  key         SHA-256 %s\n"
	       "  algorithm   %s\n",
	    s->who, s->key, algorithms[s->algorithm]);
	printf("  time        %s, by the signer's own clock\n", at);
	printf("  certificate %s then; chain %s\n",
	    s->in_time ? "valid" : "NOT VALID", chains[s->trust]);
	if (*s->seal != '\0')
		printf("  seal        %s, made by %s\n", s->seal, s->maker);
}

static void
say_part(const struct seen *s)
{
	if (!s->genuine)
		printf("  NOT GENUINE %s%s%s\n", s->code,
		    *s->changed ? ": " : "", s->changed);
	else if (s->whole)
		printf("  covers      the whole file\n");
	else if (s->appended)
		printf("  covers      the file as it was then; only "
		       "signatures came after\n");
	else
		printf("  CHANGED     after it was signed: %s\n", s->changed);
}

/* Title, pages and characters of an OFD that can be read: what was signed. */
static void
say_content(const struct buf *file)
{
	struct err err = {0};
	struct ofd_file *f = ofd_file_open(file->data, file->len, &err);
	struct buf text = {0};
	size_t n = 0;

	for (size_t i = 0; f != NULL && i < f->n; i++)
		ofd_file_text(f, i, &text);
	for (size_t i = 0; i < text.len; i++) /* UTF-8: heads of characters */
		n += text.data[i] != '\n' && (text.data[i] & 0xc0) != 0x80;
	if (f != NULL) {
		printf("  title       ");
		for (const char *p = f->title; *p != '\0'; p++)
			putchar((unsigned char)*p < ' ' ? ' ' : *p);
		printf("\n  content     %zu pages, %zu characters\n", f->n, n);
	}
	buf_clear(&text);
	ofd_file_close(f);
}

static void
say(const struct verdict *v, const char *path, const struct buf *file)
{
	printf("%s: %s, %zu signature%s\n", path, v->pdf ? "PDF" : "OFD", v->n,
	    v->n == 1 ? "" : "s");
	if (!v->pdf)
		say_content(file);
	for (size_t i = 0; i < v->n; i++) {
		const struct seen *s = &v->seen[i];

		printf("%zu.\n", i + 1);
		if (s->known)
			say_signer(s);
		say_part(s);
	}
	printf("%s\n", v->proven ? "proven" : "NOT PROVEN");
}

static int
say_xml(const struct verdict *v, struct err *err)
{
	xmlDoc *doc = xmlNewDoc((const xmlChar *)"1.0");
	struct buf b = {0};
	bool ok = false;

	if (doc != NULL) {
		xmlDocSetRootElement(doc, verdict_xml(v, doc));
		ok = doc_canonical(doc, &b, err);
		if (ok)
			printf("%s\n", b.data);
	}
	xmlFreeDoc(doc);
	buf_clear(&b);
	return ok && v->proven ? 0 : 1;
}

static int
verify_letter(const char *path, const struct buf *file, bool xml)
{
	struct err err = {0};
	struct verdict v;
	struct trust *t = trust_open(getenv("KB_TRUST"), &err);
	int status;

	if (t == NULL || !verify_file(file->data, file->len, t, &v, &err))
		status = cmd_failed(path, &err);
	else if (xml)
		status = say_xml(&v, &err);
	else {
		say(&v, path, file);
		status = v.proven ? 0 : 1;
	}
	trust_close(t);
	return status;
}

int
cmd_verify(int argc, char **argv)
{
	bool xml = argc > 1 && strcmp(argv[1], "--xml") == 0;
	struct buf b = {.max = FILE_MOST};
	struct err err = {0};
	int status;

	argc -= xml;
	argv += xml;
	if (argc != 2 && argc != 4)
		return cmd_usage("verify [--xml] FILE [SIZE ROOT]");
	if (file_read(argv[1], &b, &err) && b.len > 4 &&
	    (memcmp(b.data, "%PDF", 4) == 0 || memcmp(b.data, "PK", 2) == 0))
		status = verify_letter(argv[1], &b, xml);
	else
		status = cmd_verify_audit(argv[1], argc == 4 ? argv[2] : NULL,
		    argc == 4 ? argv[3] : NULL);
	buf_clear(&b);
	return status;
}
