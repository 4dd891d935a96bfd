/* ofd_sign.c: see ofd_sign.h. */
#include "draw/ofd_sign.h"

#include <openssl/evp.h>
#include <stdio.h>
#include <string.h>

#include "draw/put.h"
#include "sign/cms.h"
#include "sign/ses.h"

struct ofd_signing {
	struct ofd *o;
	const struct stamp *stamp;
	const struct signer *signer;
	struct digester *digester;
	bool sm;
	struct buf references; /* the elements */
	struct buf signature;  /* Signature.xml */
	struct buf value;      /* SignedValue.dat */
};

static const unsigned char *
digest_own(const struct ofd_signing *u, const struct digest *d)
{
	return u->sm ? d->sm3 : d->sha256;
}

static bool
reference_add(struct ofd_signing *u, const char *name, const void *p, size_t n)
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

/* Each part but the list of signatures, as it goes out. */
static bool
references_put(struct ofd_signing *u, struct err *err)
{
	for (const struct ofd_part *p = u->o->first; p != NULL; p = p->next)
		if (p != u->o->signature_part &&
		    !reference_add(u, p->name, p->b.data, p->b.len))
			return err_fail(err, ERR_BUG, "bug", "ofd: digest");
	return true;
}

static void
stamp_put(struct ofd_signing *u)
{
	const struct stamp *s = u->stamp;
	double box[4] = {s->x, s->y, s->w, s->h};
	struct buf *b = &u->signature;

	if (s->seal == NULL || s->seal->esl.len == 0)
		return;
	buf_addf(b, "<ofd:StampAnnot ID=\"a%03u\" PageRef=\"%u\" Boundary=\"",
	    u->o->signatures, u->o->pages[s->page]);
	for (int i = 0; i < 4; i++) {
		if (i > 0)
			buf_addc(b, ' ');
		put_number(b, box[i]);
	}
	buf_addf(
	    b, "\"/><ofd:Seal><ofd:BaseLoc>Seal.esl</ofd:BaseLoc></ofd:Seal>");
}

/* All that is signed, and how: what SignedValue.dat is over. */
static bool
signature_put(struct ofd_signing *u, struct err *err)
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
	stamp_put(u);
	buf_adds(b, "</ofd:SignedInfo>"
		    "<ofd:SignedValue>SignedValue.dat</ofd:SignedValue>"
		    "</ofd:Signature>\n");
	return !b->failed || err_fail(err, ERR_BUSY, "busy", "ofd");
}

static bool
value_make(struct ofd_signing *u, const char *path, struct err *err)
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
list_put(struct ofd_signing *u, bool seal)
{
	struct ofd *o = u->o;
	struct buf *b;

	buf_addf(&o->signature_list,
	    "<ofd:Signature ID=\"s%03u\" Type=\"%s\" "
	    "BaseLoc=\"Sign_%u/Signature.xml\"/>",
	    o->signatures, seal ? "Seal" : "Sign", o->signatures);
	if (o->signature_part == NULL) {
		ofd_part(o, OFD_SIGNATURES, 0);
		o->signature_part = o->last;
	}
	b = &o->signature_part->b;
	buf_empty(b);
	buf_addf(b,
	    OFD_XML "<ofd:Signatures xmlns:ofd=\"" OFD_NS "\">"
		    "<ofd:MaxSignId>s%03u</ofd:MaxSignId>",
	    o->signatures);
	buf_add(b, o->signature_list.data, o->signature_list.len);
	buf_adds(b, "</ofd:Signatures>\n");
	o->failed |= o->signature_list.failed;
}

/* The callee owns the bytes; `stored` where deflating is no use. */
static void
part_take(struct ofd_signing *u, const char *file, struct buf *b, bool stored)
{
	char name[64];

	snprintf(name, sizeof(name), "Doc_0/Signs/Sign_%%zu/%s", file);
	*ofd_part(u->o, name, u->o->signatures) = *b;
	u->o->last->stored = stored;
	*b = (struct buf){0};
}

bool
ofd_sign(struct ofd *o, const struct stamp *stamp, const struct signer *signer,
    struct err *err)
{
	struct ofd_signing u = {.o = o,
	    .stamp = stamp,
	    .signer = signer,
	    .sm = cert_algorithm(signer_cert(signer)) == SIGN_SM2_SM3};
	bool seal = stamp->seal != NULL && stamp->seal->esl.len > 0, ok;
	struct buf esl = {0};
	char path[64];

	o->signatures++;
	snprintf(path, sizeof(path), "/Doc_0/Signs/Sign_%u/Signature.xml",
	    o->signatures);
	u.digester = digester_new_one(u.sm ? DIGEST_SM3 : DIGEST_SHA256);
	ok = (u.digester != NULL ||
		 err_fail(err, ERR_BUSY, "busy", "ofd: out of memory")) &&
	     references_put(&u, err) && signature_put(&u, err) &&
	     value_make(&u, path, err);
	if (ok) {
		part_take(&u, "Signature.xml", &u.signature, false);
		/* mostly the seal's image, which is packed already */
		part_take(&u, "SignedValue.dat", &u.value, true);
		if (seal) {
			buf_add(
			    &esl, stamp->seal->esl.data, stamp->seal->esl.len);
			part_take(&u, "Seal.esl", &esl, true);
		}
		list_put(&u, seal);
	}
	digester_free(u.digester);
	buf_clear(&u.references);
	buf_clear(&u.signature);
	buf_clear(&u.value);
	return ok;
}
