/* example_message.c: a step of an example that another installation tells. */
#include <stdio.h>
#include <string.h>

#include "base/hex.h"
#include "flow/example_private.h"
#include "flow/message.h"
#include "sign/digest.h"
#include "xml/doc.h"

/* <plan name="x.pdf"/>: an empty file came with the message. */
static bool
attach_all(struct run *run, const char *inbox, xmlNode *n, int *count)
{
	struct digest none;
	char sha256[65], sm3[65], ref[16];
	const char *id;
	xmlNode *c;

	digest_of("", 0, &none);
	hex_put(none.sha256, 32, sha256);
	hex_put(none.sm3, 32, sm3);
	for (c = n->children; c; c = c->next) {
		if (c->type != XML_ELEMENT_NODE)
			continue;
		if (!attach_all(run, inbox, c, count))
			return false;
		if (node_attr(c, "name") == NULL)
			continue;
		snprintf(ref, sizeof(ref), "file%d", ++*count);
		if (!run_call(run, "exchange_put_attachment", 6,
			(const char *[]){
			    inbox, ref, "application/pdf", "0", sha256, sm3},
			&id) ||
		    !run_call(run, "exchange_end_attachment", 1, &id, NULL))
			return false;
		node_set(c, "ref", ref);
	}
	return true;
}

/* The organisations of the example, as the parties of the case elsewhere. */
static bool
add_parties(struct run *run, xmlNode *payload)
{
	const char *code;
	xmlNode *party;

	for (size_t i = 0; i < run->n_cast; i++) {
		if (!run_call(
			run, "example_code", 1, &run->cast[i].organ, &code))
			return false;
		party = node_add(payload, "party", NULL);
		node_set(party, "name", run->cast[i].name);
		node_set(party, "code", code);
	}
	return true;
}

/* The message as the procedure file describes it. */
static const xmlNode *
described(const struct run *run, const char *name)
{
	const xmlNode *m =
	    node_child(procedure_root(run->procedure), "messages");

	for (m = node_child(m, "message"); m; m = node_next(m))
		if (strcmp(node_attr(m, "name"), name) == 0)
			break;
	return m;
}

static void
add_letters(struct run *run, xmlNode *payload, const xmlNode *message)
{
	const xmlNode *l;
	xmlNode *letter;

	for (l = node_child(message, "letter"); l; l = node_next(l)) {
		letter = node_add(payload, "letter", NULL);
		node_set(letter, "name", node_attr(l, "name"));
		node_set(letter, "number", "示例字〔2026〕1号");
		node_set(letter, "date", run->today);
	}
}

/* What such a message brings, with the forms that the step gives. */
static xmlDoc *
make_payload(struct run *run, const xmlNode *n, const xmlNode *message,
    const char *inbox)
{
	const xmlNode *root = procedure_root(run->procedure);
	const xmlNode *data = node_child(n, "data");
	xmlDoc *doc = xmlNewDoc(BAD_CAST "1.0");
	xmlNode *payload =
	    xmlNewDocNode(doc, NULL, BAD_CAST node_attr(n, "message"), NULL);
	xmlNode *record;
	int files = 0;

	xmlDocSetRootElement(doc, payload);
	node_set(payload, "procedure", procedure_name(run->procedure));
	node_set(payload, "version", node_attr(root, "version"));
	node_set(payload, "number", "EXAMPLE");
	add_letters(run, payload, message);
	record = node_add(payload, "record", NULL);
	if (data != NULL)
		example_copy(record, data);
	if (add_parties(run, payload) && attach_all(run, inbox, record, &files))
		return doc;
	xmlFreeDoc(doc);
	return NULL;
}

bool
run_receive(struct run *run, const xmlNode *n)
{
	const char *name = node_attr(n, "message"), *inbox, *number, *by;
	const xmlNode *root = procedure_root(run->procedure);
	const xmlNode *message = described(run, name);
	struct report report;
	xmlDoc *payload = NULL;
	bool ok;

	report_init(&report, run->a);
	by = run_organ(run, message ? node_attr(message, "by") : "");
	ok = run_clock(run, node_attr(n, "at")) &&
	     db_savepoint(run->db, run->err) &&
	     run_call(run, "example_message", 5,
		 (const char *[]){procedure_name(run->procedure),
		     node_attr(root, "version"), name, run->number, by},
		 &inbox) &&
	     (payload = make_payload(run, n, message, inbox)) != NULL &&
	     message_receive(run->flow, run->db, inbox,
		 xmlDocGetRootElement(payload), run->a, &report, &number,
		 run->err);
	xmlFreeDoc(payload);
	if (ok && run->number == NULL)
		run->number = number;
	return run_refused(run, node_attr(n, "expect"), ok);
}
