/* cmd_exchange.c: exchange across an air gap, and letters that died. */
#include <dirent.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/file.h"
#include "base/hex.h"
#include "fcgi/cmd.h"
#include "fcgi/courier.h"
#include "xml/mem.h"

static const char usage[] =
    "exchange export DIR [PEER] | import DIR [RECEIPTS] |\n"
    "    conform URL CODE ... | simulate PORT CODE ... |\n"
    "    compare PEER YYYY-MM-DD | retry MESSAGE REASON | skip MESSAGE REASON\n"
    "    (KB_DSN; export, import, compare: KB_EXCHANGE_KEY)";

/* A file beside the message, named by its digest; there already: as it is. */
static bool
export_file(struct courier *c, const struct parcel *p, size_t i,
    const char *dir, struct err *err)
{
	char path[4096], name[65];
	const char *bytes;
	struct rows *r;
	bool ok = true;
	size_t n = 1;
	int fd;

	hex_put(p->e.files[i].digest.sha256, DIGEST_SIZE, name);
	snprintf(path, sizeof(path), "%s/%s", dir, name);
	if (access(path, F_OK) == 0)
		return true;
	if ((fd = package_create(dir, name, err)) < 0)
		return false;
	for (int seq = 0; ok && n > 0; seq++) {
		ok = parcel_piece(c, p, i, seq, &r, &bytes, &n, err);
		if (ok && n > 0 && write(fd, bytes, n) != (ssize_t)n)
			ok = err_fail(err, ERR_BUSY, "disk", "%s: %s", path,
			    strerror(errno));
		rows_free(r);
	}
	if (!ok) {
		close(fd);
		return false;
	}
	return package_keep(dir, name, fd, err);
}

/* Its files first, the message last: what is there is whole. */
static bool
export_claimed(struct courier *c, const struct rows *claim, const char *dir,
    bool *written, struct err *err)
{
	char name[64], path[4096];
	struct parcel p = {0};
	bool ok = true;

	if (rows_get(claim, 0, "sealed")[0] != 't' &&
	    !parcel_seal(c, claim, err))
		return false;
	snprintf(
	    name, sizeof(name), "%s.xml", rows_get(claim, 0, "message_id"));
	snprintf(path, sizeof(path), "%s/%s", dir, name);
	*written = access(path, F_OK) != 0;
	if (!*written)
		return true;
	if (!parcel_load(c, claim, &p, err))
		return false;
	for (size_t i = 0; ok && i < p.e.n_files; i++)
		ok = export_file(c, &p, i, dir, err);
	ok = ok && package_store(dir, name, p.bytes.data, p.bytes.len, err);
	parcel_clear(&p);
	return ok;
}

static bool
export_one(struct courier *c, const char *outbox, const char *dir,
    size_t *count, struct err *err)
{
	struct rows *r = NULL;
	bool ok, written = false;

	ok = courier_call(c, "exchange_claim_one", 2,
	    (const char *[]){outbox, "600"}, &r, err);
	if (ok && !rows_null(r, 0, "outbox_id")) {
		xmlmem_enter(c->a);
		ok = export_claimed(c, r, dir, &written, err) &&
		     (written ? courier_call(c, "exchange_tried", 7,
				    (const char *[]){outbox,
					rows_get(r, 0, "fence"), "exported",
					NULL, NULL, dir, NULL},
				    NULL, err)
			      : courier_call(c, "exchange_release", 2,
				    (const char *[]){
					outbox, rows_get(r, 0, "fence")},
				    NULL, err));
		xmlmem_leave();
		arena_reset(c->a);
		*count += ok && written;
	}
	rows_free(r);
	return ok;
}

static bool
export_all(struct courier *c, const char *dir, const char *peer, size_t *count,
    struct err *err)
{
	struct rows *r = NULL;
	bool ok;

	ok = courier_call(c, "exchange_pending", 3,
	    (const char *[]){"files", peer, "false"}, &r, err);
	for (size_t i = 0; ok && i < rows_count(r); i++)
		ok =
		    export_one(c, rows_get(r, i, "outbox_id"), dir, count, err);
	rows_free(r);
	return ok;
}

