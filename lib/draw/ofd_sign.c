/* ofd_sign.c: see ofd_sign.h. */
#include "draw/ofd_sign.h"

#include <openssl/evp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/pack.h"
#include "base/unzip.h"
#include "draw/ofd.h"
#include "draw/put.h"
#include "sign/cms.h"
#include "sign/ses.h"

struct ofd_update {
	struct unzip in;
	const struct stamp *stamp;
	const struct signer *signer;
	struct digester *digester;
	struct zip out;
	unsigned number; /* of this signature, from 1 */
	bool sm;
	struct buf references; /* the elements */
	struct buf signature;  /* Signature.xml */
	struct buf value;      /* SignedValue.dat */
};

/* Is `to` put in for the first `from`? */
static bool
replace(struct buf *b, const char *from, const char *to)
{
	struct buf out = {0};
	char *at = strstr(b->data, from);

	if (at == NULL)
		return false;
	buf_add(&out, b->data, (size_t)(at - b->data));
	buf_adds(&out, to);
	buf_adds(&out, at + strlen(from));
	out.failed |= b->failed;
	buf_clear(b);
	*b = out;
	return !out.failed;
}

static const unsigned char *
digest_own(const struct ofd_update *u, const struct digest *d)
{
	return u->sm ? d->sm3 : d->sha256;
}

static bool
reference_add(struct ofd_update *u, const char *name, const void *p, size_t n)
{
	unsigned char base64[64];
	struct digest d;

	digester_add(u->digester, p, n);
	if (!digester_end(u->digester, &d))
		return false;
	EVP_EncodeBlock(base64, digest_own(u, &d), DIGEST_SIZE);
	buf_addf(&u->references, "<ofd:Reference FileRef=\"/");
	put_text(&u->references, name);
	buf_addf(&u->references,
	    "\"><ofd:CheckValue>%s</ofd:CheckValue></ofd:Reference>\n",
	    (char *)base64);
	return true;
}

/* A part as it goes out: the entry names the list of signatures. */
static bool
part_mend(struct ofd_update *u, const char *name, struct buf *b)
{
	static const char list[] =
	    "</ofd:DocRoot><ofd:Signatures>" OFD_SIGNATURES "</ofd:Signatures>";

	return strcmp(name, "OFD.xml") != 0 || u->number > 1 ||
	       replace(b, "</ofd:DocRoot>", list);
}

static bool
parts_copy(struct ofd_update *u, struct err *err)
{
	struct buf b = {0};
	bool ok = true;

	for (size_t i = 0; ok && i < u->in.n; i++) {
		const struct unzip_file *f = &u->in.files[i];
		struct buf packed = {.data = (char *)f->data,
		    .len = f->deflated ? f->packed : 0};

		if (strcmp(f->name, OFD_SIGNATURES) == 0)
			continue;
		buf_empty(&b);
		if (!(ok = unzip_read(f, &b, err)))
			break;
		if (strcmp(f->name, "OFD.xml") == 0)
			packed.len = 0;
		ok = (part_mend(u, f->name, &b) &&
			 reference_add(u, f->name, b.data, b.len)) ||
		     err_fail(err, ERR_INPUT, "ofd-form", "%s", f->name);
		if (ok && packed.len > 0)
			zip_add_packed(
			    &u->out, f->name, b.data, b.len, &packed);
		else if (ok)
			zip_add(&u->out, f->name, b.data, b.len);
	}
	buf_clear(&b);
	return ok;
}

/* The ID of the stamp's page, as ofd_write spells its list. */
static bool
page_id(struct ofd_update *u, unsigned *id, struct err *err)
{
	const struct unzip_file *f = unzip_find(&u->in, "Doc_0/Document.xml");
	struct buf b = {0};
	const char *at = NULL;

	*id = 0;
	if (f != NULL && unzip_read(f, &b, err))
		at = b.data;
	for (size_t i = 0; at != NULL && i <= u->stamp->page; i++)
		if ((at = strstr(at, "<ofd:Page ID=\"")) != NULL)
			*id = (unsigned)strtoul(at += 14, NULL, 10);
	buf_clear(&b);
	return at != NULL ||
	       err_fail(err, ERR_INPUT, "ofd-form", "Doc_0/Document.xml");
}

static bool
stamp_put(struct ofd_update *u, struct err *err)
{
	const struct stamp *s = u->stamp;
	double box[4] = {s->x, s->y, s->w, s->h};
	struct buf *b = &u->signature;
	unsigned page;

	if (s->seal == NULL || s->seal->esl.len == 0)
		return true;
	if (!page_id(u, &page, err))
		return false;
	buf_addf(b, "<ofd:StampAnnot ID=\"a%03u\" PageRef=\"%u\" Boundary=\"",
	    u->number, page);
	for (int i = 0; i < 4; i++) {
		if (i > 0)
			buf_addc(b, ' ');
		put_number(b, box[i]);
	}
	buf_addf(
	    b, "\"/><ofd:Seal><ofd:BaseLoc>Seal.esl</ofd:BaseLoc></ofd:Seal>");
	return true;
}

