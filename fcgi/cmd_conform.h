/* cmd_conform.h: between the files of `kuaibao exchange conform`. */
#ifndef FCGI_CMD_CONFORM_H
#define FCGI_CMD_CONFORM_H

#include <libxml/tree.h>

#include "exchange/package.h"
#include "sign/key.h"

enum { CONFORM_CASES = 100 };

/* One case: what was sent, what came. */
struct trial {
	const xmlNode *node; /* <case> */
	int n;
	char id[37], talk[37], type[PACKAGE_TYPE];
	struct buf body;       /* whole, as it would travel */
	struct digest message; /* of the message in it */
	struct buf answer;
	int status; /* 0: the connection broke */
	bool retry; /* Retry-After came */
};

struct conform {
	const char *url, *self, *from; /* the peer's URL and code; ours */
	struct signer *signer, *other; /* other: a key nobody pinned */
	struct cert *cert;             /* the peer's; NULL: not checked */
	struct trial list[CONFORM_CASES];
	size_t n;
	void *curl;
};

/* The earlier case of that number (NULL: of none); NULL: there is none. */
struct trial *conform_case(struct conform *c, const char *n);
/* cmd_conform_make.c: the bytes that a case sends. */
bool conform_make(
    struct conform *c, struct trial *t, struct err *err) MUST_CHECK;

#endif
