/* ses.c: making; see ses.h. */
#include "sign/ses.h"

#include "sign/private.h"

enum { VERSION = 4, UNIT_SEAL = 1, CERTS_WHOLE = 1 };

const struct oid *
ses_algorithm(enum sign_algorithm a)
{
	return a == SIGN_SM2_SM3     ? &oid_sm2_sm3
	       : a == SIGN_ECDSA_256 ? &oid_ecdsa_sha256
				     : &oid_rsa_sha256;
}

/* Certificate, algorithm and signature over what stands in *signed. */
static bool
put_signed(struct buf *b, const struct signer *s, const struct buf *message,
    struct err *err)
{
	const struct cert *c = signer_cert(s);
	struct buf signature = {0};
	bool ok = !message->failed &&
		  signer_sign(s, message->data, message->len, &signature, err);

	buf_add(b, message->data, message->len);
	der_put(b, DER_OCTETS, c->der.data, c->der.len);
	der_oid(b, ses_algorithm(c->algorithm));
	der_bits(b, signature.data, signature.len);
	buf_clear(&signature);
	return ok;
}

static void
put_property(
    struct buf *b, const struct ses_plan *plan, const struct cert *user)
{
	size_t from = der_open(b), list;

	der_integer(b, UNIT_SEAL);
	der_string(b, DER_UTF8, plan->name);
	der_integer(b, CERTS_WHOLE);
	list = der_open(b);
	der_put(b, DER_OCTETS, user->der.data, user->der.len);
	der_close(b, list, DER_SEQUENCE);
	der_time(b, DER_TIME, plan->from);
	der_time(b, DER_TIME, plan->from);
	der_time(b, DER_TIME, plan->until);
	der_close(b, from, DER_SEQUENCE);
}

bool
ses_seal_make(const struct ses_plan *plan, const struct signer *maker,
    const struct cert *user, struct buf *out, struct err *err)
{
	struct buf info = {0};
	size_t all = der_open(&info), part = all;
	bool ok;

	der_string(&info, DER_IA5, "ES");
	der_integer(&info, VERSION);
	der_string(&info, DER_IA5, "kuaibao sample");
	der_close(&info, part, DER_SEQUENCE);
	der_string(&info, DER_IA5, plan->id);
	put_property(&info, plan, user);
	part = der_open(&info);
	der_string(&info, DER_IA5, "png");
	der_put(&info, DER_OCTETS, plan->png->data, plan->png->len);
	der_integer(&info, plan->mm);
	der_integer(&info, plan->mm);
	der_close(&info, part, DER_SEQUENCE);
	der_close(&info, all, DER_SEQUENCE);
	part = der_open(out);
	ok = put_signed(out, maker, &info, err);
	der_close(out, part, DER_SEQUENCE);
	buf_clear(&info);
	return (ok && !out->failed) ||
	       err_fail(err, ERR_BUSY, "busy", "seal: out of memory");
}

bool
ses_sign(const struct signer *s, const struct buf *seal,
    const struct digest *file, const char *property, time_t at, struct buf *out,
    struct err *err)
{
	bool sm = signer_cert(s)->algorithm == SIGN_SM2_SM3, ok;
	struct buf what = {0};
	size_t all = der_open(&what);

	der_integer(&what, VERSION);
	buf_add(&what, seal->data, seal->len);
	der_time(&what, DER_TIME, at);
	der_bits(&what, sm ? file->sm3 : file->sha256, DIGEST_SIZE);
	der_string(&what, DER_IA5, property);
	der_close(&what, all, DER_SEQUENCE);
	all = der_open(out);
	ok = put_signed(out, s, &what, err);
	der_close(out, all, DER_SEQUENCE);
	buf_clear(&what);
	return (ok && !out->failed) ||
	       err_fail(err, ERR_BUSY, "busy", "seal: out of memory");
}
