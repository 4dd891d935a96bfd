/* contact.c: kinds phone, email, postcode, name. */
#include <stdio.h>
#include <string.h>

#include "base/utf8.h"
#include "form/check.h"

#define NAME_MAX_CHARS 50
#define EMAIL_MAX 254 /* RFC 5321 4.5.3.1.3 less the angle brackets */
#define LOCAL_MAX 64

/* Brackets and stops to hyphens: (010)62086299转12 is 010-62086299-12. */
static bool
phone_even(const char *s, char *out, size_t size)
{
	size_t n = 0;

	for (; *s != '\0'; s++) {
		char c = *s;

		if (strncmp(s, "转", 3) == 0) {
			c = '-';
			s += 2;
		} else if (c == '(' || c == ')' || c == '.') {
			c = '-';
		}
		if ((c < '0' || c > '9') && c != '-' && !(c == '+' && n == 0))
			return false;
		if (c == '-' && (n == 0 || out[n - 1] == '-'))
			continue;
		if (n + 1 >= size)
			return false;
		out[n++] = c;
	}
	out[n] = '\0';
	return n > 0 && out[n - 1] != '-';
}

/* `out` has room for all of s. */
static void
squeeze(const char *s, char *out)
{
	for (; *s != '\0'; s++)
		if (*s != '-')
			*out++ = *s;
	*out = '\0';
}

/* 010-62086299, 0532-85012345-801. Area codes 010 and 02x have three digits. */
static bool
phone_fixed(const char *s, struct kind_answer *a)
{
	size_t area = s[1] == '1' || s[1] == '2' ? 3 : 4, n, ext = 0;
	const char *number, *end;

	if (strspn(s, "0123456789") < area)
		return false;
	number = s + area;
	if (*number == '-')
		number++;
	n = strspn(number, "0123456789");
	end = number + n;
	if (*end == '-')
		ext = strspn(end + 1, "0123456789");
	if (n < 7 || n > 8 || ext > 6 || end[ext > 0 ? ext + 1 : 0] != '\0')
		return false;
	check_ok(a, "%.*s-%.*s%s", (int)area, s, (int)n, number, end);
	return true;
}

static void
phone_abroad(const char *s, struct kind_answer *a)
{
	char d[40];

	squeeze(s + 1, d);
	if (strlen(d) >= 7 && strlen(d) <= 15 && d[0] != '0')
		check_ok(a, "+%s", s + 1);
	else
		check_bad(a, "phone-abroad", "%s", "");
}

void
contact_phone(const struct kind_rule *r, const char *s, struct kind_answer *a)
{
	char even[40] = "", d[40] = "", home[24];
	const char *p = even;
	size_t n;

	(void)r;
	if (!phone_even(s, even, sizeof(even))) {
		check_bad(a, "phone-form", "%s", "");
		return;
	}
	if (strncmp(p, "+86", 3) == 0)
		p += p[3] == '-' ? 4 : 3;
	squeeze(p, d);
	n = strlen(d);
	if (p[0] == '+') {
		phone_abroad(p, a);
	} else if (p != even && d[0] != '0' && !(d[0] == '1' && n == 11)) {
		/* +86 10 6208 6299: from abroad the 0 is left out. */
		snprintf(home, sizeof(home), "0%.20s", p);
		if (!phone_fixed(home, a))
			check_bad(a, "phone-form", "%s", "");
	} else if (d[0] == '1' && n == 11 && d[1] >= '3')
		check_ok(a, "%s", d);
	else if (d[0] == '1' && n == 5 && d[1] == '2')
		check_ok(a, "%s", d);
	else if (n == 10 && memcmp(d, "400", 3) == 0)
		check_ok(a, "%.3s-%.3s-%s", d, d + 3, d + 6);
	else if (d[0] == '1' && n > 5)
		check_bad(a, "phone-mobile", "%zu", n);
	else if (d[0] != '0' && (n == 7 || n == 8))
		check_bad(a, "phone-area", "%s", "");
	else if (d[0] != '0' || !phone_fixed(p, a))
		check_bad(a, "phone-form", "%s", "");
}

/* Labels of letters, digits and inner hyphens; two or more; bytes above ASCII
 * are letters (RFC 6531). */
