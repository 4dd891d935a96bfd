/* ofd_sign_check.c: the signatures of an OFD file; see verify.h.
 *
 * The list of signatures is the one part that no signature can cover, as each
 * adds itself to it: so a signature that was taken away whole is not missed. */
#include <openssl/evp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/unzip.h"
#include "base/utf8.h"
#include "draw/ofd_sign.h"
#include "draw/verify.h"
#include "xml/doc.h"

enum { PATH = 256 };

struct ofd_check {
	struct unzip zip;
	const struct trust *trust;
	struct digester *digester;
	struct digest *digests; /* of the zip's files; heap */
	bool *known;            /* which of them are there; heap */
	bool *covered; /* by the signature at hand, of the zip's files; heap */
	bool *apart;   /* the list of signatures and what it names; heap */
};

/* A path of the package as a name of the zip: from the root when it begins
 * with "/", else from the folder of `from`. */
static bool
path_join(const char *from, const char *path, char out[PATH])
{
	const char *slash = strrchr(from, '/');
	int dir = *path == '/' || slash == NULL ? 0 : (int)(slash - from) + 1;

	return snprintf(out, PATH, "%.*s%s", dir, from, path + (*path == '/')) <
	       PATH;
}

static const struct unzip_file *
file_get(const struct ofd_check *c, const char *from, const char *path)
{
	char name[PATH];

	return path_join(from, path, name) ? unzip_find(&c->zip, name) : NULL;
}

static xmlDoc *
file_parse(const struct unzip_file *f, struct err *err)
{
	struct buf b = {0};
	xmlDoc *doc = NULL;

	if (f == NULL)
		err_fail(err, ERR_INPUT, "ofd-form", "a part is missing");
	else if (unzip_read(f, &b, err))
		doc = doc_parse(b.data, b.len, NULL, err);
	buf_clear(&b);
	return doc;
}

static bool
file_digest(
    struct ofd_check *c, const struct unzip_file *f, const struct digest **out)
{
	size_t i = (size_t)(f - c->zip.files);
	struct buf b = {0};
	struct err err = {0};

	if (!c->known[i]) {
		c->known[i] = unzip_read(f, &b, &err);
		digester_add(c->digester, b.len > 0 ? b.data : "", b.len);
		c->known[i] &= digester_end(c->digester, &c->digests[i]);
		buf_clear(&b);
	}
	*out = &c->digests[i];
	return c->known[i];
}

static bool
reference_check(struct ofd_check *c, const xmlNode *n, const char *from,
    bool sm, char missing[PATH])
{
	const char *path = node_attr(n, "FileRef"),
		   *text = node_text(node_child(n, "CheckValue"));
	const struct unzip_file *f =
	    path != NULL ? file_get(c, from, path) : NULL;
	unsigned char own[72];
	const struct digest *d;

	snprintf(missing, PATH, "%s", path != NULL ? path : "");
	if (f == NULL || strlen(text) != 44 ||
	    EVP_DecodeBlock(own, (const unsigned char *)text, 44) != 33 ||
	    !file_digest(c, f, &d) ||
	    memcmp(own, sm ? d->sm3 : d->sha256, DIGEST_SIZE) != 0)
		return false;
	c->covered[f - c->zip.files] = true;
	return true;
}

/* Each part that the signature names is as it was then. */
static bool
references_check(struct ofd_check *c, const xmlNode *info, const char *from,
    struct seen *s, struct err *err)
{
	const xmlNode *list = node_child(info, "References"),
		      *n = node_child(list, "Reference");
	const char *method =
	    list != NULL ? node_attr(list, "CheckMethod") : NULL;
	bool sm = method != NULL && strcmp(method, OFD_SM3) == 0;
	char path[PATH] = "";

	memset(c->covered, 0, c->zip.n);
	if (method == NULL || (!sm && strcmp(method, OFD_SHA256) != 0))
		return err_fail(
		    err, ERR_INPUT, "signature-kind", "CheckMethod");
	for (; n != NULL; n = node_next(n))
		if (!reference_check(c, n, from, sm, path)) {
			snprintf(s->changed, sizeof(s->changed), "%s", path);
			return err_fail(
			    err, ERR_INPUT, "signature-changed", "%s", path);
		}
	return true;
}

