/* procedure_whole.c: what readers take for granted stands there. */
#include <string.h>

#include "flow/procedure_private.h"
#include "xml/doc.h"

/* The schema asks for more; but versions were published under older ones, and
 * the schema beside an older program may be newer. */
static const struct {
	const char *parent; /* NULL: any */
	const char *element, *attrs;
} needs[] = {
    {NULL, "procedure", "name code version from"},
    {"basis", "clause", "id"},
    {"parameters", "parameter", "name value"},
    {"parameters", "local", "name party region"},
    {"local", "value", "parameter value"},
    {"parties", "party", "name is"},
    {"facts", "fact", "name"},
    {"procedure", "likeness", "name fields for least"},
    {"forms", "form", "name"},
    {"form", "page", "name"},
    {NULL, "field", "name kind"},
    {NULL, "repeat", "name"},
    {NULL, "attachment", "name"},
    {"field", "option", "value"},
    {"states", "state", "name"},
    {"moves", "move", "name to"},
    {"move", "start", "limit"},
    {"move", "enter", "register key"},
    {"move", "leave", "register key"},
    {"move", "lookup", "register key"},
    {"move", "open", "procedure"},
    {"move", "letter", "name"},
    {"move", "send", "message to"},
    {"move", "notify", "party"},
    {"limits", "limit", "name amount unit"},
    {"letters", "letter", "name by"},
    {"table", "column", "title"},
    {"messages", "message", "name by"},
    {"message", "form", "name"},
    {"message", "letter", "name"},
    {"registers", "register", "name"},
    {"register", "column", "name"},
    {"statistics", "measure", "name kind"},
    {"examples", "example", "name today"},
    {"example", "organ", "region"},
    {"example", "entry", "register key"},
    {"entry", "value", "name"},
    {"example", "step", "move"},
    {"example", "receive", "message"},
};

static void
check_need(struct check *c, const xmlNode *n, const char *attrs)
{
	size_t k;

	for (; *attrs != '\0'; attrs += k + (attrs[k] == ' ')) {
		char name[32];

		k = strcspn(attrs, " ");
		memcpy(name, attrs, k);
		name[k] = '\0';
		if (*check_attr(n, name) == '\0')
			check_wrong(c, n, "%s %s: no %s", (const char *)n->name,
			    check_attr(n, "name"), name);
	}
}

static bool
says(const xmlNode *n, const char *parent, const char *element)
{
	return check_is(n, element) &&
	       (parent == NULL || check_is(n->parent, parent));
}

/* The data of an example is the forms' own. */
static bool
is_data(const struct check *c, const xmlNode *n)
{
	for (; n != c->root; n = n->parent)
		if (check_is(n, "data") || check_is(n, "past"))
			return true;
	return false;
}

void
check_whole(struct check *c)
{
	for (const xmlNode *n = c->root; n != NULL; n = check_walk(c, n))
		for (size_t i = 0; i < sizeof(needs) / sizeof(*needs); i++)
			if (says(n, needs[i].parent, needs[i].element) &&
			    !is_data(c, n))
				check_need(c, n, needs[i].attrs);
}
