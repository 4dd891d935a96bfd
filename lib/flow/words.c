/* words.c: see words.h. */
#include "flow/words.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "form/kind.h"
#include "xml/doc.h"
#include "xml/xpath.h"

enum { EXPR_MAX = 512 };

static const char stop[] = "。";

struct words {
	const struct procedure *p;
	xmlNode *out;
	struct err *err;
};

static bool
words_busy(struct words *w)
{
	return err_fail(w->err, ERR_BUSY, "busy", "words: out of memory");
}

static void
say_date(const char *s, struct buf *out)
{
	kind_show(&(struct kind_rule){.kind = "date"}, s, false, out);
}

/* 20个工作日，至2026年4月2日止 */
static void
say_limit(const xmlNode *limit, struct buf *out)
{
	static const char *const units[][2] = {
	    {"d", "日"}, {"w", "个工作日"}, {"m", "个月"}, {"y", "年"}};
	const char *unit = node_attr(limit, "unit");
	const char *due = node_attr(limit, "due");
	const char *provisional = node_attr(limit, "provisional");

	buf_adds(out, node_attr(limit, "amount"));
	for (size_t i = 0; i < sizeof(units) / sizeof(*units); i++)
		if (unit != NULL && strcmp(unit, units[i][0]) == 0)
			buf_adds(out, units[i][1]);
	buf_adds(out, "，至");
	say_date(due != NULL ? due : "", out);
	buf_adds(out, "止");
	if (provisional != NULL && strcmp(provisional, "yes") == 0)
		buf_adds(out, "（该年度放假安排公布前为暂定日期）");
}

/* Texts that are no field's: a date among them is still written out. */
static void
say_text(const char *s, struct buf *out)
{
	if (strlen(s) == 10 && s[4] == '-' && s[7] == '-')
		say_date(s, out);
	else
		buf_adds(out, s);
}

static bool
say_node(const struct words *w, const xmlNode *n, struct buf *out)
{
	const xmlNode *up = n;
	const struct form *f;

	if (node_is(n->parent, "limit") && node_attr(n, "amount") != NULL) {
		say_limit(n, out);
		return true;
	}
	while (up->parent != NULL && !node_is(up->parent, "record"))
		up = up->parent;
	f = up->parent != NULL ? procedure_form(w->p, (const char *)up->name)
			       : NULL;
	return f != NULL && form_say(f, n, out);
}

static bool
say_expr(struct words *w, const char *expr, xmlNode *at, struct buf *out)
{
	struct xpath *x = xpath_new(expr, w->err);
	xmlNode **nodes = NULL;
	char *text = NULL;
	size_t n = 0;
	bool ok = x != NULL && xpath_nodes(x, at, &nodes, &n, w->err);

	if (ok && (n == 0 || !say_node(w, nodes[0], out))) {
		if ((text = xpath_string(x, at, w->err)) != NULL)
			say_text(text, out);
		else
			ok = false;
	}
	free(text);
	free(nodes);
	xpath_free(x);
	return ok;
}

static bool
ends_with(const struct buf *b, const char *mark)
{
	size_t n = strlen(mark);

	return b->len >= n && memcmp(b->data + b->len - n, mark, n) == 0;
}

/* A sentence that lacks its end: behind a Chinese character, a bracket or a
 * figure; an address or what is quoted may end as it does. */
static bool
is_open(const struct buf *b)
{
	static const char *const marks[] = {
	    "。", "！", "？", "；", "：", "，", "、", "…", "”", "》"};
	unsigned char last =
	    b->len > 0 ? (unsigned char)b->data[b->len - 1] : 0;

	if (last < 0x80)
		return last >= '0' && last <= '9';
	for (size_t i = 0; i < sizeof(marks) / sizeof(*marks); i++)
		if (ends_with(b, marks[i]))
			return false;
	return true;
}

/* A value that stands within a sentence loses a 。 of its own. */
static void
drop_stop(struct buf *out, size_t before)
{
	if (out->len > before && ends_with(out, stop)) {
		out->len -= strlen(stop);
		out->data[out->len] = '\0';
	}
}

/* `text` with its {xpath} answered; white space in it is one space, or none
 * at its ends; line breaks of the values stay. */
static bool
fill(struct words *w, const char *text, xmlNode *at, struct buf *out)
{
	char expr[EXPR_MAX];
	size_t before;

	text += strspn(text, " \t\r\n");
	while (*text != '\0') {
		size_t n = strcspn(text, "{ \t\r\n");

		buf_add(out, text, n);
		text += n;
		if (*text == '{') {
			n = strcspn(text, "}");
			snprintf(
			    expr, sizeof(expr), "%.*s", (int)(n - 1), text + 1);
			text += n + (text[n] == '}');
			before = out->len;
			if (!say_expr(w, expr, at, out))
				return false;
			if (*text != '\0' && *text != '{')
				drop_stop(out, before);
		} else if (*text != '\0') {
			text += strspn(text, " \t\r\n");
			if (*text != '\0')
				buf_addc(out, ' ');
		}
	}
	return !out->failed || words_busy(w);
}

