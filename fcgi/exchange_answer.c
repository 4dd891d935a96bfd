/* exchange_answer.c: answers of the exchange, and who asks. */
#include <stdio.h>
#include <string.h>

#include "base/hex.h"
#include "base/log.h"
#include "fcgi/exchange.h"
#include "xml/doc.h"

void
call_send(struct call *c, int status, const void *p, size_t n)
{
	serve_send(c->r, status, "application/xml", p, n);
}

/* Not 422: that is a signed rejection, which is final. */
static int
status_of(const struct err *err)
{
	if (strcmp(err->code, "exchange-rate") == 0 ||
	    strcmp(err->code, "exchange-quota") == 0)
		return 429;
	if (err->kind == ERR_INPUT || err->kind == ERR_CONFLICT)
		return 400;
	return serve_status(err->kind);
}

static bool
refusal(struct call *c, struct buf *b)
{
	xmlDoc *d = xmlNewDoc(BAD_CAST "1.0");
	xmlNode *n =
	    d ? xmlNewDocNode(d, NULL, BAD_CAST "refusal", NULL) : NULL;
	struct err err = {0};
	bool ok = n != NULL;

	if (ok) {
		xmlDocSetRootElement(d, n);
		xmlSetNs(n, xmlNewNs(n, BAD_CAST EXCHANGE_NS, BAD_CAST "x"));
		node_set(n, "code", c->err.code);
		node_set(n, "request", serve_id(c->r));
		ok = report_write(&c->report, n) && node_write(n, b, &err);
	}
	xmlFreeDoc(d);
	return ok;
}

void
call_refuse(struct call *c)
{
	int status = status_of(&c->err);
	struct buf b;

	log_err(c->err.kind == ERR_BUG ? LOG_ERROR
		: c->report.n == 0     ? LOG_WARN
				       : LOG_INFO,
	    "refused", &c->err);
	if (c->report.n == 0)
		report_take(&c->report, &c->err);
	if (status == 429)
		serve_header(c->r, "Retry-After",
		    *c->err.arg != '\0' ? c->err.arg : "5");
	buf_init(&b, 0);
	if (refusal(c, &b))
		call_send(c, status, b.data, b.len);
	else
		call_send(c, 503, "", 0);
	buf_clear(&b);
}

bool
call_body(struct call *c, const char **p, size_t *n)
{
	return serve_body(c->r, ENVELOPE_BYTES, p, n, &c->err);
}

/* %XX of a PEM text, as nginx writes $ssl_client_escaped_cert. */
static char *
unescape(struct arena *a, const char *s)
{
	char *out = arena_alloc(a, strlen(s) + 1), *o = out;
	unsigned char byte;

	for (; out != NULL && *s != '\0'; s++) {
		if (*s == '%' && s[1] != '\0' && s[2] != '\0' &&
		    hex_get((char[]){s[1], s[2], '\0'}, &byte, 1)) {
			*o++ = (char)byte;
			s += 2;
		} else {
			*o++ = *s;
		}
	}
	if (out != NULL)
		*o = '\0';
	return out;
}

/* The handshake proved that the client has the key: whose it is, we pin. */
bool
call_client(struct call *c, const struct peer **peer)
{
	const char *escaped = serve_env(c->r, "KB_CLIENT_CERT"), *pem;
	struct cert *cert;

	*peer = NULL;
	if (*escaped == '\0')
		return true;
	pem = unescape(c->a, escaped);
	cert = pem ? cert_parse(pem, strlen(pem), &c->err) : NULL;
	if (cert != NULL)
		*peer = peers_by_certificate(c->x->site.conf.peers, c->x->db,
		    cert_fingerprint(cert), &c->err);
	cert_free(cert);
	if (*peer == NULL && c->err.kind == ERR_INPUT) {
		err_clear(&c->err);
		err_fail(&c->err, ERR_DENIED, "peer-certificate", "unread");
	}
	return *peer != NULL;
}

const struct peer *
call_query(struct call *c, struct envelope *e, xmlDoc **doc)
{
	const char *p;
	size_t n;

	*doc = NULL;
	if (!call_client(c, &c->from.peer) || !call_body(c, &p, &n))
		return NULL;
	return accept_query(&c->x->site.conf, c->x->db, &c->from, p, n, doc, e,
	    &c->report, &c->err);
}
