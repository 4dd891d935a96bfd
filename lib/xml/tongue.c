/* tongue.c: see tongue.h. */
#include "xml/tongue.h"

#include "xml/html.h"

static const char mark[] = " lang=\"zh-CN\"";

struct tongue {
	struct buf out;
	const char *at, *end;
	int depth;   /* of elements */
	int chinese; /* the depth of the one that says so; 0: none */
	int bare;    /* of one that holds text alone; 0: none */
	bool opened; /* a start tag without lang was the last */
};

/* Length of the Chinese character at s, or of a sign of its script; 0: none. */
static size_t
chinese_char(const char *s, const char *end)
{
	unsigned char a = (unsigned char)s[0], b;

	if (a < 0xe3 || end - s < 3)
		return 0;
	b = (unsigned char)s[1];
	if (a <= 0xe9 || (a == 0xef && b >= 0xa4))
		return 3;
	return a == 0xf0 && b >= 0xa0 && end - s >= 4 ? 4 : 0;
}

/* A run goes on over digits and letters, not over blanks: 〔2025〕39号. */
static const char *
run_end(const char *s, const char *end)
{
	const char *last = s;

	while (s < end && *s != ' ' && *s != '\n') {
		size_t n = chinese_char(s, end);

		s += n > 0 ? n : 1;
		if (n > 0)
			last = s;
	}
	return last;
}

/* With the digits before it: 2026年. */
static const char *
run_start(const char *s, const char *end)
{
	const char *run = s;

	while (run < end && chinese_char(run, end) == 0)
		run++;
	while (run < end && run > s && run[-1] >= '0' && run[-1] <= '9')
		run--;
	return run;
}

static bool
is_blank(const char *s, const char *end)
{
	while (s < end && (*s == ' ' || *s == '\n'))
		s++;
	return s == end;
}

/* Names of elements of which an HTML parser reads text only. */
static bool
is_bare(const char *name, size_t n)
{
	static const char *const all[] = {
	    "option", "text", "textarea", "title", "tspan"};

	for (size_t i = 0; i < sizeof(all) / sizeof(*all); i++)
		if (strlen(all[i]) == n && memcmp(all[i], name, n) == 0)
			return true;
	return false;
}

static void
put_runs(struct tongue *t, const char *s, const char *end)
{
	const char *run;

	while ((run = run_start(s, end)) < end) {
		buf_add(&t->out, s, (size_t)(run - s));
		s = run_end(run, end);
		buf_adds(&t->out, "<span lang=\"zh-CN\">");
		buf_add(&t->out, run, (size_t)(s - run));
		buf_adds(&t->out, "</span>");
	}
	buf_add(&t->out, s, (size_t)(end - s));
}

/* The text up to the next tag. */
static void
take_text(struct tongue *t)
{
	const char *s = t->at, *run;
	const char *end = memchr(s, '<', (size_t)(t->end - s));
	bool first;

	t->at = end = end != NULL ? end : t->end;
	run = run_start(s, end);
	if (run == end || t->chinese > 0) {
		buf_add(&t->out, s, (size_t)(end - s));
		return;
	}
	first = is_blank(s, run);
	if (t->opened && first && !t->out.failed &&
	    (t->bare > 0 || (*end == '<' && end[1] == '/' &&
				is_blank(run_end(run, end), end)))) {
		t->out.len--; /* the > of the tag */
		buf_adds(&t->out, mark);
		buf_addc(&t->out, '>');
	} else if (t->bare == 0) {
		put_runs(t, s, end);
		return;
	}
	buf_add(&t->out, s, (size_t)(end - s));
}

static void
open_tag(struct tongue *t, const char *tag, size_t n)
{
	size_t name = strcspn(tag + 1, " />");
	const char *lang = memmem(tag, n, " lang=\"", 7);
	char void_name[8] = "";

	if (name < sizeof(void_name))
		memcpy(void_name, tag + 1, name);
	t->opened = false;
	if (tag[1] == '!' || tag[n - 2] == '/' || html_is_void(void_name))
		return;
	t->depth++;
	t->opened = lang == NULL;
	if (t->chinese == 0 && lang != NULL && memcmp(lang + 7, "zh", 2) == 0)
		t->chinese = t->depth;
	if (t->bare == 0 && is_bare(tag + 1, name))
		t->bare = t->depth;
}

static void
take_tag(struct tongue *t)
{
	const char *tag = t->at; /* a > within is written &gt; */
	const char *end = memchr(tag, '>', (size_t)(t->end - tag));
	size_t n = (size_t)((end != NULL ? end + 1 : t->end) - tag);

	t->at += n;
	buf_add(&t->out, tag, n);
	if (n < 3)
		return;
	if (tag[1] != '/') {
		open_tag(t, tag, n);
		return;
	}
	t->opened = false;
	if (t->chinese == t->depth)
		t->chinese = 0;
	if (t->bare == t->depth)
		t->bare = 0;
	t->depth--;
}

void
tongue_mark(struct buf *html)
{
	struct tongue t = {0};

	if (html->failed || html->len == 0)
		return;
	t.at = html->data;
	t.end = html->data + html->len;
	buf_reserve(&t.out, html->len + html->len / 8);
	while (t.at < t.end && !t.out.failed)
		if (*t.at == '<')
			take_tag(&t);
		else
			take_text(&t);
	if (t.out.failed) {
		html->failed = true;
		buf_clear(&t.out);
		return;
	}
	t.out.max = html->max;
	buf_clear(html);
	*html = t.out;
}
