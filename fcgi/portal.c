/* portal.c: the pages' workers. portal -s SOCKET [-n N] [-r ROOT] [-d DSN] */
#include "fcgi/portal.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "base/log.h"
#include "xml/mem.h"

/* A row without its own handler is its page, read and shown. */
static void
visit_answer(struct visit *v)
{
	static const char *const allowed[] = {[SERVE_GET] = "GET, HEAD",
	    [SERVE_POST] = "POST",
	    [SERVE_GET | SERVE_POST] = "GET, HEAD, POST"};
	int method = serve_method(v->r);
	visit_handler *h;

	if (!visit_begin(v)) {
		if (!visit_trim(v))
			visit_fail(v);
		return;
	}
	if ((v->route->methods & method) == 0) {
		serve_header(v->r, "Allow", allowed[v->route->methods]);
		err_fail(&v->err, ERR_METHOD, "method", "%d", method);
		visit_fail(v);
		return;
	}
	if (method == SERVE_GET && (v->route->flags & ROUTE_SIGNED) &&
	    v->who.token == NULL) {
		err_fail(&v->err, ERR_SIGNIN, "sign-in", "no session");
		visit_fail(v);
		return;
	}
	h = method == SERVE_POST ? v->route->post : v->route->get;
	if (h)
		h(v);
	else if (visit_read(v, v->route->page))
		visit_show(v, v->route->page);
	else
		visit_fail(v);
}

static void
portal_handle(void *ctx, struct request *r)
{
	struct visit v = {.site = ctx, .r = r, .a = serve_arena(r)};

	xmlmem_enter(v.a);
	visit_answer(&v);
	db_rollback(v.site->db);
	xmlmem_leave();
}

static bool
portal_broken(void *ctx)
{
	const struct site *s = ctx;

	return s->broken || !db_alive(s->db) || flow_agent_lost(s->flow);
}

static int
usage(void)
{
	fputs("portal -s SOCKET [-n WORKERS] [-r ROOT] [-d DSN] "
	      "[-f FONTS] [-m MODE]\n"
	      "  SOCKET  unix socket for the web server, or :PORT\n"
	      "  ROOT    folder that holds sql/ and xslt/ (default .)\n"
	      "  DSN     database, else $KB_DSN\n"
	      "  FONTS   the operator's own fonts, else $KB_FONTS\n"
	      "  MODE    of the socket, octal (default 0660)\n"
	      "  $KB_SIGNER  socket of kuaibao signer; $KB_TRUST  folder of "
	      "root certificates\n",
	    stderr);
	return 2;
}

int
main(int argc, char **argv)
{
	static struct site site = {.root = "."};
	const struct serve_program program = {site_load, site_open,
	    portal_handle, portal_broken, site_close, site_unload, &site};
	struct serve_conf conf = {.name = "portal", .workers = 8, .argv = argv};
	int c;

	setenv("TZ", "Asia/Shanghai", 1);
	setenv("PGTZ", "Asia/Shanghai", 1);
	tzset();
	site.dsn = getenv("KB_DSN");
	site.fonts = getenv("KB_FONTS");
	while ((c = getopt(argc, argv, "s:n:r:d:f:m:")) != -1) {
		if (c == 's')
			conf.socket = optarg;
		else if (c == 'n')
			conf.workers = atoi(optarg);
		else if (c == 'r')
			site.root = optarg;
		else if (c == 'd')
			site.dsn = optarg;
		else if (c == 'f')
			site.fonts = optarg;
		else if (c == 'm')
			conf.mode = (unsigned)strtoul(optarg, NULL, 8);
		else
			return usage();
	}
	if (conf.socket == NULL || site.dsn == NULL || optind != argc)
		return usage();
	return serve_run(&conf, &program);
}