/* One import: where from, where receipts go. */
struct import {
	struct courier *c;
	const char *dir, *receipts;
	size_t taken, left;
	struct err err;
};

/* A file of the message, in pieces, through the door. */
static bool
import_file(struct import *m, struct accept *x, const struct envelope_file *f,
    struct answer *answer)
{
	char name[65], piece[65536];
	const char *path;
	bool ok = true;
	size_t n;
	FILE *in;

	hex_put(f->digest.sha256, DIGEST_SIZE, name);
	path = package_path(m->c->a, m->dir, name);
	if (path == NULL || (in = fopen(path, "r")) == NULL) {
		err_fail(&m->err, ERR_NOTFOUND, "import", "%s/%s: not there",
		    m->dir, name);
		return false;
	}
	while (ok && (n = fread(piece, 1, sizeof(piece), in)) > 0)
		ok = accept_file(x, name, piece, n, answer);
	ok = ok && !ferror(in) && accept_file(x, name, NULL, 0, answer);
	fclose(in);
	return ok;
}

/* The receipt, under its own id, like any message. */
static bool
keep_receipt(struct import *m, const struct answer *answer)
{
	struct envelope e = {0};
	struct report r;
	xmlDoc *doc = NULL;
	char name[64];
	bool ok;

	report_init(&r, m->c->a);
	ok = envelope_parse(answer->receipt.data, answer->receipt.len, &doc, &r,
		 &m->err) &&
	     envelope_read(doc, &e, &r, &m->err);
	if (ok) {
		snprintf(name, sizeof(name), "%s.xml", e.id);
		ok = package_store(m->receipts, name, answer->receipt.data,
		    answer->receipt.len, &m->err);
	}
	if (doc != NULL)
		xmlFreeDoc(doc);
	return ok;
}

/* What was answered for good leaves the folder, its message first. */
static bool
import_done(struct import *m, const char *name, const struct envelope *e)
{
	char from[4096], to[4096], file[65];

	for (size_t i = 0; i <= e->n_files; i++) {
		if (i > 0)
			hex_put(
			    e->files[i - 1].digest.sha256, DIGEST_SIZE, file);
		snprintf(
		    from, sizeof(from), "%s/%s", m->dir, i > 0 ? file : name);
		snprintf(
		    to, sizeof(to), "%s/done/%s", m->dir, i > 0 ? file : name);
		if (rename(from, to) != 0 && errno != ENOENT)
			return err_fail(&m->err, ERR_BUG, "import", "%s: %s",
			    to, strerror(errno));
	}
	return true;
}

static bool
import_answer(struct import *m, const char *name, struct accept *x,
    const struct answer *answer)
{
	const struct envelope *e = accept_envelope(x);

	if (answer->outcome != ACCEPT_DONE &&
	    answer->outcome != ACCEPT_DUPLICATE) {
		printf("%s: left: %s %s\n", name, answer->err.code,
		    answer->err.detail);
		m->left++;
		return true;
	}
	printf("%s: %s%s\n", name, receipt_stage_name(answer->stage),
	    answer->outcome == ACCEPT_DUPLICATE ? " (again)" : "");
	m->taken++;
	if (e->kind == ENVELOPE_BUSINESS && !keep_receipt(m, answer))
		return false;
	return import_done(m, name, e);
}

static bool
import_one(struct import *m, const char *name)
{
	const char *path = package_path(m->c->a, m->dir, name);
	struct accept_origin from = {.address = m->dir};
	struct answer answer = {0};
	struct buf b = {0};
	struct accept *x;
	bool ok, more;

	if (path == NULL || !file_read(path, &b, &m->err))
		return false;
	x = accept_new(&m->c->site.conf, m->c->db, &from, m->c->a);
	if (x == NULL)
		return err_fail(&m->err, ERR_BUSY, "memory", "%s", name);
	more = accept_message(x, b.data, b.len, &answer);
	for (size_t i = 0; more && i < accept_envelope(x)->n_files; i++)
		more =
		    import_file(m, x, &accept_envelope(x)->files[i], &answer);
	if (more)
		accept_end(x, &answer);
	ok = m->err.kind == ERR_NONE && import_answer(m, name, x, &answer);
	accept_free(x);
	answer_clear(&answer);
	buf_clear(&b);
	return ok;
}

