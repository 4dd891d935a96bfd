/* message.c: messages for tests and measurements, all make-believe.
 *   message seal KEY FROM TO [option=value…] >BODY     a signed message; its
 *     Content-Type on standard error. payload=FILE (else <t:order> of `size`
 *     bytes), talk=UUID sequence=N kind=K id=UUID, file=PATH (more than once),
 *     refers-to=UUID, version=V, expires=SECONDS, created=SECONDS (from now)
 *   message receipt FILE CERTIFICATE [MESSAGE]         verifies one; prints it
 *   message verify KEY SECONDS      signatures of 20 KB verified, in one process
 *   message accept OWN-KEY SELF KEY FROM SCHEMAS SECONDS    messages of 20 KB
 *     taken in, in one process, over $KB_DSN; their effect is none
 *   message large OWN-KEY SELF KEY FROM SCHEMAS BYTES    one message taken in
 *     with a file of that size; prints seconds of processor and the most
 *     memory that was resident, kB
 * The two before print: number, seconds of processor, of the wall, p50 and p99 in
 * ms. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <time.h>

#include "base/file.h"
#include "base/hex.h"
#include "exchange/accept.h"
#include "exchange/package.h"
#include "exchange/receipt.h"
#include "xml/doc.h"
#include "xml/mem.h"

enum { FILES = 8 };

struct wish {
	const char *payload, *size, *talk, *sequence, *kind, *id, *refers_to,
	    *version, *expires, *created;
	const char *files[FILES];
	size_t n;
};

static void
die(const char *what, const struct err *err)
{
	fprintf(stderr, "message: %s: %s %s\n", what, err->code, err->detail);
	exit(1);
}

static bool
take(const char *arg, const char *name, const char **to)
{
	size_t n = strlen(name);

	if (strncmp(arg, name, n) != 0 || arg[n] != '=')
		return false;
	*to = arg + n + 1;
	return true;
}

static struct wish
wishes(int argc, char **argv)
{
	struct wish w = {.size = "20000",
	    .sequence = "1",
	    .kind = "business",
	    .version = "1",
	    .expires = "259200",
	    .created = "0"};
	const char *file;

	for (; argc > 0; argc--, argv++)
		if (take(*argv, "file", &file) && w.n < FILES)
			w.files[w.n++] = file;
		else if (!take(*argv, "payload", &w.payload) &&
			 !take(*argv, "size", &w.size) &&
			 !take(*argv, "talk", &w.talk) &&
			 !take(*argv, "sequence", &w.sequence) &&
			 !take(*argv, "kind", &w.kind) &&
			 !take(*argv, "id", &w.id) &&
			 !take(*argv, "refers-to", &w.refers_to) &&
			 !take(*argv, "version", &w.version) &&
			 !take(*argv, "expires", &w.expires) &&
			 !take(*argv, "created", &w.created)) {
			fprintf(stderr, "message: %s?\n", *argv);
			exit(2);
		}
	return w;
}

/* <t:order> with lines up to about that many bytes, no two the same. */
static xmlDoc *
order(size_t size)
{
	static const char *const words[] = {"冷藏", "控制", "外壳", "电机",
	    "阀门", "传感器", "线路板", "支架", "滤网", "面板"};
	unsigned seed = 1;
	char name[80], amount[16];
	xmlDoc *d = xmlNewDoc(BAD_CAST "1.0");
	xmlNode *root = xmlNewDocNode(d, NULL, BAD_CAST "order", NULL);

	xmlDocSetRootElement(d, root);
	xmlSetNs(
	    root, xmlNewNs(root, BAD_CAST "urn:test:order:1", BAD_CAST "t"));
	for (size_t i = 0; i * 100 < size; i++) {
		xmlNode *n = xmlNewChild(root, root->ns, BAD_CAST "line", NULL);

		snprintf(name, sizeof(name), "测试%s%s %x & %x",
		    words[rand_r(&seed) % 10], words[rand_r(&seed) % 10],
		    (unsigned)rand_r(&seed), (unsigned)rand_r(&seed) % 65536);
		snprintf(amount, sizeof(amount), "%d", rand_r(&seed));
		xmlNewTextChild(n, root->ns, BAD_CAST "name", BAD_CAST name);
		xmlNewTextChild(
		    n, root->ns, BAD_CAST "amount", BAD_CAST amount);
	}
	return d;
}

static void
describe(const char *path, struct envelope_file *f)
{
	struct digester *d = digester_new();
	static char piece[1 << 20];
	FILE *in = fopen(path, "r");
	size_t n;

	if (in == NULL || d == NULL) {
		perror(path);
		exit(1);
	}
	f->name = strrchr(path, '/') ? strrchr(path, '/') + 1 : path;
	f->type = "application/octet-stream";
	while ((n = fread(piece, 1, sizeof(piece), in)) > 0) {
		digester_add(d, piece, n);
		f->size += (long long)n;
	}
	fclose(in);
	if (!digester_end(d, &f->digest))
		exit(1);
	digester_free(d);
}

