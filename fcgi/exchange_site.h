/* exchange_site.h: what every process of the exchange opens at its start. */
#ifndef FCGI_EXCHANGE_SITE_H
#define FCGI_EXCHANGE_SITE_H

#include "exchange/accept.h"
#include "flow/flow.h"

struct exchange_site { /* process lifetime; zero is closed */
	struct flow *flow;
	struct signer *signer;
	struct schemas *schemas;
	struct foreign *foreign;
	struct peers *peers;
	char self[65]; /* our code; "" : no exchange is set up */
	struct accept_conf conf;
};

/* Texts, procedures' sheets, schemas, and the key of $KB_EXCHANGE_KEY (what
 * signer_open takes); fonts of $KB_FONTS. On failure all is closed again. */
bool exchange_site_open(
    struct exchange_site *s, const char *root, struct err *err) MUST_CHECK;
/* What the database says: our code, the procedures, the schema sets. In
 * db_begin. */
bool exchange_site_read(
    struct exchange_site *s, struct db *db, struct err *err) MUST_CHECK;
void exchange_site_close(struct exchange_site *s);

#endif
