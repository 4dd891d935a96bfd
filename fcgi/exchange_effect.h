/* exchange_effect.h: what a message does here, for whoever takes it in: the
 * exchange's workers, the courier that fetches, the import of files. */
#ifndef FCGI_EXCHANGE_EFFECT_H
#define FCGI_EXCHANGE_EFFECT_H

#include "exchange/accept.h"

/* ctx: struct flow. By the procedure that knows the message's profile. */
accept_effect exchange_effect;

#endif
