/* err.c: see err.h. */
#include "base/err.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

/* Copies at most size - 1 bytes, never half a character. */
static void
copy_whole(char *to, size_t size, const char *from)
{
	size_t n = strlen(from);

	if (n >= size) {
		n = size - 1;
		while (n > 0 && ((unsigned char)from[n] & 0xc0) == 0x80)
			n--;
	}
	memcpy(to, from, n);
	to[n] = '\0';
}

bool
err_fail(
    struct err *err, enum err_kind kind, const char *code, const char *fmt, ...)
{
	char text[4 * sizeof(err->detail)];
	va_list ap;

	if (err == NULL || err->kind != ERR_NONE)
		return false;
	err->kind = kind;
	copy_whole(err->code, sizeof(err->code), code);
	va_start(ap, fmt);
	if (vsnprintf(text, sizeof(text), fmt, ap) < 0)
		text[0] = '\0';
	va_end(ap);
	copy_whole(err->detail, sizeof(err->detail), text);
	return false;
}

void
err_arg(struct err *err, const char *arg)
{
	if (err != NULL)
		copy_whole(err->arg, sizeof(err->arg), arg);
}

void
err_clear(struct err *err)
{
	err->kind = ERR_NONE;
	err->code[0] = err->arg[0] = err->detail[0] = '\0';
}
