/* example_expect.c: what an example says must hold. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "flow/example_private.h"
#include "xml/doc.h"
#include "xml/xpath.h"

bool
run_which(struct run *run, const xmlNode *n, const char **number)
{
	const char *child = node_attr(n, "child"), *of = node_attr(n, "of");
	const char *args[] = {
	    run->number, child, of ? run_organ(run, of) : NULL};

	*number = run->number;
	if (child == NULL)
		return true;
	if (!run_call(run, "example_child", 3, args, number))
		return false;
	if (**number == '\0')
		return err_fail(run->err, ERR_INPUT, "example",
		    "no linked case %s%s%s", child, of ? " of " : "",
		    of ? of : "");
	return true;
}

static bool
same(struct run *run, const char *what, const char *wanted, const char *is)
{
	if (wanted == NULL || strcmp(wanted, is) == 0)
		return true;
	return err_fail(run->err, ERR_INPUT, "example", "%s: wanted %s, is %s",
	    what, wanted, is);
}

static bool
holds(struct run *run, const char *expr, xmlNode *at)
{
	struct xpath *x;
	bool is = false, ok;

	if (expr == NULL)
		return true;
	if ((x = xpath_new(expr, run->err)) == NULL)
		return false;
	ok = xpath_test(x, at, &is, run->err);
	xpath_free(x);
	if (ok && !is)
		return err_fail(
		    run->err, ERR_INPUT, "example", "does not hold: %s", expr);
	return ok;
}

static bool
expect_limit(struct run *run, const xmlNode *expect, xmlNode *root)
{
	const char *name = node_attr(expect, "limit");
	const xmlNode *l, *last = NULL;

	if (name == NULL)
		return true;
	for (l = node_child(node_child(root, "limit"), name); l;
	     l = node_next(l))
		last = l;
	if (last == NULL)
		return err_fail(run->err, ERR_INPUT, "example",
		    "limit %s never started", name);
	return same(run, name, node_attr(expect, "due"),
		   node_attr(last, "due")) &&
	       same(run, name, node_attr(expect, "status"),
		   node_attr(last, "status"));
}

static bool
expect_letter(struct run *run, const xmlNode *expect, const char *number)
{
	const char *name = node_attr(expect, "letter"), *is;

	if (name == NULL)
		return true;
	if (!run_call(
		run, "example_letter", 2, (const char *[]){number, name}, &is))
		return false;
	if (*is == '\0')
		return err_fail(
		    run->err, ERR_INPUT, "example", "no letter %s", name);
	return same(run, name, node_attr(expect, "number"), is);
}

static bool
expect_sent(struct run *run, const xmlNode *expect, const char *number)
{
	const char *name = node_attr(expect, "sent"), *is;

	return name == NULL ||
	       (run_call(run, "example_sent", 1, &number, &is) &&
		   same(run, "sent", name, is));
}

static bool
expect_told(struct run *run, const xmlNode *expect, const char *number)
{
	const char *party = node_attr(expect, "told"), *is;

	return party == NULL ||
	       (run_call(run, "example_told", 2,
		    (const char *[]){number, run_organ(run, party)}, &is) &&
		   same(run, party, node_attr(expect, "times"), is));
}

static bool
expect_entry(struct run *run, const xmlNode *expect)
{
	const char *name = node_attr(expect, "register");
	const char *key = run_key(run, node_attr(expect, "key"));
	const char *data;
	xmlDoc *doc;

	if (name == NULL)
		return true;
	if (!run_call(run, "example_entry_data", 2, (const char *[]){name, key},
		&data))
		return false;
	if ((*data == '\0') != (node_attr(expect, "absent") != NULL))
		return err_fail(run->err, ERR_INPUT, "example",
		    "%s entry %s in %s", *data ? "an" : "no", key, name);
	if (*data == '\0')
		return true;
	if ((doc = doc_parse(data, strlen(data), NULL, run->err)) == NULL)
		return false;
	return holds(
	    run, node_attr(expect, "entry"), xmlDocGetRootElement(doc));
}

bool
run_expect(struct run *run, const xmlNode *expect)
{
	const char *number, *source;
	xmlNode *root;
	xmlDoc *doc;

	if (!run_clock(run, node_attr(expect, "at")) ||
	    !run_which(run, expect, &number) ||
	    !run_call(run, "example_case", 1, &number, &source))
		return false;
	if ((doc = doc_parse(source, strlen(source), NULL, run->err)) == NULL)
		return false;
	root = xmlDocGetRootElement(doc);
	return same(run, "state", node_attr(expect, "state"),
		   node_attr(root, "state")) &&
	       expect_limit(run, expect, root) &&
	       expect_letter(run, expect, number) &&
	       expect_sent(run, expect, number) &&
	       expect_told(run, expect, number) && expect_entry(run, expect) &&
	       holds(run, node_attr(expect, "xpath"), root);
}
