/* cmd_conform.c: kuaibao exchange conform: what an implementation of the
 * exchange answers, case by case of xslt/schema/conformance.xml, as TAP and as
 * XML. */
#include <curl/curl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/file.h"
#include "exchange/receipt.h"
#include "fcgi/cmd.h"
#include "fcgi/cmd_conform.h"
#include "sign/sample_key.h"
#include "xml/doc.h"

static const char usage[] =
    "exchange conform URL ITS-CODE OUR-CODE KEY [CERTIFICATE [REPORT.xml]]\n"
    "    runs the conformance suite against URL/exchange/v1/, which must know\n"
    "    OUR-CODE by KEY's certificate and keep what it gets as make-believe;\n"
    "    its receipts are verified by CERTIFICATE";

struct trial *
conform_case(struct conform *c, const char *n)
{
	for (size_t i = 0; n != NULL && i < c->n; i++)
		if (c->list[i].n == atoi(n))
			return &c->list[i];
	return NULL;
}

static size_t
take(char *p, size_t size, size_t n, void *ctx)
{
	buf_add(ctx, p, size * n);
	return size * n;
}

static size_t
header(char *p, size_t size, size_t n, void *ctx)
{
	if (size * n > 12 && strncasecmp(p, "Retry-After:", 12) == 0)
		((struct trial *)ctx)->retry = true;
	return size * n;
}

/* The first half of the body, then the connection breaks. */
static size_t
half(char *p, size_t size, size_t n, void *ctx)
{
	struct trial *t = ctx;
	size_t some = t->body.len / 2;

	if (t->retry)
		return CURL_READFUNC_ABORT;
	t->retry = true;
	memcpy(p, t->body.data, some < size * n ? some : size * n);
	return some < size * n ? some : size * n;
}

static void
ask(struct conform *c, struct trial *t, const char *path, const char *type,
    const struct buf *body, size_t n)
{
	struct curl_slist *list = NULL;
	char url[1024], line[PACKAGE_TYPE + 32];
	bool breaks = node_attr(t->node, "break") != NULL;
	long status = 0;

	snprintf(url, sizeof(url), "%s/exchange/v1/%s", c->url, path);
	snprintf(line, sizeof(line), "Content-Type: %s", type);
	curl_easy_reset(c->curl);
	curl_easy_setopt(c->curl, CURLOPT_URL, url);
	curl_easy_setopt(c->curl, CURLOPT_TIMEOUT, 120L);
	curl_easy_setopt(c->curl, CURLOPT_WRITEFUNCTION, take);
	curl_easy_setopt(c->curl, CURLOPT_WRITEDATA, &t->answer);
	curl_easy_setopt(c->curl, CURLOPT_HEADERFUNCTION, header);
	curl_easy_setopt(c->curl, CURLOPT_HEADERDATA, t);
	if (body != NULL) {
		list = curl_slist_append(list, line);
		list = curl_slist_append(list, "Expect:");
		curl_easy_setopt(c->curl, CURLOPT_HTTPHEADER, list);
		curl_easy_setopt(c->curl, CURLOPT_POST, 1L);
		curl_easy_setopt(
		    c->curl, CURLOPT_POSTFIELDSIZE_LARGE, (curl_off_t)n);
		if (breaks)
			curl_easy_setopt(c->curl, CURLOPT_READFUNCTION, half);
		if (breaks)
			curl_easy_setopt(c->curl, CURLOPT_READDATA, t);
		else
			curl_easy_setopt(
			    c->curl, CURLOPT_POSTFIELDS, body->data);
	}
	if (curl_easy_perform(c->curl) == CURLE_OK)
		curl_easy_getinfo(c->curl, CURLINFO_RESPONSE_CODE, &status);
	t->status = (int)status;
	curl_slist_free_all(list);
}

static bool
send_case(struct conform *c, struct trial *t, struct err *err)
{
	const char *get = node_attr(t->node, "get"),
		   *cut = node_attr(t->node, "cut"),
		   *file = node_attr(t->node, "file"),
		   *again = node_attr(t->node, "again"),
		   *type = node_attr(t->node, "type"),
		   *path = node_attr(t->node, "path");
	const struct trial *of =
	    conform_case(c, again ? again
			    : get ? node_attr(t->node, "of")
				  : "");
	char name[256];
	size_t n;

	if (get != NULL) {
		snprintf(name, sizeof(name), "status/%s/%s", c->from,
		    of ? of->id : "");
		ask(c, t, strcmp(get, "schema") == 0 ? "schema/" : name, "",
		    NULL, 0);
		return true;
	}
	if (of == NULL && !conform_make(c, t, err))
		return false;
	if (of != NULL) {
		memcpy(t->id, of->id, sizeof(t->id));
		memcpy(t->talk, of->talk, sizeof(t->talk));
		memcpy(t->type, of->type, sizeof(t->type));
		t->message = of->message;
		buf_add(&t->body, of->body.data, of->body.len);
	}
	n = t->body.len;
	if (cut != NULL)
		n = (size_t)atol(cut);
	if (file != NULL && strcmp(file, "cut") == 0)
		n -= 20;
	ask(c, t, path ? path : "message", type ? type : t->type, &t->body, n);
	return true;
}

