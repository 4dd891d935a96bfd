/* password.h: what is kept of a password, and what may be one. */
#ifndef FLOW_PASSWORD_H
#define FLOW_PASSWORD_H

#include <stdbool.h>

#include "base/err.h"

enum {
	PASSWORD_LENGTH = 12, /* characters at least */
	PASSWORD_HASH = 128,  /* bytes of a hash, with its NUL */
};

/* Once a process, before it locks itself in. */
bool password_init(struct err *err) MUST_CHECK;

/* Whether it may be the password of `account`: ERR_INPUT "password-short",
 * "password-account". */
bool password_fit(
    const char *password, const char *account, struct err *err) MUST_CHECK;
/* argon2id, 19 MiB, 2 passes; ERR_BUSY when out of memory. */
bool password_hash(
    const char *password, char hash[PASSWORD_HASH], struct err *err) MUST_CHECK;
/* Takes as long when hash is NULL (no such account), then false. */
bool password_verify(const char *hash, const char *password) MUST_CHECK;

#endif