/* What is neither covered nor the signatures' own. */
static void
rest_check(const struct ofd_check *c, struct seen *s)
{
	size_t len = 0;

	s->whole = true;
	for (size_t i = 0; i < c->zip.n; i++) {
		if (c->covered[i] || c->apart[i])
			continue;
		s->whole = false;
		if (len < sizeof(s->changed))
			len += (size_t)snprintf(s->changed + len,
			    sizeof(s->changed) - len, "%s%s",
			    len > 0 ? ", " : "", c->zip.files[i].name);
	}
	if (!utf8_valid_xml(s->changed, strlen(s->changed)))
		strcpy(s->changed, "?");
}

static void
text_copy(char out[SEEN_TEXT], const char *p, size_t n)
{
	snprintf(out, SEEN_TEXT, "%.*s", (int)(n < SEEN_TEXT ? n : 0), p);
}

/* SES_Signature over Signature.xml, with the seal that lies beside it. */
static bool
sealed_check(struct ofd_check *c, const struct buf *value,
    const struct digest *d, const char *path, const struct buf *esl,
    struct seen *s, struct err *err)
{
	struct ses_signature ses;
	bool ok = ses_read(value->data, value->len, &ses, err);

	s->at = ses.at;
	if (ses.seal.name != NULL)
		text_copy(s->seal, ses.seal.name, ses.seal.name_n);
	if (ses.seal.maker != NULL)
		snprintf(s->maker, sizeof(s->maker), "%s",
		    cert_subject(ses.seal.maker));
	if (ses.cert != NULL)
		seen_cert(s, ses.cert, c->trust, NULL, 0);
	if (ok && s->trust == TRUST_KNOWN)
		s->trust =
		    trust_ask(c->trust, ses.seal.maker, NULL, 0, ses.seal.made);
	if (ok && !ses_covers(&ses, d))
		ok = err_fail(
		    err, ERR_INPUT, "signature-changed", "Signature.xml");
	if (ok &&
	    (ses.property_n != strlen(path) + 1 || ses.property[0] != '/' ||
		memcmp(ses.property + 1, path, strlen(path)) != 0))
		ok = err_fail(err, ERR_INPUT, "signature-changed",
		    "the signature is of another file");
	if (ok && esl->len > 0 &&
	    (esl->len != ses.seal_n ||
		memcmp(esl->data, ses.seal_der, esl->len) != 0))
		ok = err_fail(err, ERR_INPUT, "seal-other", "Seal.esl");
	ses_clear(&ses);
	return ok;
}

static bool
signed_check(struct ofd_check *c, const struct buf *value,
    const struct digest *d, struct seen *s, struct err *err)
{
	struct cms cms;
	bool ok = cms_read(value->data, value->len, &cms, err);

	s->at = cms.at;
	if (cms.cert != NULL)
		seen_cert(s, cms.cert, c->trust, cms.more, cms.more_n);
	if (ok && !cms_covers(&cms, d))
		ok = err_fail(
		    err, ERR_INPUT, "signature-changed", "Signature.xml");
	cms_clear(&cms);
	return ok;
}

/* Signature.xml itself: its digest is what was signed. */
static bool
value_check(struct ofd_check *c, const xmlNode *root,
    const struct unzip_file *f, bool seal, struct seen *s, struct err *err)
{
	const xmlNode *info = node_child(root, "SignedInfo");
	const char *base = node_text(
		       node_child(node_child(info, "Seal"), "BaseLoc")),
		   *place = node_text(node_child(root, "SignedValue"));
	const struct unzip_file *v = file_get(c, f->name, place), *e = NULL;
	struct buf value = {0}, esl = {0};
	const struct digest *d;
	bool ok;

	if (*base != '\0' && (e = file_get(c, f->name, base)) != NULL)
		c->apart[e - c->zip.files] = true;
	if (v == NULL || v == f || (*base != '\0' && e == NULL))
		return err_fail(err, ERR_INPUT, "signature-form",
		    "no SignedValue or no seal");
	c->apart[v - c->zip.files] = true;
	ok = unzip_read(v, &value, err) && (!e || unzip_read(e, &esl, err)) &&
	     (file_digest(c, f, &d) ||
		 err_fail(err, ERR_INPUT, "zip-damaged", "%s", f->name));
	ok = ok && (seal ? sealed_check(c, &value, d, f->name, &esl, s, err)
			 : signed_check(c, &value, d, s, err));
	buf_clear(&value);
	buf_clear(&esl);
	return ok;
}

