/* dsig.h: XMLDSig (GB/T 25061-2020, W3C XMLDSig 1.1) in one fixed profile. */
#ifndef DSIG_DSIG_H
#define DSIG_DSIG_H

#include <libxml/tree.h>
#include <time.h>

#include "dsig/finding.h"
#include "sign/digest.h"
#include "sign/key.h"

#define DSIG_NS "http://www.w3.org/2000/09/xmldsig#"

/*
 * One ds:Signature in the document, the last child of its root; one Reference
 * URI="" with the transforms enveloped-signature and a canonicalisation
 * (exclusive C14N 1.0, or inclusive C14N 1.0 where the peer is set so: the
 * same for SignedInfo). Algorithms, SignatureMethod and DigestMethod:
 *
 *   SM2-SM3            urn:oid:1.2.156.10197.1.501   urn:oid:1.2.156.10197.1.401
 *                      value: DER SEQUENCE {r, s}, GB/T 35276-2017
 *   ECDSA-P256-SHA256  …/2001/04/xmldsig-more#ecdsa-sha256    xmlenc#sha256
 *                      value: r || s, 64 bytes, RFC 6931 2.3.6
 *   RSA-SHA256         …/2001/04/xmldsig-more#rsa-sha256      xmlenc#sha256
 *
 * (GB/T 25061-2020 names no URI for SM2 that is in use; the OIDs of GM/T 0006
 * are ours, RFC 3061.) KeyInfo holds our X509Certificate as a hint; of a
 * peer's nothing is believed.
 */
struct dsig_key { /* a pinned certificate */
	const struct cert *cert;
	bool revoked;
};

struct dsig_trust {
	const struct dsig_key *keys;
	size_t n;
	unsigned algorithms; /* bits 1 << enum sign_algorithm */
	bool inclusive;
	time_t now;
};

/* What was computed, for dry-run: appended as far as it came. */
struct dsig_trace {
	struct buf canonical;       /* of the document without its signature */
	struct buf signed_info;     /* of SignedInfo */
	char digest[65], want[65];  /* hex: computed, in the message */
	const struct dsig_key *key; /* that verified; NULL: none */
};

/* As peers' settings name it: sm2-sm3 ecdsa-p256-sha256 rsa-sha256. */
const char *dsig_algorithm_name(enum sign_algorithm a);

/* Appends the Signature to the root of `doc`. */
bool dsig_sign(xmlDoc *doc, const struct signer *s, bool inclusive,
    struct err *err) MUST_CHECK;

/*
 * Verifies by the pinned keys alone and takes the Signature out of the tree:
 * what is left is the tree that was canonicalised, no other may be used.
 * Refusals, ERR_INPUT, in order: dsig-none dsig-many dsig-place dsig-namespace
 * (a relative one has no canonical form) dsig-id-doubled dsig-shape
 * dsig-canonical dsig-algorithm dsig-references dsig-reference dsig-transform
 * dsig-digest-method dsig-keyinfo (more than a hint) dsig-digest dsig-key (no
 * pinned key fits) dsig-value cert-expired cert-early cert-revoked (signed
 * well, but by a certificate that no longer holds: *key is set).
 * `trace` may be NULL; *key (may be NULL) borrowed from trust.
 */
bool dsig_verify(xmlDoc *doc, const struct dsig_trust *trust,
    struct dsig_trace *trace, const struct dsig_key **key, struct report *r,
    struct err *err) MUST_CHECK;

#endif
