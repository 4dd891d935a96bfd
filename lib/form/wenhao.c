/* wenhao.c: numbers of official letters, GB/T 9704-2012 7.2.5. */
#include <stdio.h>
#include <string.h>

#include "base/utf8.h"
#include "form/check.h"

#define WORD_MIN 2
#define WORD_MAX 14

struct parts {
	char word[64]; /* the organ's short name */
	size_t chars;
	const char *year, *serial; /* point behind the brackets */
	size_t year_len;
	uint32_t stranger; /* first character that is no Han character */
};

static bool
bracket(uint32_t c, bool closing)
{
	static const uint32_t open[] = {
	    0x3014, '[', '(', '{', 0x3010, 0x3016, 0x3008, '<', 0x2772, 0x300a};
	static const uint32_t shut[] = {
	    0x3015, ']', ')', '}', 0x3011, 0x3017, 0x3009, '>', 0x2773, 0x300b};
	const uint32_t *set = closing ? shut : open;

	for (size_t i = 0; i < sizeof(open) / sizeof(open[0]); i++)
		if (set[i] == c)
			return true;
	return false;
}

/* Cuts WORD ( YEAR ) SERIAL; false when there are no brackets. */
static bool
wenhao_cut(const char *s, struct parts *p)
{
	const char *from = s, *at = s;
	uint32_t c;

	memset(p, 0, sizeof(*p));
	while ((c = utf8_next(&s)) != 0 && !bracket(c, false)) {
		if ((c < 0x4e00 || c > 0x9fa5) && p->stranger == 0)
			p->stranger = c;
		p->chars++;
		at = s;
	}
	if (c == 0)
		return false;
	snprintf(p->word, sizeof(p->word), "%.*s", (int)(at - from), from);
	p->year = s;
	p->year_len = strspn(s, "0123456789");
	s += p->year_len;
	if (!bracket(utf8_next(&s), true))
		return false;
	p->serial = s;
	return true;
}

static void
wenhao_serial(const struct parts *p, struct kind_answer *a)
{
	size_t n = strspn(p->serial, "0123456789");
	const char *end = p->serial + n;

	if (strncmp(p->serial, "第", 3) == 0)
		check_bad(a, "wenhao-di", "%s", "");
	else if (n == 0)
		check_bad(a, "wenhao-form", "%s", "");
	else if (p->serial[0] == '0')
		check_bad(a, "wenhao-zero", "%.12s", p->serial);
	else if (n > 5)
		check_bad(a, "wenhao-serial", "%.12s", p->serial);
	else if (strcmp(end, "号") != 0)
		check_bad(a, "wenhao-hao", "%s", "");
	else
		check_ok(
		    a, "%s〔%.4s〕%.*s号", p->word, p->year, (int)n, p->serial);
}

void
wenhao_check(const struct kind_rule *r, const char *s, struct kind_answer *a)
{
	struct parts p;
	char c[5] = "";

	(void)r;
	if (!wenhao_cut(s, &p)) {
		check_bad(a, "wenhao-bracket", "%s", "");
	} else if (p.stranger != 0) {
		c[utf8_put(p.stranger, c)] = '\0';
		check_bad(a, "wenhao-word", "%s", c);
	} else if (p.chars < WORD_MIN || p.chars > WORD_MAX) {
		check_bad(a, "wenhao-length", "%zu", p.chars);
	} else if (p.year_len != 4 || (strncmp(p.year, "19", 2) != 0 &&
					  strncmp(p.year, "20", 2) != 0)) {
		check_bad(a, "wenhao-year", "%.*s",
		    (int)(p.year_len > 12 ? 12 : p.year_len), p.year);
	} else {
		wenhao_serial(&p, a);
	}
}
