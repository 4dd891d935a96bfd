/* utf8.c: libFuzzer over lib/base/utf8.c: what is valid decodes and encodes to
 * the same bytes; what is not valid does not.
 * clang -g -O1 -fsanitize=fuzzer,address,undefined … lib/base/utf8.c */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"

int LLVMFuzzerTestOneInput(const uint8_t *p, size_t n);

/* Decodes with the plain formula, encodes again. */
static int
round_trip(const char *s, size_t n)
{
	const char *at = s;
	char again[4];

	while (at < s + n) {
		const char *from = at;
		uint32_t c = utf8_next(&at);
		size_t len = (size_t)(at - from);

		if (c == 0 || c > 0x10ffff || (c >= 0xd800 && c < 0xe000))
			return 0;
		if (utf8_put(c, again) != len || memcmp(again, from, len) != 0)
			return 0;
	}
	return at == s + n;
}

int
LLVMFuzzerTestOneInput(const uint8_t *p, size_t n)
{
	char *s = malloc(n + 1);

	if (s == NULL)
		return 0;
	if (n > 0)
		memcpy(s, p, n);
	s[n] = '\0';
	n = strlen(s);
	if (utf8_valid(s, n) != (round_trip(s, n) != 0))
		abort();
	if (utf8_valid_xml(s, n) && !utf8_valid(s, n))
		abort();
	if (utf8_length(s) > n)
		abort();
	free(s);
	return 0;
}
