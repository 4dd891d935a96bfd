/* cmd_letter.c: kuaibao letter, and the letter's part of kuaibao check. */
#include <libgen.h>
#include <malloc.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "draw/draw.h"
#include "draw/signed.h"
#include "fcgi/cmd.h"
#include "fcgi/cmd_batch.h"
#include "font/font.h"
#include "letter/letter.h"
#include "xml/doc.h"
#include "xml/schema.h"

static const char usage[] =
    "letter IN.xml -o OUT.{pdf,ofd,html}\n"
    "       kuaibao letter -d OUTDIR [--format pdf|ofd|html] [-j PROCESSES] "
    "IN.xml|FOLDER...\n"
    "       [--grid standard|word] [--sign KEY [--seal "
    "SEAL.esl|IMAGE.png]]...";

struct job {
	const char *out, *dir, *format;
	const char *grid; /* instead of the letters' own */
	struct fonts *fonts;
	struct schema *schema;
	const char *path; /* of the letter at hand */
	struct cmd_seals seals;
	unsigned jobs; /* processes */
};

/* KB_FONTS, then the folder `fonts` beside the program, then the system. Says
 * which role is played by a face of another style. */
static struct fonts *
job_fonts(struct err *err)
{
	struct fonts *f = fonts_open(getenv("KB_FONTS"), err);

	for (int r = 0; f != NULL && r < FONT_ROLES; r++)
		if (!font_proper(f, (enum font_role)r))
			fprintf(stderr,
			    "kuaibao: no %s: %s stands in; put "
			    "fonts into KB_FONTS or run lib/font/fonts.sh\n",
			    font_role_name((enum font_role)r),
			    font_face(f, (enum font_role)r)->name);
	return f;
}

static void
say_line(void *ctx, int line, const char *text)
{
	const struct job *j = ctx;

	fprintf(stderr, "%s:%d: %s\n", j->path, line, text);
}

static bool
write_pdf(const struct layout *l, struct buf *b, struct err *err)
{
	return pdf_write(l, b, err);
}

static bool
write_ofd(const struct layout *l, struct buf *b, struct err *err)
{
	return ofd_write(l, b, err);
}

/* The preview as a page that stands alone. */
static bool
write_html(const struct layout *l, struct buf *b, struct err *err)
{
	buf_adds(b,
	    "<!doctype html>\n<html lang=\"zh-CN\"><head>"
	    "<meta charset=\"utf-8\"><title>公文</title></head><body>\n");
	if (!svg_write(l, b, err))
		return false;
	buf_adds(b, "</body></html>\n");
	return true;
}

static const struct format {
	const char *name;
	draw_writer *write;
} formats[] = {{"pdf", write_pdf}, {"ofd", write_ofd}, {"html", write_html}};

static const struct format *
format_find(const char *name)
{
	for (size_t i = 0; i < sizeof(formats) / sizeof(*formats); i++)
		if (name != NULL && strcmp(name, formats[i].name) == 0)
			return &formats[i];
	return NULL;
}

static struct layout *
letter_load(struct job *j, xmlDoc **doc, struct err *err)
{
	struct layout *l;
	char *copy;

	if ((*doc = doc_load(j->path, err)) == NULL)
		return NULL;
	if (j->grid != NULL) /* the schema knows its values */
		node_set(xmlDocGetRootElement(*doc), "grid", j->grid);
	if (!schema_check(j->schema, *doc, say_line, j)) {
		err_fail(err, ERR_INPUT, "letter-schema",
		    "%s is no letter document", j->path);
		return NULL;
	}
	if ((copy = strdup(j->path)) == NULL)
		return NULL;
	l = letter_set(j->fonts, *doc, dirname(copy), err);
	free(copy);
	return l;
}

static bool
letter_write(const struct job *j, const struct format *f, struct layout *l,
    struct buf *b, struct err *err)
{
	const struct cmd_seals *s = &j->seals;

	if (s->n == 0)
		return f->write(l, b, err);
	if (f->write == write_html)
		return err_fail(
		    err, ERR_INPUT, "letter-output", "html is not signed");
	return (f->write == write_pdf ? signed_pdf : signed_ofd)(
	    l, s->list, s->n, time(NULL), b, err);
}

static int
letter_one(struct job *j, const struct format *f, const char *out)
{
	struct layout *l;
	struct err err = {0};
	xmlDoc *doc = NULL;
	struct buf b = {0};
	bool ok;

	l = letter_load(j, &doc, &err);
	ok = l != NULL && letter_write(j, f, l, &b, &err) &&
	     batch_write(out, &b, &err);
	buf_clear(&b);
	layout_free(l);
	xmlFreeDoc(doc);
	return ok ? 0 : cmd_failed(j->path, &err);
}

