/* exchange_rate.c: rates of peers; see exchange.h. */
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>

#include "base/file.h"
#include "fcgi/exchange.h"

enum { SLOTS = 4096, MESSAGES = 256 };

/* What came of a peer since the database was asked, and until when no more may
 * come; seconds of the monotonic clock. */
struct slot {
	_Atomic long id; /* 0: free */
	_Atomic long messages, bytes, asked, until, quota;
};

struct rates {
	struct slot slots[SLOTS];
};

struct rates *
rates_new(void)
{
	void *p = mmap(NULL, sizeof(struct rates), PROT_READ | PROT_WRITE,
	    MAP_SHARED | MAP_ANONYMOUS, -1, 0);

	return p == MAP_FAILED ? NULL : p;
}

/* NULL when all are taken: then nobody is counted. */
static struct slot *
slot_of(struct rates *all, long id)
{
	for (size_t i = 0; i < SLOTS; i++) {
		struct slot *s = &all->slots[((size_t)id + i) % SLOTS];
		long free_id = 0;

		if (atomic_load(&s->id) == id ||
		    atomic_compare_exchange_strong(&s->id, &free_id, id) ||
		    free_id == id)
			return s;
	}
	return NULL;
}

/* One worker asks for all. */
static bool
ask(struct slot *s, struct db *db, const struct peer *p, long now,
    struct err *err)
{
	char messages[24], bytes[24];
	const char *args[] = {p->id, messages, bytes};
	struct rows *r = NULL;
	const char *outcome;
	bool ok;

	snprintf(messages, sizeof(messages), "%ld",
	    atomic_exchange(&s->messages, 0));
	snprintf(bytes, sizeof(bytes), "%ld", atomic_exchange(&s->bytes, 0));
	ok = db_begin(db, NULL, true, err) &&
	     db_call(db, "exchange_admit", 3, args, &r, err) &&
	     db_commit(db, err);
	outcome = rows_get(r, 0, "outcome");
	if (ok && strcmp(outcome, "ok") != 0) {
		atomic_store(&s->quota, strcmp(outcome, "quota") == 0);
		atomic_store(
		    &s->until, now + atol(rows_get(r, 0, "retry_after")));
	}
	rows_free(r);
	db_rollback(db);
	return ok;
}

bool
rates_admit(
    void *ctx, struct db *db, const struct peer *p, size_t n, struct err *err)
{
	struct slot *s = slot_of(ctx, atol(p->id));
	long now = steady_seconds(), asked, until;
	char wait[24];

	if (s == NULL)
		return true;
	asked = atomic_load(&s->asked);
	atomic_fetch_add(&s->bytes, (long)n);
	if ((atomic_fetch_add(&s->messages, 1) + 1 >= MESSAGES ||
		asked != now) &&
	    atomic_compare_exchange_strong(&s->asked, &asked, now) &&
	    !ask(s, db, p, now, err))
		return false;
	until = atomic_load(&s->until);
	if (until <= now)
		return true;
	snprintf(wait, sizeof(wait), "%ld", until - now);
	err_arg(err, wait);
	return err_fail(err, ERR_BUSY,
	    atomic_load(&s->quota) ? "exchange-quota" : "exchange-rate", "%s",
	    p->code);
}
