/* form_private.h: a compiled form and its state; form.c bind.c take.c rule.c
 * describe.c. */
#ifndef FORM_FORM_PRIVATE_H
#define FORM_FORM_PRIVATE_H

#include <libxml/tree.h>
#include <stdbool.h>
#include <stddef.h>

#include "base/err.h"
#include "form/form.h"
#include "form/kind.h"
#include "xml/xpath.h"

enum part_type { PART_FIELD, PART_REPEAT, PART_ATTACHMENT };

/* The rules of a part; NULL: none. */
enum bind {
	BIND_RELEVANT,
	BIND_REQUIRED,
	BIND_READONLY,
	BIND_CONSTRAINT,
	BIND_PARTY, /* the party that the field names is found */
	BIND_WARN,
	BIND_CALCULATE,
	BIND_DEFAULT,
	BINDS,
};

struct part {
	enum part_type type;
	const xmlNode *node; /* borrowed from the procedure document */
	const char *name;
	struct kind_rule rule; /* of fields */
	struct xpath *bind[BINDS];
	struct part *parts; /* the fields of a repeat */
	size_t n;
	size_t min, max; /* of repeats and attachments; max 0: no bound */
};

struct form_page {
	const char *name;
	struct xpath *relevant;
	struct part *parts;
	size_t n;
};

struct form {
	const char *name;
	bool declares;
	struct form_page *pages;
	size_t n;
};

/* One place in the data where a part stands. */
struct spot {
	const struct part *part;
	size_t page;
	size_t item;   /* 1...: within that item of a repeat; 0: not */
	bool is_item;  /* the item itself, not a field of it */
	int parent;    /* index of the repeat or item above; -1: the page */
	xmlNode *at;   /* context of its rules: data element or item */
	xmlNode *node; /* its (first) element, NULL while absent */
	bool relevant, readonly;
};

/*
 * The state of a form over some data: what counts now. While it is open, the
 * elements of what is not relevant are unlinked from the tree, so that no rule
 * sees them; closing links them again where they were.
 */
struct hidden {
	xmlNode *node, *parent, *next;
};
struct form_state {
	const struct form *form;
	xmlNode *data;
	bool *page_relevant;
	struct spot *spots;
	size_t n, cap;
	struct hidden *hidden;
	size_t hidden_n, hidden_cap;
	bool shown; /* all is linked again; spots stay readable */
};

/* bind.c. Adds items up to each repeat's min, writes defaults and calculated
 * values, until nothing changes. */
bool state_open(struct form_state *s, const struct form *f, xmlNode *data,
    struct err *err) MUST_CHECK;
void state_show(struct form_state *s);
void state_close(struct form_state *s);
/* Evaluates a rule at the spot; `none` when the part has no such rule. */
bool spot_test(const struct spot *s, enum bind bind, bool none, bool *out,
    struct err *err) MUST_CHECK;
/* industry, year[2]/count, year (a repeat), year[2] (an item). */
char *spot_path(const struct spot *s, struct arena *a);

/* The text of an element, whatever it was before; false: out of memory. */
bool node_write_text(xmlNode *n, const char *text);
bool node_blank(const xmlNode *n); /* no text in it or below */
bool is_element(const xmlNode *n, const char *name);
const char *data_today(const xmlNode *data); /* case/@today or NULL */
size_t count_named(const xmlNode *parent, const char *name);

#endif
