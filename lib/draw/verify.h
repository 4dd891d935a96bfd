/* verify.h: what the signatures of a letter's file prove, PDF or OFD. */
#ifndef DRAW_VERIFY_H
#define DRAW_VERIFY_H

#include <libxml/tree.h>
#include <time.h>

#include "base/err.h"
#include "sign/cms.h"
#include "sign/ses.h"
#include "sign/trust.h"

enum { SEEN_MOST = 16, SEEN_TEXT = 512 };

/* One signature. Texts are UTF-8, fit for XML, "" when there is none. */
struct seen {
	bool known;            /* whether who, key and algorithm are set */
	char who[SEEN_TEXT];   /* subject of the certificate, RFC 2253 */
	char key[65];          /* its fingerprint */
	char seal[SEEN_TEXT];  /* name in the seal's structure (OFD) */
	char maker[SEEN_TEXT]; /* who made that seal */
	enum sign_algorithm algorithm;
	time_t at;     /* as the signer says; 0: not said */
	bool genuine;  /* the key signed, and its part is unchanged */
	bool whole;    /* its part is all of the file */
	bool appended; /* not whole, but only signatures follow */
	bool in_time;  /* the certificate was valid at `at` */
	enum trust_answer trust;
	char code[64];           /* not genuine: the error's text key */
	char changed[SEEN_TEXT]; /* not whole: what is not covered */
};

struct verdict {
	bool pdf; /* else OFD */
	struct seen seen[SEEN_MOST];
	size_t n;
	/* All are genuine, made in their certificates' time, by nobody
	 * unknown; nothing but signatures came after any of them. */
	bool proven;
};

/* ERR_INPUT "verify-form": neither PDF nor OFD; "ofd-form", "zip-damaged" or
 * what doc_parse has: damaged; ERR_LARGE "verify-many". A file without
 * signatures gives n 0. */
bool verify_file(const void *p, size_t n, const struct trust *t,
    struct verdict *out, struct err *err) MUST_CHECK;

/* The verdict as an element of doc: <signatures format="pdf|ofd" proven=>
 * <signature genuine= whole= appended= [code=] [changed=]
 * [at= algorithm= key= in-time= trust="unasked|known|unknown"]>
 * [<who/>] [<seal maker=/>]</signature>*</signatures>; NULL: out of memory. */
xmlNode *verdict_xml(const struct verdict *v, xmlDoc *doc);

/* Parts, in pdf_sign_check.c and ofd_sign_check.c. */
bool pdf_verify(const void *p, size_t n, const struct trust *t,
    struct verdict *out, struct err *err) MUST_CHECK;
bool ofd_verify(const void *p, size_t n, const struct trust *t,
    struct verdict *out, struct err *err) MUST_CHECK;
/* A new one at the end; NULL: too many. */
struct seen *verdict_add(struct verdict *v, struct err *err);
/* Who, and whether he may: from a certificate. */
void seen_cert(struct seen *s, const struct cert *c, const struct trust *t,
    struct cert *const *more, size_t n);
/* Why it is not genuine. */
void seen_wrong(struct seen *s, const struct err *err);

#endif
