/* check_text.c: wording: numbers, dates, punctuation; see check.h. A rule of
 * wording counts its faults: none are wanted. */
#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "letter/check.h"

/* Characters of one element, or of all that bear the tag. */
struct words {
	uint32_t *c;
	size_t n, cap;
	bool failed;
};

static void
words_add(struct words *w, uint32_t ch)
{
	size_t cap = w->cap > 0 ? w->cap * 2 : 256;
	uint32_t *more;

	if (w->n == w->cap) {
		if ((more = realloc(w->c, cap * sizeof(*more))) == NULL) {
			w->failed = true;
			return;
		}
		w->c = more;
		w->cap = cap;
	}
	w->c[w->n++] = ch;
}

/* Text of the node. */
static void
words_read(const struct check *c, struct words *w, size_t node)
{
	for (size_t i = 0; i < c->l->n; i++)
		for (size_t k = 0; k < c->l->pages[i].n; k++) {
			const struct item *it = &c->l->pages[i].items[k];

			if (it->kind != ITEM_RUN || it->node != node)
				continue;
			for (size_t g = 0; g < it->n; g++)
				words_add(w, it->glyphs[g].ch);
		}
}

static bool
is_digit(uint32_t c)
{
	return c >= '0' && c <= '9';
}

static size_t
digits(const struct words *w, size_t i)
{
	size_t n = 0;

	while (i + n < w->n && is_digit(w->c[i + n]))
		n++;
	return n;
}

/* 代字〔2025〕12号: 7.2.5; a blank stands before signing. */
static size_t
number_faults(const struct words *w)
{
	size_t i = 0, n;

	while (i < w->n && w->c[i] != 0x3014)
		i++;
	if (i == 0 || i == w->n || digits(w, i + 1) != 4 || i + 6 >= w->n ||
	    w->c[i + 5] != 0x3015)
		return 1;
	i += 6;
	if ((n = digits(w, i)) == 0 && w->c[i] == 0x3000)
		n = 1;
	if (n == 0 || w->c[i] == '0' || i + n + 1 != w->n)
		return 1;
	return w->c[i + n] != 0x53f7;
}

/* 2025年9月4日, Arabic, no leading zeros: 7.3.5.4. */
static size_t
date_faults(const struct words *w)
{
	static const uint32_t unit[] = {0x5e74, 0x6708, 0x65e5};
	size_t i = 0, n;

	for (size_t k = 0; k < 3; k++) {
		n = digits(w, i);
		if (n == 0 || (k == 0) != (n == 4) || w->c[i] == '0' ||
		    i + n >= w->n || w->c[i + n] != unit[k])
			return 1;
		i += n + 1;
	}
	return i != w->n;
}

/* 年03月, 月05日 in running text. */
static size_t
zero_faults(const struct words *w)
{
	size_t faults = 0;

	for (size_t i = 1; i + 2 < w->n; i++)
		faults += (w->c[i - 1] == 0x5e74 || w->c[i - 1] == 0x6708) &&
			  w->c[i] == '0' && is_digit(w->c[i + 1]);
	return faults;
}

/* [2020]34号, （2020）34号, 〔2020〕第34号, 〔2020〕034号 in running text. */
static size_t
bracket_faults(const struct words *w)
{
	size_t faults = 0, n;

	for (size_t i = 0; i + 6 < w->n; i++) {
		uint32_t open = w->c[i], next = w->c[i + 6];

		if (digits(w, i + 1) != 4)
			continue;
		n = digits(w, i + 6);
		if (open == 0x3014)
			faults += next == 0x7b2c || next == '0';
		else if (open == '[' || open == '(' || open == 0xff08 ||
			 open == 0x3010)
			faults += n > 0 && i + 6 + n < w->n &&
				  w->c[i + 6 + n] == 0x53f7;
	}
	return faults;
}

static bool
is_end_mark(uint32_t c)
{
	return c == 0x3002 || c == 0xff0c || c == 0xff1b || c == 0xff1a ||
	       c == 0x3001;
}

static void
check_faults(
    struct check *c, const char *clause, const char *rule, size_t faults)
{
	check_equal(c, clause, rule, 0, (double)faults, 0);
}

static bool
among_tags(const char *const *tags, const char *tag)
{
	for (; *tags != NULL; tags++)
		if (strcmp(*tags, tag) == 0)
			return true;
	return false;
}

/* Faults of all elements of those tags; no verdict when there is none. */
static void
check_each(struct check *c, const char *const *tags, const char *clause,
    const char *rule, size_t (*faults)(const struct words *w))
{
	size_t n = 0;
	bool any = false;

	for (size_t i = 1; i < c->l->nodes_n; i++) {
		struct words w = {0};

		if (!among_tags(tags, c->l->nodes[i].tag))
			continue;
		words_read(c, &w, i);
		if (w.n > 0 && !w.failed) {
			any = true;
			n += faults(&w);
		}
		free(w.c);
	}
	if (any)
		check_faults(c, clause, rule, n);
}

static size_t
colon_faults(const struct words *w)
{
	return w->c[w->n - 1] != 0xff1a &&
	       w->c[w->n - 1] != 0x3002; /* as 主送 in the imprint */
}

static size_t
stop_faults(const struct words *w)
{
	return w->c[w->n - 1] != 0x3002;
}

static size_t
end_faults(const struct words *w)
{
	return is_end_mark(w->c[w->n - 1]);
}

static size_t
bracketed_faults(const struct words *w)
{
	return w->c[0] != 0xff08 || w->c[w->n - 1] != 0xff09;
}

