/* test_err.c: lib/base/err.c, log.c. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "base/err.h"
#include "base/log.h"
#include "base/utf8.h"

static void
fills_kind_code_and_detail(void **state)
{
	struct err e = {0};

	(void)state;
	assert_false(err_fail(&e, ERR_INPUT, "bad", "line %d", 3));
	assert_int_equal(e.kind, ERR_INPUT);
	assert_string_equal(e.code, "bad");
	assert_string_equal(e.detail, "line 3");
	assert_string_equal(e.arg, "");
}

static void
keeps_the_first_error(void **state)
{
	struct err e = {0};

	(void)state;
	err_fail(&e, ERR_DENIED, "first", "1");
	err_fail(&e, ERR_BUG, "second", "2");
	assert_int_equal(e.kind, ERR_DENIED);
	assert_string_equal(e.code, "first");
	assert_string_equal(e.detail, "1");
}

static void
takes_no_place_to_write_to(void **state)
{
	(void)state;
	assert_false(err_fail(NULL, ERR_BUG, "bug", "nobody asked"));
	err_arg(NULL, "x");
}

static void
cuts_an_argument_between_characters(void **state)
{
	struct err e = {0};
	char text[3 * 200 + 1] = "";

	(void)state;
	for (int i = 0; i < 200; i++)
		strcat(text, "快");
	err_arg(&e, text);
	assert_int_equal(strlen(e.arg), 255);
	assert_true(utf8_valid(e.arg, strlen(e.arg)));
	err_arg(&e, text + 1); /* begins with half a character: kept so */
	assert_true(strlen(e.arg) < sizeof(e.arg));
}

static void
cuts_a_long_detail_and_code(void **state)
{
	struct err e = {0};
	char text[5000];

	(void)state;
	memset(text, 'x', sizeof(text) - 1);
	text[sizeof(text) - 1] = '\0';
	err_fail(&e, ERR_BUG, text, "%s", text);
	assert_int_equal(strlen(e.code), sizeof(e.code) - 1);
	assert_int_equal(strlen(e.detail), sizeof(e.detail) - 1);
}

static void
clears_to_nothing(void **state)
{
	struct err e = {0};

	(void)state;
	err_fail(&e, ERR_BUSY, "busy", "d");
	err_arg(&e, "a");
	err_clear(&e);
	assert_int_equal(e.kind, ERR_NONE);
	assert_string_equal(e.code, "");
	assert_string_equal(e.arg, "");
	err_arg(&e, "b"); /* also before */
	err_fail(&e, ERR_LARGE, "large", "again");
	assert_string_equal(e.arg, "b");
	assert_string_equal(e.code, "large");
}

/* What log_line writes, by way of a pipe in place of standard error. */
static size_t
logged(char *to, size_t size, const char *text)
{
	int fd[2], was = dup(STDERR_FILENO);
	ssize_t n;

	assert_int_equal(pipe(fd), 0);
	dup2(fd[1], STDERR_FILENO);
	log_line(LOG_WARN, "%s", text);
	dup2(was, STDERR_FILENO);
	close(was);
	close(fd[1]);
	n = read(fd[0], to, size - 1);
	close(fd[0]);
	assert_true(n >= 0);
	to[n] = '\0';
	return (size_t)n;
}

static void
logs_one_line_with_name_and_request(void **state)
{
	char line[4096];

	(void)state;
	log_name("portal");
	log_request("r-1");
	logged(line, sizeof(line), "hello");
	assert_non_null(strstr(line, " warn portal["));
	assert_non_null(strstr(line, "] r-1 hello\n"));
	log_request(NULL);
	logged(line, sizeof(line), "hello");
	assert_non_null(strstr(line, "] - hello\n"));
}

static void
logs_each_kind_by_its_name(void **state)
{
	static const char *const names[] = {[ERR_INPUT] = " input x",
	    [ERR_CONFLICT] = " conflict x",
	    [ERR_BUG] = " bug x"};
	static const enum err_kind kinds[] = {ERR_INPUT, ERR_CONFLICT, ERR_BUG};
	char line[4096];

	(void)state;
	for (size_t i = 0; i < 3; i++) {
		struct err e = {.kind = kinds[i], .code = "x"};
		FILE *file = tmpfile();
		int was = dup(STDERR_FILENO);
		size_t n;

		assert_non_null(file);
		dup2(fileno(file), STDERR_FILENO);
		log_err(LOG_WARN, "cannot", &e);
		dup2(was, STDERR_FILENO);
		close(was);
		rewind(file);
		n = fread(line, 1, sizeof(line) - 1, file);
		line[n] = '\0';
		fclose(file);
		assert_non_null(strstr(line, names[kinds[i]]));
	}
}

static void
logs_no_forged_line(void **state)
{
	char line[4096];

	(void)state;
	logged(line, sizeof(line), "a\nerror forged\r\x1b[2J\x7f");
	assert_ptr_equal(strchr(line, '\n'), line + strlen(line) - 1);
	assert_null(strchr(line, '\x1b'));
	assert_null(strchr(line, '\x7f'));
}

static void
logs_a_long_text_cut_but_ended(void **state)
{
	char line[8192], text[6000];
	size_t n;

	(void)state;
	memset(text, 'y', sizeof(text) - 1);
	text[sizeof(text) - 1] = '\0';
	n = logged(line, sizeof(line), text);
	assert_true(n < 2100);
	assert_int_equal(line[n - 1], '\n');
}

static void
logs_no_debug_unless_asked(void **state)
{
	int fd[2], was = dup(STDERR_FILENO);
	char c;

	(void)state;
	assert_int_equal(pipe(fd), 0);
	dup2(fd[1], STDERR_FILENO);
	log_line(LOG_DEBUG, "quiet");
	dup2(was, STDERR_FILENO);
	close(was);
	close(fd[1]);
	assert_int_equal(read(fd[0], &c, 1), 0);
	close(fd[0]);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(fills_kind_code_and_detail),
	    cmocka_unit_test(keeps_the_first_error),
	    cmocka_unit_test(takes_no_place_to_write_to),
	    cmocka_unit_test(cuts_an_argument_between_characters),
	    cmocka_unit_test(cuts_a_long_detail_and_code),
	    cmocka_unit_test(clears_to_nothing),
	    cmocka_unit_test(logs_one_line_with_name_and_request),
	    cmocka_unit_test(logs_each_kind_by_its_name),
	    cmocka_unit_test(logs_no_forged_line),
	    cmocka_unit_test(logs_a_long_text_cut_but_ended),
	    cmocka_unit_test(logs_no_debug_unless_asked),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