static bool
letter_next(void *ctx, const char *path, const char *out)
{
	struct job *j = ctx;

	j->path = path;
	return letter_one(j, format_find(j->format), out) == 0;
}

static int
letter_many(struct job *j, char *const *paths, int n)
{
	const struct batch b = {.paths = paths,
	    .n = (size_t)n,
	    .dir = j->dir,
	    .ending = j->format,
	    .jobs = j->seals.n > 0 ? 1 : j->jobs, /* a token is no two's */
	    .make = letter_next,
	    .ctx = j};

	mallopt(M_MMAP_THRESHOLD, 4 << 20); /* a letter's memory serves the */
	mallopt(M_TRIM_THRESHOLD, 8 << 20); /* next one */
	return batch_run(&b);
}

static bool
job_open(struct job *j, struct err *err)
{
	char path[4200];

	snprintf(path, sizeof(path), "%s/xslt/schema/letter.rng", cmd_root());
	return (j->fonts = job_fonts(err)) != NULL &&
	       (j->schema = schema_load(path, err)) != NULL;
}

static void
job_close(struct job *j)
{
	schema_free(j->schema);
	fonts_close(j->fonts);
	cmd_seals_close(&j->seals);
}

/* Options may stand before or behind the files; files keep their order. */
static int
job_read(struct job *j, int argc, char **argv)
{
	const char *jobs = "1";
	int n = 0;

	for (int i = 1; i < argc; i++) {
		const char **to = NULL;

		if (strcmp(argv[i], "-o") == 0)
			to = &j->out;
		else if (strcmp(argv[i], "-d") == 0)
			to = &j->dir;
		else if (strcmp(argv[i], "--format") == 0)
			to = &j->format;
		else if (strcmp(argv[i], "--grid") == 0)
			to = &j->grid;
		else if (strcmp(argv[i], "-j") == 0)
			to = &jobs;
		else if (strcmp(argv[i], "--sign") == 0 ||
			 strcmp(argv[i], "--seal") == 0) {
			if (++i == argc ||
			    !cmd_seals_take(&j->seals, argv[i - 1], argv[i]))
				return -1;
			continue;
		} else if (argv[i][0] == '-')
			return -1;
		if (to == NULL)
			argv[n++] = argv[i];
		else if (++i < argc)
			*to = argv[i];
		else
			return -1;
	}
	j->jobs = (unsigned)strtoul(jobs, NULL, 10);
	return n;
}

int
cmd_letter(int argc, char **argv)
{
	struct job j = {0};
	struct err err = {0};
	const char *dot;
	int n = job_read(&j, argc, argv), status;

	if (n < 1 || (j.out == NULL) == (j.dir == NULL) ||
	    (j.out != NULL && n > 1))
		return cmd_usage(usage);
	dot = j.out != NULL ? strrchr(j.out, '.') : NULL;
	if (j.format == NULL)
		j.format = dot != NULL ? dot + 1 : "pdf";
	if (format_find(j.format) == NULL)
		return cmd_usage(usage);
	j.path = argv[0];
	if (!job_open(&j, &err))
		status = cmd_failed("letter", &err);
	else if (j.out != NULL)
		status = letter_one(&j, format_find(j.format), j.out);
	else
		status = letter_many(&j, argv, n);
	job_close(&j);
	return status;
}

struct told {
	const char *path;
	int broken;
};

static void
say_rule(void *ctx, const char *clause, const char *rule, double wanted,
    double measured, bool ok)
{
	struct told *t = ctx;

	if (ok) {
		printf("%s: %s: %s: %.2f, measured %.2f\n", t->path, clause,
		    rule, wanted, measured);
		return;
	}
	t->broken++;
	fprintf(stderr, "%s: %s: %s: %.2f, measured %.2f\n", t->path, clause,
	    rule, wanted, measured);
}

int
cmd_check_letter(xmlDoc *letter, const char *path)
{
	struct told told = {.path = path};
	struct err err = {0};
	struct fonts *fonts = job_fonts(&err);
	struct layout *l = NULL;
	char *copy = strdup(path);
	int status = 0;

	if (fonts != NULL)
		l = letter_set(
		    fonts, letter, copy != NULL ? dirname(copy) : NULL, &err);
	free(copy);
	if (l == NULL)
		status = cmd_failed(path, &err);
	else if (!letter_check(l, say_rule, &told) || told.broken > 0)
		status = 1;
	layout_free(l);
	fonts_close(fonts);
	return status;
}
