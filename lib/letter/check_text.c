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

/* Text of node `node`, or (node 0) of the tag; 0 between two nodes. */
static void
words_read(const struct check *c, struct words *w, const char *tag, size_t node)
{
	size_t last = 0;

	for (size_t i = 0; i < c->l->n; i++)
		for (size_t k = 0; k < c->l->pages[i].n; k++) {
			const struct item *it = &c->l->pages[i].items[k];

			if (it->kind != ITEM_RUN || strcmp(it->tag, tag) != 0 ||
			    (node > 0 && it->node != node))
				continue;
			if (last != 0 && it->node != last)
				words_add(w, 0);
			last = it->node;
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

static void
check_one(struct check *c, const char *tag, const char *clause,
    const char *rule, size_t (*faults)(const struct words *w))
{
	struct words w = {0};

	words_read(c, &w, tag, 0);
	if (w.n > 0 && !w.failed)
		check_faults(c, clause, rule, faults(&w));
	free(w.c);
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
title_faults(const struct words *w)
{
	return is_end_mark(w->c[w->n - 1]);
}

/* No punctuation behind an annex's name: 7.3.4. */
static size_t
note_faults(const struct words *w)
{
	size_t faults = is_end_mark(w->c[w->n - 1]);

	for (size_t i = 1; i < w->n; i++)
		faults += w->c[i] == 0 && is_end_mark(w->c[i - 1]);
	return faults;
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

/* The n-th annex's title says what the n-th 附件说明 says: 7.3.7. */
static void
check_annexes(struct check *c)
{
	size_t note = 0, title = 0, faults = 0, annexes = 0, i, k;

	for (i = 1; i < c->l->nodes_n; i++)
		annexes += strcmp(c->l->nodes[i].tag, "annex") == 0;
	for (i = 1; i < c->l->nodes_n && annexes > 0; i++) {
		struct words a = {0}, b = {0};

		if (strcmp(c->l->nodes[i].tag, "annex-note") != 0)
			continue;
		note = i;
		for (k = title + 1; k < c->l->nodes_n; k++)
			if (strcmp(c->l->nodes[k].tag, "annex") == 0)
				break;
		title = k;
		words_read(c, &a, "annex-note", note);
		if (k + 1 < c->l->nodes_n)
			words_read(c, &b, "title", k + 1);
		k = a.n > 0 ? skip_label(&a) : 0;
		if (b.n > 0)
			faults += a.n - k != b.n ||
				  memcmp(a.c + k, b.c, b.n * sizeof(*b.c)) != 0;
		free(a.c);
		free(b.c);
	}
	if (annexes > 0)
		check_faults(
		    c, "GB/T 9704 7.3.7", "附件名称与附件说明一致", faults);
}

void
check_text(struct check *c)
{
	if (c->l->form == FORM_DOCUMENT || c->l->form == FORM_LETTER)
		check_one(c, "number", "GB/T 9704 7.2.5",
		    "发文字号〔年份〕序号写法", number_faults);
	check_one(
	    c, "title", "GB/T 9704 7.3.1", "标题末尾不用标点", title_faults);
	check_one(
	    c, "to", "GB/T 9704 7.3.2", "主送机关后标全角冒号", colon_faults);
	check_one(c, "p", "GB/T 9704 7.3.5.4", "日期月日不编虚位", zero_faults);
	check_one(
	    c, "p", "GB/T 9704 7.2.5", "正文引用文号的括号", bracket_faults);
	check_one(c, "annex-note", "GB/T 9704 7.3.4", "附件名称后不加标点",
	    note_faults);
	check_one(c, "date", "GB/T 9704 7.3.5.4", "成文日期写法", date_faults);
	check_one(
	    c, "note", "GB/T 9704 7.3.6", "附注加圆括号", bracketed_faults);
	check_one(
	    c, "copy-to", "GB/T 9704 7.4.2", "抄送末尾标句号", stop_faults);
	check_annexes(c);
}
