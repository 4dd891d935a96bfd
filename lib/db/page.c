/* page.c: see page.h; the parser of page files. Running them is in run.c. */
#include "db/page.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "db/statement.h"

static const char name_chars[] = "abcdefghijklmnopqrstuvwxyz0123456789_";

/* The file while it is parsed. */
struct source {
	const char *path, *p;
	int line;
	struct page_sql *page;
	struct err *err;
};

static bool
wrong(const struct source *s, const char *what)
{
	return err_fail(
	    s->err, ERR_BUG, "bug", "%s:%d: %s", s->path, s->line, what);
}

/* A statement's line, in pieces. */
struct header {
	const char *name, *when; /* in the source; when NULL: none */
	size_t n, n_when;
	bool one, unless, kept;
};

/* Passes `word` and the spaces behind it. */
static bool
word(const char **p, const char *word)
{
	size_t n = strlen(word);

	if (strncmp(*p, word, n) != 0 || strchr(" \r\n", (*p)[n]) == NULL)
		return false;
	*p += n + strspn(*p + n, " \r");
	return true;
}

/* Names of parameters, up to the line's end or `kept`. */
static void
names(const char **p, struct header *h)
{
	size_t n;

	h->when = *p;
	while ((n = strspn(*p, name_chars)) > 0 &&
	       !(n == 4 && strncmp(*p, "kept", 4) == 0)) {
		h->n_when = (size_t)(*p - h->when) + n;
		*p += n + strspn(*p + n, " \r");
	}
}

/* `-- NAME: one|many [if|unless PARAM…] [kept]`. */
static bool
is_header(const char *line, struct header *h)
{
	const char *p = line;

	*h = (struct header){0};

	if (strncmp(p, "--", 2) != 0)
		return false;
	p += 2;
	p += strspn(p, " ");
	h->name = p;
	h->n = strspn(p, "abcdefghijklmnopqrstuvwxyz0123456789_-");
	p += h->n;
	if (h->n == 0 || *p++ != ':')
		return false;
	p += strspn(p, " ");
	h->one = word(&p, "one");
	if (!h->one && !word(&p, "many"))
		return false;
	h->unless = word(&p, "unless");
	if (h->unless || word(&p, "if"))
		names(&p, h);
	h->kept = word(&p, "kept");
	return (*p == '\n' || *p == '\0') && (!h->when || h->n_when > 0);
}

static void
copy_to(struct source *s, const char *end, struct buf *sql)
{
	for (const char *p = s->p; p < end; p++)
		s->line += *p == '\n';
	buf_add(sql, s->p, (size_t)(end - s->p));
	s->p = end;
}

/* At a quote: a doubled one inside is read as two literals side by side. */
static bool
quoted(struct source *s, struct buf *sql)
{
	const char *end = strchr(s->p + 1, *s->p);

	if (end == NULL)
		return wrong(s, "a quote is not closed");
	copy_to(s, end + 1, sql);
	return true;
}

static bool
parameter(struct source *s, struct statement *st, struct buf *sql)
{
	const char *name = s->p + 1;
	size_t n = strspn(name, name_chars), i = 0;

	while (i < st->n && (strncmp(st->params[i], name, n) != 0 ||
				st->params[i][n] != '\0'))
		i++;
	if (i == PAGE_PARAMS)
		return wrong(s, "too many parameters");
	if (i == st->n) {
		if ((st->params[i] = strndup(name, n)) == NULL)
			return wrong(s, "out of memory");
		st->n++;
	}
	buf_addf(sql, "$%zu", i + 1);
	s->p = name + n;
	return true;
}

/* Passes a comment to the end of its line. */
static void
comment(struct source *s)
{
	s->p += strcspn(s->p, "\n");
}

static void
space(struct source *s)
{
	for (; isspace((unsigned char)*s->p); s->p++)
		s->line += *s->p == '\n';
}

/* One token of a statement; *end is set behind its ';'. */
static bool
token(struct source *s, struct statement *st, struct buf *sql, bool *end)
{
	const char *p = s->p;

	if (*p == '\'' || *p == '"')
		return quoted(s, sql);
	if (p[0] == '-' && p[1] == '-') {
		comment(s);
		return true;
	}
	if (p[0] == '/' && p[1] == '*')
		return wrong(s, "write comments as --");
	if (*p == '$')
		return wrong(s, "write parameters as :name");
	if (p[0] == ':' && (islower((unsigned char)p[1]) || p[1] == '_'))
		return parameter(s, st, sql);
	if (*p == ';') {
		*end = true;
		s->p++;
		return true;
	}
	copy_to(s, p + (p[0] == ':' && p[1] == ':' ? 2 : 1), sql);
	return true;
}

