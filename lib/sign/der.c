/* der.c: see der.h. */
#include "sign/der.h"

#include <stdio.h>
#include <string.h>

enum { DER_MOST = 16 << 20 };

/* GB/T 33560-2017; RFC 8017, 5758, 5754 */
const struct oid oid_sm3 = {8, {0x2a, 0x81, 0x1c, 0xcf, 0x55, 1, 0x83, 0x11}},
		 oid_sm2_sm3 = {8,
		     {0x2a, 0x81, 0x1c, 0xcf, 0x55, 1, 0x83, 0x75}},
		 oid_sm2_sign = {9,
		     {0x2a, 0x81, 0x1c, 0xcf, 0x55, 1, 0x82, 0x2d, 1}},
		 oid_sha256 = {9, {0x60, 0x86, 0x48, 1, 0x65, 3, 4, 2, 1}},
		 oid_ecdsa_sha256 = {8,
		     {0x2a, 0x86, 0x48, 0xce, 0x3d, 4, 3, 2}},
		 oid_rsa = {9, {0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 1, 1, 1}},
		 oid_rsa_sha256 = {
		     9, {0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 1, 1, 11}};

size_t
der_open(const struct buf *b)
{
	return b->len;
}

void
der_close(struct buf *b, size_t from, unsigned tag)
{
	unsigned char head[6] = {(unsigned char)tag};
	size_t n = b->len - from, k = 2;

	if (n < 0x80) {
		head[1] = (unsigned char)n;
	} else {
		for (size_t v = n; v > 0; v >>= 8)
			k++;
		head[1] = (unsigned char)(0x80 | (k - 2));
		for (size_t i = 0; i < k - 2; i++)
			head[k - 1 - i] = (unsigned char)(n >> (8 * i));
	}
	buf_add(b, head, k);
	if (b->failed)
		return;
	memmove(b->data + from + k, b->data + from, n);
	memcpy(b->data + from, head, k);
}

void
der_put(struct buf *b, unsigned tag, const void *p, size_t n)
{
	size_t from = der_open(b);

	buf_add(b, p, n);
	der_close(b, from, tag);
}

void
der_string(struct buf *b, unsigned tag, const char *s)
{
	der_put(b, tag, s, strlen(s));
}

void
der_oid(struct buf *b, const struct oid *oid)
{
	der_put(b, DER_OID, oid->bytes, oid->n);
}

void
der_integer(struct buf *b, unsigned long v)
{
	unsigned char octets[sizeof(v) + 1] = {0};
	size_t i = sizeof(octets);

	do
		octets[--i] = (unsigned char)v;
	while ((v >>= 8) > 0);
	if (octets[i] & 0x80)
		i--;
	der_put(b, DER_INTEGER, octets + i, sizeof(octets) - i);
}

void
der_bits(struct buf *b, const void *p, size_t n)
{
	size_t from = der_open(b);

	buf_addc(b, '\0');
	buf_add(b, p, n);
	der_close(b, from, DER_BITS);
}

void
der_time(struct buf *b, unsigned tag, time_t at)
{
	char text[32];
	struct tm tm;

	gmtime_r(&at, &tm);
	strftime(text, sizeof(text), "%Y%m%d%H%M%SZ", &tm);
	der_string(b, tag, text + (tag == DER_UTC_TIME ? 2 : 0));
}

struct der
der_of(const void *p, size_t n)
{
	return (struct der){.p = p, .n = n};
}

static struct der
der_fail(struct der *in)
{
	*in = (struct der){.p = (const unsigned char *)"", .failed = true};
	return *in;
}

unsigned
der_peek(const struct der *in)
{
	return in->n > 0 ? in->p[0] : 0;
}

/* Splits the header off; *head is its length. */
static struct der
der_next(struct der *in, size_t *head)
{
	size_t n, k = 2;
	struct der out;

	if (in->n < 2 || (in->p[0] & 0x1f) == 0x1f)
		return der_fail(in);
	n = in->p[1];
	if (n >= 0x80) {
		size_t octets = n & 0x7f;

		if (octets == 0 || octets > 4 || in->n < 2 + octets)
			return der_fail(in);
		for (n = 0; k < 2 + octets; k++)
			n = n << 8 | in->p[k];
		if (n < 0x80 || n > DER_MOST || in->p[2] == 0)
			return der_fail(in); /* not the shortest form */
	}
	if (n > in->n - k)
		return der_fail(in);
	out = der_of(in->p + k, n);
	in->p += k + n;
	in->n -= k + n;
	*head = k;
	return out;
}

struct der
der_read(struct der *in, unsigned tag)
{
	size_t head;

	return der_peek(in) == tag ? der_next(in, &head) : der_fail(in);
}

struct der
der_whole(struct der *in)
{
	size_t head = 0;
	struct der out = der_next(in, &head);

	return out.failed ? out : der_of(out.p - head, out.n + head);
}

bool
der_is(const struct der *content, const struct oid *oid)
{
	return content->n == oid->n &&
	       memcmp(content->p, oid->bytes, oid->n) == 0;
}

bool
der_same(const struct der *a, const struct der *b)
{
	return a->n == b->n && memcmp(a->p, b->p, a->n) == 0;
}

long
der_read_integer(struct der *in)
{
	struct der v = der_read(in, DER_INTEGER);
	long out = 0;

	if (v.n == 0 || v.n > 4 || v.p[0] & 0x80) {
		der_fail(in);
		return 0;
	}
	for (size_t i = 0; i < v.n; i++)
		out = out << 8 | v.p[i];
	return out;
}

struct der
der_read_bits(struct der *in)
{
	struct der v = der_read(in, DER_BITS);

	if (v.n == 0 || v.p[0] != 0)
		return der_fail(in);
	return der_of(v.p + 1, v.n - 1);
}

static bool
digits(const unsigned char *p, int n, int *out)
{
	for (*out = 0; n > 0; n--, p++) {
		if (*p < '0' || *p > '9')
			return false;
		*out = *out * 10 + (*p - '0');
	}
	return true;
}

time_t
der_read_time(struct der *in)
{
	unsigned tag = der_peek(in) == DER_UTC_TIME ? DER_UTC_TIME : DER_TIME;
	size_t year = tag == DER_TIME ? 4 : 2;
	struct der v = der_read(in, tag);
	struct tm tm = {0};

	if (v.n != year + 11 || v.p[v.n - 1] != 'Z' ||
	    !digits(v.p, (int)year, &tm.tm_year) ||
	    !digits(v.p + year, 2, &tm.tm_mon) ||
	    !digits(v.p + year + 2, 2, &tm.tm_mday) ||
	    !digits(v.p + year + 4, 2, &tm.tm_hour) ||
	    !digits(v.p + year + 6, 2, &tm.tm_min) ||
	    !digits(v.p + year + 8, 2, &tm.tm_sec)) {
		der_fail(in);
		return 0;
	}
	if (tag == DER_UTC_TIME) /* RFC 5280 4.1.2.5.1 */
		tm.tm_year += tm.tm_year < 50 ? 2000 : 1900;
	tm.tm_year -= 1900;
	tm.tm_mon--;
	return timegm(&tm);
}
