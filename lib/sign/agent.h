/* agent.h: a process that holds keys, and signs for others over a unix socket:
 * so a key is never where foreign bytes are read, and a token's module may call
 * what it likes.
 *
 * One message: its length behind these four octets (32 bits, the greatest
 * first), then a letter, the length of a key's name (one octet), the name, and
 * what is to be signed. "c" asks for the certificate (DER), "s" for a signature
 * as key.h has it. The answer: length, one octet (0: here it is, 1: refused),
 * what was asked for. Whatever speaks this can stand there, a signing server at
 * the end of a network (签名服务器) too: then it is the relay's business to know
 * that server. */
#ifndef SIGN_AGENT_H
#define SIGN_AGENT_H

#include "sign/key.h"

#define AGENT_PREFIX "agent:" /* signer_open("agent:/path/of/socket#name") */
enum { AGENT_MOST = 1 << 20, AGENT_KEYS = 64, AGENT_NAME = 64 };

/* The asking side. One connection, kept; ERR_BUSY "sign-agent" when nobody
 * answers, and from then on: open it anew. */
struct agent;
struct agent *agent_open(const char *path, struct err *err) MUST_CHECK;
void agent_close(struct agent *a); /* NULL-safe */
bool agent_broken(const struct agent *a);
/* The key of that name, borrowed from the agent; ERR_BUG "sign-key" when it
 * has none. */
const struct signer *agent_signer(
    struct agent *a, const char *name, struct err *err) MUST_CHECK;

/* The answering side: reads what came of one message in `in` (whole: with its
 * length), appends the answer. False: not a message, hang up. */
struct agent_key {
	const char *name;
	const struct signer *signer;
};
bool agent_answer(const struct agent_key *keys, size_t n, const void *in,
    size_t len, struct buf *out);
/* The length of the whole message that begins with these four octets; 0: too
 * long. */
size_t agent_length(const void *head);

#endif