static size_t
skip_label(const struct words *w)
{
	size_t i = 0;

	if (w->n > 3 && w->c[0] == 0x9644 && w->c[2] == 0xff1a)
		i = 3; /* 附件： */
	if (digits(w, i) > 0 && w->c[i + digits(w, i)] == '.')
		i += digits(w, i) + 1;
	return i;
}

/* The first node of that tag behind node i, before one of tag `stop`; 0: none. */
static size_t
node_behind(const struct layout *l, size_t i, const char *tag, const char *stop)
{
	while (++i < l->nodes_n && strcmp(l->nodes[i].tag, stop) != 0)
		if (strcmp(l->nodes[i].tag, tag) == 0)
			return i;
	return 0;
}

static bool
names_differ(const struct check *c, size_t note, size_t title)
{
	struct words a = {0}, b = {0};
	size_t k;
	bool differ;

	words_read(c, &a, note);
	words_read(c, &b, title);
	k = a.n > 0 ? skip_label(&a) : 0;
	differ = a.n - k != b.n ||
		 (b.n > 0 && memcmp(a.c + k, b.c, b.n * sizeof(*b.c)) != 0);
	free(a.c);
	free(b.c);
	return differ;
}

/* The n-th annex's title says what the n-th 附件说明 says: 7.3.7. */
static void
check_annexes(struct check *c)
{
	const struct layout *l = c->l;
	size_t note = node_behind(l, 0, "annex-note", "annex");
	size_t annex = node_behind(l, 0, "annex", ""), title, faults = 0;

	if (annex == 0)
		return;
	for (; note > 0 && annex > 0;
	     note = node_behind(l, note, "annex-note", "annex"),
	     annex = node_behind(l, annex, "annex", ""))
		if ((title = node_behind(l, annex, "title", "annex")) > 0)
			faults += names_differ(c, note, title);
	check_faults(c, "GB/T 9704 7.3.7", "附件名称与附件说明一致", faults);
}

static bool
is_han(uint32_t c)
{
	return c >= 0x3400 && c < 0xa000;
}

/* 甲,乙 (甲) 甲:乙 : half-width marks beside Chinese text. */
static size_t
half_faults(const struct words *w)
{
	static const uint32_t half[] = {',', ';', ':', '?', '!', '(', ')'};
	size_t faults = 0;

	for (size_t i = 0; i < w->n; i++)
		for (size_t k = 0; k < sizeof(half) / sizeof(*half); k++)
			faults += w->c[i] == half[k] &&
				  ((i > 0 && is_han(w->c[i - 1])) ||
				      (i + 1 < w->n && is_han(w->c[i + 1])));
	return faults;
}

/* “ and ” come in turn; no straight ones. */
static size_t
quote_faults(const struct words *w)
{
	size_t faults = 0;
	int open = 0;

	for (size_t i = 0; i < w->n; i++) {
		faults += w->c[i] == '"';
		open += (w->c[i] == U'“') - (w->c[i] == U'”');
		faults += open < 0 || open > 1;
	}
	return faults + (open != 0);
}

/* 《甲》、《乙》 and “甲”、“乙” need no 、: GB/T 15834-2011 4.5.3.5. */
static size_t
comma_faults(const struct words *w)
{
	size_t faults = 0;

	for (size_t i = 1; i + 1 < w->n; i++)
		faults += w->c[i] == U'、' &&
			  ((w->c[i - 1] == U'》' && w->c[i + 1] == U'《') ||
			      (w->c[i - 1] == U'”' && w->c[i + 1] == U'“'));
	return faults;
}

#define TEXT_TAGS                                                              \
	{                                                                      \
		"p", "h1", "h2", "h3", "h4", "cell"                            \
	}

/* Rules of wording, each over all elements of its tags. */
static const struct wording {
	const char *tags[8], *clause, *rule;
	size_t (*faults)(const struct words *w);
} wordings[] = {
    {{"title"}, "GB/T 9704 7.3.1", "标题末尾不用标点", end_faults},
    {{"to"}, "GB/T 9704 7.3.2", "主送机关后标全角冒号", colon_faults},
    {TEXT_TAGS, "GB/T 9704 7.3.5.4", "日期月日不编虚位", zero_faults},
    {TEXT_TAGS, "GB/T 9704 7.2.5", "引用文号的括号和序号", bracket_faults},
    {TEXT_TAGS, "GB/T 15834", "汉字间用全角标点", half_faults},
    {TEXT_TAGS, "GB/T 15834", "引号成对", quote_faults},
    {TEXT_TAGS, "GB/T 15834", "书名号、引号之间不用顿号", comma_faults},
    {{"annex-note"}, "GB/T 9704 7.3.4", "附件名称后不加标点", end_faults},
    {{"date"}, "GB/T 9704 7.3.5.4", "成文日期写法", date_faults},
    {{"note"}, "GB/T 9704 7.3.6", "附注加圆括号", bracketed_faults},
    {{"copy-to"}, "GB/T 9704 7.4.2", "抄送末尾标句号", stop_faults},
};

void
check_text(struct check *c)
{
	static const char *const number[] = {"number", NULL};

	if (c->l->form == FORM_DOCUMENT || c->l->form == FORM_LETTER)
		check_each(c, number, "GB/T 9704 7.2.5",
		    "发文字号〔年份〕序号写法", number_faults);
	for (size_t i = 0; i < sizeof(wordings) / sizeof(*wordings); i++)
		check_each(c, wordings[i].tags, wordings[i].clause,
		    wordings[i].rule, wordings[i].faults);
	check_annexes(c);
}
