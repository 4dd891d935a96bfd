/* exchange.c: the workers that messages come to.
 * exchange -s SOCKET [-n N] [-r ROOT] [-d DSN] */
#include "fcgi/exchange.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "base/log.h"
#include "xml/mem.h"

static const struct route {
	int method;
	const char *path; /* behind EXCHANGE_PATH; ending in /: all below it */
	call_handler *handler;
} routes[] = {
    {SERVE_POST, "message", call_message},
    {SERVE_POST, "dry-run", call_dry_run},
    {SERVE_POST, "outbox", call_outbox_post},
    {SERVE_GET, "outbox", call_outbox_get},
    {SERVE_POST, "root", call_root},
    {SERVE_GET, "status/", call_status},
    {SERVE_GET, "schema/", call_schema},
    {SERVE_GET, "metrics", call_metrics},
};

static bool
reaches(const struct route *t, const char *path)
{
	size_t n = strlen(t->path);

	return t->path[n - 1] == '/' ? strncmp(path, t->path, n) == 0
				     : strcmp(path, t->path) == 0;
}

static void
answer(struct call *c)
{
	const char *path = serve_path(c->r);
	size_t n = strlen(EXCHANGE_PATH);
	bool known = false;

	c->path = strncmp(path, EXCHANGE_PATH, n) == 0 ? path + n : "";
	for (size_t i = 0; i < sizeof(routes) / sizeof(*routes); i++) {
		if (!reaches(&routes[i], c->path))
			continue;
		known = true;
		if (routes[i].method == serve_method(c->r)) {
			routes[i].handler(c);
			return;
		}
	}
	if (known)
		serve_send(c->r, 405, "text/plain", "405\n", 4);
	else
		serve_send(c->r, 404, "text/plain", "404\n", 4);
}

static void
exchange_handle(void *ctx, struct request *r)
{
	struct exchange *x = ctx;
	struct call c = {.x = x, .r = r, .a = serve_arena(r)};

	report_init(&c.report, c.a);
	c.from.address = serve_env(r, "REMOTE_ADDR");
	serve_header(r, "Cache-Control", "no-store");
	xmlmem_enter(c.a);
	answer(&c);
	db_rollback(x->db);
	xmlmem_leave();
}

/* Before the fork, so that workers share it; without a database each worker
 * reads the procedures when it has one, and the schemas' page lacks our name. */
static bool
share(struct exchange *x, struct err *err)
{
	struct err away = {0};
	struct rows *self = NULL;
	struct db *db = db_open(x->dsn, &away);

	if (db == NULL || !db_begin(db, NULL, false, &away) ||
	    !db_call(db, "exchange_self", 0, NULL, &self, &away) ||
	    !flow_load_all(x->site.flow, db, &away))
		log_err(LOG_WARN, "procedures not loaded yet", &away);
	x->leaves =
	    leaves_load(x->root, self ? rows_get(self, 0, "name") : "", err);
	rows_free(self);
	db_close(db);
	return x->leaves != NULL;
}

static bool
exchange_load(void *ctx, struct err *err)
{
	struct exchange *x = ctx;

	if (!xmlmem_init(err) || !exchange_site_open(&x->site, x->root, err) ||
	    !share(x, err))
		return false;
	x->site.conf.admit = rates_admit;
	x->site.conf.admit_ctx = x->rates = rates_new();
	return x->rates != NULL ||
	       err_fail(err, ERR_BUG, "start", "no shared memory");
}

static bool
exchange_open(void *ctx, struct err *err)
{
	struct exchange *x = ctx;
	bool ok;

	ok = (x->db = db_open(x->dsn, err)) != NULL &&
	     db_begin(x->db, NULL, false, err) &&
	     exchange_site_read(&x->site, x->db, err);
	if (x->db != NULL)
		db_rollback(x->db);
	return ok;
}

static bool
exchange_broken(void *ctx)
{
	const struct exchange *x = ctx;

	return x->broken || !db_alive(x->db);
}

static void
exchange_close(void *ctx)
{
	struct exchange *x = ctx;

	db_close(x->db);
	x->db = NULL;
	exchange_site_close(&x->site);
}

static void
exchange_unload(void *ctx)
{
	struct exchange *x = ctx;

	leaves_free(x->leaves);
	x->leaves = NULL;
	exchange_site_close(&x->site);
}

static int
usage(void)
{
	fputs("exchange -s SOCKET [-n WORKERS] [-r ROOT] [-d DSN] [-m MODE]\n"
	      "  SOCKET  unix socket for the web server, or :PORT\n"
	      "  ROOT    folder that holds sql/ and xslt/ (default .)\n"
	      "  DSN     database, as role kb_exchange, else $KB_DSN\n"
	      "  MODE    of the socket, octal (default 0660)\n"
	      "  $KB_EXCHANGE_KEY: our key and certificate\n",
	    stderr);
	return 2;
}

int
main(int argc, char **argv)
{
	static struct exchange x = {.root = "."};
	const struct serve_program program = {exchange_load, exchange_open,
	    exchange_handle, exchange_broken, exchange_close, exchange_unload,
	    &x};
	struct serve_conf conf = {
	    .name = "exchange", .workers = 4, .argv = argv};
	int c;

	setenv("TZ", "Asia/Shanghai", 1);
	setenv("PGTZ", "Asia/Shanghai", 1);
	tzset();
	x.dsn = getenv("KB_DSN");
	while ((c = getopt(argc, argv, "s:n:r:d:m:")) != -1) {
		if (c == 's')
			conf.socket = optarg;
		else if (c == 'n')
			conf.workers = atoi(optarg);
		else if (c == 'r')
			x.root = optarg;
		else if (c == 'd')
			x.dsn = optarg;
		else if (c == 'm')
			conf.mode = (unsigned)strtoul(optarg, NULL, 8);
		else
			return usage();
	}
	if (conf.socket == NULL || x.dsn == NULL || optind != argc)
		return usage();
	return serve_run(&conf, &program);
}