/* Whether the word is one of the list. */
static bool
one_of(const char *list, const char *word)
{
	size_t n = strlen(word);

	for (const char *s = list; n > 0 && (s = strstr(s, word)); s += n)
		if ((s == list || s[-1] == ' ') &&
		    (s[n] == ' ' || s[n] == '\0'))
			return true;
	return false;
}

/* The receipt in the answer: verified where we have the certificate. */
static bool
receipt_of(struct conform *c, struct trial *t, struct arena *a, xmlDoc **doc,
    struct receipt *out, struct err *err)
{
	struct dsig_key key = {c->cert, false};
	struct dsig_trust trust = {&key, 1, 7, false, time(NULL)};
	struct receipt want = {.from = c->self,
	    .to = c->from,
	    .message = t->id,
	    .digest = t->message};
	struct envelope e;
	struct report r;

	report_init(&r, a);
	if (c->cert != NULL)
		return receipt_verify(t->answer.data, t->answer.len, &trust,
		    &want, doc, out, &r, err);
	return envelope_parse(t->answer.data, t->answer.len, doc, &r, err) &&
	       envelope_read(*doc, &e, &r, err) &&
	       receipt_read(&e, out, &r, err);
}

/* Findings that help: where, which rule, in both languages. */
static bool
explained(const xmlNode *f)
{
	const xmlNode *t = node_child(f, "text");
	const char *xpath = node_attr(f, "xpath"), *line = node_attr(f, "line");

	return f != NULL && xpath && *xpath && line && *line && t &&
	       *node_text(t) && *node_text(node_next(t));
}

/* What is wrong with the answer, in `why`; "" when it is as it must be. */
static void
judge(struct conform *c, struct trial *t, struct arena *a, char why[256])
{
	const xmlNode *x = node_child(t->node, "expect"), *root = NULL, *f;
	const char *status = node_attr(x, "status"),
		   *stage = node_attr(x, "stage"), *code = node_attr(x, "code"),
		   *same = node_attr(x, "same"),
		   *verdict = node_attr(x, "verdict"), *got = "";
	struct trial *of = conform_case(c, same);
	struct receipt receipt = {0};
	struct err err = {0};
	xmlDoc *d = NULL;
	char number[16];

	snprintf(number, sizeof(number), "%d", t->status);
	*why = '\0';
	if (stage != NULL && one_of(status, number)) {
		if (!receipt_of(c, t, a, &d, &receipt, &err))
			snprintf(why, 256, "receipt: %s", err.code);
		else if (!one_of(stage, receipt_stage_name(receipt.stage)))
			snprintf(why, 256, "stage %s",
			    receipt_stage_name(receipt.stage));
		root = receipt.node;
	} else if (t->answer.len > 0) {
		d = doc_parse(t->answer.data, t->answer.len, NULL, &err);
		root = d ? xmlDocGetRootElement(d) : NULL;
	}
	f = node_child(root, "finding");
	if (f == NULL)
		f = node_child(node_child(root, "findings"), "finding");
	got = f && node_attr(f, "code") ? node_attr(f, "code") : "";
	if (!one_of(status, number))
		snprintf(why, 256, "status %d %s", t->status, got);
	else if (*why == '\0' && code != NULL && !one_of(code, got))
		snprintf(why, 256, "code %s", got);
	else if (of != NULL && (of->answer.len != t->answer.len ||
				   memcmp(of->answer.data, t->answer.data,
				       t->answer.len) != 0))
		snprintf(why, 256, "other bytes than case %s", same);
	else if (node_attr(x, "retry") != NULL && !t->retry)
		snprintf(why, 256, "no Retry-After");
	else if (node_attr(x, "both") != NULL && !explained(f))
		snprintf(why, 256, "no XPath, line or words in both languages");
	else if (verdict != NULL &&
		 !(root && node_attr(root, "verdict") &&
		     one_of(verdict, node_attr(root, "verdict"))))
		snprintf(why, 256, "verdict");
	xmlFreeDoc(d);
}

