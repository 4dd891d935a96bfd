/* play_say.c: the example's texts in the words of one play. */
#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/day.h"
#include "flow/play_private.h"
#include "xml/doc.h"

enum { RECENT = 200, AHEAD = 500 };

unsigned
play_draw(uint64_t seed, const char *salt, unsigned n)
{
	uint64_t x = seed;

	for (; *salt; salt++)
		x = (x ^ (unsigned char)*salt) * 0x100000001b3u;
	x += 0x9e3779b97f4a7c15u;
	x = (x ^ (x >> 30)) * 0xbf58476d1ce4e5b9u;
	x = (x ^ (x >> 27)) * 0x94d049bb133111ebu;
	return (unsigned)((x ^ (x >> 31)) % n);
}

static void
pair_add(struct saying *s, const char *is, const char *becomes)
{
	size_t length, i;

	if (is == NULL || becomes == NULL || *is == '\0' ||
	    s->n == SAYING_PAIRS)
		return;
	length = strlen(is);
	for (i = s->n++; i > 0 && s->pair[i - 1].length < length; i--)
		s->pair[i] = s->pair[i - 1];
	s->pair[i].is = is;
	s->pair[i].becomes = becomes;
	s->pair[i].length = length;
}

/* Of the alternatives that fit the region, and what stands there already. */
static const char *
word_drawn(const struct play *p, const xmlNode *word)
{
	const char *set = node_attr(word, "set"), *region;
	const xmlNode *fits[64], *n;
	unsigned count = 0;

	for (n = node_child(word, "or"); n && count < 64; n = node_next(n)) {
		region = node_attr(n, "region");
		if (region == NULL || strcmp(region, p->region) == 0)
			fits[count++] = n;
	}
	if (count == 0)
		return NULL;
	return node_text(
	    fits[play_draw(p->seed, set ? set : node_attr(word, "is"), count)]);
}

void
saying_make(struct saying *s, const struct play *p, const struct company *c)
{
	const struct organ *o;
	const xmlNode *as, *n;
	size_t i;

	s->play = p;
	s->company = c;
	s->n = 0;
	for (i = 0; i < p->n_cast; i++) {
		as = p->cast[i].as;
		o = p->cast[i].organ;
		pair_add(s, node_attr(as, "name"), o->name);
		pair_add(s, node_attr(as, "code"), o->code);
		if (strcmp(o->region + 2, "0000") != 0)
			pair_add(s, company_place(c, node_attr(as, "region")),
			    company_place(c, o->region));
	}
	for (n = node_child(c->year, "word"); n; n = node_next(n))
		pair_add(s, node_attr(n, "is"), word_drawn(p, n));
}

/* A whole text that is the code of a region. */
static const char *
say_region(const struct play *p, const char *text)
{
	size_t i;

	for (i = 0; i < p->n_cast; i++)
		if (strcmp(node_attr(p->cast[i].as, "region"), text) == 0)
			return p->cast[i].organ->region;
	return NULL;
}

/* A patent's or application's number with another serial: 12 digits, a point,
 * the check digit of ZC 0006. The year follows the play's. */
static bool
say_patent(const struct play *p, const char *s, struct buf *b)
{
	static const int weight[] = {2, 3, 4, 5, 6, 7, 8, 9, 2, 3, 4, 5};
	char digits[13], salt[16];
	const char *today = node_attr(p->example, "today");
	int sum = 0, i;

	for (i = 0; i < 12; i++)
		if (!isdigit((unsigned char)s[i]))
			return false;
	if (s[12] != '.' || (!isdigit((unsigned char)s[13]) && s[13] != 'X'))
		return false;
	snprintf(salt, sizeof(salt), "%.14s", s);
	snprintf(digits, sizeof(digits), "%.5s%07u", s,
	    1 + play_draw(p->seed, salt, 9999998));
	if (strncmp(s, today, 4) == 0) {
		char year[11];

		day_text(p->start, year);
		memcpy(digits, year, 4);
	}
	for (i = 0; i < 12; i++)
		sum += (digits[i] - '0') * weight[i];
	sum %= 11;
	buf_adds(b, digits);
	buf_addf(b, ".%c", sum == 10 ? 'X' : '0' + sum);
	return true;
}

/* A date near the example's time moves with the play. */
static bool
say_date(
    const struct play *p, const struct company *c, const char *s, struct buf *b)
{
	long day, today;
	char date[11];

	if (!day_read(s, &day) ||
	    !day_read(node_attr(p->example, "today"), &today) ||
	    day < today - RECENT || day > today + AHEAD)
		return false;
	day_text(play_when(p, c, s), date);
	buf_adds(b, date);
	return true;
}

/* A whole text that is a year of the example's time. */
static bool
say_year(const struct play *p, const char *text, struct buf *b)
{
	const char *today = node_attr(p->example, "today");
	char start[11];
	int year = atoi(text), now = today ? atoi(today) : 0;

	if (strlen(text) != 4 || year < now - 3 || year > now + 1)
		return false;
	day_text(p->start, start);
	buf_addf(b, "%d", year - now + atoi(start));
	return true;
}

void
play_say(const struct saying *s, const char *text, struct buf *b)
{
	const struct play *p = s->play;
	const char *region = say_region(p, text);
	size_t i;

	if (region) {
		buf_adds(b, region);
		return;
	}
	if (say_year(p, text, b))
		return;
	while (*text) {
		if (isdigit((unsigned char)*text) && say_patent(p, text, b)) {
			text += 14;
			continue;
		}
		if (isdigit((unsigned char)*text) &&
		    say_date(p, s->company, text, b)) {
			text += 10;
			continue;
		}
		for (i = 0; i < s->n; i++)
			if (strncmp(text, s->pair[i].is, s->pair[i].length) ==
			    0)
				break;
		if (i < s->n) {
			buf_adds(b, s->pair[i].becomes);
			text += s->pair[i].length;
		} else {
			buf_addc(b, *text++);
		}
	}
}