static bool
email_domain(const char *s)
{
	size_t labels = 0, n;

	for (;; s += n + 1) {
		n = strcspn(s, ".");
		if (n == 0 || n > 63 || s[0] == '-' || s[n - 1] == '-')
			return false;
		for (size_t i = 0; i < n; i++)
			if ((unsigned char)s[i] < 0x80 && s[i] != '-' &&
			    strspn(s + i, "abcdefghijklmnopqrstuvwxyz"
					  "0123456789") == 0)
				return false;
		labels++;
		if (s[n] == '\0')
			break;
	}
	/* The last label of a domain is never a number. */
	return labels >= 2 && !digits(s, 0);
}

static bool
email_local(const char *s, size_t n)
{
	if (n == 0 || n > LOCAL_MAX || s[0] == '.' || s[n - 1] == '.')
		return false;
	for (size_t i = 0; i < n; i++) {
		if (s[i] == '.' && s[i + 1] == '.')
			return false;
		if ((unsigned char)s[i] < 0x80 && strchr("\"(),:;<>[]\\", s[i]))
			return false;
	}
	return true;
}

void
contact_email(const struct kind_rule *r, const char *s, struct kind_answer *a)
{
	char lower[EMAIL_MAX + 1];
	const char *at = strrchr(s, '@');
	size_t local;

	(void)r;
	if (at == NULL || strchr(s, '@') != at) {
		check_bad(a, "email-at", "%s", "");
		return;
	}
	if (strlen(s) > EMAIL_MAX) {
		check_bad(a, "email-long", "%d", EMAIL_MAX);
		return;
	}
	local = (size_t)(at - s);
	snprintf(lower, sizeof(lower), "%s", at + 1);
	for (char *p = lower; *p != '\0'; p++)
		if (*p >= 'A' && *p <= 'Z')
			*p += 32;
	if (!email_local(s, local))
		check_bad(a, "email-local", "%s", "");
	else if (!email_domain(lower))
		check_bad(a, "email-domain", "%s", "");
	else
		check_ok(a, "%.*s@%s", (int)local, s, lower);
}

void
contact_postcode(
    const struct kind_rule *r, const char *s, struct kind_answer *a)
{
	(void)r;
	if (digits(s, 6) && s[6] == '\0')
		check_ok(a, "%s", s);
	else
		check_bad(a, "postcode-form", "%s", "");
}

/* The many dots that keyboards give for the one of names: U+00B7. */
static bool
name_dot(uint32_t c)
{
	static const uint32_t dots[] = {
	    0xb7, 0x2022, 0x2027, 0x30fb, 0xff65, 0x2219, 0x22c5, 0x387};
	for (size_t i = 0; i < sizeof(dots) / sizeof(dots[0]); i++)
		if (c == dots[i])
			return true;
	return false;
}

/* Joiners change the letters of Arabic, Indic and Mongolian; elsewhere they
 * only hide. */
static bool
joiner_lost(uint32_t c, uint32_t last)
{
	return (c == 0x200c || c == 0x200d) && (last < 0x600 || last > 0x1aff);
}

/* Dots, hyphens, apostrophes and spaces part the letters of a name. */
static uint32_t
name_joint(uint32_t c, uint32_t last)
{
	if (name_dot(c) || (c == '.' && char_han(last)))
		return 0xb7;
	if (c == ' ' || c == '-' || c == '\'' || c == '.' || c == 0x2019)
		return c;
	return 0;
}

void
contact_name(const struct kind_rule *r, const char *s, struct kind_answer *a)
{
	char out[1024], u[5] = "";
	size_t n = 0, chars = utf8_length(s);
	uint32_t c, joint, last = 0;
	bool private = false, broken = false;

	(void)r;
	if (chars > NAME_MAX_CHARS) {
		check_bad(a, "name-long", "%zu", chars);
		return;
	}
	while ((c = utf8_next(&s)) != 0) {
		joint = name_joint(c, last);
		if (joint == 0xb7 && (last == 0 || *s == '\0'))
			broken = true;
		if (joint == 0 && (!char_letter(c) || joiner_lost(c, last))) {
			u[utf8_put(c, u)] = '\0';
			if (char_invisible(c) || joiner_lost(c, last))
				check_bad(
				    a, "text-control", "U+%04X", (unsigned)c);
			else
				check_bad(a, "name-letter", "%s", u);
			return;
		}
		private = private || char_private(c);
		last = joint != 0 ? joint : c;
		n += utf8_put(last, out + n);
	}
	out[n] = '\0';
	if (broken || !char_letter(utf8_next(&(const char *){out}))) {
		check_bad(a, "name-dot", "%s", "");
		return;
	}
	check_ok(a, "%s", out);
	if (private)
		check_warn(a, "text-private", "%s", "");
}
