/* kind.c: see kind.h; the table of kinds. */
#include "form/kind.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "base/utf8.h"
#include "form/check.h"

/* Longest normalised value but of texts, in bytes. */
#define SHORT_MAX 1000

static const struct kind {
	const char *name;
	enum norm norm;
	check_fn *check;
	show_fn *show; /* NULL: as stored */
} kinds[] = {
    {"text", NORM_LINE, text_check, NULL},
    {"longtext", NORM_TEXT, text_check, NULL},
    {"integer", NORM_VALUE, number_integer, show_number},
    {"decimal", NORM_VALUE, number_decimal, show_number},
    {"money", NORM_CODE, money_check, show_money},
    {"date", NORM_VALUE, date_check, show_date},
    {"year", NORM_VALUE, date_year, show_year},
    {"yes-no", NORM_CODE, text_yes_no, show_yes_no},
    {"choice", NORM_LINE, text_choice, NULL},
    {"choices", NORM_LINE, text_choices, NULL},
    {"uscc", NORM_CODE, code_uscc, NULL},
    {"id", NORM_CODE, code_id, show_id},
    {"patent", NORM_CODE, patent_number, show_patent},
    {"application", NORM_CODE, patent_number, NULL}, /* not granted: no ZL */
    {"ipc", NORM_CODE, patent_ipc, NULL},
    {"locarno", NORM_CODE, patent_locarno, NULL},
    {"region", NORM_VALUE, region_check, show_region},
    {"wenhao", NORM_VALUE, wenhao_check, NULL},
    {"phone", NORM_VALUE, contact_phone, NULL},
    {"email", NORM_VALUE, contact_email, NULL},
    {"postcode", NORM_VALUE, contact_postcode, NULL},
    {"name", NORM_NAME, contact_name, NULL},
    {"organ", NORM_LINE, text_key, NULL},
    {"register", NORM_LINE, text_key, NULL},
    {"score", NORM_VALUE, number_score, show_number},
};
#define KINDS (sizeof(kinds) / sizeof(kinds[0]))

static const struct kind *
kind_find(const char *name)
{
	for (size_t i = 0; i < KINDS; i++)
		if (strcmp(kinds[i].name, name) == 0)
			return &kinds[i];
	return NULL;
}

const char *const *
kind_names(void)
{
	/* Filled once from the table; the same at each call. */
	static const char *names[KINDS + 1];

	for (size_t i = 0; i < KINDS; i++)
		names[i] = kinds[i].name;
	return names;
}

bool
kind_known(const char *name)
{
	return kind_find(name) != NULL;
}

/* Cuts text that does not fit at the last whole character. */
static void
put_text(char *out, size_t size, const char *s, size_t n)
{
	if (n >= size) {
		n = size - 1;
		while (n > 0 && ((unsigned char)s[n] & 0xc0) == 0x80)
			n--;
	}
	memcpy(out, s, n);
	out[n] = '\0';
}

void
check_ok(struct kind_answer *a, const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	vsnprintf(a->canonical, sizeof(a->canonical), fmt, ap);
	va_end(ap);
	a->ok = true;
}

/* A precision in the format may have cut the last character. */
static size_t
whole_length(const char *s)
{
	size_t n = strlen(s), k = n;

	while (k > 0 && ((unsigned char)s[k - 1] & 0xc0) == 0x80)
		k--;
	if (k > 0 && !utf8_valid(s + k - 1, n - k + 1))
		return k - 1;
	return n;
}

static void PRINTF(3, 0) set_code(
    struct kind_answer *a, const char *code, const char *fmt, va_list ap)
{
	char text[1100];

	if (vsnprintf(text, sizeof(text), fmt, ap) < 0)
		text[0] = '\0';
	a->code = code;
	put_text(a->arg, sizeof(a->arg), text, whole_length(text));
}

void
check_bad(struct kind_answer *a, const char *code, const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	set_code(a, code, fmt, ap);
	va_end(ap);
	a->ok = a->warn = false;
	a->canonical[0] = '\0';
}

void
check_warn(struct kind_answer *a, const char *code, const char *fmt, ...)
{
	va_list ap;

	if (a->warn || !a->ok)
		return;
	va_start(ap, fmt);
	set_code(a, code, fmt, ap);
	va_end(ap);
	a->warn = true;
}

bool
digits(const char *s, size_t n)
{
	size_t k = strspn(s, "0123456789");

	return n == 0 ? k > 0 && s[k] == '\0' : k >= n;
}

void
one_char(const char *s, char out[5])
{
	out[utf8_put(utf8_next(&s), out)] = '\0';
}

static bool
is_text(const struct kind *k)
{
	return k->check == text_check;
}

static void
kind_normal(const struct kind *k, const struct kind_rule *rule,
    const struct buf *b, struct kind_answer *a, struct buf *out)
{
	const char *s = b->len > 0 ? b->data : "";

	if (b->failed || (!is_text(k) && b->len > SHORT_MAX)) {
		check_bad(a, "value-long", "%d", SHORT_MAX);
		return;
	}
	if (b->len == 0) {
		check_ok(a, "%s", "");
		return;
	}
	k->check(rule, s, a);
	if (!a->ok)
		return;
	if (is_text(k))
		put_text(a->canonical, sizeof(a->canonical), s, b->len);
	if (out != NULL)
		buf_adds(out, is_text(k) ? s : a->canonical);
}

void
kind_check(const struct kind_rule *rule, const char *typed,
    struct kind_answer *a, struct buf *out)
{
	const struct kind *k = kind_find(rule->kind);
	struct buf b;

	memset(a, 0, sizeof(*a));
	if (k == NULL) {
		check_bad(a, "kind-unknown", "%.60s", rule->kind);
		return;
	}
	if (!utf8_valid_xml(typed, strlen(typed))) {
		check_bad(a, "text-utf8", "%s", "");
		return;
	}
	buf_init(&b, 0);
	norm_text(k->norm, typed, &b);
	kind_normal(k, rule, &b, a, out);
	buf_clear(&b);
}

void
kind_check_stored(
    const struct kind_rule *rule, const char *stored, struct kind_answer *a)
{
	if (strcmp(rule->kind, "money") == 0 && stored[0] != '\0') {
		memset(a, 0, sizeof(*a));
		money_stored(rule, stored, a);
		return;
	}
	kind_check(rule, stored, a, NULL);
}

void
kind_show(const struct kind_rule *rule, const char *stored, bool english,
    struct buf *out)
{
	const struct kind *k = kind_find(rule->kind);

	if (k != NULL && k->show != NULL && stored[0] != '\0')
		k->show(rule, stored, english, out);
	else
		buf_adds(out, stored);
}
