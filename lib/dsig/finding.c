/* finding.c: see finding.h. */
#include "dsig/finding.h"

#include <stdio.h>
#include <string.h>

#include "base/utf8.h"
#include "form/check.h"
#include "xml/doc.h"
#include "xml/sheet.h"

enum { TEXT = 2000, PATH = 500 };

void
report_init(struct report *r, struct arena *a)
{
	*r = (struct report){.a = a};
}

/* What a person will read: nothing hidden in it, and not without end. */
static const char *
shown(struct report *r, const char *s)
{
	struct buf b;
	const char *copy;
	char c[4];
	uint32_t u;

	buf_init(&b, TEXT + 8);
	while ((u = utf8_next(&s)) != 0 && b.len < TEXT) {
		if (char_invisible(u) && u != '\n' && u != '\t')
			buf_addf(&b, "U+%04X", (unsigned)u);
		else
			buf_add(&b, c, utf8_put(u, c));
	}
	copy = arena_strndup(r->a, b.len > 0 ? b.data : "", b.len);
	buf_clear(&b);
	return copy != NULL ? copy : "";
}

static const char *
words(struct report *r, const char *lang, const char *code, const char *arg)
{
	struct buf b;
	char key[80];
	const char *text;

	snprintf(key, sizeof(key), "error.%s", code);
	if (sheet_text(lang, key) == NULL)
		return arena_printf(r->a, "%s %s", code, arg);
	buf_init(&b, 0);
	sheet_say(lang, key, arg, &b);
	text = arena_strndup(r->a, b.len > 0 ? b.data : "", b.len);
	buf_clear(&b);
	return text;
}

static const char *
path_of(struct report *r, const xmlNode *at)
{
	xmlChar *path = at != NULL ? xmlGetNodePath(at) : NULL;
	const char *copy = "";

	if (path != NULL && strlen((char *)path) <= PATH)
		copy = arena_strdup(r->a, (char *)path);
	xmlFree(path);
	return copy;
}

static struct finding *
add(struct report *r, const char *code, const xmlNode *at)
{
	struct finding *f;

	if (r->n++ >= FINDINGS_MOST ||
	    (f = arena_alloc(r->a, sizeof(*f))) == NULL)
		return NULL;
	*f = (struct finding){.code = arena_strdup(r->a, code),
	    .xpath = path_of(r, at),
	    .line = at != NULL ? (int)xmlGetLineNo(at) : 0};
	if (f->line < 0)
		f->line = 0;
	*(r->last != NULL ? &r->last->next : &r->first) = f;
	r->last = f;
	return f;
}

bool
report_fail(struct report *r, enum err_kind kind, const char *code,
    const xmlNode *at, const char *arg, struct err *err)
{
	struct finding *f = add(r, code, at);

	arg = shown(r, arg != NULL ? arg : "");
	if (f != NULL) {
		f->zh = words(r, "zh-CN", code, arg);
		f->en = words(r, "en", code, arg);
	}
	if (err->kind == ERR_NONE)
		err_arg(err, arg);
	return err_fail(
	    err, kind, code, "%s %s", f != NULL ? f->xpath : "", arg);
}

bool
report_say(struct report *r, const char *code, const xmlNode *at,
    const char *zh, const char *en, struct err *err)
{
	struct finding *f = add(r, code, at);

	if (f != NULL) {
		f->zh = shown(r, zh);
		f->en = shown(r, en);
	}
	return err_fail(err, ERR_INPUT, code, "%s", f != NULL ? f->xpath : "");
}

void
report_take(struct report *r, const struct err *err)
{
	struct err same = *err;
	size_t n = r->n;

	report_fail(r, err->kind, err->code, NULL, err->arg, &same);
	if (n < FINDINGS_MOST && r->last != NULL)
		sscanf(err->arg,
		    strncmp(err->code, "xml-", 4) == 0 ? "%d" : "line %d",
		    &r->last->line);
}

static bool
write_text(xmlNode *parent, xmlNs *ns, const char *lang, const char *text)
{
	xmlNode *t = xmlNewTextChild(
	    parent, ns, BAD_CAST "text", BAD_CAST(text != NULL ? text : ""));
	xmlNs *xml = xmlSearchNs(parent->doc, parent, BAD_CAST "xml");

	return t != NULL && xml != NULL &&
	       xmlNewNsProp(t, xml, BAD_CAST "lang", BAD_CAST lang) != NULL;
}

bool
report_write(const struct report *r, xmlNode *parent)
{
	char line[16];

	for (const struct finding *f = r->first; f != NULL; f = f->next) {
		xmlNode *n =
		    xmlNewChild(parent, parent->ns, BAD_CAST "finding", NULL);

		if (n == NULL)
			return false;
		node_set(n, "code", f->code);
		if (f->xpath != NULL && *f->xpath != '\0')
			node_set(n, "xpath", f->xpath);
		snprintf(line, sizeof(line), "%d", f->line);
		if (f->line > 0)
			node_set(n, "line", line);
		if (!write_text(n, n->ns, "zh-CN", f->zh) ||
		    !write_text(n, n->ns, "en", f->en))
			return false;
	}
	return true;
}
