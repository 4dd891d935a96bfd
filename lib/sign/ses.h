/* ses.h: electronic seals and what is sealed with them: GB/T 38540-2020,
 * structures of version 4. */
#ifndef SIGN_SES_H
#define SIGN_SES_H

#include "sign/digest.h"
#include "sign/key.h"

/* What a seal (SESeal) says. Borrowed from its bytes but for `maker`. */
struct ses_seal {
	const char *id, *name; /* not ended: see id_n, name_n */
	size_t id_n, name_n;   /* name: UTF-8 */
	const void *picture, *certs;
	size_t picture_n, certs_n;
	bool png;           /* the picture's type */
	unsigned w, h;      /* of the picture, mm */
	bool certs_digests; /* `certs` holds digests of certificates */
	time_t made, from, until;
	struct cert *maker; /* who made it; its signature was checked */
};

/* ERR_INPUT "seal" when it is no such structure, "signature" when the maker
 * did not sign it. ses_seal_clear in either case. */
bool ses_seal_read(
    const void *p, size_t n, struct ses_seal *out, struct err *err) MUST_CHECK;
void ses_seal_clear(struct ses_seal *s);
/* Whether the seal is this certificate's to use. */
bool ses_seal_admits(const struct ses_seal *s, const struct cert *c);

/* A seal for tests and demonstrations: real ones come from the authority that
 * makes seals (制章), with its own signature. */
struct ses_plan {
	const char *id, *name;
	const struct buf *png;
	unsigned mm; /* width and height */
	time_t from, until;
};
bool ses_seal_make(const struct ses_plan *plan, const struct signer *maker,
    const struct cert *user, struct buf *out, struct err *err) MUST_CHECK;

/* Appends a SES_Signature over a file of that digest (SM3 for SM2, else
 * SHA-256); `property` names the file. */
bool ses_sign(const struct signer *s, const struct buf *seal,
    const struct digest *file, const char *property, time_t at, struct buf *out,
    struct err *err) MUST_CHECK;

struct ses_signature {
	struct ses_seal seal;
	const void *seal_der; /* borrowed, as the seal's parts */
	size_t seal_n;
	struct cert *cert; /* who sealed */
	time_t at;
	const char *property; /* not ended */
	size_t property_n;
	unsigned char digest[DIGEST_SIZE];
};

/* Both signatures are checked, and that the seal is the signer's to use and
 * was valid then: ERR_INPUT "signature-form", "signature-kind", "signature",
 * "seal", "seal-other", "seal-expired". */
bool ses_read(const void *p, size_t n, struct ses_signature *out,
    struct err *err) MUST_CHECK;
bool ses_covers(const struct ses_signature *s, const struct digest *file);
void ses_clear(struct ses_signature *s);

#endif
