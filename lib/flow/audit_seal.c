/* audit_seal.c: see audit.h. Seals, signs, exports. */
#include <errno.h>
#include <fcntl.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/hex.h"
#include "flow/audit.h"

/* On disk before anything is signed with it. */
static bool
key_write(int fd, EVP_PKEY *key)
{
	FILE *f = fdopen(fd, "w");
	bool ok;

	if (f == NULL) {
		close(fd);
		return false;
	}
	ok = PEM_write_PrivateKey(f, key, NULL, NULL, 0, NULL, NULL) == 1 &&
	     fflush(f) == 0 && fsync(fd) == 0;
	return fclose(f) == 0 && ok;
}

static EVP_PKEY *
key_make(const char *path, struct err *err)
{
	EVP_PKEY *key = EVP_PKEY_Q_keygen(NULL, NULL, "ED25519");
	int fd = key ? open(path, O_WRONLY | O_CREAT | O_EXCL, 0600) : -1;

	if (fd >= 0 && key_write(fd, key))
		return key;
	err_fail(err, ERR_BUG, "audit-key", "%s: %s", path, strerror(errno));
	if (fd >= 0)
		unlink(path); /* half a key would be taken for one */
	EVP_PKEY_free(key);
	return NULL;
}

static EVP_PKEY *
key_load(const char *path, struct err *err)
{
	FILE *f = fopen(path, "r");
	EVP_PKEY *key;

	if (f == NULL)
		return errno == ENOENT ? key_make(path, err) : NULL;
	key = PEM_read_PrivateKey(f, NULL, NULL, NULL);
	fclose(f);
	if (key == NULL || EVP_PKEY_get_id(key) != EVP_PKEY_ED25519) {
		err_fail(err, ERR_BUG, "audit-key",
		    "%s holds no Ed25519 private key", path);
		EVP_PKEY_free(key);
		return NULL;
	}
	return key;
}

static bool
head_sign(EVP_PKEY *key, const char *size, const char *root,
    char signature[129], char public[65])
{
	unsigned char sig[64], raw[32];
	size_t n = sizeof(sig), m = sizeof(raw);
	EVP_MD_CTX *md = EVP_MD_CTX_new();
	char text[160];
	int len;
	bool ok;

	len = snprintf(
	    text, sizeof(text), "kuaibao audit head\n%s\n%s\n", size, root);
	ok = md && EVP_DigestSignInit(md, NULL, NULL, NULL, key) == 1 &&
	     EVP_DigestSign(md, sig, &n, (unsigned char *)text, (size_t)len) ==
		 1 &&
	     EVP_PKEY_get_raw_public_key(key, raw, &m) == 1;
	EVP_MD_CTX_free(md);
	if (ok) {
		hex_put(sig, n, signature);
		hex_put(raw, m, public);
	}
	return ok;
}

static bool
head_store(struct db *db, EVP_PKEY *key, const char *size, const char *root,
    struct err *err)
{
	char signature[129], public[65];

	if (!head_sign(key, size, root, signature, public))
		return err_fail(err, ERR_BUG, "audit-key", "signing");
	return db_call(db, "store_head", 4,
	    (const char *[]){size, root, signature, public}, NULL, err);
}

bool
audit_seal(struct db *db, const char *path, struct err *err)
{
	struct actor nobody = {0};
	struct rows *r = NULL;
	EVP_PKEY *key;
	bool ok;

	if ((key = key_load(path, err)) == NULL)
		return err_fail(
		    err, ERR_BUG, "audit-key", "%s: %s", path, strerror(errno));
	ok = db_begin(db, &nobody, true, err) &&
	     db_call(db, "seal_events", 0, NULL, &r, err);
	if (ok && rows_get(r, 0, "added")[0] != '0')
		ok = head_store(db, key, rows_get(r, 0, "size"),
		    rows_get(r, 0, "root"), err);
	ok = ok && db_commit(db, err);
	db_rollback(db);
	rows_free(r);
	EVP_PKEY_free(key);
	return ok;
}

/* What "end" counts of a line. */
static void
count(const char *line, size_t n[3])
{
	const char *tab = strrchr(line, '\t');
	bool receipt = strncmp(line, "receipt\t", 8) == 0;

	n[0] += receipt || strncmp(line, "event\t", 6) == 0;
	n[1] += strncmp(line, "head\t", 5) == 0;
	if (!receipt)
		return;
	n[2] += strcmp(tab, "\t-") != 0;
	n[2] += tab - line < 2 || memcmp(tab - 2, "\t-", 2) != 0;
}

bool
audit_export(struct db *db, bool messages, FILE *out, struct err *err)
{
	struct actor nobody = {0};
	struct rows *r = NULL;
	char from[24] = "0";
	size_t i, n = 1, counted[3] = {0};

	if (!db_begin(db, &nobody, false, err))
		return false;
	fprintf(out, "kuaibao-audit 2%s\n", messages ? " messages" : "");
	while (n > 0) {
		if (!db_call(db, "audit_export", 2,
			(const char *[]){from, messages ? "true" : "false"}, &r,
			err)) {
			db_rollback(db);
			return false;
		}
		n = rows_count(r);
		for (i = 0; i < n; i++) {
			count(rows_get(r, i, "line"), counted);
			fprintf(out, "%s\n", rows_get(r, i, "line"));
		}
		if (n > 0)
			snprintf(from, sizeof(from), "%s",
			    rows_get(r, n - 1, "next"));
		rows_free(r);
	}
	fprintf(
	    out, "end\t%zu\t%zu\t%zu\n", counted[0], counted[1], counted[2]);
	if (fflush(out) != 0 || ferror(out)) {
		db_rollback(db);
		return err_fail(err, ERR_BUSY, "disk", "%s", strerror(errno));
	}
	return db_commit(db, err);
}