/* TAP, and a row of the report. */
static void
tell(const struct trial *t, const char *why, xmlNode *report)
{
	const xmlNode *x = node_child(t->node, "expect");
	xmlNode *row = node_add(report, "case", why);
	char status[16];

	printf("%s %d - %s / %s (%s)\n", *why ? "not ok" : "ok", t->n,
	    node_attr(t->node, "zh"), node_attr(t->node, "en"),
	    node_attr(t->node, "clause"));
	if (*why != '\0')
		printf("# wanted %s %s, got %s\n", node_attr(x, "status"),
		    node_attr(x, "code") ? node_attr(x, "code") : "", why);
	fflush(stdout);
	snprintf(status, sizeof(status), "%d", t->status);
	node_set(row, "n", node_attr(t->node, "n"));
	node_set(row, "clause", node_attr(t->node, "clause"));
	node_set(row, "result", *why ? "failed" : "passed");
	node_set(row, "status", status);
	node_set(row, "message", t->id);
	node_set(row, "title", node_attr(t->node, "en"));
}

static bool
run(struct conform *c, const xmlDoc *suite, xmlNode *report, int *failed,
    struct err *err)
{
	const xmlNode *n =
	    node_child(xmlDocGetRootElement((xmlDoc *)suite), "case");
	struct arena *a = arena_new(64 << 20);
	char why[256];
	bool ok = a != NULL || err_fail(err, ERR_BUSY, "memory", "conform");

	for (; ok && n && c->n < CONFORM_CASES; n = node_next(n)) {
		struct trial *t = &c->list[c->n];

		t->node = n;
		t->n = atoi(node_attr(n, "n"));
		if (!(ok = send_case(c, t, err)))
			break;
		c->n++;
		judge(c, t, a, why);
		tell(t, why, report);
		*failed += *why != '\0';
		arena_reset(a);
	}
	printf("1..%zu\n%zu passed, %d failed\n", c->n, c->n - (size_t)*failed,
	    *failed);
	arena_free(a);
	return ok;
}

static bool
save(const char *path, const xmlNode *report, struct err *err)
{
	FILE *f = fopen(path, "w");
	struct buf b = {0};
	bool ok = f != NULL && node_write(report, &b, err) &&
		  fwrite(b.data, 1, b.len, f) == b.len;

	if (f != NULL)
		ok = fclose(f) == 0 && ok;
	buf_clear(&b);
	return ok || err_fail(err, ERR_BUSY, "disk", "%s", path);
}

/* A key that the other side has never seen. */
static struct signer *
stranger(struct err *err)
{
	char path[] = "/tmp/kuaibao-conform.XXXXXX";
	struct signer *s = NULL;
	char key[64];

	if (mkdtemp(path) == NULL) {
		err_fail(err, ERR_BUSY, "disk", "%s", path);
		return NULL;
	}
	snprintf(key, sizeof(key), "%s/key", path);
	if (sample_key_write(key, SIGN_ECDSA_256, "?", NULL, err))
		s = signer_open(key, err);
	unlink(key);
	rmdir(path);
	return s;
}

int
cmd_conform(int argc, char **argv)
{
	struct conform *c = calloc(1, sizeof(*c));
	xmlDoc *suite = NULL, *out = xmlNewDoc(BAD_CAST "1.0");
	xmlNode *report = xmlNewDocNode(out, NULL, BAD_CAST "report", NULL);
	struct err err = {0};
	char path[4096];
	int failed = 0;
	bool ok = false;

	xmlDocSetRootElement(out, report);
	if (c == NULL || argc < 6 || argc > 8) {
		xmlFreeDoc(out);
		free(c);
		return cmd_usage(usage);
	}
	c->url = argv[2];
	c->self = argv[3];
	c->from = argv[4];
	node_set(report, "url", c->url);
	snprintf(
	    path, sizeof(path), "%s/xslt/schema/conformance.xml", cmd_root());
	ok = (c->signer = signer_open(argv[5], &err)) != NULL &&
	     (c->other = stranger(&err)) != NULL &&
	     (argc < 7 || (c->cert = cert_read(argv[6], &err)) != NULL) &&
	     (suite = doc_load(path, &err)) != NULL &&
	     ((c->curl = curl_easy_init()) != NULL ||
		 err_fail(&err, ERR_BUSY, "memory", "libcurl")) &&
	     run(c, suite, report, &failed, &err);
	if (ok && argc == 8)
		ok = save(argv[7], report, &err);
	for (size_t i = 0; i < CONFORM_CASES; i++) {
		buf_clear(&c->list[i].body);
		buf_clear(&c->list[i].answer);
	}
	if (c->curl != NULL)
		curl_easy_cleanup(c->curl);
	cert_free(c->cert);
	signer_close(c->other);
	signer_close(c->signer);
	xmlFreeDoc(suite);
	xmlFreeDoc(out);
	free(c);
	return !ok ? cmd_failed("conform", &err) : failed > 0;
}
