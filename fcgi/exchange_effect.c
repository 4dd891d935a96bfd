/* exchange_effect.c: see exchange_effect.h. */
#include "fcgi/exchange_effect.h"

#include "flow/message.h"

bool
exchange_effect(void *ctx, struct db *db, struct accepted *m, struct report *r,
    struct err *err)
{
	struct err undone = {0};

	if (m->e->kind != ENVELOPE_BUSINESS)
		return report_fail(r, ERR_INPUT, "message-kind", m->e->payload,
		    envelope_kind_name(m->e->kind), err);
	m->stage = RECEIPT_ACCEPTED;
	if (!db_savepoint(db, err))
		return false;
	if ((m->means == NULL ||
		db_call(db, "exchange_means", 2,
		    (const char *[]){m->inbox, m->means}, NULL, err)) &&
	    message_receive(
		ctx, db, m->inbox, m->payload, r->a, r, &m->case_number, err))
		return true;
	if (!db_restore(db, &undone) && err->kind != ERR_BUG)
		*err = undone; /* nothing may be said of it then */
	return false;
}
