/* foreign.h: payloads in vocabularies of others: schema sets that the operator
 * installs, each with a stylesheet that says what such a payload means here. */
#ifndef EXCHANGE_FOREIGN_H
#define EXCHANGE_FOREIGN_H

#include "db/call.h"
#include "exchange/envelope.h"
#include "exchange/schemas.h"
#include "xml/mapping.h"

/*
 * One set: payloads whose root is {ns}root, in messages of profile ns and that
 * version, are checked by `schema` and become, by `mapping`, the payload of the
 * message of profile `means` (urn:kuaibao:message:NAME:1). The mapping's input
 * is the whole message as it was verified, <x:message>: it reads the head and
 * the attachments too. The message itself is kept as it came.
 */
struct foreign_set {
	const char *ns, *version, *root, *means;
	struct schema *schema;
	struct mapping *mapping;
};

/* What is to be compiled: the file `main` of files, and the text of a sheet. */
struct foreign_source {
	const char *ns, *version, *root, *means;
	const char *main, *mapping;
	const struct schema_file *files; /* without the mapping */
	size_t n;
};

struct foreign;
struct foreign *foreign_new(void);    /* NULL: out of memory */
void foreign_free(struct foreign *f); /* NULL-safe */
/* ERR_INPUT as schema_of and mapping_of; schema-set-name when a name is none,
 * or ns is one of ours. */
bool foreign_add(struct foreign *f, const struct foreign_source *s,
    struct err *err) MUST_CHECK;
/* All that are installed; one that does not compile any more is told in the
 * log and left out. In a running transaction. */
bool foreign_read(struct foreign *f, struct db *db, struct err *err) MUST_CHECK;

/* NULL: none for such a payload. Borrowed. */
const struct foreign_set *foreign_find(
    const struct foreign *f, const struct envelope *e);
/* That there is none in the database either, in a running transaction; ERR_BUSY
 * schema-set-stale: there is one by now, the caller must foreign_read again. */
bool foreign_none(
    const struct envelope *e, struct db *db, struct err *err) MUST_CHECK;

/*
 * What the verified message means: checks the payload by the set's schema
 * (findings schema, at the payload's lines), maps it, and checks what came of
 * it by ours (findings mapping: what the mapping or that schema said). The
 * caller owns *out.
 */
bool foreign_take(const struct foreign_set *s, const struct schemas *ours,
    const struct envelope *e, xmlDoc **out, struct report *r,
    struct err *err) MUST_CHECK;

/* By a schema, as a document of its own: the payload stands in the root's place
 * meanwhile. */
bool payload_check(struct schema *s, const struct envelope *e, struct report *r,
    struct err *err) MUST_CHECK;

#endif
