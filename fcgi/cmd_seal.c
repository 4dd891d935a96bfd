/* cmd_seal.c: keys and seals of letters: --sign, --seal, and samples of them. */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>

#include "base/file.h"
#include "db/call.h"
#include "draw/sample.h"
#include "draw/signed.h"
#include "fcgi/cmd.h"
#include "sign/sample_key.h"
#include "sign/ses.h"

enum { SEALS = 16, SAMPLE_MM = 42, SAMPLE_DAYS = 2 * 365 };

bool
cmd_seals_take(struct cmd_seals *s, const char *option, const char *value)
{
	struct err err = {0};
	struct sealing *last;

	if (s->list == NULL)
		s->list = calloc(SEALS, sizeof(*s->list));
	if (s->list == NULL || s->n == SEALS)
		return false;
	if (strcmp(option, "--sign") == 0) {
		last = &s->list[s->n++];
		last->signer = signer_open(value, &err);
		if (last->signer == NULL)
			return cmd_failed(value, &err) == 0;
		last->name = cert_subject(signer_cert(last->signer));
		return true;
	}
	last = s->n > 0 ? &s->list[s->n - 1] : NULL;
	if (last == NULL || last->seal != NULL)
		return false;
	last->seal = seal_read(value, &err);
	return last->seal != NULL || cmd_failed(value, &err) == 0;
}

void
cmd_seals_close(struct cmd_seals *s)
{
	for (size_t i = 0; i < s->n; i++) {
		signer_close((struct signer *)s->list[i].signer);
		seal_close((struct seal *)s->list[i].seal);
	}
	free(s->list);
}

static bool
file_new(const char *path, const struct buf *b, struct err *err)
{
	FILE *f = fopen(path, "wbx");
	bool ok = f != NULL && fwrite(b->data, 1, b->len, f) == b->len;

	if (f != NULL && fclose(f) != 0)
		ok = false;
	return ok || err_fail(err, ERR_BUG, "seal-sample", "%s: %s", path,
			 strerror(errno));
}

struct sampler {
	const char *dir;
	struct fonts *fonts;
	struct signer *root;
};

/* DIR/N.pem, DIR/N.png, DIR/N.esl */
static bool
sample_make(
    const struct sampler *s, unsigned number, const char *name, struct err *err)
{
	struct buf png = {0}, esl = {0};
	struct signer *key = NULL;
	char path[4096], id[64], title[256];
	struct ses_plan plan = {.id = id,
	    .name = title,
	    .png = &png,
	    .mm = SAMPLE_MM,
	    .from = time(NULL)};
	bool ok;

	plan.until = plan.from + (time_t)SAMPLE_DAYS * 86400;
	snprintf(id, sizeof(id), "SAMPLE-%u", number);
	snprintf(title, sizeof(title), "样章 %.200s", name);
	snprintf(path, sizeof(path), "%s/%u.pem", s->dir, number);
	ok = sample_key_write(path, SIGN_SM2_SM3, name, s->root, err) &&
	     (key = signer_open(path, err)) != NULL &&
	     sample_seal(s->fonts, name, &png, err) &&
	     ses_seal_make(&plan, s->root, signer_cert(key), &esl, err);
	snprintf(path, sizeof(path), "%s/%u.png", s->dir, number);
	ok = ok && file_new(path, &png, err);
	snprintf(path, sizeof(path), "%s/%u.esl", s->dir, number);
	ok = ok && file_new(path, &esl, err);
	signer_close(key);
	buf_clear(&png);
	buf_clear(&esl);
	return ok;
}

/* The root's certificate alone, where KB_TRUST may point. */
static bool
trust_make(const struct sampler *s, struct err *err)
{
	char path[4096];

	snprintf(path, sizeof(path), "%s/trust", s->dir);
	if (mkdir(path, 0755) != 0)
		return err_fail(err, ERR_BUG, "seal-sample", "%s: %s", path,
		    strerror(errno));
	strcat(path, "/sample-root.cer");
	return file_new(path, cert_der(signer_cert(s->root)), err);
}

/* DIR NAME... */
static int
seal_sample(int argc, char **argv)
{
	struct sampler s = {.dir = argv[0]};
	struct err err = {0};
	char path[4096];
	bool ok;

	if (strlen(s.dir) > sizeof(path) - 64)
		return cmd_usage("seal sample DIR NAME...");
	snprintf(path, sizeof(path), "%s/root.pem", s.dir);
	ok = (mkdir(s.dir, 0700) == 0 || errno == EEXIST) &&
	     (s.fonts = fonts_open(getenv("KB_FONTS"), &err)) != NULL &&
	     sample_key_write(
		 path, SIGN_SM2_SM3, "样例根证书 sample root", NULL, &err) &&
	     (s.root = signer_open(path, &err)) != NULL && trust_make(&s, &err);
	for (int i = 1; ok && i < argc; i++)
		ok = sample_make(&s, (unsigned)i, argv[i], &err);
	signer_close(s.root);
	fonts_close(s.fonts);
	return ok ? 0 : cmd_failed(s.dir, &err);
}

/* ORGAN KEY FILE [MM] */
static int
seal_set(int argc, char **argv)
{
	const char *args[] = {argv[0], argv[1], argc > 3 ? argv[3] : NULL};
	struct buf b = {.max = 1 << 20};
	struct actor nobody = {0};
	struct db *db = NULL;
	struct seal *seal = NULL;
	struct err err = {0};
	bool ok;

	ok = file_read(argv[2], &b, &err) &&
	     (seal = seal_open(b.data, b.len, &err)) != NULL;
	if (ok && (db = cmd_db()) == NULL)
		err_fail(&err, ERR_BUSY, "busy", "no database");
	ok = db != NULL && db_begin(db, &nobody, true, &err) &&
	     db_call_bytes(db, "set_seal", 3, args, b.data, b.len, &err) &&
	     db_commit(db, &err);
	db_close(db);
	seal_close(seal);
	buf_clear(&b);
	return ok ? 0 : cmd_failed(argv[2], &err);
}

int
cmd_seal(int argc, char **argv)
{
	if (argc > 3 && strcmp(argv[1], "sample") == 0)
		return seal_sample(argc - 2, argv + 2);
	if ((argc == 5 || argc == 6) && strcmp(argv[1], "set") == 0)
		return seal_set(argc - 2, argv + 2);
	return cmd_usage("seal set ORGAN KEY SEAL.esl|IMAGE.png [MM] | "
			 "seal sample DIR NAME...");
}