static void
copy(const char *path)
{
	static char piece[1 << 20];
	FILE *in = fopen(path, "r");
	size_t n;

	while (in != NULL && (n = fread(piece, 1, sizeof(piece), in)) > 0)
		fwrite(piece, 1, n, stdout);
	if (in != NULL)
		fclose(in);
}

static void
put(struct buf *b)
{
	fwrite(b->data, 1, b->len, stdout);
	buf_empty(b);
}

static void
write_body(const struct envelope *e, const struct wish *w, struct buf *message)
{
	char type[PACKAGE_TYPE];
	struct buf b = {0};

	package_type(e, type);
	fprintf(stderr, "%s\n", type);
	package_head(e, &b);
	put(&b);
	put(message);
	for (size_t i = 0; i < e->n_files; i++) {
		package_file(e, i, &b);
		put(&b);
		copy(w->files[i]);
	}
	package_tail(e, &b);
	put(&b);
	buf_clear(&b);
}

static enum envelope_kind
kind_of(const char *name)
{
	int k = 0;

	while (k + 1 < ENVELOPE_KINDS &&
	       strcmp(name, envelope_kind_name((enum envelope_kind)k)) != 0)
		k++;
	return (enum envelope_kind)k;
}

static int
seal(const char *key, const char *from, const char *to, const struct wish *w)
{
	struct err err = {0};
	struct signer *s = signer_open(key, &err);
	struct envelope_file files[FILES] = {0};
	char id[37], talk[37], created[25], expires[25];
	xmlDoc *d = w->payload ? doc_load(w->payload, &err)
			       : order((size_t)atol(w->size));
	const xmlNode *root = xmlDocGetRootElement(d);
	time_t now = time(NULL);
	struct buf b = {0};
	struct envelope e = {.id = w->id ? w->id : id,
	    .conversation = w->talk ? w->talk : talk,
	    .sequence = atol(w->sequence),
	    .kind = kind_of(w->kind),
	    .refers_to = w->refers_to,
	    .from = from,
	    .to = to,
	    .created = created,
	    .expires = expires,
	    .version = w->version,
	    .payload = root,
	    .files = files,
	    .n_files = w->n};

	if (s == NULL || d == NULL)
		die(key, &err);
	uuid7_new(id);
	uuid_new(talk);
	time_text(now + atol(w->created), 0, created);
	time_text(now + atol(w->expires), 0, expires);
	e.profile = root->ns ? (const char *)root->ns->href : "";
	for (size_t i = 0; i < w->n; i++)
		describe(w->files[i], &files[i]);
	if (!envelope_seal(&e, s, false, &b, &err))
		die("seal", &err);
	write_body(&e, w, &b);
	buf_clear(&b);
	xmlFreeDoc(d);
	signer_close(s);
	return 0;
}

static int
receipt(const char *path, const char *certificate, const char *message)
{
	struct err err = {0};
	struct arena *a = arena_new(64 << 20);
	struct cert *c = cert_read(certificate, &err);
	struct dsig_key key = {c, false};
	struct dsig_trust trust = {&key, 1, 7, false, time(NULL)};
	struct buf b = {0};
	struct report r;
	struct envelope e;
	struct receipt got;
	xmlDoc *d;
	bool ok;

	report_init(&r, a);
	if (c == NULL || !file_read(path, &b, &err))
		die(path, &err);
	ok = envelope_parse(b.data, b.len, &d, &r, &err) &&
	     envelope_read(d, &e, &r, &err) &&
	     dsig_verify(d, &trust, NULL, NULL, &r, &err) &&
	     receipt_read(&e, &got, &r, &err);
	if (!ok)
		die(path, &err);
	if (message != NULL && strcmp(message, got.message) != 0)
		err_fail(&err, ERR_INPUT, "receipt-foreign", "%s", message);
	printf(
	    "%s %s %s", receipt_stage_name(got.stage), got.message, got.from);
	for (const xmlNode *f = node_child(got.node, "finding"); f != NULL;
	     f = node_next(f))
		printf(" %s", node_attr(f, "code"));
	printf("\n");
	xmlFreeDoc(d);
	buf_clear(&b);
	cert_free(c);
	arena_free(a);
	return err.kind == ERR_NONE ? 0 : 1;
}

/* What a measurement counts. */
struct count {
	double processor, wall, until;
	float *took; /* ms */
	size_t n, most;
};

