/* message.h: messages of procedures: payloads made of cases, and what a payload
 * does here. XML in = form in: the forms in it pass the same checks as those
 * that people fill in. */
#ifndef FLOW_MESSAGE_H
#define FLOW_MESSAGE_H

#include "dsig/finding.h"
#include "flow/flow.h"

/* A file of a letter that goes with a message. */
struct message_file {
	const char *letter; /* the letter's name */
	const char *ref;    /* the envelope's name of it */
	const char *name, *type, *sha256;
	long long size;
};

/*
 * The payload of a message, by its sheet xslt/message/SHEET.xsl. `m`: a row with
 * columns message, profile, sheet, forms, document (a case document), as
 * api.exchange_claim gives; `papers`: rows of api.exchange_papers, of which the
 * letters are told, each with its files. The caller owns it. The sheet's input:
 *   <message-data name profile forms><case/>
 *     <letter name number date organ><file ref name type size sha256/>*</letter>*
 *   </message-data>
 */
xmlDoc *message_make(struct flow *f, const struct rows *m,
    const struct rows *papers, const struct message_file *files, size_t n,
    struct err *err) MUST_CHECK;

/*
 * Lets a payload take effect, in the transaction in which its message became
 * row `inbox`. Its shape, by our sheet record.xsl, any namespace:
 *   <NAME procedure version number state date>
 *     <party name code title kind level region/>*
 *     <letter name number date organ><file ref name type size sha256/>*</letter>*
 *     <record> forms </record>
 *   </NAME>
 * `ref` is the envelope's name of a file. False with findings in r (rules of
 * the forms, error.message-*: who may send what when) or by err alone.
 * *case_number: of the case that it opened or moved, in the arena.
 */
bool message_receive(struct flow *f, struct db *db, const char *inbox,
    const xmlNode *payload, struct arena *a, struct report *r,
    const char **case_number, struct err *err) MUST_CHECK;

#endif
