/* courier_http.c: see courier.h: over HTTP by libcurl, nothing kept in memory
 * but the message itself. Client certificates: $KB_EXCHANGE_TLS (a PEM file
 * with key and certificate); whom to believe: $KB_EXCHANGE_CA, else the
 * system's. */
#include <curl/curl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "fcgi/courier.h"

enum { ANSWER_MAX = 1 << 20 };

struct http {
	CURL *curl;
};

/* The body of a push, as libcurl asks for it. */
struct body {
	struct courier *c;
	const struct parcel *p;
	struct buf out; /* what is to go next, from `at` */
	size_t at;
	size_t file; /* which comes next */
	int seq;
	enum { BODY_MESSAGE, BODY_FILES, BODY_DONE } part;
	struct err err;
};

struct http *
http_open(struct err *err)
{
	struct http *h = calloc(1, sizeof(*h));

	if (h != NULL && curl_global_init(CURL_GLOBAL_DEFAULT) == CURLE_OK &&
	    (h->curl = curl_easy_init()) != NULL)
		return h;
	http_close(h);
	err_fail(err, ERR_BUSY, "memory", "libcurl");
	return NULL;
}

void
http_close(struct http *h)
{
	if (h == NULL)
		return;
	curl_easy_cleanup(h->curl);
	free(h);
	curl_global_cleanup();
}

/* The next bytes of the file whose turn it is; at its end, the next file. */
static bool
fill_file(struct body *b)
{
	struct rows *r;
	const char *p;
	size_t n;

	if (b->file == b->p->e.n_files) {
		package_tail(&b->p->e, &b->out);
		b->part = BODY_DONE;
		return true;
	}
	if (b->seq == 0)
		package_file(&b->p->e, b->file, &b->out);
	if (!parcel_piece(b->c, b->p, b->file, b->seq, &r, &p, &n, &b->err))
		return false;
	buf_add(&b->out, p, n);
	rows_free(r);
	b->seq = n > 0 ? b->seq + 1 : 0;
	b->file += n == 0;
	return true;
}

static size_t
on_read(char *to, size_t size, size_t count, void *ctx)
{
	struct body *b = ctx;
	size_t n = size * count;

	while (b->at == b->out.len && b->part != BODY_DONE) {
		buf_empty(&b->out);
		b->at = 0;
		if (b->part == BODY_MESSAGE) {
			package_head(&b->p->e, &b->out);
			buf_add(&b->out, b->p->bytes.data, b->p->bytes.len);
			b->part = BODY_FILES;
		} else if (!fill_file(b)) {
			return CURL_READFUNC_ABORT;
		}
		if (b->out.failed)
			return CURL_READFUNC_ABORT;
	}
	if (n > b->out.len - b->at)
		n = b->out.len - b->at;
	memcpy(to, b->out.data + b->at, n);
	b->at += n;
	return n;
}

/* From the start again, where a kept connection turned out to be closed. */
static int
on_rewind(void *ctx, curl_off_t to, int origin)
{
	struct body *b = ctx;

	if (to != 0 || origin != SEEK_SET)
		return CURL_SEEKFUNC_CANTSEEK;
	buf_empty(&b->out);
	b->at = b->file = 0;
	b->seq = 0;
	b->part = BODY_MESSAGE;
	return CURL_SEEKFUNC_OK;
}

static size_t
on_answer(char *p, size_t size, size_t count, void *ctx)
{
	struct buf *b = ctx;

	buf_add(b, p, size * count);
	return b->failed ? 0 : size * count;
}

/* What all requests have in common. */
static void
prepare(CURL *curl, const char *url, struct curl_slist *headers)
{
	const char *tls = getenv("KB_EXCHANGE_TLS");
	const char *ca = getenv("KB_EXCHANGE_CA");

	curl_easy_reset(curl);
	curl_easy_setopt(curl, CURLOPT_URL, url);
	curl_easy_setopt(curl, CURLOPT_PROTOCOLS_STR, "http,https");
	curl_easy_setopt(curl, CURLOPT_NOSIGNAL, 1L);
	curl_easy_setopt(curl, CURLOPT_PROXY, "");
	curl_easy_setopt(curl, CURLOPT_POST, 1L);
	curl_easy_setopt(curl, CURLOPT_HTTPHEADER, headers);
	curl_easy_setopt(curl, CURLOPT_CONNECTTIMEOUT, 10L);
	/* stalled: a kibibyte in half a minute */
	curl_easy_setopt(curl, CURLOPT_LOW_SPEED_LIMIT, 34L);
	curl_easy_setopt(curl, CURLOPT_LOW_SPEED_TIME, 30L);
	if (tls != NULL) {
		curl_easy_setopt(curl, CURLOPT_SSLCERT, tls);
		curl_easy_setopt(curl, CURLOPT_SSLKEY, tls);
	}
	if (ca != NULL)
		curl_easy_setopt(curl, CURLOPT_CAINFO, ca);
}

