/* password.c: see password.h. */
#include "flow/password.h"

#include <assert.h>
#include <sodium.h>
#include <string.h>
#include <strings.h>

#include "base/utf8.h"

#define PASSES 2
#define MEMORY ((size_t)19 << 20)

/* Compared when the account does not exist, so that it takes as long. */
static const char nobody[PASSWORD_HASH] =
    "$argon2id$v=19$m=19456,t=2,p=1$"
    "c29tZXNhbHRzb21lc2FsdA$"
    "3Y5RZ3GmYm7i6mI9m0wT2Q7z1cX0lq5oVhKq8p0m1Zk";

bool
password_init(struct err *err)
{
	static_assert(PASSWORD_HASH >= crypto_pwhash_STRBYTES, "hash");

	/* Without it libsodium takes the slow code for any processor. */
	if (sodium_init() < 0)
		return err_fail(err, ERR_BUG, "start", "sodium_init");
	if (crypto_pwhash_str_needs_rehash(nobody, PASSES, MEMORY) != 0)
		return err_fail(
		    err, ERR_BUG, "start", "nobody's hash has other costs");
	return true;
}

bool
password_fit(const char *password, const char *account, struct err *err)
{
	if (utf8_length(password) < PASSWORD_LENGTH)
		return err_fail(
		    err, ERR_INPUT, "password-short", "%s", account);
	if (strcasecmp(password, account) == 0)
		return err_fail(
		    err, ERR_INPUT, "password-account", "%s", account);
	return true;
}

bool
password_hash(const char *password, char hash[PASSWORD_HASH], struct err *err)
{
	return crypto_pwhash_str(
		   hash, password, strlen(password), PASSES, MEMORY) == 0 ||
	       err_fail(err, ERR_BUSY, "memory", "argon2id");
}

bool
password_verify(const char *hash, const char *password)
{
	bool same = crypto_pwhash_str_verify(
			hash ? hash : nobody, password, strlen(password)) == 0;

	return same && hash != NULL;
}
