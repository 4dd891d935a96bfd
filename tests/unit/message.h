/* message.h: messages of the exchange made for the tests, all make-believe. */
#ifndef TESTS_UNIT_MESSAGE_H
#define TESTS_UNIT_MESSAGE_H

#include <stdlib.h>
#include <string.h>

#include "exchange/envelope.h"
#include "keys.h"
#include "xml/doc.h"

#define MESSAGE_ID "0192f0c1-2345-7abc-8def-0123456789ab"
#define MESSAGE_TALK "7e57c0de-0000-4000-8000-000000000001"

/* <t:order xmlns:t="urn:test:order:1">TEXT</t:order> */
__attribute__((unused)) static xmlDoc *
payload_make(const char *text)
{
	xmlDoc *d = xmlNewDoc(BAD_CAST "1.0");
	xmlNode *n = xmlNewDocNode(d, NULL, BAD_CAST "order", NULL);

	xmlDocSetRootElement(d, n);
	xmlSetNs(n, xmlNewNs(n, BAD_CAST "urn:test:order:1", BAD_CAST "t"));
	xmlNewTextChild(n, n->ns, BAD_CAST "amount", BAD_CAST text);
	return d;
}

__attribute__((unused)) static struct envelope
envelope_sample(const xmlNode *payload)
{
	return (struct envelope){.id = MESSAGE_ID,
	    .conversation = MESSAGE_TALK,
	    .sequence = 1,
	    .kind = ENVELOPE_BUSINESS,
	    .from = "370000",
	    .to = "CNIPA",
	    .created = "2026-11-22T02:30:00.000Z",
	    .expires = "2036-11-25T02:30:00.000Z",
	    .profile = "urn:test:order:1",
	    .version = "1",
	    .payload = payload};
}

/* Bytes of a signed message, NUL-terminated. The caller clears. */
__attribute__((unused)) static void
message_seal(
    const struct signer *s, bool inclusive, const char *text, struct buf *out)
{
	xmlDoc *d = payload_make(text);
	struct envelope e = envelope_sample(xmlDocGetRootElement(d));
	struct err err = {0};

	buf_init(out, 0);
	if (!envelope_seal(&e, s, inclusive, out, &err))
		fail_msg("%s %s", err.code, err.detail);
	xmlFreeDoc(d);
}

/* s with its first `find` replaced, malloc'd; fails when there is none. */
__attribute__((unused)) static char *
replaced(const char *s, const char *find, const char *with)
{
	const char *at = strstr(s, find);
	char *out;

	if (at == NULL)
		fail_msg("no %s", find);
	if (asprintf(&out, "%.*s%s%s", (int)(at - s), s, with,
		at + strlen(find)) < 0)
		abort();
	return out;
}

/* What stands in s between the first `from` and the next `to`, both with it. */
__attribute__((unused)) static char *
between(const char *s, const char *from, const char *to)
{
	const char *at = strstr(s, from), *end = at ? strstr(at, to) : NULL;

	if (end == NULL)
		fail_msg("no %s … %s", from, to);
	return strndup(at, (size_t)(end - at) + strlen(to));
}

#endif