/* All that is signed, and how: what SignedValue.dat is over. */
static bool
signature_put(struct ofd_update *u, struct err *err)
{
	static const char *const methods[SIGN_ALGORITHMS] = {
	    "1.2.156.10197.1.501", "1.2.840.10045.4.3.2",
	    "1.2.840.113549.1.1.11"};
	time_t at = u->stamp->at + 8 * 3600;
	struct buf *b = &u->signature;
	char text[32];
	struct tm tm;

	gmtime_r(&at, &tm);
	strftime(text, sizeof(text), "%Y-%m-%d %H:%M:%S", &tm);
	buf_addf(b,
	    OFD_XML "<ofd:Signature xmlns:ofd=\"" OFD_NS
		    "\"><ofd:SignedInfo><ofd:Provider "
		    "ProviderName=\"kuaibao\" Version=\"1.0\"/>"
		    "<ofd:SignatureMethod>%s</ofd:SignatureMethod>"
		    "<ofd:SignatureDateTime>%s</ofd:SignatureDateTime>"
		    "<ofd:References CheckMethod=\"%s\">\n",
	    methods[cert_algorithm(signer_cert(u->signer))], text,
	    u->sm ? OFD_SM3 : OFD_SHA256);
	buf_add(b, u->references.data, u->references.len);
	buf_adds(b, "</ofd:References>");
	if (!stamp_put(u, err))
		return false;
	buf_adds(b, "</ofd:SignedInfo>"
		    "<ofd:SignedValue>SignedValue.dat</ofd:SignedValue>"
		    "</ofd:Signature>\n");
	return !b->failed || err_fail(err, ERR_BUSY, "busy", "ofd");
}

static bool
value_make(struct ofd_update *u, const char *path, struct err *err)
{
	const struct stamp *s = u->stamp;
	struct digest d;

	digester_add(u->digester, u->signature.data, u->signature.len);
	if (!digester_end(u->digester, &d))
		return err_fail(err, ERR_BUG, "bug", "ofd: digest");
	if (s->seal == NULL || s->seal->esl.len == 0)
		return cms_make(u->signer, &d, s->at, &u->value, err);
	return ses_sign(
	    u->signer, &s->seal->esl, &d, path, s->at, &u->value, err);
}

static void
list_put(struct ofd_update *u, bool seal, struct buf *old)
{
	struct buf b = {0};

	if (old->len > 0) { /* the entries of those before */
		char *end = strstr(old->data, "</ofd:MaxSignId>");
		char *last = strstr(old->data, "</ofd:Signatures>");

		buf_addf(&b,
		    OFD_XML "<ofd:Signatures xmlns:ofd=\"" OFD_NS "\">"
			    "<ofd:MaxSignId>s%03u",
		    u->number);
		if (end == NULL || last == NULL || last < end)
			b.failed = true;
		else
			buf_add(&b, end, (size_t)(last - end));
	} else {
		buf_addf(&b,
		    OFD_XML "<ofd:Signatures xmlns:ofd=\"" OFD_NS "\">"
			    "<ofd:MaxSignId>s%03u</ofd:MaxSignId>",
		    u->number);
	}
	buf_addf(&b,
	    "<ofd:Signature ID=\"s%03u\" Type=\"%s\" "
	    "BaseLoc=\"Sign_%u/Signature.xml\"/></ofd:Signatures>\n",
	    u->number, seal ? "Seal" : "Sign", u->number);
	u->out.out->failed |= b.failed;
	zip_add(&u->out, OFD_SIGNATURES, b.data, b.len);
	buf_clear(&b);
}

static bool
update_make(struct ofd_update *u, struct err *err)
{
	const struct unzip_file *f = unzip_find(&u->in, OFD_SIGNATURES);
	const struct seal *seal = u->stamp->seal;
	struct buf old = {0}, none = {0};
	char path[64];
	bool ok;

	do
		snprintf(path, sizeof(path), "Doc_0/Signs/Sign_%u/%s",
		    ++u->number, "Signature.xml");
	while (unzip_find(&u->in, path) != NULL);
	ok = (f == NULL || unzip_read(f, &old, err)) && parts_copy(u, err) &&
	     signature_put(u, err);
	snprintf(path, sizeof(path), "/Doc_0/Signs/Sign_%u/%s", u->number,
	    "Signature.xml");
	if (ok && (ok = value_make(u, path, err))) {
		zip_add(&u->out, path + 1, u->signature.data, u->signature.len);
		/* mostly the seal's image, which is packed already */
		strcpy(strrchr(path, '/') + 1, "SignedValue.dat");
		zip_add_packed(
		    &u->out, path + 1, u->value.data, u->value.len, &none);
		strcpy(strrchr(path, '/') + 1, "Seal.esl");
		if (seal != NULL && seal->esl.len > 0)
			zip_add_packed(&u->out, path + 1, seal->esl.data,
			    seal->esl.len, &none);
		list_put(u, seal != NULL && seal->esl.len > 0, &old);
	}
	buf_clear(&old);
	return ok;
}

bool
ofd_sign(const struct buf *ofd, const struct stamp *stamp,
    const struct signer *signer, struct buf *out, struct err *err)
{
	struct ofd_update u = {.stamp = stamp,
	    .signer = signer,
	    .sm = cert_algorithm(signer_cert(signer)) == SIGN_SM2_SM3};
	bool ok;

	u.digester = digester_new_one(u.sm ? DIGEST_SM3 : DIGEST_SHA256);
	zip_open(&u.out, out);
	ok = u.digester != NULL &&
	     unzip_open(&u.in, ofd->data, ofd->len, err) &&
	     update_make(&u, err);
	zip_close(&u.out);
	ok = ok && !out->failed;
	digester_free(u.digester);
	unzip_close(&u.in);
	buf_clear(&u.references);
	buf_clear(&u.signature);
	buf_clear(&u.value);
	return ok || err_fail(err, ERR_BUSY, "busy", "ofd: out of memory");
}
