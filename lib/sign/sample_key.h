/* sample_key.h: keys for tests and demonstrations. */
#ifndef SIGN_SAMPLE_KEY_H
#define SIGN_SAMPLE_KEY_H

#include "sign/key.h"

/* Writes a new key and its certificate, valid for two years, as signer_open
 * reads them; never over a file that exists. The certificate says O=样例 SAMPLE
 * and is signed by `issuer`, or by itself, and then may sign others. */
bool sample_key_write(const char *path, enum sign_algorithm a, const char *name,
    const struct signer *issuer, struct err *err) MUST_CHECK;

#endif
