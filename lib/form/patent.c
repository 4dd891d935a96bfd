/* patent.c: application and patent numbers, IPC and Locarno classes. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "form/check.h"

/* ZC 0006-2003: weights 2..9 over and over, MOD 11, 10 is X. */
static char
patent_digit(const char *s, size_t n)
{
	int sum = 0;

	for (size_t i = 0; i < n; i++)
		sum += (s[i] - '0') * (int)(2 + i % 8);
	return "0123456789X"[sum % 11];
}

/* Out of "ZL2023/1.0123456.6" only digits and X: at most `max` of them. */
static bool
patent_strip(const char *s, char *out, size_t max)
{
	size_t n = 0;

	if (strncmp(s, "ZL", 2) == 0 || strncmp(s, "CN", 2) == 0)
		s += 2;
	for (; *s != '\0'; s++) {
		if (*s == '/' || *s == '.' || *s == '-' || *s == ':')
			continue;
		if ((*s < '0' || *s > '9') && *s != 'X')
			return false;
		if (n == max)
			return false;
		out[n++] = *s;
	}
	out[n] = '\0';
	return true;
}

/* CN 110123456 A: a publication is not the application. */
static bool
publication(const char *s)
{
	size_t n;

	if (strncmp(s, "CN", 2) == 0)
		s += 2;
	n = strspn(s, "0123456789");
	return (n == 7 || n == 9) && strchr("ABCUSY", s[n]) != NULL &&
	       s[n] != '\0';
}

static bool
patent_year(const char *s, bool old, const char *today)
{
	int y = old ? (s[0] - '0') * 10 + s[1] - '0' : 0;

	if (old)
		return y >= 85 || y <= 3;
	sscanf(s, "%4d", &y);
	return y >= 2003 && (today == NULL || y <= atoi(today));
}

void
patent_number(const struct kind_rule *r, const char *s, struct kind_answer *a)
{
	char d[16] = "", right;
	size_t n, body;
	bool old;

	if (publication(s)) {
		check_bad(a, "patent-publication", "%.20s", s);
		return;
	}
	if (!patent_strip(s, d, 14)) {
		check_bad(a, "patent-form", "%s", "");
		return;
	}
	n = strlen(d);
	body = strspn(d, "0123456789");
	old = n == 8 || n == 9;
	if ((n != 8 && n != 9 && n != 12 && n != 13) || body + 1 < n)
		check_bad(a, "patent-length", "%zu", n);
	else if (!patent_year(d, old, r->today))
		check_bad(a, "patent-year", "%.*s", old ? 2 : 4, d);
	else if (strchr("12389", d[old ? 2 : 4]) == NULL)
		check_bad(a, "patent-type", "%c", d[old ? 2 : 4]);
	else if (right = patent_digit(d, old ? 8 : 12), n == 8 || n == 12)
		check_bad(a, "patent-missing", "%c", right);
	else if (right != d[n - 1])
		check_bad(a, "patent-check", "%c", right);
	else
		check_ok(a, "%.*s.%c", (int)n - 1, d, d[n - 1]);
}

/* "H04L9/40(2006.01)I": the version as printed on patents is left out. */
static size_t
ipc_length(const char *s)
{
	const char *p = strchr(s, '(');

	if (p == NULL)
		return strlen(s);
	if (digits(p + 1, 4) && p[5] == '.' && digits(p + 6, 2) &&
	    p[8] == ')' && (p[9] == '\0' || p[10] == '\0'))
		return (size_t)(p - s);
	return strlen(s);
}

void
patent_ipc(const struct kind_rule *r, const char *s, struct kind_answer *a)
{
	size_t n = ipc_length(s), main, sub;
	char c[5];

	(void)r;
	if (s[0] < 'A' || s[0] > 'H') {
		one_char(s, c);
		check_bad(a, "ipc-section", "%s", c);
		return;
	}
	if (!digits(s + 1, 2) || s[3] < 'A' || s[3] > 'Z') {
		check_bad(a, "ipc-subclass", "%s", "");
		return;
	}
	if (n == 4) {
		check_ok(a, "%.4s", s);
		return;
	}
	main = strspn(s + 4, "0123456789");
	sub = s[4 + main] == '/' ? strspn(s + 5 + main, "0123456789") : 0;
	if (main < 1 || main > 4 || sub < 2 || sub > 6 || 5 + main + sub != n)
		check_bad(a, "ipc-group", "%s", "");
	else
		check_ok(a, "%.4s %.*s", s, (int)(n - 4), s + 4);
}

/* 14-02, or with the edition of the classification: LOC(15) Cl.14-02. */
void
patent_locarno(const struct kind_rule *r, const char *s, struct kind_answer *a)
{
	int edition = 0, end = 0, class;

	(void)r;
	if (sscanf(s, "LOC(%2d)CL%n", &edition, &end) >= 1 && end > 0) {
		s += end;
		if (*s == '.')
			s++;
		if (edition < 1) {
			check_bad(a, "locarno-form", "%s", "");
			return;
		}
	}
	if (!digits(s, 2) || s[2] != '-' || !digits(s + 3, 2) || s[5] != '\0') {
		check_bad(a, "locarno-form", "%s", "");
		return;
	}
	class = (s[0] - '0') * 10 + s[1] - '0';
	if (class < 1 || class > 32)
		check_bad(a, "locarno-class", "%.2s", s);
	else if (end > 0)
		check_ok(a, "LOC(%d) Cl.%s", edition, s);
	else
		check_ok(a, "%s", s);
}