/* From below a header to its ';' or the next header. */
static bool
statement_text(struct source *s, struct statement *st, struct buf *sql)
{
	struct header h;
	bool end = false;

	while (!end && *s->p != '\0') {
		if (s->p[-1] == '\n' && is_header(s->p, &h))
			break;
		if (!token(s, st, sql, &end))
			return false;
	}
	while (sql->len > 0 && isspace((unsigned char)sql->data[sql->len - 1]))
		sql->data[--sql->len] = '\0';
	if (sql->failed ||
	    (st->sql = strdup(sql->len > 0 ? sql->data : "")) == NULL)
		return wrong(s, "out of memory");
	return *st->sql != '\0' || wrong(s, "no statement below its name");
}

static bool
set_names(struct source *s, struct statement *st, const struct header *h)
{
	const char *file = strrchr(s->path, '/');
	struct buf id;

	file = file == NULL ? s->path : file + 1;
	buf_init(&id, 0);
	buf_addf(&id, "page.%.*s.%.*s%s", (int)strcspn(file, "."), file,
	    (int)h->n, h->name,
	    h->when == NULL ? ""
	    : h->unless     ? ".unless"
			    : ".if");
	st->name = strndup(h->name, h->n);
	st->id = id.data;
	if (h->when != NULL)
		st->when = strndup(h->when, h->n_when);
	if (id.failed || st->name == NULL || (h->when && st->when == NULL))
		return wrong(s, "out of memory");
	/* PostgreSQL compares the first 63 bytes. */
	if (id.len > 63)
		return wrong(s, "the name is too long");
	for (const struct statement *o = s->page->list; o < st; o++)
		if (strcmp(o->id, st->id) == 0)
			return wrong(s, "the name stands twice");
	return true;
}

static bool
statement(struct source *s, const struct header *h)
{
	struct statement *st = &s->page->list[s->page->n];
	struct buf sql;
	bool ok;

	if (s->page->n == PAGE_STATEMENTS)
		return wrong(s, "too many statements");
	s->page->n++;
	st->one = h->one;
	st->unless = h->unless;
	st->kept = h->kept;
	if (!set_names(s, st, h))
		return false;
	comment(s);
	space(s);
	buf_init(&sql, 0);
	ok = statement_text(s, st, &sql);
	buf_clear(&sql);
	if (ok && st->kept && st->n > 0)
		return wrong(s, "what is kept takes no parameters");
	return ok;
}

static bool
parse(struct source *s)
{
	struct header h;

	for (space(s); *s->p != '\0'; space(s)) {
		if (is_header(s->p, &h)) {
			if (!statement(s, &h))
				return false;
		} else if (strncmp(s->p, "--", 2) == 0) {
			comment(s);
		} else {
			return wrong(s, "a statement without a name above it");
		}
	}
	return true;
}

struct page_sql *
page_load(const char *path, struct err *err)
{
	struct page_sql *p = calloc(1, sizeof(*p));
	struct source s = {path, "", 1, p, err};
	struct buf b;
	bool ok = false;

	buf_init(&b, 1u << 20);
	buf_addc(&b, '\n'); /* so that s->p[-1] is there to look at */
	if (p == NULL)
		err_fail(err, ERR_BUSY, "busy", "out of memory");
	else if (file_read(path, &b, err) && !b.failed) {
		s.p = b.data + 1;
		ok = (strlen(s.p) == b.len - 1 || wrong(&s, "holds a NUL")) &&
		     parse(&s);
	}
	buf_clear(&b);
	if (ok)
		return p;
	page_free(p);
	return NULL;
}

void
page_free(struct page_sql *p)
{
	if (p == NULL)
		return;
	for (size_t i = 0; i < p->n; i++) {
		struct statement *st = &p->list[i];

		for (size_t k = 0; k < st->n; k++)
			free(st->params[k]);
		free(st->name);
		free(st->when);
		free(st->id);
		free(st->sql);
	}
	free(p);
}
