/* text.c: kinds text, longtext, yes-no, choice, choices, organ, register. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "form/check.h"

/* Longer texts than any form asks for; the field's own max comes first. */
#define TEXT_MAX 100000

/* Names the first character that no text may hold; 0: none. */
static uint32_t
stranger(const char *s, bool *private)
{
	uint32_t c;

	while ((c = utf8_next(&s)) != 0) {
		if (c == 0xfffd || (char_invisible(c) && c != '\n'))
			return c;
		if (char_private(c))
			*private = true;
	}
	return 0;
}

void
text_check(const struct kind_rule *r, const char *s, struct kind_answer *a)
{
	size_t n = utf8_length(s), max = TEXT_MAX;
	bool private = false;
	uint32_t c = stranger(s, &private);

	if (r->max != NULL && digits(r->max, 0))
		max = strtoul(r->max, NULL, 10);
	if (c == 0xfffd) {
		check_bad(a, "text-damaged", "%s", "");
	} else if (c != 0) {
		check_bad(a, "text-control", "U+%04X", (unsigned)c);
	} else if (n > max) {
		check_bad(a, "text-long", "%zu", max);
	} else if (r->min != NULL && n < strtoul(r->min, NULL, 10)) {
		check_bad(a, "text-short", "%s", r->min);
	} else {
		a->ok = true; /* kind.c fills the canonical form */
		if (private)
			check_warn(a, "text-private", "%s", "");
	}
}

static bool
any(const char *s, const char *const *words)
{
	for (; *words != NULL; words++)
		if (strcmp(s, *words) == 0)
			return true;
	return false;
}

void
text_yes_no(const struct kind_rule *r, const char *s, struct kind_answer *a)
{
	static const char *const yes[] = {
	    "YES", "Y", "TRUE", "1", "是", "有", "ON", NULL};
	static const char *const no[] = {
	    "NO", "N", "FALSE", "0", "否", "无", "OFF", NULL};

	(void)r;
	if (any(s, yes))
		check_ok(a, "yes");
	else if (any(s, no))
		check_ok(a, "no");
	else
		check_bad(a, "yes-no-form", "%s", "");
}

static bool
token(const char *s, size_t n)
{
	size_t k = strspn(s, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuv"
			     "wxyz0123456789._-");
	return n > 0 && n <= 64 && k >= n;
}

/* Which tokens there are is the form's to know. */
void
text_choice(const struct kind_rule *r, const char *s, struct kind_answer *a)
{
	(void)r;
	if (token(s, strlen(s)))
		check_ok(a, "%s", s);
	else
		check_bad(a, "choice-unknown", "%.60s", "");
}

/* Tokens parted by spaces, each once, in the order given. */
void
text_choices(const struct kind_rule *r, const char *s, struct kind_answer *a)
{
	char seen[1024] = " ", word[80];
	size_t n, used = 1;

	(void)r;
	for (; *s != '\0'; s += n) {
		s += strspn(s, " ");
		n = strcspn(s, " ");
		if (n == 0)
			break;
		if (!token(s, n)) {
			check_bad(a, "choice-unknown", "%s", "");
			return;
		}
		snprintf(word, sizeof(word), " %.*s ", (int)n, s);
		if (strstr(seen, word) != NULL)
			continue;
		if (used + n + 2 > sizeof(seen)) {
			check_bad(a, "value-long", "%d", 1000);
			return;
		}
		memcpy(seen + used, word + 1, n + 2);
		used += n + 1;
	}
	seen[used - 1] = '\0';
	check_ok(a, "%s", seen + 1);
}

/* Codes of organisations and keys of registers: the database knows them. */
void
text_key(const struct kind_rule *r, const char *s, struct kind_answer *a)
{
	bool private;
	uint32_t c = stranger(s, &private);

	(void)r;
	if (c == 0xfffd)
		check_bad(a, "text-damaged", "%s", "");
	else if (c != 0)
		check_bad(a, "text-control", "U+%04X", (unsigned)c);
	else if (utf8_length(s) > 200)
		check_bad(a, "text-long", "%d", 200);
	else
		check_ok(a, "%s", s);
}