static double
now(clockid_t which)
{
	struct timespec t;

	clock_gettime(which, &t);
	return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

static struct count
count_new(const char *seconds)
{
	struct count c = {.processor = now(CLOCK_PROCESS_CPUTIME_ID),
	    .wall = now(CLOCK_MONOTONIC),
	    .most = 1 << 20};

	c.until = c.wall + atof(seconds);
	c.took = calloc(c.most, sizeof(*c.took));
	return c;
}

static int
by_time(const void *a, const void *b)
{
	const float *x = a, *y = b;

	return (*x > *y) - (*x < *y);
}

static void
tell(struct count *c, double processor)
{
	qsort(c->took, c->n, sizeof(*c->took), by_time);
	printf("%zu %.3f %.3f %.2f %.2f\n", c->n, processor,
	    now(CLOCK_MONOTONIC) - c->wall, (double)c->took[c->n / 2],
	    (double)c->took[c->n * 99 / 100]);
	free(c->took);
}

/* A message of 20 KB from FROM to TO, new each time; `file` stands beside it
 * (NULL: none), then `type` is what it travels as. */
static void
fresh(const struct signer *s, const char *from, const char *to, xmlDoc *d,
    const struct envelope_file *file, char *type, struct buf *out)
{
	char id[37], talk[37], created[25], expires[25];
	struct envelope e = {.id = id,
	    .conversation = talk,
	    .sequence = 1,
	    .from = from,
	    .to = to,
	    .created = created,
	    .expires = expires,
	    .profile = "urn:test:order:1",
	    .version = "1",
	    .payload = xmlDocGetRootElement(d),
	    .files = file,
	    .n_files = file != NULL};
	struct buf sealed = {0};
	struct err err = {0};

	uuid7_new(id);
	uuid_new(talk);
	time_text(time(NULL), 0, created);
	time_text(time(NULL) + 86400, 0, expires);
	buf_empty(out);
	if (!envelope_seal(&e, s, false, &sealed, &err))
		die("seal", &err);
	if (file != NULL) {
		package_type(&e, type);
		package_head(&e, out);
	}
	buf_add(out, sealed.data, sealed.len);
	if (file != NULL)
		package_file(&e, 0, out);
	buf_clear(&sealed);
}

static int
measure_verify(const char *key, const char *seconds)
{
	struct err err = {0};
	struct arena *a = arena_new(96 << 20);
	struct signer *s = signer_open(key, &err);
	xmlDoc *d = order(20000);
	struct buf b = {0};
	struct count c;

	if (s == NULL)
		die(key, &err);
	fresh(s, "A-peer", "B-peer", d, NULL, NULL, &b);
	c = count_new(seconds);
	while (now(CLOCK_MONOTONIC) < c.until && c.n < c.most) {
		struct dsig_key k = {signer_cert(s), false};
		struct dsig_trust trust = {&k, 1, 7, false, time(NULL)};
		double from = now(CLOCK_MONOTONIC);
		struct envelope e;
		struct report r;
		xmlDoc *m;

		xmlmem_enter(a);
		report_init(&r, a);
		if (!envelope_parse(b.data, b.len, &m, &r, &err) ||
		    !envelope_read(m, &e, &r, &err) ||
		    !dsig_verify(m, &trust, NULL, NULL, &r, &err))
			die("verify", &err);
		xmlmem_leave();
		arena_reset(a);
		c.took[c.n++] = (float)((now(CLOCK_MONOTONIC) - from) * 1e3);
	}
	tell(&c, now(CLOCK_PROCESS_CPUTIME_ID) - c.processor);
	return 0;
}

static bool
no_effect(void *ctx, struct db *db, struct accepted *m, struct report *r,
    struct err *err)
{
	(void)ctx, (void)db, (void)m, (void)r, (void)err;
	return true;
}

/* One message; the processor's seconds that it took. */
static double
accept_one(const struct accept_conf *conf, struct db *db, struct arena *a,
    const struct buf *b, struct count *c)
{
	struct accept_origin origin = {.address = "bench"};
	double from = now(CLOCK_MONOTONIC),
	       used = now(CLOCK_PROCESS_CPUTIME_ID);
	struct accept *x;
	struct answer w;

	xmlmem_enter(a);
	x = accept_new(conf, db, &origin, a);
	if (accept_message(x, b->data, b->len, &w))
		accept_end(x, &w);
	if (w.outcome != ACCEPT_DONE || w.stage != RECEIPT_ACCEPTED)
		die("accept", &w.err);
	answer_clear(&w);
	accept_free(x);
	xmlmem_leave();
	arena_reset(a);
	c->took[c->n++] = (float)((now(CLOCK_MONOTONIC) - from) * 1e3);
	return now(CLOCK_PROCESS_CPUTIME_ID) - used;
}

/* Who takes in: OWN-KEY SELF KEY FROM SCHEMAS; *s: KEY. */
static struct accept_conf
taker(char **argv, struct signer **s, struct db **db)
{
	struct err err = {0};
	struct accept_conf conf = {.self = argv[1],
	    .signer = signer_open(argv[0], &err),
	    .schemas = schemas_load(argv[4], &err),
	    .peers = peers_new(),
	    .effect = no_effect};

	*s = signer_open(argv[2], &err);
	*db = db_open(getenv("KB_DSN"), &err);
	if (conf.signer == NULL || *s == NULL || *db == NULL ||
	    conf.schemas == NULL)
		die("accept", &err);
	return conf;
}

static int
measure_accept(char **argv)
{
	struct arena *a = arena_new(96 << 20);
	struct signer *s;
	struct db *db;
	struct accept_conf conf = taker(argv, &s, &db);
	xmlDoc *d = order(20000);
	struct buf b = {0};
	struct count c;
	double processor = 0;

	c = count_new(argv[5]);
	while (now(CLOCK_MONOTONIC) < c.until && c.n < c.most) {
		fresh(s, argv[3], argv[1], d, NULL, NULL, &b);
		processor += accept_one(&conf, db, a, &b, &c);
	}
	tell(&c, processor);
	db_close(db);
	return 0;
}

/* The same bytes each time, so that they need not be kept: piece by piece. */
static char *
bytes_of(long long size, struct envelope_file *f)
{
	enum { PIECE = 65536 };
	struct digester *g = digester_new();
	char *p = malloc(PIECE);
	unsigned seed = 2;

	if (p == NULL || g == NULL)
		exit(1);
	for (size_t i = 0; i < PIECE; i++)
		p[i] = (char)rand_r(&seed);
	*f = (struct envelope_file){
	    .name = "large.bin", .type = "application/octet-stream"};
	for (f->size = 0; f->size < size; f->size += PIECE)
		digester_add(g, p, PIECE);
	if (!digester_end(g, &f->digest))
		exit(1);
	digester_free(g);
	return p;
}

static int
measure_large(char **argv)
{
	struct accept_origin origin = {.address = "bench"};
	struct arena *a = arena_new(96 << 20);
	struct signer *s;
	struct db *db;
	struct accept_conf conf = taker(argv, &s, &db);
	struct envelope_file f;
	char id[37], type[PACKAGE_TYPE], *piece = bytes_of(atoll(argv[5]), &f);
	struct err err = {0};
	struct rusage use;
	struct buf b = {0};
	struct accept *x;
	struct package *k;
	struct answer w;
	bool ok;

	fresh(s, argv[3], argv[1], order(20000), &f, type, &b);
	xmlmem_enter(a);
	x = accept_new(&conf, db, &origin, a);
	k = accept_package(x, type, &w, &err);
	ok = k != NULL && package_add(k, b.data, b.len, &err);
	for (long long n = 0; ok && n < f.size; n += 65536)
		ok = package_add(k, piece, 65536, &err);
	buf_empty(&b);
	snprintf(id, sizeof(id), "%s", strstr(type, "=\"kuaibao-") + 10);
	package_tail(&(struct envelope){.n_files = 1, .id = id}, &b);
	ok = ok && package_add(k, b.data, b.len, &err) && package_end(k, &err);
	accept_settle(x, &err, &w);
	if (w.outcome != ACCEPT_DONE || w.stage != RECEIPT_ACCEPTED)
		die("large", &w.err);
	xmlmem_leave();
	getrusage(RUSAGE_SELF, &use);
	printf("%.1f %ld\n", now(CLOCK_PROCESS_CPUTIME_ID), use.ru_maxrss);
	return ok ? 0 : 1;
}

int
main(int argc, char **argv)
{
	struct err err = {0};
	struct wish w;

	if (!xmlmem_init(&err))
		return 1;
	if (argc >= 5 && strcmp(argv[1], "seal") == 0) {
		w = wishes(argc - 5, argv + 5);
		return seal(argv[2], argv[3], argv[4], &w);
	}
	if (argc >= 4 && strcmp(argv[1], "receipt") == 0)
		return receipt(argv[2], argv[3], argv[4]);
	if (argc == 4 && strcmp(argv[1], "verify") == 0)
		return measure_verify(argv[2], argv[3]);
	if (argc == 8 && strcmp(argv[1], "accept") == 0)
		return measure_accept(argv + 2);
	if (argc == 8 && strcmp(argv[1], "large") == 0)
		return measure_large(argv + 2);
	fputs("message: seal, receipt, verify, accept or large\n", stderr);
	return 2;
}