/* One element for each line of b that is not blank; paragraphs end as
 * sentences do. */
static bool
add_lines(struct words *w, const char *name, struct buf *b)
{
	bool sentence = strcmp(name, "p") == 0, ok = true;
	char *save = NULL, *line;

	if (b->len == 0)
		return true;
	for (line = strtok_r(b->data, "\r\n", &save); ok && line != NULL;
	     line = strtok_r(NULL, "\r\n", &save)) {
		struct buf one = {0};

		if (line[strspn(line, " \t")] == '\0')
			continue;
		buf_adds(&one, line);
		if (sentence && is_open(&one))
			buf_adds(&one, stop);
		ok = node_add(w->out, name, one.data) != NULL;
		buf_clear(&one);
	}
	return ok || words_busy(w);
}

static bool
fill_element(struct words *w, const xmlNode *part, xmlNode *at)
{
	struct buf b = {0};
	bool ok = fill(w, node_text(part), at, &b) &&
		  add_lines(w, (const char *)part->name, &b);

	buf_clear(&b);
	return ok;
}

static bool
is_number(const char *s)
{
	return *s != '\0' && s[strspn(s, "0123456789.")] == '\0';
}

static bool
add_cell(struct words *w, xmlNode *row, const xmlNode *column, xmlNode *at)
{
	struct buf b = {0};
	xmlNode *cell;
	bool ok = true;

	if (at == NULL)
		buf_adds(&b, node_attr(column, "title"));
	else
		ok = fill(w, node_text(column), at, &b);
	cell = ok ? node_add(row, "cell", b.len > 0 ? b.data : "") : NULL;
	if (at == NULL)
		node_set(cell, "head", "yes");
	else if (cell != NULL && is_number(node_text(cell)))
		node_set(cell, "align", "centre");
	buf_clear(&b);
	return cell != NULL || (ok && words_busy(w));
}

static bool
add_row(struct words *w, xmlNode *table, const xmlNode *part, xmlNode *at)
{
	xmlNode *row = node_add(table, "row", NULL);
	const xmlNode *column = node_child(part, "column");

	for (; column != NULL; column = node_next(column))
		if (!add_cell(w, row, column, at))
			return false;
	return true;
}

static bool
fill_each(struct words *w, const xmlNode *part, xmlNode **nodes, size_t n)
{
	bool is_table = node_is(part, "table");
	xmlNode *table = NULL;
	bool ok = true;

	if (is_table && n > 0) {
		table = node_add(w->out, "table", NULL);
		if (node_attr(part, "widths") != NULL)
			node_set(table, "widths", node_attr(part, "widths"));
		ok = add_row(w, table, part, NULL);
	}
	for (size_t i = 0; ok && i < n; i++)
		ok = is_table ? add_row(w, table, part, nodes[i])
			      : fill_element(w, part, nodes[i]);
	return ok;
}

static bool
said_before(const struct words *w, const xmlNode *part)
{
	return (node_is(part, "subject") || node_is(part, "to")) &&
	       node_child(w->out, (const char *)part->name) != NULL;
}

static bool
fill_part(struct words *w, const xmlNode *part, xmlNode *at)
{
	const char *when = node_attr(part, "when");
	const char *each = node_attr(part, "each");
	struct xpath *x = NULL;
	xmlNode **nodes = NULL;
	bool ok = true, holds = true;
	size_t n;

	if (said_before(w, part)) /* of several subjects the first that holds */
		return true;
	if (when != NULL) {
		ok = (x = xpath_new(when, w->err)) != NULL &&
		     xpath_test(x, at, &holds, w->err);
		xpath_free(x);
	}
	if (!ok || !holds)
		return ok;
	if (each == NULL)
		return fill_element(w, part, at);
	ok = (x = xpath_new(each, w->err)) != NULL &&
	     xpath_nodes(x, at, &nodes, &n, w->err) &&
	     fill_each(w, part, nodes, n);
	xpath_free(x);
	free(nodes);
	return ok;
}

bool
words_fill(const struct procedure *p, const char *letter, xmlNode *data,
    struct err *err)
{
	const xmlNode *words = node_child(procedure_letter(p, letter), "words");
	struct words w = {.p = p, .err = err};
	xmlNode *at = node_child(data, "case");

	if (words == NULL)
		return true;
	if ((w.out = node_add(data, "words", NULL)) == NULL)
		return words_busy(&w);
	for (const xmlNode *n = words->children; n != NULL; n = n->next)
		if (n->type == XML_ELEMENT_NODE && !fill_part(&w, n, at))
			return false;
	return true;
}
