/* put.c: see put.h. */
#include "draw/put.h"

#include <math.h>
#include <stdlib.h>

#include "base/utf8.h"

void
put_number(struct buf *b, double v)
{
	char digits[32];
	long n = lround(v * 10000), whole, part;
	int at = sizeof(digits);

	whole = labs(n) / 10000;
	part = labs(n) % 10000;
	if (part > 0) {
		for (int i = 0; i < 4; i++, part /= 10)
			if (at < (int)sizeof(digits) || part % 10 != 0)
				digits[--at] = (char)('0' + part % 10);
		digits[--at] = '.';
	}
	do
		digits[--at] = (char)('0' + whole % 10);
	while ((whole /= 10) > 0);
	if (n < 0)
		digits[--at] = '-';
	buf_add(b, digits + at, sizeof(digits) - (size_t)at);
}

void
put_int(struct buf *b, long v)
{
	unsigned long rest = v < 0 ? -(unsigned long)v : (unsigned long)v;
	char digits[24];
	int at = sizeof(digits);

	do
		digits[--at] = (char)('0' + rest % 10);
	while ((rest /= 10) > 0);
	if (v < 0)
		digits[--at] = '-';
	buf_add(b, digits + at, sizeof(digits) - (size_t)at);
}

void
put_hex(struct buf *b, unsigned long v, int digits)
{
	char text[16];
	int at = sizeof(text);

	for (; at > 0 && (v > 0 || digits > 0); v >>= 4, digits--)
		text[--at] = "0123456789ABCDEF"[v & 15];
	buf_add(b, text + at, sizeof(text) - (size_t)at);
}

void
put_utf16(struct buf *b, uint32_t ch)
{
	if (ch >= 0x10000) {
		put_hex(b, 0xd7c0 + (ch >> 10), 4);
		ch = 0xdc00 + (ch & 0x3ff);
	}
	put_hex(b, ch, 4);
}

void
put_char(struct buf *b, uint32_t ch)
{
	char utf8[4];

	if (ch == '&')
		buf_adds(b, "&amp;");
	else if (ch == '<')
		buf_adds(b, "&lt;");
	else if (ch == '>')
		buf_adds(b, "&gt;");
	else if (ch == '"')
		buf_adds(b, "&quot;");
	else
		buf_add(b, utf8, utf8_put(ch, utf8));
}

void
put_text(struct buf *b, const char *utf8)
{
	uint32_t ch;

	while ((ch = utf8_next(&utf8)) != 0)
		put_char(b, ch);
}
