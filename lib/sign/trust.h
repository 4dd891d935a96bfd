/* trust.h: whether a certificate leads to one that the operator trusts. */
#ifndef SIGN_TRUST_H
#define SIGN_TRUST_H

#include "sign/key.h"

/* The roots of a folder: each *.pem, *.crt, *.cer with one certificate, PEM or
 * DER; others are passed over. NULL folder: trusts nobody and says so. */
struct trust;
struct trust *trust_open(const char *folder, struct err *err) MUST_CHECK;
void trust_close(struct trust *t); /* NULL-safe */

enum trust_answer {
	TRUST_UNASKED, /* no folder: nothing is known about the chain */
	TRUST_KNOWN,
	TRUST_UNKNOWN
};

/* At that time; `more` are certificates that may stand between. No revocation
 * is asked for. */
enum trust_answer trust_ask(const struct trust *t, const struct cert *c,
    struct cert *const *more, size_t n, time_t when);

#endif
