/* dsig_private.h: private to lib/dsig: what making and verifying share. */
#ifndef DSIG_PRIVATE_H
#define DSIG_PRIVATE_H

#include "dsig/dsig.h"

#define DSIG_ENVELOPED DSIG_NS "enveloped-signature"
#define DSIG_EXCLUSIVE "http://www.w3.org/2001/10/xml-exc-c14n#"
#define DSIG_INCLUSIVE "http://www.w3.org/TR/2001/REC-xml-c14n-20010315"

struct dsig_method {
	const char *name;               /* in settings */
	const char *signature, *digest; /* URIs */
	enum digest_kind digest_kind;
};
extern const struct dsig_method dsig_methods[SIGN_ALGORITHMS];

/* Appends the canonical form of the whole document; of an element, with what
 * it has from the elements around it. */
bool dsig_canonical(
    xmlDoc *doc, bool inclusive, struct buf *out, struct err *err) MUST_CHECK;
bool dsig_canonical_node(const xmlNode *n, bool inclusive, struct buf *out,
    struct err *err) MUST_CHECK;
/* Exclusive C14N of the element n, as if nothing stood around it: that of a
 * document without comments or instructions is that of its root. False: out of
 * memory, past out's bound, or a node that our parser never makes. */
bool dsig_exclusive(const xmlNode *n, struct buf *out) MUST_CHECK;
/* The method's digest of the bytes. */
bool dsig_digest(const struct dsig_method *m, const struct buf *b,
    unsigned char out[DIGEST_SIZE], struct err *err) MUST_CHECK;

/* r || s of 32 bytes each (RFC 6931) and DER; false: not of that form. */
bool dsig_to_der(const struct buf *raw, struct buf *der);
bool dsig_from_der(const struct buf *der, struct buf *raw);

/* What the Signature says, once its shape is known to be right. */
struct dsig_said {
	xmlNode *signature;
	const xmlNode *info, *reference, *digest_value, *value, *certificate;
	enum sign_algorithm algorithm;
};

struct dsig_check {
	const struct dsig_trust *trust;
	struct dsig_trace *trace;
	struct report *r;
	struct err *err;
	struct dsig_said said;
};

/* A refusal: false. */
bool dsig_refuse(
    struct dsig_check *c, const char *code, const xmlNode *at, const char *arg);
/* One Signature, where it belongs, no id twice; then said.signature is set. */
bool dsig_check_place(struct dsig_check *c, const xmlNode *root) MUST_CHECK;
/* Its shape; then the rest of `said` is. */
bool dsig_check_shape(struct dsig_check *c) MUST_CHECK;

#endif