static bool
signature_check(struct ofd_check *c, const xmlNode *n, const char *from,
    struct seen *s, struct err *err)
{
	const char *path = node_attr(n, "BaseLoc"),
		   *type = node_attr(n, "Type");
	const struct unzip_file *f = path ? file_get(c, from, path) : NULL;
	bool seal = type == NULL || strcmp(type, "Seal") == 0, ok;
	xmlDoc *doc = file_parse(f, err);
	const xmlNode *root = xmlDocGetRootElement(doc);

	if (doc == NULL)
		return false;
	c->apart[f - c->zip.files] = true;
	ok = value_check(c, root, f, seal, s, err) &&
	     references_check(
		 c, node_child(root, "SignedInfo"), f->name, s, err);
	xmlFreeDoc(doc);
	return ok;
}

/* Twice over: what signatures own is known only after the first round. */
static bool
list_check(struct ofd_check *c, const xmlNode *list, const char *from,
    struct verdict *out, struct err *err)
{
	for (int round = 0; round < 2; round++) {
		const xmlNode *n = node_child(list, "Signature");

		out->n = 0;
		for (; n != NULL; n = node_next(n)) {
			struct seen *s = verdict_add(out, err);
			struct err why = {0};

			if (s == NULL)
				return false;
			*s = (struct seen){0};
			s->genuine = signature_check(c, n, from, s, &why);
			if (why.kind == ERR_BUSY) {
				*err = why;
				return false;
			}
			if (s->genuine)
				rest_check(c, s);
			else
				seen_wrong(s, &why);
		}
	}
	return true;
}

static bool
package_check(struct ofd_check *c, struct verdict *out, struct err *err)
{
	xmlDoc *entry = file_parse(unzip_find(&c->zip, "OFD.xml"), err), *list;
	const xmlNode *body =
	    node_child(xmlDocGetRootElement(entry), "DocBody");
	const char *path = node_text(node_child(body, "Signatures"));
	const struct unzip_file *f = file_get(c, "OFD.xml", path);
	bool ok = entry != NULL;

	if (ok && (body == NULL || node_next(body) != NULL))
		ok = err_fail(err, ERR_INPUT, "ofd-form", "not one document");
	if (ok && *path != '\0') {
		ok = (list = file_parse(f, err)) != NULL;
		if (ok) {
			c->apart[f - c->zip.files] = true;
			ok = list_check(
			    c, xmlDocGetRootElement(list), f->name, out, err);
		}
		xmlFreeDoc(list);
	}
	xmlFreeDoc(entry);
	return ok;
}

bool
ofd_verify(const void *p, size_t n, const struct trust *t, struct verdict *out,
    struct err *err)
{
	struct ofd_check c = {.trust = t};
	bool ok = unzip_open(&c.zip, p, n, err);

	if (ok) {
		c.digester = digester_new();
		c.digests = calloc(c.zip.n + 1, sizeof(*c.digests));
		c.known = calloc(c.zip.n + 1, 1);
		c.covered = calloc(c.zip.n + 1, 1);
		c.apart = calloc(c.zip.n + 1, 1);
		ok = c.digester && c.digests && c.known && c.covered && c.apart
			 ? package_check(&c, out, err)
			 : err_fail(err, ERR_BUSY, "busy", "ofd: memory");
	}
	digester_free(c.digester);
	free(c.digests);
	free(c.known);
	free(c.covered);
	free(c.apart);
	unzip_close(&c.zip);
	return ok;
}
