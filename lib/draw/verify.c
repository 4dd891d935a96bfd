/* verify.c: see verify.h. */
#include "draw/verify.h"

#include <stdio.h>
#include <string.h>

#include "xml/doc.h"

struct seen *
verdict_add(struct verdict *v, struct err *err)
{
	if (v->n == SEEN_MOST) {
		err_fail(err, ERR_LARGE, "verify-many", "signatures");
		return NULL;
	}
	return &v->seen[v->n++];
}

void
seen_cert(struct seen *s, const struct cert *c, const struct trust *t,
    struct cert *const *more, size_t n)
{
	time_t when = s->at != 0 ? s->at : time(NULL);
	struct err err = {0};

	s->known = true;
	snprintf(s->who, sizeof(s->who), "%s", cert_subject(c));
	snprintf(s->key, sizeof(s->key), "%s", cert_fingerprint(c));
	s->algorithm = cert_algorithm(c);
	s->in_time = cert_valid_at(c, when, &err);
	s->trust = trust_ask(t, c, more, n, when);
}

void
seen_wrong(struct seen *s, const struct err *err)
{
	s->genuine = false;
	snprintf(s->code, sizeof(s->code), "%s", err->code);
}

bool
verify_file(const void *p, size_t n, const struct trust *t, struct verdict *out,
    struct err *err)
{
	bool whole = false;

	*out = (struct verdict){.pdf = n > 5 && memcmp(p, "%PDF-", 5) == 0};
	if (!out->pdf && (n < 4 || memcmp(p, "PK", 2) != 0))
		return err_fail(
		    err, ERR_INPUT, "verify-form", "neither PDF nor OFD");
	if (!(out->pdf ? pdf_verify : ofd_verify)(p, n, t, out, err))
		return false;
	out->proven = out->n > 0;
	for (size_t i = 0; i < out->n; i++) {
		const struct seen *s = &out->seen[i];

		whole |= s->whole;
		out->proven &= s->genuine && s->in_time &&
			       s->trust != TRUST_UNKNOWN &&
			       (s->whole || s->appended);
	}
	out->proven &= whole;
	return true;
}

static void
set_bool(xmlNode *n, const char *name, bool v)
{
	node_set(n, name, v ? "true" : "false");
}

static void
who_xml(const struct seen *s, xmlNode *n)
{
	static const char *const algorithms[] = {[SIGN_SM2_SM3] = "sm2-sm3",
	    [SIGN_ECDSA_256] = "ecdsa-p256-sha256",
	    [SIGN_RSA_256] = "rsa-sha256"};
	static const char *const trust[] = {[TRUST_UNASKED] = "unasked",
	    [TRUST_KNOWN] = "known",
	    [TRUST_UNKNOWN] = "unknown"};
	time_t at = s->at + 8 * 3600;
	char text[40];
	struct tm tm;

	if (s->at != 0 && gmtime_r(&at, &tm) != NULL &&
	    strftime(text, sizeof(text), "%Y-%m-%dT%H:%M:%S+08:00", &tm) > 0)
		node_set(n, "at", text);
	node_set(n, "algorithm", algorithms[s->algorithm]);
	node_set(n, "key", s->key);
	set_bool(n, "in-time", s->in_time);
	node_set(n, "trust", trust[s->trust]);
	node_add(n, "who", s->who);
	if (*s->seal != '\0')
		node_set(node_add(n, "seal", s->seal), "maker", s->maker);
}

xmlNode *
verdict_xml(const struct verdict *v, xmlDoc *doc)
{
	xmlNode *root =
	    xmlNewDocNode(doc, NULL, (const xmlChar *)"signatures", NULL);

	node_set(root, "format", v->pdf ? "pdf" : "ofd");
	set_bool(root, "proven", v->proven);
	for (size_t i = 0; i < v->n; i++) {
		const struct seen *s = &v->seen[i];
		xmlNode *n = node_add(root, "signature", NULL);

		set_bool(n, "genuine", s->genuine);
		set_bool(n, "whole", s->whole);
		set_bool(n, "appended", s->appended);
		if (*s->code != '\0')
			node_set(n, "code", s->code);
		if (*s->changed != '\0')
			node_set(n, "changed", s->changed);
		if (s->known)
			who_xml(s, n);
	}
	return root;
}