static int
is_message(const struct dirent *e)
{
	size_t n = strlen(e->d_name);

	return n == 40 && strcmp(e->d_name + 36, ".xml") == 0;
}

/* In the order of their ids; again while that brings on what came early. */
static bool
import_all(struct import *m)
{
	struct dirent **list;
	size_t taken;
	bool ok = true;
	int n;

	do {
		taken = m->taken;
		m->left = 0;
		if ((n = scandir(m->dir, &list, is_message, alphasort)) < 0)
			return err_fail(&m->err, ERR_NOTFOUND, "import",
			    "%s: %s", m->dir, strerror(errno));
		for (int i = 0; i < n; i++) {
			xmlmem_enter(m->c->a);
			ok = ok && import_one(m, list[i]->d_name);
			xmlmem_leave();
			arena_reset(m->c->a);
			free(list[i]);
		}
		free(list);
	} while (ok && m->left > 0 && m->taken > taken);
	return ok;
}

static int
exchange_files(int argc, char **argv)
{
	struct courier c;
	struct err err = {0};
	struct import m = {.c = &c, .dir = argv[2]};
	char receipts[4096], done[4096];
	size_t count = 0;
	bool ok, out = strcmp(argv[1], "export") == 0;

	snprintf(receipts, sizeof(receipts), "%s/receipts", argv[2]);
	snprintf(done, sizeof(done), "%s/done", argv[2]);
	m.receipts = argc > 3 ? argv[3] : receipts;
	mkdir(argv[2], 0700);
	if (!out) {
		mkdir(m.receipts, 0700);
		mkdir(done, 0700);
	}
	if (!courier_open(&c, cmd_root(), &err))
		return cmd_failed("exchange", &err);
	ok = courier_connect(&c, &err);
	if (ok && out)
		ok = export_all(
		    &c, argv[2], argc > 3 ? argv[3] : NULL, &count, &err);
	else if (ok && !(ok = import_all(&m)))
		err = m.err;
	courier_close(&c);
	if (!ok)
		return cmd_failed(argv[2], &err);
	if (out)
		printf("%zu messages written to %s\n", count, argv[2]);
	else
		printf("%zu messages taken in, %zu left\n", m.taken, m.left);
	return m.left == 0 ? 0 : 1;
}

/* A day's messages, ours beside the peer's, as the courier does at night. */
static int
exchange_compare(const char *peer, const char *day)
{
	volatile int never = 0;
	struct courier c;
	struct err err = {0};
	bool ok;

	if (!courier_open(&c, cmd_root(), &err))
		return cmd_failed("exchange", &err);
	ok = courier_connect(&c, &err) &&
	     courier_compare(&c, peer, day, &never, &err);
	courier_close(&c);
	return ok ? 0 : cmd_failed(peer, &err);
}

int
cmd_exchange(int argc, char **argv)
{
	const char *verb = argc > 1 ? argv[1] : "";

	if ((argc == 3 || argc == 4) &&
	    (strcmp(verb, "export") == 0 || strcmp(verb, "import") == 0))
		return exchange_files(argc, argv);
	if (strcmp(verb, "conform") == 0)
		return cmd_conform(argc, argv);
	if (strcmp(verb, "simulate") == 0)
		return cmd_simulate(argc, argv);
	if (argc == 4 && strcmp(verb, "compare") == 0)
		return exchange_compare(argv[2], argv[3]);
	if (argc == 4 && strcmp(verb, "retry") == 0)
		return cmd_call(argv[2], "message_retry", 2,
		    (const char *[]){argv[2], argv[3]}, NULL);
	if (argc == 4 && strcmp(verb, "skip") == 0)
		return cmd_call(argv[2], "message_skip", 2,
		    (const char *[]){argv[2], argv[3]}, NULL);
	return cmd_usage(usage);
}