static void
attempt_judge(struct attempt *t, CURL *curl, CURLcode rc)
{
	curl_off_t wait = 0, us = 0;
	long status = 0;

	curl_easy_getinfo(curl, CURLINFO_RESPONSE_CODE, &status);
	curl_easy_getinfo(curl, CURLINFO_RETRY_AFTER, &wait);
	curl_easy_getinfo(curl, CURLINFO_TOTAL_TIME_T, &us);
	t->status = rc == CURLE_OK ? (int)status : 0;
	t->ms = (int)(us / 1000);
	t->wait = wait > 0 && wait < 86400 ? (int)wait : 0;
	if (rc != CURLE_OK) {
		t->outcome = "unknown";
		snprintf(
		    t->detail, sizeof(t->detail), "%s", curl_easy_strerror(rc));
	} else if (status == 200 || status == 409 || status == 422) {
		t->outcome = "receipt"; /* when it verifies */
	} else {
		t->outcome = status == 429 || status == 503  ? "busy"
			     : status >= 400 && status < 500 ? "refused"
							     : "unknown";
		snprintf(t->detail, sizeof(t->detail), "HTTP %ld %.400s",
		    status, t->answer.len ? t->answer.data : "");
	}
}

void
http_push(struct courier *c, const struct parcel *p, struct attempt *t)
{
	struct body b = {.c = c, .p = p};
	struct curl_slist *headers = NULL;
	char type[PACKAGE_TYPE], header[PACKAGE_TYPE + 16], url[2048];
	CURL *curl = c->http->curl;
	CURLcode rc;

	buf_init(&t->answer, ANSWER_MAX);
	package_type(&p->e, type);
	snprintf(header, sizeof(header), "Content-Type: %s", type);
	snprintf(url, sizeof(url), "%s/exchange/v1/message",
	    rows_get(p->claim, 0, "url"));
	headers = curl_slist_append(headers, header);
	headers = curl_slist_append(headers, "Expect:");
	prepare(curl, url, headers);
	curl_easy_setopt(curl, CURLOPT_POSTFIELDSIZE_LARGE,
	    (curl_off_t)package_size(&p->e, p->bytes.len));
	curl_easy_setopt(curl, CURLOPT_READFUNCTION, on_read);
	curl_easy_setopt(curl, CURLOPT_READDATA, &b);
	curl_easy_setopt(curl, CURLOPT_SEEKFUNCTION, on_rewind);
	curl_easy_setopt(curl, CURLOPT_SEEKDATA, &b);
	curl_easy_setopt(curl, CURLOPT_WRITEFUNCTION, on_answer);
	curl_easy_setopt(curl, CURLOPT_WRITEDATA, &t->answer);
	rc = headers != NULL ? curl_easy_perform(curl) : CURLE_OUT_OF_MEMORY;
	attempt_judge(t, curl, rc);
	curl_slist_free_all(headers);
	buf_clear(&b.out);
}

/* A post whose answer is passed on. */
struct passing {
	CURL *curl;
	http_take *take;
	void *ctx;
};

static size_t
on_pass(char *p, size_t size, size_t count, void *ctx)
{
	struct passing *x = ctx;
	const char *type = NULL;
	long status = 0;

	curl_easy_getinfo(x->curl, CURLINFO_CONTENT_TYPE, &type);
	curl_easy_getinfo(x->curl, CURLINFO_RESPONSE_CODE, &status);
	return x->take(x->ctx, (int)status, type != NULL ? type : "", p,
		   size * count)
		   ? size * count
		   : 0;
}

bool
http_post(struct http *h, const char *url, const char *path,
    const struct buf *body, http_take *take, void *ctx, int *status,
    struct err *err)
{
	struct passing x = {.curl = h->curl, .take = take, .ctx = ctx};
	struct curl_slist *headers = NULL;
	char where[2048];
	long code = 0;
	CURLcode rc;

	*status = 0;
	snprintf(where, sizeof(where), "%s%s", url, path);
	headers = curl_slist_append(headers, "Content-Type: application/xml");
	prepare(h->curl, where, headers);
	curl_easy_setopt(
	    h->curl, CURLOPT_POSTFIELDSIZE_LARGE, (curl_off_t)body->len);
	curl_easy_setopt(h->curl, CURLOPT_POSTFIELDS, body->data);
	curl_easy_setopt(h->curl, CURLOPT_WRITEFUNCTION, on_pass);
	curl_easy_setopt(h->curl, CURLOPT_WRITEDATA, &x);
	rc = headers != NULL ? curl_easy_perform(h->curl) : CURLE_OUT_OF_MEMORY;
	curl_slist_free_all(headers);
	if (rc != CURLE_OK)
		return err_fail(err, ERR_BUSY, "peer", "%s: %s", where,
		    curl_easy_strerror(rc));
	curl_easy_getinfo(h->curl, CURLINFO_RESPONSE_CODE, &code);
	*status = (int)code;
	return true;
}
